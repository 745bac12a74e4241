/* NEPs that are refused: each refusal of S9, S10 and S11, with its status, and nothing changed. */
#include "upgrades.h"

static nsv_manager* manager; /* at height 50 and time 1000, with the NEPs of set_up() */

static int set_up(void** state) {
    (void)state;
    manager = manager_of(NULL, "1.0.0", "3.0.0");
    assert_scheduled(manager, NEP("NEP-001", "1.1.0", "40", ",\"adds\":[\"mtp\"]"));
    assert_scheduled(manager, NEP("NEP-002", "1.2.0", "100", ",\"requires\":[\"NEP-001\"]"));
    assert_scheduled(manager,
                     NEP("NEP-003", "2.0.0", "200", ",\"adds\":[\"mla\"],\"removes\":[\"ponw\"],\"requires\":[\"NEP-002\"]"));
    advance_to(manager, 50, ANNOUNCED);
    return 0;
}

static int tear_down(void** state) {
    (void)state;
    nsv_manager_free(manager);
    return 0;
}

/* One JSON that is no NEP, or one that may not be scheduled. */
typedef struct refusal {
    const char* json;
    int32_t status;
    const char* words;
} refusal;

static void check_refusal(const refusal* expected) {
    const size_t size = strlen(expected->json);
    assert_refused(manager, nsv_manager_schedule_nep(manager, expected->json, size, error), expected->status, NSV_NO_OFFSET,
                   expected->words);
}

static void check_structural_refusal(const refusal* expected) {
    const size_t size = strlen(expected->json);
    check_refusal(expected);
    assert_refused(manager, nsv_manager_catch_up_nep(manager, expected->json, size, error), expected->status, NSV_NO_OFFSET,
                   expected->words);
}

#define FIELD_OF(fields) "{\"id\":\"NEP-009\",\"title\":\"T\",\"announced_at\":1,\"expected_activation_time\":9" fields "}"

