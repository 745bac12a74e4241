/* For the tests of upgrades: NEPs as JSON, and all that a manager shows of its state. */
#ifndef UPGRADES_H
#define UPGRADES_H

#include "contract.h"

#define DAY 86400
#define ANNOUNCED 1000
#define NOTICED 2593000 /* the notice of 30 days later */

/* JSON of a NEP with all the notice it needs; `more` is empty or begins with a comma. */
#define NEP(id, target, height, more) NEP_AT(id, target, height, "1000", "2593000", more)
#define NEP_AT(id, target, height, announced, expected, more)                                                  \
    "{\"id\":\"" id "\",\"title\":\"A title\",\"target_version\":\"" target "\",\"activation_height\":" height \
    ",\"announced_at\":" announced ",\"expected_activation_time\":" expected more "}"

/* Text that grows; `text` is for free(). */
typedef struct gathered {
    char* text;
    size_t size;
} gathered;

/* Adds a line. */
void gather(gathered* all, const char* more);

/* All that a manager shows: its status, what it advertises, its upgrade id and every NEP. For free(). */
char* state_of(const nsv_manager* manager);

/* The manager shows `expected`, which is released. */
void check_state(const nsv_manager* manager, char* expected, const char* file, int line);

/* `call` must fail as assert_fails() has it, and change nothing that `manager` shows. */
#define assert_refused(manager, call, status, offset, words) \
    do {                                                     \
        char* const before = state_of(manager);              \
        assert_fails(void*, call, status, offset, words);    \
        check_state(manager, before, __FILE__, __LINE__);    \
    } while (0)

#define assert_scheduled(manager, json) assert_succeeds(nsv_manager_schedule_nep(manager, BYTES(json), error))

void advance_to(nsv_manager* manager, uint64_t height, uint64_t time);

/* For nsv_string_free(): a NEP by index, and what the manager says of itself. */
char* nep_at(const nsv_manager* manager, uint64_t index);
char* status_of(const nsv_manager* manager);
char* advertisement_of(const nsv_manager* manager);

/* An owned text that contains `words`; released. */
void check_owned_contains(char* text, const char* words, const char* file, int line);
#define assert_owned_contains(text, words) check_owned_contains(text, words, __FILE__, __LINE__)

#endif /* UPGRADES_H */
