/* Advertisements that somebody made to do harm. Each is refused with the right status and place, the verdict left alone, or
 * judged like the harmless one it equals; the same whether or not its beginning was read before. */
#define _POSIX_C_SOURCE 200809L
#include <time.h>

#include "upgrades.h"

#define HEAD "{\"major\":1,\"minor\":0,\"patch\":0,"
#define GOOD                                                                                                               \
    HEAD "\"features\":[\"diloco\",\"ponw\"],\"active_neps\":[\"NEP-001\",\"NEP-002\"],\"prerelease\":\"rc.1\",\"build\":" \
         "\"b\",\"network\":\"neuroshard-mainnet\",\"supported\":{\"min\":\"1.0.0-rc.1\",\"max\":\"1.0.0\"},\"height\":5," \
         "\"upgrade_id\":{\"digest\":\"e0d7ff898a3b0465\",\"next\":0},\"halted\":false}"

static nsv_manager* manager;

/* The call must fail: with a place where the status is about bytes, else with a path. */
static void check_refused(const char* text, size_t size, int32_t status, const char* words) {
    const nsv_verdict before = {sizeof before, 11, 12, 13, 14};
    nsv_verdict verdict = before;
    nsv_error details = sentinel_error();
    nsv_version* version = UNTOUCHED;
    assert_int_equal(nsv_manager_check_peer(manager, text, size, &verdict, &details), status);
    assert_memory_equal(&verdict, &before, sizeof before);
    check_failure(&details, status, details.offset, words, __FILE__, __LINE__);
    if (details.offset == NSV_NO_OFFSET) {
        assert_int_equal(details.message[0], '$');
    } else {
        assert_in_range(details.offset, 0, size);
    }
    assert_int_equal(nsv_manager_negotiate(manager, text, size, &version, NULL), status);
    assert_ptr_equal(version, UNTOUCHED);
}
#define REFUSED(text, status, words) check_refused(BYTES(text), status, words)

static void check_judged(const char* text, size_t size, int32_t level) {
    nsv_verdict verdict = NSV_VERDICT_INIT;
    assert_succeeds(nsv_manager_check_peer(manager, text, size, &verdict, error));
    assert_int_equal(verdict.level, level);
}
#define JUDGED(text, level) check_judged(BYTES(text), level)

static void a_good_one_is_judged(void** state) {
    (void)state;
    JUDGED(GOOD, NSV_INCOMPATIBLE); /* rc.1 of what the network requires */
    JUDGED(HEAD "\"x\":1}", NSV_IDENTICAL);
}

static void every_truncation_is_refused(void** state) {
    (void)state;
    for (size_t size = 0; size < sizeof GOOD - 1; ++size) {
        char* const exact = malloc(size == 0 ? 1 : size); /* so that a sanitizer sees a byte too much */
        assert_non_null(exact);
        memcpy(exact, GOOD, size);
        check_refused(exact, size, NSV_ERROR_SYNTAX, "byte");
        free(exact);
    }
}

/* Each known key, with a value that is good for it. */
static const struct {
    const char *key, *value;
    int takes_null;
} members[] = {
    {"major", "1", 0},
    {"minor", "0", 0},
    {"patch", "0", 0},
    {"features", "[\"diloco\"]", 0},
    {"active_neps", "[]", 0},
    {"prerelease", "\"\"", 1},
    {"build", "\"\"", 1},
    {"network", "\"neuroshard-mainnet\"", 1},
    {"supported", "{\"min\":\"1.0.0\",\"max\":\"1.0.0\"}", 1},
    {"height", "5", 1},
    {"upgrade_id", "{\"digest\":\"e0d7ff898a3b0465\",\"next\":0}", 1},
    {"halted", "false", 1},
};

/* All members, `more` in place of the value of one of them, or behind all. */
static void write_members(char* text, size_t size, size_t changed, const char* value, const char* more) {
    size_t used = 0;
    for (size_t i = 0; i < COUNT_OF(members); ++i) {
        used += (size_t)snprintf(text + used, size - used, "%c\"%s\":%s", i == 0 ? '{' : ',', members[i].key,
                                 i == changed ? value : members[i].value);
    }
    (void)snprintf(text + used, size - used, "%s}", more);
}

