/* The ledger goes on and back, and NEPs with it: S7, S8, S10, S12, S13. */
#include "upgrades.h"

static void check_versions(const nsv_manager* manager, const char* active, const char* network, const char* minimum) {
    int32_t (*const getters[])(const nsv_manager*, nsv_version**) = {nsv_manager_current_version, nsv_manager_network_version,
                                                                     nsv_manager_network_minimum};
    const char* const expected[] = {active, network, minimum};
    for (size_t i = 0; i < COUNT_OF(getters); ++i) {
        nsv_version* version = NULL;
        assert_int_equal(getters[i](manager, &version), NSV_OK);
        assert_string_equal(nsv_version_string(version), expected[i]);
        nsv_version_unref(version);
    }
}

static void a_new_manager_stands_at_the_start(void** state) {
    (void)state;
    nsv_manager* const manager = manager_of(NULL, NULL, NULL);
    assert_int_equal(nsv_manager_height(manager), 0);
    assert_int_equal(nsv_manager_time(manager), 0);
    assert_int_equal(nsv_manager_nep_count(manager), 0);
    assert_fails(char*, nsv_manager_nep_json(manager, 0, &out, error), NSV_ERROR_NOT_FOUND, NSV_NO_OFFSET, "index 0");
    nsv_manager_free(manager);
}

static void height_goes_on_and_back_and_time_goes_anywhere(void** state) {
    (void)state;
    nsv_manager* const manager = manager_of(NULL, NULL, NULL);
    const struct {
        int32_t (*move)(nsv_manager*, uint64_t, uint64_t, nsv_error*);
        uint64_t height, time;
    } moves[] = {{nsv_manager_advance, 0, 0},
                 {nsv_manager_advance, 1, 100},
                 {nsv_manager_advance, 1, 50},
                 {nsv_manager_rewind, 1, NSV_MAX_HEIGHT},
                 {nsv_manager_advance, NSV_MAX_HEIGHT, NSV_MAX_HEIGHT},
                 {nsv_manager_rewind, NSV_MAX_HEIGHT, 0},
                 {nsv_manager_rewind, 7, 3},
                 {nsv_manager_rewind, 0, 0}};
    for (size_t i = 0; i < COUNT_OF(moves); ++i) {
        assert_succeeds(moves[i].move(manager, moves[i].height, moves[i].time, error));
        assert_int_equal(nsv_manager_height(manager), moves[i].height);
        assert_int_equal(nsv_manager_time(manager), moves[i].time);
    }
    nsv_manager_free(manager);
}

static void moves_in_the_wrong_direction_or_too_far_are_refused(void** state) {
    (void)state;
    const uint64_t beyond[] = {(uint64_t)NSV_MAX_HEIGHT + 1, UINT64_C(1) << 63, UINT64_MAX};
    nsv_manager* const manager = manager_of(NULL, "1.0.0", "2.0.0");
    assert_scheduled(manager, NEP("NEP-001", "2.0.0", "60", ""));
    advance_to(manager, 50, ANNOUNCED);
    assert_refused(manager, nsv_manager_advance(manager, 49, 7, error), NSV_ERROR_HEIGHT, NSV_NO_OFFSET, "at least 50");
    assert_refused(manager, nsv_manager_rewind(manager, 51, 7, error), NSV_ERROR_HEIGHT, NSV_NO_OFFSET, "at most 50");
    for (size_t i = 0; i < COUNT_OF(beyond); ++i) {
        assert_refused(manager, nsv_manager_advance(manager, beyond[i], 7, error), NSV_ERROR_RANGE, NSV_NO_OFFSET, "at most");
        assert_refused(manager, nsv_manager_advance(manager, 51, beyond[i], error), NSV_ERROR_RANGE, NSV_NO_OFFSET, "at most");
        assert_refused(manager, nsv_manager_rewind(manager, beyond[i], 7, error), NSV_ERROR_HEIGHT, NSV_NO_OFFSET, "at most");
        assert_refused(manager, nsv_manager_rewind(manager, 49, beyond[i], error), NSV_ERROR_RANGE, NSV_NO_OFFSET, "at most");
    }
    nsv_manager_free(manager);
}

