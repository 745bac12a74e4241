/* Readers of the log while others write it, in a store and in memory. What is read must be sound at every moment;
 * ThreadSanitizer sees what else goes wrong. */
#define _GNU_SOURCE
#include <inttypes.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <unistd.h>

#include "files.h"
#include "upgrades.h"

enum { READERS = 3, WRITERS = 2, HEIGHTS = 60, NEPS_OF_EACH = 8, HASH = 64, SEEN = 2000, KEPT_IN_MEMORY = 10000 };

typedef char hash_text[HASH + 1];

typedef struct reader {
    uint64_t random;
    size_t seen_count;
    hash_text seen[SEEN]; /* heads, each at most once in a row */
} reader;

typedef struct writer {
    uint64_t random;
    int number;
} writer;

static nsv_manager* shared;
static bool forgets;
static uint64_t wanted; /* records */
static char* peer;
static atomic_bool finished;
static atomic_size_t wrong;
static atomic_size_t answered;
static reader readers[READERS];

static uint64_t up_to(uint64_t* random, uint64_t most) {
    *random = *random * UINT64_C(6364136223846793005) + 1442695040888963407;
    return (*random >> 33) % (most + 1);
}

static void to_text(const uint8_t head[32], hash_text text) {
    for (size_t i = 0; i < 32; ++i) (void)snprintf(text + 2 * i, 3, "%02x", head[i]);
}

/* -------------------------------------------------------------------------------------------------- Records -- */

static uint64_t sequence_in(const char* record) {
    const char* const key = strstr(record, "\"sequence\":");
    return key == NULL ? 0 : strtoull(key + strlen("\"sequence\":"), NULL, 10);
}

static bool has_hash(const char* record, const char* key, const char* hash) {
    char member[32 + HASH];
    (void)snprintf(member, sizeof member, "\"%s\":\"%.64s\"", key, hash);
    const char* const found = strstr(record, member);
    return found != NULL && memchr(record, '\n', (size_t)(found - record)) == NULL;
}

static void copy_hash(const char* record, hash_text hash) {
    const char* const key = strstr(record, "\"hash\":\"");
    (void)snprintf(hash, sizeof(hash_text), "%.64s", key == NULL ? "" : key + strlen("\"hash\":\""));
}

/* How much is wrong with lines that should follow record `after`: all records from the next one to `last`, each behind the one
 * before it. A log in memory may begin later. */
static size_t check_lines(const char* lines, uint64_t after, uint64_t last) {
    hash_text previous = "";
    uint64_t sequence = after;
    size_t bad = 0;
    for (const char* line = lines; *line != '\0'; line = strchr(line, '\n') + 1) {
        const uint64_t found = sequence_in(line);
        if (forgets && line == lines && found > after) sequence = found - 1;
        bad += found != ++sequence;
        bad += line != lines && !has_hash(line, "previous", previous);
        copy_hash(line, previous);
    }
    return bad + (sequence != last);
}

/* -------------------------------------------------------------------------------------------------- Readers -- */

static void remember(reader* self, const hash_text head) {
    if (self->seen_count == SEEN) return;
    if (self->seen_count > 0 && strcmp(self->seen[self->seen_count - 1], head) == 0) return;
    memcpy(self->seen[self->seen_count++], head, sizeof(hash_text));
}

/* A log in memory forgets a record once it has 10000 newer ones; a reader may have been away for that long. */
static bool is_forgotten(uint64_t sequence) {
    return forgets && nsv_manager_record_count(shared) >= sequence + KEPT_IN_MEMORY * 9 / 10;
}

static size_t check_last_record(uint64_t count) {
    char* record = NULL;
    const int32_t status = nsv_manager_record_json(shared, count, &record, NULL);
    if (status == NSV_ERROR_NOT_FOUND && is_forgotten(count)) return 0;
    if (status != NSV_OK) return 1;
    const size_t bad = sequence_in(record) != count;
    nsv_string_free(record);
    return bad;
}

static size_t check_export(reader* self, uint64_t count) {
    const uint64_t after = up_to(&self->random, count);
    char* lines = NULL;
    uint64_t last = UINT64_MAX;
    if (nsv_manager_export(shared, after, &lines, &last, NULL) != NSV_OK) return 1;
    const size_t bad = check_lines(lines, after, last);
    nsv_string_free(lines);
    return bad;
}

static size_t check_log(const uint8_t* expected_head, uint64_t count) {
    uint64_t bad_sequence = UINT64_MAX;
    char* reason = NULL;
    const int32_t sound = nsv_manager_verify(shared, expected_head, &bad_sequence, &reason, NULL);
    size_t bad = sound != 1 || bad_sequence != 0 || *reason != '\0';
    if (bad != 0 && sound == 0 && expected_head != NULL && is_forgotten(count)) bad = 0;
    if (sound >= 0) nsv_string_free(reason);
    return bad;
}

