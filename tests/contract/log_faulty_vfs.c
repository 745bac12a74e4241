/* The system's file system, as SQLite has it, behind functions that may fail instead. */
#include "log_faulty_vfs.h"

#include <errno.h>
#include <stdint.h>

#include <sqlite3.h>

static sqlite3_vfs* real;
static const file_fault* armed;
static size_t failing;
static size_t met;
static int last_error; /* of the system, of the last call that failed so */

/* A file, and in the same block behind it the real one. */
typedef struct faulty_file {
    sqlite3_file base;
    sqlite3_int64 alignment;
} faulty_file;

static sqlite3_file* real_of(sqlite3_file* file) { return (sqlite3_file*)(void*)((faulty_file*)(void*)file + 1); }

static bool fails(enum file_call call) {
    if (armed == NULL || armed->call != call || ++met != failing) return false;
    errno = last_error = armed->error_number;
    return true;
}

#define FORWARD(file, method, ...) real_of(file)->pMethods->method(real_of(file), __VA_ARGS__)
#define FAIL_OR(call, otherwise) return fails(call) ? armed->result : (otherwise)

static int file_close(sqlite3_file* file) { return real_of(file)->pMethods->xClose(real_of(file)); }

static int file_read(sqlite3_file* file, void* to, int size, sqlite3_int64 from) {
    FAIL_OR(FILE_READ, FORWARD(file, xRead, to, size, from));
}

static int file_write(sqlite3_file* file, const void* from, int size, sqlite3_int64 to) {
    if (!fails(FILE_WRITE)) return FORWARD(file, xWrite, from, size, to);
    if (armed->by_half) (void)FORWARD(file, xWrite, from, size / 2, to);
    errno = armed->error_number;
    return armed->result;
}

static int file_truncate(sqlite3_file* file, sqlite3_int64 size) { FAIL_OR(FILE_TRUNCATE, FORWARD(file, xTruncate, size)); }
static int file_sync(sqlite3_file* file, int flags) { FAIL_OR(FILE_SYNC, FORWARD(file, xSync, flags)); }
static int file_size(sqlite3_file* file, sqlite3_int64* size) { FAIL_OR(FILE_SIZE, FORWARD(file, xFileSize, size)); }
static int file_lock(sqlite3_file* file, int level) { FAIL_OR(FILE_LOCK, FORWARD(file, xLock, level)); }
static int file_unlock(sqlite3_file* file, int level) { return FORWARD(file, xUnlock, level); }
static int file_reserved(sqlite3_file* file, int* held) { return FORWARD(file, xCheckReservedLock, held); }
static int file_control(sqlite3_file* file, int code, void* argument) { return FORWARD(file, xFileControl, code, argument); }
static int file_sector_size(sqlite3_file* file) { return real_of(file)->pMethods->xSectorSize(real_of(file)); }
static int file_features(sqlite3_file* file) { return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file)); }

static int file_shared_map(sqlite3_file* file, int region, int size, int extend, void volatile** to) {
    FAIL_OR(FILE_SHARED_MAP, FORWARD(file, xShmMap, region, size, extend, to));
}

/* To let go of a lock never fails. */
static int file_shared_lock(sqlite3_file* file, int offset, int count, int flags) {
    if ((flags & SQLITE_SHM_LOCK) != 0 && fails(FILE_SHARED_LOCK)) return armed->result;
    return FORWARD(file, xShmLock, offset, count, flags);
}

static void file_shared_barrier(sqlite3_file* file) { real_of(file)->pMethods->xShmBarrier(real_of(file)); }
static int file_shared_unmap(sqlite3_file* file, int remove) { return FORWARD(file, xShmUnmap, remove); }

static const sqlite3_io_methods methods = {
    .iVersion = 2, /* no reading by memory map, which would pass by file_read() */
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_reserved,
    .xFileControl = file_control,
    .xSectorSize = file_sector_size,
    .xDeviceCharacteristics = file_features,
    .xShmMap = file_shared_map,
    .xShmLock = file_shared_lock,
    .xShmBarrier = file_shared_barrier,
    .xShmUnmap = file_shared_unmap,
};

static int vfs_open(sqlite3_vfs* vfs, sqlite3_filename name, sqlite3_file* file, int flags, int* result) {
    (void)vfs;
    file->pMethods = NULL;
    if (fails(FILE_OPEN)) return armed->result;
    const int code = real->xOpen(real, name, real_of(file), flags, result);
    if (real_of(file)->pMethods != NULL) file->pMethods = &methods;
    return code;
}

static int vfs_delete(sqlite3_vfs* vfs, const char* name, int sync) {
    (void)vfs;
    FAIL_OR(FILE_DELETE, real->xDelete(real, name, sync));
}

static int vfs_access(sqlite3_vfs* vfs, const char* name, int flags, int* result) {
    (void)vfs;
    FAIL_OR(FILE_ACCESS, real->xAccess(real, name, flags, result));
}

/* The rest has nothing to do with files, but wants the real one as its argument. */
static int vfs_full_name(sqlite3_vfs* vfs, const char* name, int size, char* full) {
    (void)vfs;
    return real->xFullPathname(real, name, size, full);
}
static int vfs_randomness(sqlite3_vfs* vfs, int size, char* to) { return (void)vfs, real->xRandomness(real, size, to); }
static int vfs_sleep(sqlite3_vfs* vfs, int microseconds) { return (void)vfs, real->xSleep(real, microseconds); }
static int vfs_time(sqlite3_vfs* vfs, double* now) { return (void)vfs, real->xCurrentTime(real, now); }
static int vfs_time_int(sqlite3_vfs* vfs, sqlite3_int64* now) { return (void)vfs, real->xCurrentTimeInt64(real, now); }
static int vfs_last_error(sqlite3_vfs* vfs, int size, char* text) {
    (void)vfs;
    return last_error != 0 ? last_error : real->xGetLastError(real, size, text);
}

void faulty_vfs_register(void) {
    static sqlite3_vfs vfs;
    real = sqlite3_vfs_find(NULL);
    if (real == NULL || real == &vfs) return;
    vfs = (sqlite3_vfs){
        .iVersion = 2,
        .szOsFile = (int)sizeof(faulty_file) + real->szOsFile,
        .mxPathname = real->mxPathname,
        .zName = "faulty",
        .xOpen = vfs_open,
        .xDelete = vfs_delete,
        .xAccess = vfs_access,
        .xFullPathname = vfs_full_name,
        .xRandomness = vfs_randomness,
        .xSleep = vfs_sleep,
        .xCurrentTime = vfs_time,
        .xCurrentTimeInt64 = vfs_time_int,
        .xGetLastError = vfs_last_error,
    };
    (void)sqlite3_vfs_register(&vfs, 1);
}

void faulty_vfs_arm(const file_fault* fault, size_t n) {
    armed = fault;
    failing = n;
    met = 0;
    last_error = 0;
}

bool faulty_vfs_disarm(void) {
    const bool failed = armed != NULL && met >= failing;
    armed = NULL;
    return failed;
}