static void a_nep_is_in_force_from_its_height_on_and_not_below(void** state) {
    (void)state;
    nsv_manager* const manager = manager_of(NULL, "1.0.0", "2.0.0");
    assert_scheduled(manager, NEP("NEP-001", "2.0.0", "60", ",\"adds\":[\"mtp\"],\"removes\":[\"ponw\"]"));
    advance_to(manager, 59, 0);
    check_versions(manager, "1.0.0", "1.0.0", "1.0.0");
    advance_to(manager, 60, 0);
    check_versions(manager, "2.0.0", "2.0.0", "2.0.0");
    nsv_version* version = NULL;
    assert_int_equal(nsv_manager_current_version(manager, &version), NSV_OK);
    assert_int_equal(nsv_version_feature_count(version), 7);
    assert_int_equal(nsv_version_supports_feature(version, BYTES("mtp")), 1);
    assert_int_equal(nsv_version_supports_feature(version, BYTES("ponw")), 0);
    assert_string_equal(nsv_version_active_nep_at(version, 0), "NEP-001");
    nsv_version_unref(version);
    assert_succeeds(nsv_manager_rewind(manager, 59, 0, error));
    check_versions(manager, "1.0.0", "1.0.0", "1.0.0");
    assert_owned_contains(nep_at(manager, 0), "\"status\":\"scheduled\"");
    advance_to(manager, NSV_MAX_HEIGHT, 0);
    check_versions(manager, "2.0.0", "2.0.0", "2.0.0");
    assert_owned_contains(nep_at(manager, 0), "\"status\":\"active\"");
    nsv_manager_free(manager);
}

static void a_jump_does_what_single_steps_do(void** state) {
    (void)state;
    nsv_manager* const stepping = manager_of(NULL, "1.0.0", "2.1.0");
    nsv_manager* const jumping = manager_of(NULL, "1.0.0", "2.1.0");
    const char* const neps[] = {NEP("NEP-003", "3.0.0", "30", ""), NEP("NEP-001", "1.1.0", "10", ",\"adds\":[\"mtp\"]"),
                                NEP("NEP-002", "2.0.0", "10", ",\"requires\":[\"NEP-001\"]")};
    assert_scheduled(stepping, NEP("NEP-001", "1.1.0", "10", ",\"adds\":[\"mtp\"]"));
    assert_scheduled(stepping, NEP("NEP-002", "2.0.0", "10", ",\"requires\":[\"NEP-001\"]"));
    assert_scheduled(stepping, NEP("NEP-003", "3.0.0", "30", ""));
    for (uint64_t height = 0; height <= 40; ++height) advance_to(stepping, height, 5);
    advance_to(jumping, 40, 5);
    for (size_t i = 1; i <= COUNT_OF(neps); ++i) { /* in another order, and after their heights */
        const char* const json = neps[i % COUNT_OF(neps)];
        assert_succeeds(nsv_manager_catch_up_nep(jumping, json, strlen(json), error));
    }
    check_state(jumping, state_of(stepping), __FILE__, __LINE__);
    assert_succeeds(nsv_manager_rewind(stepping, 9, 5, error));
    assert_succeeds(nsv_manager_rewind(jumping, 20, 5, error));
    assert_succeeds(nsv_manager_rewind(jumping, 9, 5, error));
    check_state(jumping, state_of(stepping), __FILE__, __LINE__);
    nsv_manager_free(stepping);
    nsv_manager_free(jumping);
}

static void a_node_that_lacks_a_breaking_upgrade_is_halted_until_a_rewind(void** state) {
    (void)state;
    nsv_manager* const manager = manager_of(NULL, "1.0.0", "1.0.0");
    char* reason = NULL;
    assert_scheduled(manager, NEP("NEP-001", "2.0.0", "60", ""));
    assert_int_equal(nsv_manager_status(manager), NSV_NODE_UPGRADE_RECOMMENDED);
    advance_to(manager, 60, 0);
    assert_int_equal(nsv_manager_status(manager), NSV_NODE_MUST_UPGRADE);
    check_versions(manager, "1.0.0", "2.0.0", "2.0.0");
    assert_owned_contains(advertisement_of(manager), "\"halted\":true");
    assert_gives(nsv_manager_can_participate_in_training(manager, &reason, error), 0);
    assert_owned(reason, "Halted: since block 60, NEP-001 needs 2.0.0 and this node supports at most 1.0.0; upgrade this node");
    assert_succeeds(nsv_manager_rewind(manager, 59, 0, error));
    assert_int_equal(nsv_manager_status(manager), NSV_NODE_UPGRADE_RECOMMENDED);
    assert_int_equal(nsv_manager_can_participate_in_training(manager, NULL, NULL), 1);
    nsv_manager_free(manager);
}

