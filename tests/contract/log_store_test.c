/* What a manager makes of the store that it is opened with: its file, and how it goes on where the log ends (S21, S24). */
#define _XOPEN_SOURCE 700
#include "log_stores.h"

#include <sqlite3.h>

/* The records after one, for nsv_string_free(). */
static char* records_after(const nsv_manager* manager, uint64_t after) {
    char* lines = NULL;
    uint64_t last = 0;
    assert_succeeds(nsv_manager_export(manager, after, &lines, &last, error));
    return lines;
}

static void check_record(const nsv_manager* manager, uint64_t sequence, const char* words) {
    assert_owned_contains(record_of(manager, sequence), words);
}

/* ------------------------------------------------------------------------------------------------------- Files -- */

static void a_store_that_is_closed_is_one_file(void** state) {
    (void)state;
    nsv_manager_free(make_store(STORE));
    assert_true(file_exists(STORE));
    assert_false(file_exists(STORE "-wal"));
    assert_false(file_exists(STORE "-shm"));
    assert_false(file_exists(STORE "-journal"));
}

/* ---------------------------------------------------------------------------------------------------- Reopening -- */

static void a_store_goes_on_where_its_log_ends(void** state) {
    (void)state;
    nsv_manager* manager = make_store(STORE);
    char* const expected = log_state_of(manager);
    char* const lines = export_of(manager);
    advance_to(manager, 60, ANNOUNCED + 60); /* no record tells of it */
    nsv_manager_free(manager);
    for (int i = 0; i < 3; ++i) {
        manager = open_store(STORE, 0);
        assert_log_state(manager, expected); /* also the height and the time of the last record */
        assert_int_equal(nsv_manager_height(manager), MADE_HEIGHT);
        assert_int_equal(nsv_manager_time(manager), ANNOUNCED);
        assert_owned(export_of(manager), lines);
        assert_sound(manager);
        nsv_manager_free(manager);
    }
    manager = open_store(STORE, 0);
    advance_to(manager, 200, NOTICED);
    assert_int_equal(nsv_manager_record_count(manager), MADE_RECORDS + 2);
    char* const later = log_state_of(manager);
    nsv_manager_free(manager);
    manager = open_store(STORE, 0);
    assert_log_state(manager, later);
    nsv_manager_free(manager);
    nsv_string_free(lines);
    free(expected);
    free(later);
}

static void another_range_is_one_record(void** state) {
    (void)state;
    nsv_manager* manager = make_store(STORE);
    char* const lines = export_of(manager);
    nsv_manager_free(manager);
    for (int i = 0; i < 2; ++i) { /* the second time it is the recorded one */
        manager = open_store_with(STORE, 0, NULL, "4.0.0-rc.1");
        assert_int_equal(nsv_manager_record_count(manager), MADE_RECORDS + 1);
        check_record(manager, MADE_RECORDS + 1, "\"kind\":\"software_changed\"");
        check_record(manager, MADE_RECORDS + 1, "\"supported\":{\"max\":\"4.0.0-rc.1\",\"min\":\"1.0.0\"}");
        nsv_manager_free(manager);
    }
    manager = open_store(STORE, 0);
    assert_int_equal(nsv_manager_record_count(manager), MADE_RECORDS + 1);
    assert_owned_contains(status_of(manager), "\"supported\":{\"min\":\"1.0.0\",\"max\":\"4.0.0-rc.1\"}");
    char* const now = export_of(manager);
    assert_memory_equal(now, lines, strlen(lines));
    assert_sound(manager);
    nsv_manager_free(manager);
    nsv_string_free(now);
    nsv_string_free(lines);
}

static void the_time_is_that_of_what_opening_records(void** state) {
    (void)state;
    nsv_manager_free(make_store(STORE));
    nsv_version* const max = version_of("5.0.0");
    nsv_manager_options options = store_options(STORE);
    nsv_manager* manager = NULL;
    options.supported_max = max;
    options.unix_time = 777777;
    assert_succeeds(nsv_manager_new(&options, &manager, error));
    check_record(manager, MADE_RECORDS + 1, "\"time\":777777,");
    check_record(manager, MADE_RECORDS + 1, "\"height\":50,");
    nsv_manager_free(manager);
    nsv_version_unref(max);
}

