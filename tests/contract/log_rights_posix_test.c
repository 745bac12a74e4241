/* A store on a POSIX system: whose its files are, who may not write them, and one who takes them away. */
#define _GNU_SOURCE
#include "log_stores.h"

#include <grp.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define NEW_NEP NEP("NEP-010", "2.1.0", "400", "")

/* ------------------------------------------------------------------------------------------------------ Making -- */

static unsigned mode_of(const char* path) {
    struct stat found;
    assert_int_equal(stat(path, &found), 0);
    return (unsigned)found.st_mode & 07777U;
}

static void what_is_made_is_for_its_owner_alone(void** state) {
    (void)state;
    const mode_t before = umask(0);
    assert_int_equal(mkdir("there", 0755), 0);
    nsv_manager* const manager = open_store("there/a/b/" STORE, 0);
    assert_int_equal(mode_of("there"), 0755);
    assert_int_equal(mode_of("there/a"), 0700);
    assert_int_equal(mode_of("there/a/b"), 0700);
    assert_int_equal(mode_of("there/a/b/" STORE), 0600);
    assert_int_equal(mode_of("there/a/b/" STORE "-wal"), 0600);
    assert_int_equal(mode_of("there/a/b/" STORE "-shm"), 0600);
    nsv_manager_free(manager);
    assert_int_equal(chmod("there/a/b/" STORE, 0640), 0);
    assert_int_equal(chmod("there/a/b", 0750), 0);
    nsv_manager_free(open_store("there/a/b/" STORE, 0));
    assert_int_equal(mode_of("there/a/b/" STORE), 0640);
    assert_int_equal(mode_of("there/a/b"), 0750);
    (void)umask(before);
}

static void behind_a_link_to_nowhere_is_no_place_for_a_store(void** state) {
    (void)state;
    nsv_manager* out = NULL;
    assert_int_equal(symlink("nowhere/at/all", "link"), 0);
    assert_store_fails(try_store("link", 0, NULL, NULL, &out, error), NSV_ERROR_IO, "link");
    assert_null(out);
    assert_false(file_exists("nowhere"));
}

/* ------------------------------------------------------------------------------------- Reading without a right -- */

/* The rest of the process is a user who owns nothing here. */
static bool become_nobody(void) {
    return geteuid() != 0 || (setgroups(0, NULL) == 0 && setgid(65534) == 0 && setuid(65534) == 0);
}

