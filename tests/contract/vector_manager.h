/* The manager that a test vector describes. */
#ifndef VECTOR_MANAGER_H
#define VECTOR_MANAGER_H

#include <cJSON.h>

#include "contract.h"

/* The keys that describe one, for a list of keys. */
#define MANAGER_KEYS "network", "supported_min", "supported_max", "grease", "unix_time", "import", "steps"

/* The manager that `inputs` describe, after its steps; NULL where the library refuses something of it. */
nsv_manager* read_manager(const cJSON* inputs, nsv_error* error);

#endif /* VECTOR_MANAGER_H */
