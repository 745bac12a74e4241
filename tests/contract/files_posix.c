#define _XOPEN_SOURCE 700
#include "files.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

const int medium_error = EIO;
const int quota_error = EDQUOT;

static char directory[256];

/* Every test opens stores by the hundred, and what is synced to a real disk takes a hundred times as long. */
int enter_directory(void** state) {
    (void)state;
    const char* const memory = "/dev/shm";
    (void)snprintf(directory, sizeof directory, "%s/nsv-log-XXXXXX", access(memory, W_OK) == 0 ? memory : "/tmp");
    return mkdtemp(directory) == NULL || chdir(directory) != 0;
}

static int remove_entry(const char* path, const struct stat* found, int type, struct FTW* place) {
    (void)found;
    (void)type;
    (void)place;
    return remove(path);
}

int leave_directory(void** state) {
    (void)state;
    return chdir("/") != 0 || nftw(directory, remove_entry, 8, FTW_DEPTH | FTW_PHYS) != 0;
}

int make_directory(const char* path) { return mkdir(path, 0700); }
