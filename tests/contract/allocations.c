/* The program's own malloc and friends. The dynamic linker gives them to every library of the process, so that the
 * C++ library's operator new comes through here too. */
#define _GNU_SOURCE
#include "allocations.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define REPLACEMENT __attribute__((visibility("default")))

static bool watching;
static enum allocation_failure failing;
static size_t failing_from;
static size_t seen;
static size_t live;

static void* (*real_malloc)(size_t);
static void* (*real_calloc)(size_t, size_t);
static void* (*real_realloc)(void*, size_t);
static void* (*real_aligned_alloc)(size_t, size_t);
static void (*real_free)(void*);

/* dlsym() may allocate before the functions it looks for are known. It is served from here, and never freed. */
static _Alignas(max_align_t) unsigned char early[4096];
static size_t early_used;

static void* early_block(size_t size) {
    const size_t rounded = (size + sizeof(max_align_t) - 1) / sizeof(max_align_t) * sizeof(max_align_t);
    if (rounded > sizeof early - early_used) abort();
    void* const block = early + early_used;
    early_used += rounded;
    return block;
}

static bool is_early(const void* block) {
    return (uintptr_t)block >= (uintptr_t)early && (uintptr_t)block < (uintptr_t)early + sizeof early;
}

/* False while the real functions are being looked up. */
static bool ready(void) {
    static enum { UNKNOWN, LOOKING, KNOWN } state;
    if (state == UNKNOWN) {
        state = LOOKING;
        /* POSIX has dlsym() give functions as objects; this is the conversion that ISO C allows. */
        *(void**)&real_malloc = dlsym(RTLD_NEXT, "malloc");
        *(void**)&real_calloc = dlsym(RTLD_NEXT, "calloc");
        *(void**)&real_realloc = dlsym(RTLD_NEXT, "realloc");
        *(void**)&real_aligned_alloc = dlsym(RTLD_NEXT, "aligned_alloc");
        *(void**)&real_free = dlsym(RTLD_NEXT, "free");
        state = KNOWN;
    }
    return state == KNOWN;
}

static bool fails(void) {
    if (!watching) return false;
    ++seen;
    return (failing == FAIL_NTH && seen == failing_from) || (failing == FAIL_FROM_NTH && seen >= failing_from);
}

static void* counted(void* block) {
    if (block != NULL) ++live;
    return block;
}

REPLACEMENT void* malloc(size_t size) {
    if (!ready()) return early_block(size);
    return fails() ? NULL : counted(real_malloc(size));
}

REPLACEMENT void* calloc(size_t count, size_t size) {
    if (!ready()) return early_block(count * size); /* its memory is zero from the start */
    return fails() ? NULL : counted(real_calloc(count, size));
}

REPLACEMENT void* aligned_alloc(size_t alignment, size_t size) {
    if (!ready()) abort();
    return fails() ? NULL : counted(real_aligned_alloc(alignment, size));
}

REPLACEMENT void free(void* block) {
    if (block == NULL || is_early(block) || !ready()) return;
    --live;
    real_free(block);
}

REPLACEMENT void* realloc(void* block, size_t size) {
    if (block == NULL) return malloc(size);
    if (!ready() || is_early(block)) abort();
    if (size == 0) {
        free(block);
        return NULL;
    }
    return fails() ? NULL : real_realloc(block, size);
}

void allocations_watch(enum allocation_failure failure, size_t n) {
    failing = failure;
    failing_from = n;
    seen = 0;
    watching = true;
}

size_t allocations_seen(void) {
    watching = false;
    return seen;
}

size_t allocations_live(void) { return live; }
