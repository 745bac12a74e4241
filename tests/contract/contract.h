/* What the contract tests share: calls that must fail or succeed, and what they may touch while doing so. */
#ifndef CONTRACT_H
#define CONTRACT_H

/* These tests pass NULL on purpose. */
#define NSV_NO_NONNULL

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "neuroshard_version.h"

/* A literal as the two arguments that the library takes for a text. */
#define BYTES(literal) (literal), sizeof(literal) - 1

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

/* What an output holds before a call that must leave it alone. */
#define UNTOUCHED untouched_mark()
static inline void* untouched_mark(void) {
    static char mark;
    return &mark;
}

static inline nsv_error sentinel_error(void) {
    nsv_error error;
    memset(&error, 0x5a, sizeof error);
    error.size = sizeof error;
    return error;
}

/* One line of printable ASCII that contains `words`, and the status and the place that were documented. */
static inline void check_failure(const nsv_error* error, int32_t status, uint64_t offset, const char* words, const char* file,
                                 int line) {
    const char* const end = memchr(error->message, '\0', sizeof error->message);
    _assert_int_equal((LargestIntegralType)error->code, (LargestIntegralType)status, file, line);
    _assert_int_equal(error->offset, offset, file, line);
    _assert_true(end != NULL && end != error->message, "the message is a text", file, line);
    for (const char* byte = error->message; byte != end; ++byte) {
        _assert_in_range((unsigned char)*byte, 0x20, 0x7e, file, line);
    }
    if (strstr(error->message, words) == NULL) {
        print_error("expected a message with \"%s\", found \"%s\"\n", words, error->message);
        _fail(file, line);
    }
}

static inline void check_untouched(const nsv_error* error, const char* file, int line) {
    const nsv_error sentinel = sentinel_error();
    _assert_memory_equal(error, &sentinel, sizeof sentinel, file, line);
}

/* `call` must fail, with an error and without. It names its output `&out`, of the given type, and its error `error`. */
#define assert_fails(type, call, status, offset, words)                     \
    do {                                                                    \
        nsv_error details = sentinel_error();                               \
        nsv_error* error = &details;                                        \
        type out = UNTOUCHED;                                               \
        assert_int_equal(call, status);                                     \
        check_failure(&details, status, offset, words, __FILE__, __LINE__); \
        error = NULL;                                                       \
        assert_int_equal(call, status);                                     \
        assert_ptr_equal(out, UNTOUCHED);                                   \
    } while (0)

/* `call` must give `value`, be it #NSV_OK or a predicate's answer, and leave its error, named `error`, alone. */
#define assert_gives(call, value)                   \
    do {                                            \
        nsv_error details = sentinel_error();       \
        nsv_error* error = &details;                \
        assert_int_equal(call, value);              \
        check_untouched(error, __FILE__, __LINE__); \
    } while (0)

#define assert_succeeds(call) assert_gives(call, NSV_OK)

/* Handles for the tests that are about something else. */

static inline nsv_version* version_of(const char* text) {
    nsv_version* version = NULL;
    assert_succeeds(nsv_version_parse(text, strlen(text), &version, error));
    return version;
}

static inline nsv_network* network_of(const char* json) {
    nsv_network* network = NULL;
    assert_succeeds(nsv_network_from_json(json, strlen(json), &network, error));
    return network;
}

/* A manager of the given range on the given network; NULL for a default. It has its own references. */
static inline nsv_manager* manager_of(const char* network_json, const char* min, const char* max) {
    nsv_manager_options options = NSV_MANAGER_OPTIONS_INIT;
    nsv_network* const network = network_json == NULL ? NULL : network_of(network_json);
    nsv_version* const supported_min = min == NULL ? NULL : version_of(min);
    nsv_version* const supported_max = max == NULL ? NULL : version_of(max);
    nsv_manager* manager = NULL;
    options.network = network;
    options.supported_min = supported_min;
    options.supported_max = supported_max;
    assert_succeeds(nsv_manager_new(&options, &manager, error));
    nsv_network_unref(network);
    nsv_version_unref(supported_min);
    nsv_version_unref(supported_max);
    return manager;
}

/* An owned text: compared, then released. */
static inline void check_owned(char* text, const char* expected, const char* file, int line) {
    _assert_string_equal(text, expected, file, line);
    nsv_string_free(text);
}
#define assert_owned(text, expected) check_owned(text, expected, __FILE__, __LINE__)

/* `size` times one byte, for free(). */
static inline char* repeated(char byte, size_t size) {
    char* const text = malloc(size + 1);
    assert_non_null(text);
    memset(text, byte, size);
    text[size] = '\0';
    return text;
}

enum { TEN_MEGABYTES = 10 * 1000 * 1000 };

#endif /* CONTRACT_H */