static void json_that_is_no_nep_names_the_path(void** state) {
    (void)state;
    const refusal refusals[] = {
        {"[]", NSV_ERROR_SCHEMA, "$: expected an object"},
        {"{}", NSV_ERROR_SCHEMA, "$.id: missing"},
        {NEP("nep-004", "2.1.0", "300", ""), NSV_ERROR_SYNTAX, "$.id"},
        {NEP("NEP-04", "2.1.0", "300", ""), NSV_ERROR_SYNTAX, "$.id"},
        {NEP("NEP-004 ", "2.1.0", "300", ""), NSV_ERROR_SYNTAX, "$.id"},
        {NEP("NEP-\\u0000004", "2.1.0", "300", ""), NSV_ERROR_SYNTAX, "$.id"},
        {NEP("NEP-18446744073709551616", "2.1.0", "300", ""), NSV_ERROR_RANGE, "$.id"},
        {NEP("NEP-000000000000000000004", "2.1.0", "300", ""), NSV_ERROR_LIMIT, "$.id"},
        {NEP("NEP-004", "2.1", "300", ""), NSV_ERROR_SYNTAX, "$.target_version"},
        {NEP("NEP-004", "v2.1.0", "300", ""), NSV_ERROR_SYNTAX, "$.target_version"},
        {NEP("NEP-004", "2.1.0", "0", ""), NSV_ERROR_RANGE, "$.activation_height"},
        {NEP("NEP-004", "2.1.0", "-1", ""), NSV_ERROR_SCHEMA, "$.activation_height"},
        {NEP("NEP-004", "2.1.0", "300.0", ""), NSV_ERROR_SCHEMA, "$.activation_height"},
        {NEP("NEP-004", "2.1.0", "\"300\"", ""), NSV_ERROR_SCHEMA, "$.activation_height"},
        {NEP("NEP-004", "2.1.0", "9007199254740992", ""), NSV_ERROR_RANGE, "$.activation_height"},
        {NEP("NEP-004", "2.1.0", "99999999999999999999", ""), NSV_ERROR_RANGE, "$.activation_height"},
        {NEP_AT("NEP-004", "2.1.0", "300", "9007199254740992", "9007199254740992", ""), NSV_ERROR_RANGE, "$.announced_at"},
        {NEP_AT("NEP-004", "2.1.0", "300", "1", "9007199254740992", ""), NSV_ERROR_RANGE, "$.expected_activation_time"},
        {NEP_AT("NEP-004", "2.1.0", "300", "2", "1", ""), NSV_ERROR_SCHEMA, "$.expected_activation_time"},
        {NEP("NEP-004", "2.1.0", "300", ",\"adds\":\"mtp\""), NSV_ERROR_SCHEMA, "$.adds"},
        {NEP("NEP-004", "2.1.0", "300", ",\"adds\":[1]"), NSV_ERROR_SCHEMA, "$.adds[0]"},
        {NEP("NEP-004", "2.1.0", "300", ",\"adds\":[\"a\",\"No\"]"), NSV_ERROR_SYNTAX, "$.adds[1]"},
        {NEP("NEP-004", "2.1.0", "300", ",\"adds\":[\"a\",\"a\"]"), NSV_ERROR_DUPLICATE, "$.adds[1]"},
        {NEP("NEP-004", "2.1.0", "300", ",\"adds\":[\"grease_0\"]"), NSV_ERROR_SCHEMA, "$.adds"},
        {NEP("NEP-004", "2.1.0", "300", ",\"removes\":[null]"), NSV_ERROR_SCHEMA, "$.removes[0]"},
        {NEP("NEP-004", "2.1.0", "300", ",\"requires\":[\"NEP-1\"]"), NSV_ERROR_SYNTAX, "$.requires[0]"},
        {NEP("NEP-004", "2.1.0", "300", ",\"requires\":[\"NEP-001\",\"NEP-0001\"]"), NSV_ERROR_DUPLICATE, "$.requires[1]"},
        {NEP("NEP-004", "2.1.0", "300", ",\"min_version\":\"1\""), NSV_ERROR_SYNTAX, "$.min_version"},
        {NEP("NEP-004", "2.1.0", "300", ",\"min_version\":1"), NSV_ERROR_SCHEMA, "$.min_version"},
        {NEP("NEP-004", "2.1.0", "300", ",\"backward_compatible\":0"), NSV_ERROR_SCHEMA, "$.backward_compatible"},
        {NEP("NEP-004", "2.1.0", "300", ",\"emergency\":\"true\""), NSV_ERROR_SCHEMA, "$.emergency"},
        {NEP("NEP-004", "2.1.0", "300", ",\"grace_days\":3651"), NSV_ERROR_RANGE, "$.grace_days"},
        {NEP("NEP-004", "2.1.0", "300", ",\"migration_steps\":[\"\"]"), NSV_ERROR_LIMIT, "$.migration_steps[0]"},
        {NEP("NEP-004", "2.1.0", "300", ",\"migration_steps\":[\"a\",\"\\u001b[2J\"]"), NSV_ERROR_SYNTAX,
         "$.migration_steps[1]"},
        {NEP("NEP-004", "2.1.0", "300", ",\"id\":\"NEP-005\""), NSV_ERROR_DUPLICATE, "$.id"},
        {NEP("NEP-004", "2.1.0", "300", ",\"other\":{\"a\":1,\"a\":1}"), NSV_ERROR_DUPLICATE, "$.other.a"},
        {FIELD_OF(",\"activation_height\":300"), NSV_ERROR_SCHEMA, "$.target_version: missing"},
        {FIELD_OF(",\"target_version\":\"2.1.0\""), NSV_ERROR_SCHEMA, "$.activation_height: missing"},
        {"{\"id\":\"NEP-004\",\"title\":\"\",\"target_version\":\"2.1.0\"}", NSV_ERROR_LIMIT, "$.title"},
        {"{\"id\":\"NEP-004\",\"title\":\"\\n\",\"target_version\":\"2.1.0\"}", NSV_ERROR_SYNTAX, "$.title"},
        {"{\"id\":\"NEP-004\",\"title\":\"\\u0000\",\"target_version\":\"2.1.0\"}", NSV_ERROR_SYNTAX, "$.title"},
    };
    for (size_t i = 0; i < COUNT_OF(refusals); ++i) check_structural_refusal(&refusals[i]);
}

#define REFERENCE(more, path)                                                                      \
    "{\"nep_id\":\"NEP-004\",\"title\":\"T\",\"activation_block\":300,\"created_at\":1000.75" more \
    ",\"upgrade_path\":{"                                                                          \
    "\"target_version\":\"2.1.0\"" path "}}"

