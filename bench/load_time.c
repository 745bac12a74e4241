/* Loads the library named on the command line into this fresh process, asks a default manager one question, and prints
 * how many nanoseconds that took, the loading of whatever the library needs included. */
#define _POSIX_C_SOURCE 200809L /* clock_gettime */
#include <dlfcn.h>
#include <stdio.h>
#include <time.h>

#include <neuroshard_version.h>

static long long nanoseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

int main(int argc, char** argv) {
    const long long start = nanoseconds();
    void* const library = dlopen(argc == 2 ? argv[1] : "", RTLD_NOW | RTLD_LOCAL);
    int32_t (*new_manager)(const nsv_manager_options*, nsv_manager**, nsv_error*);
    int32_t (*can_train)(const nsv_manager*, char**, nsv_error*);
    nsv_manager* manager = NULL;
    if (library == NULL) {
        fprintf(stderr, "%s\n", dlerror());
        return 1;
    }
    /* The conversion that POSIX prescribes, for ISO C has none from void * to a function. */
    *(void**)&new_manager = dlsym(library, "nsv_manager_new");
    *(void**)&can_train = dlsym(library, "nsv_manager_can_participate_in_training");
    if (new_manager == NULL || can_train == NULL) return 1;
    if (new_manager(NULL, &manager, NULL) != NSV_OK || can_train(manager, NULL, NULL) != 1) return 1;
    printf("%lld\n", nanoseconds() - start);
    return 0;
}
