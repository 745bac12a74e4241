/* Handles shared between threads, and the built-in network asked for by many at once. ThreadSanitizer sees more of it. */
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>

#include "contract.h"

enum { THREADS = 8, ROUNDS = 2000 };

/* The library itself holds the built-in network; this one is the test's alone. */
#define NETWORK                                                                        \
    "{\"id\":\"n\",\"genesis\":\"1.0.0\",\"features\":[],\"history\":[],\"roles\":[]," \
    "\"notice\":{\"minimum_days\":0,\"grace_from_day\":0}}"

static pthread_barrier_t start;

typedef struct shared_handles {
    nsv_version* version;
    nsv_version* peer;
    nsv_network* network;
    nsv_manager* manager;
} shared_handles;

/* What a thread does, and how many answers were wrong: only the main thread may make an assertion. */
typedef struct worker {
    pthread_t thread;
    size_t (*work)(struct worker* self);
    const shared_handles* shared;
    nsv_network* network;
    size_t wrong;
} worker;

static void* run_worker(void* argument) {
    worker* const self = argument;
    (void)pthread_barrier_wait(&start);
    self->wrong = self->work(self);
    return NULL;
}

static void run_together(worker* workers, size_t (*work)(worker* self), const shared_handles* shared) {
    assert_int_equal(pthread_barrier_init(&start, NULL, THREADS), 0);
    for (size_t i = 0; i < THREADS; ++i) {
        workers[i].work = work;
        workers[i].shared = shared;
        assert_int_equal(pthread_create(&workers[i].thread, NULL, run_worker, &workers[i]), 0);
    }
    for (size_t i = 0; i < THREADS; ++i) assert_int_equal(pthread_join(workers[i].thread, NULL), 0);
    assert_int_equal(pthread_barrier_destroy(&start), 0);
    for (size_t i = 0; i < THREADS; ++i) assert_int_equal(workers[i].wrong, 0);
}

static size_t ask_for_mainnet(worker* self) { return nsv_network_mainnet(&self->network) != NSV_OK; }

/* The first test, so that no earlier one has made the built-in network. */
static void the_first_calls_get_the_same_built_in_network(void** state) {
    (void)state;
    worker workers[THREADS] = {0};
    run_together(workers, ask_for_mainnet, NULL);
    for (size_t i = 0; i < THREADS; ++i) {
        assert_ptr_equal(workers[i].network, workers[0].network);
        assert_string_equal(nsv_network_id(workers[i].network), "neuroshard-mainnet");
    }
    for (size_t i = 0; i < THREADS; ++i) nsv_network_unref(workers[i].network);
}

static size_t use_versions(const shared_handles* shared) {
    size_t wrong = 0;
    nsv_version* const version = nsv_version_ref(shared->version);
    wrong += version != shared->version;
    wrong += nsv_version_compare(version, shared->peer) != -1;
    wrong += nsv_version_check_compatibility(version, shared->peer) != NSV_UPGRADE_RECOMMENDED;
    wrong += nsv_version_supports_feature(version, BYTES("diloco")) != 1;
    wrong += strcmp(nsv_version_string(version), "1.0.0") != 0;
    nsv_version_unref(version);
    return wrong;
}

static size_t use_network(const shared_handles* shared) {
    size_t wrong = 0;
    nsv_version* genesis = NULL;
    nsv_network* const network = nsv_network_ref(shared->network);
    wrong += nsv_network_genesis(network, &genesis) != NSV_OK;
    wrong += nsv_version_feature_count(genesis) != 7;
    wrong += nsv_network_role_count(network) != 2;
    nsv_version_unref(genesis);
    nsv_network_unref(network);
    return wrong;
}

