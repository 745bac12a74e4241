/* The features and NEPs of a protocol version. */
#include "contract.h"

#define LARGEST_NEP "NEP-18446744073709551615"
#define NAME_OF_64 "a123456789012345678901234567890123456789012345678901234567890123"
static nsv_version* with(const nsv_text* features, size_t feature_count, const nsv_text* neps, size_t nep_count) {
    nsv_version* const plain = version_of("1.2.3-rc.1+b");
    nsv_version* version = NULL;
    assert_succeeds(nsv_version_with(plain, features, feature_count, neps, nep_count, &version, error));
    nsv_version_unref(plain);
    return version;
}

/* `count` different texts: a prefix and a number of four digits. */
typedef struct numbered_texts {
    char (*bytes)[32];
    nsv_text* texts;
} numbered_texts;

static numbered_texts number_texts(const char* prefix, size_t count) {
    const numbered_texts made = {malloc(count * sizeof *made.bytes), malloc(count * sizeof *made.texts)};
    assert_non_null(made.bytes);
    assert_non_null(made.texts);
    for (size_t i = 0; i < count; ++i) {
        (void)snprintf(made.bytes[i], sizeof *made.bytes, "%s%04u", prefix, (unsigned)i);
        made.texts[i] = (nsv_text){made.bytes[i], strlen(made.bytes[i])};
    }
    return made;
}

static void free_texts(numbered_texts made) {
    free(made.bytes);
    free(made.texts);
}

static void features_come_in_ascending_order(void** state) {
    (void)state;
    const nsv_text features[] = {NSV_TEXT("ponw"), NSV_TEXT("a"), NSV_TEXT("diloco"), NSV_TEXT(NAME_OF_64), NSV_TEXT("a_")};
    const char* const expected[] = {"a", NAME_OF_64, "a_", "diloco", "ponw"};
    nsv_version* const version = with(features, COUNT_OF(features), NULL, 0);
    assert_string_equal(nsv_version_string(version), "1.2.3-rc.1+b");
    assert_int_equal(nsv_version_feature_count(version), COUNT_OF(expected));
    for (size_t i = 0; i < COUNT_OF(expected); ++i) {
        assert_string_equal(nsv_version_feature_at(version, i), expected[i]);
        assert_int_equal(nsv_version_supports_feature(version, expected[i], strlen(expected[i])), 1);
    }
    assert_null(nsv_version_feature_at(version, COUNT_OF(expected)));
    assert_null(nsv_version_feature_at(version, UINT64_MAX));
    nsv_version_unref(version);
}

static void neps_keep_their_order_and_become_canonical(void** state) {
    (void)state;
    const nsv_text neps[] = {NSV_TEXT("NEP-007"), NSV_TEXT("NEP-0001"), NSV_TEXT("NEP-1234"), NSV_TEXT(LARGEST_NEP),
                             NSV_TEXT("NEP-000")};
    const char* const expected[] = {"NEP-007", "NEP-001", "NEP-1234", LARGEST_NEP, "NEP-000"};
    nsv_version* const version = with(NULL, 0, neps, COUNT_OF(neps));
    assert_int_equal(nsv_version_active_nep_count(version), COUNT_OF(expected));
    for (size_t i = 0; i < COUNT_OF(expected); ++i) {
        assert_string_equal(nsv_version_active_nep_at(version, i), expected[i]);
    }
    assert_null(nsv_version_active_nep_at(version, COUNT_OF(expected)));
    assert_null(nsv_version_active_nep_at(version, UINT64_MAX));
    nsv_version_unref(version);
}

static void contents_replace_those_of_the_original_and_leave_it_alone(void** state) {
    (void)state;
    const nsv_text feature = NSV_TEXT("diloco");
    const nsv_text nep = NSV_TEXT("NEP-001");
    nsv_version* const original = with(&feature, 1, &nep, 1);
    nsv_version* emptied = NULL;
    assert_int_equal(nsv_version_with(original, NULL, 0, NULL, 0, &emptied, NULL), NSV_OK);
    assert_int_equal(nsv_version_feature_count(emptied), 0);
    assert_int_equal(nsv_version_active_nep_count(emptied), 0);
    assert_string_equal(nsv_version_string(emptied), nsv_version_string(original));
    assert_string_equal(nsv_version_feature_at(original, 0), "diloco");
    assert_string_equal(nsv_version_active_nep_at(original, 0), "NEP-001");
    nsv_version_unref(original);
    assert_string_equal(nsv_version_prerelease(emptied), "rc.1");
    nsv_version_unref(emptied);
}

