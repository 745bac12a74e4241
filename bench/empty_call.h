/* What no call through a shared library can be faster than. */
#ifndef NSV_BENCH_EMPTY_CALL_H
#define NSV_BENCH_EMPTY_CALL_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Takes two handles, as a comparison does, and looks at neither. */
int32_t nsv_bench_empty_call(const void* a, const void* b);

#ifdef __cplusplus
}
#endif

#endif
