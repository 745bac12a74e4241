/* Readers while the ledger moves, and several writers at once. Every answer must be that of some one height; ThreadSanitizer
 * sees what else goes wrong. */
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

#include "upgrades.h"

enum { READERS = 4, NEPS = 1000, PEERS = 4, LAST = NEPS + 1 };

/* What a node of this test answers at one height. */
typedef struct answers {
    nsv_verdict verdicts[PEERS];
    char* advertisement;
    char version[32];
} answers;

static answers expected[LAST + 1];
static char* peers[PEERS];
static nsv_manager* shared;
static atomic_bool finished;
static atomic_size_t wrong;
static atomic_size_t answered;

/* A node with 1000 NEPs, one for each block from 1 on: every tenth is breaking. */
static nsv_manager* node_of(const char* max) {
    gathered definition = {NULL, 0};
    gather(&definition,
           "{\"id\":\"n\",\"genesis\":\"1.0.0\",\"features\":[],\"history\":[],\"roles\":[{\"name\":\"all\",\"requires\":[]}],"
           "\"notice\":{\"minimum_days\":0,\"grace_from_day\":0},\"neps\":[");
    for (int i = 1; i <= NEPS; ++i) {
        char nep[256];
        (void)snprintf(nep, sizeof nep,
                       "%s{\"id\":\"NEP-%d\",\"title\":\"T\",\"target_version\":\"1.%d.0\",\"announced_at\":0,"
                       "\"activation_height\":%d,\"expected_activation_time\":0,\"backward_compatible\":%s}",
                       i == 1 ? "" : ",", 1000 + i, i, i, i % 10 == 0 ? "false" : "true");
        gather(&definition, nep);
    }
    gather(&definition, "]}");
    nsv_manager* const made = manager_of(definition.text, "1.0.0", max);
    free(definition.text);
    return made;
}

static answers answers_of(const nsv_manager* node) {
    answers now;
    nsv_version* version = NULL;
    for (size_t i = 0; i < PEERS; ++i) {
        now.verdicts[i] = (nsv_verdict)NSV_VERDICT_INIT;
        assert_int_equal(nsv_manager_check_peer(node, peers[i], strlen(peers[i]), &now.verdicts[i], NULL), NSV_OK);
    }
    now.advertisement = advertisement_of(node);
    assert_int_equal(nsv_manager_current_version(node, &version), NSV_OK);
    (void)snprintf(now.version, sizeof now.version, "%s", nsv_version_string(version));
    nsv_version_unref(version);
    return now;
}

/* The peers: an old node, one that will be halted, one that is far ahead, and a plain version. The answers: at every height. */
static int set_up(void** state) {
    (void)state;
    const struct {
        const char* max;
        uint64_t height;
    } kinds[PEERS - 1] = {{"1.9.0", 5}, {"1.500.0", 499}, {"1.1000.0", 800}};
    for (size_t i = 0; i < PEERS - 1; ++i) {
        nsv_manager* const peer = node_of(kinds[i].max);
        advance_to(peer, kinds[i].height, 0);
        peers[i] = advertisement_of(peer);
        nsv_manager_free(peer);
    }
    peers[PEERS - 1] = "{\"major\":1,\"minor\":700,\"patch\":0}";
    nsv_manager* const alone = node_of("1.1000.0");
    for (uint64_t height = 0; height <= LAST; ++height) {
        advance_to(alone, height, 0);
        expected[height] = answers_of(alone);
    }
    nsv_manager_free(alone);
    shared = node_of("1.1000.0");
    return 0;
}

static int tear_down(void** state) {
    (void)state;
    for (size_t i = 0; i < PEERS - 1; ++i) nsv_string_free(peers[i]);
    for (size_t i = 0; i <= LAST; ++i) nsv_string_free(expected[i].advertisement);
    nsv_manager_free(shared);
    return 0;
}

static bool same_verdict(const nsv_verdict* a, const nsv_verdict* b) { return memcmp(a, b, sizeof *a) == 0; }

/* A verdict of one of the heights that the writers may have been at in between: all, for the ledger goes back as well. */
static bool is_possible(const nsv_verdict* verdict, size_t peer) {
    for (size_t height = 0; height <= LAST; ++height) {
        if (same_verdict(verdict, &expected[height].verdicts[peer])) return true;
    }
    return false;
}

static size_t check_verdicts(size_t peer) {
    nsv_verdict verdict = NSV_VERDICT_INIT;
    if (nsv_manager_check_peer(shared, peers[peer], strlen(peers[peer]), &verdict, NULL) != NSV_OK) return 1;
    return is_possible(&verdict, peer) ? 0 : 1;
}

/* An advertisement speaks of one height in all its parts. */
static size_t check_advertisement(void) {
    char* text = NULL;
    unsigned long long height = 0;
    if (nsv_manager_advertisement(shared, &text, NULL) != NSV_OK) return 1;
    const char* const place = strstr(text, ",\"height\":");
    size_t bad = place == NULL || (height = strtoull(place + 10, NULL, 10)) > LAST;
    if (bad == 0) bad = strcmp(text, expected[height].advertisement) != 0;
    nsv_string_free(text);
    return bad;
}