static int exit_status_of(pid_t child) {
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

/* What a function gives in a process of that user, where cmocka has no say. */
static pid_t start_as_nobody(int (*run)(void)) {
    const pid_t child = fork();
    assert_int_not_equal(child, -1);
    if (child == 0) _exit(become_nobody() ? run() : 100);
    return child;
}

static int run_as_nobody(int (*run)(void)) { return exit_status_of(start_as_nobody(run)); }

static int try_quietly(uint32_t flags, nsv_manager** out) {
    nsv_manager_options options = store_options("d/" STORE);
    options.flags = flags;
    return nsv_manager_new(&options, out, NULL);
}

static int read_without_a_right(void) {
    nsv_manager* manager = NULL;
    uint64_t bad = 0;
    if (try_quietly(NSV_MANAGER_READ_ONLY, &manager) != NSV_OK) return 1;
    if (nsv_manager_record_count(manager) != MADE_RECORDS) return 2;
    if (nsv_manager_verify(manager, NULL, &bad, NULL, NULL) != 1) return 3;
    if (nsv_manager_advance(manager, 200, NOTICED, NULL) != NSV_OK) return 4;
    nsv_manager_free(manager);
    return 0;
}

static int write_without_a_right(void) {
    nsv_manager* manager = NULL;
    nsv_manager_options options = store_options("d/" STORE);
    const int32_t status = nsv_manager_new(&options, &manager, NULL);
    return status == NSV_ERROR_READ_ONLY ? 0 : status == NSV_ERROR_IO ? 1 : 2;
}

static int read_what_is_hidden(void) {
    nsv_manager* manager = NULL;
    return try_quietly(NSV_MANAGER_READ_ONLY, &manager) == NSV_ERROR_IO ? 0 : 1;
}

/* The store in a directory of the given mode, itself of another one. */
static void place_store(mode_t directory, mode_t file) {
    if (!file_exists("d")) assert_int_equal(mkdir("d", 0700), 0);
    if (!file_exists("d/" STORE)) nsv_manager_free(make_store("d/" STORE));
    assert_int_equal(chmod(".", 0755), 0);
    assert_int_equal(chmod("d/" STORE, file), 0);
    assert_int_equal(chmod("d", directory), 0);
}

static void a_store_can_be_read_where_nothing_can_be_written(void** state) {
    (void)state;
    place_store(0555, 0444);
    const contents before = read_contents("d/" STORE);
    assert_int_equal(run_as_nobody(read_without_a_right), 0);
    assert_contents("d/" STORE, &before);
    assert_int_equal(run_as_nobody(write_without_a_right), 0);
    assert_contents("d/" STORE, &before);
    place_store(0555, 0000);
    if (geteuid() == 0) assert_int_equal(run_as_nobody(read_what_is_hidden), 0);
    place_store(0700, 0600);
    free(before.data);
}

/* A journal that was left behind has records in it, and is read, too. */
static void what_a_killed_writer_recorded_can_be_read_where_nothing_can_be_written(void** state) {
    (void)state;
    assert_int_equal(mkdir("d", 0700), 0);
    nsv_manager* const writer = make_store(STORE);
    copy_file(STORE, "d/" STORE); /* as they are when it is killed */
    copy_file(STORE "-wal", "d/" STORE "-wal");
    copy_file(STORE "-shm", "d/" STORE "-shm");
    nsv_manager_free(writer);
    const contents journal = read_contents("d/" STORE "-wal");
    assert_true(journal.size > 0);
    assert_int_equal(chmod("d/" STORE "-wal", 0444), 0);
    assert_int_equal(chmod("d/" STORE "-shm", 0444), 0);
    place_store(0555, 0444);
    assert_int_equal(run_as_nobody(read_without_a_right), 0);
    assert_contents("d/" STORE "-wal", &journal);
    place_store(0700, 0600);
    free(journal.data);
}

static int told_to_go_on[2];
static int has_opened[2];

/* Opens before anybody writes, and goes on after somebody has. */
static int follow_without_a_right(void) {
    nsv_manager* manager = NULL;
    char byte = 0;
    const int32_t status = try_quietly(NSV_MANAGER_READ_ONLY, &manager);
    if (write(has_opened[1], "o", 1) != 1 || status != NSV_OK) return 1;
    if (read(told_to_go_on[0], &byte, 1) != 1) return 2;
    if (nsv_manager_advance(manager, MADE_HEIGHT, ANNOUNCED, NULL) != NSV_OK) return 3;
    const uint64_t count = nsv_manager_record_count(manager);
    nsv_manager_free(manager);
    return count == MADE_RECORDS + 1 ? 0 : 4;
}

static void who_may_write_nothing_still_follows_who_writes(void** state) {
    (void)state;
    char byte = 0;
    if (geteuid() != 0) skip(); /* somebody else has to write */
    place_store(0755, 0644);
    assert_int_equal(pipe(told_to_go_on), 0);
    assert_int_equal(pipe(has_opened), 0);
    const pid_t reader = start_as_nobody(follow_without_a_right);
    assert_int_equal(read(has_opened[0], &byte, 1), 1);
    nsv_manager* const writer = open_store("d/" STORE, 0);
    assert_scheduled(writer, NEW_NEP);
    assert_int_equal(write(told_to_go_on[1], "g", 1), 1);
    const int status = exit_status_of(reader);
    nsv_manager_free(writer);
    for (int i = 0; i < 2; ++i) {
        (void)close(told_to_go_on[i]);
        (void)close(has_opened[i]);
    }
    assert_int_equal(status, 0);
}

/* ------------------------------------------------------------------------------------------------- Taking away -- */

static void nothing_is_written_to_a_store_that_was_taken_away(void** state) {
    (void)state;
    nsv_manager* const manager = make_store(STORE);
    char* const before = log_state_of(manager);
    assert_int_equal(rename(STORE, "elsewhere"), 0);
    for (int i = 0; i < 2; ++i) { /* then something else is in its place */
        assert_store_fails(nsv_manager_schedule_nep(manager, BYTES(NEW_NEP), error), NSV_ERROR_IO, STORE);
        assert_store_fails(nsv_manager_advance(manager, 100, ANNOUNCED, error), NSV_ERROR_IO, STORE);
        assert_log_state(manager, before);
        if (i == 0) copy_file("elsewhere", STORE);
    }
    remove_store(STORE);
    assert_int_equal(unlink("elsewhere"), 0);
    assert_store_fails(nsv_manager_schedule_nep(manager, BYTES(NEW_NEP), error), NSV_ERROR_IO, STORE);
    advance_to(manager, 60, ANNOUNCED); /* there is nothing to record */
    nsv_manager_free(manager);
    free(before);
}

static void a_store_that_came_back_is_used_again(void** state) {
    (void)state;
    nsv_manager* const manager = make_store(STORE);
    assert_int_equal(rename(STORE, "elsewhere"), 0);
    assert_store_fails(nsv_manager_schedule_nep(manager, BYTES(NEW_NEP), error), NSV_ERROR_IO, STORE);
    assert_int_equal(rename("elsewhere", STORE), 0);
    assert_scheduled(manager, NEW_NEP);
    char* const expected = log_state_of(manager);
    nsv_manager_free(manager);
    nsv_manager* const again = open_store(STORE, 0);
    assert_log_state(again, expected);
    nsv_manager_free(again);
    free(expected);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        STORE_TEST(what_is_made_is_for_its_owner_alone),
        STORE_TEST(behind_a_link_to_nowhere_is_no_place_for_a_store),
        STORE_TEST(a_store_can_be_read_where_nothing_can_be_written),
        STORE_TEST(what_a_killed_writer_recorded_can_be_read_where_nothing_can_be_written),
        STORE_TEST(who_may_write_nothing_still_follows_who_writes),
        STORE_TEST(nothing_is_written_to_a_store_that_was_taken_away),
        STORE_TEST(a_store_that_came_back_is_used_again),
    };
    return cmocka_run_group_tests_name("log_rights_posix", tests, NULL, NULL);
}
