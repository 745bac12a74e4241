#include "vector_operations.h"

#include <inttypes.h>
#include <stdbool.h>

#include "vector_inputs.h"

static void add_text(cJSON* object, const char* key, const char* text) {
    assert_non_null(cJSON_AddStringToObject(object, key, text));
}

static void add_number(cJSON* object, const char* key, uint64_t number) {
    char text[24];
    (void)snprintf(text, sizeof text, "%" PRIu64, number);
    add_text(object, key, text);
}

static void add_truth(cJSON* object, const char* key, int32_t truth) {
    assert_in_range(truth, 0, 1);
    assert_non_null(cJSON_AddBoolToObject(object, key, truth));
}

static void add_features(cJSON* object, const char* key, const nsv_version* version) {
    cJSON* const list = cJSON_AddArrayToObject(object, key);
    for (uint64_t i = 0; i < nsv_version_feature_count(version); ++i) {
        cJSON_AddItemToArray(list, cJSON_CreateString(nsv_version_feature_at(version, i)));
    }
}

static void add_neps(cJSON* object, const char* key, const nsv_version* version) {
    cJSON* const list = cJSON_AddArrayToObject(object, key);
    for (uint64_t i = 0; i < nsv_version_active_nep_count(version); ++i) {
        cJSON_AddItemToArray(list, cJSON_CreateString(nsv_version_active_nep_at(version, i)));
    }
}

static void add_owned(cJSON* object, const char* key, char* text) {
    add_text(object, key, text);
    nsv_string_free(text);
}

/* Version */

static cJSON* describe(nsv_version* version) {
    cJSON* const ok = cJSON_CreateObject();
    add_number(ok, "major", nsv_version_major(version));
    add_number(ok, "minor", nsv_version_minor(version));
    add_number(ok, "patch", nsv_version_patch(version));
    add_text(ok, "prerelease", nsv_version_prerelease(version));
    add_text(ok, "build", nsv_version_build(version));
    add_text(ok, "string", nsv_version_string(version));
    nsv_version_unref(version);
    return ok;
}

static cJSON* parse(const cJSON* inputs, nsv_error* error) {
    const bytes text = read_text(member(inputs, "text"));
    nsv_version* version = NULL;
    const int32_t status = nsv_version_parse(text.data, text.size, &version, error);
    free(text.data);
    return status == NSV_OK ? describe(version) : NULL;
}

static cJSON* parse_lenient(const cJSON* inputs, nsv_error* error) {
    const bytes text = read_text(member(inputs, "text"));
    nsv_version* version = NULL;
    const int32_t status = nsv_version_parse_lenient(text.data, text.size, &version, error);
    free(text.data);
    return status == NSV_OK ? describe(version) : NULL;
}

static bool in_order(const nsv_version* a, const nsv_version* b, int32_t expected) {
    return nsv_version_compare(a, b) == expected && (expected != 0 || nsv_version_hash(a) == nsv_version_hash(b));
}

/* Whether all pairs of a list of versions compare right: the later is greater by `step`, 1, or 0 for equal ones. */
static cJSON* check_pairs(const cJSON* list, int32_t step, nsv_error* error) {
    const size_t count = (size_t)cJSON_GetArraySize(list);
    nsv_version** const versions = calloc(count, sizeof *versions);
    size_t made = 0;
    bool right = true;
    const cJSON* text;
    assert_true(count > 1);
    assert_non_null(versions);
    cJSON_ArrayForEach(text, list) {
        versions[made] = read_version(text, error);
        if (versions[made] == NULL) break;
        ++made;
    }
    for (size_t i = 0; i < made; ++i) {
        for (size_t j = 0; j < made; ++j) right = in_order(versions[i], versions[j], step * ((i > j) - (i < j))) && right;
    }
    for (size_t i = 0; i < made; ++i) nsv_version_unref(versions[i]);
    free(versions);
    return made == count ? cJSON_CreateBool(right) : NULL;
}

static cJSON* order(const cJSON* inputs, nsv_error* error) { return check_pairs(member(inputs, "ascending"), 1, error); }
static cJSON* equal(const cJSON* inputs, nsv_error* error) { return check_pairs(member(inputs, "versions"), 0, error); }

static cJSON* compatibility(const cJSON* inputs, nsv_error* error) {
    nsv_version* const local = read_version(member(inputs, "local"), error);
    nsv_version* const peer = local == NULL ? NULL : read_version(member(inputs, "peer"), error);
    char* message = NULL;
    cJSON* ok = NULL;
    if (peer != NULL && nsv_compatibility_message(local, peer, &message, error) == NSV_OK) {
        const int32_t level = nsv_version_check_compatibility(local, peer);
        ok = cJSON_CreateObject();
        assert_non_null(cJSON_AddNumberToObject(ok, "value", level));
        add_text(ok, "level", nsv_compatibility_name(level));
        add_text(ok, "word", nsv_compatibility_word(level));
        add_truth(ok, "compatible", nsv_version_is_compatible(local, peer));
        add_text(ok, "upgrade", nsv_side_name(nsv_version_side_to_upgrade(local, peer)));
        add_owned(ok, "message", message);
    }
    nsv_version_unref(local);
    nsv_version_unref(peer);
    return ok;
}

