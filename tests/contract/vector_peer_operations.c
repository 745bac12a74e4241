#include <stdbool.h>

#include "vector_answers.h"
#include "vector_inputs.h"
#include "vector_manager.h"
#include "vector_operations.h"

static cJSON* describe(const nsv_manager* manager, const nsv_version* peer, const nsv_verdict* verdict) {
    cJSON* const ok = cJSON_CreateObject();
    char* message = NULL;
    assert_int_equal(nsv_verdict_message(manager, peer, verdict, &message, NULL), NSV_OK);
    add_text(ok, "level", nsv_compatibility_name(verdict->level));
    add_text(ok, "reason", nsv_reason_name(verdict->reason));
    add_text(ok, "upgrade", nsv_side_name(verdict->upgrade));
    add_number(ok, "cut_height", verdict->cut_height);
    add_owned(ok, "message", message);
    return ok;
}

static cJSON* check_peer_compatibility(const cJSON* inputs, nsv_error* error) {
    nsv_manager* const manager = read_manager(inputs, error);
    nsv_version* const peer = manager == NULL ? NULL : read_version(member(inputs, "peer"), error);
    nsv_verdict verdict = NSV_VERDICT_INIT;
    cJSON* ok = NULL;
    if (peer != NULL && nsv_manager_check_peer_compatibility(manager, peer, &verdict, error) == NSV_OK) {
        ok = describe(manager, peer, &verdict);
    }
    nsv_version_unref(peer);
    nsv_manager_free(manager);
    return ok;
}

static cJSON* judge(const nsv_manager* manager, bytes advertisement, nsv_error* error) {
    nsv_verdict verdict = NSV_VERDICT_INIT;
    nsv_version* peer = NULL;
    if (nsv_manager_check_peer(manager, advertisement.data, advertisement.size, &verdict, error) != NSV_OK) return NULL;
    assert_int_equal(nsv_version_from_json(advertisement.data, advertisement.size, &peer, NULL), NSV_OK);
    cJSON* const ok = describe(manager, peer, &verdict);
    nsv_version_unref(peer);
    return ok;
}

static cJSON* check_peer(const cJSON* inputs, nsv_error* error) {
    nsv_manager* const manager = read_manager(inputs, error);
    const bytes advertisement = read_json(member(inputs, "advertisement"));
    cJSON* const ok = manager == NULL ? NULL : judge(manager, advertisement, error);
    nsv_manager_free(manager);
    free(advertisement.data);
    return ok;
}

/* The JSON of the version; NULL where there is none. */
static char* negotiated(const nsv_manager* manager, bytes advertisement, nsv_error* error) {
    nsv_version* version = NULL;
    char* json = NULL;
    if (nsv_manager_negotiate(manager, advertisement.data, advertisement.size, &version, error) != NSV_OK) return NULL;
    assert_int_equal(nsv_version_to_json(version, &json, NULL), NSV_OK);
    nsv_version_unref(version);
    return json;
}

static cJSON* negotiate(const cJSON* inputs, nsv_error* error) {
    nsv_manager* const manager = read_manager(inputs, error);
    const bytes advertisement = read_json(member(inputs, "advertisement"));
    char* const json = manager == NULL ? NULL : negotiated(manager, advertisement, error);
    cJSON* ok = NULL;
    if (json != NULL) {
        ok = cJSON_CreateObject();
        add_owned(ok, "json", json);
    }
    nsv_manager_free(manager);
    free(advertisement.data);
    return ok;
}

/* Adds a side's verdict on the other, and what it would use with it: null where the two cannot talk. */
static void add_side(cJSON* ok, const char* verdict_key, const char* version_key, const nsv_manager* own,
                     const nsv_manager* other) {
    nsv_error error = NSV_ERROR_INIT;
    char* text = NULL;
    assert_int_equal(nsv_manager_advertisement(other, &text, NULL), NSV_OK);
    const bytes advertisement = {text, strlen(text)};
    cJSON* const verdict = judge(own, advertisement, &error);
    if (verdict == NULL) fail_msg("%s: %s", text, error.message);
    cJSON_AddItemToObject(ok, verdict_key, verdict);
    char* const json = negotiated(own, advertisement, &error);
    if (json != NULL) {
        add_owned(ok, version_key, json);
    } else {
        assert_int_equal(error.code, NSV_ERROR_INCOMPATIBLE);
        assert_non_null(cJSON_AddNullToObject(ok, version_key));
    }
    nsv_string_free(text);
}

static nsv_manager* read_side(const cJSON* side, nsv_error* error) {
    const char* const known[] = {MANAGER_KEYS, NULL};
    check_keys(side, known);
    return read_manager(side, error);
}

static cJSON* meet(const cJSON* inputs, nsv_error* error) {
    nsv_manager* const a = read_side(member(inputs, "a"), error);
    nsv_manager* const b = a == NULL ? NULL : read_side(member(inputs, "b"), error);
    cJSON* ok = NULL;
    if (b != NULL) {
        ok = cJSON_CreateObject();
        add_side(ok, "a", "a_negotiated", a, b);
        add_side(ok, "b", "b_negotiated", b, a);
    }
    nsv_manager_free(a);
    nsv_manager_free(b);
    return ok;
}

/* What is no advertisement is counted too. */
static void count(nsv_readiness* readiness, const cJSON* value) {
    const bytes advertisement = read_json(value);
    const int32_t status = nsv_readiness_add(readiness, advertisement.data, advertisement.size, NULL);
    assert_true(status == NSV_OK || (status <= NSV_ERROR_SYNTAX && status >= NSV_ERROR_DUPLICATE));
    free(advertisement.data);
}

static cJSON* readiness(const cJSON* inputs, nsv_error* error) {
    nsv_manager* const manager = read_manager(inputs, error);
    nsv_readiness* counted = NULL;
    const cJSON* value;
    char* json = NULL;
    if (manager == NULL) return NULL;
    assert_int_equal(nsv_readiness_new(manager, &counted, NULL), NSV_OK);
    nsv_manager_free(manager);
    cJSON_ArrayForEach(value, member(inputs, "advertisements")) count(counted, value);
    assert_int_equal(nsv_readiness_to_json(counted, &json, NULL), NSV_OK);
    nsv_readiness_free(counted);
    return take_document(json);
}

static cJSON* transcript_digest(const cJSON* inputs, nsv_error* error) {
    const bytes a = read_text(member(inputs, "a"));
    const bytes b = read_text(member(inputs, "b"));
    uint8_t digest[32];
    uint8_t reversed[32];
    cJSON* ok = NULL;
    const int32_t status = nsv_transcript_digest(a.data, a.size, b.data, b.size, digest, error);
    assert_int_equal(nsv_transcript_digest(b.data, b.size, a.data, a.size, reversed, NULL), status);
    if (status == NSV_OK) {
        assert_memory_equal(digest, reversed, sizeof digest);
        ok = cJSON_CreateObject();
        add_hex(ok, "digest", digest, sizeof digest);
    }
    free(a.data);
    free(b.data);
    return ok;
}

const struct operation peer_operations[] = {
    {"manager.check_peer_compatibility", check_peer_compatibility, {MANAGER_KEYS, "peer"}},
    {"manager.check_peer", check_peer, {MANAGER_KEYS, "advertisement"}},
    {"manager.negotiate", negotiate, {MANAGER_KEYS, "advertisement"}},
    {"manager.readiness", readiness, {MANAGER_KEYS, "advertisements"}},
    {"managers.meet", meet, {"a", "b"}},
    {"transcript.digest", transcript_digest, {"a", "b"}},
    {NULL, NULL, {NULL}},
};
