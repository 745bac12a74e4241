/* A file system for SQLite in which one call fails, once. The library's stores are on it as soon as it is registered. */
#ifndef LOG_FAULTY_VFS_H
#define LOG_FAULTY_VFS_H

#include <stdbool.h>
#include <stddef.h>

/* What SQLite asks a file system for. */
enum file_call {
    FILE_OPEN,
    FILE_DELETE,
    FILE_ACCESS,
    FILE_READ,
    FILE_WRITE,
    FILE_TRUNCATE,
    FILE_SYNC,
    FILE_SIZE,
    FILE_LOCK,
    FILE_SHARED_MAP,
    FILE_SHARED_LOCK
};

/* How such a call fails. */
typedef struct file_fault {
    const char* name;
    enum file_call call;
    int result;       /* of SQLite */
    int error_number; /* of the system */
    bool by_half;     /* half of what was to be written is, before it fails */
} file_fault;

/* Makes it the one that is used by default. */
void faulty_vfs_register(void);

/* From here on, the n-th call of the fault's kind fails, from 1; the others, also later ones, succeed. */
void faulty_vfs_arm(const file_fault* fault, size_t n);

/* Ends that. Whether one did fail. */
bool faulty_vfs_disarm(void);

#endif /* LOG_FAULTY_VFS_H */
