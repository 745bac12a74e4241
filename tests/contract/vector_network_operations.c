#include "vector_answers.h"
#include "vector_inputs.h"
#include "vector_operations.h"

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

const struct operation network_operations[] = {
    {"network.from_json", network_from_json, {"json"}},
    {"network.describe", describe_network, {"network"}},
    {NULL, NULL, {NULL}},
};
