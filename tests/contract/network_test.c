/* Networks: the built-in one, and definitions from JSON. */
#include "contract.h"
#include "network_getters.h"

/* A definition with one part replaced. */
#define FEATURES                                                                                                        \
    "[{\"name\":\"ponw\",\"title\":\"PoNW\",\"description\":\"Proof\",\"since\":\"2.0.0\"},"                            \
    "{\"name\":\"mtp\",\"title\":\"MTP\",\"description\":\"Tokens\",\"since\":\"2.1.0\",\"required_nep\":\"NEP-007\"}," \
    "{\"name\":\"mla\",\"title\":\"MLA\",\"description\":\"\xe2\x80\x94\",\"required_nep\":\"NEP-012\"}]"
#define HISTORY "[{\"version\":\"2.0.0\",\"date\":\"Launch\",\"description\":\"First\"}]"
#define ROLES "[{\"name\":\"training\",\"requires\":[\"mtp\",\"ponw\"]},{\"name\":\"observer\",\"requires\":[]}]"
#define NOTICE "{\"minimum_days\":7,\"grace_from_day\":3}"
#define NETWORK(id, genesis, features, history, roles, notice)                                                  \
    "{\"id\":" id ",\"genesis\":" genesis ",\"features\":" features ",\"history\":" history ",\"roles\":" roles \
    ",\"notice\":" notice "}"
#define TESTNET NETWORK("\"testnet\"", "\"2.0.0\"", FEATURES, HISTORY, ROLES, NOTICE)
#define WITH_FEATURES(features) NETWORK("\"testnet\"", "\"2.0.0\"", features, HISTORY, "[]", NOTICE)
#define WITH_ROLES(roles) NETWORK("\"testnet\"", "\"2.0.0\"", FEATURES, HISTORY, roles, NOTICE)
#define FEATURE(name, since) \
    "{\"name\":" name ",\"title\":\"A\",\"description\":\"a\",\"since\":" since ",\"required_nep\":null}"

static nsv_network* mainnet(void) {
    nsv_network* network = NULL;
    assert_int_equal(nsv_network_mainnet(&network), NSV_OK);
    return network;
}

static void the_built_in_network_is_one_object(void** state) {
    (void)state;
    nsv_network* const network = mainnet();
    nsv_network* const again = mainnet();
    assert_ptr_equal(network, again);
    nsv_network_unref(again);
    assert_string_equal(nsv_network_id(network), "neuroshard-mainnet");
    assert_int_equal(nsv_network_notice_days(network), 30);
    assert_int_equal(nsv_network_grace_from_day(network), 14);
    nsv_network_unref(network);
    assert_int_equal(nsv_network_mainnet(NULL), NSV_ERROR_ARGUMENT);
}

static void the_built_in_network_has_seven_features_and_five_pending_ones(void** state) {
    (void)state;
    const char* const names[] = {"diloco",
                                 "dynamic_layers",
                                 "ponw",
                                 "gossip_proofs",
                                 "ecdsa_signatures",
                                 "inference_market",
                                 "robust_aggregation",
                                 "mtp",
                                 "mla",
                                 "aux_free_moe",
                                 "fp8_training",
                                 "dualpipe"};
    nsv_network* const network = mainnet();
    assert_int_equal(nsv_network_feature_count(network), COUNT_OF(names));
    for (size_t i = 0; i < COUNT_OF(names); ++i) {
        const int pending = i >= 7;
        assert_string_equal(nsv_network_feature_name(network, i), names[i]);
        assert_string_equal(nsv_network_feature_since(network, i), pending ? "pending" : "1.0.0");
        assert_int_equal(nsv_network_feature_is_pending(network, i), pending);
        assert_null(nsv_network_feature_required_nep(network, i));
        assert_true(strlen(nsv_network_feature_title(network, i)) > 0);
        assert_true(strlen(nsv_network_feature_description(network, i)) > 0);
    }
    assert_string_equal(nsv_network_feature_title(network, 0), "DiLoCo");
    assert_string_equal(nsv_network_feature_description(network, 0), "DiLoCo distributed training");
    nsv_network_unref(network);
}

