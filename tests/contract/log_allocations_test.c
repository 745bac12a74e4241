/* Memory runs out at every single allocation of every call that uses a store, SQLite's among them. A call that fails of it has
 * changed nothing, keeps nobody from the store, and does what it should when it is repeated. */
#include "allocations.h"
#include "log_scenarios.h"

/* The call with its n-th allocation failing, then with memory back. How many allocations it asked for. */
static size_t call_without_memory(const scenario* tested, enum allocation_failure failure, size_t n, const char* after) {
    begin_scenario(tested);
    char* const before = manager == NULL ? NULL : log_state_of(manager);
    nsv_error error = sentinel_error();
    allocations_watch(failure, n);
    const int32_t status = tested->call(&error);
    const size_t seen = allocations_seen();
    if (status == NSV_OK) {
        check_untouched(&error, __FILE__, __LINE__);
    } else {
        if (status != NSV_ERROR_NO_MEMORY) fail_msg("allocation %zu: %s: %s", n, nsv_status_name(status), error.message);
        assert_in_range(n, 1, seen);
        check_failure(&error, NSV_ERROR_NO_MEMORY, NSV_NO_OFFSET, "memory", __FILE__, __LINE__);
        if (before == NULL) {
            assert_null(manager);
        } else {
            char* const found = log_state_of(manager);
            assert_string_equal(found, tested->follows && strcmp(found, before) != 0 ? after : before);
            free(found);
        }
        error = sentinel_error();
        const int32_t again = tested->call(&error);
        if (again != NSV_OK) fail_msg("after allocation %zu: %s: %s", n, nsv_status_name(again), error.message);
    }
    char* const found = state_afterwards();
    assert_string_equal(found, after);
    free(found);
    free(before);
    assert_sound(manager);
    nsv_manager_free(manager);
    return seen;
}

static void check_scenario(void** state) {
    const scenario* const tested = *state;
    char* const after = call_unhindered(tested);
    for (int i = 0; i < 3; ++i) (void)call_without_memory(tested, FAIL_NONE, SIZE_MAX, after); /* what is kept is made now */
    for (enum allocation_failure failure = FAIL_NTH; failure <= FAIL_FROM_NTH; ++failure) {
        const size_t live = allocations_live();
        size_t n = 1;
        while (call_without_memory(tested, failure, n, after) >= n) {
            assert_int_equal(allocations_live(), live);
            ++n;
        }
        assert_true(n > 1); /* a call that allocates nothing would have shown nothing */
    }
    free(after);
}

/* To open a store takes a thousand allocations, so that not every way to do so is tried. */
static bool takes_long(const scenario* tested) {
    return tested == scenario_named("opening a store with newer software") ||
           tested == scenario_named("opening a store for reading") ||
           tested == scenario_named("nsv_manager_import, older store");
}

int main(void) {
    struct CMUnitTest tests[SCENARIOS];
    size_t count = 0;
    for (size_t i = 0; i < SCENARIOS; ++i) {
        if (takes_long(&scenarios[i])) continue;
        tests[count++] = (struct CMUnitTest){scenarios[i].name, check_scenario, make_scenarios, free_scenarios, &scenarios[i]};
    }
    return _cmocka_run_group_tests("log_allocations", tests, count, NULL, NULL);
}
