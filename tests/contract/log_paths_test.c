/* Where a store may be, and what is there that is none. */
#define _XOPEN_SOURCE 700
#include "log_stores.h"

#include <dirent.h>
#include <unistd.h>

/* How many entries a directory has. */
static size_t entries_of(const char* path) {
    size_t count = 0;
    DIR* const entries = opendir(path);
    assert_non_null(entries);
    while (readdir(entries) != NULL) ++count;
    assert_int_equal(closedir(entries), 0);
    return count - 2; /* itself and its parent */
}

static void every_name_is_a_file_of_that_name(void** state) {
    (void)state;
    const char* const names[] = {
#ifndef _WIN32 /* which takes these for something else, or for no name at all */
        ":memory:",
        "file:store",
        "file::memory:?cache=shared",
        "a?mode=memory",
        " ",
        "a'b\"c",
        "\xff\xfe\x01",
        "a\nb",
        "a\\b",
        "?immutable=1",
#endif
        "a%20b",
        "a#b",
        "a b",
        "-",
        "~",
        "a&b=c",
        "\xc3\xa4\xe2\x82\xac",
        "a;b",
        "store.db-wal",
    };
    for (size_t i = 0; i < COUNT_OF(names); ++i) {
        nsv_manager* manager = make_store(names[i]);
        char* const expected = log_state_of(manager);
        nsv_manager_free(manager);
        assert_true(file_exists(names[i]));
        assert_int_equal(entries_of("."), i + 1);
        const uint32_t ways[] = {0, NSV_MANAGER_READ_ONLY};
        for (size_t j = 0; j < COUNT_OF(ways); ++j) {
            manager = open_store(names[i], ways[j]);
            assert_log_state(manager, expected);
            nsv_manager_free(manager);
        }
        remove_store(names[i]);
        write_contents(names[i], "", 0); /* keeps the place, so that another name does not get there */
        free(expected);
    }
}

static void a_path_may_be_absolute_or_relative(void** state) {
    (void)state;
    char here[200];
    char absolute[256];
    assert_non_null(getcwd(here, sizeof here));
    (void)snprintf(absolute, sizeof absolute, "%s/" STORE, here);
    nsv_manager* const made = make_store("below/../below/./" STORE);
    nsv_manager_free(made);
    assert_int_equal(chdir("below"), 0);
    nsv_manager* const again = open_store(STORE, 0);
    assert_int_equal(nsv_manager_record_count(again), MADE_RECORDS);
    /* it stays the same file, wherever the process goes */
    assert_int_equal(chdir(".."), 0);
    assert_scheduled(again, NEP("NEP-010", "2.1.0", "400", ""));
    nsv_manager_free(again);
    assert_false(file_exists(absolute));
    assert_int_equal(rename("below/" STORE, STORE), 0);
    nsv_manager* const last = open_store(absolute, 0);
    assert_int_equal(nsv_manager_record_count(last), MADE_RECORDS + 1);
    nsv_manager_free(last);
}