static void the_built_in_network_has_a_history_and_two_roles(void** state) {
    (void)state;
    const char* const training[] = {"diloco", "ponw", "robust_aggregation"};
    nsv_network* const network = mainnet();
    assert_int_equal(nsv_network_history_count(network), 1);
    assert_string_equal(nsv_network_history_version(network, 0), "1.0.0");
    assert_string_equal(nsv_network_history_date(network, 0), "Launch");
    assert_string_equal(nsv_network_history_description(network, 0), "Initial release with DiLoCo, PoNW, dynamic layers");
    assert_int_equal(nsv_network_role_count(network), 2);
    assert_string_equal(nsv_network_role_name(network, 0), "training");
    assert_int_equal(nsv_network_role_feature_count(network, 0), COUNT_OF(training));
    for (size_t i = 0; i < COUNT_OF(training); ++i) {
        assert_string_equal(nsv_network_role_feature_at(network, 0, i), training[i]);
    }
    assert_string_equal(nsv_network_role_name(network, 1), "inference");
    assert_int_equal(nsv_network_role_feature_count(network, 1), 2);
    assert_string_equal(nsv_network_role_feature_at(network, 1, 0), "inference_market");
    assert_string_equal(nsv_network_role_feature_at(network, 1, 1), "ponw");
    nsv_network_unref(network);
}

static void a_definition_is_read_and_written(void** state) {
    (void)state;
    nsv_network* const network = network_of(TESTNET);
    nsv_version* genesis = NULL;
    char* json = NULL;
    assert_string_equal(nsv_network_id(network), "testnet");
    assert_int_equal(nsv_network_notice_days(network), 7);
    assert_int_equal(nsv_network_grace_from_day(network), 3);
    assert_string_equal(nsv_network_feature_since(network, 1), "2.1.0");
    assert_string_equal(nsv_network_feature_required_nep(network, 1), "NEP-007");
    assert_int_equal(nsv_network_feature_is_pending(network, 1), 0);
    assert_string_equal(nsv_network_feature_required_nep(network, 2), "NEP-012");
    assert_int_equal(nsv_network_feature_is_pending(network, 2), 1);
    assert_string_equal(nsv_network_feature_description(network, 2), "\xe2\x80\x94");
    assert_int_equal(nsv_network_role_feature_count(network, 1), 0);
    assert_succeeds(nsv_network_to_json(network, &json, error));
    assert_owned(json, TESTNET);
    assert_int_equal(nsv_network_to_json(network, &json, NULL), NSV_OK);
    assert_owned(json, TESTNET);
    /* Only what is in force since the genesis version is one of its features. */
    assert_int_equal(nsv_network_genesis(network, &genesis), NSV_OK);
    nsv_network_unref(network);
    assert_string_equal(nsv_version_string(genesis), "2.0.0");
    assert_int_equal(nsv_version_feature_count(genesis), 1);
    assert_string_equal(nsv_version_feature_at(genesis, 0), "ponw");
    nsv_version_unref(genesis);
}

static void references_are_counted(void** state) {
    (void)state;
    nsv_network* const network = network_of(TESTNET);
    assert_ptr_equal(nsv_network_ref(network), network);
    nsv_network_unref(network);
    assert_string_equal(nsv_network_id(network), "testnet");
    nsv_network_unref(network);
    assert_null(nsv_network_ref(NULL));
    nsv_network_unref(NULL);
}

static void there_is_nothing_past_the_end(void** state) {
    (void)state;
    nsv_network* const network = network_of(TESTNET);
    const uint64_t beyond[] = {3, 4, UINT32_MAX, UINT64_MAX};
    for (size_t i = 0; i < COUNT_OF(beyond); ++i) {
        assert_null(nsv_network_feature_name(network, beyond[i]));
        assert_null(nsv_network_feature_title(network, beyond[i]));
        assert_null(nsv_network_feature_description(network, beyond[i]));
        assert_null(nsv_network_feature_since(network, beyond[i]));
        assert_null(nsv_network_feature_required_nep(network, beyond[i]));
        assert_int_equal(nsv_network_feature_is_pending(network, beyond[i]), 0);
        assert_null(nsv_network_history_version(network, beyond[i]));
        assert_null(nsv_network_history_date(network, beyond[i]));
        assert_null(nsv_network_history_description(network, beyond[i]));
        assert_null(nsv_network_role_name(network, beyond[i]));
        assert_int_equal(nsv_network_role_feature_count(network, beyond[i]), 0);
        assert_null(nsv_network_role_feature_at(network, beyond[i], 0));
        assert_null(nsv_network_role_feature_at(network, 0, beyond[i]));
    }
    assert_null(nsv_network_history_version(network, 1));
    assert_null(nsv_network_role_name(network, 2));
    assert_null(nsv_network_role_feature_at(network, 0, 2));
    assert_null(nsv_network_role_feature_at(network, 1, 0));
    nsv_network_unref(network);
}

