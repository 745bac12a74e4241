/* Counts the program's allocations, the library's among them, and makes some of them fail. For one thread only. */
#ifndef ALLOCATIONS_H
#define ALLOCATIONS_H

#include <stddef.h>

/* Which allocations fail while they are watched. */
enum allocation_failure {
    FAIL_NONE,
    /* The n-th alone: whoever then tries again, or frees and goes on, is served. */
    FAIL_NTH,
    /* The n-th and all that follow: not even the reporting of the failure may allocate. */
    FAIL_FROM_NTH
};

/* From here on allocations are counted, and those that `failure` and `n`, from 1, say fail. */
void allocations_watch(enum allocation_failure failure, size_t n);

/* Ends that. How many allocations were asked for in between. */
size_t allocations_seen(void);

/* Blocks that are allocated and not yet freed, in the whole program. */
size_t allocations_live(void);

#endif /* ALLOCATIONS_H */