static void a_key_given_twice_is_refused_however_it_is_written(void** state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(members); ++i) {
        const char* const key = members[i].key;
        char text[1024];
        char more[128];
        char path[64];
        (void)snprintf(path, sizeof path, "$.%s: key appears twice", key);
        (void)snprintf(more, sizeof more, ",\"%s\":%s", key, members[i].value);
        write_members(text, sizeof text, SIZE_MAX, "", more);
        check_refused(text, strlen(text), NSV_ERROR_DUPLICATE, path);
        (void)snprintf(more, sizeof more, ",\"\\u%04x%s\":%s", (unsigned)key[0], key + 1, members[i].value);
        write_members(text, sizeof text, SIZE_MAX, "", more);
        check_refused(text, strlen(text), NSV_ERROR_DUPLICATE, path);
    }
    REFUSED(HEAD "\"supported\":{\"min\":\"1.0.0\",\"max\":\"1.0.0\",\"min\":\"1.0.0\"}}", NSV_ERROR_DUPLICATE,
            "$.supported.min");
    REFUSED(HEAD "\"upgrade_id\":{\"digest\":\"e0d7ff898a3b0465\",\"next\":0,\"n\\u0065xt\":0}}", NSV_ERROR_DUPLICATE,
            "$.upgrade_id.next");
    REFUSED(HEAD "\"features\":[\"b\",\"a\",\"b\"]}", NSV_ERROR_DUPLICATE, "$.features[2]");
    REFUSED(HEAD "\"active_neps\":[\"NEP-010\",\"NEP-009\",\"NEP-0010\"]}", NSV_ERROR_DUPLICATE, "$.active_neps[2]");
    JUDGED(HEAD "\"x\":1,\"x\":2,\"y\":{\"major\":7}}", NSV_IDENTICAL); /* who knows what x means? */
}

static void every_wrong_type_names_its_key(void** state) {
    (void)state;
    const char* const values[] = {"null", "true", "-1", "1.5", "\"text\"", "[{}]", "{\"x\":[]}"};
    const size_t good_type[] = {2, 2, 2, 5, 5, 4, 4, 4, 6, 2, 6, 1}; /* by member: the value of its own type */
    for (size_t i = 0; i < COUNT_OF(members); ++i) {
        for (size_t j = 0; j < COUNT_OF(values); ++j) {
            char text[1024];
            char path[64];
            if (j == good_type[i] && j != 2 && j != 5 && j != 6) continue;
            write_members(text, sizeof text, i, values[j], "");
            if (j == 0 && members[i].takes_null) {
                check_judged(text, strlen(text), NSV_IDENTICAL);
                continue;
            }
            (void)snprintf(path, sizeof path, "$.%s", members[i].key);
            check_refused(text, strlen(text), NSV_ERROR_SCHEMA, path);
        }
    }
    REFUSED("[]", NSV_ERROR_SCHEMA, "$: expected an object");
    REFUSED("null", NSV_ERROR_SCHEMA, "$: expected an object");
    REFUSED("1", NSV_ERROR_SCHEMA, "$: expected an object");
    REFUSED("\"{}\"", NSV_ERROR_SCHEMA, "$: expected an object");
    REFUSED("{}", NSV_ERROR_SCHEMA, "$.major: missing");
    REFUSED("{\"major\":1,\"patch\":1}", NSV_ERROR_SCHEMA, "$.minor: missing");
    REFUSED(HEAD "\"supported\":{\"min\":\"1.0.0\"}}", NSV_ERROR_SCHEMA, "$.supported.max: missing");
    REFUSED(HEAD "\"supported\":{\"min\":\"1\",\"max\":\"1.0.0\"}}", NSV_ERROR_SYNTAX, "$.supported.min");
    REFUSED(HEAD "\"upgrade_id\":{\"next\":0}}", NSV_ERROR_SCHEMA, "$.upgrade_id.digest: missing");
    REFUSED(HEAD "\"upgrade_id\":{\"digest\":\"E0D7FF898A3B0465\",\"next\":0}}", NSV_ERROR_SYNTAX, "$.upgrade_id.digest");
    REFUSED(HEAD "\"upgrade_id\":{\"digest\":\"0x7ff898a3b04651\",\"next\":0}}", NSV_ERROR_SYNTAX, "$.upgrade_id.digest");
    REFUSED(HEAD "\"upgrade_id\":{\"digest\":\"+0d7ff898a3b0465\",\"next\":0}}", NSV_ERROR_SYNTAX, "$.upgrade_id.digest");
    REFUSED(HEAD "\"upgrade_id\":{\"digest\":\"\",\"next\":0}}", NSV_ERROR_SYNTAX, "$.upgrade_id.digest");
    REFUSED(HEAD "\"features\":[\"ok\",\"Not\"]}", NSV_ERROR_SYNTAX, "$.features[1]");
    REFUSED(HEAD "\"features\":[\"a\\u0000b\"]}", NSV_ERROR_SYNTAX, "$.features[0]");
    REFUSED(HEAD "\"active_neps\":[\"NEP-18446744073709551616\"]}", NSV_ERROR_RANGE, "$.active_neps[0]");
    REFUSED(HEAD "\"prerelease\":\"01\"}", NSV_ERROR_SYNTAX, "$.prerelease");
    REFUSED(HEAD "\"prerelease\":\"a+b\"}", NSV_ERROR_SYNTAX, "$.prerelease");
    REFUSED(HEAD "\"build\":\"\\u0000\"}", NSV_ERROR_SYNTAX, "$.build");
}

