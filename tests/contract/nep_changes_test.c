/* Scheduled NEPs that are rescheduled, cancelled and confirmed, and when that is refused: S10 and S11. */
#include "upgrades.h"

static nsv_manager* manager; /* at height 50 and time 1000, with the NEPs of set_up() */

static int set_up(void** state) {
    (void)state;
    manager = manager_of(NULL, "1.0.0", "2.0.0");
    assert_scheduled(manager, NEP("NEP-001", "1.1.0", "40", ",\"adds\":[\"mtp\"]"));
    assert_scheduled(manager, NEP("NEP-002", "2.0.0", "100", ""));
    assert_scheduled(manager, NEP_AT("NEP-003", "2.1.0", "200", "1000", "1000", ",\"min_version\":\"1.1.0\""));
    assert_scheduled(manager, NEP("NEP-005", "2.1.0", "400", ""));
    assert_scheduled(manager, NEP("NEP-006", "2.1.0", "500", ",\"requires\":[\"NEP-005\"]"));
    assert_scheduled(manager, NEP("NEP-004", "2.1.0", "300", ""));
    assert_succeeds(nsv_manager_cancel_nep(manager, BYTES("NEP-004"), BYTES("a reason"), error));
    advance_to(manager, 50, ANNOUNCED);
    return 0;
}

static int tear_down(void** state) {
    (void)state;
    nsv_manager_free(manager);
    return 0;
}

/* A text that is no id of a NEP: its status, and the byte. */
static const struct {
    const char* id;
    size_t size;
    int32_t status;
    uint64_t offset;
} bad_ids[] = {{"", 0, NSV_ERROR_SYNTAX, 0},
               {"NEP-02", 6, NSV_ERROR_SYNTAX, 6},
               {"nep-002", 7, NSV_ERROR_SYNTAX, 0},
               {"NEP-002", 8, NSV_ERROR_SYNTAX, 7}, /* the NUL */
               {"NEP-00\xff", 7, NSV_ERROR_SYNTAX, 6},
               {"NEP-18446744073709551616", 24, NSV_ERROR_RANGE, 4},
               {"NEP-000000000000000000002", 25, NSV_ERROR_LIMIT, 24}};

static void texts_that_are_no_ids_are_refused(void** state) {
    (void)state;
    char* const huge = repeated('1', TEN_MEGABYTES);
    for (size_t i = 0; i < COUNT_OF(bad_ids); ++i) {
        const char* const id = bad_ids[i].id;
        const size_t size = bad_ids[i].size;
        const int32_t status = bad_ids[i].status;
        const uint64_t offset = bad_ids[i].offset;
        assert_refused(manager, nsv_manager_reschedule_nep(manager, id, size, 300, NOTICED, error), status, offset, "NEP id");
        assert_refused(manager, nsv_manager_cancel_nep(manager, id, size, BYTES(""), error), status, offset, "NEP id");
        assert_refused(manager, nsv_manager_activate_nep(manager, id, size, NULL, error), status, offset, "NEP id");
        assert_fails(char*, nsv_manager_activate_nep(manager, id, size, &out, error), status, offset, "NEP id");
    }
    assert_refused(manager, nsv_manager_cancel_nep(manager, huge, TEN_MEGABYTES, BYTES(""), error), NSV_ERROR_LIMIT, 24,
                   "too long");
    free(huge);
}

#define RESCHEDULE(id, height, time) nsv_manager_reschedule_nep(manager, BYTES(id), height, time, error)

