/* The library's release, the names of its numbers, and what becomes of an nsv_error of any size. */
#include "contract.h"

static void the_loaded_release_is_the_one_of_the_header(void** state) {
    (void)state;
    char expected[64];
    (void)snprintf(expected, sizeof expected, "%d.%d.%d", NSV_LIBRARY_VERSION_MAJOR, NSV_LIBRARY_VERSION_MINOR,
                   NSV_LIBRARY_VERSION_PATCH);
    assert_string_equal(nsv_library_version(), expected);
    assert_int_equal(nsv_library_version_number(), NSV_LIBRARY_VERSION_NUMBER);
    assert_int_equal(NSV_LIBRARY_VERSION_NUMBER,
                     NSV_LIBRARY_VERSION_MAJOR * 1000000 + NSV_LIBRARY_VERSION_MINOR * 1000 + NSV_LIBRARY_VERSION_PATCH);
}

typedef struct named_number {
    int32_t number;
    const char* name;
} named_number;

/* Every listed number has its name, and no other number near one, nor the extreme ones, has any. */
static void check_names(const char* (*name)(int32_t), const named_number* known, size_t count, const char* unknown) {
    const int32_t extremes[] = {INT32_MIN, INT32_MIN + 1, -1000, 1000, INT32_MAX - 1, INT32_MAX};
    for (int32_t number = -200; number <= 200; ++number) {
        const char* expected = unknown;
        for (size_t i = 0; i < count; ++i) {
            if (known[i].number == number) expected = known[i].name;
        }
        assert_string_equal(name(number), expected);
    }
    for (size_t i = 0; i < COUNT_OF(extremes); ++i) assert_string_equal(name(extremes[i]), unknown);
}
#define CHECK_NAMES(function, known, unknown) check_names(function, known, COUNT_OF(known), unknown)

static void statuses_have_their_names(void** state) {
    (void)state;
    const named_number statuses[] = {{0, "NSV_OK"},
                                     {-10, "NSV_ERROR_ARGUMENT"},
                                     {-20, "NSV_ERROR_SYNTAX"},
                                     {-30, "NSV_ERROR_RANGE"},
                                     {-40, "NSV_ERROR_LIMIT"},
                                     {-50, "NSV_ERROR_SCHEMA"},
                                     {-60, "NSV_ERROR_DUPLICATE"},
                                     {-70, "NSV_ERROR_NOT_FOUND"},
                                     {-80, "NSV_ERROR_CONFLICT"},
                                     {-90, "NSV_ERROR_HEIGHT"},
                                     {-100, "NSV_ERROR_NO_MEMORY"},
                                     {-110, "NSV_ERROR_INTERNAL"},
                                     {-120, "NSV_ERROR_NOTICE"},
                                     {-130, "NSV_ERROR_INCOMPATIBLE"},
                                     {-140, "NSV_ERROR_IO"},
                                     {-150, "NSV_ERROR_FULL"},
                                     {-160, "NSV_ERROR_LOCKED"},
                                     {-170, "NSV_ERROR_READ_ONLY"},
                                     {-180, "NSV_ERROR_CORRUPT"},
                                     {-190, "NSV_ERROR_FORMAT"}};
    CHECK_NAMES(nsv_status_name, statuses, "NSV_STATUS_UNKNOWN");
}

