/* Managers: how they are set up, what they say of the node, and how long what they gave lives. */
#include "contract.h"

#define TESTNET                                                                                                      \
    "{\"id\":\"testnet\",\"genesis\":\"2.0.0\",\"features\":[{\"name\":\"ponw\",\"title\":\"PoNW\",\"description\":" \
    "\"Proof\",\"since\":\"2.0.0\",\"required_nep\":null}],\"history\":[],\"roles\":[{\"name\":\"training\","        \
    "\"requires\":[\"ponw\"]}],\"notice\":{\"minimum_days\":7,\"grace_from_day\":3}}"

static nsv_manager* manager_with(const nsv_manager_options* options) {
    nsv_manager* manager = NULL;
    assert_succeeds(nsv_manager_new(options, &manager, error));
    return manager;
}

typedef int32_t (*version_getter)(const nsv_manager* manager, nsv_version** out);
static const version_getter version_getters[] = {nsv_manager_current_version, nsv_manager_network_version,
                                                 nsv_manager_network_minimum, nsv_manager_supported_min,
                                                 nsv_manager_supported_max};

static void check_version(const nsv_manager* manager, version_getter getter, const char* expected) {
    nsv_version* version = NULL;
    assert_int_equal(getter(manager, &version), NSV_OK);
    assert_string_equal(nsv_version_string(version), expected);
    nsv_version_unref(version);
}

static void check_network(const nsv_manager* manager, const char* expected) {
    nsv_network* network = NULL;
    assert_int_equal(nsv_manager_network(manager, &network), NSV_OK);
    assert_string_equal(nsv_network_id(network), expected);
    nsv_network_unref(network);
}

static void a_manager_of_defaults_is_a_node_of_the_built_in_network(void** state) {
    (void)state;
    const nsv_manager_options defaults = NSV_MANAGER_OPTIONS_INIT;
    const nsv_manager_options* const given[] = {NULL, &defaults};
    for (size_t i = 0; i < COUNT_OF(given); ++i) {
        nsv_manager* const manager = manager_with(given[i]);
        for (size_t j = 0; j < COUNT_OF(version_getters); ++j) check_version(manager, version_getters[j], "1.0.0");
        check_network(manager, "neuroshard-mainnet");
        assert_int_equal(nsv_manager_status(manager), NSV_NODE_COMPATIBLE);
        nsv_manager_free(manager);
    }
    nsv_manager* manager = NULL;
    assert_int_equal(nsv_manager_new(NULL, &manager, NULL), NSV_OK);
    nsv_manager_free(manager);
}

static void options_take_effect(void** state) {
    (void)state;
    nsv_manager* const manager = manager_of(TESTNET, "1.5.0", "2.1.0-rc.1");
    check_network(manager, "testnet");
    check_version(manager, nsv_manager_current_version, "2.0.0");
    check_version(manager, nsv_manager_network_version, "2.0.0");
    check_version(manager, nsv_manager_network_minimum, "2.0.0");
    check_version(manager, nsv_manager_supported_min, "1.5.0");
    check_version(manager, nsv_manager_supported_max, "2.1.0-rc.1");
    nsv_manager_free(manager);
}

static void check_status(const char* network, const char* min, const char* max, int32_t status, const char* active) {
    nsv_manager* const manager = manager_of(network, min, max);
    assert_int_equal(nsv_manager_status(manager), status);
    check_version(manager, nsv_manager_current_version, active);
    nsv_manager_free(manager);
}

static void status_compares_the_range_with_the_network(void** state) {
    (void)state;
    check_status(NULL, "1.0.0", "1.0.0", NSV_NODE_COMPATIBLE, "1.0.0");
    check_status(NULL, NULL, "9.0.0", NSV_NODE_COMPATIBLE, "1.0.0");
    check_status(TESTNET, NULL, NULL, NSV_NODE_MUST_UPGRADE, "1.0.0");
    check_status(TESTNET, "1.0.0", "2.0.0-rc.1", NSV_NODE_MUST_UPGRADE, "2.0.0-rc.1");
    check_status(NULL, "1.0.1", "2.0.0", NSV_NODE_TOO_NEW, "1.0.0");
}