static void the_references_form_is_refused_by_its_own_paths(void** state) {
    (void)state;
    const refusal refusals[] = {
        {REFERENCE(",\"status\":\"approved\"", ""), NSV_ERROR_SCHEMA, "$.status"},
        {REFERENCE(",\"status\":\"active\"", ""), NSV_ERROR_SCHEMA, "$.status"},
        {REFERENCE("", ",\"min_version\":2"), NSV_ERROR_SCHEMA, "$.upgrade_path.min_version"},
        {REFERENCE("", ",\"grace_period_days\":-1"), NSV_ERROR_SCHEMA, "$.upgrade_path.grace_period_days"},
        {REFERENCE(",\"updated_at\":\"now\"", ""), NSV_ERROR_SCHEMA, "$.updated_at"},
        {REFERENCE(",\"parameter_changes\":[{\"parameter\":\"feature_mla\",\"new_value\":1}]", ""), NSV_ERROR_SCHEMA,
         "$.parameter_changes[0].new_value"},
        {REFERENCE(",\"parameter_changes\":[{\"parameter\":\"feature_No\",\"new_value\":true}]", ""), NSV_ERROR_SYNTAX,
         "$.parameter_changes[0]"},
        {"{\"nep_id\":\"NEP-004\",\"title\":\"T\",\"activation_block\":300,\"created_at\":1}", NSV_ERROR_SCHEMA,
         "$.upgrade_path: missing"},
    };
    for (size_t i = 0; i < COUNT_OF(refusals); ++i) check_structural_refusal(&refusals[i]);
    /* Whatever is printed must be readable again, so no time may be beyond the largest. */
    const refusal late = {
        "{\"nep_id\":\"NEP-004\",\"title\":\"T\",\"activation_block\":300,\"created_at\":9007199254740991,"
        "\"upgrade_path\":{\"target_version\":\"2.1.0\"}}",
        NSV_ERROR_RANGE, "$."};
    check_structural_refusal(&late);
}

static void text_that_is_no_json_names_the_byte(void** state) {
    (void)state;
    const char nep[] = NEP("NEP-004", "2.1.0", "300", "");
    char* const huge = repeated(' ', NSV_MAX_NEP_JSON + 1);
    assert_refused(manager, nsv_manager_schedule_nep(manager, "", 0, error), NSV_ERROR_SYNTAX, 0, "byte 0");
    assert_refused(manager, nsv_manager_schedule_nep(manager, nep, sizeof nep, error), NSV_ERROR_SYNTAX, sizeof nep - 1, "NUL");
    assert_refused(manager, nsv_manager_catch_up_nep(manager, BYTES("{\"id\":\"\xff\"}"), error), NSV_ERROR_SYNTAX, 7,
                   "byte 7");
    for (size_t size = 1; size < sizeof nep - 1; ++size) {
        nsv_error details = sentinel_error();
        assert_int_equal(nsv_manager_schedule_nep(manager, nep, size, &details), NSV_ERROR_SYNTAX);
        assert_in_range(details.offset, 0, size);
    }
    memcpy(huge, nep, sizeof nep - 1);
    assert_refused(manager, nsv_manager_schedule_nep(manager, huge, NSV_MAX_NEP_JSON + 1, error), NSV_ERROR_LIMIT,
                   NSV_MAX_NEP_JSON, "65536");
    assert_refused(manager, nsv_manager_catch_up_nep(manager, huge, NSV_MAX_NEP_JSON + 1, error), NSV_ERROR_LIMIT,
                   NSV_MAX_NEP_JSON, "65536");
    assert_succeeds(nsv_manager_schedule_nep(manager, huge, NSV_MAX_NEP_JSON, error));
    assert_succeeds(nsv_manager_cancel_nep(manager, BYTES("NEP-004"), BYTES(""), error));
    free(huge);
}

