/* Protocol versions as JSON. */
#include "contract.h"

#define TRIPLE "\"major\":1,\"minor\":2,\"patch\":3"
#define EMPTY_LISTS "\"features\":[],\"active_neps\":[]"

/* What a JSON text becomes when it is written again. */
static void check_rewritten(const char* json, size_t size, const char* expected) {
    nsv_version* version = NULL;
    char* text = NULL;
    assert_succeeds(nsv_version_from_json(json, size, &version, error));
    assert_succeeds(nsv_version_to_json(version, &text, error));
    assert_owned(text, expected);
    assert_int_equal(nsv_version_to_json(version, &text, NULL), NSV_OK);
    assert_owned(text, expected);
    nsv_version_unref(version);
}

static void json_is_read_and_written(void** state) {
    (void)state;
    const char whole[] = "{" TRIPLE ",\"features\":[\"diloco\",\"ponw\"],\"active_neps\":[\"NEP-002\",\"NEP-001\"]}";
    check_rewritten(BYTES(whole), whole);
    check_rewritten(BYTES("{" TRIPLE "}"), "{" TRIPLE "," EMPTY_LISTS "}");
    check_rewritten(BYTES("{" TRIPLE "} and more that is not given") - 27, "{" TRIPLE "," EMPTY_LISTS "}");
    check_rewritten(BYTES(" \n{ \"patch\" : 3,\t\"minor\":2, \"major\":1}\r\n"), "{" TRIPLE "," EMPTY_LISTS "}");
    check_rewritten(BYTES("{" TRIPLE ",\"features\":[\"ponw\",\"diloco\"],\"active_neps\":[\"NEP-0001\"]}"),
                    "{" TRIPLE ",\"features\":[\"diloco\",\"ponw\"],\"active_neps\":[\"NEP-001\"]}");
    check_rewritten(BYTES("{" TRIPLE ",\"build\":\"007\",\"prerelease\":\"rc.1\"}"),
                    "{" TRIPLE "," EMPTY_LISTS ",\"prerelease\":\"rc.1\",\"build\":\"007\"}");
    check_rewritten(BYTES("{" TRIPLE ",\"network\":{\"major\":[null,true,1.5]},\"\\u00e9\":\"\xc3\xa9\"}"),
                    "{" TRIPLE "," EMPTY_LISTS "}");
    check_rewritten(BYTES("{\"major\":18446744073709551615,\"minor\":0,\"patch\":0}"),
                    "{\"major\":18446744073709551615,\"minor\":0,\"patch\":0," EMPTY_LISTS "}");
}

static void the_values_of_json_are_those_of_the_version(void** state) {
    (void)state;
    nsv_version* version = NULL;
    assert_int_equal(nsv_version_from_json(BYTES("{" TRIPLE ",\"prerelease\":\"rc.1\",\"features\":[\"b\",\"a\"],"
                                                 "\"active_neps\":[\"NEP-010\"]}"),
                                           &version, NULL),
                     NSV_OK);
    assert_string_equal(nsv_version_string(version), "1.2.3-rc.1");
    assert_int_equal(nsv_version_feature_count(version), 2);
    assert_string_equal(nsv_version_feature_at(version, 0), "a");
    assert_int_equal(nsv_version_supports_feature(version, BYTES("b")), 1);
    assert_int_equal(nsv_version_active_nep_count(version), 1);
    assert_string_equal(nsv_version_active_nep_at(version, 0), "NEP-010");
    nsv_version_unref(version);
}

#define REFUSED(literal, status, offset, words) \
    assert_fails(nsv_version*, nsv_version_from_json(BYTES(literal), &out, error), status, offset, words)

