/* What the tests of the log's store share. */
#define _XOPEN_SOURCE 700
#include "log_stores.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sqlite3.h>

nsv_manager_options store_options(const char* path) {
    nsv_manager_options options = NSV_MANAGER_OPTIONS_INIT;
    options.store = path;
    options.store_size = strlen(path);
    return options;
}

int32_t try_store(const char* path, uint32_t flags, const char* network_json, const char* max, nsv_manager** out,
                  nsv_error* error) {
    nsv_manager_options options = store_options(path);
    nsv_network* const network = network_json == NULL ? NULL : network_of(network_json);
    nsv_version* const supported_max = max == NULL ? NULL : version_of(max);
    options.flags = flags;
    options.network = network;
    options.supported_max = supported_max;
    const int32_t status = nsv_manager_new(&options, out, error);
    nsv_network_unref(network);
    nsv_version_unref(supported_max);
    return status;
}

nsv_manager* open_store_with(const char* path, uint32_t flags, const char* network_json, const char* max) {
    nsv_manager* manager = NULL;
    nsv_error error = sentinel_error();
    const int32_t status = try_store(path, flags, network_json, max, &manager, &error);
    if (status != NSV_OK) fail_msg("opening %s: %s: %s", path, nsv_status_name(status), error.message);
    return manager;
}

nsv_manager* open_store(const char* path, uint32_t flags) { return open_store_with(path, flags, NULL, NULL); }

nsv_manager* make_store(const char* path) {
    nsv_manager* const manager = open_store_with(path, 0, NULL, "3.0.0");
    assert_scheduled(manager, NEP("NEP-001", "1.1.0", "40", ",\"adds\":[\"mtp\"]"));
    assert_scheduled(manager, NEP("NEP-002", "1.2.0", "100", ""));
    assert_scheduled(manager, NEP("NEP-003", "2.0.0", "200", ",\"requires\":[\"NEP-002\"]"));
    assert_scheduled(manager, NEP("NEP-009", "2.0.0", "300", ""));
    assert_succeeds(nsv_manager_cancel_nep(manager, BYTES("NEP-009"), BYTES("another reason"), error));
    advance_to(manager, MADE_HEIGHT, ANNOUNCED);
    assert_int_equal(nsv_manager_record_count(manager), MADE_RECORDS);
    return manager;
}

head_text head_of(const nsv_manager* manager) {
    head_text text;
    uint8_t head[32];
    assert_int_equal(nsv_manager_head(manager, head), NSV_OK);
    for (size_t i = 0; i < sizeof head; ++i) (void)snprintf(text.hex + 2 * i, sizeof text.hex - 2 * i, "%02x", head[i]);
    return text;
}

char* log_state_of(const nsv_manager* manager) {
    gathered all = {NULL, 0};
    char log[96];
    char* const state = state_of(manager);
    gather(&all, state);
    free(state);
    (void)snprintf(log, sizeof log, "%llu %s", (unsigned long long)nsv_manager_record_count(manager), head_of(manager).hex);
    gather(&all, log);
    return all.text;
}

void check_log_state(const nsv_manager* manager, const char* expected, const char* file, int line) {
    char* const found = log_state_of(manager);
    _assert_string_equal(found, expected, file, line);
    free(found);
}

char* export_of(const nsv_manager* manager) {
    char* lines = NULL;
    char* more = NULL;
    uint64_t last = UINT64_MAX;
    assert_succeeds(nsv_manager_export(manager, 0, &lines, &last, error));
    assert_succeeds(nsv_manager_export(manager, last, &more, &last, error));
    assert_owned(more, "");
    return lines;
}

char* record_of(const nsv_manager* manager, uint64_t sequence) {
    char* record = NULL;
    assert_succeeds(nsv_manager_record_json(manager, sequence, &record, error));
    return record;
}

void check_sound(const nsv_manager* manager, const char* file, int line) {
    uint64_t bad = UINT64_MAX;
    char* reason = NULL;
    uint8_t head[32];
    _assert_int_equal((LargestIntegralType)nsv_manager_head(manager, head), NSV_OK, file, line);
    _assert_int_equal((LargestIntegralType)nsv_manager_verify(manager, head, &bad, &reason, NULL), 1, file, line);
    _assert_int_equal(bad, 0, file, line);
    check_owned(reason, "", file, line);
}

void check_store_failure(const nsv_error* error, int32_t status, const char* path, const char* file, int line) {
    check_failure(error, status, NSV_NO_OFFSET, "store '", file, line);
    check_failure(error, status, NSV_NO_OFFSET, path, file, line);
}

contents read_contents(const char* path) {
    contents found = {NULL, 0};
    struct stat about;
    FILE* const file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fstat(fileno(file), &about), 0);
    found.size = (size_t)about.st_size;
    found.data = malloc(found.size + 1);
    assert_non_null(found.data);
    assert_int_equal(fread(found.data, 1, found.size + 1, file), found.size);
    assert_int_equal(fclose(file), 0);
    return found;
}

void write_contents(const char* path, const void* data, size_t size) {
    FILE* const file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(data, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

void copy_file(const char* from, const char* to) {
    const contents copied = read_contents(from);
    write_contents(to, copied.data, copied.size);
    free(copied.data);
}

bool file_exists(const char* path) { return access(path, F_OK) == 0; }

void check_contents(const char* path, const contents* expected, const char* file, int line) {
    const contents found = read_contents(path);
    _assert_int_equal(found.size, expected->size, file, line);
    if (found.size > 0) _assert_memory_equal(found.data, expected->data, found.size, file, line);
    free(found.data);
}

void remove_store(const char* path) {
    const char* const endings[] = {"", "-wal", "-shm", "-journal"};
    for (size_t i = 0; i < COUNT_OF(endings); ++i) {
        char name[256];
        (void)snprintf(name, sizeof name, "%s%s", path, endings[i]);
        if (unlink(name) != 0) assert_int_equal(errno, ENOENT);
    }
}

void run_sql(const char* path, const char* sql) {
    sqlite3* database = NULL;
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    if (sqlite3_exec(database, sql, NULL, NULL, NULL) != SQLITE_OK) fail_msg("%s: %s", sql, sqlite3_errmsg(database));
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
}