static size_t check_texts(void) {
    char* status = NULL;
    char* nep = NULL;
    nsv_version* both = NULL;
    nsv_error error = NSV_ERROR_INIT;
    size_t bad = nsv_manager_status_json(shared, &status, NULL) != NSV_OK;
    bad += nsv_manager_nep_json(shared, 7, &nep, NULL) != NSV_OK || strstr(nep, "\"NEP-1008\"") == NULL;
    const int32_t negotiated = nsv_manager_negotiate(shared, peers[2], strlen(peers[2]), &both, &error);
    bad += negotiated != NSV_OK && negotiated != NSV_ERROR_INCOMPATIBLE;
    bad += nsv_manager_status(shared) != NSV_NODE_COMPATIBLE || nsv_manager_nep_count(shared) != NEPS;
    nsv_string_free(status);
    nsv_string_free(nep);
    nsv_version_unref(both);
    return bad;
}

static void* read_on(void* unused) {
    size_t bad = 0;
    size_t round = 0;
    for (; !atomic_load(&finished); ++round) {
        bad += check_verdicts(round % PEERS);
        bad += check_advertisement();
        if (round % 16 == 0) bad += check_texts();
        atomic_fetch_add(&answered, 1);
    }
    atomic_fetch_add(&wrong, bad);
    return unused;
}

static void run_readers(pthread_t* threads) {
    atomic_store(&finished, false);
    atomic_store(&wrong, 0);
    atomic_store(&answered, 0);
    for (size_t i = 0; i < READERS; ++i) assert_int_equal(pthread_create(&threads[i], NULL, read_on, NULL), 0);
}

static void end_readers(pthread_t* threads) {
    atomic_store(&finished, true);
    for (size_t i = 0; i < READERS; ++i) assert_int_equal(pthread_join(threads[i], NULL), 0);
    assert_int_equal(atomic_load(&wrong), 0);
    assert_true(atomic_load(&answered) > READERS);
}

static void readers_see_one_height_while_a_writer_passes_a_thousand_upgrades(void** state) {
    (void)state;
    pthread_t threads[READERS];
    run_readers(threads);
    for (uint64_t height = 1; height <= LAST; ++height) {
        nsv_verdict verdict = NSV_VERDICT_INIT;
        advance_to(shared, height, 0);
        for (size_t i = 0; i < PEERS; ++i) { /* whoever wrote reads what he wrote */
            assert_int_equal(nsv_manager_check_peer(shared, peers[i], strlen(peers[i]), &verdict, NULL), NSV_OK);
            assert_true(same_verdict(&verdict, &expected[height].verdicts[i]));
        }
        if (height % 100 == 0) {
            assert_succeeds(nsv_manager_rewind(shared, height - 50, 0, error));
            advance_to(shared, height, 0);
        }
    }
    end_readers(threads);
}

static void* write_on(void* seed) {
    uint64_t random = *(const uint64_t*)seed;
    size_t bad = 0;
    for (int round = 0; round < 300; ++round) {
        random = random * UINT64_C(6364136223846793005) + 1;
        const uint64_t height = (random >> 33) % (LAST + 1);
        const int32_t on = nsv_manager_advance(shared, height, 0, NULL);
        const int32_t back = nsv_manager_rewind(shared, height, 0, NULL);
        bad += (on != NSV_OK && on != NSV_ERROR_HEIGHT) || (back != NSV_OK && back != NSV_ERROR_HEIGHT);
        bad += nsv_manager_height(shared) > LAST;
        const int32_t confirmed = nsv_manager_activate_nep(shared, BYTES("NEP-1500"), NULL, NULL);
        bad += confirmed != 0 && confirmed != 1;
    }
    atomic_fetch_add(&wrong, bad);
    return NULL;
}

static void several_writers_take_turns(void** state) {
    (void)state;
    pthread_t readers[READERS];
    pthread_t writers[3];
    uint64_t seeds[COUNT_OF(writers)] = {1, 22, 333};
    run_readers(readers);
    for (size_t i = 0; i < COUNT_OF(writers); ++i) {
        assert_int_equal(pthread_create(&writers[i], NULL, write_on, &seeds[i]), 0);
    }
    for (size_t i = 0; i < COUNT_OF(writers); ++i) assert_int_equal(pthread_join(writers[i], NULL), 0);
    end_readers(readers);
    const uint64_t height = nsv_manager_height(shared);
    const answers now = answers_of(shared);
    assert_string_equal(now.advertisement, expected[height].advertisement);
    assert_string_equal(now.version, expected[height].version);
    nsv_string_free(now.advertisement);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(readers_see_one_height_while_a_writer_passes_a_thousand_upgrades),
        cmocka_unit_test(several_writers_take_turns),
    };
    return cmocka_run_group_tests_name("upgrade_threads", tests, set_up, tear_down);
}
