/* What calls cost from C, in the form of the languages' own programs: a line of JSON for each operation.
 * usage: call_overhead REPETITIONS SECONDS */
#include <neuroshard_version.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "empty_call.h"

static nsv_version *a, *b;
static nsv_manager* node;
static char* advertisement;
static size_t advertisement_size;
static volatile int32_t result;

static void floor_call(void) { result = nsv_bench_empty_call(a, b); }
static void empty_call(void) { result = (int32_t)nsv_library_version_number(); }
static void compare(void) { result = nsv_version_compare(a, b); }
static void parse(void) {
    nsv_version* version = NULL;
    result = nsv_version_parse("1.2.3-rc.1", 10, &version, NULL);
    nsv_version_unref(version);
}
static void check_peer(void) {
    nsv_verdict verdict = NSV_VERDICT_INIT;
    nsv_error error = NSV_ERROR_INIT;
    result = nsv_manager_check_peer(node, advertisement, advertisement_size, &verdict, &error);
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

/* Nanoseconds a call, over batches of calls that last so long together. */
static double measure(void (*call)(void), double nanoseconds) {
    const double begin = now();
    double spent = 0;
    double calls = 0;
    while (spent < nanoseconds) {
        for (int i = 0; i < 1000; ++i) call();
        calls += 1000;
        spent = now() - begin;
    }
    return spent / calls;
}

static void report(const char* operation, void (*call)(void), int repetitions, double seconds) {
    measure(call, 1e7); /* warms the caches */
    printf("{\"operation\": \"%s\", \"nanoseconds\": [", operation);
    for (int i = 0; i < repetitions; ++i) printf("%s%.3f", i == 0 ? "" : ", ", measure(call, seconds * 1e9));
    puts("]}");
}

int main(int argc, char** argv) {
    if (argc != 3) {
        fputs("usage: call_overhead REPETITIONS SECONDS\n", stderr);
        return 64;
    }
    if (nsv_version_new(1, 9, 0, &a, NULL) != NSV_OK || nsv_version_new(1, 10, 0, &b, NULL) != NSV_OK ||
        nsv_manager_new(NULL, &node, NULL) != NSV_OK || nsv_manager_advertisement(node, &advertisement, NULL) != NSV_OK) {
        return 1;
    }
    advertisement_size = strlen(advertisement);
    const int repetitions = atoi(argv[1]);
    const double seconds = atof(argv[2]);
    report("floor", floor_call, repetitions, seconds);
    report("empty_call", empty_call, repetitions, seconds);
    report("compare", compare, repetitions, seconds);
    report("parse", parse, repetitions, seconds);
    report("check_peer", check_peer, repetitions, seconds);
    nsv_string_free(advertisement);
    nsv_manager_free(node);
    nsv_version_unref(a);
    nsv_version_unref(b);
    return 0;
}