static size_t use_manager(const shared_handles* shared) {
    size_t wrong = 0;
    char* reason = NULL;
    nsv_version* current = NULL;
    nsv_verdict verdict = NSV_VERDICT_INIT;
    nsv_error error = NSV_ERROR_INIT;
    wrong += nsv_manager_check_peer_compatibility(shared->manager, shared->peer, &verdict, &error) != NSV_OK;
    wrong += verdict.level != NSV_UPGRADE_RECOMMENDED || verdict.upgrade != NSV_SIDE_LOCAL;
    wrong += nsv_manager_can_participate(shared->manager, BYTES("training"), &reason, &error) != 1;
    wrong += reason == NULL || strcmp(reason, "Ready for training") != 0;
    wrong += nsv_manager_can_participate(shared->manager, BYTES("nothing"), NULL, &error) != NSV_ERROR_NOT_FOUND;
    wrong += error.code != NSV_ERROR_NOT_FOUND;
    wrong += nsv_manager_current_version(shared->manager, &current) != NSV_OK;
    wrong += nsv_manager_status(shared->manager) != NSV_NODE_COMPATIBLE;
    nsv_version_unref(current);
    nsv_string_free(reason);
    return wrong;
}

static size_t write_status(const shared_handles* shared) {
    char* json = NULL;
    size_t wrong = nsv_manager_status_json(shared->manager, &json, NULL) != NSV_OK;
    wrong += json == NULL || strstr(json, "\"status\":\"COMPATIBLE\"") == NULL;
    nsv_string_free(json);
    return wrong;
}

static size_t use_everything(worker* self) {
    size_t wrong = 0;
    for (size_t round = 0; round < ROUNDS; ++round) {
        wrong += use_versions(self->shared) + use_network(self->shared) + use_manager(self->shared);
        if (round % 10 == 0) wrong += write_status(self->shared);
    }
    return wrong;
}

static void shared_handles_give_every_thread_the_same_answers(void** state) {
    (void)state;
    worker workers[THREADS] = {0};
    shared_handles shared = {NULL, version_of("1.1.0"), NULL, NULL};
    assert_int_equal(nsv_current_version(&shared.version), NSV_OK);
    assert_int_equal(nsv_network_mainnet(&shared.network), NSV_OK);
    assert_succeeds(nsv_manager_new(NULL, &shared.manager, error));
    run_together(workers, use_everything, &shared);
    nsv_version_unref(shared.version);
    nsv_version_unref(shared.peer);
    nsv_network_unref(shared.network);
    nsv_manager_free(shared.manager);
}

static size_t take_and_release(worker* self) {
    for (size_t round = 0; round < 20 * ROUNDS; ++round) {
        nsv_version_unref(nsv_version_ref(self->shared->version));
        nsv_network_unref(nsv_network_ref(self->shared->network));
    }
    return 0;
}

/* A count that loses one of two simultaneous changes frees a handle too early, or never. */
static void references_taken_at_the_same_time_are_all_counted(void** state) {
    (void)state;
    worker workers[THREADS] = {0};
    const shared_handles shared = {version_of("1.0.0-rc.1"), NULL, network_of(NETWORK), NULL};
    run_together(workers, take_and_release, &shared);
    assert_string_equal(nsv_version_string(shared.version), "1.0.0-rc.1");
    assert_string_equal(nsv_network_id(shared.network), "n");
    nsv_version_unref(shared.version);
    nsv_network_unref(shared.network);
}

static size_t release_references(worker* self) {
    for (size_t round = 0; round < ROUNDS; ++round) {
        nsv_version_unref(self->shared->version);
        nsv_network_unref(self->shared->network);
    }
    return 0;
}

/* Whichever thread is the last frees the handle, once. */
static void the_last_reference_may_be_released_by_any_thread(void** state) {
    (void)state;
    worker workers[THREADS] = {0};
    const shared_handles shared = {version_of("1.0.0-rc.1"), NULL, network_of(NETWORK), NULL};
    for (size_t i = 1; i < (size_t)THREADS * ROUNDS; ++i) {
        (void)nsv_version_ref(shared.version);
        (void)nsv_network_ref(shared.network);
    }
    run_together(workers, release_references, &shared);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_calls_get_the_same_built_in_network),
        cmocka_unit_test(shared_handles_give_every_thread_the_same_answers),
        cmocka_unit_test(references_taken_at_the_same_time_are_all_counted),
        cmocka_unit_test(the_last_reference_may_be_released_by_any_thread),
    };
    return cmocka_run_group_tests_name("threads", tests, NULL, NULL);
}
