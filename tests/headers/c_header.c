/* The C header alone, twice, and its macros in use: in every version of C and C++.
 * The formatter would take the second one away. */
/* clang-format off */
#include "neuroshard_version.h"
#include "neuroshard_version.h"
/* clang-format on */

#if NSV_LIBRARY_VERSION_NUMBER != \
    NSV_LIBRARY_VERSION_MAJOR * 1000000 + NSV_LIBRARY_VERSION_MINOR * 1000 + NSV_LIBRARY_VERSION_PATCH
#error "NSV_LIBRARY_VERSION_NUMBER is not the number of this release"
#endif

int use_the_macros(void);

int use_the_macros(void) {
    nsv_error error = NSV_ERROR_INIT;
    nsv_verdict verdict = NSV_VERDICT_INIT;
    nsv_manager_options options = NSV_MANAGER_OPTIONS_INIT;
    nsv_text text = NSV_TEXT("diloco");
    nsv_version* version = NULL;
    if (nsv_version_parse(text.data, text.size, &version, &error) != NSV_OK) return error.offset == NSV_NO_OFFSET;
    nsv_version_unref(version);
    return verdict.level + (int)(options.flags & NSV_MANAGER_GREASE);
}