static void lists_may_be_as_long_as_documented(void** state) {
    (void)state;
    const numbered_texts features = number_texts("f", 257);
    const numbered_texts neps = number_texts("NEP-", 4097);
    nsv_version* const version = with(features.texts, 256, neps.texts, 4096);
    assert_int_equal(nsv_version_feature_count(version), 256);
    assert_int_equal(nsv_version_active_nep_count(version), 4096);
    assert_string_equal(nsv_version_feature_at(version, 255), "f0255");
    assert_string_equal(nsv_version_active_nep_at(version, 4095), "NEP-4095");
    assert_fails(nsv_version*, nsv_version_with(version, features.texts, 257, NULL, 0, &out, error), NSV_ERROR_LIMIT,
                 NSV_NO_OFFSET, "features: expected at most 256 entries, found 257");
    assert_fails(nsv_version*, nsv_version_with(version, NULL, 0, neps.texts, 4097, &out, error), NSV_ERROR_LIMIT,
                 NSV_NO_OFFSET, "active_neps: expected at most 4096 entries, found 4097");
    /* A count beyond the bound is refused before anything is read. */
    assert_fails(nsv_version*, nsv_version_with(version, NULL, 0, neps.texts, SIZE_MAX, &out, error), NSV_ERROR_LIMIT,
                 NSV_NO_OFFSET, "active_neps: expected at most 4096 entries, found ");
    nsv_version_unref(version);
    free_texts(features);
    free_texts(neps);
}

/* What a version may hold is bounded by what a peer may read: 64 KiB of JSON. */
static void no_version_is_longer_in_json_than_may_be_read(void** state) {
    (void)state;
    const numbered_texts neps = number_texts("NEP-1000000000000000", 4096);
    nsv_version* const version = version_of("1.0.0");
    nsv_version* read = NULL;
    char* json = NULL;
    nsv_version* largest = NULL;
    nsv_version* made = NULL;
    size_t count = 2000;
    while (nsv_version_with(version, NULL, 0, neps.texts, count, &made, NULL) == NSV_OK) {
        nsv_version_unref(largest);
        largest = made;
        ++count;
    }
    assert_fails(nsv_version*, nsv_version_with(version, NULL, 0, neps.texts, count, &out, error), NSV_ERROR_LIMIT,
                 NSV_NO_OFFSET, "version too large: expected at most 65536 bytes of JSON, found 655");
    assert_succeeds(nsv_version_to_json(largest, &json, error));
    assert_in_range(strlen(json), NSV_MAX_VERSION_JSON - 30, NSV_MAX_VERSION_JSON);
    assert_succeeds(nsv_version_from_json(json, strlen(json), &read, error));
    nsv_string_free(json);
    nsv_version_unref(read);
    nsv_version_unref(largest);
    nsv_version_unref(version);
    free_texts(neps);
}

/* The second of two texts is the one to blame. */
static void check_bad_feature(nsv_text bad, int32_t status, uint64_t offset) {
    const nsv_text features[] = {NSV_TEXT("diloco"), bad};
    nsv_version* const version = version_of("1.2.3");
    assert_fails(nsv_version*, nsv_version_with(version, features, 2, NULL, 0, &out, error), status, offset, "features[1]: ");
    nsv_version_unref(version);
}

static void check_bad_nep(nsv_text bad, int32_t status, uint64_t offset) {
    const nsv_text neps[] = {NSV_TEXT("NEP-001"), bad};
    nsv_version* const version = version_of("1.2.3");
    assert_fails(nsv_version*, nsv_version_with(version, NULL, 0, neps, 2, &out, error), status, offset, "neps[1]: ");
    nsv_version_unref(version);
}

static void malformed_features_are_refused_at_their_byte(void** state) {
    (void)state;
    char* const huge = repeated('a', TEN_MEGABYTES);
    check_bad_feature((nsv_text)NSV_TEXT(""), NSV_ERROR_SYNTAX, 0);
    check_bad_feature((nsv_text)NSV_TEXT("Diloco"), NSV_ERROR_SYNTAX, 0);
    check_bad_feature((nsv_text)NSV_TEXT("1a"), NSV_ERROR_SYNTAX, 0);
    check_bad_feature((nsv_text)NSV_TEXT("_a"), NSV_ERROR_SYNTAX, 0);
    check_bad_feature((nsv_text)NSV_TEXT("a-b"), NSV_ERROR_SYNTAX, 1);
    check_bad_feature((nsv_text)NSV_TEXT("ponw "), NSV_ERROR_SYNTAX, 4);
    check_bad_feature((nsv_text)NSV_TEXT("po\0nw"), NSV_ERROR_SYNTAX, 2);
    check_bad_feature((nsv_text)NSV_TEXT("pon\xc3\xa9"), NSV_ERROR_SYNTAX, 3);
    check_bad_feature((nsv_text)NSV_TEXT("\xff"), NSV_ERROR_SYNTAX, 0);
    check_bad_feature((nsv_text)NSV_TEXT(NAME_OF_64 "4"), NSV_ERROR_LIMIT, 64);
    check_bad_feature((nsv_text){huge, TEN_MEGABYTES}, NSV_ERROR_LIMIT, 64);
    free(huge);
}

