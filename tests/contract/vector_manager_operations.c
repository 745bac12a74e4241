#include <stdbool.h>

#include "vector_answers.h"
#include "vector_inputs.h"
#include "vector_manager.h"
#include "vector_operations.h"

static void add_version(cJSON* ok, const char* key, const nsv_manager* manager,
                        int32_t (*get)(const nsv_manager* manager, nsv_version** out)) {
    nsv_version* version = NULL;
    assert_int_equal(get(manager, &version), NSV_OK);
    add_text(ok, key, nsv_version_string(version));
    nsv_version_unref(version);
}

static cJSON* status(const cJSON* inputs, nsv_error* error) {
    nsv_manager* const manager = read_manager(inputs, error);
    nsv_version* current = NULL;
    if (manager == NULL) return NULL;
    cJSON* const ok = cJSON_CreateObject();
    assert_int_equal(nsv_manager_current_version(manager, &current), NSV_OK);
    add_text(ok, "status", nsv_node_status_name(nsv_manager_status(manager)));
    add_text(ok, "version", nsv_version_string(current));
    add_features(ok, "features", current);
    add_neps(ok, "active_neps", current);
    add_version(ok, "network_version", manager, nsv_manager_network_version);
    add_version(ok, "network_minimum", manager, nsv_manager_network_minimum);
    add_version(ok, "supported_min", manager, nsv_manager_supported_min);
    add_version(ok, "supported_max", manager, nsv_manager_supported_max);
    add_number(ok, "height", nsv_manager_height(manager));
    add_number(ok, "time", nsv_manager_time(manager));
    nsv_version_unref(current);
    nsv_manager_free(manager);
    return ok;
}

static cJSON* status_json(const cJSON* inputs, nsv_error* error) {
    nsv_manager* const manager = read_manager(inputs, error);
    char* json = NULL;
    const bool given = manager != NULL && nsv_manager_status_json(manager, &json, error) == NSV_OK;
    nsv_manager_free(manager);
    return given ? take_document(json) : NULL;
}

static cJSON* neps(const cJSON* inputs, nsv_error* error) {
    nsv_manager* const manager = read_manager(inputs, error);
    char* json = NULL;
    if (manager == NULL) return NULL;
    cJSON* const list = cJSON_CreateArray();
    const uint64_t count = nsv_manager_nep_count(manager);
    for (uint64_t i = 0; i < count; ++i) {
        assert_int_equal(nsv_manager_nep_json(manager, i, &json, error), NSV_OK);
        cJSON_AddItemToArray(list, take_document(json));
    }
    assert_int_equal(nsv_manager_nep_json(manager, count, &json, NULL), NSV_ERROR_NOT_FOUND);
    nsv_manager_free(manager);
    return list;
}

static cJSON* activate(const cJSON* inputs, nsv_error* error) {
    nsv_manager* const manager = read_manager(inputs, error);
    const bytes id = read_text(member(inputs, "id"));
    char* message = NULL;
    cJSON* ok = NULL;
    const int32_t activated =
        manager == NULL ? NSV_ERROR_ARGUMENT : nsv_manager_activate_nep(manager, id.data, id.size, &message, error);
    if (activated >= 0) {
        ok = cJSON_CreateObject();
        add_truth(ok, "activated", activated);
        add_owned(ok, "message", message);
    }
    nsv_manager_free(manager);
    free(id.data);
    return ok;
}

typedef int32_t (*role_function)(const nsv_manager* manager, char** reason, nsv_error* error);

/* A role with a function of its own has the same answer there. */
static void check_own_function(const nsv_manager* manager, role_function ask, int32_t allowed, const char* reason) {
    char* same_reason = NULL;
    assert_int_equal(ask(manager, &same_reason, NULL), allowed);
    assert_owned(same_reason, reason);
}

static cJSON* participation(const cJSON* inputs, nsv_error* error) {
    nsv_manager* const manager = read_manager(inputs, error);
    const bytes role = read_text(member(inputs, "role"));
    char* reason = NULL;
    cJSON* ok = NULL;
    const int32_t allowed =
        manager == NULL ? NSV_ERROR_ARGUMENT : nsv_manager_can_participate(manager, role.data, role.size, &reason, error);
    if (allowed >= 0) {
        ok = cJSON_CreateObject();
        if (strcmp(role.data, "training") == 0) {
            check_own_function(manager, nsv_manager_can_participate_in_training, allowed, reason);
        }
        if (strcmp(role.data, "inference") == 0) {
            check_own_function(manager, nsv_manager_can_participate_in_inference, allowed, reason);
        }
        add_truth(ok, "allowed", allowed);
        add_owned(ok, "reason", reason);
    }
    nsv_manager_free(manager);
    free(role.data);
    return ok;
}

static cJSON* advertisement(const cJSON* inputs, nsv_error* error) {
    nsv_manager* const manager = read_manager(inputs, error);
    char* text = NULL;
    cJSON* ok = NULL;
    if (manager != NULL && nsv_manager_advertisement(manager, &text, error) == NSV_OK) {
        ok = cJSON_CreateObject();
        add_owned(ok, "text", text);
    }
    nsv_manager_free(manager);
    return ok;
}

static cJSON* upgrade_id(const cJSON* inputs, nsv_error* error) {
    nsv_manager* const manager = read_manager(inputs, error);
    uint8_t digest[8];
    uint64_t next = 0;
    if (manager == NULL) return NULL;
    cJSON* const ok = cJSON_CreateObject();
    assert_int_equal(nsv_manager_upgrade_id(manager, digest, &next), NSV_OK);
    add_hex(ok, "digest", digest, sizeof digest);
    add_number(ok, "next", next);
    nsv_manager_free(manager);
    return ok;
}

const struct operation manager_operations[] = {
    {"manager.status", status, {MANAGER_KEYS}},
    {"manager.status_json", status_json, {MANAGER_KEYS}},
    {"manager.neps", neps, {MANAGER_KEYS}},
    {"manager.activate", activate, {MANAGER_KEYS, "id"}},
    {"manager.participation", participation, {MANAGER_KEYS, "role"}},
    {"manager.advertisement", advertisement, {MANAGER_KEYS}},
    {"manager.upgrade_id", upgrade_id, {MANAGER_KEYS}},
    {NULL, NULL, {NULL}},
};
