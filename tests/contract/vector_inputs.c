#include "vector_inputs.h"

#include <stdbool.h>

const char* vectors_folder;

bytes read_file(const char* path) {
    FILE* const file = fopen(path, "rb");
    bytes content = {NULL, 0};
    size_t capacity = 65536;
    size_t got = 0;
    if (file == NULL) fail_msg("cannot read %s", path);
    do {
        content.size += got;
        if (content.data == NULL || content.size + 1 == capacity) {
            capacity *= 2;
            content.data = realloc(content.data, capacity);
            assert_non_null(content.data);
        }
        got = fread(content.data + content.size, 1, capacity - 1 - content.size, file);
    } while (got != 0);
    assert_int_equal(ferror(file), 0);
    assert_int_equal(fclose(file), 0);
    content.data[content.size] = '\0';
    return content;
}

/* The parser ends a string at a NUL that is written `\u0000`. A character that the vectors have no use for stands in for
 * it until a text becomes bytes. */
#define NUL_ESCAPE "\\u0000"
#define STAND_IN_ESCAPE "\\ue000"
#define STAND_IN "\xee\x80\x80"

static void replace_nul_escapes(bytes json) {
    assert_null(strstr(json.data, STAND_IN));
    assert_null(strstr(json.data, STAND_IN_ESCAPE));
    for (char* at = strchr(json.data, '\\'); at != NULL; at = strchr(at + 2, '\\')) {
        if (strncmp(at, NUL_ESCAPE, 6) == 0) memcpy(at, STAND_IN_ESCAPE, 6);
    }
}

static bytes without_stand_ins(const char* text) {
    bytes out = {repeated('\0', strlen(text)), 0};
    while (*text != '\0') {
        if (strncmp(text, STAND_IN, 3) == 0) {
            out.data[out.size++] = '\0';
            text += 3;
        } else {
            out.data[out.size++] = *text++;
        }
    }
    return out;
}

cJSON* read_vectors(const char* name) {
    char path[4096];
    assert_in_range(snprintf(path, sizeof path, "%s/%s", vectors_folder, name), 1, sizeof path - 1);
    const bytes json = read_file(path);
    replace_nul_escapes(json);
    cJSON* const document = cJSON_ParseWithOpts(json.data, NULL, true);
    if (document == NULL) fail_msg("%s is no JSON", path);
    free(json.data);
    return document;
}

const cJSON* member(const cJSON* object, const char* key) {
    const cJSON* const value = cJSON_GetObjectItemCaseSensitive(object, key);
    if (value == NULL) fail_msg("no key \"%s\"", key);
    return value;
}

static unsigned hex_digit(char digit) {
    const char* const digits = "0123456789abcdef";
    const char* const found = digit == '\0' ? NULL : strchr(digits, digit);
    if (found == NULL) fail_msg("'%c' is no hex digit", digit);
    return (unsigned)(found - digits);
}

static bytes from_hex(const char* hex) {
    const size_t size = strlen(hex) / 2;
    const bytes text = {repeated('\0', size), size};
    for (size_t i = 0; i < size; ++i) text.data[i] = (char)(hex_digit(hex[2 * i]) * 16 + hex_digit(hex[2 * i + 1]));
    assert_int_equal(strlen(hex), 2 * size);
    return text;
}

static bytes repeat(bytes piece, double times) {
    assert_true(times >= 0 && times < 1e9);
    const size_t count = (size_t)times;
    const bytes text = {repeated('\0', piece.size * count), piece.size * count};
    for (size_t i = 0; i < count; ++i) memcpy(text.data + i * piece.size, piece.data, piece.size);
    return text;
}

bytes read_text(const cJSON* value) {
    if (cJSON_IsString(value)) return without_stand_ins(value->valuestring);
    const cJSON* const hex = cJSON_GetObjectItemCaseSensitive(value, "hex");
    if (cJSON_IsString(hex)) {
        assert_int_equal(cJSON_GetArraySize(value), 1);
        return from_hex(hex->valuestring);
    }
    const cJSON* const piece_json = member(value, "repeat");
    const cJSON* const times = member(value, "times");
    assert_int_equal(cJSON_GetArraySize(value), 2);
    assert_true(cJSON_IsString(piece_json) && cJSON_IsNumber(times));
    const bytes piece = without_stand_ins(piece_json->valuestring);
    const bytes text = repeat(piece, times->valuedouble);
    free(piece.data);
    return text;
}

bytes read_json(const cJSON* value) {
    const cJSON* const inside = cJSON_GetObjectItemCaseSensitive(value, "value");
    if (inside == NULL) return read_text(value);
    assert_int_equal(cJSON_GetArraySize(value), 1);
    char* const json = cJSON_PrintUnformatted(inside);
    assert_non_null(json);
    return (bytes){json, strlen(json)};
}

uint64_t read_number(const cJSON* value) {
    char* end = NULL;
    assert_true(cJSON_IsString(value));
    const uint64_t number = strtoull(value->valuestring, &end, 10);
    assert_true(end != value->valuestring && *end == '\0');
    return number;
}

void check_keys(const cJSON* object, const char* const* known) {
    const cJSON* item;
    cJSON_ArrayForEach(item, object) {
        size_t i = 0;
        while (known[i] != NULL && strcmp(known[i], item->string) != 0) ++i;
        if (known[i] == NULL) fail_msg("unknown key \"%s\"", item->string);
    }
}

nsv_version* read_version(const cJSON* value, nsv_error* error) {
    nsv_version* version = NULL;
    const bool is_json = cJSON_IsObject(value);
    if (is_json) assert_int_equal(cJSON_GetArraySize(value), 1);
    const bytes text = read_text(is_json ? member(value, "json") : value);
    const int32_t status = is_json ? nsv_version_from_json(text.data, text.size, &version, error)
                                   : nsv_version_parse(text.data, text.size, &version, error);
    free(text.data);
    return status == NSV_OK ? version : NULL;
}

nsv_network* read_network(const cJSON* inputs, nsv_error* error) {
    nsv_network* network = NULL;
    const cJSON* const name = cJSON_GetObjectItemCaseSensitive(inputs, "network");
    if (name == NULL) {
        assert_int_equal(nsv_network_mainnet(&network), NSV_OK);
        return network;
    }
    char path[4096];
    assert_true(cJSON_IsString(name));
    assert_in_range(snprintf(path, sizeof path, "%s/networks/%s.json", vectors_folder, name->valuestring), 1, sizeof path - 1);
    const bytes json = read_file(path);
    const int32_t status = nsv_network_from_json(json.data, json.size, &network, error);
    free(json.data);
    return status == NSV_OK ? network : NULL;
}