static void rescheduling_is_refused(void** state) {
    (void)state;
    const uint64_t beyond = (uint64_t)NSV_MAX_HEIGHT + 1;
    assert_refused(manager, RESCHEDULE("NEP-777", 300, NOTICED), NSV_ERROR_NOT_FOUND, NSV_NO_OFFSET, "NEP NEP-777 not found");
    assert_refused(manager, RESCHEDULE("NEP-004", 300, NOTICED), NSV_ERROR_NOT_FOUND, NSV_NO_OFFSET, "NEP-004");
    assert_refused(manager, RESCHEDULE("NEP-001", 300, NOTICED), NSV_ERROR_HEIGHT, NSV_NO_OFFSET, "since block 40");
    assert_refused(manager, RESCHEDULE("NEP-002", 50, NOTICED), NSV_ERROR_HEIGHT, NSV_NO_OFFSET, "above the current height 50");
    assert_refused(manager, RESCHEDULE("NEP-002", 0, NOTICED), NSV_ERROR_HEIGHT, NSV_NO_OFFSET, "found 0");
    assert_refused(manager, RESCHEDULE("NEP-002", 110, NOTICED - 1), NSV_ERROR_NOTICE, NSV_NO_OFFSET, "30 days");
    assert_refused(manager, RESCHEDULE("NEP-002", 110, 0), NSV_ERROR_RANGE, NSV_NO_OFFSET, "not before");
    assert_refused(manager, RESCHEDULE("NEP-002", beyond, NOTICED), NSV_ERROR_RANGE, NSV_NO_OFFSET, "at most");
    assert_refused(manager, RESCHEDULE("NEP-002", 110, beyond), NSV_ERROR_RANGE, NSV_NO_OFFSET, "at most");
    assert_refused(manager, RESCHEDULE("NEP-002", UINT64_MAX, UINT64_MAX), NSV_ERROR_RANGE, NSV_NO_OFFSET, "at most");
    assert_refused(manager, RESCHEDULE("NEP-002", 201, NOTICED), NSV_ERROR_CONFLICT, NSV_NO_OFFSET, "NEP-002 at block 201");
    assert_refused(manager, RESCHEDULE("NEP-006", 399, NOTICED), NSV_ERROR_CONFLICT, NSV_NO_OFFSET, "NEP-005");
    /* in front of NEP-002, NEP-003 would be the one that raises MAJOR */
    assert_refused(manager, RESCHEDULE("NEP-003", 99, ANNOUNCED), NSV_ERROR_CONFLICT, NSV_NO_OFFSET, "NEP-002 at block 100");
}

#define CANCEL(id, reason) nsv_manager_cancel_nep(manager, BYTES(id), BYTES(reason), error)

static void cancelling_is_refused(void** state) {
    (void)state;
    char* const prose = repeated('r', 1001);
    assert_refused(manager, CANCEL("NEP-777", ""), NSV_ERROR_NOT_FOUND, NSV_NO_OFFSET, "NEP NEP-777 not found");
    assert_refused(manager, CANCEL("NEP-004", ""), NSV_ERROR_NOT_FOUND, NSV_NO_OFFSET, "NEP-004");
    assert_refused(manager, CANCEL("NEP-001", ""), NSV_ERROR_HEIGHT, NSV_NO_OFFSET, "the current height is 50");
    assert_refused(manager, CANCEL("NEP-005", ""), NSV_ERROR_CONFLICT, NSV_NO_OFFSET, "NEP-006 at block 500");
    /* without NEP-002, NEP-003 would raise MAJOR, and nobody was given notice of that */
    assert_refused(manager, CANCEL("NEP-002", ""), NSV_ERROR_NOTICE, NSV_NO_OFFSET, "NEP-003");
    assert_refused(manager, nsv_manager_cancel_nep(manager, BYTES("NEP-006"), prose, 1001, error), NSV_ERROR_LIMIT,
                   NSV_NO_OFFSET, "reason: ");
    assert_refused(manager, CANCEL("NEP-006", "a\nb"), NSV_ERROR_SYNTAX, 1, "reason: ");
    assert_refused(manager, CANCEL("NEP-006", "a\0"), NSV_ERROR_SYNTAX, 1, "reason: ");
    assert_refused(manager, CANCEL("NEP-006", "\x7f"), NSV_ERROR_SYNTAX, 0, "reason: ");
    assert_refused(manager, CANCEL("NEP-006", "\xc2\x9b"), NSV_ERROR_SYNTAX, 0, "reason: ");
    free(prose);
}