static void text_that_is_no_json_is_refused_at_its_byte(void** state) {
    (void)state;
    REFUSED("", NSV_ERROR_SYNTAX, 0, "byte 0");
    REFUSED("   ", NSV_ERROR_SYNTAX, 3, "byte 3");
    REFUSED("{" TRIPLE, NSV_ERROR_SYNTAX, 30, "byte 30");
    REFUSED("{" TRIPLE "}x", NSV_ERROR_SYNTAX, 31, "byte 31");
    REFUSED("{" TRIPLE ",}", NSV_ERROR_SYNTAX, 31, "byte 31");
    REFUSED("{'major':1}", NSV_ERROR_SYNTAX, 1, "byte 1");
    REFUSED("{" TRIPLE "}\0", NSV_ERROR_SYNTAX, 31, "byte 31");
    REFUSED("{\"major\":1\0,\"minor\":2,\"patch\":3}", NSV_ERROR_SYNTAX, 10, "byte 10");
    REFUSED("{\"major\":01}", NSV_ERROR_SYNTAX, 10, "byte 10");
    REFUSED("{\"a\":\"\xff\"}", NSV_ERROR_SYNTAX, 6, "byte 6");
    REFUSED("{\"a\":\"\xc3(\"}", NSV_ERROR_SYNTAX, 7, "byte 7");
    REFUSED("{\"a\":\"\xed\xa0\x80\"}", NSV_ERROR_SYNTAX, 7, "byte 7");
    REFUSED("{\"a\":\"\n\"}", NSV_ERROR_SYNTAX, 6, "byte 6");
}

static void json_of_another_shape_is_refused_with_its_path(void** state) {
    (void)state;
    REFUSED("[]", NSV_ERROR_SCHEMA, NSV_NO_OFFSET, "$: expected an object, found an array");
    REFUSED("null", NSV_ERROR_SCHEMA, NSV_NO_OFFSET, "$: ");
    REFUSED("1", NSV_ERROR_SCHEMA, NSV_NO_OFFSET, "$: ");
    REFUSED("{}", NSV_ERROR_SCHEMA, NSV_NO_OFFSET, "$.major: missing");
    REFUSED("{\"major\":1,\"patch\":3}", NSV_ERROR_SCHEMA, NSV_NO_OFFSET, "$.minor: missing");
    REFUSED("{\"major\":1,\"minor\":3}", NSV_ERROR_SCHEMA, NSV_NO_OFFSET, "$.patch: missing");
    REFUSED("{\"major\":null,\"minor\":2,\"patch\":3}", NSV_ERROR_SCHEMA, NSV_NO_OFFSET, "$.major: ");
    REFUSED("{\"major\":\"1\",\"minor\":2,\"patch\":3}", NSV_ERROR_SCHEMA, NSV_NO_OFFSET, "$.major: ");
    REFUSED("{\"major\":true,\"minor\":2,\"patch\":3}", NSV_ERROR_SCHEMA, NSV_NO_OFFSET, "$.major: ");
    REFUSED("{\"major\":1,\"minor\":-2,\"patch\":3}", NSV_ERROR_SCHEMA, NSV_NO_OFFSET, "$.minor: ");
    REFUSED("{\"major\":1,\"minor\":2.0,\"patch\":3}", NSV_ERROR_SCHEMA, NSV_NO_OFFSET, "$.minor: ");
    REFUSED("{\"major\":1,\"minor\":2,\"patch\":3e0}", NSV_ERROR_SCHEMA, NSV_NO_OFFSET, "$.patch: ");
    REFUSED("{" TRIPLE ",\"features\":{}}", NSV_ERROR_SCHEMA, NSV_NO_OFFSET, "$.features: ");
    REFUSED("{" TRIPLE ",\"features\":[\"a\",1]}", NSV_ERROR_SCHEMA, NSV_NO_OFFSET, "$.features[1]: ");
    REFUSED("{" TRIPLE ",\"active_neps\":\"NEP-001\"}", NSV_ERROR_SCHEMA, NSV_NO_OFFSET, "$.active_neps: ");
    REFUSED("{" TRIPLE ",\"active_neps\":[null]}", NSV_ERROR_SCHEMA, NSV_NO_OFFSET, "$.active_neps[0]: ");
    REFUSED("{" TRIPLE ",\"prerelease\":1}", NSV_ERROR_SCHEMA, NSV_NO_OFFSET, "$.prerelease: ");
    REFUSED("{" TRIPLE ",\"build\":[]}", NSV_ERROR_SCHEMA, NSV_NO_OFFSET, "$.build: ");
}

