/* The calls that a node makes all the time do not allocate, and a parsed version is one allocation. */
#include "allocations.h"
#include "contract.h"
#include "network_getters.h"
#include "upgrades.h"

static nsv_version* plain;
static nsv_version* rich;
static nsv_network* network;
static nsv_manager* manager;

/* The call gives `value` and asks for `count` allocations. */
#define ASSERT_ALLOCATES(count, call, value)         \
    do {                                             \
        allocations_watch(FAIL_NONE, 0);             \
        const int32_t status = call;                 \
        assert_int_equal(allocations_seen(), count); \
        assert_int_equal(status, value);             \
    } while (0)

/* Likewise for calls whose answer is not a status. */
#define ASSERT_ALLOCATES_NOTHING(expression)     \
    do {                                         \
        allocations_watch(FAIL_NONE, 0);         \
        (void)(expression);                      \
        assert_int_equal(allocations_seen(), 0); \
    } while (0)

static void parsing_allocates_the_version_and_no_more(void** state) {
    (void)state;
    nsv_version* version = NULL;
    ASSERT_ALLOCATES(1, nsv_version_parse(BYTES("1.2.3"), &version, NULL), NSV_OK);
    nsv_version_unref(version);
    ASSERT_ALLOCATES(1, nsv_version_parse(BYTES("1.2.3-alpha.beta.gamma.delta+some.build.metadata"), &version, NULL), NSV_OK);
    nsv_version_unref(version);
    ASSERT_ALLOCATES(1, nsv_version_parse_lenient(BYTES("v1.2"), &version, NULL), NSV_OK);
    nsv_version_unref(version);
    ASSERT_ALLOCATES(1, nsv_version_new(1, 2, 3, &version, NULL), NSV_OK);
    nsv_version_unref(version);
}

static void comparing_allocates_nothing(void** state) {
    (void)state;
    ASSERT_ALLOCATES(0, nsv_version_compare(plain, rich), 1);
    ASSERT_ALLOCATES(0, nsv_version_compare(rich, rich), 0);
    ASSERT_ALLOCATES(0, nsv_version_check_compatibility(plain, rich), NSV_UPGRADE_RECOMMENDED);
    ASSERT_ALLOCATES(0, nsv_version_is_compatible(plain, rich), 1);
    ASSERT_ALLOCATES(0, nsv_version_side_to_upgrade(plain, rich), NSV_SIDE_PEER);
    ASSERT_ALLOCATES_NOTHING(nsv_version_hash(rich));
}

static void asking_for_a_feature_allocates_nothing(void** state) {
    (void)state;
    ASSERT_ALLOCATES(0, nsv_version_supports_feature(rich, BYTES("a_feature_with_a_longer_name")), 1);
    ASSERT_ALLOCATES(0, nsv_version_supports_feature(rich, BYTES("another_feature_with_a_longer_name")), 0);
    ASSERT_ALLOCATES(0, nsv_version_supports_feature(plain, BYTES("ponw")), 0);
}

static void getters_of_a_version_allocate_nothing(void** state) {
    (void)state;
    ASSERT_ALLOCATES_NOTHING(nsv_version_major(rich));
    ASSERT_ALLOCATES_NOTHING(nsv_version_minor(rich));
    ASSERT_ALLOCATES_NOTHING(nsv_version_patch(rich));
    ASSERT_ALLOCATES_NOTHING(nsv_version_prerelease(rich));
    ASSERT_ALLOCATES_NOTHING(nsv_version_build(rich));
    ASSERT_ALLOCATES_NOTHING(nsv_version_string(rich));
    ASSERT_ALLOCATES_NOTHING(nsv_version_feature_count(rich));
    ASSERT_ALLOCATES_NOTHING(nsv_version_feature_at(rich, 0));
    ASSERT_ALLOCATES_NOTHING(nsv_version_active_nep_count(rich));
    ASSERT_ALLOCATES_NOTHING(nsv_version_active_nep_at(rich, 0));
}

static void getters_of_a_network_allocate_nothing(void** state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(network_texts); ++i) ASSERT_ALLOCATES_NOTHING(network_texts[i](network, 0));
    for (size_t i = 0; i < COUNT_OF(network_numbers); ++i) ASSERT_ALLOCATES_NOTHING(network_numbers[i](network));
    ASSERT_ALLOCATES_NOTHING(nsv_network_id(network));
    ASSERT_ALLOCATES(0, nsv_network_feature_is_pending(network, 0), 0);
    ASSERT_ALLOCATES_NOTHING(nsv_network_role_feature_count(network, 0));
    ASSERT_ALLOCATES_NOTHING(nsv_network_role_feature_at(network, 0, 0));
}

