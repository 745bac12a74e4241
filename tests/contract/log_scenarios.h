/* Every call that uses a store, in a situation from which it can be made again and again, while something fails. */
#ifndef LOG_SCENARIOS_H
#define LOG_SCENARIOS_H

#include "log_stores.h"

typedef struct scenario {
    const char* name;
    void (*prepare)(void);
    int32_t (*call)(nsv_error* error);
    uint64_t records; /* that the manager knows afterwards */
    bool follows;     /* it takes over what another has recorded, also where it then fails */
} scenario;

enum { SCENARIOS = 18 };
extern scenario scenarios[SCENARIOS];
const scenario* scenario_named(const char* name);

/* The manager of a scenario, which `call` may make or free; NULL where there is none. */
extern nsv_manager* manager;

/* Set-up and tear-down of a test of scenarios: a new directory, with the stores that they begin with. */
int make_scenarios(void** state);
int free_scenarios(void** state);
#define SCENARIO_TEST(test) cmocka_unit_test_setup_teardown(test, make_scenarios, free_scenarios)

/* The situation before the call. */
void begin_scenario(const scenario* tested);

/* All that the manager shows behind the call; it is opened where there is none. For free(). */
char* state_afterwards(void);

/* What is in the store is what its manager says, which is freed. */
void check_reopened(void);

/* The call with nothing in its way. What state_afterwards() gave. */
char* call_unhindered(const scenario* tested);

#endif /* LOG_SCENARIOS_H */
