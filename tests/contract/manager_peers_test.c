/* What a manager says of peers, and of the node's part in its network. */
#include "contract.h"

/* A network that requires 2.0.0: a node that supports only 1.x is halted on it. */
#define TESTNET                                                                                                      \
    "{\"id\":\"testnet\",\"genesis\":\"2.0.0\",\"features\":[{\"name\":\"ponw\",\"title\":\"PoNW\",\"description\":" \
    "\"Proof\",\"since\":\"2.0.0\",\"required_nep\":null},{\"name\":\"mtp\",\"title\":\"MTP\",\"description\":"      \
    "\"Tokens\",\"since\":null,\"required_nep\":null}],\"history\":[],\"roles\":[{\"name\":\"training\","            \
    "\"requires\":[\"ponw\",\"mtp\"]},{\"name\":\"observer\",\"requires\":[]}],"                                     \
    "\"notice\":{\"minimum_days\":7,\"grace_from_day\":3}}"

/* A node, a peer, and all that the verdict says. */
typedef struct meeting {
    const char *network, *min, *max, *peer;
    int32_t level, reason, upgrade;
    const char* message;
} meeting;

static void check_meeting(const meeting* expected) {
    nsv_manager* const manager = manager_of(expected->network, expected->min, expected->max);
    nsv_version* const peer = version_of(expected->peer);
    nsv_verdict verdict;
    char* message = NULL;
    memset(&verdict, 0x5a, sizeof verdict);
    verdict.size = sizeof verdict;
    assert_succeeds(nsv_manager_check_peer_compatibility(manager, peer, &verdict, error));
    assert_int_equal(verdict.size, sizeof verdict);
    assert_int_equal(verdict.level, expected->level);
    assert_int_equal(verdict.reason, expected->reason);
    assert_int_equal(verdict.upgrade, expected->upgrade);
    assert_int_equal(verdict.cut_height, 0);
    assert_succeeds(nsv_verdict_message(manager, peer, &verdict, &message, error));
    assert_owned(message, expected->message);
    nsv_version_unref(peer);
    nsv_manager_free(manager);
}

static void verdicts_follow_the_rules(void** state) {
    (void)state;
    const meeting meetings[] = {
        {NULL, "1.0.0", "1.0.0", "1.0.0", NSV_IDENTICAL, NSV_REASON_VERSIONS, NSV_SIDE_NONE, "Identical version"},
        {NULL, "0.9.0", "1.0.0", "1.0.7", NSV_COMPATIBLE, NSV_REASON_VERSIONS, NSV_SIDE_NONE, "Compatible versions"},
        {NULL, "1.0.0", "1.0.0", "1.1.0", NSV_UPGRADE_RECOMMENDED, NSV_REASON_VERSIONS, NSV_SIDE_LOCAL,
         "Upgrade recommended: you have 1.0.0, peer has 1.1.0. You should upgrade."},
        {NULL, "1.0.0", "1.0.0", "2.0.0", NSV_INCOMPATIBLE, NSV_REASON_VERSIONS, NSV_SIDE_LOCAL,
         "Incompatible versions: you have 1.0.0, peer has 2.0.0. Major version mismatch. You must upgrade."},
        {NULL, "0.9.0", "1.0.0", "1.0.0-rc.1", NSV_INCOMPATIBLE, NSV_REASON_PEER_BELOW_MINIMUM, NSV_SIDE_PEER,
         "Incompatible versions: you have 1.0.0, peer has 1.0.0-rc.1: the network requires at least 1.0.0. "
         "The peer must upgrade."},
        {NULL, "1.0.0", "1.0.0", "0.9.0", NSV_INCOMPATIBLE, NSV_REASON_NO_COMMON_VERSION, NSV_SIDE_PEER,
         "Incompatible versions: you have 1.0.0, peer has 0.9.0: this node supports no version below 1.0.0. "
         "The peer must upgrade."},
        {TESTNET, "1.0.0", "1.4.0", "2.0.0", NSV_INCOMPATIBLE, NSV_REASON_LOCAL_HALTED, NSV_SIDE_LOCAL,
         "Incompatible versions: you have 1.4.0, peer has 2.0.0: the network requires at least 2.0.0 and this node "
         "supports at most 1.4.0; upgrade this node. You must upgrade."},
        {NULL, "1.0.1", "2.0.0", "1.0.0", NSV_INCOMPATIBLE, NSV_REASON_LOCAL_TOO_NEW, NSV_SIDE_NONE,
         "Incompatible versions: you have 1.0.0, peer has 1.0.0: the network is at 1.0.0 and this node supports no "
         "version below 1.0.1; wait for the network's upgrade."},
    };
    for (size_t i = 0; i < COUNT_OF(meetings); ++i) check_meeting(&meetings[i]);
}

