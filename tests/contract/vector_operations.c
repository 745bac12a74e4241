#include "vector_operations.h"

const struct operation* find_operation(const char* name) {
    const struct operation* const lists[] = {version_operations, network_operations, manager_operations, peer_operations,
                                             log_operations};
    for (size_t i = 0; i < COUNT_OF(lists); ++i) {
        for (const struct operation* operation = lists[i]; operation->name != NULL; ++operation) {
            if (strcmp(operation->name, name) == 0) return operation;
        }
    }
    return NULL;
}