static cJSON* version_from_json(const cJSON* inputs, nsv_error* error) {
    const bytes json = read_text(member(inputs, "json"));
    nsv_version* version = NULL;
    char* written = NULL;
    cJSON* ok = NULL;
    if (nsv_version_from_json(json.data, json.size, &version, error) == NSV_OK &&
        nsv_version_to_json(version, &written, error) == NSV_OK) {
        ok = cJSON_CreateObject();
        add_text(ok, "string", nsv_version_string(version));
        add_features(ok, "features", version);
        add_neps(ok, "active_neps", version);
        add_owned(ok, "json", written);
    }
    nsv_version_unref(version);
    free(json.data);
    return ok;
}

/* The texts of a list, for free_texts(). */
static nsv_text* read_texts(const cJSON* list, size_t* count) {
    const cJSON* value;
    nsv_text* const texts = calloc((size_t)cJSON_GetArraySize(list) + 1, sizeof *texts);
    assert_non_null(texts);
    *count = 0;
    cJSON_ArrayForEach(value, list) {
        const bytes text = read_text(value);
        texts[(*count)++] = (nsv_text){text.data, text.size};
    }
    return texts;
}

static void free_texts(nsv_text* texts, size_t count) {
    for (size_t i = 0; i < count; ++i) free((void*)(uintptr_t)texts[i].data); /* read_text() made it */
    free(texts);
}

/* Of the features that the case lists under `key`, those for which the version gives `answer`. */
static void ask_for_features(cJSON* ok, const cJSON* inputs, const char* key, int32_t answer, const nsv_version* version) {
    const cJSON* const names = cJSON_GetObjectItemCaseSensitive(member(inputs, "ok"), key);
    cJSON* const answered = cJSON_AddArrayToObject(ok, key);
    const cJSON* name;
    cJSON_ArrayForEach(name, names) {
        const bytes text = read_text(name);
        const bool right = nsv_version_supports_feature(version, text.data, text.size) == answer;
        if (right) cJSON_AddItemToArray(answered, cJSON_Duplicate(name, true));
        free(text.data);
    }
}

static cJSON* with(const cJSON* inputs, nsv_error* error) {
    size_t feature_count;
    size_t nep_count;
    nsv_text* const features = read_texts(member(inputs, "features"), &feature_count);
    nsv_text* const neps = read_texts(member(inputs, "active_neps"), &nep_count);
    nsv_version* const version = read_version(member(inputs, "version"), error);
    nsv_version* made = NULL;
    cJSON* ok = NULL;
    if (version != NULL && nsv_version_with(version, features, feature_count, neps, nep_count, &made, error) == NSV_OK) {
        ok = cJSON_CreateObject();
        add_text(ok, "string", nsv_version_string(made));
        add_features(ok, "features", made);
        add_neps(ok, "active_neps", made);
        ask_for_features(ok, inputs, "supports", 1, made);
        ask_for_features(ok, inputs, "lacks", 0, made);
    }
    nsv_version_unref(version);
    nsv_version_unref(made);
    free_texts(features, feature_count);
    free_texts(neps, nep_count);
    return ok;
}

/* Network */

static cJSON* network_from_json(const cJSON* inputs, nsv_error* error) {
    const bytes json = read_text(member(inputs, "json"));
    nsv_network* network = NULL;
    char* written = NULL;
    cJSON* ok = NULL;
    if (nsv_network_from_json(json.data, json.size, &network, error) == NSV_OK &&
        nsv_network_to_json(network, &written, error) == NSV_OK) {
        ok = cJSON_CreateObject();
        add_owned(ok, "json", written);
    }
    nsv_network_unref(network);
    free(json.data);
    return ok;
}

static cJSON* add_object(cJSON* list) {
    cJSON* const object = cJSON_CreateObject();
    assert_true(cJSON_AddItemToArray(list, object));
    return object;
}

static void add_registry(cJSON* ok, const nsv_network* network) {
    cJSON* const features = cJSON_AddArrayToObject(ok, "features");
    for (uint64_t i = 0; i < nsv_network_feature_count(network); ++i) {
        cJSON* const feature = add_object(features);
        const char* const nep = nsv_network_feature_required_nep(network, i);
        add_text(feature, "name", nsv_network_feature_name(network, i));
        add_text(feature, "title", nsv_network_feature_title(network, i));
        add_text(feature, "description", nsv_network_feature_description(network, i));
        add_text(feature, "since", nsv_network_feature_since(network, i));
        cJSON_AddItemToObject(feature, "required_nep", nep == NULL ? cJSON_CreateNull() : cJSON_CreateString(nep));
        add_truth(feature, "pending", nsv_network_feature_is_pending(network, i));
    }
}