static size_t check_node(void) {
    nsv_verdict verdict = NSV_VERDICT_INIT;
    char* status = NULL;
    size_t bad = nsv_manager_status_json(shared, &status, NULL) != NSV_OK;
    nsv_string_free(status);
    bad += nsv_manager_check_peer(shared, peer, strlen(peer), &verdict, NULL) != NSV_OK;
    return bad;
}

static void* read_on(void* argument) {
    reader* const self = argument;
    size_t bad = 0;
    uint64_t last_count = 0;
    for (size_t round = 0; !atomic_load(&finished) || round < 10; ++round) {
        uint8_t head[32];
        hash_text text;
        const uint64_t count = nsv_manager_record_count(shared);
        bad += nsv_manager_head(shared, head) != NSV_OK || count < last_count;
        last_count = count;
        to_text(head, text);
        remember(self, text);
        bad += check_last_record(count) + check_node();
        if (round % 8 == 0) bad += check_export(self, count);
        if (round % 64 == 0) bad += check_log(round % 128 == 0 ? head : NULL, count);
        atomic_fetch_add(&answered, 1);
    }
    atomic_fetch_add(&wrong, bad);
    return NULL;
}

/* -------------------------------------------------------------------------------------------------- Writers -- */

static bool is_expected(int32_t status) {
    return status == NSV_OK || status == NSV_ERROR_HEIGHT || status == NSV_ERROR_CONFLICT || status == NSV_ERROR_NOT_FOUND;
}

static size_t schedule_or_cancel(writer* self) {
    char id[16];
    char nep[256];
    (void)snprintf(id, sizeof id, "NEP-%d%d", self->number, (int)(10 + up_to(&self->random, NEPS_OF_EACH - 1)));
    const uint64_t height = 1 + up_to(&self->random, HEIGHTS - 1);
    const char* const compatible = up_to(&self->random, 3) == 0 ? "false" : "true";
    (void)snprintf(
        nep, sizeof nep,
        "{\"id\":\"%s\",\"title\":\"T\",\"target_version\":\"1.0.0\",\"announced_at\":0,\"activation_height\":%" PRIu64
        ",\"expected_activation_time\":0,\"backward_compatible\":%s}",
        id, height, compatible);
    switch (up_to(&self->random, 3)) {
        case 0: return !is_expected(nsv_manager_cancel_nep(shared, id, strlen(id), BYTES("Why not"), NULL));
        case 1: return !is_expected(nsv_manager_reschedule_nep(shared, id, strlen(id), height, 0, NULL));
        default: return !is_expected(nsv_manager_schedule_nep(shared, nep, strlen(nep), NULL));
    }
}

static void* write_on(void* argument) {
    writer* const self = argument;
    size_t bad = 0;
    while (nsv_manager_record_count(shared) < wanted) {
        const uint64_t height = up_to(&self->random, HEIGHTS);
        bad += !is_expected(nsv_manager_advance(shared, height, 0, NULL));
        bad += schedule_or_cancel(self);
        bad += !is_expected(nsv_manager_rewind(shared, height, 0, NULL));
        bad += schedule_or_cancel(self);
    }
    atomic_fetch_add(&wrong, bad);
    return NULL;
}

static void run_threads(void) {
    pthread_t reading[READERS];
    pthread_t writing[WRITERS];
    writer writers[WRITERS];
    atomic_store(&finished, false);
    atomic_store(&wrong, 0);
    atomic_store(&answered, 0);
    for (size_t i = 0; i < READERS; ++i) {
        readers[i].random = i;
        readers[i].seen_count = 0;
        assert_int_equal(pthread_create(&reading[i], NULL, read_on, &readers[i]), 0);
    }
    for (size_t i = 0; i < WRITERS; ++i) {
        writers[i] = (writer){.random = 100 + i, .number = (int)i + 1};
        assert_int_equal(pthread_create(&writing[i], NULL, write_on, &writers[i]), 0);
    }
    for (size_t i = 0; i < WRITERS; ++i) assert_int_equal(pthread_join(writing[i], NULL), 0);
    atomic_store(&finished, true);
    for (size_t i = 0; i < READERS; ++i) assert_int_equal(pthread_join(reading[i], NULL), 0);
    print_message("%llu records, %llu rounds of reading\n", (unsigned long long)nsv_manager_record_count(shared),
                  (unsigned long long)atomic_load(&answered));
    assert_int_equal(atomic_load(&wrong), 0);
}