static void the_same_effect_again_is_success_and_changes_nothing(void** state) {
    (void)state;
    nsv_manager* const manager = manager_of(NULL, "1.0.0", "2.0.0");
    assert_scheduled(manager, NEP("NEP-001", "2.0.0", "60", ",\"adds\":[\"mtp\",\"mla\"]"));
    char* const before = state_of(manager);
    assert_scheduled(manager, NEP("NEP-1000", "2.1.0", "90", ""));
    assert_succeeds(nsv_manager_cancel_nep(manager, BYTES("NEP-1000"), BYTES(""), error));
    assert_int_equal(nsv_manager_nep_count(manager), 2); /* the cancelled one is still known */
    nsv_manager_free(manager);

    nsv_manager* const again = manager_of(NULL, "1.0.0", "2.0.0");
    assert_scheduled(again, NEP("NEP-001", "2.0.0", "60", ",\"adds\":[\"mtp\",\"mla\"]"));
    /* another wording, another source, other times: too little notice as well */
    assert_scheduled(again, NEP_AT("NEP-0001", "2.0.0", "60", "1", "2", ",\"adds\":[\"mla\",\"mtp\"],\"grace_days\":3"));
    assert_succeeds(
        nsv_manager_catch_up_nep(again, BYTES(NEP("NEP-001", "2.0.0", "60", ",\"adds\":[\"mla\",\"mtp\"]")), error));
    check_state(again, before, __FILE__, __LINE__);
    advance_to(again, 60, 0); /* also where it is active */
    assert_scheduled(again, NEP("NEP-001", "2.0.0", "60", ",\"adds\":[\"mtp\",\"mla\"]"));
    nsv_manager_free(again);
}

static void a_cancelled_nep_is_listed_and_may_come_back(void** state) {
    (void)state;
    nsv_manager* const manager = manager_of(NULL, "1.0.0", "2.0.0");
    assert_scheduled(manager, NEP("NEP-001", "1.1.0", "60", ""));
    assert_scheduled(manager, NEP("NEP-002", "2.0.0", "70", ""));
    assert_succeeds(nsv_manager_cancel_nep(manager, BYTES("NEP-001"), BYTES("tr\xc3\xa4ge \"quoted\""), error));
    assert_int_equal(nsv_manager_nep_count(manager), 2);
    assert_owned_contains(nep_at(manager, 0), "\"id\":\"NEP-002\"");
    assert_owned_contains(nep_at(manager, 1), "\"status\":\"cancelled\"");
    assert_owned_contains(nep_at(manager, 1), "\"cancel_reason\":\"tr\xc3\xa4ge \\\"quoted\\\"\"");
    assert_scheduled(manager, NEP("NEP-001", "1.2.0", "65", ""));
    assert_int_equal(nsv_manager_nep_count(manager), 2);
    assert_owned_contains(nep_at(manager, 0), "\"target_version\":\"1.2.0\"");
    advance_to(manager, 65, 0);
    check_versions(manager, "1.2.0", "1.2.0", "1.0.0");
    nsv_manager_free(manager);
}

static void rescheduling_moves_a_nep_and_starts_its_notice_anew(void** state) {
    (void)state;
    nsv_manager* const manager = manager_of(NULL, "1.0.0", "2.0.0");
    assert_scheduled(manager, NEP("NEP-001", "2.0.0", "60", ""));
    advance_to(manager, 10, 5000);
    assert_succeeds(nsv_manager_reschedule_nep(manager, BYTES("NEP-001"), 90, 5000 + 30 * DAY, error));
    assert_owned_contains(nep_at(manager, 0), "\"announced_at\":5000,\"activation_height\":90,");
    advance_to(manager, 89, 0);
    check_versions(manager, "1.0.0", "1.0.0", "1.0.0");
    advance_to(manager, 90, 0);
    check_versions(manager, "2.0.0", "2.0.0", "2.0.0");
    nsv_manager_free(manager);
}

static void a_nep_may_take_effect_at_the_largest_height(void** state) {
    (void)state;
    nsv_manager* const manager = manager_of(NULL, "1.0.0", "2.0.0");
    assert_scheduled(
        manager, NEP_AT("NEP-18446744073709551615", "2.0.0", "9007199254740991", "9007199252148991", "9007199254740991", ""));
    assert_owned_contains(nep_at(manager, 0), "\"blocks_left\":9007199254740991");
    advance_to(manager, (uint64_t)NSV_MAX_HEIGHT - 1, 0);
    check_versions(manager, "1.0.0", "1.0.0", "1.0.0");
    advance_to(manager, NSV_MAX_HEIGHT, NSV_MAX_HEIGHT);
    check_versions(manager, "2.0.0", "2.0.0", "2.0.0");
    nsv_manager_free(manager);
}

