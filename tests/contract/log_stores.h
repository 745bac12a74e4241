/* For the tests of the log's store: a directory of their own, stores in it, and all that a manager shows of its log. */
#ifndef LOG_STORES_H
#define LOG_STORES_H

#include <stdbool.h>

#include "files.h"
#include "upgrades.h"

/* Every store is a file of this name in the working directory, unless a test is about names. */
#define STORE "store.db"

/* The records of a store by make_store(), and the one by which NEP-001 became active. */
enum { MADE_RECORDS = 7, MADE_HEIGHT = 50 };

/* A test in a directory of its own. */
#define STORE_TEST(test) cmocka_unit_test_setup_teardown(test, enter_directory, leave_directory)

/* How to open a store that is at `path`; the rest are defaults. */
nsv_manager_options store_options(const char* path);

/* A manager with a store, on a network (NULL: the default) of a supported range (NULL: as recorded). */
int32_t try_store(const char* path, uint32_t flags, const char* network_json, const char* max, nsv_manager** out,
                  nsv_error* error);
nsv_manager* open_store_with(const char* path, uint32_t flags, const char* network_json, const char* max);
nsv_manager* open_store(const char* path, uint32_t flags);

/* A new store that supports 1.0.0 to 3.0.0, at height 50: NEP-001 active since 40, NEP-002 scheduled for 100 and NEP-003 for
 * 200, NEP-009 cancelled. */
nsv_manager* make_store(const char* path);

/* All that a manager shows of its state and of its log. For free(). */
char* log_state_of(const nsv_manager* manager);
void check_log_state(const nsv_manager* manager, const char* expected, const char* file, int line);
#define assert_log_state(manager, expected) check_log_state(manager, expected, __FILE__, __LINE__)

/* Text of a head, for a comparison in one go. */
typedef struct head_text {
    char hex[65];
} head_text;
head_text head_of(const nsv_manager* manager);

/* The log as JSON Lines, for nsv_string_free(). */
char* export_of(const nsv_manager* manager);
char* record_of(const nsv_manager* manager, uint64_t sequence);

/* The log is sound from end to end. */
void check_sound(const nsv_manager* manager, const char* file, int line);
#define assert_sound(manager) check_sound(manager, __FILE__, __LINE__)

/* A failure that names the store. */
void check_store_failure(const nsv_error* error, int32_t status, const char* path, const char* file, int line);
#define assert_store_fails(call, status, path)                        \
    do {                                                              \
        nsv_error details = sentinel_error();                         \
        nsv_error* error = &details;                                  \
        assert_int_equal(call, status);                               \
        check_store_failure(error, status, path, __FILE__, __LINE__); \
    } while (0)

/* What a file holds; `data` is for free(). */
typedef struct contents {
    unsigned char* data;
    size_t size;
} contents;
contents read_contents(const char* path);
void write_contents(const char* path, const void* data, size_t size);
void copy_file(const char* from, const char* to);
bool file_exists(const char* path);
void check_contents(const char* path, const contents* expected, const char* file, int line);
#define assert_contents(path, expected) check_contents(path, expected, __FILE__, __LINE__)

/* Removes a store and the files beside it. */
void remove_store(const char* path);

/* Runs SQL on a file, by a connection of its own that is closed again. */
void run_sql(const char* path, const char* sql);

#endif /* LOG_STORES_H */