static void checking_a_peer_allocates_nothing(void** state) {
    (void)state;
    nsv_verdict verdict = NSV_VERDICT_INIT;
    nsv_error error = NSV_ERROR_INIT;
    ASSERT_ALLOCATES(0, nsv_manager_check_peer_compatibility(manager, plain, &verdict, &error), NSV_OK);
    ASSERT_ALLOCATES(0, nsv_manager_check_peer_compatibility(manager, rich, &verdict, NULL), NSV_OK);
}

/* The advertisements of two kinds of nodes, and one in another form; each read once before. */
static void checking_an_advertisement_allocates_nothing_once_warm(void** state) {
    (void)state;
    nsv_manager* const other = manager_of(NULL, "1.0.0", "2.0.0");
    char* const texts[] = {advertisement_of(manager), advertisement_of(other)};
    const char plain_peer[] = "{\"major\":1,\"minor\":0,\"patch\":0}";
    nsv_verdict verdict = NSV_VERDICT_INIT;
    nsv_error error = NSV_ERROR_INIT;
    for (int round = 0; round < 20; ++round) { /* warm is a reader whose every buffer has held the largest of them */
        for (size_t i = 0; i < COUNT_OF(texts); ++i) {
            assert_int_equal(nsv_manager_check_peer(manager, texts[i], strlen(texts[i]), &verdict, &error), NSV_OK);
        }
        assert_int_equal(nsv_manager_check_peer(manager, BYTES(plain_peer), &verdict, &error), NSV_OK);
    }
    for (int round = 0; round < 20; ++round) {
        for (size_t i = 0; i < COUNT_OF(texts); ++i) {
            ASSERT_ALLOCATES(0, nsv_manager_check_peer(manager, texts[i], strlen(texts[i]), &verdict, &error), NSV_OK);
        }
        ASSERT_ALLOCATES(0, nsv_manager_check_peer(manager, BYTES(plain_peer), &verdict, NULL), NSV_OK);
    }
    nsv_string_free(texts[0]);
    nsv_string_free(texts[1]);
    nsv_manager_free(other);
}

static void a_block_between_upgrades_allocates_nothing(void** state) {
    (void)state;
    nsv_manager* const node = manager_of(NULL, "1.0.0", "2.0.0");
    uint8_t digest[8];
    uint64_t next = 0;
    assert_scheduled(node, NEP("NEP-001", "2.0.0", "60", ""));
    for (uint64_t height = 1; height < 60; ++height)
        ASSERT_ALLOCATES(0, nsv_manager_advance(node, height, height, NULL), NSV_OK);
    ASSERT_ALLOCATES(0, nsv_manager_rewind(node, 0, 0, NULL), NSV_OK);
    advance_to(node, 60, 0);
    ASSERT_ALLOCATES(0, nsv_manager_advance(node, NSV_MAX_HEIGHT, 0, NULL), NSV_OK);
    ASSERT_ALLOCATES(0, nsv_manager_rewind(node, 60, 0, NULL), NSV_OK);
    ASSERT_ALLOCATES(0, nsv_manager_upgrade_id(node, digest, &next), NSV_OK);
    ASSERT_ALLOCATES(0, nsv_manager_status(node), NSV_NODE_COMPATIBLE);
    ASSERT_ALLOCATES_NOTHING(nsv_manager_height(node));
    ASSERT_ALLOCATES_NOTHING(nsv_manager_time(node));
    ASSERT_ALLOCATES_NOTHING(nsv_manager_nep_count(node));
    nsv_manager_free(node);
}

/* A million changes: memory holds the state and the newest records, however many there were. */
static void memory_is_that_of_the_state_and_of_the_newest_records(void** state) {
    (void)state;
    nsv_manager* const node = manager_of(NULL, "1.0.0", "1.5.0");
    assert_scheduled(node, NEP("NEP-001", "1.1.0", "40", ",\"adds\":[\"mtp\"]"));
    assert_scheduled(node, NEP("NEP-002", "1.2.0", "90", ""));
    size_t live = 0;
    for (uint64_t i = 0; i < 200000; ++i) {
        if (i == 5000) live = allocations_live(); /* more than 10000 records */
        assert_int_equal(nsv_manager_advance(node, 40, i, NULL), NSV_OK);
        assert_int_equal(nsv_manager_activate_nep(node, BYTES("NEP-001"), NULL, NULL), 1);
        assert_int_equal(nsv_manager_reschedule_nep(node, BYTES("NEP-002"), 90 + i % 2, i, NULL), NSV_OK);
        assert_int_equal(nsv_manager_rewind(node, 10, i, NULL), NSV_OK);
        assert_int_equal(nsv_manager_advance(node, 11, i, NULL), NSV_OK);
        if (i % 100 == 99) {
            assert_int_equal(nsv_manager_cancel_nep(node, BYTES("NEP-002"), BYTES("again"), NULL), NSV_OK);
            assert_int_equal(nsv_manager_schedule_nep(node, BYTES(NEP("NEP-002", "1.2.0", "90", "")), NULL), NSV_OK);
        }
    }
    const size_t slack = 2; /* the records' list has its ends within blocks */
    assert_in_range(allocations_live(), live - slack, live + slack);
    nsv_manager_free(node);
}

