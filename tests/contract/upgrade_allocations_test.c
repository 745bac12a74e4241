/* Memory runs out at every single allocation of every call about upgrades and peers. A call that fails of it has changed
 * nothing, and does what it should when it is repeated. */
#include "allocations.h"
#include "entry_point.h"
#include "upgrades.h"

#define PEER                                                                                                    \
    "{\"major\":1,\"minor\":0,\"patch\":0,\"features\":[\"ponw\",\"diloco\",\"a_feature_with_a_longer_name\"]," \
    "\"active_neps\":[\"NEP-002\",\"NEP-001\"],\"prerelease\":\"\",\"build\":\"some.longer.build.metadata\",\"height\":1}"

enum { READER_KEEPS = 2 };

static nsv_manager* manager; /* the one a call is made on: new for each */
static nsv_readiness* readiness;

static void release_nothing(void* out) { (void)out; }
static void release_text(void* out) { nsv_string_free(out); }
static void release_version(void* out) { nsv_version_unref(out); }
static void release_readiness(void* out) { nsv_readiness_free(out); }

#define NEW_NEP \
    NEP("NEP-004", "2.1.0", "300", ",\"adds\":[\"fp8_training\"],\"migration_steps\":[\"A step that is long enough\"]")

CALL(advance, void*, nsv_manager_advance(manager, 150, 7, error))
CALL(advance_and_be_halted, void*, nsv_manager_advance(manager, 200, 7, error))
CALL(go_back, void*, nsv_manager_rewind(manager, 30, 7, error))
CALL(go_forward, void*, nsv_manager_rewind(manager, 51, 7, error))
CALL(schedule, void*, nsv_manager_schedule_nep(manager, BYTES(NEW_NEP), error))
CALL(schedule_again, void*, nsv_manager_schedule_nep(manager, BYTES(NEP("NEP-002", "1.2.0", "100", "")), error))
CALL(schedule_cancelled, void*, nsv_manager_schedule_nep(manager, BYTES(NEP("NEP-009", "2.1.0", "300", "")), error))
CALL(schedule_conflict, void*, nsv_manager_schedule_nep(manager, BYTES(NEP("NEP-002", "1.2.0", "101", "")), error))
CALL(schedule_malformed, void*, nsv_manager_schedule_nep(manager, BYTES("{\"id\":\"NEP-004\",\"title\":[{}]}"), error))
CALL(catch_up, void*, nsv_manager_catch_up_nep(manager, BYTES(NEP("NEP-004", "1.1.0", "45", "")), error))
CALL(reschedule, void*, nsv_manager_reschedule_nep(manager, BYTES("NEP-002"), 110, NOTICED, error))
CALL(reschedule_unknown, void*, nsv_manager_reschedule_nep(manager, BYTES("NEP-777777777"), 110, NOTICED, error))
CALL(cancel, void*, nsv_manager_cancel_nep(manager, BYTES("NEP-003"), BYTES("a reason that is long enough"), error))
CALL(cancel_active, void*, nsv_manager_cancel_nep(manager, BYTES("NEP-001"), BYTES(""), error))
CALL(activate, char*, nsv_manager_activate_nep(manager, BYTES("NEP-001"), &made, error))
CALL(activate_silently, void*, nsv_manager_activate_nep(manager, BYTES("NEP-001"), NULL, error))
CALL(activate_too_early, char*, nsv_manager_activate_nep(manager, BYTES("NEP-002"), &made, error))
CALL(activate_no_id, char*, nsv_manager_activate_nep(manager, BYTES("NEP-"), &made, error))
CALL(nep_json, char*, nsv_manager_nep_json(manager, 2, &made, error))
CALL(cancelled_json, char*, nsv_manager_nep_json(manager, 3, &made, error))
CALL(find_nep_json, char*, nsv_manager_find_nep_json(manager, BYTES("NEP-002"), &made, error))
CALL(find_no_nep_json, char*, nsv_manager_find_nep_json(manager, BYTES("NEP-777777777"), &made, error))
CALL(no_nep_json, char*, nsv_manager_nep_json(manager, 4, &made, error))
CALL(status_json, char*, nsv_manager_status_json(manager, &made, error))
CALL(advertisement, char*, nsv_manager_advertisement(manager, &made, error))
CALL(negotiate, nsv_version*, nsv_manager_negotiate(manager, BYTES(PEER), &made, error))
CALL(negotiate_nothing, nsv_version*,
     nsv_manager_negotiate(manager, BYTES("{\"major\":7,\"minor\":0,\"patch\":0}"), &made, error))
