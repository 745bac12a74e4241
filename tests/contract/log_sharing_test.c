/* A store that others use, too: who only reads it, several who write, and one who keeps it locked. */
#include "log_stores.h"

#include <sqlite3.h>

#define NEW_NEP NEP("NEP-010", "2.1.0", "400", "")
#define OTHER_NEP NEP("NEP-011", "2.2.0", "500", "")
#define PAST_NEP NEP("NEP-012", "1.1.0", "45", "")

/* ----------------------------------------------------------------------------------------------------- Reading -- */

static void there_has_to_be_a_store_to_be_read(void** state) {
    (void)state;
    const uint32_t ways[] = {NSV_MANAGER_READ_ONLY, NSV_MANAGER_SALVAGE};
    for (size_t i = 0; i < COUNT_OF(ways); ++i) {
        nsv_manager* out = NULL;
        assert_store_fails(try_store("not/" STORE, ways[i], NULL, NULL, &out, error), NSV_ERROR_NOT_FOUND, "not/" STORE);
        assert_store_fails(try_store(STORE, ways[i], NULL, NULL, &out, error), NSV_ERROR_NOT_FOUND, STORE);
        assert_null(out);
    }
    assert_false(file_exists("not"));
    assert_false(file_exists(STORE));
}

static void who_only_reads_changes_heights_and_nothing_else(void** state) {
    (void)state;
    nsv_manager_free(make_store(STORE));
    const contents store = read_contents(STORE);
    nsv_manager* const manager = open_store_with(STORE, NSV_MANAGER_READ_ONLY, NULL, "3.5.0");
    const head_text head = head_of(manager);
    assert_refused(manager, nsv_manager_schedule_nep(manager, BYTES(NEW_NEP), error), NSV_ERROR_READ_ONLY, NSV_NO_OFFSET,
                   "read");
    assert_refused(manager, nsv_manager_catch_up_nep(manager, BYTES(PAST_NEP), error), NSV_ERROR_READ_ONLY, NSV_NO_OFFSET,
                   "read");
    assert_refused(manager, nsv_manager_reschedule_nep(manager, BYTES("NEP-002"), 110, NOTICED, error), NSV_ERROR_READ_ONLY,
                   NSV_NO_OFFSET, "read");
    assert_refused(manager, nsv_manager_cancel_nep(manager, BYTES("NEP-002"), BYTES(""), error), NSV_ERROR_READ_ONLY,
                   NSV_NO_OFFSET, "read");
    advance_to(manager, 200, NOTICED);
    assert_owned_contains(status_of(manager), "\"network_version\":\"2.0.0\"");
    assert_succeeds(nsv_manager_rewind(manager, 30, ANNOUNCED, error));
    assert_owned_contains(status_of(manager), "\"network_version\":\"1.0.0\"");
    assert_int_equal(nsv_manager_record_count(manager), MADE_RECORDS);
    assert_string_equal(head_of(manager).hex, head.hex);
    assert_sound(manager);
    nsv_manager_free(manager);
    assert_contents(STORE, &store);
    free(store.data);
}

static void records_are_not_imported_into_what_is_only_read(void** state) {
    (void)state;
    nsv_manager* const made = make_store(STORE);
    char* const lines = export_of(made);
    nsv_manager_free(made);
    nsv_manager_options options = store_options(STORE);
    options.flags = NSV_MANAGER_READ_ONLY;
    assert_fails(nsv_manager*, nsv_manager_import(&options, lines, strlen(lines), &out, error), NSV_ERROR_READ_ONLY,
                 NSV_NO_OFFSET, "read");
    nsv_string_free(lines);
}

