#include <stdbool.h>

#include "vector_answers.h"
#include "vector_inputs.h"
#include "vector_manager.h"
#include "vector_operations.h"

/* The records, each asked for alone. */
static cJSON* add_records(cJSON* ok, const nsv_manager* manager) {
    cJSON* const records = cJSON_AddArrayToObject(ok, "records");
    const uint64_t count = nsv_manager_record_count(manager);
    char* json = NULL;
    for (uint64_t sequence = 1; sequence <= count; ++sequence) {
        assert_int_equal(nsv_manager_record_json(manager, sequence, &json, NULL), NSV_OK);
        cJSON_AddItemToArray(records, cJSON_CreateString(json));
        nsv_string_free(json);
    }
    assert_int_equal(nsv_manager_record_json(manager, count + 1, &json, NULL), NSV_ERROR_NOT_FOUND);
    return records;
}

/* The export is these records, a line each. */
static void check_export(const nsv_manager* manager, const cJSON* records) {
    const cJSON* record;
    char* lines = NULL;
    uint64_t last = 0;
    assert_int_equal(nsv_manager_export(manager, 0, &lines, &last, NULL), NSV_OK);
    assert_int_equal(last, cJSON_GetArraySize(records));
    const char* at = lines;
    cJSON_ArrayForEach(record, records) {
        const size_t size = strlen(record->valuestring);
        assert_int_equal(strncmp(at, record->valuestring, size), 0);
        assert_int_equal(at[size], '\n');
        at += size + 1;
    }
    assert_int_equal(*at, '\0');
    nsv_string_free(lines);
}

static cJSON* log_of(const cJSON* inputs, nsv_error* error) {
    nsv_manager* const manager = read_manager(inputs, error);
    uint8_t head[32];
    if (manager == NULL) return NULL;
    cJSON* const ok = cJSON_CreateObject();
    check_export(manager, add_records(ok, manager));
    assert_int_equal(nsv_manager_head(manager, head), NSV_OK);
    add_hex(ok, "head", head, sizeof head);
    assert_int_equal(nsv_manager_verify(manager, NULL, NULL, NULL, NULL), 1);
    assert_int_equal(nsv_manager_verify(manager, head, NULL, NULL, NULL), 1);
    nsv_manager_free(manager);
    return ok;
}

const struct operation log_operations[] = {
    {"manager.log", log_of, {MANAGER_KEYS}},
    {NULL, NULL, {NULL}},
};
