/* What a release to come may add: with added_later.map, at the next symbol version. */
#include <stdint.h>

__attribute__((visibility("default"))) int32_t nsv_added_later(void);

int32_t nsv_added_later(void) { return 1; }