static void software_that_is_too_old_is_halted_once(void** state) {
    (void)state;
    nsv_manager* manager = make_store(STORE);
    advance_to(manager, 200, NOTICED);
    char* const lines = export_of(manager);
    const uint64_t count = nsv_manager_record_count(manager);
    nsv_manager_free(manager);
    for (int i = 0; i < 3; ++i) { /* the last time as recorded */
        manager = open_store_with(STORE, 0, NULL, i < 2 ? "1.5.0" : NULL);
        assert_int_equal(nsv_manager_status(manager), NSV_NODE_MUST_UPGRADE);
        assert_int_equal(nsv_manager_record_count(manager), count + 2);
        check_record(manager, count + 1, "\"kind\":\"software_changed\"");
        check_record(manager, count + 2, "\"kind\":\"halted\"");
        check_record(manager, count + 2, "\"nep_id\":\"NEP-003\"");
        char* const now = export_of(manager);
        assert_memory_equal(now, lines, strlen(lines));
        nsv_string_free(now);
        assert_sound(manager);
        nsv_manager_free(manager);
    }
    manager = open_store_with(STORE, 0, NULL, "2.0.0");
    assert_int_equal(nsv_manager_status(manager), NSV_NODE_COMPATIBLE);
    assert_int_equal(nsv_manager_record_count(manager), count + 3);
    nsv_manager_free(manager);
    nsv_string_free(lines);
}

/* ------------------------------------------------------------------------------------------------------ Network -- */

#define NETWORK_OF(id, neps)                                                                               \
    "{\"id\":\"" id                                                                                        \
    "\",\"genesis\":\"1.0.0\",\"features\":[],\"history\":[],\"roles\":[],\"notice\":{\"minimum_days\":0," \
    "\"grace_from_day\":0},\"neps\":[" neps "]}"
#define FIRST NEP("NEP-001", "1.1.0", "10", ",\"adds\":[\"mtp\"]")
#define SECOND NEP("NEP-002", "1.2.0", "20", "")

static void another_network_is_a_conflict_and_changes_nothing(void** state) {
    (void)state;
    nsv_manager_free(make_store(STORE));
    const contents before = read_contents(STORE);
    const char* const networks[] = {NETWORK_OF("small", ""), NETWORK_OF("neuroshard-mainnet", "")};
    for (size_t i = 0; i < COUNT_OF(networks); ++i) {
        nsv_manager* out = NULL;
        nsv_error error = sentinel_error();
        assert_int_equal(try_store(STORE, 0, networks[i], NULL, &out, &error), NSV_ERROR_CONFLICT);
        check_failure(&error, NSV_ERROR_CONFLICT, NSV_NO_OFFSET, "neuroshard-mainnet", __FILE__, __LINE__);
        assert_null(out);
        assert_contents(STORE, &before);
    }
    free(before.data);
}

static void the_network_is_that_of_the_store_unless_one_is_given(void** state) {
    (void)state;
    nsv_manager_free(open_store_with(STORE, 0, NETWORK_OF("small", ""), "1.0.0"));
    nsv_manager* const manager = open_store(STORE, 0);
    assert_owned_contains(status_of(manager), "\"network\":\"small\"");
    assert_int_equal(nsv_manager_record_count(manager), 1);
    nsv_manager_free(manager);
}