/* As a program would have it that was compiled with a later header. */
typedef struct later_verdict {
    nsv_verdict known;
    unsigned char tail[5000];
} later_verdict;

static void a_verdict_of_a_wrong_size_is_refused_and_left_alone(void** state) {
    (void)state;
    const uint32_t sizes[] = {0, 1, 16, sizeof(nsv_verdict) - 1, sizeof(later_verdict), INT32_MAX, UINT32_MAX};
    nsv_manager* const manager = manager_of(NULL, "1.0.0", "1.0.0");
    nsv_version* const peer = version_of("1.0.0");
    later_verdict verdict;
    later_verdict before;
    memset(&verdict, 0x5a, sizeof verdict);
    for (size_t i = 0; i < COUNT_OF(sizes); ++i) {
        verdict.known.size = sizes[i];
        before = verdict;
        assert_fails(char*, nsv_manager_check_peer_compatibility(manager, peer, &verdict.known, error), NSV_ERROR_ARGUMENT,
                     NSV_NO_OFFSET, "verdict.size");
        assert_fails(char*, nsv_verdict_message(manager, peer, &verdict.known, &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET,
                     "verdict.size");
        assert_memory_equal(&verdict, &before, sizeof verdict);
    }
    nsv_version_unref(peer);
    nsv_manager_free(manager);
}

static void the_tail_of_a_larger_verdict_is_zeroed(void** state) {
    (void)state;
    const uint32_t tails[] = {1, 8, 100};
    nsv_manager* const manager = manager_of(NULL, "1.0.0", "1.0.0");
    nsv_version* const peer = version_of("1.0.0");
    later_verdict verdict;
    char* message = NULL;
    for (size_t i = 0; i < COUNT_OF(tails); ++i) {
        memset(&verdict, 0x5a, sizeof verdict);
        verdict.known.size = (uint32_t)sizeof(nsv_verdict) + tails[i];
        assert_succeeds(nsv_manager_check_peer_compatibility(manager, peer, &verdict.known, error));
        assert_int_equal(verdict.known.level, NSV_IDENTICAL);
        for (size_t j = 0; j < tails[i]; ++j) assert_int_equal(verdict.tail[j], 0);
        assert_int_equal(verdict.tail[tails[i]], 0x5a);
        assert_succeeds(nsv_verdict_message(manager, peer, &verdict.known, &message, error));
        assert_owned(message, "Identical version");
        verdict.tail[tails[i] - 1] = 1;
        assert_fails(char*, nsv_verdict_message(manager, peer, &verdict.known, &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET,
                     "verdict has a field set");
    }
    nsv_version_unref(peer);
    nsv_manager_free(manager);
}

static void a_verdict_that_nobody_gave_has_no_message(void** state) {
    (void)state;
    const nsv_verdict good = {sizeof(nsv_verdict), NSV_INCOMPATIBLE, NSV_REASON_VERSIONS, NSV_SIDE_PEER, 0};
    const struct {
        int32_t level, reason, upgrade;
    } bad[] = {{-1, NSV_REASON_VERSIONS, 0},
               {4, NSV_REASON_VERSIONS, 0},
               {INT32_MIN, NSV_REASON_VERSIONS, 0},
               {INT32_MAX, NSV_REASON_VERSIONS, 0},
               {0, 0, 0},
               {0, 33, 0},
               {0, -70, 0},
               {0, INT32_MAX, 0},
               {0, NSV_REASON_VERSIONS, -1},
               {0, NSV_REASON_VERSIONS, 3},
               {0, NSV_REASON_VERSIONS, INT32_MIN},
               {0, NSV_REASON_VERSIONS, INT32_MAX}};
    nsv_manager* const manager = manager_of(NULL, "1.0.0", "1.0.0");
    nsv_version* const peer = version_of("2.0.0");
    char* message = NULL;
    assert_int_equal(nsv_verdict_message(manager, peer, &good, &message, NULL), NSV_OK);
    nsv_string_free(message);
    for (size_t i = 0; i < COUNT_OF(bad); ++i) {
        const nsv_verdict verdict = {sizeof verdict, bad[i].level, bad[i].reason, bad[i].upgrade, 0};
        assert_fails(char*, nsv_verdict_message(manager, peer, &verdict, &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET,
                     "verdict");
    }
    nsv_version_unref(peer);
    nsv_manager_free(manager);
}

static void peer_functions_refuse_null(void** state) {
    (void)state;
    nsv_manager* const manager = manager_of(NULL, "1.0.0", "1.0.0");
    nsv_version* const peer = version_of("1.0.0");
    nsv_verdict verdict = {sizeof verdict, NSV_IDENTICAL, NSV_REASON_VERSIONS, NSV_SIDE_NONE, 7};
    const nsv_verdict before = verdict;
    assert_fails(char*, nsv_manager_check_peer_compatibility(NULL, peer, &verdict, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET,
                 "manager is NULL");
    assert_fails(char*, nsv_manager_check_peer_compatibility(manager, NULL, &verdict, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET,
                 "peer is NULL");
    assert_fails(char*, nsv_manager_check_peer_compatibility(manager, peer, NULL, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET,
                 "verdict is NULL");
    assert_memory_equal(&verdict, &before, sizeof verdict);
    assert_fails(char*, nsv_verdict_message(NULL, peer, &verdict, &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET,
                 "manager is NULL");
    assert_fails(char*, nsv_verdict_message(manager, NULL, &verdict, &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET,
                 "peer is NULL");
    assert_fails(char*, nsv_verdict_message(manager, peer, NULL, &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET,
                 "verdict is NULL");
    assert_fails(char*, nsv_verdict_message(manager, peer, &verdict, NULL, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET,
                 "out is NULL");
    nsv_version_unref(peer);
    nsv_manager_free(manager);
}

/* The answer is the same with a reason and without, with an error and without. */
static void check_role(const nsv_manager* manager, const char* role, int32_t allowed, const char* expected) {
    char* reason = NULL;
    assert_gives(nsv_manager_can_participate(manager, role, strlen(role), &reason, error), allowed);
    assert_owned(reason, expected);
    assert_int_equal(nsv_manager_can_participate(manager, role, strlen(role), &reason, NULL), allowed);
    assert_owned(reason, expected);
    assert_gives(nsv_manager_can_participate(manager, role, strlen(role), NULL, error), allowed);
    assert_int_equal(nsv_manager_can_participate(manager, role, strlen(role), NULL, NULL), allowed);
}

static void participation_is_answered_with_a_reason(void** state) {
    (void)state;
    nsv_manager* const mainnet = manager_of(NULL, "1.0.0", "1.0.0");
    nsv_manager* const testnet = manager_of(TESTNET, "2.0.0", "2.0.0");
    nsv_manager* const halted = manager_of(TESTNET, "1.0.0", "1.0.0");
    nsv_manager* const too_new = manager_of(NULL, "2.0.0", "2.0.0");
    const char must_upgrade[] =
        "Halted: the network requires at least 2.0.0 and this node supports at most 1.0.0; upgrade this node";
    const char must_wait[] =
        "Too new: the network is at 1.0.0 and this node supports no version below 2.0.0; wait for the network's upgrade";
    check_role(mainnet, "training", 1, "Ready for training");
    check_role(mainnet, "inference", 1, "Ready for inference");
    check_role(testnet, "training", 0, "Missing required features: mtp");
    check_role(testnet, "observer", 1, "Ready for observer");
    check_role(halted, "training", 0, must_upgrade);
    check_role(halted, "observer", 0, must_upgrade);
    check_role(too_new, "training", 0, must_wait);
    nsv_manager_free(mainnet);
    nsv_manager_free(testnet);
    nsv_manager_free(halted);
    nsv_manager_free(too_new);
}

static void training_and_inference_have_their_own_functions(void** state) {
    (void)state;
    nsv_manager* const mainnet = manager_of(NULL, "1.0.0", "1.0.0");
    nsv_manager* const testnet = manager_of(TESTNET, "2.0.0", "2.0.0");
    char* reason = NULL;
    assert_gives(nsv_manager_can_participate_in_training(mainnet, &reason, error), 1);
    assert_owned(reason, "Ready for training");
    assert_gives(nsv_manager_can_participate_in_inference(mainnet, &reason, error), 1);
    assert_owned(reason, "Ready for inference");
    assert_gives(nsv_manager_can_participate_in_training(testnet, &reason, error), 0);
    assert_owned(reason, "Missing required features: mtp");
    assert_int_equal(nsv_manager_can_participate_in_training(testnet, NULL, NULL), 0);
    assert_int_equal(nsv_manager_can_participate_in_inference(mainnet, NULL, NULL), 1);
    /* testnet has no such role */
    assert_fails(char*, nsv_manager_can_participate_in_inference(testnet, &out, error), NSV_ERROR_NOT_FOUND, NSV_NO_OFFSET,
                 "'inference'");
    nsv_manager_free(mainnet);
    nsv_manager_free(testnet);
}

#define REFUSED(role, size, words)                                                                                         \
    assert_fails(char*, nsv_manager_can_participate(manager, role, size, &out, error), NSV_ERROR_NOT_FOUND, NSV_NO_OFFSET, \
                 words)

static void roles_that_the_network_does_not_have_are_not_found(void** state) {
    (void)state;
    char* const huge = repeated('a', TEN_MEGABYTES);
    nsv_manager* const manager = manager_of(NULL, "1.0.0", "1.0.0");
    REFUSED("observer", 8, "'observer'");
    REFUSED("training", 7, "'trainin'");
    REFUSED("training", 9, "'training\\x00'");
    REFUSED("Training", 8, "'Training'");
    REFUSED("", 0, "''");
    REFUSED("\xff\xfe", 2, "'\\xff\\xfe'");
    REFUSED(huge, TEN_MEGABYTES, "'aaa");
    nsv_manager_free(manager);
    free(huge);
}

static void participation_refuses_null(void** state) {
    (void)state;
    nsv_manager* const manager = manager_of(NULL, "1.0.0", "1.0.0");
    assert_fails(char*, nsv_manager_can_participate(NULL, BYTES("training"), &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET,
                 "manager is NULL");
    assert_fails(char*, nsv_manager_can_participate(manager, NULL, 8, &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET,
                 "role is NULL");
    assert_fails(char*, nsv_manager_can_participate(manager, NULL, 0, &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET,
                 "role is NULL");
    assert_fails(char*, nsv_manager_can_participate_in_training(NULL, &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET,
                 "manager is NULL");
    assert_fails(char*, nsv_manager_can_participate_in_inference(NULL, &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET,
                 "manager is NULL");
    nsv_manager_free(manager);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(verdicts_follow_the_rules),
        cmocka_unit_test(a_verdict_of_a_wrong_size_is_refused_and_left_alone),
        cmocka_unit_test(the_tail_of_a_larger_verdict_is_zeroed),
        cmocka_unit_test(a_verdict_that_nobody_gave_has_no_message),
        cmocka_unit_test(peer_functions_refuse_null),
        cmocka_unit_test(participation_is_answered_with_a_reason),
        cmocka_unit_test(training_and_inference_have_their_own_functions),
        cmocka_unit_test(roles_that_the_network_does_not_have_are_not_found),
        cmocka_unit_test(participation_refuses_null),
    };
    return cmocka_run_group_tests_name("manager_peers", tests, NULL, NULL);
}