static void the_network_counts_features_not_the_nodes_software(void** state) {
    (void)state;
    const nsv_text feature = NSV_TEXT("mtp");
    nsv_version* const plain = version_of("1.0.0");
    nsv_version* max = NULL;
    nsv_version* active = NULL;
    nsv_manager_options options = NSV_MANAGER_OPTIONS_INIT;
    assert_succeeds(nsv_version_with(plain, &feature, 1, NULL, 0, &max, error));
    options.supported_max = max;
    nsv_manager* const manager = manager_with(&options);
    assert_int_equal(nsv_manager_current_version(manager, &active), NSV_OK);
    assert_int_equal(nsv_version_supports_feature(active, BYTES("mtp")), 0);
    assert_int_equal(nsv_version_feature_count(active), 7);
    nsv_version_unref(active);
    nsv_version_unref(plain);
    nsv_version_unref(max);
    nsv_manager_free(manager);
}

static void an_empty_range_is_refused(void** state) {
    (void)state;
    nsv_version* const low = version_of("1.0.0");
    nsv_version* const high = version_of("1.0.1");
    nsv_manager_options options = NSV_MANAGER_OPTIONS_INIT;
    options.supported_min = high;
    options.supported_max = low;
    assert_fails(nsv_manager*, nsv_manager_new(&options, &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET, "1.0.1");
    options.supported_max = NULL; /* the default is below it as well */
    assert_fails(nsv_manager*, nsv_manager_new(&options, &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET, "1.0.0");
    nsv_version_unref(low);
    nsv_version_unref(high);
}

/* As a program would have it that was compiled with a later header. */
typedef struct later_options {
    nsv_manager_options known;
    unsigned char tail[5000];
} later_options;

static void options_of_a_wrong_size_are_refused(void** state) {
    (void)state;
    const uint32_t sizes[] = {0, 1, 8, sizeof(nsv_manager_options) - 1, sizeof(later_options), INT32_MAX, UINT32_MAX};
    later_options options;
    memset(&options, 0, sizeof options);
    for (size_t i = 0; i < COUNT_OF(sizes); ++i) {
        options.known.size = sizes[i];
        assert_fails(nsv_manager*, nsv_manager_new(&options.known, &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET,
                     "options.size");
    }
}

static void larger_options_are_taken_while_their_tail_is_zero(void** state) {
    (void)state;
    const uint32_t tails[] = {1, 8, 100};
    later_options options;
    for (size_t i = 0; i < COUNT_OF(tails); ++i) {
        memset(&options, 0, sizeof options);
        options.known.size = (uint32_t)sizeof(nsv_manager_options) + tails[i];
        options.tail[tails[i]] = 1; /* behind the end: no part of it */
        nsv_manager_free(manager_with(&options.known));
        options.tail[tails[i] - 1] = 1;
        assert_fails(nsv_manager*, nsv_manager_new(&options.known, &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET, "options");
    }
}

static void flags_that_are_not_known_are_refused(void** state) {
    (void)state;
    nsv_manager_options options = NSV_MANAGER_OPTIONS_INIT;
    const uint32_t bad[] = {8, 9, NSV_MANAGER_GREASE | 0x80000000U, 0x80000000U, UINT32_MAX};
    options.flags = NSV_MANAGER_GREASE;
    nsv_manager_free(manager_with(&options));
    for (size_t i = 0; i < COUNT_OF(bad); ++i) {
        options.flags = bad[i];
        assert_fails(nsv_manager*, nsv_manager_new(&options, &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET, "options.flags");
    }
}

static void functions_refuse_null(void** state) {
    (void)state;
    const nsv_manager_options defaults = NSV_MANAGER_OPTIONS_INIT;
    nsv_manager* const manager = manager_with(NULL);
    nsv_network* network = UNTOUCHED;
    assert_fails(nsv_manager*, nsv_manager_new(NULL, NULL, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET, "out is NULL");
    assert_fails(nsv_manager*, nsv_manager_new(&defaults, NULL, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET, "out is NULL");
    for (size_t i = 0; i < COUNT_OF(version_getters); ++i) {
        nsv_version* version = UNTOUCHED;
        assert_int_equal(version_getters[i](NULL, &version), NSV_ERROR_ARGUMENT);
        assert_ptr_equal(version, UNTOUCHED);
        assert_int_equal(version_getters[i](manager, NULL), NSV_ERROR_ARGUMENT);
    }
    assert_int_equal(nsv_manager_network(NULL, &network), NSV_ERROR_ARGUMENT);
    assert_ptr_equal(network, UNTOUCHED);
    assert_int_equal(nsv_manager_network(manager, NULL), NSV_ERROR_ARGUMENT);
    assert_int_equal(nsv_manager_status(NULL), NSV_ERROR_ARGUMENT);
    assert_fails(char*, nsv_manager_status_json(NULL, &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET, "manager is NULL");
    assert_fails(char*, nsv_manager_status_json(manager, NULL, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET, "out is NULL");
    nsv_manager_free(manager);
    nsv_manager_free(NULL);
}

static void status_json_says_it_all(void** state) {
    (void)state;
    const char compatible[] =
        "{\"network\":\"neuroshard-mainnet\",\"status\":\"COMPATIBLE\",\"message\":\"\",\"version\":\"1.0.0\","
        "\"network_version\":\"1.0.0\",\"network_minimum\":\"1.0.0\",\"supported\":{\"min\":\"1.0.0\",\"max\":\"1.0.0\"},"
        "\"height\":0,\"time\":0,\"upgrade_id\":{\"digest\":\"e0d7ff898a3b0465\",\"next\":0},"
        "\"participation\":{\"training\":{\"allowed\":true,\"reason\":\"Ready for training\"},"
        "\"inference\":{\"allowed\":true,\"reason\":\"Ready for inference\"}},"
        "\"upgrades\":[]}";
    nsv_manager* const manager = manager_with(NULL);
    char* json = NULL;
    assert_succeeds(nsv_manager_status_json(manager, &json, error));
    assert_owned(json, compatible);
    assert_int_equal(nsv_manager_status_json(manager, &json, NULL), NSV_OK);
    assert_owned(json, compatible);
    nsv_manager_free(manager);

    nsv_manager* const halted = manager_of(TESTNET, NULL, NULL);
    assert_succeeds(nsv_manager_status_json(halted, &json, error));
    assert_non_null(strstr(json, "\"status\":\"MUST_UPGRADE\""));
    assert_non_null(strstr(json, "\"allowed\":false"));
    assert_null(strstr(json, "\"message\":\"\""));
    nsv_string_free(json);
    nsv_manager_free(halted);
}

static void what_a_manager_gave_outlives_it(void** state) {
    (void)state;
    nsv_manager* const manager = manager_of(TESTNET, "1.5.0", "2.1.0");
    const char* const expected[] = {"2.0.0", "2.0.0", "2.0.0", "1.5.0", "2.1.0"};
    nsv_version* versions[COUNT_OF(version_getters)];
    nsv_network* network = NULL;
    for (size_t i = 0; i < COUNT_OF(versions); ++i) assert_int_equal(version_getters[i](manager, &versions[i]), NSV_OK);
    assert_int_equal(nsv_manager_network(manager, &network), NSV_OK);
    nsv_manager_free(manager);
    for (size_t i = 0; i < COUNT_OF(versions); ++i) {
        assert_string_equal(nsv_version_string(versions[i]), expected[i]);
        nsv_version_unref(versions[i]);
    }
    assert_string_equal(nsv_network_id(network), "testnet");
    nsv_network_unref(network);
}

static void a_manager_outlives_its_network_and_a_genesis_outlives_both(void** state) {
    (void)state;
    nsv_manager_options options = NSV_MANAGER_OPTIONS_INIT;
    nsv_network* const network = network_of(TESTNET);
    nsv_version* genesis = NULL;
    options.network = network;
    nsv_manager* const manager = manager_with(&options);
    assert_int_equal(nsv_network_genesis(network, &genesis), NSV_OK);
    nsv_network_unref(network);
    check_network(manager, "testnet");
    check_version(manager, nsv_manager_network_version, "2.0.0");
    nsv_manager_free(manager);
    assert_string_equal(nsv_version_string(genesis), "2.0.0");
    assert_int_equal(nsv_version_supports_feature(genesis, BYTES("ponw")), 1);
    nsv_version_unref(genesis);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_manager_of_defaults_is_a_node_of_the_built_in_network),
        cmocka_unit_test(options_take_effect),
        cmocka_unit_test(status_compares_the_range_with_the_network),
        cmocka_unit_test(the_network_counts_features_not_the_nodes_software),
        cmocka_unit_test(an_empty_range_is_refused),
        cmocka_unit_test(options_of_a_wrong_size_are_refused),
        cmocka_unit_test(larger_options_are_taken_while_their_tail_is_zero),
        cmocka_unit_test(flags_that_are_not_known_are_refused),
        cmocka_unit_test(functions_refuse_null),
        cmocka_unit_test(status_json_says_it_all),
        cmocka_unit_test(what_a_manager_gave_outlives_it),
        cmocka_unit_test(a_manager_outlives_its_network_and_a_genesis_outlives_both),
    };
    return cmocka_run_group_tests_name("manager", tests, NULL, NULL);
}