static void the_neps_of_a_definition_are_recorded_once(void** state) {
    (void)state;
    nsv_manager* manager = open_store_with(STORE, 0, NETWORK_OF("small", FIRST), "3.0.0");
    assert_int_equal(nsv_manager_record_count(manager), 2);
    check_record(manager, 1, "\"kind\":\"genesis\"");
    check_record(manager, 2, "\"kind\":\"nep_scheduled\"");
    check_record(manager, 2, "\"catch_up\":true");
    check_record(manager, 2, "\"nep_id\":\"NEP-001\"");
    advance_to(manager, 30, ANNOUNCED);
    assert_int_equal(nsv_manager_record_count(manager), 3);
    nsv_manager_free(manager);
    manager = open_store_with(STORE, 0, NETWORK_OF("small", FIRST), NULL);
    assert_int_equal(nsv_manager_record_count(manager), 3);
    nsv_manager_free(manager);
    for (int i = 0; i < 2; ++i) { /* one more, whose height has passed */
        manager = open_store_with(STORE, 0, NETWORK_OF("small", FIRST "," SECOND), NULL);
        assert_int_equal(nsv_manager_record_count(manager), 5);
        check_record(manager, 4, "\"kind\":\"nep_scheduled\"");
        check_record(manager, 4, "\"catch_up\":true");
        check_record(manager, 4, "\"nep_id\":\"NEP-002\"");
        check_record(manager, 5, "\"kind\":\"nep_activated\"");
        check_record(manager, 5, "\"nep_id\":\"NEP-002\"");
        assert_owned_contains(status_of(manager), "\"network_version\":\"1.2.0\"");
        assert_sound(manager);
        nsv_manager_free(manager);
    }
}

static void a_definition_that_contradicts_the_log_is_a_conflict(void** state) {
    (void)state;
    nsv_manager* const made = open_store_with(STORE, 0, NETWORK_OF("small", FIRST), "3.0.0");
    advance_to(made, 30, ANNOUNCED);
    nsv_manager_free(made);
    const contents before = read_contents(STORE);
    const char* const networks[] = {
        NETWORK_OF("small", NEP("NEP-001", "1.1.0", "11", ",\"adds\":[\"mtp\"]")),
        NETWORK_OF("small", NEP("NEP-005", "1.5.0", "9", ",\"adds\":[\"mtp\"]")),
    };
    for (size_t i = 0; i < COUNT_OF(networks); ++i) {
        nsv_manager* out = NULL;
        nsv_error error = sentinel_error();
        assert_int_equal(try_store(STORE, 0, networks[i], NULL, &out, &error), NSV_ERROR_CONFLICT);
        check_failure(&error, NSV_ERROR_CONFLICT, NSV_NO_OFFSET, "NEP-001", __FILE__, __LINE__);
        assert_null(out);
        assert_contents(STORE, &before);
    }
    free(before.data);
}

/* A cancellation that the log tells of is not undone by a definition that has not heard of it. */
static void what_was_cancelled_stays_cancelled(void** state) {
    (void)state;
    nsv_manager* manager = open_store_with(STORE, 0, NETWORK_OF("small", FIRST), "3.0.0");
    assert_succeeds(nsv_manager_cancel_nep(manager, BYTES("NEP-001"), BYTES("a reason"), error));
    char* const expected = log_state_of(manager);
    nsv_manager_free(manager);
    manager = open_store_with(STORE, 0, NETWORK_OF("small", FIRST), NULL);
    assert_log_state(manager, expected);
    nsv_manager_free(manager);
    free(expected);
}

/* ------------------------------------------------------------------------------------------------ Newer formats -- */

static void check_newer_format(uint32_t flags) {
    nsv_manager* out = NULL;
    assert_store_fails(try_store(STORE, flags, NULL, "9.0.0", &out, error), NSV_ERROR_FORMAT, STORE);
    assert_null(out);
}

static void a_newer_format_is_refused_and_left_as_it_is(void** state) {
    (void)state;
    nsv_manager_free(make_store(STORE));
    run_sql(STORE, "pragma user_version = 2");
    const contents before = read_contents(STORE);
    const uint32_t ways[] = {0, NSV_MANAGER_READ_ONLY, NSV_MANAGER_SALVAGE};
    for (size_t i = 0; i < COUNT_OF(ways); ++i) {
        check_newer_format(ways[i]);
        assert_contents(STORE, &before);
    }
    free(before.data);
}

