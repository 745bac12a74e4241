/* A compiler that knows the attribute warns of this. */
#include "neuroshard_version.h"

void ignore_a_status(nsv_version** out);

void ignore_a_status(nsv_version** out) { nsv_version_new(1, 2, 3, out, NULL); }
