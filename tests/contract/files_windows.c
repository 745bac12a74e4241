#include "files.h"

#include <direct.h>
#include <io.h>
#include <stdio.h>
#include <windows.h>

#include <shellapi.h>

const int medium_error = ERROR_IO_DEVICE;
const int quota_error = ERROR_DISK_FULL;

static char directory[MAX_PATH + 1]; /* ends with two NULs */

int enter_directory(void** state) {
    (void)state;
    char parent[MAX_PATH];
    if (GetTempPathA(sizeof parent, parent) == 0) return -1;
    (void)snprintf(directory, MAX_PATH, "%snsv-log-XXXXXX", parent);
    return _mktemp(directory) == NULL || make_directory(directory) != 0 || _chdir(directory) != 0;
}

int leave_directory(void** state) {
    (void)state;
    SHFILEOPSTRUCTA removal = {.wFunc = FO_DELETE, .pFrom = directory, .fFlags = FOF_NO_UI};
    return _chdir("\\") != 0 || SHFileOperationA(&removal) != 0;
}

int make_directory(const char* path) { return _mkdir(path); }
