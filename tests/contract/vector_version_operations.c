#include <stdbool.h>

#include "vector_answers.h"
#include "vector_inputs.h"
#include "vector_operations.h"

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

const struct operation version_operations[] = {
    {"version.parse", parse, {"text"}},
    {"version.parse_lenient", parse_lenient, {"text"}},
    {"version.order", order, {"ascending"}},
    {"version.equal", equal, {"versions"}},
    {"version.compatibility", compatibility, {"local", "peer"}},
    {"version.from_json", version_from_json, {"json"}},
    {"version.with", with, {"version", "features", "active_neps"}},
    {NULL, NULL, {NULL}},
};
