/* Memory runs out at every single allocation of every function that allocates. First calls, which also read the
 * built-in network, are in first_call_test.c. */
#include "allocations.h"
#include "contract.h"
#include "entry_point.h"

static nsv_version* plain;
static nsv_version* rich;
static nsv_network* mainnet;
static char* mainnet_json;
static nsv_manager* manager;

static void release_version(void* out) { nsv_version_unref(out); }
static void release_network(void* out) { nsv_network_unref(out); }
static void release_manager(void* out) { nsv_manager_free(out); }
static void release_text(void* out) { nsv_string_free(out); }

#define LONG_VERSION "1.2.3-alpha.beta.gamma.delta.epsilon.zeta+build.metadata.that.goes.on.for.some.time"
#define LONG_JSON                                                                                                  \
    "{\"major\":1,\"minor\":2,\"patch\":3,\"prerelease\":\"release-candidate.1\",\"build\":\"some.longer.build\"," \
    "\"features\":[\"a\",\"a_feature_with_a_longer_name\",\"ponw\"],\"active_neps\":[\"NEP-001\",\"NEP-002\"],"    \
    "\"network\":{\"any\":[1,-2,3.5,true,null]}}"

CALL(new_version, nsv_version*, nsv_version_new(1, 2, 3, &made, error))
CALL(parse, nsv_version*, nsv_version_parse(BYTES("1.2.3"), &made, error))
CALL(parse_long, nsv_version*, nsv_version_parse(BYTES(LONG_VERSION), &made, error))
CALL(parse_malformed, nsv_version*, nsv_version_parse(BYTES("1.2.x"), &made, error))
CALL(parse_too_large, nsv_version*, nsv_version_parse(BYTES("99999999999999999999.0.0"), &made, error))
CALL(parse_too_long, nsv_version*, nsv_version_parse(mainnet_json, 256, &made, error))
CALL(parse_lenient, nsv_version*, nsv_version_parse_lenient(BYTES("v1.2"), &made, error))
CALL(version_from_json, nsv_version*, nsv_version_from_json(BYTES(LONG_JSON), &made, error))
CALL(version_from_malformed_json, nsv_version*, nsv_version_from_json(BYTES(LONG_JSON "x"), &made, error))
CALL(version_from_other_json, nsv_version*, nsv_version_from_json(BYTES("{\"major\":{},\"x\":[{}]}"), &made, error))
CALL(version_from_repeated_json, nsv_version*, nsv_version_from_json(BYTES("{\"a\":[{\"b\":1,\"b\":2}]}"), &made, error))
CALL(version_to_json, char*, nsv_version_to_json(rich, &made, error))
CALL(compatibility_message, char*, nsv_compatibility_message(plain, rich, &made, error))
CALL(network_from_json, nsv_network*, nsv_network_from_json(mainnet_json, strlen(mainnet_json), &made, error))
CALL(network_from_other_json, nsv_network*, nsv_network_from_json(BYTES("{\"id\":\"NOT AN ID\"}"), &made, error))
CALL(network_to_json, char*, nsv_network_to_json(mainnet, &made, error))
CALL(manager_new, nsv_manager*, nsv_manager_new(NULL, &made, error))
CALL(status_json, char*, nsv_manager_status_json(manager, &made, error))
CALL(can_participate, char*, nsv_manager_can_participate(manager, BYTES("training"), &made, error))
CALL(can_train, char*, nsv_manager_can_participate_in_training(manager, &made, error))
CALL(can_infer, char*, nsv_manager_can_participate_in_inference(manager, &made, error))
CALL(participate_in_nothing, char*, nsv_manager_can_participate(manager, BYTES("an unknown role"), &made, error))

static int32_t with(void** out, nsv_error* error) {
    const nsv_text features[] = {NSV_TEXT("ponw"), NSV_TEXT("a_feature_with_a_longer_name")};
    const nsv_text neps[] = {NSV_TEXT("NEP-002"), NSV_TEXT("NEP-001")};
    nsv_version* made = *out;
    const int32_t status = nsv_version_with(plain, features, 2, neps, 2, &made, error);
    *out = made;
    return status;
}

