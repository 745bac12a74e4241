/* The inputs of the test vectors, read as tests/vectors/README.md says. What breaks its rules fails the test. */
#ifndef VECTOR_INPUTS_H
#define VECTOR_INPUTS_H

#include <cJSON.h>

#include "contract.h"

/* Bytes, for free(). */
typedef struct bytes {
    char* data;
    size_t size;
} bytes;

/* The folder that holds the vectors. */
extern const char* vectors_folder;

bytes read_file(const char* path);

/* A file of vectors, for cJSON_Delete(). */
cJSON* read_vectors(const char* name);

/* The member `key`, which must be there. */
const cJSON* member(const cJSON* object, const char* key);

/* Fails on a key of `object` that is not among the NULL-terminated `known` ones. */
void check_keys(const cJSON* object, const char* const* known);

/* T: a text of bytes. */
bytes read_text(const cJSON* value);

/* J: a JSON text. */
bytes read_json(const cJSON* value);

/* N: a number of 64 bits. */
uint64_t read_number(const cJSON* value);

/* V: a version; NULL where the library refuses it, as `error` then says. */
nsv_version* read_version(const cJSON* value, nsv_error* error);

/* The network that `inputs` name, or the built-in one; NULL where the library refuses it. */
nsv_network* read_network(const cJSON* inputs, nsv_error* error);

#endif /* VECTOR_INPUTS_H */
