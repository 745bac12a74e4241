/* Stores that someone has tampered with, and stores on failing media: what is not the log that was written is never taken for
 * it, the first bad record is named, and those before it can be saved (S23). */
#define _XOPEN_SOURCE 700
#include <unistd.h>

#include "log_stores.h"

#define TEMPLATE "template.db"

static char* lines;       /* the log of the template, as JSON Lines */
static uint8_t known[32]; /* its head */

static int set_up(void** state) {
    if (enter_directory(state) != 0) return -1;
    nsv_manager* const made = make_store(TEMPLATE);
    lines = export_of(made);
    assert_int_equal(nsv_manager_head(made, known), NSV_OK);
    nsv_manager_free(made);
    return 0;
}

static int tear_down(void** state) {
    nsv_string_free(lines);
    return leave_directory(state);
}

#define DAMAGE_TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

/* Bytes of the first `count` lines. */
static size_t size_of_lines(uint64_t count) {
    const char* end = lines;
    for (uint64_t i = 0; i < count; ++i) end = strchr(end, '\n') + 1;
    return (size_t)(end - lines);
}

static void check_begins(const char* text, uint64_t record, const char* sql) {
    char words[32];
    (void)snprintf(words, sizeof words, "record %llu: ", (unsigned long long)record);
    if (strncmp(text, words, strlen(words)) != 0) fail_msg("%s: expected \"%s...\", found \"%s\"", sql, words, text);
}

/* ---------------------------------------------------------------------------------------------------- Tampering -- */

static void check_verified(const nsv_manager* manager, const uint8_t* head, uint64_t bad, const char* sql) {
    uint64_t found = UINT64_MAX;
    char* reason = NULL;
    assert_gives(nsv_manager_verify(manager, head, &found, &reason, error), 0);
    assert_int_equal(found, bad);
    check_begins(reason, bad, sql);
    nsv_string_free(reason);
}

/* The records before the bad one are there to be saved, byte for byte, and for nothing else. */
static void check_salvaged(uint64_t bad, const char* sql) {
    nsv_manager* const manager = open_store(STORE, NSV_MANAGER_SALVAGE);
    char* const exported = export_of(manager);
    assert_int_equal(nsv_manager_record_count(manager), bad - 1);
    assert_int_equal(strlen(exported), size_of_lines(bad - 1));
    assert_memory_equal(exported, lines, strlen(exported));
    check_verified(manager, NULL, bad, sql);
    assert_fails(char*, nsv_manager_record_json(manager, bad, &out, error), NSV_ERROR_NOT_FOUND, NSV_NO_OFFSET, "record");
    assert_refused(manager, nsv_manager_schedule_nep(manager, BYTES(NEP("NEP-010", "9.1.0", "900", "")), error),
                   NSV_ERROR_READ_ONLY, NSV_NO_OFFSET, "read");
    /* the records are a log by themselves */
    nsv_manager* saved = NULL;
    assert_succeeds(nsv_manager_import(NULL, exported, strlen(exported), &saved, error));
    assert_string_equal(head_of(saved).hex, head_of(manager).hex);
    nsv_manager_free(saved);
    nsv_string_free(exported);
    nsv_manager_free(manager);
}

static void check_refused(uint32_t flags, uint64_t bad, const char* sql) {
    nsv_manager* manager = NULL;
    nsv_error error = sentinel_error();
    const int32_t status = try_store(STORE, flags, NULL, NULL, &manager, &error);
    assert_null(manager);
    if (status != NSV_ERROR_CORRUPT) fail_msg("%s: %s", sql, nsv_status_name(status));
    check_begins(error.message, bad, sql);
}

/* A sound store after this SQL is refused for that record, and changes no more. */
static void check_tampered(const char* sql, uint64_t bad) {
    remove_store(STORE);
    copy_file(TEMPLATE, STORE);
    run_sql(STORE, sql);
    const contents tampered = read_contents(STORE);
    check_refused(0, bad, sql);
    check_refused(NSV_MANAGER_READ_ONLY, bad, sql);
    if (bad == 1) {
        check_refused(NSV_MANAGER_SALVAGE, bad, sql);
    } else {
        check_salvaged(bad, sql);
    }
    assert_contents(STORE, &tampered);
    free(tampered.data);
}