static void values_that_break_their_grammar_are_refused_with_their_path(void** state) {
    (void)state;
    REFUSED("{" TRIPLE ",\"features\":[\"a\",\"B\"]}", NSV_ERROR_SYNTAX, NSV_NO_OFFSET, "$.features[1]: ");
    REFUSED("{" TRIPLE ",\"features\":[\"a\\u0000\"]}", NSV_ERROR_SYNTAX, NSV_NO_OFFSET, "$.features[0]: ");
    REFUSED("{" TRIPLE ",\"features\":[\"\\u00e9\"]}", NSV_ERROR_SYNTAX, NSV_NO_OFFSET, "$.features[0]: ");
    REFUSED("{" TRIPLE ",\"active_neps\":[\"NEP-001\",\"NEP-2\"]}", NSV_ERROR_SYNTAX, NSV_NO_OFFSET, "$.active_neps[1]: ");
    REFUSED("{" TRIPLE ",\"prerelease\":\"a..b\"}", NSV_ERROR_SYNTAX, NSV_NO_OFFSET, "$.prerelease: ");
    REFUSED("{" TRIPLE ",\"prerelease\":\"a+b\"}", NSV_ERROR_SYNTAX, NSV_NO_OFFSET, "$.prerelease: ");
    REFUSED("{" TRIPLE ",\"build\":\"a b\"}", NSV_ERROR_SYNTAX, NSV_NO_OFFSET, "$.build: ");
}

static void numbers_that_do_not_fit_are_out_of_range(void** state) {
    (void)state;
    REFUSED("{\"major\":18446744073709551616,\"minor\":0,\"patch\":0}", NSV_ERROR_RANGE, NSV_NO_OFFSET, "$.major: ");
    REFUSED("{\"major\":0,\"minor\":0,\"patch\":99999999999999999999999}", NSV_ERROR_RANGE, NSV_NO_OFFSET, "$.patch: ");
    REFUSED("{" TRIPLE ",\"active_neps\":[\"NEP-18446744073709551616\"]}", NSV_ERROR_RANGE, NSV_NO_OFFSET,
            "$.active_neps[0]: ");
}

/* Not even where the key is one that is ignored: such a number cannot be kept. */
static void numbers_that_no_floating_point_number_holds_are_out_of_range(void** state) {
    (void)state;
    char* const digits = repeated('9', 400);
    char json[500];
    (void)snprintf(json, sizeof json, "{\"major\":%s,\"minor\":0,\"patch\":0}", digits);
    assert_fails(nsv_version*, nsv_version_from_json(json, strlen(json), &out, error), NSV_ERROR_RANGE, 9, "byte 9");
    REFUSED("{" TRIPLE ",\"x\":[-1e999]}", NSV_ERROR_RANGE, 36, "byte 36");
    free(digits);
}

static void repetitions_are_refused(void** state) {
    (void)state;
    REFUSED("{" TRIPLE ",\"features\":[\"a\",\"b\",\"a\"]}", NSV_ERROR_DUPLICATE, NSV_NO_OFFSET, "$.features[2]: ");
    REFUSED("{" TRIPLE ",\"active_neps\":[\"NEP-001\",\"NEP-0001\"]}", NSV_ERROR_DUPLICATE, NSV_NO_OFFSET,
            "$.active_neps[1]: ");
    REFUSED("{" TRIPLE ",\"major\":1}", NSV_ERROR_DUPLICATE, NSV_NO_OFFSET, "$.major: ");
    REFUSED("{" TRIPLE ",\"x\":[{\"y\":1,\"y\":1}]}", NSV_ERROR_DUPLICATE, NSV_NO_OFFSET, "$.x[0].y: ");
}

/* `{…,"KEY":["PREFIX0000","PREFIX0001",…]}` */
static char* list_json(const char* key, const char* prefix, size_t count) {
    const size_t capacity = 100 + count * 16;
    char* const json = malloc(capacity);
    assert_non_null(json);
    int end = snprintf(json, capacity, "{" TRIPLE ",\"%s\":[", key);
    for (size_t i = 0; i < count; ++i) {
        end += snprintf(json + end, capacity - (size_t)end, "%s\"%s%04u\"", i == 0 ? "" : ",", prefix, (unsigned)i);
    }
    (void)snprintf(json + end, capacity - (size_t)end, "]}");
    return json;
}

