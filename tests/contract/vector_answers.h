/* What the operations of the test vectors give, put together as JSON. */
#ifndef VECTOR_ANSWERS_H
#define VECTOR_ANSWERS_H

#include <cJSON.h>

#include "contract.h"

void add_text(cJSON* object, const char* key, const char* text);

/* A text that the library gave away; released. */
void add_owned(cJSON* object, const char* key, char* text);

/* N: a number of 64 bits. */
void add_number(cJSON* object, const char* key, uint64_t number);

/* A predicate's answer. */
void add_truth(cJSON* object, const char* key, int32_t truth);

void add_features(cJSON* object, const char* key, const nsv_version* version);
void add_neps(cJSON* object, const char* key, const nsv_version* version);

/* At most 32 bytes, as hex digits. */
void add_hex(cJSON* object, const char* key, const uint8_t* data, size_t size);

/* A new object at the end of a list. */
cJSON* add_object(cJSON* list);

/* D: a JSON text that the library gave away, parsed and released. */
cJSON* take_document(char* json);

#endif /* VECTOR_ANSWERS_H */