static void asking_for_a_role_without_a_reason_allocates_nothing(void** state) {
    (void)state;
    nsv_error error = NSV_ERROR_INIT;
    ASSERT_ALLOCATES(0, nsv_manager_can_participate(manager, BYTES("training"), NULL, &error), 1);
    ASSERT_ALLOCATES(0, nsv_manager_can_participate_in_training(manager, NULL, &error), 1);
    ASSERT_ALLOCATES(0, nsv_manager_can_participate_in_inference(manager, NULL, NULL), 1);
    ASSERT_ALLOCATES(0, nsv_manager_status(manager), NSV_NODE_COMPATIBLE);
}

static void a_further_reference_allocates_nothing(void** state) {
    (void)state;
    int32_t (*const getters[])(const nsv_manager*, nsv_version**) = {nsv_manager_current_version, nsv_manager_network_version,
                                                                     nsv_manager_network_minimum, nsv_manager_supported_min,
                                                                     nsv_manager_supported_max};
    nsv_version* version = NULL;
    nsv_network* same_network = NULL;
    for (size_t i = 0; i < COUNT_OF(getters); ++i) {
        ASSERT_ALLOCATES(0, getters[i](manager, &version), NSV_OK);
        nsv_version_unref(version);
    }
    ASSERT_ALLOCATES(0, nsv_current_version(&version), NSV_OK);
    ASSERT_ALLOCATES_NOTHING(nsv_version_ref(version));
    nsv_version_unref(version);
    nsv_version_unref(version);
    ASSERT_ALLOCATES(0, nsv_network_genesis(network, &version), NSV_OK);
    nsv_version_unref(version);
    ASSERT_ALLOCATES(0, nsv_manager_network(manager, &same_network), NSV_OK);
    nsv_network_unref(same_network);
    ASSERT_ALLOCATES(0, nsv_network_mainnet(&same_network), NSV_OK);
    ASSERT_ALLOCATES_NOTHING(nsv_network_ref(same_network));
    nsv_network_unref(same_network);
    nsv_network_unref(same_network);
}

static int set_up(void** state) {
    (void)state;
    const nsv_text features[] = {NSV_TEXT("ponw"), NSV_TEXT("a_feature_with_a_longer_name")};
    const nsv_text neps[] = {NSV_TEXT("NEP-001")};
    nsv_version* const bare = version_of("1.0.0-alpha.1.beta+build");
    plain = version_of("1.0.0");
    assert_succeeds(nsv_version_with(bare, features, COUNT_OF(features), neps, COUNT_OF(neps), &rich, error));
    nsv_version_unref(bare);
    assert_int_equal(nsv_network_mainnet(&network), NSV_OK);
    assert_succeeds(nsv_manager_new(NULL, &manager, error));
    return 0;
}

static int tear_down(void** state) {
    (void)state;
    nsv_version_unref(plain);
    nsv_version_unref(rich);
    nsv_network_unref(network);
    nsv_manager_free(manager);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parsing_allocates_the_version_and_no_more),
        cmocka_unit_test(comparing_allocates_nothing),
        cmocka_unit_test(asking_for_a_feature_allocates_nothing),
        cmocka_unit_test(getters_of_a_version_allocate_nothing),
        cmocka_unit_test(getters_of_a_network_allocate_nothing),
        cmocka_unit_test(checking_a_peer_allocates_nothing),
        cmocka_unit_test(checking_an_advertisement_allocates_nothing_once_warm),
        cmocka_unit_test(a_block_between_upgrades_allocates_nothing),
        cmocka_unit_test(memory_is_that_of_the_state_and_of_the_newest_records),
        cmocka_unit_test(asking_for_a_role_without_a_reason_allocates_nothing),
        cmocka_unit_test(a_further_reference_allocates_nothing),
    };
    return cmocka_run_group_tests_name("hot_calls", tests, set_up, tear_down);
}