static void malformed_neps_are_refused_at_their_byte(void** state) {
    (void)state;
    char* const huge = repeated('1', TEN_MEGABYTES);
    memcpy(huge, "NEP-", 4);
    check_bad_nep((nsv_text)NSV_TEXT(""), NSV_ERROR_SYNTAX, 0);
    check_bad_nep((nsv_text)NSV_TEXT("nep-001"), NSV_ERROR_SYNTAX, 0);
    check_bad_nep((nsv_text)NSV_TEXT("NEP_001"), NSV_ERROR_SYNTAX, 3);
    check_bad_nep((nsv_text)NSV_TEXT("NEP-"), NSV_ERROR_SYNTAX, 4);
    check_bad_nep((nsv_text)NSV_TEXT("NEP-1"), NSV_ERROR_SYNTAX, 5);
    check_bad_nep((nsv_text)NSV_TEXT("NEP-12"), NSV_ERROR_SYNTAX, 6);
    check_bad_nep((nsv_text)NSV_TEXT("NEP-00a"), NSV_ERROR_SYNTAX, 6);
    check_bad_nep((nsv_text)NSV_TEXT("NEP--01"), NSV_ERROR_SYNTAX, 4);
    check_bad_nep((nsv_text)NSV_TEXT("NEP-001 "), NSV_ERROR_SYNTAX, 7);
    check_bad_nep((nsv_text)NSV_TEXT("NEP-002\0"), NSV_ERROR_SYNTAX, 7);
    check_bad_nep((nsv_text)NSV_TEXT("NEP-\xef\xbc\x91"), NSV_ERROR_SYNTAX, 4);
    check_bad_nep((nsv_text)NSV_TEXT("NEP-18446744073709551616"), NSV_ERROR_RANGE, 4);
    check_bad_nep((nsv_text)NSV_TEXT("NEP-000000000000000000001"), NSV_ERROR_LIMIT, 24);
    check_bad_nep((nsv_text){huge, TEN_MEGABYTES}, NSV_ERROR_LIMIT, 24);
    free(huge);
}

static void repeated_features_and_neps_are_refused(void** state) {
    (void)state;
    const nsv_text features[] = {NSV_TEXT("ponw"), NSV_TEXT("diloco"), NSV_TEXT("mtp"), NSV_TEXT("diloco")};
    const nsv_text neps[] = {NSV_TEXT("NEP-001"), NSV_TEXT("NEP-002"), NSV_TEXT("NEP-0001")};
    nsv_version* const version = version_of("1.2.3");
    assert_fails(nsv_version*, nsv_version_with(version, features, 4, NULL, 0, &out, error), NSV_ERROR_DUPLICATE, NSV_NO_OFFSET,
                 "features[3]: ");
    assert_fails(nsv_version*, nsv_version_with(version, NULL, 0, neps, 3, &out, error), NSV_ERROR_DUPLICATE, NSV_NO_OFFSET,
                 "neps[2]: NEP-001 ");
    nsv_version_unref(version);
}