CALL(readiness_new, nsv_readiness*, nsv_readiness_new(manager, &made, error))
CALL(readiness_add, void*, nsv_readiness_add(readiness, BYTES(PEER), error))
CALL(readiness_to_json, char*, nsv_readiness_to_json(readiness, &made, error))

static int32_t transcript(void** out, nsv_error* error) {
    uint8_t digest[32];
    (void)out;
    return nsv_transcript_digest(BYTES("a"), BYTES("b"), digest, error);
}

static int32_t check_bad_peer(void** out, nsv_error* error) {
    nsv_verdict verdict = NSV_VERDICT_INIT;
    (void)out;
    return nsv_manager_check_peer(manager, BYTES("{\"major\":1,\"minor\":0,\"patch\":[]}"), &verdict, error);
}

static entry_point entry_points[] = {
    {"nsv_manager_advance", advance, release_nothing, NSV_OK},
    {"nsv_manager_advance, halted", advance_and_be_halted, release_nothing, NSV_OK},
    {"nsv_manager_rewind", go_back, release_nothing, NSV_OK},
    {"nsv_manager_rewind, forward", go_forward, release_nothing, NSV_ERROR_HEIGHT},
    {"nsv_manager_schedule_nep", schedule, release_nothing, NSV_OK},
    {"nsv_manager_schedule_nep, again", schedule_again, release_nothing, NSV_OK},
    {"nsv_manager_schedule_nep, cancelled", schedule_cancelled, release_nothing, NSV_OK},
    {"nsv_manager_schedule_nep, conflict", schedule_conflict, release_nothing, NSV_ERROR_CONFLICT},
    {"nsv_manager_schedule_nep, malformed", schedule_malformed, release_nothing, NSV_ERROR_SCHEMA},
    {"nsv_manager_catch_up_nep", catch_up, release_nothing, NSV_OK},
    {"nsv_manager_reschedule_nep", reschedule, release_nothing, NSV_OK},
    {"nsv_manager_reschedule_nep, unknown", reschedule_unknown, release_nothing, NSV_ERROR_NOT_FOUND},
    {"nsv_manager_cancel_nep", cancel, release_nothing, NSV_OK},
    {"nsv_manager_cancel_nep, active", cancel_active, release_nothing, NSV_ERROR_HEIGHT},
    {"nsv_manager_activate_nep", activate, release_text, 1},
    {"nsv_manager_activate_nep, no message", activate_silently, release_nothing, 1},
    {"nsv_manager_activate_nep, too early", activate_too_early, release_text, 0},
    {"nsv_manager_activate_nep, no id", activate_no_id, release_nothing, NSV_ERROR_SYNTAX},
    {"nsv_manager_nep_json", nep_json, release_text, NSV_OK},
    {"nsv_manager_nep_json, cancelled", cancelled_json, release_text, NSV_OK},
    {"nsv_manager_find_nep_json", find_nep_json, release_text, NSV_OK},
    {"nsv_manager_find_nep_json, unknown", find_no_nep_json, release_nothing, NSV_ERROR_NOT_FOUND},
    {"nsv_manager_nep_json, past the end", no_nep_json, release_nothing, NSV_ERROR_NOT_FOUND},
    {"nsv_manager_status_json", status_json, release_text, NSV_OK},
    {"nsv_manager_advertisement", advertisement, release_text, NSV_OK},
    {"nsv_manager_check_peer, no advertisement", check_bad_peer, release_nothing, NSV_ERROR_SCHEMA},
    {"nsv_manager_negotiate", negotiate, release_version, NSV_OK},
    {"nsv_manager_negotiate, incompatible", negotiate_nothing, release_nothing, NSV_ERROR_INCOMPATIBLE},
    {"nsv_readiness_new", readiness_new, release_readiness, NSV_OK},
    {"nsv_readiness_to_json", readiness_to_json, release_text, NSV_OK},
    {"nsv_transcript_digest", transcript, release_nothing, NSV_OK},
};

/* At height 50: NEP-001 active, NEP-002 and NEP-003 scheduled, NEP-009 cancelled. */
static void make_manager(void) {
    manager = manager_of(NULL, "1.0.0", "1.5.0");
    assert_scheduled(manager, NEP("NEP-001", "1.1.0", "40", ",\"adds\":[\"mtp\"]"));
    assert_scheduled(manager, NEP("NEP-002", "1.2.0", "100", ""));
    assert_scheduled(manager, NEP("NEP-003", "2.0.0", "200", ",\"requires\":[\"NEP-002\"]"));
    assert_scheduled(manager, NEP("NEP-009", "2.0.0", "300", ""));
    assert_succeeds(nsv_manager_cancel_nep(manager, BYTES("NEP-009"), BYTES("another reason of some length"), error));
    advance_to(manager, 50, ANNOUNCED);
    assert_succeeds(nsv_readiness_new(manager, &readiness, error));
}

