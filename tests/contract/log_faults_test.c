/* The file system fails once, at every single call of every kind that the library's use of a store leads to. The call then
 * either succeeds or has changed nothing, and goes on when the fault has ended (S24). */
#include <errno.h>

#include <sqlite3.h>

#include "files.h"
#include "log_faulty_vfs.h"
#include "log_scenarios.h"

typedef struct fault {
    file_fault file;
    int32_t status; /* that a call may give; NSV_OK: it has to get over it */
} fault;

static const fault faults[] = {
    {{"open", FILE_OPEN, SQLITE_CANTOPEN, EMFILE, false}, NSV_ERROR_IO},
    {{"delete", FILE_DELETE, SQLITE_IOERR_DELETE, EIO, false}, NSV_ERROR_IO},
    {{"access", FILE_ACCESS, SQLITE_IOERR_ACCESS, EIO, false}, NSV_ERROR_IO},
    {{"read", FILE_READ, SQLITE_IOERR_READ, EIO, false}, NSV_ERROR_IO},
    {{"write", FILE_WRITE, SQLITE_IOERR_WRITE, EIO, false}, NSV_ERROR_IO},
    {{"half a write", FILE_WRITE, SQLITE_IOERR_WRITE, EIO, true}, NSV_ERROR_IO},
    {{"write, disk full", FILE_WRITE, SQLITE_FULL, ENOSPC, false}, NSV_ERROR_FULL},
    {{"half a write, disk full", FILE_WRITE, SQLITE_FULL, ENOSPC, true}, NSV_ERROR_FULL},
    {{"truncate", FILE_TRUNCATE, SQLITE_IOERR_TRUNCATE, EIO, false}, NSV_ERROR_IO},
    {{"sync", FILE_SYNC, SQLITE_IOERR_FSYNC, EIO, false}, NSV_ERROR_IO},
    {{"size", FILE_SIZE, SQLITE_IOERR_FSTAT, EIO, false}, NSV_ERROR_IO},
    {{"lock", FILE_LOCK, SQLITE_IOERR_LOCK, EIO, false}, NSV_ERROR_IO},
    {{"lock, busy", FILE_LOCK, SQLITE_BUSY, EAGAIN, false}, NSV_OK},
    {{"shared map", FILE_SHARED_MAP, SQLITE_IOERR_SHMMAP, EIO, false}, NSV_ERROR_IO},
    {{"shared lock", FILE_SHARED_LOCK, SQLITE_IOERR_SHMLOCK, EIO, false}, NSV_ERROR_IO},
    {{"shared lock, busy", FILE_SHARED_LOCK, SQLITE_BUSY, EAGAIN, false}, NSV_OK},
};

/* The failed call has changed nothing of the manager; nor of the store, which is opened again unless the call is to be
 * repeated. */
static void check_failed(const scenario* tested, const fault* met, int32_t status, const nsv_error* error, const char* before,
                         bool repeated) {
    if (status != met->status) fail_msg("%s: %s: %s", met->file.name, nsv_status_name(status), error->message);
    check_store_failure(error, status, STORE, __FILE__, __LINE__);
    if (before == NULL) {
        assert_null(manager);
    } else {
        assert_log_state(manager, before);
        assert_sound(manager);
        assert_log_state(manager, before);
    }
    if (repeated) {
        assert_int_equal(tested->call(NULL), NSV_OK);
    } else if (manager != NULL) {
        check_reopened();
        manager = NULL;
    }
}

/* Whether the fault happened: whether there is an n-th call of its kind. */
static bool call_with_fault(const scenario* tested, const fault* met, size_t n, const char* after, bool repeated) {
    begin_scenario(tested);
    char* const before = manager == NULL ? NULL : log_state_of(manager);
    nsv_error error = sentinel_error();
    faulty_vfs_arm(&met->file, n);
    const int32_t status = tested->call(&error);
    const bool happened = faulty_vfs_disarm();
    if (status == NSV_OK) {
        check_untouched(&error, __FILE__, __LINE__);
    } else {
        assert_true(happened);
        check_failed(tested, met, status, &error, before, repeated);
    }
    if (status == NSV_OK || repeated) {
        char* const found = state_afterwards();
        assert_string_equal(found, after);
        free(found);
        check_reopened();
    }
    free(before);
    return happened;
}

