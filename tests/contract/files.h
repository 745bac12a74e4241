/* Directories and errors of the system, which every system has its own ways for. */
#ifndef FILES_H
#define FILES_H

/* Set-up and tear-down of a test: a new empty directory to work in, in memory where the system has that; removed afterwards. */
int enter_directory(void** state);
int leave_directory(void** state);

/* 0, or not. */
int make_directory(const char* path);

/* The system's error numbers for a medium that fails, and for a quota that is used up. */
extern const int medium_error;
extern const int quota_error;

#endif /* FILES_H */