static void a_nep_that_contradicts_the_schedule_is_refused(void** state) {
    (void)state;
    const refusal refusals[] = {
        /* the same id with another effect: both are named */
        {NEP("NEP-002", "1.2.0", "101", ",\"requires\":[\"NEP-001\"]"), NSV_ERROR_CONFLICT, "NEP-002 is scheduled already"},
        {NEP("NEP-001", "1.1.0", "41", ",\"adds\":[\"mtp\"]"), NSV_ERROR_CONFLICT, "NEP-001 is scheduled already"},
        /* a target below the version just before it, its own and a later one's */
        {NEP("NEP-004", "1.1.9", "150", ""), NSV_ERROR_CONFLICT, "NEP-004 at block 150"},
        {NEP("NEP-004", "1.2.0-rc.1", "100", ""), NSV_ERROR_CONFLICT, "NEP-004 at block 100"},
        {NEP("NEP-004", "2.0.1", "150", ""), NSV_ERROR_CONFLICT, "NEP-003 at block 200"},
        {NEP("NEP-004", "1.3.0", "99", ""), NSV_ERROR_CONFLICT, "NEP-002 at block 100"},
        /* what it requires */
        {NEP("NEP-004", "2.1.0", "300", ",\"requires\":[\"NEP-777\"]"), NSV_ERROR_CONFLICT, "NEP-777"},
        {NEP("NEP-004", "1.2.0", "150", ",\"requires\":[\"NEP-003\"]"), NSV_ERROR_CONFLICT, "NEP-003"},
        {NEP("NEP-004", "2.1.0", "300", ",\"requires\":[\"NEP-004\"]"), NSV_ERROR_CONFLICT, "NEP-004"},
        {NEP("NEP-004", "2.1.0", "300", ",\"min_version\":\"2.0.1\""), NSV_ERROR_CONFLICT, "2.0.1"},
        /* features */
        {NEP("NEP-004", "2.1.0", "300", ",\"adds\":[\"diloco\"]"), NSV_ERROR_CONFLICT, "'diloco'"},
        {NEP("NEP-004", "1.2.0", "150", ",\"adds\":[\"mtp\"]"), NSV_ERROR_CONFLICT, "'mtp'"},
        {NEP("NEP-004", "1.2.0", "150", ",\"adds\":[\"mla\"]"), NSV_ERROR_CONFLICT, "NEP-003 at block 200"},
        {NEP("NEP-004", "3.0.0", "300", ",\"removes\":[\"fp8_training\"]"), NSV_ERROR_CONFLICT, "'fp8_training'"},
        {NEP("NEP-004", "3.0.0", "300", ",\"removes\":[\"ponw\"]"), NSV_ERROR_CONFLICT, "'ponw'"},
        {NEP("NEP-004", "2.1.0", "300", ",\"removes\":[\"diloco\"]"), NSV_ERROR_CONFLICT, "breaking"},
    };
    for (size_t i = 0; i < COUNT_OF(refusals); ++i) check_structural_refusal(&refusals[i]);
}

static void a_conflict_of_effects_names_both(void** state) {
    (void)state;
    nsv_error found = sentinel_error();
    char* listed = NULL;
    assert_succeeds(nsv_manager_nep_json(manager, 1, &listed, error));
    const char* const hash = strstr(listed, "\"effect_hash\":\"");
    char text[65] = {0};
    assert_non_null(hash);
    memcpy(text, hash + strlen("\"effect_hash\":\""), 64);
    const char json[] = NEP("NEP-002", "1.2.0", "101", "");
    assert_int_equal(nsv_manager_schedule_nep(manager, BYTES(json), &found), NSV_ERROR_CONFLICT);
    const char* const first = strstr(found.message, text);
    assert_non_null(first);
    assert_non_null(strstr(first + 64, " here"));
    nsv_string_free(listed);
}

static void a_height_that_has_passed_is_for_catching_up(void** state) {
    (void)state;
    const refusal now = {NEP("NEP-004", "1.1.0", "50", ""), NSV_ERROR_HEIGHT, "found 50"};
    const refusal earlier = {NEP("NEP-004", "1.1.0", "45", ""), NSV_ERROR_HEIGHT, "found 45"};
    check_refusal(&now);
    check_refusal(&earlier);
    nsv_manager* const catching_up = manager_of(NULL, "1.0.0", "3.0.0");
    advance_to(catching_up, 50, 5);
    assert_succeeds(nsv_manager_catch_up_nep(catching_up, now.json, strlen(now.json), error));
    assert_owned_contains(nep_at(catching_up, 0), "\"status\":\"active\"");
    nsv_manager_free(catching_up);
}