static void levels_sides_node_statuses_and_reasons_have_their_names(void** state) {
    (void)state;
    const named_number levels[] = {{0, "IDENTICAL"}, {1, "COMPATIBLE"}, {2, "UPGRADE_RECOMMENDED"}, {3, "INCOMPATIBLE"}};
    const named_number words[] = {{0, "identical"}, {1, "compatible"}, {2, "upgrade"}, {3, "incompatible"}};
    const named_number sides[] = {{0, "NONE"}, {1, "LOCAL"}, {2, "PEER"}};
    const named_number nodes[] = {{0, "COMPATIBLE"}, {1, "UPGRADE_RECOMMENDED"}, {2, "MUST_UPGRADE"}, {3, "TOO_NEW"}};
    const named_number reasons[] = {
        {10, "DIFFERENT_NETWORK"}, {20, "LOCAL_HALTED"},       {21, "PEER_HALTED"},   {22, "PEER_UNSUPPORTED"},
        {30, "NO_COMMON_VERSION"}, {31, "LOCAL_TOO_NEW"},      {32, "PEER_TOO_NEW"},  {40, "LOCAL_STALE"},
        {41, "PEER_STALE"},        {42, "PEER_SYNCING"},       {43, "LOCAL_SYNCING"}, {44, "LOCAL_UNSUPPORTED"},
        {45, "DIVERGED"},          {50, "PEER_BELOW_MINIMUM"}, {60, "PEER_READY"},    {70, "VERSIONS"}};
    CHECK_NAMES(nsv_compatibility_name, levels, "UNKNOWN");
    CHECK_NAMES(nsv_compatibility_word, words, "unknown");
    CHECK_NAMES(nsv_side_name, sides, "UNKNOWN");
    CHECK_NAMES(nsv_node_status_name, nodes, "UNKNOWN");
    CHECK_NAMES(nsv_reason_name, reasons, "UNKNOWN");
}

static void freeing_no_text_does_nothing(void** state) {
    (void)state;
    nsv_string_free(NULL);
}

static void initializers_set_the_size_and_nothing_else(void** state) {
    (void)state;
    const nsv_error error = NSV_ERROR_INIT;
    const nsv_verdict verdict = NSV_VERDICT_INIT;
    const nsv_manager_options options = NSV_MANAGER_OPTIONS_INIT;
    const nsv_text text = NSV_TEXT("four");
    assert_int_equal(error.size, sizeof error);
    assert_int_equal(error.code, 0);
    assert_int_equal(error.offset, 0);
    for (size_t i = 0; i < sizeof error.message; ++i) assert_int_equal(error.message[i], 0);
    assert_int_equal(verdict.size, sizeof verdict);
    assert_int_equal(verdict.level, 0);
    assert_int_equal(verdict.reason, 0);
    assert_int_equal(verdict.upgrade, 0);
    assert_int_equal(verdict.cut_height, 0);
    assert_int_equal(options.size, sizeof options);
    assert_int_equal(options.flags, 0);
    assert_null(options.network);
    assert_null(options.supported_min);
    assert_null(options.supported_max);
    assert_string_equal(text.data, "four");
    assert_int_equal(text.size, 4);
}