static void what_is_no_path_is_an_argument_error(void** state) {
    (void)state;
    const struct {
        const char* path;
        size_t size;
    } refused[] = {{"", 0}, {"a\0b", 3}, {"a\0", 2}, {"\0", 1}, {NULL, 1}};
    for (size_t i = 0; i < COUNT_OF(refused); ++i) {
        nsv_manager_options options = NSV_MANAGER_OPTIONS_INIT;
        options.store = refused[i].path;
        options.store_size = refused[i].size;
        assert_fails(nsv_manager*, nsv_manager_new(&options, &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET, "store");
    }
    assert_int_equal(entries_of("."), 0);
}

/* A path that ends where the size says, and not at a NUL behind it. */
static void a_path_has_the_size_that_is_given(void** state) {
    (void)state;
    nsv_manager_options options = store_options(STORE "-and-more");
    nsv_manager* manager = NULL;
    options.store_size = strlen(STORE);
    assert_succeeds(nsv_manager_new(&options, &manager, error));
    nsv_manager_free(manager);
    assert_true(file_exists(STORE));
    assert_int_equal(entries_of("."), 1);
}

static void where_no_store_can_be_is_an_error(void** state) {
    (void)state;
    nsv_manager* out = NULL;
    write_contents("file", "x", 1);
    assert_int_equal(make_directory("directory"), 0);
    char* const endless = repeated('n', 300);
    const char* const paths[] = {"file/" STORE, "file/a/b/" STORE, "directory", "directory/", "file/", endless};
    for (size_t i = 0; i < COUNT_OF(paths); ++i) {
        char begin[32];
        (void)snprintf(begin, sizeof begin, "%s", paths[i]);
        assert_store_fails(try_store(paths[i], 0, NULL, NULL, &out, error), NSV_ERROR_IO, begin);
        assert_null(out);
    }
    assert_int_equal(entries_of("."), 2);
    assert_int_equal(entries_of("directory"), 0);
    free(endless);
}

static void check_foreign(const char* path, int32_t status) {
    const contents before = read_contents(path);
    const uint32_t ways[] = {0, NSV_MANAGER_READ_ONLY, NSV_MANAGER_SALVAGE};
    for (size_t i = 0; i < COUNT_OF(ways); ++i) {
        nsv_manager* out = NULL;
        nsv_error error = sentinel_error();
        const int32_t found = try_store(path, ways[i], NULL, NULL, &out, &error);
        if (found != status) fail_msg("%s: %s: %s", path, nsv_status_name(found), error.message);
        check_store_failure(&error, status, path, __FILE__, __LINE__);
        assert_null(out);
        assert_contents(path, &before);
    }
    free(before.data);
}

static void the_database_of_another_program_is_left_as_it_is(void** state) {
    (void)state;
    run_sql("foreign.db", "create table t (x); insert into t values (1)");
    run_sql("similar.db", "create table log (sequence integer primary key autoincrement, record text not null) strict");
    run_sql("owned.db", "pragma application_id = 77");
    run_sql("busy.db", "pragma journal_mode = wal; create table t (x)");
    const char* const paths[] = {"foreign.db", "similar.db", "owned.db", "busy.db"};
    for (size_t i = 0; i < COUNT_OF(paths); ++i) check_foreign(paths[i], NSV_ERROR_FORMAT);
}

/* "A file that is no store", as the header has it. */
static void a_file_that_is_no_database_is_left_as_it_is(void** state) {
    (void)state;
    char* const text = repeated('a', 5000);
    write_contents("short.txt", "a text\n", 7);
    write_contents("long.txt", text, 5000);
    free(text);
    check_foreign("short.txt", NSV_ERROR_FORMAT);
    check_foreign("long.txt", NSV_ERROR_FORMAT);
}

static void an_empty_file_becomes_a_store_for_who_may_write(void** state) {
    (void)state;
    nsv_manager* out = NULL;
    const contents nothing = {NULL, 0};
    write_contents(STORE, "", 0);
    assert_store_fails(try_store(STORE, NSV_MANAGER_READ_ONLY, NULL, NULL, &out, error), NSV_ERROR_NOT_FOUND, STORE);
    assert_null(out);
    assert_contents(STORE, &nothing);
    remove_store(STORE);
    write_contents(STORE, "", 0);
    nsv_manager_free(make_store(STORE));
    nsv_manager* const manager = open_store(STORE, NSV_MANAGER_READ_ONLY);
    assert_int_equal(nsv_manager_record_count(manager), MADE_RECORDS);
    nsv_manager_free(manager);
}

/* One that was made ready, and whose maker was killed then: there is no log to be read yet. */
static void a_store_without_records_is_none_to_be_read(void** state) {
    (void)state;
    nsv_manager* out = NULL;
    nsv_manager_free(open_store(STORE, 0));
    run_sql(STORE, "delete from log; delete from sqlite_sequence");
    assert_store_fails(try_store(STORE, NSV_MANAGER_READ_ONLY, NULL, NULL, &out, error), NSV_ERROR_NOT_FOUND, STORE);
    assert_null(out);
    nsv_manager_free(open_store(STORE, 0));
    nsv_manager* const manager = open_store(STORE, NSV_MANAGER_READ_ONLY);
    assert_int_equal(nsv_manager_record_count(manager), 1);
    nsv_manager_free(manager);
}

/* A store's own tables and nothing that runs by itself. */
static void a_store_runs_nothing_that_someone_put_there(void** state) {
    (void)state;
    nsv_manager_free(make_store(STORE));
    run_sql(STORE,
            "create trigger evil after insert on log begin delete from log where sequence < 3; end;"
            "create table other (x)");
    nsv_manager* const manager = open_store(STORE, 0);
    assert_scheduled(manager, NEP("NEP-010", "2.1.0", "400", ""));
    assert_int_equal(nsv_manager_record_count(manager), MADE_RECORDS + 1);
    assert_sound(manager);
    nsv_manager_free(manager);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        STORE_TEST(every_name_is_a_file_of_that_name),           STORE_TEST(a_path_may_be_absolute_or_relative),
        STORE_TEST(what_is_no_path_is_an_argument_error),        STORE_TEST(a_path_has_the_size_that_is_given),
        STORE_TEST(where_no_store_can_be_is_an_error),           STORE_TEST(the_database_of_another_program_is_left_as_it_is),
        STORE_TEST(a_file_that_is_no_database_is_left_as_it_is), STORE_TEST(an_empty_file_becomes_a_store_for_who_may_write),
        STORE_TEST(a_store_without_records_is_none_to_be_read),  STORE_TEST(a_store_runs_nothing_that_someone_put_there),
    };
    return cmocka_run_group_tests_name("log_paths", tests, NULL, NULL);
}