static void who_reads_follows_who_writes(void** state) {
    (void)state;
    nsv_manager* const writer = make_store(STORE);
    nsv_manager* const reader = open_store(STORE, NSV_MANAGER_READ_ONLY);
    assert_scheduled(writer, NEW_NEP);
    assert_int_equal(nsv_manager_record_count(reader), MADE_RECORDS);
    char* const record = record_of(writer, MADE_RECORDS + 1);
    assert_owned(record_of(reader, MADE_RECORDS + 1), record); /* records come at once, and count later */
    nsv_string_free(record);
    advance_to(reader, MADE_HEIGHT, ANNOUNCED);
    char* const expected = log_state_of(writer);
    assert_log_state(reader, expected);
    free(expected);
    nsv_manager_free(writer);
    nsv_manager_free(reader);
}

/* ----------------------------------------------------------------------------------------------------- Writing -- */

static void all_who_write_see_what_the_others_did(void** state) {
    (void)state;
    nsv_manager* const one = make_store(STORE);
    nsv_manager* const two = open_store(STORE, 0);
    assert_scheduled(one, NEW_NEP);
    assert_int_equal(nsv_manager_record_count(two), MADE_RECORDS);
    advance_to(two, MADE_HEIGHT, ANNOUNCED);
    char* const first = log_state_of(one);
    assert_log_state(two, first);
    free(first);
    /* without looking before: the same again is no change, and what contradicts is found */
    assert_scheduled(two, OTHER_NEP);
    assert_scheduled(one, OTHER_NEP);
    assert_int_equal(nsv_manager_record_count(one), MADE_RECORDS + 2);
    assert_succeeds(nsv_manager_cancel_nep(one, BYTES("NEP-011"), BYTES("a reason"), error));
    assert_fails(void*, nsv_manager_cancel_nep(two, BYTES("NEP-011"), BYTES("a reason"), error), NSV_ERROR_NOT_FOUND,
                 NSV_NO_OFFSET, "NEP-011");
    /* an activation is recorded by whoever is there first */
    advance_to(two, 150, NOTICED);
    advance_to(one, 150, NOTICED);
    assert_int_equal(nsv_manager_record_count(one), MADE_RECORDS + 4);
    char* const second = log_state_of(one);
    assert_log_state(two, second);
    assert_sound(one);
    nsv_manager_free(one);
    nsv_manager_free(two);
    nsv_manager* const again = open_store(STORE, 0);
    advance_to(again, 150, NOTICED);
    assert_log_state(again, second);
    nsv_manager_free(again);
    free(second);
}

static void a_store_that_is_locked_for_long_can_be_used_afterwards(void** state) {
    (void)state;
    nsv_manager* const manager = make_store(STORE);
    char* const before = log_state_of(manager);
    sqlite3* other = NULL;
    assert_int_equal(sqlite3_open(STORE, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "begin immediate", NULL, NULL, NULL), SQLITE_OK);
    nsv_error waited = sentinel_error();
    assert_int_equal(nsv_manager_schedule_nep(manager, BYTES(NEW_NEP), &waited), NSV_ERROR_LOCKED);
    check_store_failure(&waited, NSV_ERROR_LOCKED, STORE, __FILE__, __LINE__);
    assert_log_state(manager, before);
    assert_sound(manager); /* who reads does not wait */
    assert_owned_contains(record_of(manager, 1), "\"kind\":\"genesis\"");
    assert_int_equal(sqlite3_exec(other, "rollback", NULL, NULL, NULL), SQLITE_OK);
    assert_scheduled(manager, NEW_NEP);
    assert_int_equal(nsv_manager_record_count(manager), MADE_RECORDS + 1);
    assert_int_equal(sqlite3_close(other), SQLITE_OK);
    nsv_manager_free(manager);
    free(before);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        STORE_TEST(there_has_to_be_a_store_to_be_read),
        STORE_TEST(who_only_reads_changes_heights_and_nothing_else),
        STORE_TEST(records_are_not_imported_into_what_is_only_read),
        STORE_TEST(who_reads_follows_who_writes),
        STORE_TEST(all_who_write_see_what_the_others_did),
        STORE_TEST(a_store_that_is_locked_for_long_can_be_used_afterwards),
    };
    return cmocka_run_group_tests_name("log_sharing", tests, NULL, NULL);
}