/* Every function that takes an nsv_error, called so that it fails of NULL where the error lets it begin. */
static int32_t new_version(nsv_error* error) { return nsv_version_new(1, 2, 3, NULL, error); }
static int32_t parse(nsv_error* error) { return nsv_version_parse(BYTES("1.2.3"), NULL, error); }
static int32_t parse_lenient(nsv_error* error) { return nsv_version_parse_lenient(BYTES("1.2.3"), NULL, error); }
static int32_t version_from_json(nsv_error* error) { return nsv_version_from_json(BYTES("{}"), NULL, error); }
static int32_t version_to_json(nsv_error* error) { return nsv_version_to_json(NULL, NULL, error); }
static int32_t version_with(nsv_error* error) { return nsv_version_with(NULL, NULL, 0, NULL, 0, NULL, error); }
static int32_t compatibility_message(nsv_error* error) { return nsv_compatibility_message(NULL, NULL, NULL, error); }
static int32_t network_from_json(nsv_error* error) { return nsv_network_from_json(BYTES("{}"), NULL, error); }
static int32_t network_to_json(nsv_error* error) { return nsv_network_to_json(NULL, NULL, error); }
static int32_t manager_new(nsv_error* error) { return nsv_manager_new(NULL, NULL, error); }
static int32_t status_json(nsv_error* error) { return nsv_manager_status_json(NULL, NULL, error); }
static int32_t advance(nsv_error* error) { return nsv_manager_advance(NULL, 1, 1, error); }
static int32_t go_back(nsv_error* error) { return nsv_manager_rewind(NULL, 0, 0, error); }
static int32_t schedule(nsv_error* error) { return nsv_manager_schedule_nep(NULL, BYTES("{}"), error); }
static int32_t catch_up(nsv_error* error) { return nsv_manager_catch_up_nep(NULL, BYTES("{}"), error); }
static int32_t reschedule(nsv_error* error) { return nsv_manager_reschedule_nep(NULL, BYTES("NEP-001"), 1, 1, error); }
static int32_t cancel(nsv_error* error) { return nsv_manager_cancel_nep(NULL, BYTES("NEP-001"), BYTES(""), error); }
static int32_t activate(nsv_error* error) { return nsv_manager_activate_nep(NULL, BYTES("NEP-001"), NULL, error); }
static int32_t nep_json(nsv_error* error) { return nsv_manager_nep_json(NULL, 0, NULL, error); }
static int32_t find_nep_json(nsv_error* error) { return nsv_manager_find_nep_json(NULL, BYTES("NEP-001"), NULL, error); }
static int32_t advertisement(nsv_error* error) { return nsv_manager_advertisement(NULL, NULL, error); }
static int32_t check_peer(nsv_error* error) { return nsv_manager_check_peer(NULL, BYTES("{}"), NULL, error); }
static int32_t negotiate(nsv_error* error) { return nsv_manager_negotiate(NULL, BYTES("{}"), NULL, error); }
static int32_t transcript(nsv_error* error) { return nsv_transcript_digest(NULL, 0, NULL, 0, NULL, error); }
static int32_t readiness_new(nsv_error* error) { return nsv_readiness_new(NULL, NULL, error); }
static int32_t readiness_add(nsv_error* error) { return nsv_readiness_add(NULL, BYTES("{}"), error); }
static int32_t readiness_to_json(nsv_error* error) { return nsv_readiness_to_json(NULL, NULL, error); }
static int32_t check_version(nsv_error* error) { return nsv_manager_check_peer_compatibility(NULL, NULL, NULL, error); }
static int32_t verdict_message(nsv_error* error) { return nsv_verdict_message(NULL, NULL, NULL, NULL, error); }
static int32_t participate(nsv_error* error) { return nsv_manager_can_participate(NULL, BYTES("training"), NULL, error); }
static int32_t train(nsv_error* error) { return nsv_manager_can_participate_in_training(NULL, NULL, error); }
static int32_t infer(nsv_error* error) { return nsv_manager_can_participate_in_inference(NULL, NULL, error); }

typedef int32_t (*failing_call)(nsv_error* error);
static const failing_call failing_calls[] = {new_version,
                                             parse,
                                             parse_lenient,
                                             version_from_json,
                                             version_to_json,
                                             version_with,
                                             compatibility_message,
                                             network_from_json,
                                             network_to_json,
                                             manager_new,
                                             status_json,
                                             advance,
                                             go_back,
                                             schedule,
                                             catch_up,
                                             reschedule,
                                             cancel,
                                             activate,
                                             nep_json,
                                             find_nep_json,
                                             advertisement,
                                             check_peer,
                                             negotiate,
                                             transcript,
                                             readiness_new,
                                             readiness_add,
                                             readiness_to_json,
                                             check_version,
                                             verdict_message,
                                             participate,
                                             train,
                                             infer};
enum { FAILING_CALLS = COUNT_OF(failing_calls) };

static void every_function_reports_into_an_error_and_does_without(void** state) {
    (void)state;
    for (size_t i = 0; i < FAILING_CALLS; ++i) {
        nsv_error error = sentinel_error();
        assert_int_equal(failing_calls[i](&error), NSV_ERROR_ARGUMENT);
        check_failure(&error, NSV_ERROR_ARGUMENT, NSV_NO_OFFSET, " is NULL", __FILE__, __LINE__);
        assert_int_equal(error.size, sizeof error);
        assert_int_equal(failing_calls[i](NULL), NSV_ERROR_ARGUMENT);
    }
}