static void the_journal_of_a_newer_format_is_left_as_it_is(void** state) {
    (void)state;
    nsv_manager_free(make_store(STORE));
    sqlite3* newer = NULL;
    assert_int_equal(sqlite3_open(STORE, &newer), SQLITE_OK);
    assert_int_equal(sqlite3_exec(newer, "pragma user_version = 2; create table more (x)", NULL, NULL, NULL), SQLITE_OK);
    const contents store = read_contents(STORE);
    const contents journal = read_contents(STORE "-wal");
    assert_true(journal.size > 0);
    /* also where that program was killed, so that nobody has it open */
    assert_int_equal(make_directory("killed"), 0);
    write_contents("killed/" STORE, store.data, store.size);
    write_contents("killed/" STORE "-wal", journal.data, journal.size);
    const uint32_t ways[] = {0, NSV_MANAGER_READ_ONLY, NSV_MANAGER_SALVAGE};
    for (size_t i = 0; i < COUNT_OF(ways); ++i) {
        check_newer_format(ways[i]);
        assert_contents(STORE, &store);
        assert_contents(STORE "-wal", &journal);
        nsv_manager* out = NULL;
        assert_store_fails(try_store("killed/" STORE, ways[i], NULL, NULL, &out, error), NSV_ERROR_FORMAT, "killed/" STORE);
        assert_contents("killed/" STORE, &store);
        assert_contents("killed/" STORE "-wal", &journal);
    }
    assert_int_equal(sqlite3_close(newer), SQLITE_OK);
    free(store.data);
    free(journal.data);
}

/* --------------------------------------------------------------------------------------------- Following a log -- */

static void a_host_follows_the_log_by_its_last_record(void** state) {
    (void)state;
    nsv_manager* const manager = make_store(STORE);
    assert_owned(records_after(manager, MADE_RECORDS), "");
    assert_scheduled(manager, NEP("NEP-010", "2.1.0", "400", ""));
    assert_owned_contains(records_after(manager, MADE_RECORDS), "\"nep_id\":\"NEP-010\"");
    assert_owned(records_after(manager, MADE_RECORDS + 1), "");
    assert_owned(records_after(manager, MADE_RECORDS + 1000), "");
    nsv_manager_free(manager);
}

static void nothing_follows_the_largest_numbers(void** state) {
    (void)state;
    nsv_manager* const manager = make_store(STORE);
    const uint64_t numbers[] = {INT64_MAX, (uint64_t)INT64_MAX + 1, UINT64_MAX - 1, UINT64_MAX};
    for (size_t i = 0; i < COUNT_OF(numbers); ++i) {
        assert_fails(char*, nsv_manager_record_json(manager, numbers[i], &out, error), NSV_ERROR_NOT_FOUND, NSV_NO_OFFSET,
                     "the last one is 7");
        assert_owned(records_after(manager, numbers[i]), "");
    }
    nsv_manager_free(manager);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        STORE_TEST(a_store_that_is_closed_is_one_file),
        STORE_TEST(a_store_goes_on_where_its_log_ends),
        STORE_TEST(another_range_is_one_record),
        STORE_TEST(the_time_is_that_of_what_opening_records),
        STORE_TEST(software_that_is_too_old_is_halted_once),
        STORE_TEST(another_network_is_a_conflict_and_changes_nothing),
        STORE_TEST(the_network_is_that_of_the_store_unless_one_is_given),
        STORE_TEST(the_neps_of_a_definition_are_recorded_once),
        STORE_TEST(a_definition_that_contradicts_the_log_is_a_conflict),
        STORE_TEST(what_was_cancelled_stays_cancelled),
        STORE_TEST(a_newer_format_is_refused_and_left_as_it_is),
        STORE_TEST(the_journal_of_a_newer_format_is_left_as_it_is),
        STORE_TEST(a_host_follows_the_log_by_its_last_record),
        STORE_TEST(nothing_follows_the_largest_numbers),
    };
    return cmocka_run_group_tests_name("log_store", tests, NULL, NULL);
}
