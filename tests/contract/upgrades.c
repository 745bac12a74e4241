/* What the tests of upgrades share. */
#include "upgrades.h"

void gather(gathered* all, const char* more) {
    const size_t size = strlen(more);
    all->text = realloc(all->text, all->size + size + 2);
    assert_non_null(all->text);
    memcpy(all->text + all->size, more, size);
    memcpy(all->text + all->size + size, "\n", 2);
    all->size += size + 1;
}

static void gather_owned(gathered* all, char* more) {
    gather(all, more);
    nsv_string_free(more);
}

/* All that a manager shows: its status, what it advertises, its upgrade id and every NEP. For free(). */
char* state_of(const nsv_manager* manager) {
    gathered all = {NULL, 0};
    char* made = NULL;
    uint8_t digest[8] = {0};
    uint64_t next = 0;
    char id[64];
    assert_int_equal(nsv_manager_status_json(manager, &made, NULL), NSV_OK);
    gather_owned(&all, made);
    assert_int_equal(nsv_manager_advertisement(manager, &made, NULL), NSV_OK);
    gather_owned(&all, made);
    assert_int_equal(nsv_manager_upgrade_id(manager, digest, &next), NSV_OK);
    for (size_t i = 0; i < sizeof digest; ++i) (void)snprintf(id + 2 * i, sizeof id - 2 * i, "%02x", digest[i]);
    (void)snprintf(id + 16, sizeof id - 16, " %llu", (unsigned long long)next);
    gather(&all, id);
    for (uint64_t i = 0; i < nsv_manager_nep_count(manager); ++i) {
        assert_int_equal(nsv_manager_nep_json(manager, i, &made, NULL), NSV_OK);
        gather_owned(&all, made);
    }
    return all.text;
}

void check_state(const nsv_manager* manager, char* expected, const char* file, int line) {
    char* const state = state_of(manager);
    _assert_string_equal(state, expected, file, line);
    free(state);
    free(expected);
}

void advance_to(nsv_manager* manager, uint64_t height, uint64_t time) {
    assert_succeeds(nsv_manager_advance(manager, height, time, error));
}

/* A NEP by index, for nsv_string_free(). */
char* nep_at(const nsv_manager* manager, uint64_t index) {
    char* json = NULL;
    assert_succeeds(nsv_manager_nep_json(manager, index, &json, error));
    return json;
}

char* status_of(const nsv_manager* manager) {
    char* json = NULL;
    assert_succeeds(nsv_manager_status_json(manager, &json, error));
    return json;
}

char* advertisement_of(const nsv_manager* manager) {
    char* json = NULL;
    assert_succeeds(nsv_manager_advertisement(manager, &json, error));
    return json;
}

/* An owned text that contains `words`; released. */
void check_owned_contains(char* text, const char* words, const char* file, int line) {
    if (strstr(text, words) == NULL) {
        print_error("expected \"%s\" in \"%s\"\n", words, text);
        _fail(file, line);
    }
    nsv_string_free(text);
}