static void check_scenario(void** state) {
    const scenario* const tested = *state;
    size_t happened = 0;
    char* const after = call_unhindered(tested);
    for (size_t i = 0; i < COUNT_OF(faults); ++i) {
        for (int repeated = 0; repeated <= 1; ++repeated) {
            for (size_t n = 1; call_with_fault(tested, &faults[i], n, after, repeated != 0); ++n) ++happened;
        }
    }
    assert_true(happened > 0); /* or nothing was shown */
    free(after);
}

/* Wherever it fails, the error has the words of the system, which alone say what the operator has to do. */
static void check_reason(const file_fault* met, int32_t status, const char* words) {
    const scenario* const tested = scenario_named("nsv_manager_schedule_nep");
    bool happened = true;
    for (size_t n = 1; happened; ++n) {
        begin_scenario(tested);
        nsv_error error = sentinel_error();
        faulty_vfs_arm(met, n);
        const int32_t answer = tested->call(&error);
        happened = faulty_vfs_disarm();
        if (answer != NSV_OK) {
            check_failure(&error, status, NSV_NO_OFFSET, words, __FILE__, __LINE__);
            assert_true(happened);
        }
        nsv_manager_free(manager);
    }
}

static void an_error_has_the_reason_of_the_system(void** state) {
    (void)state;
    const file_fault write_fails = {"write", FILE_WRITE, SQLITE_IOERR_WRITE, medium_error, false};
    const file_fault sync_fails = {"sync", FILE_SYNC, SQLITE_IOERR_FSYNC, medium_error, false};
    check_reason(&write_fails, NSV_ERROR_IO, strerror(EIO));
    check_reason(&sync_fails, NSV_ERROR_IO, strerror(EIO));
}

/* SQLite knows only the other way of having no room. */
static void a_quota_that_is_used_up_is_a_full_disk(void** state) {
    (void)state;
    const file_fault used_up = {"write, quota", FILE_WRITE, SQLITE_IOERR_WRITE, quota_error, false};
    check_reason(&used_up, NSV_ERROR_FULL, "full");
}

/* However the store had to be opened: it is not taken for one that nobody writes to. */
static void a_reader_that_met_a_fault_still_follows_a_writer(void** state) {
    (void)state;
    const scenario* const tested = scenario_named("opening a store for reading");
    for (size_t i = 0; i < COUNT_OF(faults); ++i) {
        bool happened = true;
        for (size_t n = 1; happened; ++n) {
            begin_scenario(tested);
            faulty_vfs_arm(&faults[i].file, n);
            const int32_t status = tested->call(NULL);
            happened = faulty_vfs_disarm();
            if (status != NSV_OK) continue;
            nsv_manager* const writer = open_store(STORE, 0);
            assert_scheduled(writer, NEP("NEP-010", "2.1.0", "400", ""));
            advance_to(manager, MADE_HEIGHT, ANNOUNCED);
            if (nsv_manager_record_count(manager) != MADE_RECORDS + 1) {
                fail_msg("%s %zu: after it the reader does not see what is recorded", faults[i].file.name, n);
            }
            assert_string_equal(head_of(manager).hex, head_of(writer).hex);
            nsv_manager_free(writer);
            nsv_manager_free(manager);
        }
    }
}

int main(void) {
    struct CMUnitTest tests[SCENARIOS + 3];
    for (size_t i = 0; i < SCENARIOS; ++i) {
        tests[i] = (struct CMUnitTest){scenarios[i].name, check_scenario, make_scenarios, free_scenarios, &scenarios[i]};
    }
    struct CMUnitTest* const rest = tests + SCENARIOS;
    rest[0] = (struct CMUnitTest)SCENARIO_TEST(an_error_has_the_reason_of_the_system);
    rest[1] = (struct CMUnitTest)SCENARIO_TEST(a_quota_that_is_used_up_is_a_full_disk);
    rest[2] = (struct CMUnitTest)SCENARIO_TEST(a_reader_that_met_a_fault_still_follows_a_writer);
    faulty_vfs_register();
    return cmocka_run_group_tests_name("log_faults", tests, NULL, NULL);
}
