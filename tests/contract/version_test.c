/* Protocol versions: made, parsed, read, compared. What they contain is in version_contents_test.c. */
#include "contract.h"

#define LARGEST "18446744073709551615"
#define TOO_LARGE "18446744073709551616"

static void check_version(const nsv_version* version, uint64_t major, uint64_t minor, uint64_t patch, const char* text) {
    assert_int_equal(nsv_version_major(version), major);
    assert_int_equal(nsv_version_minor(version), minor);
    assert_int_equal(nsv_version_patch(version), patch);
    assert_string_equal(nsv_version_string(version), text);
}

static void a_version_is_made_of_three_numbers(void** state) {
    (void)state;
    nsv_version* version = NULL;
    assert_succeeds(nsv_version_new(1, 2, 3, &version, error));
    check_version(version, 1, 2, 3, "1.2.3");
    assert_string_equal(nsv_version_prerelease(version), "");
    assert_string_equal(nsv_version_build(version), "");
    assert_int_equal(nsv_version_feature_count(version), 0);
    assert_int_equal(nsv_version_active_nep_count(version), 0);
    nsv_version_unref(version);

    assert_succeeds(nsv_version_new(UINT64_MAX, 0, UINT64_MAX, &version, error));
    check_version(version, UINT64_MAX, 0, UINT64_MAX, LARGEST ".0." LARGEST);
    nsv_version_unref(version);
    assert_int_equal(nsv_version_new(0, 0, 0, &version, NULL), NSV_OK);
    check_version(version, 0, 0, 0, "0.0.0");
    nsv_version_unref(version);

    assert_fails(nsv_version*, nsv_version_new(1, 2, 3, NULL, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET, "out is NULL");
}

typedef int32_t (*parser)(const char* text, size_t size, nsv_version** out, nsv_error* error);

static void check_parse(parser parse, const char* text, size_t size, const char* string, const char* prerelease,
                        const char* build) {
    nsv_version* version = NULL;
    assert_succeeds(parse(text, size, &version, error));
    assert_string_equal(nsv_version_string(version), string);
    assert_string_equal(nsv_version_prerelease(version), prerelease);
    assert_string_equal(nsv_version_build(version), build);
    nsv_version_unref(version);
}

static void both_parsers_read_semver(void** state) {
    (void)state;
    const parser parsers[] = {nsv_version_parse, nsv_version_parse_lenient};
    char* const longest = repeated('a', 255);
    memcpy(longest, "1.2.3-", 6);
    for (size_t i = 0; i < 2; ++i) {
        check_parse(parsers[i], BYTES("1.2.3"), "1.2.3", "", "");
        check_parse(parsers[i], BYTES("0.0.0"), "0.0.0", "", "");
        check_parse(parsers[i], BYTES(LARGEST "." LARGEST "." LARGEST), LARGEST "." LARGEST "." LARGEST, "", "");
        check_parse(parsers[i], BYTES("1.0.0-alpha.1"), "1.0.0-alpha.1", "alpha.1", "");
        check_parse(parsers[i], BYTES("1.0.0-0.3.7"), "1.0.0-0.3.7", "0.3.7", "");
        check_parse(parsers[i], BYTES("1.0.0--.-"), "1.0.0--.-", "-.-", "");
        check_parse(parsers[i], BYTES("1.0.0-" TOO_LARGE), "1.0.0-" TOO_LARGE, TOO_LARGE, "");
        check_parse(parsers[i], BYTES("1.0.0+001.-"), "1.0.0+001.-", "", "001.-");
        check_parse(parsers[i], BYTES("1.0.0-rc.1+exp.sha.5114f85"), "1.0.0-rc.1+exp.sha.5114f85", "rc.1", "exp.sha.5114f85");
        check_parse(parsers[i], longest, 255, longest, longest + 6, "");
        check_parse(parsers[i], "1.2.34 and more that is not given", 5, "1.2.3", "", "");
    }
    free(longest);
}

static void the_numbers_of_a_parsed_version_are_read(void** state) {
    (void)state;
    nsv_version* const version = version_of("7.0." LARGEST "-rc.1");
    check_version(version, 7, 0, UINT64_MAX, "7.0." LARGEST "-rc.1");
    nsv_version_unref(version);
}

static void the_lenient_parser_takes_what_people_type(void** state) {
    (void)state;
    check_parse(nsv_version_parse_lenient, BYTES("v1.2.3-rc.1+b"), "1.2.3-rc.1+b", "rc.1", "b");
    check_parse(nsv_version_parse_lenient, BYTES("1"), "1.0.0", "", "");
    check_parse(nsv_version_parse_lenient, BYTES("v1"), "1.0.0", "", "");
    check_parse(nsv_version_parse_lenient, BYTES("1.2"), "1.2.0", "", "");
    check_parse(nsv_version_parse_lenient, BYTES("v" LARGEST "." LARGEST), LARGEST "." LARGEST ".0", "", "");
}

#define REFUSED(parse, literal, status, offset) \
    assert_fails(nsv_version*, parse(BYTES(literal), &out, error), status, offset, "expected ")

static void text_that_is_no_version_is_refused_at_its_byte(void** state) {
    (void)state;
    REFUSED(nsv_version_parse, "", NSV_ERROR_SYNTAX, 0);
    REFUSED(nsv_version_parse, "1", NSV_ERROR_SYNTAX, 1);
    REFUSED(nsv_version_parse, "1.2", NSV_ERROR_SYNTAX, 3);
    REFUSED(nsv_version_parse, "1.2.", NSV_ERROR_SYNTAX, 4);
    REFUSED(nsv_version_parse, "v1.2.3", NSV_ERROR_SYNTAX, 0);
    REFUSED(nsv_version_parse, " 1.2.3", NSV_ERROR_SYNTAX, 0);
    REFUSED(nsv_version_parse, "-1.2.3", NSV_ERROR_SYNTAX, 0);
    REFUSED(nsv_version_parse, "+1.2.3", NSV_ERROR_SYNTAX, 0);
    REFUSED(nsv_version_parse, "1.2.3 ", NSV_ERROR_SYNTAX, 5);
    REFUSED(nsv_version_parse, "1.2.3\n", NSV_ERROR_SYNTAX, 5);
    REFUSED(nsv_version_parse, "1.2.3.4", NSV_ERROR_SYNTAX, 5);
    REFUSED(nsv_version_parse, "1..3", NSV_ERROR_SYNTAX, 2);
    REFUSED(nsv_version_parse, "1_0.0.0", NSV_ERROR_SYNTAX, 1);
    REFUSED(nsv_version_parse, "01.2.3", NSV_ERROR_SYNTAX, 1);
    REFUSED(nsv_version_parse, "1.00.3", NSV_ERROR_SYNTAX, 3);
    REFUSED(nsv_version_parse, "1.2.3-", NSV_ERROR_SYNTAX, 6);
    REFUSED(nsv_version_parse, "1.2.3-a..b", NSV_ERROR_SYNTAX, 8);
    REFUSED(nsv_version_parse, "1.2.3-a.01", NSV_ERROR_SYNTAX, 8);
    REFUSED(nsv_version_parse, "1.2.3-a_b", NSV_ERROR_SYNTAX, 7);
    REFUSED(nsv_version_parse, "1.2.3+", NSV_ERROR_SYNTAX, 6);
    REFUSED(nsv_version_parse, "1.2.3+a+b", NSV_ERROR_SYNTAX, 7);
}

static void nul_and_bytes_outside_ascii_are_refused(void** state) {
    (void)state;
    REFUSED(nsv_version_parse, "\0", NSV_ERROR_SYNTAX, 0);
    REFUSED(nsv_version_parse, "1\0.2.3", NSV_ERROR_SYNTAX, 1);
    REFUSED(nsv_version_parse, "1.2.3\0", NSV_ERROR_SYNTAX, 5);
    REFUSED(nsv_version_parse, "1.2.3-rc\0", NSV_ERROR_SYNTAX, 8);
    REFUSED(nsv_version_parse, "1.2.3-\xff", NSV_ERROR_SYNTAX, 6);
    REFUSED(nsv_version_parse, "1.2.3-\xc3\xa9", NSV_ERROR_SYNTAX, 6);
    REFUSED(nsv_version_parse, "\xef\xbc\x91.2.3", NSV_ERROR_SYNTAX, 0); /* a full-width 1 */
    REFUSED(nsv_version_parse_lenient, "v1\0", NSV_ERROR_SYNTAX, 2);
    REFUSED(nsv_version_parse_lenient, "v1.2\x80", NSV_ERROR_SYNTAX, 4);
}

static void the_lenient_parser_takes_no_more_than_that(void** state) {
    (void)state;
    REFUSED(nsv_version_parse_lenient, "", NSV_ERROR_SYNTAX, 0);
    REFUSED(nsv_version_parse_lenient, "v", NSV_ERROR_SYNTAX, 1);
    REFUSED(nsv_version_parse_lenient, "V1.2.3", NSV_ERROR_SYNTAX, 0);
    REFUSED(nsv_version_parse_lenient, "vv1.2.3", NSV_ERROR_SYNTAX, 1);
    REFUSED(nsv_version_parse_lenient, "1.", NSV_ERROR_SYNTAX, 2);
    REFUSED(nsv_version_parse_lenient, "1.2.", NSV_ERROR_SYNTAX, 4);
    REFUSED(nsv_version_parse_lenient, "1-rc.1", NSV_ERROR_SYNTAX, 1);
    REFUSED(nsv_version_parse_lenient, "1.2+build", NSV_ERROR_SYNTAX, 3);
    REFUSED(nsv_version_parse_lenient, " v1", NSV_ERROR_SYNTAX, 0);
    REFUSED(nsv_version_parse_lenient, "01", NSV_ERROR_SYNTAX, 1);
}

static void numbers_that_do_not_fit_are_out_of_range(void** state) {
    (void)state;
    REFUSED(nsv_version_parse, TOO_LARGE ".0.0", NSV_ERROR_RANGE, 0);
    REFUSED(nsv_version_parse, "1." TOO_LARGE ".0", NSV_ERROR_RANGE, 2);
    REFUSED(nsv_version_parse, "1.2." TOO_LARGE, NSV_ERROR_RANGE, 4);
    REFUSED(nsv_version_parse, "1.2.99999999999999999999", NSV_ERROR_RANGE, 4);
    REFUSED(nsv_version_parse, "1.2.100000000000000000000000000000000000000", NSV_ERROR_RANGE, 4);
    REFUSED(nsv_version_parse_lenient, "v" TOO_LARGE, NSV_ERROR_RANGE, 1);
}

static void text_that_is_too_long_is_refused(void** state) {
    (void)state;
    const parser parsers[] = {nsv_version_parse, nsv_version_parse_lenient};
    char* const text = repeated('1', TEN_MEGABYTES);
    memcpy(text, "1.2.3-a", 7);
    for (size_t i = 0; i < 2; ++i) {
        assert_fails(nsv_version*, parsers[i](text, 256, &out, error), NSV_ERROR_LIMIT, 255, "at most 255");
        assert_fails(nsv_version*, parsers[i](text, TEN_MEGABYTES, &out, error), NSV_ERROR_LIMIT, 255, "found 10000000");
    }
    free(text);
}

static void parsers_refuse_null(void** state) {
    (void)state;
    const parser parsers[] = {nsv_version_parse, nsv_version_parse_lenient};
    for (size_t i = 0; i < 2; ++i) {
        assert_fails(nsv_version*, parsers[i](NULL, 5, &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET, "text is NULL");
        assert_fails(nsv_version*, parsers[i](NULL, 0, &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET, "text is NULL");
        assert_fails(nsv_version*, parsers[i](BYTES("1.2.3"), NULL, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET, "out is NULL");
    }
}

static void references_are_counted(void** state) {
    (void)state;
    nsv_version* const version = version_of("1.2.3");
    assert_ptr_equal(nsv_version_ref(version), version);
    assert_ptr_equal(nsv_version_ref(version), version);
    nsv_version_unref(version);
    nsv_version_unref(version);
    check_version(version, 1, 2, 3, "1.2.3");
    nsv_version_unref(version);
    assert_null(nsv_version_ref(NULL));
    nsv_version_unref(NULL);
}

static void getters_take_null(void** state) {
    (void)state;
    assert_int_equal(nsv_version_major(NULL), 0);
    assert_int_equal(nsv_version_minor(NULL), 0);
    assert_int_equal(nsv_version_patch(NULL), 0);
    assert_null(nsv_version_prerelease(NULL));
    assert_null(nsv_version_build(NULL));
    assert_null(nsv_version_string(NULL));
    assert_int_equal(nsv_version_hash(NULL), 0);
}

static void order_is_precedence(void** state) {
    (void)state;
    const char* const ascending[] = {
        "0.0.0",      "0.9.10",      "1.0.0-0",       "1.0.0-9",          "1.0.0-" LARGEST, "1.0.0-" TOO_LARGE,
        "1.0.0-A",    "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta.2",   "1.0.0-beta.11",
        "1.0.0-rc.1", "1.0.0",       "1.0.2",         "1.0.10",           "1.2.0",          "1.10.0",
        "2.0.0",      "10.0.0",      LARGEST ".0.0"};
    enum { COUNT = COUNT_OF(ascending) };
    nsv_version* versions[COUNT];
    for (size_t i = 0; i < COUNT; ++i) versions[i] = version_of(ascending[i]);
    for (size_t i = 0; i < COUNT; ++i) {
        for (size_t j = 0; j < COUNT; ++j) {
            assert_int_equal(nsv_version_compare(versions[i], versions[j]), (i > j) - (i < j));
        }
    }
    for (size_t i = 0; i < COUNT; ++i) nsv_version_unref(versions[i]);
}

static void build_metadata_features_and_neps_do_not_count(void** state) {
    (void)state;
    const nsv_text features[] = {NSV_TEXT("diloco")};
    const nsv_text neps[] = {NSV_TEXT("NEP-001")};
    nsv_version* const plain = version_of("1.2.3-rc.1");
    nsv_version* const built = version_of("1.2.3-rc.1+build.7");
    nsv_version* rich = NULL;
    assert_succeeds(nsv_version_with(plain, features, 1, neps, 1, &rich, error));
    nsv_version* const equals[] = {plain, built, rich};
    for (size_t i = 0; i < 3; ++i) {
        for (size_t j = 0; j < 3; ++j) {
            assert_int_equal(nsv_version_compare(equals[i], equals[j]), 0);
            assert_int_equal(nsv_version_hash(equals[i]), nsv_version_hash(equals[j]));
            assert_int_equal(nsv_version_check_compatibility(equals[i], equals[j]), NSV_IDENTICAL);
        }
    }
    for (size_t i = 0; i < 3; ++i) nsv_version_unref(equals[i]);
}

/* A hash may collide, but one that often does is of no use. */
static void hashes_tell_versions_apart(void** state) {
    (void)state;
    const char* const texts[] = {"1.2.3", "1.3.2", "2.1.3", "2.3.1", "3.1.2", "3.2.1", "1.2.3-rc.1", "1.2.3-rc.2"};
    enum { COUNT = COUNT_OF(texts) };
    uint64_t hashes[COUNT];
    for (size_t i = 0; i < COUNT; ++i) {
        nsv_version* const version = version_of(texts[i]);
        hashes[i] = nsv_version_hash(version);
        nsv_version_unref(version);
        for (size_t j = 0; j < i; ++j) assert_int_not_equal(hashes[i], hashes[j]);
    }
}

static void check_pair(const char* local_text, const char* peer_text, int32_t level, int32_t side, const char* message) {
    nsv_version* const local = version_of(local_text);
    nsv_version* const peer = version_of(peer_text);
    char* text = NULL;
    assert_int_equal(nsv_version_check_compatibility(local, peer), level);
    assert_int_equal(nsv_version_is_compatible(local, peer), level != NSV_INCOMPATIBLE);
    assert_int_equal(nsv_version_side_to_upgrade(local, peer), side);
    assert_succeeds(nsv_compatibility_message(local, peer, &text, error));
    assert_owned(text, message);
    assert_int_equal(nsv_compatibility_message(local, peer, &text, NULL), NSV_OK);
    assert_owned(text, message);
    nsv_version_unref(local);
    nsv_version_unref(peer);
}

static void levels_follow_the_table(void** state) {
    (void)state;
    check_pair("1.2.3", "1.2.3", NSV_IDENTICAL, NSV_SIDE_NONE, "Identical version");
    check_pair("1.2.3+a", "1.2.3+b", NSV_IDENTICAL, NSV_SIDE_NONE, "Identical version");
    check_pair("1.2.3", "1.2.9", NSV_COMPATIBLE, NSV_SIDE_NONE, "Compatible versions");
    check_pair("1.2.9", "1.2.3", NSV_COMPATIBLE, NSV_SIDE_NONE, "Compatible versions");
    check_pair("1.2.3", "1.3.0", NSV_UPGRADE_RECOMMENDED, NSV_SIDE_LOCAL,
               "Upgrade recommended: you have 1.2.3, peer has 1.3.0. You should upgrade.");
    check_pair("1.3.0", "1.2.3", NSV_UPGRADE_RECOMMENDED, NSV_SIDE_PEER,
               "Upgrade recommended: you have 1.3.0, peer has 1.2.3. The peer should upgrade.");
    check_pair("1.2.3-rc.1", "1.2.3", NSV_UPGRADE_RECOMMENDED, NSV_SIDE_LOCAL,
               "Upgrade recommended: you have 1.2.3-rc.1, peer has 1.2.3. You should upgrade.");
    check_pair("1.0.0", "2.0.0", NSV_INCOMPATIBLE, NSV_SIDE_LOCAL,
               "Incompatible versions: you have 1.0.0, peer has 2.0.0. Major version mismatch. You must upgrade.");
    check_pair("2.0.0-rc.1", "1.9.0", NSV_INCOMPATIBLE, NSV_SIDE_PEER,
               "Incompatible versions: you have 2.0.0-rc.1, peer has 1.9.0. Major version mismatch. The peer must upgrade.");
}

static void comparisons_refuse_null(void** state) {
    (void)state;
    nsv_version* const version = version_of("1.2.3");
    int32_t (*const comparisons[])(const nsv_version*, const nsv_version*) = {
        nsv_version_compare, nsv_version_check_compatibility, nsv_version_is_compatible, nsv_version_side_to_upgrade};
    for (size_t i = 0; i < COUNT_OF(comparisons); ++i) {
        assert_int_equal(comparisons[i](NULL, version), NSV_ERROR_ARGUMENT);
        assert_int_equal(comparisons[i](version, NULL), NSV_ERROR_ARGUMENT);
        assert_int_equal(comparisons[i](NULL, NULL), NSV_ERROR_ARGUMENT);
    }
    assert_fails(char*, nsv_compatibility_message(NULL, version, &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET,
                 "local is NULL");
    assert_fails(char*, nsv_compatibility_message(version, NULL, &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET,
                 "peer is NULL");
    assert_fails(char*, nsv_compatibility_message(version, version, NULL, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET,
                 "out is NULL");
    nsv_version_unref(version);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_version_is_made_of_three_numbers),
        cmocka_unit_test(both_parsers_read_semver),
        cmocka_unit_test(the_numbers_of_a_parsed_version_are_read),
        cmocka_unit_test(the_lenient_parser_takes_what_people_type),
        cmocka_unit_test(text_that_is_no_version_is_refused_at_its_byte),
        cmocka_unit_test(nul_and_bytes_outside_ascii_are_refused),
        cmocka_unit_test(the_lenient_parser_takes_no_more_than_that),
        cmocka_unit_test(numbers_that_do_not_fit_are_out_of_range),
        cmocka_unit_test(text_that_is_too_long_is_refused),
        cmocka_unit_test(parsers_refuse_null),
        cmocka_unit_test(references_are_counted),
        cmocka_unit_test(getters_take_null),
        cmocka_unit_test(order_is_precedence),
        cmocka_unit_test(build_metadata_features_and_neps_do_not_count),
        cmocka_unit_test(hashes_tell_versions_apart),
        cmocka_unit_test(levels_follow_the_table),
        cmocka_unit_test(comparisons_refuse_null),
    };
    return cmocka_run_group_tests_name("version", tests, NULL, NULL);
}
