/* The numbers and layouts that programs were compiled with. A change here breaks every one of them: it needs a new
 * SONAME, and is never the way to make this file compile. */
#include "neuroshard_version.h"

#define NUMBER(name, value) _Static_assert((name) == (value), #name " is " #value)
#define SIZE(type, size) _Static_assert(sizeof(type) == (size), "size of " #type)
#define FIELD(type, field, offset, size)                                             \
    _Static_assert(offsetof(type, field) == (offset), "place of " #type "." #field); \
    _Static_assert(sizeof(((type*)NULL)->field) == (size), "size of " #type "." #field)

struct place {
    char first;
    uint64_t number;
};
enum {
    POINTER = sizeof(void*),
    NUMBERS = offsetof(struct place, number), /* their alignment in a struct: 4 on 32-bit x86, 8 elsewhere */
    UNIX_TIME = POINTER == 8   ? 48
                : NUMBERS == 4 ? 28
                               : 32
};

NUMBER(NSV_OK, 0);
NUMBER(NSV_ERROR_ARGUMENT, -10);
NUMBER(NSV_ERROR_SYNTAX, -20);
NUMBER(NSV_ERROR_RANGE, -30);
NUMBER(NSV_ERROR_LIMIT, -40);
NUMBER(NSV_ERROR_SCHEMA, -50);
NUMBER(NSV_ERROR_DUPLICATE, -60);
NUMBER(NSV_ERROR_NOT_FOUND, -70);
NUMBER(NSV_ERROR_CONFLICT, -80);
NUMBER(NSV_ERROR_HEIGHT, -90);
NUMBER(NSV_ERROR_NO_MEMORY, -100);
NUMBER(NSV_ERROR_INTERNAL, -110);
NUMBER(NSV_ERROR_NOTICE, -120);
NUMBER(NSV_ERROR_INCOMPATIBLE, -130);
NUMBER(NSV_ERROR_IO, -140);
NUMBER(NSV_ERROR_FULL, -150);
NUMBER(NSV_ERROR_LOCKED, -160);
NUMBER(NSV_ERROR_READ_ONLY, -170);
NUMBER(NSV_ERROR_CORRUPT, -180);
NUMBER(NSV_ERROR_FORMAT, -190);

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

NUMBER(NSV_MANAGER_GREASE, 1);
NUMBER(NSV_MANAGER_READ_ONLY, 2);
NUMBER(NSV_MANAGER_SALVAGE, 4);

NUMBER(NSV_REASON_DIFFERENT_NETWORK, 10);
NUMBER(NSV_REASON_LOCAL_HALTED, 20);
NUMBER(NSV_REASON_PEER_HALTED, 21);
NUMBER(NSV_REASON_PEER_UNSUPPORTED, 22);
NUMBER(NSV_REASON_NO_COMMON_VERSION, 30);
NUMBER(NSV_REASON_LOCAL_TOO_NEW, 31);
NUMBER(NSV_REASON_PEER_TOO_NEW, 32);
NUMBER(NSV_REASON_LOCAL_STALE, 40);
NUMBER(NSV_REASON_PEER_STALE, 41);
NUMBER(NSV_REASON_PEER_SYNCING, 42);
NUMBER(NSV_REASON_LOCAL_SYNCING, 43);
NUMBER(NSV_REASON_LOCAL_UNSUPPORTED, 44);
NUMBER(NSV_REASON_DIVERGED, 45);
NUMBER(NSV_REASON_PEER_BELOW_MINIMUM, 50);
NUMBER(NSV_REASON_PEER_READY, 60);
NUMBER(NSV_REASON_VERSIONS, 70);

NUMBER(NSV_NO_OFFSET, UINT64_MAX);
NUMBER(NSV_MAX_HEIGHT, (INT64_C(1) << 53) - 1);
NUMBER(NSV_MAX_VERSION_TEXT, 255);
NUMBER(NSV_MAX_VERSION_JSON, 64 * 1024);
NUMBER(NSV_MAX_NETWORK_JSON, 1024 * 1024);
NUMBER(NSV_MAX_NEP_JSON, 64 * 1024);
NUMBER(NSV_MAX_ADVERTISEMENT, 64 * 1024);
NUMBER(NSV_MAX_FEATURES, 256);
NUMBER(NSV_MAX_NEPS, 4096);
NUMBER(NSV_MAX_RECORD, 1114112);
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

SIZE(nsv_text, 2 * POINTER); /* 16 bytes; 8 on 32 bits */
FIELD(nsv_text, data, 0, POINTER);
FIELD(nsv_text, size, POINTER, POINTER);

SIZE(nsv_manager_options, UNIX_TIME + 8); /* 56 bytes; on 32 bits 40, and 36 on x86 */
FIELD(nsv_manager_options, size, 0, 4);
FIELD(nsv_manager_options, flags, 4, 4);
FIELD(nsv_manager_options, network, 8, POINTER);
FIELD(nsv_manager_options, supported_min, 8 + POINTER, POINTER);
FIELD(nsv_manager_options, supported_max, 8 + 2 * POINTER, POINTER);
FIELD(nsv_manager_options, store, 8 + 3 * POINTER, POINTER);
FIELD(nsv_manager_options, store_size, 8 + 4 * POINTER, POINTER);
FIELD(nsv_manager_options, unix_time, UNIX_TIME, 8);

/* The functions' types. Declared a second time, for a declaration that differs from the header's does not compile. */
#define FUNCTION(type, name, arguments) type name arguments

FUNCTION(const char*, nsv_library_version, (void));
FUNCTION(uint32_t, nsv_library_version_number, (void));
FUNCTION(const char*, nsv_status_name, (int32_t));
FUNCTION(void, nsv_string_free, (char*));
FUNCTION(int32_t, nsv_version_new, (uint64_t, uint64_t, uint64_t, nsv_version**, nsv_error*));
FUNCTION(int32_t, nsv_version_parse, (const char*, size_t, nsv_version**, nsv_error*));
FUNCTION(int32_t, nsv_version_parse_lenient, (const char*, size_t, nsv_version**, nsv_error*));
FUNCTION(int32_t, nsv_version_from_json, (const char*, size_t, nsv_version**, nsv_error*));
FUNCTION(int32_t, nsv_version_to_json, (const nsv_version*, char**, nsv_error*));
FUNCTION(int32_t, nsv_version_with,
         (const nsv_version*, const nsv_text*, size_t, const nsv_text*, size_t, nsv_version**, nsv_error*));
FUNCTION(nsv_version*, nsv_version_ref, (const nsv_version*));
FUNCTION(void, nsv_version_unref, (nsv_version*));
FUNCTION(uint64_t, nsv_version_major, (const nsv_version*));
FUNCTION(uint64_t, nsv_version_minor, (const nsv_version*));
FUNCTION(uint64_t, nsv_version_patch, (const nsv_version*));
FUNCTION(const char*, nsv_version_prerelease, (const nsv_version*));
FUNCTION(const char*, nsv_version_build, (const nsv_version*));
FUNCTION(const char*, nsv_version_string, (const nsv_version*));
FUNCTION(int32_t, nsv_version_compare, (const nsv_version*, const nsv_version*));
FUNCTION(uint64_t, nsv_version_hash, (const nsv_version*));
FUNCTION(int32_t, nsv_version_check_compatibility, (const nsv_version*, const nsv_version*));
FUNCTION(int32_t, nsv_version_is_compatible, (const nsv_version*, const nsv_version*));
FUNCTION(int32_t, nsv_version_side_to_upgrade, (const nsv_version*, const nsv_version*));
FUNCTION(int32_t, nsv_version_supports_feature, (const nsv_version*, const char*, size_t));
FUNCTION(uint64_t, nsv_version_feature_count, (const nsv_version*));
FUNCTION(const char*, nsv_version_feature_at, (const nsv_version*, uint64_t));
FUNCTION(uint64_t, nsv_version_active_nep_count, (const nsv_version*));
FUNCTION(const char*, nsv_version_active_nep_at, (const nsv_version*, uint64_t));
FUNCTION(int32_t, nsv_current_version, (nsv_version**));
FUNCTION(const char*, nsv_compatibility_name, (int32_t));
FUNCTION(const char*, nsv_compatibility_word, (int32_t));
FUNCTION(const char*, nsv_side_name, (int32_t));
FUNCTION(int32_t, nsv_compatibility_message, (const nsv_version*, const nsv_version*, char**, nsv_error*));
FUNCTION(int32_t, nsv_network_mainnet, (nsv_network**));
FUNCTION(int32_t, nsv_network_from_json, (const char*, size_t, nsv_network**, nsv_error*));
FUNCTION(int32_t, nsv_network_to_json, (const nsv_network*, char**, nsv_error*));
FUNCTION(nsv_network*, nsv_network_ref, (const nsv_network*));
FUNCTION(void, nsv_network_unref, (nsv_network*));
FUNCTION(const char*, nsv_network_id, (const nsv_network*));
FUNCTION(int32_t, nsv_network_genesis, (const nsv_network*, nsv_version**));
FUNCTION(uint64_t, nsv_network_notice_days, (const nsv_network*));
FUNCTION(uint64_t, nsv_network_grace_from_day, (const nsv_network*));
FUNCTION(uint64_t, nsv_network_feature_count, (const nsv_network*));
FUNCTION(const char*, nsv_network_feature_name, (const nsv_network*, uint64_t));
FUNCTION(const char*, nsv_network_feature_title, (const nsv_network*, uint64_t));
FUNCTION(const char*, nsv_network_feature_description, (const nsv_network*, uint64_t));
FUNCTION(const char*, nsv_network_feature_since, (const nsv_network*, uint64_t));
FUNCTION(const char*, nsv_network_feature_required_nep, (const nsv_network*, uint64_t));
FUNCTION(int32_t, nsv_network_feature_is_pending, (const nsv_network*, uint64_t));
FUNCTION(uint64_t, nsv_network_history_count, (const nsv_network*));
FUNCTION(const char*, nsv_network_history_version, (const nsv_network*, uint64_t));
FUNCTION(const char*, nsv_network_history_date, (const nsv_network*, uint64_t));
FUNCTION(const char*, nsv_network_history_description, (const nsv_network*, uint64_t));
FUNCTION(uint64_t, nsv_network_role_count, (const nsv_network*));
FUNCTION(const char*, nsv_network_role_name, (const nsv_network*, uint64_t));
FUNCTION(uint64_t, nsv_network_role_feature_count, (const nsv_network*, uint64_t));
FUNCTION(const char*, nsv_network_role_feature_at, (const nsv_network*, uint64_t, uint64_t));
FUNCTION(int32_t, nsv_manager_new, (const nsv_manager_options*, nsv_manager**, nsv_error*));
FUNCTION(uint64_t, nsv_manager_record_count, (const nsv_manager*));
FUNCTION(int32_t, nsv_manager_head, (const nsv_manager*, uint8_t[32]));
FUNCTION(int32_t, nsv_manager_record_json, (const nsv_manager*, uint64_t, char**, nsv_error*));
FUNCTION(int32_t, nsv_manager_export, (const nsv_manager*, uint64_t, char**, uint64_t*, nsv_error*));
FUNCTION(int32_t, nsv_manager_import, (const nsv_manager_options*, const char*, size_t, nsv_manager**, nsv_error*));
FUNCTION(int32_t, nsv_manager_verify, (const nsv_manager*, const uint8_t*, uint64_t*, char**, nsv_error*));
FUNCTION(void, nsv_manager_free, (nsv_manager*));
FUNCTION(int32_t, nsv_manager_network, (const nsv_manager*, nsv_network**));
FUNCTION(int32_t, nsv_manager_current_version, (const nsv_manager*, nsv_version**));
FUNCTION(int32_t, nsv_manager_network_version, (const nsv_manager*, nsv_version**));
FUNCTION(int32_t, nsv_manager_network_minimum, (const nsv_manager*, nsv_version**));
FUNCTION(int32_t, nsv_manager_supported_min, (const nsv_manager*, nsv_version**));
FUNCTION(int32_t, nsv_manager_supported_max, (const nsv_manager*, nsv_version**));
FUNCTION(int32_t, nsv_manager_status, (const nsv_manager*));
FUNCTION(int32_t, nsv_manager_status_json, (const nsv_manager*, char**, nsv_error*));
FUNCTION(uint64_t, nsv_manager_height, (const nsv_manager*));
FUNCTION(uint64_t, nsv_manager_time, (const nsv_manager*));
FUNCTION(int32_t, nsv_manager_advance, (nsv_manager*, uint64_t, uint64_t, nsv_error*));
FUNCTION(int32_t, nsv_manager_rewind, (nsv_manager*, uint64_t, uint64_t, nsv_error*));
FUNCTION(int32_t, nsv_manager_schedule_nep, (nsv_manager*, const char*, size_t, nsv_error*));
FUNCTION(int32_t, nsv_manager_catch_up_nep, (nsv_manager*, const char*, size_t, nsv_error*));
FUNCTION(int32_t, nsv_manager_reschedule_nep, (nsv_manager*, const char*, size_t, uint64_t, uint64_t, nsv_error*));
FUNCTION(int32_t, nsv_manager_cancel_nep, (nsv_manager*, const char*, size_t, const char*, size_t, nsv_error*));
FUNCTION(int32_t, nsv_manager_activate_nep, (nsv_manager*, const char*, size_t, char**, nsv_error*));
FUNCTION(uint64_t, nsv_manager_nep_count, (const nsv_manager*));
FUNCTION(int32_t, nsv_manager_nep_json, (const nsv_manager*, uint64_t, char**, nsv_error*));
FUNCTION(int32_t, nsv_manager_find_nep_json, (const nsv_manager*, const char*, size_t, char**, nsv_error*));
FUNCTION(int32_t, nsv_manager_advertisement, (const nsv_manager*, char**, nsv_error*));
FUNCTION(int32_t, nsv_manager_upgrade_id, (const nsv_manager*, uint8_t[8], uint64_t*));
FUNCTION(int32_t, nsv_manager_check_peer, (const nsv_manager*, const char*, size_t, nsv_verdict*, nsv_error*));
FUNCTION(int32_t, nsv_manager_negotiate, (const nsv_manager*, const char*, size_t, nsv_version**, nsv_error*));
FUNCTION(int32_t, nsv_transcript_digest, (const char*, size_t, const char*, size_t, uint8_t[32], nsv_error*));
FUNCTION(int32_t, nsv_manager_check_peer_compatibility, (const nsv_manager*, const nsv_version*, nsv_verdict*, nsv_error*));
FUNCTION(int32_t, nsv_verdict_message, (const nsv_manager*, const nsv_version*, const nsv_verdict*, char**, nsv_error*));
FUNCTION(int32_t, nsv_manager_can_participate, (const nsv_manager*, const char*, size_t, char**, nsv_error*));
FUNCTION(int32_t, nsv_manager_can_participate_in_training, (const nsv_manager*, char**, nsv_error*));
FUNCTION(int32_t, nsv_manager_can_participate_in_inference, (const nsv_manager*, char**, nsv_error*));
FUNCTION(int32_t, nsv_readiness_new, (const nsv_manager*, nsv_readiness**, nsv_error*));
FUNCTION(void, nsv_readiness_free, (nsv_readiness*));
FUNCTION(int32_t, nsv_readiness_add, (nsv_readiness*, const char*, size_t, nsv_error*));
FUNCTION(int32_t, nsv_readiness_to_json, (const nsv_readiness*, char**, nsv_error*));
FUNCTION(const char*, nsv_node_status_name, (int32_t));
FUNCTION(const char*, nsv_reason_name, (int32_t));