/* Record N and the one that M stands for, in SQL that is made of `format`, with both as text. */
static void tamper(uint64_t bad, const char* format, int n, int m) {
    char sql[1024];
    char numbers[2][16];
    size_t used = 0;
    (void)snprintf(numbers[0], sizeof numbers[0], "%d", n);
    (void)snprintf(numbers[1], sizeof numbers[1], "%d", m);
    for (const char* byte = format; *byte != '\0'; ++byte) {
        const char letter[2] = {*byte, '\0'};
        const char* const text = *byte == 'N' ? numbers[0] : *byte == 'M' ? numbers[1] : letter;
        used += (size_t)snprintf(sql + used, sizeof sql - used, "%s", text);
    }
    check_tampered(sql, bad);
}

static void an_edited_record_is_found(void** state) {
    (void)state;
    for (int n = 1; n <= MADE_RECORDS; ++n) {
        for (int twentieth = 0; twentieth <= 20; ++twentieth) {
            tamper((uint64_t)n,
                   "with p(p) as (select 1 + (length(record) - 1) * M / 20 from log where sequence = N) "
                   "update log set record = substr(record, 1, (select p from p) - 1) || "
                   "case substr(record, (select p from p), 1) when '7' then '8' else '7' end || "
                   "substr(record, (select p from p) + 1) where sequence = N",
                   n, twentieth);
        }
        tamper((uint64_t)n, "update log set record = record || ' ' where sequence = N", n, 0);
        tamper((uint64_t)n, "update log set record = '' where sequence = N", n, 0);
    }
}

static void a_removed_record_is_found(void** state) {
    (void)state;
    for (int n = 1; n <= MADE_RECORDS; ++n) {
        tamper((uint64_t)n, "delete from log where sequence = N", n, 0);
        tamper((uint64_t)n, "delete from log where sequence >= N", n, 0);
        if (n == MADE_RECORDS) continue; /* nothing is left that would close the gap */
        tamper((uint64_t)n,
               "delete from log where sequence = N; update log set sequence = sequence + 100 where sequence > N;"
               "update log set sequence = sequence - 101 where sequence > N; update sqlite_sequence set seq = seq - 1",
               n, 0);
    }
}

static void records_in_another_order_are_found(void** state) {
    (void)state;
    for (int n = 1; n <= MADE_RECORDS; ++n) {
        for (int m = n + 1; m <= MADE_RECORDS; ++m) {
            tamper((uint64_t)n,
                   "update log set sequence = 100 where sequence = N; update log set sequence = N where sequence = M;"
                   "update log set sequence = M where sequence = 100",
                   n, m);
        }
    }
}

static void an_added_record_is_found(void** state) {
    (void)state;
#define MAKE_ROOM \
    "update log set sequence = sequence + 100 where sequence > N; update log set sequence = sequence - 99 where sequence > N;"
    for (int n = 1; n <= MADE_RECORDS; ++n) {
        tamper((uint64_t)n + 1, MAKE_ROOM "insert into log select sequence + 1, record from log where sequence = N", n, 0);
    }
    for (int n = 0; n <= MADE_RECORDS; ++n) {
        tamper((uint64_t)n + 1, MAKE_ROOM "insert into log values (N + 1, '{}')", n, 0);
        tamper(n + 1 == MADE_RECORDS ? MADE_RECORDS + 1 : (uint64_t)n + 1, /* 7 is what it was */
               MAKE_ROOM
               "insert into log select N + 1, replace(record, '\"sequence\":7', '\"sequence\":' || (N + 1)) from log "
               "order by sequence desc limit 1",
               n, 0);
    }
    tamper(MADE_RECORDS + 1, "update sqlite_sequence set seq = 8", 0, 0);
}

/* A chain that ends earlier is a chain. Who kept the head knows that it did not end there. */
static void a_log_that_ends_earlier_is_found_by_the_head_alone(void** state) {
    (void)state;
    for (uint64_t left = MADE_RECORDS; left-- > 1;) {
        char sql[128];
        (void)snprintf(sql, sizeof sql, "delete from log where sequence > %llu; update sqlite_sequence set seq = %llu",
                       (unsigned long long)left, (unsigned long long)left);
        remove_store(STORE);
        copy_file(TEMPLATE, STORE);
        run_sql(STORE, sql);
        nsv_manager* const manager = open_store(STORE, 0);
        assert_int_equal(nsv_manager_record_count(manager), left);
        assert_gives(nsv_manager_verify(manager, NULL, NULL, NULL, error), 1);
        check_verified(manager, known, left + 1, sql);
        nsv_manager_free(manager);
    }
}