static void numbers_are_whole_and_fit(void** state) {
    (void)state;
    REFUSED("{\"major\":1.0,\"minor\":0,\"patch\":0}", NSV_ERROR_SCHEMA, "$.major");
    REFUSED("{\"major\":1e0,\"minor\":0,\"patch\":0}", NSV_ERROR_SCHEMA, "$.major");
    REFUSED("{\"major\":-1,\"minor\":0,\"patch\":0}", NSV_ERROR_SCHEMA, "$.major");
    REFUSED("{\"major\":18446744073709551616,\"minor\":0,\"patch\":0}", NSV_ERROR_RANGE, "$.major");
    REFUSED("{\"x\":-5,\"major\":18446744073709551616,\"minor\":0,\"patch\":0}", NSV_ERROR_RANGE, "$.major");
    REFUSED("{\"major\":-9223372036854775809,\"minor\":0,\"patch\":0}", NSV_ERROR_RANGE, "$.major");
    REFUSED("{\"major\":1e999,\"minor\":0,\"patch\":0}", NSV_ERROR_RANGE, "byte 9");
    REFUSED("{\"major\":01,\"minor\":0,\"patch\":0}", NSV_ERROR_SYNTAX, "byte");
    REFUSED("{\"major\":+1,\"minor\":0,\"patch\":0}", NSV_ERROR_SYNTAX, "byte");
    REFUSED("{\"major\":0x1,\"minor\":0,\"patch\":0}", NSV_ERROR_SYNTAX, "byte");
    REFUSED("{\"major\":NaN,\"minor\":0,\"patch\":0}", NSV_ERROR_SYNTAX, "byte");
    REFUSED(HEAD "\"height\":9007199254740992}", NSV_ERROR_RANGE, "$.height");
    REFUSED(HEAD "\"height\":1e3}", NSV_ERROR_SCHEMA, "$.height");
    REFUSED(HEAD "\"upgrade_id\":{\"digest\":\"e0d7ff898a3b0465\",\"next\":9007199254740992}}", NSV_ERROR_RANGE,
            "$.upgrade_id.next");
    JUDGED(HEAD "\"height\":9007199254740991}", NSV_IDENTICAL);
    JUDGED("{\"major\":18446744073709551615,\"minor\":0,\"patch\":0}", NSV_INCOMPATIBLE);
    JUDGED("{\"major\":1,\"minor\":-0,\"patch\":0}", NSV_IDENTICAL); /* the same number, and the parser's word for it */
    char* const digits = repeated('9', 60000);
    memcpy(digits, "{\"major\":", 9);
    check_refused(digits, 60000, NSV_ERROR_RANGE, "byte 9");
    memcpy(digits + 59900, ",\"minor\":0,\"patch\":0}", 21);
    check_refused(digits, 59921, NSV_ERROR_RANGE, "too large");
    free(digits);
}

