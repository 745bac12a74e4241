/* A release of the library that is older than the header with which the package was built. */
#include <neuroshard_version.h>

uint32_t nsv_library_version_number(void) { return 999999; }
const char* nsv_library_version(void) { return "0.999.999"; }