/* ---------------------------------------------------------------------------------------------------- Tests -- */

#define NETWORK                                                                        \
    "{\"id\":\"n\",\"genesis\":\"1.0.0\",\"features\":[],\"history\":[],\"roles\":[]," \
    "\"notice\":{\"minimum_days\":0,\"grace_from_day\":0}}"

static nsv_manager* opened(const char* store) {
    nsv_manager_options options = NSV_MANAGER_OPTIONS_INIT;
    nsv_network* const network = network_of(NETWORK);
    nsv_manager* manager = NULL;
    options.network = network;
    options.store = store;
    options.store_size = store == NULL ? 0 : strlen(store);
    assert_succeeds(nsv_manager_new(&options, &manager, error));
    nsv_network_unref(network);
    return manager;
}

static int by_bytes(const void* a, const void* b) { return memcmp(a, b, sizeof(hash_text)); }

/* The hashes of all records, in order of their bytes; for free(). */
static hash_text* hashes_of(const nsv_manager* manager, size_t* count) {
    hash_text* hashes = calloc((size_t)nsv_manager_record_count(manager), sizeof *hashes);
    assert_non_null(hashes);
    *count = 0;
    for (uint64_t last = 0;;) {
        char* lines = NULL;
        const uint64_t after = last;
        assert_succeeds(nsv_manager_export(manager, after, &lines, &last, error));
        assert_int_equal(check_lines(lines, after, last), 0);
        for (const char* line = lines; *line != '\0'; line = strchr(line, '\n') + 1) {
            assert_true(*count < nsv_manager_record_count(manager));
            copy_hash(line, hashes[(*count)++]);
        }
        nsv_string_free(lines);
        if (last == after) break;
    }
    qsort(hashes, *count, sizeof *hashes, by_bytes);
    return hashes;
}

static void check_seen_heads(const nsv_manager* manager) {
    size_t count = 0;
    size_t seen = 0;
    hash_text* const hashes = hashes_of(manager, &count);
    assert_int_equal(count, nsv_manager_record_count(manager));
    for (size_t i = 0; i < READERS; ++i) {
        for (size_t j = 0; j < readers[i].seen_count; ++j, ++seen) {
            assert_non_null(bsearch(readers[i].seen[j], hashes, count, sizeof *hashes, by_bytes));
        }
    }
    assert_true(seen > READERS);
    free(hashes);
}

static void check_last_head(const nsv_manager* manager, uint64_t count, const uint8_t head[32]) {
    uint8_t found[32];
    assert_int_equal(nsv_manager_record_count(manager), count);
    assert_int_equal(nsv_manager_head(manager, found), NSV_OK);
    assert_memory_equal(found, head, sizeof found);
    assert_gives(nsv_manager_verify(manager, head, NULL, NULL, error), 1);
}

static void a_store_is_sound_at_every_moment(void** state) {
    (void)state;
    uint8_t head[32];
    shared = opened("store");
    forgets = false;
    wanted = 800;
    run_threads();
    check_seen_heads(shared);
    const uint64_t count = nsv_manager_record_count(shared);
    assert_int_equal(nsv_manager_head(shared, head), NSV_OK);
    check_last_head(shared, count, head);
    nsv_manager_free(shared);
    shared = opened("store");
    check_last_head(shared, count, head);
    nsv_manager_free(shared);
    assert_int_equal(unlink("store"), 0);
    assert_int_not_equal(access("store-wal", F_OK), 0); /* whoever closes it last takes the other files away */
}

static void a_log_in_memory_is_sound_at_every_moment(void** state) {
    (void)state;
    uint8_t head[32];
    shared = opened(NULL);
    forgets = true;
    wanted = KEPT_IN_MEMORY + 1000;
    run_threads();
    size_t count = 0;
    free(hashes_of(shared, &count));
    assert_int_equal(nsv_manager_head(shared, head), NSV_OK);
    check_last_head(shared, nsv_manager_record_count(shared), head);
    assert_true(nsv_manager_record_count(shared) > KEPT_IN_MEMORY);
    assert_int_equal(count, KEPT_IN_MEMORY);
    nsv_manager_free(shared);
}

static int set_up(void** state) {
    (void)state;
    nsv_manager* const other = opened(NULL);
    peer = advertisement_of(other);
    nsv_manager_free(other);
    return 0;
}

static int tear_down(void** state) {
    (void)state;
    nsv_string_free(peer);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_store_is_sound_at_every_moment, enter_directory, leave_directory),
        cmocka_unit_test(a_log_in_memory_is_sound_at_every_moment),
    };
    return cmocka_run_group_tests_name("log_threads", tests, set_up, tear_down);
}