static void bytes_that_are_no_json_are_named(void** state) {
    (void)state;
    REFUSED("", NSV_ERROR_SYNTAX, "byte 0");
    REFUSED(" \t\r\n", NSV_ERROR_SYNTAX, "byte 4");
    REFUSED("\xef\xbb" HEAD "\"x\":1}", NSV_ERROR_SYNTAX, "byte");
    REFUSED("\xef\xbb\xbf\xef\xbb\xbf" HEAD "\"x\":1}", NSV_ERROR_SYNTAX, "byte");
    REFUSED("\xef\xbb\xbf", NSV_ERROR_SYNTAX, "byte");
    JUDGED("\xef\xbb\xbf" HEAD "\"x\":1}", NSV_IDENTICAL); /* a byte order mark, which some writers put there */
    REFUSED(HEAD "\"x\":1}\0", NSV_ERROR_SYNTAX, "NUL");
    REFUSED("\0" HEAD "\"x\":1}", NSV_ERROR_SYNTAX, "byte 0");
    REFUSED(HEAD "\"x\":\"a\0b\"}", NSV_ERROR_SYNTAX, "NUL");
    REFUSED(HEAD "\"x\":1} x", NSV_ERROR_SYNTAX, "byte");
    REFUSED(HEAD "\"x\":1}{}", NSV_ERROR_SYNTAX, "byte");
    REFUSED(HEAD "\"x\":1},", NSV_ERROR_SYNTAX, "byte");
    REFUSED(HEAD "\"x\":1,}", NSV_ERROR_SYNTAX, "byte");
    REFUSED(HEAD "\"x\":\"\xff\"}", NSV_ERROR_SYNTAX, "UTF-8");
    REFUSED(HEAD "\"x\":\"\xc0\x80\"}", NSV_ERROR_SYNTAX, "UTF-8");
    REFUSED(HEAD "\"x\":\"\xed\xa0\x80\"}", NSV_ERROR_SYNTAX, "UTF-8");
    REFUSED(HEAD "\"x\":\"\\ud800\"}", NSV_ERROR_SYNTAX, "byte");
    REFUSED(HEAD "\"x\":\"\\x41\"}", NSV_ERROR_SYNTAX, "byte");
    REFUSED(HEAD "\"x\":\"\n\"}", NSV_ERROR_SYNTAX, "byte");
    REFUSED(HEAD "'x':1}", NSV_ERROR_SYNTAX, "byte");
    REFUSED(HEAD "/**/\"x\":1}", NSV_ERROR_SYNTAX, "byte");
    JUDGED(" \r\n\t" HEAD "\"x\":\"\\u0000\xc3\xa4\\ud83d\\ude00\"} \n", NSV_IDENTICAL);
    JUDGED("{\"m\\u0061jor\":1,\"minor\":0,\"patch\":0}", NSV_IDENTICAL);
}

/* A number in `levels` arrays inside of the object; for free(). */
static char* nested(size_t levels, const char* tail) {
    const size_t head = strlen(HEAD "\"x\":");
    char* const text = repeated('[', head + 2 * levels + 1 + strlen(tail));
    memcpy(text, HEAD "\"x\":", head);
    text[head + levels] = '7';
    memset(text + head + levels + 1, ']', levels);
    memcpy(text + head + 2 * levels + 1, tail, strlen(tail));
    return text;
}

