#include "empty_call.h"

__attribute__((visibility("default"))) int32_t nsv_bench_empty_call(const void* a, const void* b) {
    (void)a;
    (void)b;
    return 0;
}
