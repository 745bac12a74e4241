/* A compiler that knows the attribute warns of this. */
#include "neuroshard_version.h"

uint64_t pass_null(void);

uint64_t pass_null(void) { return nsv_version_major(NULL); }