static void nesting_is_bounded(void** state) {
    (void)state;
    const char* const tails[] = {"}", ",\"height\":5}"};
    for (size_t i = 0; i < COUNT_OF(tails); ++i) {
        char* const most = nested(31, tails[i]);
        char* const more = nested(32, tails[i]);
        char* const lots = nested(32000, tails[i]);
        check_judged(most, strlen(most), NSV_IDENTICAL);
        check_refused(more, strlen(more), NSV_ERROR_LIMIT, "32 levels");
        check_refused(lots, strlen(lots), NSV_ERROR_LIMIT, "32 levels");
        free(most);
        free(more);
        free(lots);
    }
    char* const open = repeated('[', NSV_MAX_ADVERTISEMENT);
    check_refused(open, NSV_MAX_ADVERTISEMENT, NSV_ERROR_LIMIT, "32 levels");
    free(open);
}

/* An array of `count` texts made by `format` of a number, behind the triple; for free(). */
static char* with_list(const char* key, const char* format, int count) {
    char* const text = repeated(' ', NSV_MAX_ADVERTISEMENT);
    size_t used = (size_t)snprintf(text, NSV_MAX_ADVERTISEMENT, HEAD "\"%s\":[", key);
    for (int i = 0; i < count; ++i) {
        const int descending = 4999 - i; /* the worst order for who expects them to ascend */
        char name[80];
        (void)snprintf(name, sizeof name, format, descending);
        used += (size_t)snprintf(text + used, NSV_MAX_ADVERTISEMENT - used, "%s\"%s\"", i == 0 ? "" : ",", name);
    }
    (void)snprintf(text + used, NSV_MAX_ADVERTISEMENT - used, "]}");
    return text;
}

static void lists_and_texts_are_bounded(void** state) {
    (void)state;
    const struct {
        const char *key, *format;
        int most;
        const char* words;
    } lists[] = {{"features", "f%d", 256, "$.features"}, {"active_neps", "NEP-%d", 4096, "$.active_neps"}};
    for (size_t i = 0; i < COUNT_OF(lists); ++i) {
        char* const most = with_list(lists[i].key, lists[i].format, lists[i].most);
        char* const more = with_list(lists[i].key, lists[i].format, lists[i].most + 1);
        check_judged(most, strlen(most), NSV_IDENTICAL);
        check_refused(more, strlen(more), NSV_ERROR_LIMIT, lists[i].words);
        free(most);
        free(more);
    }
    char* const name = repeated('a', 65);
    char text[256];
    (void)snprintf(text, sizeof text, HEAD "\"features\":[\"%s\"]}", name);
    nsv_verdict verdict = NSV_VERDICT_INIT;
    check_refused(text, strlen(text), NSV_ERROR_LIMIT, "$.features[0]");
    free(name);
    char* const longest = repeated(' ', NSV_MAX_ADVERTISEMENT + 1);
    memcpy(longest, HEAD "\"x\":1}", strlen(HEAD "\"x\":1}"));
    check_judged(longest, NSV_MAX_ADVERTISEMENT, NSV_IDENTICAL);
    nsv_error details = sentinel_error();
    assert_int_equal(nsv_manager_check_peer(manager, longest, NSV_MAX_ADVERTISEMENT + 1, &verdict, &details), NSV_ERROR_LIMIT);
    check_failure(&details, NSV_ERROR_LIMIT, NSV_MAX_ADVERTISEMENT, "65536", __FILE__, __LINE__);
    free(longest);
}