static void lists_may_be_as_long_as_documented(void** state) {
    (void)state;
    const struct {
        const char *key, *prefix, *path;
        size_t limit;
        uint64_t (*count)(const nsv_version* version);
    } lists[] = {{"features", "f", "$.features", 256, nsv_version_feature_count},
                 {"active_neps", "NEP-", "$.active_neps", 4096, nsv_version_active_nep_count}};
    for (size_t i = 0; i < 2; ++i) {
        char* const allowed = list_json(lists[i].key, lists[i].prefix, lists[i].limit);
        char* const one_more = list_json(lists[i].key, lists[i].prefix, lists[i].limit + 1);
        nsv_version* version = NULL;
        assert_succeeds(nsv_version_from_json(allowed, strlen(allowed), &version, error));
        assert_int_equal(lists[i].count(version), lists[i].limit);
        nsv_version_unref(version);
        assert_fails(nsv_version*, nsv_version_from_json(one_more, strlen(one_more), &out, error), NSV_ERROR_LIMIT,
                     NSV_NO_OFFSET, lists[i].path);
        free(allowed);
        free(one_more);
    }
}

static void json_may_be_as_large_and_deep_as_documented(void** state) {
    (void)state;
    const char triple[] = "{" TRIPLE "}";
    char* const text = repeated(' ', TEN_MEGABYTES);
    nsv_version* version = NULL;
    memcpy(text, triple, sizeof triple - 1);
    assert_succeeds(nsv_version_from_json(text, 65536, &version, error));
    nsv_version_unref(version);
    assert_fails(nsv_version*, nsv_version_from_json(text, 65537, &out, error), NSV_ERROR_LIMIT, 65536, "65536");
    assert_fails(nsv_version*, nsv_version_from_json(text, TEN_MEGABYTES, &out, error), NSV_ERROR_LIMIT, 65536, "10000000");
    memset(text, '[', 65536);
    assert_fails(nsv_version*, nsv_version_from_json(text, 65536, &out, error), NSV_ERROR_LIMIT, NSV_NO_OFFSET, "$[0][0]");
    free(text);
}

static void longer_versions_than_text_allows_are_refused(void** state) {
    (void)state;
    char* const identifier = repeated('a', 250);
    char json[400];
    (void)snprintf(json, sizeof json, "{" TRIPLE ",\"prerelease\":\"%s\"}", identifier);
    assert_fails(nsv_version*, nsv_version_from_json(json, strlen(json), &out, error), NSV_ERROR_LIMIT, NSV_NO_OFFSET,
                 "$.prerelease: ");
    free(identifier);
}

static void json_refuses_null(void** state) {
    (void)state;
    nsv_version* const version = version_of("1.2.3");
    assert_fails(nsv_version*, nsv_version_from_json(NULL, 2, &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET, "json is NULL");
    assert_fails(nsv_version*, nsv_version_from_json(NULL, 0, &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET, "json is NULL");
    assert_fails(nsv_version*, nsv_version_from_json(BYTES("{" TRIPLE "}"), NULL, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET,
                 "out is NULL");
    assert_fails(char*, nsv_version_to_json(NULL, &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET, "version is NULL");
    assert_fails(char*, nsv_version_to_json(version, NULL, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET, "out is NULL");
    nsv_version_unref(version);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_is_read_and_written),
        cmocka_unit_test(the_values_of_json_are_those_of_the_version),
        cmocka_unit_test(text_that_is_no_json_is_refused_at_its_byte),
        cmocka_unit_test(json_of_another_shape_is_refused_with_its_path),
        cmocka_unit_test(values_that_break_their_grammar_are_refused_with_their_path),
        cmocka_unit_test(numbers_that_do_not_fit_are_out_of_range),
        cmocka_unit_test(numbers_that_no_floating_point_number_holds_are_out_of_range),
        cmocka_unit_test(repetitions_are_refused),
        cmocka_unit_test(lists_may_be_as_long_as_documented),
        cmocka_unit_test(json_may_be_as_large_and_deep_as_documented),
        cmocka_unit_test(longer_versions_than_text_allows_are_refused),
        cmocka_unit_test(json_refuses_null),
    };
    return cmocka_run_group_tests_name("version_json", tests, NULL, NULL);
}