static void getters_take_null(void** state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(network_texts); ++i) assert_null(network_texts[i](NULL, 0));
    for (size_t i = 0; i < COUNT_OF(network_numbers); ++i) assert_int_equal(network_numbers[i](NULL), 0);
    assert_null(nsv_network_id(NULL));
    assert_int_equal(nsv_network_role_feature_count(NULL, 0), 0);
    assert_null(nsv_network_role_feature_at(NULL, 0, 0));
    assert_int_equal(nsv_network_feature_is_pending(NULL, 0), NSV_ERROR_ARGUMENT);
}

static void functions_refuse_null(void** state) {
    (void)state;
    nsv_network* const network = network_of(TESTNET);
    nsv_version* genesis = UNTOUCHED;
    assert_fails(nsv_network*, nsv_network_from_json(NULL, 2, &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET, "json is NULL");
    assert_fails(nsv_network*, nsv_network_from_json(NULL, 0, &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET, "json is NULL");
    assert_fails(nsv_network*, nsv_network_from_json(BYTES(TESTNET), NULL, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET,
                 "out is NULL");
    assert_fails(char*, nsv_network_to_json(NULL, &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET, "network is NULL");
    assert_fails(char*, nsv_network_to_json(network, NULL, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET, "out is NULL");
    assert_int_equal(nsv_network_genesis(NULL, &genesis), NSV_ERROR_ARGUMENT);
    assert_ptr_equal(genesis, UNTOUCHED);
    assert_int_equal(nsv_network_genesis(network, NULL), NSV_ERROR_ARGUMENT);
    nsv_network_unref(network);
}

#define REFUSED(literal, status, offset, words) \
    assert_fails(nsv_network*, nsv_network_from_json(BYTES(literal), &out, error), status, offset, words)

static void text_that_is_no_json_is_refused_at_its_byte(void** state) {
    (void)state;
    REFUSED("", NSV_ERROR_SYNTAX, 0, "byte 0");
    REFUSED("{\"id\":\"a\",}", NSV_ERROR_SYNTAX, 10, "byte 10");
    REFUSED("{\"id\":\"\xff\"}", NSV_ERROR_SYNTAX, 7, "byte 7");
    REFUSED("{}\0", NSV_ERROR_SYNTAX, 2, "byte 2");
    REFUSED(TESTNET "\0", NSV_ERROR_SYNTAX, sizeof TESTNET - 1, "NUL");
}

static void definitions_of_another_shape_are_refused_with_their_path(void** state) {
    (void)state;
    REFUSED("[]", NSV_ERROR_SCHEMA, NSV_NO_OFFSET, "$: ");
    REFUSED("{}", NSV_ERROR_SCHEMA, NSV_NO_OFFSET, "$.id: missing");
    REFUSED("{\"id\":\"a\"}", NSV_ERROR_SCHEMA, NSV_NO_OFFSET, "$.genesis: missing");
    REFUSED(NETWORK("1", "\"2.0.0\"", FEATURES, HISTORY, ROLES, NOTICE), NSV_ERROR_SCHEMA, NSV_NO_OFFSET, "$.id: ");
    REFUSED(WITH_FEATURES("{}"), NSV_ERROR_SCHEMA, NSV_NO_OFFSET, "$.features: ");
    REFUSED(WITH_FEATURES("[1]"), NSV_ERROR_SCHEMA, NSV_NO_OFFSET, "$.features[0]: ");
    REFUSED(WITH_FEATURES("[" FEATURE("\"a\"", "\"1.9.9\"") "]"), NSV_ERROR_SCHEMA, NSV_NO_OFFSET, "$.features[0].since: ");
    REFUSED(WITH_FEATURES("[{\"nmae\":\"a\"}]"), NSV_ERROR_SCHEMA, NSV_NO_OFFSET, "$.features[0].name: missing");
    REFUSED(WITH_ROLES("[{\"name\":\"a\",\"requires\":[],\"extra\":1}]"), NSV_ERROR_SCHEMA, NSV_NO_OFFSET,
            "$.roles[0].extra: unknown key");
    REFUSED(NETWORK("\"a\"", "\"2.0.0\"", "[]", "[]", "[]", "{\"minimum_days\":-7,\"grace_from_day\":3}"), NSV_ERROR_SCHEMA,
            NSV_NO_OFFSET, "$.notice.minimum_days: ");
}

static void values_that_break_their_rules_are_refused_with_their_path(void** state) {
    (void)state;
    REFUSED(NETWORK("\"A\"", "\"2.0.0\"", FEATURES, HISTORY, ROLES, NOTICE), NSV_ERROR_SYNTAX, NSV_NO_OFFSET, "$.id: ");
    REFUSED(NETWORK("\"a\"", "\"v2\"", FEATURES, HISTORY, ROLES, NOTICE), NSV_ERROR_SYNTAX, NSV_NO_OFFSET, "$.genesis: ");
    REFUSED(NETWORK("\"a\"", "\"18446744073709551616.0.0\"", FEATURES, HISTORY, ROLES, NOTICE), NSV_ERROR_RANGE, NSV_NO_OFFSET,
            "$.genesis: ");
    REFUSED(NETWORK("\"a\"", "\"2.0.0\"", "[]", "[]", "[]", "{\"minimum_days\":9999,\"grace_from_day\":3}"), NSV_ERROR_RANGE,
            NSV_NO_OFFSET, "$.notice.minimum_days: ");
    REFUSED(NETWORK("\"a\"", "\"2.0.0\"", "[]", "[]", "[]", "{\"minimum_days\":18446744073709551616,\"grace_from_day\":3}"),
            NSV_ERROR_RANGE, NSV_NO_OFFSET, "$.notice.minimum_days: ");
    REFUSED(NETWORK("\"a\"", "\"2.0.0\"", "[]", "[]", "[]", "{\"minimum_days\":7,\"grace_from_day\":8}"), NSV_ERROR_RANGE,
            NSV_NO_OFFSET, "$.notice.grace_from_day: ");
    REFUSED(WITH_FEATURES("[" FEATURE("\"a\"", "null") "," FEATURE("\"a b\"", "null") "]"), NSV_ERROR_SYNTAX, NSV_NO_OFFSET,
            "$.features[1]");
    REFUSED(WITH_ROLES("[{\"name\":\"training\",\"requires\":[\"nothing\"]}]"), NSV_ERROR_NOT_FOUND, NSV_NO_OFFSET,
            "$.roles[0].requires");
}

static void repetitions_are_refused(void** state) {
    (void)state;
    REFUSED(WITH_FEATURES("[" FEATURE("\"a\"", "null") "," FEATURE("\"a\"", "null") "]"), NSV_ERROR_DUPLICATE, NSV_NO_OFFSET,
            "$.features[1]");
    REFUSED(WITH_ROLES("[{\"name\":\"a\",\"requires\":[]},{\"name\":\"a\",\"requires\":[]}]"), NSV_ERROR_DUPLICATE,
            NSV_NO_OFFSET, "$.roles[1].name: ");
    REFUSED(WITH_ROLES("[{\"name\":\"a\",\"requires\":[\"mtp\",\"mtp\"]}]"), NSV_ERROR_DUPLICATE, NSV_NO_OFFSET,
            "$.roles[0].requires[1]");
    REFUSED("{\"id\":\"a\",\"id\":\"a\"}", NSV_ERROR_DUPLICATE, NSV_NO_OFFSET, "$.id: ");
}

static void a_definition_may_be_as_large_as_documented(void** state) {
    (void)state;
    const char testnet[] = TESTNET;
    char* const text = repeated(' ', TEN_MEGABYTES);
    nsv_network* network = NULL;
    memcpy(text, testnet, sizeof testnet - 1);
    assert_succeeds(nsv_network_from_json(text, 1048576, &network, error));
    nsv_network_unref(network);
    assert_fails(nsv_network*, nsv_network_from_json(text, 1048577, &out, error), NSV_ERROR_LIMIT, 1048576, "1048576");
    assert_fails(nsv_network*, nsv_network_from_json(text, TEN_MEGABYTES, &out, error), NSV_ERROR_LIMIT, 1048576, "10000000");
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_built_in_network_is_one_object),
        cmocka_unit_test(the_built_in_network_has_seven_features_and_five_pending_ones),
        cmocka_unit_test(the_built_in_network_has_a_history_and_two_roles),
        cmocka_unit_test(a_definition_is_read_and_written),
        cmocka_unit_test(references_are_counted),
        cmocka_unit_test(there_is_nothing_past_the_end),
        cmocka_unit_test(getters_take_null),
        cmocka_unit_test(functions_refuse_null),
        cmocka_unit_test(text_that_is_no_json_is_refused_at_its_byte),
        cmocka_unit_test(definitions_of_another_shape_are_refused_with_their_path),
        cmocka_unit_test(values_that_break_their_rules_are_refused_with_their_path),
        cmocka_unit_test(repetitions_are_refused),
        cmocka_unit_test(a_definition_may_be_as_large_as_documented),
    };
    return cmocka_run_group_tests_name("network", tests, NULL, NULL);
}