static void add_history(cJSON* ok, const nsv_network* network) {
    cJSON* const history = cJSON_AddArrayToObject(ok, "history");
    for (uint64_t i = 0; i < nsv_network_history_count(network); ++i) {
        cJSON* const entry = add_object(history);
        add_text(entry, "version", nsv_network_history_version(network, i));
        add_text(entry, "date", nsv_network_history_date(network, i));
        add_text(entry, "description", nsv_network_history_description(network, i));
    }
}

static void add_roles(cJSON* ok, const nsv_network* network) {
    cJSON* const roles = cJSON_AddArrayToObject(ok, "roles");
    for (uint64_t i = 0; i < nsv_network_role_count(network); ++i) {
        cJSON* const role = add_object(roles);
        add_text(role, "name", nsv_network_role_name(network, i));
        cJSON* const required = cJSON_AddArrayToObject(role, "requires");
        for (uint64_t j = 0; j < nsv_network_role_feature_count(network, i); ++j) {
            cJSON_AddItemToArray(required, cJSON_CreateString(nsv_network_role_feature_at(network, i, j)));
        }
    }
}

static cJSON* describe_network(const cJSON* inputs, nsv_error* error) {
    nsv_network* const network = read_network(inputs, error);
    nsv_version* genesis = NULL;
    if (network == NULL) return NULL;
    cJSON* const ok = cJSON_CreateObject();
    assert_int_equal(nsv_network_genesis(network, &genesis), NSV_OK);
    add_text(ok, "id", nsv_network_id(network));
    add_text(ok, "genesis", nsv_version_string(genesis));
    add_features(ok, "genesis_features", genesis);
    add_registry(ok, network);
    add_history(ok, network);
    add_roles(ok, network);
    assert_non_null(cJSON_AddNumberToObject(ok, "notice_days", (double)nsv_network_notice_days(network)));
    assert_non_null(cJSON_AddNumberToObject(ok, "grace_from_day", (double)nsv_network_grace_from_day(network)));
    nsv_version_unref(genesis);
    nsv_network_unref(network);
    return ok;
}

/* Manager */

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
    char* json = NULL;
    cJSON* ok = NULL;
    if (manager != NULL && nsv_manager_status_json(manager, &json, error) == NSV_OK) {
        ok = cJSON_CreateObject();
        add_text(ok, "status", nsv_node_status_name(nsv_manager_status(manager)));
        add_version(ok, "version", manager, nsv_manager_current_version);
        add_version(ok, "network_version", manager, nsv_manager_network_version);
        add_version(ok, "network_minimum", manager, nsv_manager_network_minimum);
        add_version(ok, "supported_min", manager, nsv_manager_supported_min);
        add_version(ok, "supported_max", manager, nsv_manager_supported_max);
        assert_int_equal(nsv_manager_current_version(manager, &current), NSV_OK);
        add_features(ok, "features", current);
        add_owned(ok, "json", json);
    }
    nsv_version_unref(current);
    nsv_manager_free(manager);
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

static cJSON* check_peer_compatibility(const cJSON* inputs, nsv_error* error) {
    nsv_manager* const manager = read_manager(inputs, error);
    nsv_version* const peer = manager == NULL ? NULL : read_version(member(inputs, "peer"), error);
    nsv_verdict verdict = NSV_VERDICT_INIT;
    char* message = NULL;
    cJSON* ok = NULL;
    if (peer != NULL && nsv_manager_check_peer_compatibility(manager, peer, &verdict, error) == NSV_OK &&
        nsv_verdict_message(manager, peer, &verdict, &message, error) == NSV_OK) {
        ok = cJSON_CreateObject();
        add_text(ok, "level", nsv_compatibility_name(verdict.level));
        add_text(ok, "reason", nsv_reason_name(verdict.reason));
        add_text(ok, "upgrade", nsv_side_name(verdict.upgrade));
        add_number(ok, "cut_height", verdict.cut_height);
        add_owned(ok, "message", message);
    }
    nsv_version_unref(peer);
    nsv_manager_free(manager);
    return ok;
}

static const struct operation operations[] = {
    {"version.parse", parse, {"text"}},
    {"version.parse_lenient", parse_lenient, {"text"}},
    {"version.order", order, {"ascending"}},
    {"version.equal", equal, {"versions"}},
    {"version.compatibility", compatibility, {"local", "peer"}},
    {"version.from_json", version_from_json, {"json"}},
    {"version.with", with, {"version", "features", "active_neps"}},
    {"network.from_json", network_from_json, {"json"}},
    {"network.describe", describe_network, {"network"}},
    {"manager.status", status, {"network", "supported_min", "supported_max"}},
    {"manager.participation", participation, {"network", "supported_min", "supported_max", "role"}},
    {"manager.check_peer_compatibility", check_peer_compatibility, {"network", "supported_min", "supported_max", "peer"}},
};

const struct operation* find_operation(const char* name) {
    for (size_t i = 0; i < COUNT_OF(operations); ++i) {
        if (strcmp(operations[i].name, name) == 0) return &operations[i];
    }
    return NULL;
}
