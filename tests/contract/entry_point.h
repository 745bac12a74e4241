/* A call of the library that can be made again and again, for the tests in which memory runs out. */
#ifndef ENTRY_POINT_H
#define ENTRY_POINT_H

#include "contract.h"

/* One call: what it gives when memory does not run out, and how its output is released; may be NULL for a call that fails. */
typedef struct entry_point {
    const char* name;
    int32_t (*call)(void** out, nsv_error* error);
    void (*release)(void* out);
    int32_t expected;
} entry_point;

/* Defines the call NAME of a function whose output has the type TYPE; CALL names it `&made` and its error `error`. */
#define CALL(name, type, call)                          \
    static int32_t name(void** out, nsv_error* error) { \
        type made = *out;                               \
        const int32_t status = call;                    \
        *out = made;                                    \
        return status;                                  \
    }

#endif /* ENTRY_POINT_H */
