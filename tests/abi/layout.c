/* The numbers and layouts that programs were compiled with. A change here breaks every one of them: it needs a new
 * SONAME, and is never the way to make this file compile. */
#include "neuroshard_version.h"

#define NUMBER(name, value) _Static_assert((name) == (value), #name " is " #value)
#define SIZE(type, size) _Static_assert(sizeof(type) == (size), "size of " #type)
#define FIELD(type, field, offset, size)                                             \
    _Static_assert(offsetof(type, field) == (offset), "place of " #type "." #field); \
    _Static_assert(sizeof(((type*)NULL)->field) == (size), "size of " #type "." #field)

enum { POINTER = sizeof(void*) };

NUMBER(NSV_OK, 0);
NUMBER(NSV_ERROR_ARGUMENT, -10);
NUMBER(NSV_ERROR_SYNTAX, -20);
NUMBER(NSV_ERROR_RANGE, -30);
NUMBER(NSV_ERROR_LIMIT, -40);
NUMBER(NSV_ERROR_SCHEMA, -50);
NUMBER(NSV_ERROR_DUPLICATE, -60);
NUMBER(NSV_ERROR_NOT_FOUND, -70);
NUMBER(NSV_ERROR_NO_MEMORY, -100);
NUMBER(NSV_ERROR_INTERNAL, -110);

NUMBER(NSV_IDENTICAL, 0);
NUMBER(NSV_COMPATIBLE, 1);
NUMBER(NSV_UPGRADE_RECOMMENDED, 2);
NUMBER(NSV_INCOMPATIBLE, 3);

NUMBER(NSV_SIDE_NONE, 0);
NUMBER(NSV_SIDE_LOCAL, 1);
NUMBER(NSV_SIDE_PEER, 2);

NUMBER(NSV_NODE_COMPATIBLE, 0);
NUMBER(NSV_NODE_UPGRADE_RECOMMENDED, 1);
NUMBER(NSV_NODE_MUST_UPGRADE, 2);
NUMBER(NSV_NODE_TOO_NEW, 3);

NUMBER(NSV_REASON_LOCAL_HALTED, 20);
NUMBER(NSV_REASON_NO_COMMON_VERSION, 30);
NUMBER(NSV_REASON_LOCAL_TOO_NEW, 31);
NUMBER(NSV_REASON_PEER_BELOW_MINIMUM, 50);
NUMBER(NSV_REASON_VERSIONS, 70);

NUMBER(NSV_NO_OFFSET, UINT64_MAX);
/* Minor and patch may grow; a new MAJOR is a new interface. */
NUMBER(NSV_LIBRARY_VERSION_MAJOR, 1);
NUMBER(NSV_LIBRARY_VERSION_NUMBER,
       NSV_LIBRARY_VERSION_MAJOR * 1000000 + NSV_LIBRARY_VERSION_MINOR * 1000 + NSV_LIBRARY_VERSION_PATCH);

SIZE(nsv_error, 512);
FIELD(nsv_error, size, 0, 4);
FIELD(nsv_error, code, 4, 4);
FIELD(nsv_error, offset, 8, 8);
FIELD(nsv_error, message, 16, 496);

SIZE(nsv_verdict, 24);
FIELD(nsv_verdict, size, 0, 4);
FIELD(nsv_verdict, level, 4, 4);
FIELD(nsv_verdict, reason, 8, 4);
FIELD(nsv_verdict, upgrade, 12, 4);
FIELD(nsv_verdict, cut_height, 16, 8);

SIZE(nsv_text, 2 * POINTER);
FIELD(nsv_text, data, 0, POINTER);
FIELD(nsv_text, size, POINTER, POINTER);

SIZE(nsv_manager_options, 8 + 3 * POINTER);
FIELD(nsv_manager_options, size, 0, 4);
FIELD(nsv_manager_options, reserved, 4, 4);
FIELD(nsv_manager_options, network, 8, POINTER);
FIELD(nsv_manager_options, supported_min, 8 + POINTER, POINTER);
FIELD(nsv_manager_options, supported_max, 8 + 2 * POINTER, POINTER);