static void free_manager(void) {
    nsv_readiness_free(readiness);
    nsv_manager_free(manager);
}

/* The call with all the memory it wants. The state behind it, for free(). */
static char* call_unhindered(const entry_point* entry) {
    void* out = UNTOUCHED;
    nsv_error error = sentinel_error();
    assert_int_equal(entry->call(&out, &error), entry->expected);
    if (entry->expected >= 0) check_untouched(&error, __FILE__, __LINE__);
    if (entry->expected < 0 || entry->release == release_nothing)
        assert_ptr_equal(out, UNTOUCHED);
    else
        entry->release(out);
    return state_of(manager);
}

/* The call with its n-th allocation failing, then with memory back. How many allocations it asked for. */
static size_t call_without_memory(const entry_point* entry, enum allocation_failure failure, size_t n) {
    make_manager();
    char* const before = state_of(manager);
    void* out = UNTOUCHED;
    nsv_error error = sentinel_error();
    allocations_watch(failure, n);
    const int32_t status = entry->call(&out, &error);
    const size_t seen = allocations_seen();
    if (seen < n) {
        assert_int_equal(status, entry->expected);
        if (status >= 0) entry->release(out);
        free(before);
    } else {
        assert_int_equal(status, NSV_ERROR_NO_MEMORY);
        assert_ptr_equal(out, UNTOUCHED);
        check_failure(&error, NSV_ERROR_NO_MEMORY, NSV_NO_OFFSET, "memory", __FILE__, __LINE__);
        check_state(manager, before, __FILE__, __LINE__);
        char* const after = call_unhindered(entry);
        free_manager();
        make_manager();
        char* const expected = call_unhindered(entry);
        assert_string_equal(after, expected);
        free(after);
        free(expected);
    }
    free_manager();
    return seen;
}

static void check_entry_point(void** state) {
    const entry_point* const entry = *state;
    for (int i = 0; i < 10; ++i) (void)call_without_memory(entry, FAIL_NONE, SIZE_MAX); /* what is kept is made now */
    for (enum allocation_failure failure = FAIL_NTH; failure <= FAIL_FROM_NTH; ++failure) {
        const size_t live = allocations_live();
        size_t n = 1;
        while (call_without_memory(entry, failure, n) >= n) {
            /* a block lost each time would add up; a reader of advertisements keeps what it found last */
            assert_in_range(allocations_live(), 0, live + READER_KEEPS);
            ++n;
        }
        assert_true(n > 1); /* a call that allocates nothing would have shown nothing */
    }
}

/* A count goes wrong by nothing but what was added: either it counts the peer or it fails. */
static void readiness_counts_a_peer_or_fails(void** state) {
    (void)state;
    for (size_t n = 1, seen = SIZE_MAX; seen >= n; ++n) {
        char* json = NULL;
        void* out = UNTOUCHED;
        char counted[64];
        make_manager();
        allocations_watch(FAIL_NTH, n);
        const int32_t status = readiness_add(&out, NULL);
        seen = allocations_seen();
        assert_int_equal(status, seen < n ? NSV_OK : NSV_ERROR_NO_MEMORY);
        assert_succeeds(nsv_readiness_to_json(readiness, &json, error));
        (void)snprintf(counted, sizeof counted, "\"peers\":%d,\"invalid\":0,\"can_talk\":%d,", status == NSV_OK,
                       status == NSV_OK);
        assert_owned_contains(json, counted);
        free_manager();
    }
}

/* OpenSSL keeps a record of errors for each thread, which is made at the first one. */
static int set_up(void** state) {
    (void)state;
    int32_t status = NSV_ERROR_NO_MEMORY;
    make_manager();
    for (size_t n = 1; status == NSV_ERROR_NO_MEMORY; ++n) {
        void* out = UNTOUCHED;
        allocations_watch(FAIL_NTH, n);
        status = transcript(&out, NULL);
        (void)allocations_seen();
    }
    free_manager();
    return 0;
}

int main(void) {
    struct CMUnitTest tests[COUNT_OF(entry_points) + 1];
    for (size_t i = 0; i < COUNT_OF(entry_points); ++i) {
        tests[i] = (struct CMUnitTest){entry_points[i].name, check_entry_point, NULL, NULL, &entry_points[i]};
    }
    tests[COUNT_OF(entry_points)] = (struct CMUnitTest)cmocka_unit_test(readiness_counts_a_peer_or_fails);
    return cmocka_run_group_tests_name("upgrade_allocations", tests, set_up, NULL);
}