static void with_refuses_null(void** state) {
    (void)state;
    const nsv_text good = NSV_TEXT("diloco");
    const nsv_text bad[] = {NSV_TEXT("diloco"), {NULL, 0}};
    nsv_version* const version = version_of("1.2.3");
    assert_fails(nsv_version*, nsv_version_with(NULL, &good, 1, NULL, 0, &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET,
                 "version is NULL");
    assert_fails(nsv_version*, nsv_version_with(version, &good, 1, NULL, 0, NULL, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET,
                 "out is NULL");
    assert_fails(nsv_version*, nsv_version_with(version, NULL, 1, NULL, 0, &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET,
                 "features is NULL");
    assert_fails(nsv_version*, nsv_version_with(version, NULL, 0, NULL, 1, &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET,
                 "active_neps is NULL");
    assert_fails(nsv_version*, nsv_version_with(version, bad, 2, NULL, 0, &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET,
                 "features[1].data is NULL");
    assert_fails(nsv_version*, nsv_version_with(version, NULL, 0, bad, 2, &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET,
                 "active_neps[1].data is NULL");
    nsv_version_unref(version);
}

static void a_name_that_is_none_is_a_feature_no_version_has(void** state) {
    (void)state;
    const nsv_text features[] = {NSV_TEXT("diloco"), NSV_TEXT(NAME_OF_64)};
    char* const huge = repeated('a', TEN_MEGABYTES);
    nsv_version* const version = with(features, 2, NULL, 0);
    nsv_version* const plain = version_of("1.2.3");
    assert_int_equal(nsv_version_supports_feature(version, BYTES("diloco")), 1);
    assert_int_equal(nsv_version_supports_feature(version, "diloco_v2", 6), 1);
    assert_int_equal(nsv_version_supports_feature(version, BYTES("diloc")), 0);
    assert_int_equal(nsv_version_supports_feature(version, BYTES("diloco\0")), 0);
    assert_int_equal(nsv_version_supports_feature(version, BYTES("DiLoCo")), 0);
    assert_int_equal(nsv_version_supports_feature(version, BYTES("\xff\xfe")), 0);
    assert_int_equal(nsv_version_supports_feature(version, BYTES("")), 0);
    assert_int_equal(nsv_version_supports_feature(version, BYTES(NAME_OF_64 "4")), 0);
    assert_int_equal(nsv_version_supports_feature(version, huge, TEN_MEGABYTES), 0);
    assert_int_equal(nsv_version_supports_feature(plain, BYTES("diloco")), 0);
    assert_int_equal(nsv_version_supports_feature(NULL, BYTES("diloco")), NSV_ERROR_ARGUMENT);
    assert_int_equal(nsv_version_supports_feature(version, NULL, 6), NSV_ERROR_ARGUMENT);
    assert_int_equal(nsv_version_supports_feature(version, NULL, 0), NSV_ERROR_ARGUMENT);
    nsv_version_unref(version);
    nsv_version_unref(plain);
    free(huge);
}

static void getters_of_contents_take_null(void** state) {
    (void)state;
    nsv_version* const plain = version_of("1.2.3");
    assert_null(nsv_version_feature_at(plain, 0));
    assert_null(nsv_version_active_nep_at(plain, 0));
    assert_int_equal(nsv_version_feature_count(NULL), 0);
    assert_int_equal(nsv_version_active_nep_count(NULL), 0);
    assert_null(nsv_version_feature_at(NULL, 0));
    assert_null(nsv_version_active_nep_at(NULL, 0));
    nsv_version_unref(plain);
}

static void the_current_version_is_the_genesis_of_the_built_in_network(void** state) {
    (void)state;
    const char* const features[] = {"diloco",           "dynamic_layers", "ecdsa_signatures",  "gossip_proofs",
                                    "inference_market", "ponw",           "robust_aggregation"};
    nsv_version* version = NULL;
    nsv_version* again = NULL;
    assert_int_equal(nsv_current_version(&version), NSV_OK);
    assert_int_equal(nsv_current_version(&again), NSV_OK);
    assert_string_equal(nsv_version_string(version), "1.0.0");
    assert_int_equal(nsv_version_feature_count(version), COUNT_OF(features));
    for (size_t i = 0; i < COUNT_OF(features); ++i) assert_string_equal(nsv_version_feature_at(version, i), features[i]);
    assert_int_equal(nsv_version_active_nep_count(version), 0);
    nsv_version_unref(version);
    assert_string_equal(nsv_version_string(again), "1.0.0");
    nsv_version_unref(again);
    assert_int_equal(nsv_current_version(NULL), NSV_ERROR_ARGUMENT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(features_come_in_ascending_order),
        cmocka_unit_test(neps_keep_their_order_and_become_canonical),
        cmocka_unit_test(contents_replace_those_of_the_original_and_leave_it_alone),
        cmocka_unit_test(lists_may_be_as_long_as_documented),
        cmocka_unit_test(no_version_is_longer_in_json_than_may_be_read),
        cmocka_unit_test(malformed_features_are_refused_at_their_byte),
        cmocka_unit_test(malformed_neps_are_refused_at_their_byte),
        cmocka_unit_test(repeated_features_and_neps_are_refused),
        cmocka_unit_test(with_refuses_null),
        cmocka_unit_test(a_name_that_is_none_is_a_feature_no_version_has),
        cmocka_unit_test(getters_of_contents_take_null),
        cmocka_unit_test(the_current_version_is_the_genesis_of_the_built_in_network),
    };
    return cmocka_run_group_tests_name("version_contents", tests, NULL, NULL);
}
