/* The operations of the test vectors, as calls of the C interface. */
#ifndef VECTOR_OPERATIONS_H
#define VECTOR_OPERATIONS_H

#include <cJSON.h>

#include "contract.h"

struct operation {
    const char* name;
    /* The `ok` of a case, for cJSON_Delete(); NULL where the library failed, as `error` then says. */
    cJSON* (*run)(const cJSON* inputs, nsv_error* error);
    /* The keys of a case, besides those that all cases have; NULL for none. */
    const char* inputs[8];
};

/* By what they are about, each list ended by an operation without a name. */
extern const struct operation version_operations[];
extern const struct operation network_operations[];
extern const struct operation manager_operations[];
extern const struct operation peer_operations[];
extern const struct operation log_operations[];

/* NULL for a name that is none. */
const struct operation* find_operation(const char* name);

#endif /* VECTOR_OPERATIONS_H */