static int32_t with_repeated_nep(void** out, nsv_error* error) {
    const nsv_text features[] = {NSV_TEXT("a_feature_with_a_longer_name")};
    const nsv_text neps[] = {NSV_TEXT("NEP-001"), NSV_TEXT("NEP-0001")};
    nsv_version* made = *out;
    const int32_t status = nsv_version_with(plain, features, 1, neps, 2, &made, error);
    *out = made;
    return status;
}

static int32_t manager_with_empty_range(void** out, nsv_error* error) {
    nsv_manager_options options = NSV_MANAGER_OPTIONS_INIT;
    nsv_manager* made = *out;
    options.network = mainnet;
    options.supported_min = rich;
    options.supported_max = plain;
    const int32_t status = nsv_manager_new(&options, &made, error);
    *out = made;
    return status;
}

static int32_t check_peer_into_small_verdict(void** out, nsv_error* error) {
    (void)out;
    nsv_verdict verdict = {1, 0, 0, 0, 0};
    return nsv_manager_check_peer_compatibility(manager, rich, &verdict, error);
}

static int32_t verdict_message(void** out, nsv_error* error) {
    const nsv_verdict verdict = {sizeof verdict, NSV_INCOMPATIBLE, NSV_REASON_PEER_BELOW_MINIMUM, NSV_SIDE_PEER, 0};
    char* made = *out;
    const int32_t status = nsv_verdict_message(manager, rich, &verdict, &made, error);
    *out = made;
    return status;
}

static int32_t message_of_no_verdict(void** out, nsv_error* error) {
    const nsv_verdict verdict = {sizeof verdict, NSV_INCOMPATIBLE, 0, NSV_SIDE_PEER, 0};
    char* made = *out;
    const int32_t status = nsv_verdict_message(manager, rich, &verdict, &made, error);
    *out = made;
    return status;
}

static entry_point entry_points[] = {
    {"nsv_version_new", new_version, release_version, NSV_OK},
    {"nsv_version_parse", parse, release_version, NSV_OK},
    {"nsv_version_parse, long", parse_long, release_version, NSV_OK},
    {"nsv_version_parse, malformed", parse_malformed, NULL, NSV_ERROR_SYNTAX},
    {"nsv_version_parse, number too large", parse_too_large, NULL, NSV_ERROR_RANGE},
    {"nsv_version_parse, too long", parse_too_long, NULL, NSV_ERROR_LIMIT},
    {"nsv_version_parse_lenient", parse_lenient, release_version, NSV_OK},
    {"nsv_version_from_json", version_from_json, release_version, NSV_OK},
    {"nsv_version_from_json, malformed", version_from_malformed_json, NULL, NSV_ERROR_SYNTAX},
    {"nsv_version_from_json, of another shape", version_from_other_json, NULL, NSV_ERROR_SCHEMA},
    {"nsv_version_from_json, repeated key", version_from_repeated_json, NULL, NSV_ERROR_DUPLICATE},
    {"nsv_version_to_json", version_to_json, release_text, NSV_OK},
    {"nsv_version_with", with, release_version, NSV_OK},
    {"nsv_version_with, repeated NEP", with_repeated_nep, NULL, NSV_ERROR_DUPLICATE},
    {"nsv_compatibility_message", compatibility_message, release_text, NSV_OK},
    {"nsv_network_from_json", network_from_json, release_network, NSV_OK},
    {"nsv_network_from_json, of another shape", network_from_other_json, NULL, NSV_ERROR_SYNTAX},
    {"nsv_network_to_json", network_to_json, release_text, NSV_OK},
    {"nsv_manager_new", manager_new, release_manager, NSV_OK},
    {"nsv_manager_new, empty range", manager_with_empty_range, NULL, NSV_ERROR_ARGUMENT},
    {"nsv_manager_status_json", status_json, release_text, NSV_OK},
    {"nsv_manager_check_peer_compatibility, small verdict", check_peer_into_small_verdict, NULL, NSV_ERROR_ARGUMENT},
    {"nsv_verdict_message", verdict_message, release_text, NSV_OK},
    {"nsv_verdict_message, no verdict", message_of_no_verdict, NULL, NSV_ERROR_ARGUMENT},
    {"nsv_manager_can_participate", can_participate, release_text, 1},
    {"nsv_manager_can_participate, unknown role", participate_in_nothing, NULL, NSV_ERROR_NOT_FOUND},
    {"nsv_manager_can_participate_in_training", can_train, release_text, 1},
    {"nsv_manager_can_participate_in_inference", can_infer, release_text, 1},
};

