/* Runs tests/vectors through the C interface; tests/vectors/README.md says what the files mean. */
#define _POSIX_C_SOURCE 200809L
#include <dirent.h>
#include <stdbool.h>

#include "vector_inputs.h"
#include "vector_operations.h"

static size_t total;

static void check_case_keys(const cJSON* one, const struct operation* operation) {
    const char* known[COUNT_OF(operation->inputs) + 4] = {"name", "ok", "error"};
    memcpy(known + 3, operation->inputs, sizeof operation->inputs);
    check_keys(one, known);
    assert_true(cJSON_IsString(member(one, "name")));
    assert_true(cJSON_HasObjectItem(one, "ok") != cJSON_HasObjectItem(one, "error"));
}

static void check_names(const cJSON* cases) {
    for (const cJSON* one = cases->child; one != NULL; one = one->next) {
        for (const cJSON* other = cases->child; other != one; other = other->next) {
            assert_string_not_equal(member(one, "name")->valuestring, member(other, "name")->valuestring);
        }
    }
}

static cJSON* describe_error(const nsv_error* error) {
    cJSON* const object = cJSON_CreateObject();
    const bool located = error->offset != NSV_NO_OFFSET;
    cJSON_AddItemToObject(object, "status", cJSON_CreateString(nsv_status_name(error->code)));
    cJSON_AddItemToObject(object, "offset", located ? cJSON_CreateNumber((double)error->offset) : cJSON_CreateNull());
    cJSON_AddItemToObject(object, "message", cJSON_CreateString(error->message));
    return object;
}

/* Whether the library did what the case says; where not, both are printed. */
static bool passes(const cJSON* one, const struct operation* operation) {
    nsv_error error = NSV_ERROR_INIT;
    cJSON* const ok = operation->run(one, &error);
    const char* const outcome = ok == NULL ? "error" : "ok";
    cJSON* const got = ok == NULL ? describe_error(&error) : ok;
    const cJSON* const expected = cJSON_GetObjectItemCaseSensitive(one, outcome);
    const bool same = cJSON_Compare(got, expected, true);
    if (!same) {
        char* const case_text = cJSON_Print(one);
        char* const got_text = cJSON_Print(got);
        print_error("expected\n%s\nfound %s\n%s\n", case_text, outcome, got_text);
        free(case_text);
        free(got_text);
    }
    cJSON_Delete(got);
    return same;
}

static void run_file(void** state) {
    const char* const name = *state;
    const char* const keys[] = {"operation", "about", "rules", "cases", NULL};
    cJSON* const file = read_vectors(name);
    const cJSON* const cases = member(file, "cases");
    const struct operation* const operation = find_operation(member(file, "operation")->valuestring);
    size_t count = 0;
    size_t failed = 0;
    check_keys(file, keys);
    assert_true(cJSON_IsString(member(file, "about")) && cJSON_IsArray(member(file, "rules")) && cJSON_IsArray(cases));
    if (operation == NULL) fail_msg("unknown operation \"%s\"", member(file, "operation")->valuestring);
    check_names(cases);
    for (const cJSON* one = cases->child; one != NULL; one = one->next, ++count) {
        check_case_keys(one, operation);
        if (!passes(one, operation)) ++failed;
    }
    cJSON_Delete(file);
    assert_int_equal(failed, 0);
    assert_true(count > 0);
    print_message("vectors: %s: %llu cases\n", name, (unsigned long long)count);
    total += count;
}

static bool is_vector_file(const char* name) {
    const size_t size = strlen(name);
    return size > 5 && strcmp(name + size - 5, ".json") == 0;
}

static int by_name(const void* a, const void* b) {
    return strcmp(((const struct CMUnitTest*)a)->name, ((const struct CMUnitTest*)b)->name);
}

/* A test for each file of the folder; their number, or `limit` + 1 where there are more. */
static size_t find_tests(struct CMUnitTest* tests, size_t limit) {
    size_t count = 0;
    DIR* const folder = opendir(vectors_folder);
    if (folder == NULL) return 0;
    for (const struct dirent* entry = readdir(folder); entry != NULL && count <= limit; entry = readdir(folder)) {
        if (!is_vector_file(entry->d_name)) continue;
        if (count < limit) {
            char* const name = repeated('\0', strlen(entry->d_name));
            memcpy(name, entry->d_name, strlen(entry->d_name));
            tests[count] = (struct CMUnitTest){name, run_file, NULL, NULL, name};
        }
        ++count;
    }
    (void)closedir(folder);
    if (count <= limit) qsort(tests, count, sizeof *tests, by_name);
    return count;
}

int main(int argument_count, char** arguments) {
    struct CMUnitTest tests[100] = {{0}};
    if (argument_count != 2) {
        (void)fprintf(stderr, "usage: contract_vectors FOLDER\n");
        return 64;
    }
    vectors_folder = arguments[1];
    const size_t count = find_tests(tests, COUNT_OF(tests));
    if (count < 1 || count > COUNT_OF(tests)) {
        (void)fprintf(stderr, "%s has no vectors, or too many\n", vectors_folder);
        return 1;
    }
    const int failed = _cmocka_run_group_tests("vectors", tests, count, NULL, NULL);
    (void)printf("vectors: total: %zu cases\n", total);
    for (size_t i = 0; i < count; ++i) free(tests[i].initial_state);
    return failed;
}
