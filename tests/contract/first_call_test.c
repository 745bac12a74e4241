/* Memory runs out at every single allocation of the first call in a process, which reads the built-in network: once,
 * unless that fails. Hence a process for each. */
#define _POSIX_C_SOURCE 200809L
#include <sys/wait.h>
#include <unistd.h>

#include "allocations.h"
#include "contract.h"

typedef struct first_call {
    const char* name;
    int32_t (*call)(void** out);
    void (*release)(void* out);
} first_call;

static int32_t network_mainnet(void** out) {
    nsv_network* network = *out;
    const int32_t status = nsv_network_mainnet(&network);
    *out = network;
    return status;
}

static int32_t current_version(void** out) {
    nsv_version* version = *out;
    const int32_t status = nsv_current_version(&version);
    *out = version;
    return status;
}

static int32_t manager_new(void** out) {
    nsv_manager* manager = *out;
    const int32_t status = nsv_manager_new(NULL, &manager, NULL);
    *out = manager;
    return status;
}

static void release_network(void* out) { nsv_network_unref(out); }
static void release_version(void* out) { nsv_version_unref(out); }
static void release_manager(void* out) { nsv_manager_free(out); }

static first_call first_calls[] = {
    {"nsv_network_mainnet", network_mainnet, release_network},
    {"nsv_current_version", current_version, release_version},
    {"nsv_manager_new", manager_new, release_manager},
};

/* What a process found. */
typedef struct finding {
    enum { OUT_OF_MEMORY, SUCCEEDED, WRONG_STATUS, OUTPUT_TOUCHED, FAILED_AGAIN } outcome;
    size_t kept; /* blocks that stay allocated after all that was made is released: the built-in network's */
} finding;

/* The first call, with its n-th allocation failing, and the second one if that failed. */
static finding call_and_release(const first_call* first, enum allocation_failure failure, size_t n) {
    finding found = {SUCCEEDED, 0};
    void* out = UNTOUCHED;
    const size_t live = allocations_live();
    allocations_watch(failure, n);
    int32_t status = first->call(&out);
    if (allocations_seen() < n) {
        if (status != NSV_OK) found.outcome = WRONG_STATUS;
    } else {
        found.outcome = OUT_OF_MEMORY;
        if (status != NSV_ERROR_NO_MEMORY) found.outcome = WRONG_STATUS;
        if (out != UNTOUCHED) found.outcome = OUTPUT_TOUCHED;
        status = first->call(&out);
        if (status != NSV_OK) found.outcome = FAILED_AGAIN;
    }
    if (status == NSV_OK) first->release(out);
    found.kept = allocations_live() - live;
    return found;
}

static finding call_in_new_process(const first_call* first, enum allocation_failure failure, size_t n) {
    finding found;
    int ends[2];
    int ending = 0;
    assert_int_equal(pipe(ends), 0);
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        found = call_and_release(first, failure, n);
        _exit(write(ends[1], &found, sizeof found) == (ssize_t)sizeof found ? EXIT_SUCCESS : EXIT_FAILURE);
    }
    assert_int_equal(waitpid(child, &ending, 0), child);
    assert_true(WIFEXITED(ending) && WEXITSTATUS(ending) == EXIT_SUCCESS);
    assert_int_equal(read(ends[0], &found, sizeof found), sizeof found);
    assert_int_equal(close(ends[0]) | close(ends[1]), 0);
    return found;
}

static void check_first_call(void** state) {
    const first_call* const first = *state;
    const finding unhindered = call_in_new_process(first, FAIL_NONE, SIZE_MAX);
    assert_int_equal(unhindered.outcome, SUCCEEDED);
    for (enum allocation_failure failure = FAIL_NTH; failure <= FAIL_FROM_NTH; ++failure) {
        size_t n = 1;
        finding found = call_in_new_process(first, failure, n);
        while (found.outcome == OUT_OF_MEMORY) {
            assert_int_equal(found.kept, unhindered.kept); /* more would be a leak */
            found = call_in_new_process(first, failure, ++n);
        }
        assert_int_equal(found.outcome, SUCCEEDED);
        assert_int_equal(found.kept, unhindered.kept);
        assert_true(n > 100); /* the built-in network was read: this process has not done so before */
    }
}

int main(void) {
    struct CMUnitTest tests[COUNT_OF(first_calls)];
    for (size_t i = 0; i < COUNT_OF(tests); ++i) {
        tests[i] = (struct CMUnitTest){first_calls[i].name, check_first_call, NULL, NULL, &first_calls[i]};
    }
    return cmocka_run_group_tests_name("first_call", tests, NULL, NULL);
}
