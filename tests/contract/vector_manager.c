#include "vector_manager.h"

#include <stdbool.h>

#include "vector_answers.h"
#include "vector_inputs.h"

/* False where the version is there and refused. */
static bool read_optional_version(const cJSON* inputs, const char* key, nsv_version** version, nsv_error* error) {
    const cJSON* const value = cJSON_GetObjectItemCaseSensitive(inputs, key);
    *version = value == NULL ? NULL : read_version(value, error);
    return value == NULL || *version != NULL;
}

/* On a log of its own, or on the records that it is to take over. */
static int32_t open_manager(const nsv_manager_options* options, const cJSON* inputs, nsv_manager** manager, nsv_error* error) {
    const cJSON* const records = cJSON_GetObjectItemCaseSensitive(inputs, "import");
    if (records == NULL) return nsv_manager_new(options, manager, error);
    const bytes lines = read_text(records);
    const int32_t status = nsv_manager_import(options, lines.data, lines.size, manager, error);
    free(lines.data);
    return status;
}

static nsv_manager* new_manager(const cJSON* inputs, nsv_error* error) {
    nsv_manager_options options = NSV_MANAGER_OPTIONS_INIT;
    nsv_network* const network = read_network(inputs, error);
    const cJSON* const grease = cJSON_GetObjectItemCaseSensitive(inputs, "grease");
    const cJSON* const unix_time = cJSON_GetObjectItemCaseSensitive(inputs, "unix_time");
    nsv_version* min = NULL;
    nsv_version* max = NULL;
    nsv_manager* manager = NULL;
    int32_t status = NSV_ERROR_ARGUMENT;
    if (network != NULL && read_optional_version(inputs, "supported_min", &min, error) &&
        read_optional_version(inputs, "supported_max", &max, error)) {
        /* Where the vector names no network, let the manager find it by itself. */
        options.network = cJSON_HasObjectItem(inputs, "network") ? network : NULL;
        options.supported_min = min;
        options.supported_max = max;
        if (cJSON_IsTrue(grease)) options.flags |= NSV_MANAGER_GREASE;
        if (unix_time != NULL) options.unix_time = read_number(unix_time);
        status = open_manager(&options, inputs, &manager, error);
    }
    nsv_network_unref(network);
    nsv_version_unref(min);
    nsv_version_unref(max);
    return status == NSV_OK ? manager : NULL;
}

/* Steps */

static void check_point_keys(const cJSON* point) {
    const char* const known[] = {"height", "time", NULL};
    check_keys(point, known);
}

static int32_t advance(nsv_manager* manager, const cJSON* point, nsv_error* error) {
    check_point_keys(point);
    return nsv_manager_advance(manager, read_number(member(point, "height")), read_number(member(point, "time")), error);
}

static int32_t rewind_ledger(nsv_manager* manager, const cJSON* point, nsv_error* error) {
    check_point_keys(point);
    return nsv_manager_rewind(manager, read_number(member(point, "height")), read_number(member(point, "time")), error);
}

static int32_t schedule(nsv_manager* manager, const cJSON* value, nsv_error* error) {
    const bytes nep = read_json(value);
    const int32_t status = nsv_manager_schedule_nep(manager, nep.data, nep.size, error);
    free(nep.data);
    return status;
}

static int32_t catch_up(nsv_manager* manager, const cJSON* value, nsv_error* error) {
    const bytes nep = read_json(value);
    const int32_t status = nsv_manager_catch_up_nep(manager, nep.data, nep.size, error);
    free(nep.data);
    return status;
}

static int32_t reschedule(nsv_manager* manager, const cJSON* step, nsv_error* error) {
    const char* const known[] = {"id", "height", "time", NULL};
    check_keys(step, known);
    const bytes id = read_text(member(step, "id"));
    const int32_t status = nsv_manager_reschedule_nep(manager, id.data, id.size, read_number(member(step, "height")),
                                                      read_number(member(step, "time")), error);
    free(id.data);
    return status;
}

static int32_t cancel(nsv_manager* manager, const cJSON* step, nsv_error* error) {
    const char* const known[] = {"id", "reason", NULL};
    check_keys(step, known);
    const bytes id = read_text(member(step, "id"));
    const bytes reason = read_text(member(step, "reason"));
    const int32_t status = nsv_manager_cancel_nep(manager, id.data, id.size, reason.data, reason.size, error);
    free(id.data);
    free(reason.data);
    return status;
}

/* It must be confirmed: a refusal is no failure, and would pass unnoticed. */
static int32_t activate(nsv_manager* manager, const cJSON* value, nsv_error* error) {
    const bytes id = read_text(value);
    const int32_t activated = nsv_manager_activate_nep(manager, id.data, id.size, NULL, error);
    free(id.data);
    assert_int_not_equal(activated, 0);
    return activated < 0 ? activated : NSV_OK;
}

static const struct {
    const char* name;
    int32_t (*take)(nsv_manager* manager, const cJSON* value, nsv_error* error);
} known_steps[] = {{"advance", advance},       {"rewind", rewind_ledger}, {"schedule", schedule}, {"catch_up", catch_up},
                   {"reschedule", reschedule}, {"cancel", cancel},        {"activate", activate}};

static int32_t take_step(nsv_manager* manager, const cJSON* step, nsv_error* error) {
    assert_int_equal(cJSON_GetArraySize(step), 1);
    for (size_t i = 0; i < COUNT_OF(known_steps); ++i) {
        if (strcmp(known_steps[i].name, step->child->string) == 0) return known_steps[i].take(manager, step->child, error);
    }
    fail_msg("unknown step \"%s\"", step->child->string);
    return NSV_ERROR_ARGUMENT;
}

/* All that a step may change: the log, the status and the NEPs, for cJSON_Delete(). */
static cJSON* said_by(const nsv_manager* manager) {
    cJSON* const all = cJSON_CreateArray();
    uint8_t head[32];
    char* json = NULL;
    assert_int_equal(nsv_manager_head(manager, head), NSV_OK);
    add_hex(add_object(all), "head", head, sizeof head);
    assert_int_equal(nsv_manager_status_json(manager, &json, NULL), NSV_OK);
    cJSON_AddItemToArray(all, cJSON_CreateString(json));
    nsv_string_free(json);
    for (uint64_t i = 0; i < nsv_manager_nep_count(manager); ++i) {
        assert_int_equal(nsv_manager_nep_json(manager, i, &json, NULL), NSV_OK);
        cJSON_AddItemToArray(all, cJSON_CreateString(json));
        nsv_string_free(json);
    }
    return all;
}

/* False where the last step failed, which must have changed nothing. */
static bool take_steps(nsv_manager* manager, const cJSON* steps, nsv_error* error) {
    const cJSON* step;
    cJSON_ArrayForEach(step, steps) {
        cJSON* const before = said_by(manager);
        const bool taken = take_step(manager, step, error) == NSV_OK;
        if (!taken) {
            cJSON* const after = said_by(manager);
            if (step->next != NULL) fail_msg("a step before the last: %s", error->message);
            if (!cJSON_Compare(before, after, true)) fail_msg("changed by a step that failed: %s", error->message);
            cJSON_Delete(after);
        }
        cJSON_Delete(before);
        if (!taken) return false;
    }
    return true;
}

nsv_manager* read_manager(const cJSON* inputs, nsv_error* error) {
    nsv_manager* const manager = new_manager(inputs, error);
    if (manager == NULL) return NULL;
    if (take_steps(manager, cJSON_GetObjectItemCaseSensitive(inputs, "steps"), error)) return manager;
    nsv_manager_free(manager);
    return NULL;
}