/* What is printed as JSON must be UTF-8. */
static void a_reason_that_is_no_utf8_is_refused(void** state) {
    (void)state;
    const char* const reasons[] = {"ab\xff", "\xc0\x80", "ab\xe2\x82", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\x80"};
    for (size_t i = 0; i < COUNT_OF(reasons); ++i) {
        char* const before = state_of(manager);
        nsv_error details = sentinel_error();
        assert_int_equal(nsv_manager_cancel_nep(manager, BYTES("NEP-006"), reasons[i], strlen(reasons[i]), &details),
                         NSV_ERROR_SYNTAX);
        assert_non_null(strstr(details.message, "reason: "));
        check_state(manager, before, __FILE__, __LINE__);
    }
}

static void reasons_of_every_allowed_size_are_kept(void** state) {
    (void)state;
    nsv_manager* const other = manager_of(NULL, "1.0.0", "2.0.0");
    char* const prose = repeated('r', 1000);
    assert_scheduled(other, NEP("NEP-001", "1.1.0", "40", ""));
    assert_succeeds(nsv_manager_cancel_nep(other, BYTES("NEP-001"), prose, 0, error));
    assert_owned_contains(nep_at(other, 0), "\"cancel_reason\":\"\"");
    assert_scheduled(other, NEP("NEP-001", "1.1.0", "40", ""));
    assert_succeeds(nsv_manager_cancel_nep(other, BYTES("NEP-001"), prose, 1000, error));
    assert_owned_contains(nep_at(other, 0), prose);
    nsv_manager_free(other);
    free(prose);
}

/* The answer 0 changes nothing: with a message and without, with an error and without. */
static void check_no(nsv_manager* node, const char* id, const char* expected) {
    char* const before = state_of(node);
    char* message = NULL;
    assert_gives(nsv_manager_activate_nep(node, id, strlen(id), &message, error), 0);
    assert_owned(message, expected);
    assert_int_equal(nsv_manager_activate_nep(node, id, strlen(id), NULL, NULL), 0);
    assert_int_equal(nsv_manager_activate_nep(node, id, strlen(id), &message, NULL), 0);
    assert_owned(message, expected);
    check_state(node, before, __FILE__, __LINE__);
}

static void activation_is_confirmed_once_and_only_where_it_has_happened(void** state) {
    (void)state;
    nsv_manager* const node = manager_of(NULL, "1.0.0", "1.5.0");
    char* message = NULL;
    assert_scheduled(node, NEP("NEP-001", "1.1.0", "40", ""));
    assert_scheduled(node, NEP("NEP-002", "1.6.0", "50", ""));
    assert_scheduled(node, NEP("NEP-003", "1.7.0", "90", ""));
    assert_succeeds(nsv_manager_cancel_nep(node, BYTES("NEP-003"), BYTES(""), error));
    advance_to(node, 39, 0);
    check_no(node, "NEP-777", "NEP NEP-777 not found");
    check_no(node, "NEP-003", "NEP NEP-003 not scheduled (status: cancelled)");
    check_no(node, "NEP-001", "NEP NEP-001 activates at block 40, and the current height is 39");
    advance_to(node, 50, 0);
    check_no(node, "NEP-002", "NEP NEP-002 is in force since block 50: it needs 1.6.0 and this node supports at most 1.5.0");
    assert_gives(nsv_manager_activate_nep(node, BYTES("NEP-0001"), &message, error), 1);
    assert_owned(message, "Activated NEP-001, now at version 1.1.0");
    check_no(node, "NEP-001", "NEP NEP-001 not scheduled (status: active)");
    /* a rewind below it takes the confirmation back, one to a height where it is active does not */
    assert_succeeds(nsv_manager_rewind(node, 40, 0, error));
    check_no(node, "NEP-001", "NEP NEP-001 not scheduled (status: active)");
    assert_succeeds(nsv_manager_rewind(node, 39, 0, error));
    check_no(node, "NEP-001", "NEP NEP-001 activates at block 40, and the current height is 39");
    advance_to(node, 40, 0);
    assert_int_equal(nsv_manager_activate_nep(node, BYTES("NEP-001"), NULL, NULL), 1);
    nsv_manager_free(node);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_that_are_no_ids_are_refused),
        cmocka_unit_test(rescheduling_is_refused),
        cmocka_unit_test(cancelling_is_refused),
        cmocka_unit_test(a_reason_that_is_no_utf8_is_refused),
        cmocka_unit_test(reasons_of_every_allowed_size_are_kept),
        cmocka_unit_test(activation_is_confirmed_once_and_only_where_it_has_happened),
    };
    return cmocka_run_group_tests_name("nep_changes", tests, set_up, tear_down);
}