static void a_breaking_nep_needs_notice(void** state) {
    (void)state;
    const refusal refusals[] = {
        {NEP_AT("NEP-004", "3.0.0", "300", "1000", "2592999", ""), NSV_ERROR_NOTICE, "2593000 or later, found 2592999"},
        {NEP_AT("NEP-004", "3.0.0", "300", "1000", "1000", ",\"emergency\":true"), NSV_ERROR_NOTICE, "emergency"},
        {NEP_AT("NEP-004", "2.1.0", "300", "1000", "1000", ",\"backward_compatible\":false"), NSV_ERROR_NOTICE, "30 days"},
    };
    for (size_t i = 0; i < COUNT_OF(refusals); ++i) check_refusal(&refusals[i]);
    nsv_manager* const other = manager_of(NULL, "1.0.0", "3.0.0");
    assert_scheduled(other, NEP_AT("NEP-001", "1.1.0", "10", "1", "1", ",\"backward_compatible\":false,\"emergency\":true"));
    assert_scheduled(other, NEP_AT("NEP-002", "1.2.0", "20", "1", "1", ""));
    assert_succeeds(nsv_manager_catch_up_nep(other, BYTES(NEP_AT("NEP-003", "2.0.0", "30", "1", "1", "")), error));
    nsv_manager_free(other);
}

static void what_no_advertisement_could_hold_is_a_limit(void** state) {
    (void)state;
    enum { NAMES = 250, NAME = 8 };
    char* const json = repeated(' ', 4096);
    int used = snprintf(json, 4096, "%s",
                        "{\"id\":\"NEP-004\",\"title\":\"T\",\"target_version\":\"2.1.0\",\"announced_at\":1,"
                        "\"activation_height\":300,\"expected_activation_time\":1,\"adds\":[");
    for (int i = 0; i < NAMES; ++i) used += snprintf(json + used, 4096 - (size_t)used, "%s\"new_%03d\"", i == 0 ? "" : ",", i);
    (void)snprintf(json + used, 4096 - (size_t)used, "]}");
    const refusal too_many = {json, NSV_ERROR_LIMIT, "256 features"}; /* 7 at first, 2 added, 1 removed, 250 more */
    check_structural_refusal(&too_many);
    free(json);
}

/* A network with as many NEPs as a schedule may have. */
static void the_schedule_holds_so_many_neps_and_no_more(void** state) {
    (void)state;
    gathered definition = {NULL, 0};
    gather(&definition,
           "{\"id\":\"full\",\"genesis\":\"1.0.0\",\"features\":[],\"history\":[],\"roles\":[],"
           "\"notice\":{\"minimum_days\":0,\"grace_from_day\":0},\"neps\":[");
    for (int i = 1; i <= NSV_MAX_NEPS; ++i) {
        char nep[256];
        (void)snprintf(nep, sizeof nep,
                       "%s"
                       "{\"id\":\"NEP-%d\",\"title\":\"T\",\"target_version\":\"1.0.0\",\"announced_at\":0,"
                       "\"activation_height\":%d,\"expected_activation_time\":0}",
                       i == 1 ? "" : ",", 1000 + i, i);
        gather(&definition, nep);
    }
    gather(&definition, "]}");
    nsv_manager* const full = manager_of(definition.text, "1.0.0", "1.0.0");
    free(definition.text);
    assert_int_equal(nsv_manager_nep_count(full), NSV_MAX_NEPS);
    char* const before = advertisement_of(full);
    assert_fails(char*, nsv_manager_schedule_nep(full, BYTES(NEP("NEP-001", "1.0.0", "9000", "")), error), NSV_ERROR_LIMIT,
                 NSV_NO_OFFSET, "4096");
    assert_owned(advertisement_of(full), before);
    nsv_string_free(before);
    assert_int_equal(nsv_manager_nep_count(full), NSV_MAX_NEPS);
    assert_succeeds(nsv_manager_cancel_nep(full, BYTES("NEP-1001"), BYTES(""), error));
    assert_scheduled(full, NEP("NEP-001", "1.0.0", "9000", ""));
    advance_to(full, 9000, 0);
    char* const after = advertisement_of(full);
    assert_in_range(strlen(after), 40000, NSV_MAX_ADVERTISEMENT);
    nsv_string_free(after);
    nsv_manager_free(full);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_that_is_no_nep_names_the_path),
        cmocka_unit_test(the_references_form_is_refused_by_its_own_paths),
        cmocka_unit_test(text_that_is_no_json_names_the_byte),
        cmocka_unit_test(a_nep_that_contradicts_the_schedule_is_refused),
        cmocka_unit_test(a_conflict_of_effects_names_both),
        cmocka_unit_test(a_height_that_has_passed_is_for_catching_up),
        cmocka_unit_test(a_breaking_nep_needs_notice),
        cmocka_unit_test(what_no_advertisement_could_hold_is_a_limit),
        cmocka_unit_test(the_schedule_holds_so_many_neps_and_no_more),
    };
    return cmocka_run_group_tests_name("nep_refusals", tests, set_up, tear_down);
}