static void functions_refuse_null(void** state) {
    (void)state;
    nsv_manager* const m = manager_of(NULL, "1.0.0", "2.0.0");
    uint8_t digest[8] = {1, 2, 3, 4, 5, 6, 7, 8};
    uint64_t next = 9;
    assert_scheduled(m, NEP("NEP-001", "2.0.0", "60", ""));
#define REFUSES_NULL(call, argument) assert_refused(m, call, NSV_ERROR_ARGUMENT, NSV_NO_OFFSET, argument " is NULL")
    REFUSES_NULL(nsv_manager_advance(NULL, 1, 1, error), "manager");
    REFUSES_NULL(nsv_manager_rewind(NULL, 0, 0, error), "manager");
    REFUSES_NULL(nsv_manager_schedule_nep(NULL, BYTES("{}"), error), "manager");
    REFUSES_NULL(nsv_manager_schedule_nep(m, NULL, 0, error), "json");
    REFUSES_NULL(nsv_manager_catch_up_nep(NULL, BYTES("{}"), error), "manager");
    REFUSES_NULL(nsv_manager_catch_up_nep(m, NULL, 2, error), "json");
    REFUSES_NULL(nsv_manager_reschedule_nep(NULL, BYTES("NEP-001"), 70, NOTICED, error), "manager");
    REFUSES_NULL(nsv_manager_reschedule_nep(m, NULL, 7, 70, NOTICED, error), "id");
    REFUSES_NULL(nsv_manager_cancel_nep(NULL, BYTES("NEP-001"), BYTES(""), error), "manager");
    REFUSES_NULL(nsv_manager_cancel_nep(m, NULL, 7, BYTES(""), error), "id");
    REFUSES_NULL(nsv_manager_cancel_nep(m, BYTES("NEP-001"), NULL, 0, error), "reason");
    REFUSES_NULL(nsv_manager_activate_nep(NULL, BYTES("NEP-001"), NULL, error), "manager");
    REFUSES_NULL(nsv_manager_activate_nep(m, NULL, 7, NULL, error), "id");
    REFUSES_NULL(nsv_manager_nep_json(m, 0, NULL, error), "out");
    REFUSES_NULL(nsv_manager_find_nep_json(m, BYTES("NEP-001"), NULL, error), "out");
#undef REFUSES_NULL
    assert_fails(char*, nsv_manager_activate_nep(NULL, BYTES("NEP-001"), &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET,
                 "manager is NULL");
    assert_fails(char*, nsv_manager_nep_json(NULL, 0, &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET, "manager is NULL");
    assert_fails(char*, nsv_manager_find_nep_json(NULL, BYTES("NEP-001"), &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET,
                 "manager is NULL");
    assert_fails(char*, nsv_manager_find_nep_json(m, NULL, 7, &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET, "id is NULL");
    assert_int_equal(nsv_manager_upgrade_id(NULL, digest, &next), NSV_ERROR_ARGUMENT);
    assert_int_equal(nsv_manager_upgrade_id(m, NULL, &next), NSV_ERROR_ARGUMENT);
    assert_int_equal(nsv_manager_upgrade_id(m, digest, NULL), NSV_ERROR_ARGUMENT);
    assert_int_equal(next, 9);
    for (size_t i = 0; i < sizeof digest; ++i) assert_int_equal(digest[i], i + 1);
    assert_int_equal(nsv_manager_height(NULL), 0);
    assert_int_equal(nsv_manager_time(NULL), 0);
    assert_int_equal(nsv_manager_nep_count(NULL), 0);
    nsv_manager_free(m);
}

static void an_index_past_the_end_is_not_found(void** state) {
    (void)state;
    nsv_manager* const manager = manager_of(NULL, "1.0.0", "2.0.0");
    const uint64_t past[] = {2, 3, UINT64_MAX - 1, UINT64_MAX};
    assert_scheduled(manager, NEP("NEP-001", "1.1.0", "60", ""));
    assert_scheduled(manager, NEP("NEP-002", "1.2.0", "61", ""));
    assert_succeeds(nsv_manager_cancel_nep(manager, BYTES("NEP-002"), BYTES("not needed"), error));
    for (size_t i = 0; i < COUNT_OF(past); ++i) {
        assert_fails(char*, nsv_manager_nep_json(manager, past[i], &out, error), NSV_ERROR_NOT_FOUND, NSV_NO_OFFSET,
                     "2 are known");
    }
    nsv_manager_free(manager);
}

static void a_nep_is_found_by_its_id(void** state) {
    (void)state;
    nsv_manager* const manager = manager_of(NULL, "1.0.0", "2.0.0");
    const char* const ids[] = {"NEP-002", "NEP-0001"};
    assert_scheduled(manager, NEP("NEP-001", "1.1.0", "60", ""));
    assert_scheduled(manager, NEP("NEP-002", "1.2.0", "61", ""));
    assert_succeeds(nsv_manager_cancel_nep(manager, BYTES("NEP-001"), BYTES("not needed"), error));
    for (size_t i = 0; i < COUNT_OF(ids); ++i) { /* first the scheduled one, then the cancelled one */
        char* found = NULL;
        char* const listed = nep_at(manager, i);
        assert_succeeds(nsv_manager_find_nep_json(manager, ids[i], strlen(ids[i]), &found, error));
        assert_owned(found, listed);
        nsv_string_free(listed);
    }
    assert_fails(char*, nsv_manager_find_nep_json(manager, BYTES("NEP-003"), &out, error), NSV_ERROR_NOT_FOUND, NSV_NO_OFFSET,
                 "NEP-003");
    assert_fails(char*, nsv_manager_find_nep_json(manager, BYTES("NEP-3"), &out, error), NSV_ERROR_SYNTAX, 5, "NEP-3");
    assert_fails(char*, nsv_manager_find_nep_json(manager, "NEP-001", 8, &out, error), NSV_ERROR_SYNTAX, 7, "x00");
    nsv_manager_free(manager);
}

static void what_was_given_outlives_later_changes_and_the_manager(void** state) {
    (void)state;
    nsv_manager* const manager = manager_of(NULL, "1.0.0", "2.0.0");
    nsv_version* before = NULL;
    nsv_version* after = NULL;
    nsv_readiness* readiness = NULL;
    char* message = NULL;
    assert_scheduled(manager, NEP("NEP-001", "2.0.0", "60", ",\"adds\":[\"mtp\"]"));
    assert_int_equal(nsv_manager_current_version(manager, &before), NSV_OK);
    assert_succeeds(nsv_readiness_new(manager, &readiness, error));
    advance_to(manager, 60, 0);
    assert_int_equal(nsv_manager_current_version(manager, &after), NSV_OK);
    assert_gives(nsv_manager_activate_nep(manager, BYTES("NEP-001"), &message, error), 1);
    char* const nep = nep_at(manager, 0);
    nsv_manager_free(manager);
    assert_string_equal(nsv_version_string(before), "1.0.0");
    assert_int_equal(nsv_version_feature_count(before), 7);
    assert_string_equal(nsv_version_string(after), "2.0.0");
    assert_int_equal(nsv_version_feature_count(after), 8);
    assert_owned(message, "Activated NEP-001, now at version 2.0.0");
    assert_owned_contains(nep, "\"id\":\"NEP-001\"");
    char* counts = NULL;
    assert_succeeds(nsv_readiness_to_json(readiness, &counts, error));
    assert_owned_contains(counts, "\"height\":0,");
    nsv_readiness_free(readiness);
    nsv_version_unref(before);
    nsv_version_unref(after);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_manager_stands_at_the_start),
        cmocka_unit_test(height_goes_on_and_back_and_time_goes_anywhere),
        cmocka_unit_test(moves_in_the_wrong_direction_or_too_far_are_refused),
        cmocka_unit_test(a_nep_is_in_force_from_its_height_on_and_not_below),
        cmocka_unit_test(a_jump_does_what_single_steps_do),
        cmocka_unit_test(a_node_that_lacks_a_breaking_upgrade_is_halted_until_a_rewind),
        cmocka_unit_test(the_same_effect_again_is_success_and_changes_nothing),
        cmocka_unit_test(a_cancelled_nep_is_listed_and_may_come_back),
        cmocka_unit_test(rescheduling_moves_a_nep_and_starts_its_notice_anew),
        cmocka_unit_test(a_nep_may_take_effect_at_the_largest_height),
        cmocka_unit_test(functions_refuse_null),
        cmocka_unit_test(an_index_past_the_end_is_not_found),
        cmocka_unit_test(a_nep_is_found_by_its_id),
        cmocka_unit_test(what_was_given_outlives_later_changes_and_the_manager),
    };
    return cmocka_run_group_tests_name("upgrades", tests, NULL, NULL);
}