/* A manager never builds upon records that are not those it knows. */
static void tampering_while_the_store_is_in_use_is_found(void** state) {
    (void)state;
    const char* const changes[] = {
        "update log set record = replace(record, '\"time\":1000', '\"time\":1001') where sequence = 7",
        "update log set record = replace(record, '\"hash\":\"', '\"hash\":\"0') where sequence = 7",
        "delete from log where sequence = 7",
        "delete from log where sequence = 7; update sqlite_sequence set seq = 6",
        "delete from log; delete from sqlite_sequence",
    };
    for (size_t i = 0; i < COUNT_OF(changes); ++i) {
        remove_store(STORE);
        copy_file(TEMPLATE, STORE);
        nsv_manager* const manager = open_store(STORE, 0);
        char* const before = log_state_of(manager);
        run_sql(STORE, changes[i]);
        const int32_t status = nsv_manager_schedule_nep(manager, BYTES(NEP("NEP-010", "2.1.0", "400", "")), NULL);
        if (i == 0) { /* its hash is still the one that is known; what else it says is found by a check */
            assert_true(status == NSV_OK || status == NSV_ERROR_CORRUPT);
        } else {
            assert_int_equal(status, NSV_ERROR_CORRUPT);
            assert_log_state(manager, before);
        }
        uint64_t bad = UINT64_MAX;
        assert_gives(nsv_manager_verify(manager, known, &bad, NULL, error), 0);
        assert_int_equal(bad, i == 4 ? 1 : MADE_RECORDS);
        free(before);
        nsv_manager_free(manager);
    }
}

/* ------------------------------------------------------------------------------------------------------- Damage -- */

/* A store that is damaged is refused, or shows what it always did. */
static bool opens_as_it_was(const char* expected, uint32_t flags) {
    nsv_manager* manager = NULL;
    nsv_error error = sentinel_error();
    const int32_t status = try_store(STORE, flags, NULL, NULL, &manager, &error);
    if (status != NSV_OK) {
        assert_null(manager);
        assert_true(status == NSV_ERROR_CORRUPT || status == NSV_ERROR_FORMAT || status == NSV_ERROR_IO ||
                    status == NSV_ERROR_NOT_FOUND);
        return false;
    }
    assert_log_state(manager, expected);
    nsv_manager_free(manager);
    return true;
}

static char* state_in(const char* path) {
    nsv_manager* const manager = open_store(path, NSV_MANAGER_READ_ONLY);
    char* const state = log_state_of(manager);
    nsv_manager_free(manager);
    return state;
}

#define SMALL                                                                                                              \
    "{\"id\":\"small\",\"genesis\":\"1.0.0\",\"features\":[],\"history\":[],\"roles\":[],\"notice\":{\"minimum_days\":30," \
    "\"grace_from_day\":14}}"

/* Small pages make it a store with few bytes that mean nothing. */
static contents small_store(void) {
    nsv_manager* const manager = open_store_with(STORE, 0, SMALL, "3.0.0");
    assert_scheduled(manager, NEP("NEP-001", "1.1.0", "40", ",\"adds\":[\"mtp\"]"));
    assert_scheduled(manager, NEP("NEP-002", "1.2.0", "100", ""));
    advance_to(manager, MADE_HEIGHT, ANNOUNCED);
    assert_succeeds(nsv_manager_cancel_nep(manager, BYTES("NEP-002"), BYTES("a reason"), error));
    assert_int_equal(nsv_manager_record_count(manager), 5);
    nsv_manager_free(manager);
    run_sql(STORE, "pragma journal_mode = delete; pragma page_size = 512; vacuum; pragma journal_mode = wal");
    assert_false(file_exists(STORE "-wal"));
    return read_contents(STORE);
}

