/* Memory runs out at every single allocation of the first call in a process, which reads the built-in network or chooses a
 * parser for the processor: once, unless that fails. Hence a process for each. */
#define _POSIX_C_SOURCE 200809L
#include <sys/wait.h>
#include <unistd.h>

#include "allocations.h"
#include "contract.h"

/* SHA-256 is OpenSSL's. What that sets up once, it keeps, and can do without some of it: that changes how many blocks stay. */
enum { OPENSSL_BLOCKS = 64 };

/* A process for each of the first allocations, and for some of the thousands that OpenSSL makes behind them. */
enum { EVERY_ONE = 300, STEP = 31 };

typedef struct first_call {
    const char* name;
    int32_t (*call)(void** out);
    void (*release)(void* out);
    void (*prepare)(void);
    size_t least; /* allocations of the call, when it is the first */
} first_call;

static nsv_manager* prepared;

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

static int32_t check_peer(void** out) {
    nsv_verdict verdict = NSV_VERDICT_INIT;
    (void)out;
    return nsv_manager_check_peer(prepared, BYTES("{\"major\":1,\"minor\":0,\"patch\":0}"), &verdict, NULL);
}

static int32_t negotiate(void** out) {
    nsv_version* version = *out;
    const int32_t status =
        nsv_manager_negotiate(prepared, BYTES("{\"major\":1,\"minor\":0,\"patch\":0,\"height\":1}"), &version, NULL);
    *out = version;
    return status;
}

static int32_t transcript(void** out) {
    uint8_t digest[32];
    (void)out;
    return nsv_transcript_digest(BYTES("a"), BYTES("b"), digest, NULL);
}

static void prepare_nothing(void) {}
static void prepare_manager(void) {
    if (nsv_manager_new(NULL, &prepared, NULL) != NSV_OK) abort();
}

static void release_nothing(void* out) { (void)out; }
static void release_network(void* out) { nsv_network_unref(out); }
static void release_version(void* out) { nsv_version_unref(out); }
static void release_manager(void* out) { nsv_manager_free(out); }

static first_call first_calls[] = {
    {"nsv_network_mainnet", network_mainnet, release_network, prepare_nothing, 100},
    {"nsv_current_version", current_version, release_version, prepare_nothing, 100},
    {"nsv_manager_new", manager_new, release_manager, prepare_nothing, 100},
    {"nsv_manager_check_peer", check_peer, release_nothing, prepare_manager, 5},
    {"nsv_manager_negotiate", negotiate, release_version, prepare_manager, 5},
    {"nsv_transcript_digest", transcript, release_nothing, prepare_nothing, 4},
};

/* What a process found. */
typedef struct finding {
    enum { SUCCEEDED, OUT_OF_MEMORY, WRONG_STATUS, OUTPUT_TOUCHED, FAILED_AGAIN } outcome;
    size_t seen; /* allocations that were asked for */
    size_t kept; /* blocks that stay allocated after all that was made is released: what is set up once */
} finding;

/* The first call, with its n-th allocation failing, and the second one if that failed. */
static finding call_and_release(const first_call* first, enum allocation_failure failure, size_t n) {
    finding found = {SUCCEEDED, 0, 0};
    void* out = UNTOUCHED;
    first->prepare();
    const size_t live = allocations_live();
    allocations_watch(failure, n);
    int32_t status = first->call(&out);
    found.seen = allocations_seen();
    if (status == NSV_ERROR_NO_MEMORY) {
        found.outcome = out == UNTOUCHED ? OUT_OF_MEMORY : OUTPUT_TOUCHED;
        status = first->call(&out);
        if (status != NSV_OK) found.outcome = FAILED_AGAIN;
    } else if (status != NSV_OK) {
        found.outcome = WRONG_STATUS;
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
    assert_true(unhindered.seen >= first->least); /* it is the first: this process has not made such a call */
    for (enum allocation_failure failure = FAIL_NTH; failure <= FAIL_FROM_NTH; ++failure) {
        size_t failed = 0;
        for (size_t n = 1; n <= unhindered.seen; n += n < EVERY_ONE ? 1 : STEP) {
            const finding found = call_in_new_process(first, failure, n);
            assert_in_range(found.outcome, SUCCEEDED, OUT_OF_MEMORY);
            assert_in_range(found.kept, 0, unhindered.kept + OPENSSL_BLOCKS); /* more would be a leak */
            failed += found.outcome == OUT_OF_MEMORY;
        }
        assert_true(failed >= first->least / 2);
    }
}

int main(void) {
    struct CMUnitTest tests[COUNT_OF(first_calls)];
    for (size_t i = 0; i < COUNT_OF(tests); ++i) {
        tests[i] = (struct CMUnitTest){first_calls[i].name, check_first_call, NULL, NULL, &first_calls[i]};
    }
    return cmocka_run_group_tests_name("first_call", tests, NULL, NULL);
}