/* The call with all the memory it wants. */
static void check_unhindered(const entry_point* entry, int32_t status, void* out, const nsv_error* error) {
    assert_int_equal(status, entry->expected);
    if (entry->release == NULL) {
        assert_ptr_equal(out, UNTOUCHED);
        assert_int_equal(error->code, status);
    } else {
        assert_ptr_not_equal(out, UNTOUCHED);
        check_untouched(error, __FILE__, __LINE__);
        entry->release(out);
    }
}

/* The call with its n-th allocation failing. How many allocations it asked for. */
static size_t call_without_memory(const entry_point* entry, enum allocation_failure failure, size_t n) {
    void* out = UNTOUCHED;
    nsv_error error = sentinel_error();
    const size_t live = allocations_live();
    allocations_watch(failure, n);
    const int32_t status = entry->call(&out, &error);
    const size_t seen = allocations_seen();
    if (seen < n) {
        check_unhindered(entry, status, out, &error);
    } else {
        assert_int_equal(status, NSV_ERROR_NO_MEMORY);
        assert_ptr_equal(out, UNTOUCHED);
        check_failure(&error, NSV_ERROR_NO_MEMORY, NSV_NO_OFFSET, "memory", __FILE__, __LINE__);
    }
    assert_int_equal(allocations_live(), live);
    return seen;
}

static void check_entry_point(void** state) {
    const entry_point* const entry = *state;
    for (enum allocation_failure failure = FAIL_NTH; failure <= FAIL_FROM_NTH; ++failure) {
        size_t n = 1;
        while (call_without_memory(entry, failure, n) >= n) {
            /* Nothing has changed: with memory back, the same call does what it always does. */
            assert_in_range(call_without_memory(entry, FAIL_NONE, SIZE_MAX), n, SIZE_MAX);
            ++n;
        }
        assert_true(n > 1); /* a call that allocates nothing would have shown nothing */
    }
}

/* OpenSSL keeps a record of errors for each thread, which is made at the first one. */
static void make_error_record(void) {
    nsv_network* network = UNTOUCHED;
    int32_t status = NSV_ERROR_NO_MEMORY;
    for (size_t n = 1; status == NSV_ERROR_NO_MEMORY; ++n) {
        allocations_watch(FAIL_NTH, n);
        status = nsv_network_from_json(mainnet_json, strlen(mainnet_json), &network, NULL);
        (void)allocations_seen();
    }
    nsv_network_unref(network);
}

static int set_up(void** state) {
    (void)state;
    plain = version_of("1.0.0");
    rich = version_of(LONG_VERSION);
    assert_int_equal(nsv_network_mainnet(&mainnet), NSV_OK);
    assert_succeeds(nsv_network_to_json(mainnet, &mainnet_json, error));
    make_error_record();
    assert_succeeds(nsv_manager_new(NULL, &manager, error));
    return 0;
}

static int tear_down(void** state) {
    (void)state;
    nsv_version_unref(plain);
    nsv_version_unref(rich);
    nsv_network_unref(mainnet);
    nsv_string_free(mainnet_json);
    nsv_manager_free(manager);
    return 0;
}

int main(void) {
    struct CMUnitTest tests[COUNT_OF(entry_points)];
    for (size_t i = 0; i < COUNT_OF(tests); ++i) {
        tests[i] = (struct CMUnitTest){entry_points[i].name, check_entry_point, NULL, NULL, &entry_points[i]};
    }
    return cmocka_run_group_tests_name("allocation_failure", tests, set_up, tear_down);
}