static void write_byte(const char* path, size_t offset, unsigned char byte) {
    FILE* const file = fopen(path, "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, (long)offset, SEEK_SET), 0);
    assert_int_equal(fputc(byte, file), byte);
    assert_int_equal(fclose(file), 0);
}

static void a_byte_that_is_flipped_changes_nothing_or_is_found(void** state) {
    (void)state;
    const contents sound = small_store();
    char* const expected = state_in(STORE);
    size_t found = 0;
    for (size_t i = 0; i < sound.size; ++i) {
        const unsigned bits[] = {0xff, 1U << i % 8};
        for (size_t j = 0; j < COUNT_OF(bits); ++j) {
            write_byte(STORE, i, (unsigned char)(sound.data[i] ^ bits[j]));
            found += !opens_as_it_was(expected, NSV_MANAGER_READ_ONLY);
            assert_true(unlink(STORE "-wal") == 0 || !file_exists(STORE "-wal"));
            assert_true(unlink(STORE "-shm") == 0 || !file_exists(STORE "-shm"));
        }
        write_byte(STORE, i, sound.data[i]);
    }
    assert_contents(STORE, &sound);
    assert_true(opens_as_it_was(expected, 0));
    assert_in_range(found, sound.size, 2 * sound.size); /* most of it are records */
    free(expected);
    free(sound.data);
}

static void a_file_that_is_cut_off_is_found(void** state) {
    (void)state;
    const contents sound = read_contents(TEMPLATE);
    char* const expected = state_in(TEMPLATE);
    for (size_t size = 0; size <= sound.size; size += 512) {
        const uint32_t ways[] = {NSV_MANAGER_READ_ONLY, 0};
        for (size_t i = 0; i < COUNT_OF(ways); ++i) {
            if (size == 0 && ways[i] == 0) continue; /* of an empty file, whoever writes makes a store */
            remove_store(STORE);
            write_contents(STORE, sound.data, size);
            assert_int_equal(opens_as_it_was(expected, ways[i]), size == sound.size);
        }
    }
    free(expected);
    free(sound.data);
}

/* Of what is left there may be sound records, and they come first. */
static void what_is_left_of_a_file_can_be_saved(void** state) {
    (void)state;
    const contents sound = read_contents(TEMPLATE);
    uint64_t most = 0;
    for (size_t size = 0; size < sound.size; size += 512) {
        nsv_manager* manager = NULL;
        remove_store(STORE);
        write_contents(STORE, sound.data, size);
        if (try_store(STORE, NSV_MANAGER_SALVAGE, NULL, NULL, &manager, NULL) != NSV_OK) continue;
        const uint64_t records = nsv_manager_record_count(manager);
        char* const exported = export_of(manager);
        assert_in_range(records, 1, MADE_RECORDS - 1);
        assert_int_equal(strlen(exported), size_of_lines(records));
        assert_memory_equal(exported, lines, strlen(exported));
        nsv_string_free(exported);
        nsv_manager_free(manager);
        most = records;
    }
    assert_in_range(most, 1, MADE_RECORDS - 1); /* the last page does not hold all of them */
    free(sound.data);
}

/* What SQLite says of it has bytes of the file in it. */
static void damage_is_told_of_in_printable_ascii(void** state) {
    (void)state;
    const contents sound = read_contents(TEMPLATE);
    const unsigned char bytes[] = {0x03, '\n', 0x9b, 0xe6};
    size_t found = 0;
    for (size_t i = 100; i < 4096; ++i) { /* the schema, where most is empty */
        if (sound.data[i] == 0) continue;
        for (size_t j = 0; j < COUNT_OF(bytes); ++j) {
            nsv_manager* manager = NULL;
            nsv_error error = sentinel_error();
            remove_store(STORE);
            write_contents(STORE, sound.data, sound.size);
            write_byte(STORE, i, bytes[j]);
            const int32_t status = try_store(STORE, NSV_MANAGER_READ_ONLY, NULL, NULL, &manager, &error);
            nsv_manager_free(manager);
            if (status == NSV_OK) continue;
            check_failure(&error, status, NSV_NO_OFFSET, "", __FILE__, __LINE__);
            ++found;
        }
    }
    assert_true(found > 0);
    free(sound.data);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        DAMAGE_TEST(an_edited_record_is_found),
        DAMAGE_TEST(a_removed_record_is_found),
        DAMAGE_TEST(records_in_another_order_are_found),
        DAMAGE_TEST(an_added_record_is_found),
        DAMAGE_TEST(a_log_that_ends_earlier_is_found_by_the_head_alone),
        DAMAGE_TEST(tampering_while_the_store_is_in_use_is_found),
        DAMAGE_TEST(a_byte_that_is_flipped_changes_nothing_or_is_found),
        DAMAGE_TEST(a_file_that_is_cut_off_is_found),
        DAMAGE_TEST(what_is_left_of_a_file_can_be_saved),
        DAMAGE_TEST(damage_is_told_of_in_printable_ascii),
    };
    return cmocka_run_group_tests_name("log_damage", tests, NULL, NULL);
}