static void an_error_that_is_too_small_is_an_argument_error_and_left_alone(void** state) {
    (void)state;
    const uint32_t sizes[] = {0, 1, 4, 16, sizeof(nsv_error) - 1};
    for (size_t i = 0; i < FAILING_CALLS; ++i) {
        for (size_t j = 0; j < COUNT_OF(sizes); ++j) {
            nsv_error error = sentinel_error();
            error.size = sizes[j];
            const nsv_error before = error;
            assert_int_equal(failing_calls[i](&error), NSV_ERROR_ARGUMENT);
            assert_memory_equal(&error, &before, sizeof error);
        }
    }
}

/* It is refused before anything is done: a call that would have succeeded writes no output either. */
static void an_error_that_is_too_small_stops_a_good_call(void** state) {
    (void)state;
    nsv_error error = sentinel_error();
    error.size = sizeof error - 1;
    nsv_version* version = UNTOUCHED;
    nsv_manager* manager = UNTOUCHED;
    assert_int_equal(nsv_version_parse(BYTES("1.2.3"), &version, &error), NSV_ERROR_ARGUMENT);
    assert_int_equal(nsv_manager_new(NULL, &manager, &error), NSV_ERROR_ARGUMENT);
    assert_ptr_equal(version, UNTOUCHED);
    assert_ptr_equal(manager, UNTOUCHED);
}

/* As a program would have it that was compiled with a later header. */
typedef struct later_error {
    nsv_error known;
    unsigned char tail[64];
} later_error;

static void the_tail_of_a_larger_error_is_left_alone(void** state) {
    (void)state;
    const uint32_t sizes[] = {sizeof(nsv_error) + 1, sizeof(later_error)};
    const unsigned char fillings[] = {0x00, 0xa5};
    for (size_t i = 0; i < FAILING_CALLS; ++i) {
        for (size_t j = 0; j < 4; ++j) {
            later_error error;
            unsigned char tail[sizeof error.tail];
            memset(&error, 0x5a, sizeof error);
            memset(error.tail, fillings[j % 2], sizeof error.tail);
            memcpy(tail, error.tail, sizeof tail);
            error.known.size = sizes[j / 2];
            assert_int_equal(failing_calls[i](&error.known), NSV_ERROR_ARGUMENT);
            check_failure(&error.known, NSV_ERROR_ARGUMENT, NSV_NO_OFFSET, " is NULL", __FILE__, __LINE__);
            assert_memory_equal(error.tail, tail, sizeof tail);
            assert_int_equal(error.known.size, sizes[j / 2]);
        }
    }
}

/* Nothing behind the known fields is read or written, so even an absurd size can do no harm. */
static void an_error_of_an_absurd_size_is_written_within_its_known_fields(void** state) {
    (void)state;
    later_error error;
    memset(&error, 0x5a, sizeof error);
    error.known.size = UINT32_MAX;
    assert_int_equal(parse(&error.known), NSV_ERROR_ARGUMENT);
    check_failure(&error.known, NSV_ERROR_ARGUMENT, NSV_NO_OFFSET, "out is NULL", __FILE__, __LINE__);
    for (size_t i = 0; i < sizeof error.tail; ++i) assert_int_equal(error.tail[i], 0x5a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_loaded_release_is_the_one_of_the_header),
        cmocka_unit_test(statuses_have_their_names),
        cmocka_unit_test(levels_sides_node_statuses_and_reasons_have_their_names),
        cmocka_unit_test(freeing_no_text_does_nothing),
        cmocka_unit_test(initializers_set_the_size_and_nothing_else),
        cmocka_unit_test(every_function_reports_into_an_error_and_does_without),
        cmocka_unit_test(an_error_that_is_too_small_is_an_argument_error_and_left_alone),
        cmocka_unit_test(an_error_that_is_too_small_stops_a_good_call),
        cmocka_unit_test(the_tail_of_a_larger_error_is_left_alone),
        cmocka_unit_test(an_error_of_an_absurd_size_is_written_within_its_known_fields),
    };
    return cmocka_run_group_tests_name("library", tests, NULL, NULL);
}
