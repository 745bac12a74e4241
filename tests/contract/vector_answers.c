#include "vector_answers.h"

#include <inttypes.h>

void add_text(cJSON* object, const char* key, const char* text) { assert_non_null(cJSON_AddStringToObject(object, key, text)); }

void add_number(cJSON* object, const char* key, uint64_t number) {
    char text[24];
    (void)snprintf(text, sizeof text, "%" PRIu64, number);
    add_text(object, key, text);
}

void add_truth(cJSON* object, const char* key, int32_t truth) {
    assert_in_range(truth, 0, 1);
    assert_non_null(cJSON_AddBoolToObject(object, key, truth));
}

void add_features(cJSON* object, const char* key, const nsv_version* version) {
    cJSON* const list = cJSON_AddArrayToObject(object, key);
    for (uint64_t i = 0; i < nsv_version_feature_count(version); ++i) {
        cJSON_AddItemToArray(list, cJSON_CreateString(nsv_version_feature_at(version, i)));
    }
}

void add_neps(cJSON* object, const char* key, const nsv_version* version) {
    cJSON* const list = cJSON_AddArrayToObject(object, key);
    for (uint64_t i = 0; i < nsv_version_active_nep_count(version); ++i) {
        cJSON_AddItemToArray(list, cJSON_CreateString(nsv_version_active_nep_at(version, i)));
    }
}

void add_owned(cJSON* object, const char* key, char* text) {
    add_text(object, key, text);
    nsv_string_free(text);
}

void add_hex(cJSON* object, const char* key, const uint8_t* data, size_t size) {
    char digits[2 * 32 + 1];
    assert_in_range(size, 1, 32);
    for (size_t i = 0; i < size; ++i) (void)snprintf(digits + 2 * i, 3, "%02x", data[i]);
    add_text(object, key, digits);
}

cJSON* add_object(cJSON* list) {
    cJSON* const object = cJSON_CreateObject();
    assert_true(cJSON_AddItemToArray(list, object));
    return object;
}

cJSON* take_document(char* json) {
    cJSON* const document = cJSON_Parse(json);
    if (document == NULL) fail_msg("no JSON: %s", json);
    nsv_string_free(json);
    return document;
}