/* Whatever was read before, a text means what it means. */
static void a_text_is_not_mistaken_for_one_that_begins_alike(void** state) {
    (void)state;
    const char first[] = HEAD "\"network\":\"neuroshard-mainnet\",\"height\":5}";
    for (int round = 0; round < 3; ++round) {
        JUDGED(HEAD "\"network\":\"neuroshard-mainnet\",\"height\":5}", NSV_IDENTICAL);
        REFUSED(HEAD "\"network\":\"neuroshard-mainnet\",\"height\":5,\"height\":6}", NSV_ERROR_DUPLICATE, "$.height");
        REFUSED(HEAD "\"network\":\"neuroshard-mainnet\",\"height\":5,\"major\":2}", NSV_ERROR_DUPLICATE, "$.major");
        REFUSED(HEAD "\"network\":\"neuroshard-mainnet\",\"height\":5} x", NSV_ERROR_SYNTAX, "byte");
        REFUSED(HEAD "\"network\":\"neuroshard-mainnet\",\"height\":}", NSV_ERROR_SYNTAX, "byte");
        JUDGED(HEAD "\"network\":\"neuroshard-mainnet\",\"height\":5,\"halted\":true}", NSV_INCOMPATIBLE);
        JUDGED(HEAD "\"network\":\"neuroshard-mainnet\",\"height\":5,\"halted\":null}", NSV_IDENTICAL);
        JUDGED(HEAD "\"network\":\"neuroshard-mainnez\",\"height\":5}", NSV_INCOMPATIBLE);
        REFUSED(HEAD "\"network\":\"x,\"height\":5}", NSV_ERROR_SYNTAX, "byte");
        JUDGED(HEAD "\"network\":\"neuroshard-mainnet\",\"x\":{\"a\":1,\"height\":5}}", NSV_IDENTICAL);
        REFUSED("{\"minor\":0,\"patch\":0,\"height\":5,\"major\":-1}", NSV_ERROR_SCHEMA, "$.major");
        JUDGED("{\"minor\":0,\"patch\":0,\"height\":5,\"major\":1}", NSV_IDENTICAL);
        check_judged(first, sizeof first - 1, NSV_IDENTICAL);
    }
}

static double seconds_now(void) {
    struct timespec now;
    assert_int_equal(clock_gettime(CLOCK_MONOTONIC, &now), 0);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void the_worst_ones_take_no_longer_than_their_size_allows(void** state) {
    (void)state;
    nsv_verdict verdict = NSV_VERDICT_INIT;
    char* const texts[] = {nested(32000, "}"),
                           with_list("active_neps", "NEP-%d", 4096),
                           with_list("features", "f%d", 256),
                           repeated('{', NSV_MAX_ADVERTISEMENT),
                           repeated('"', NSV_MAX_ADVERTISEMENT),
                           with_list("x", "\\u0000%d", 4096)};
    const double begin = seconds_now();
    for (int round = 0; round < 20; ++round) {
        for (size_t i = 0; i < COUNT_OF(texts); ++i) {
            (void)!nsv_manager_check_peer(manager, texts[i], strlen(texts[i]), &verdict, NULL);
        }
    }
    /* 120 texts of 64 KiB: a few hundredths of a second, or minutes where the work grows with the square of the size */
    assert_true(seconds_now() - begin < 10);
    for (size_t i = 0; i < COUNT_OF(texts); ++i) free(texts[i]);
}

static int set_up(void** state) {
    (void)state;
    manager = manager_of(NULL, "1.0.0-rc.1", "1.0.0");
    return 0;
}

static int tear_down(void** state) {
    (void)state;
    nsv_manager_free(manager);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_one_is_judged),
        cmocka_unit_test(every_truncation_is_refused),
        cmocka_unit_test(a_key_given_twice_is_refused_however_it_is_written),
        cmocka_unit_test(every_wrong_type_names_its_key),
        cmocka_unit_test(numbers_are_whole_and_fit),
        cmocka_unit_test(bytes_that_are_no_json_are_named),
        cmocka_unit_test(nesting_is_bounded),
        cmocka_unit_test(lists_and_texts_are_bounded),
        cmocka_unit_test(a_text_is_not_mistaken_for_one_that_begins_alike),
        cmocka_unit_test(the_worst_ones_take_no_longer_than_their_size_allows),
    };
    return cmocka_run_group_tests_name("hostile_advertisements", tests, set_up, tear_down);
}
