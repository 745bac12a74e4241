/* A library that has no memory left. */
#include <neuroshard_version.h>

int32_t nsv_version_parse(const char* text, size_t size, nsv_version** out, nsv_error* error) {
    (void)text;
    (void)size;
    (void)out;
    (void)error;
    return NSV_ERROR_NO_MEMORY;
}

int32_t nsv_current_version(nsv_version** out) {
    (void)out;
    return NSV_ERROR_NO_MEMORY;
}
