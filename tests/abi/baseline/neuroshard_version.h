#ifndef NEUROSHARD_VERSION_H
#define NEUROSHARD_VERSION_H
#include <stddef.h>
#include <stdint.h>
#if defined(__GNUC__)
#define NSV_API __attribute__((visibility("default")))
#define NSV_MUST_CHECK __attribute__((warn_unused_result))
#else
#define NSV_API
#define NSV_MUST_CHECK
#endif
#if defined(__GNUC__) && !defined(NSV_BUILDING_LIBRARY) && !defined(NSV_NO_NONNULL)
#define NSV_NONNULL(arguments) __attribute__((nonnull arguments))
#else
#define NSV_NONNULL(arguments)
#endif
#if defined(__cplusplus) && __cplusplus >= 201103L
#define NSV_NOEXCEPT noexcept
#elif defined(__cplusplus)
#define NSV_NOEXCEPT throw()
#else
#define NSV_NOEXCEPT
#endif
#ifdef __cplusplus
extern "C" {
#endif
#define NSV_LIBRARY_VERSION_MAJOR 1
#define NSV_LIBRARY_VERSION_MINOR 0
#define NSV_LIBRARY_VERSION_PATCH 0
#define NSV_LIBRARY_VERSION_NUMBER 1000000
enum nsv_status {
    NSV_OK = 0,
    NSV_ERROR_ARGUMENT = -10,
    NSV_ERROR_SYNTAX = -20,
    NSV_ERROR_RANGE = -30,
    NSV_ERROR_LIMIT = -40,
    NSV_ERROR_SCHEMA = -50,
    NSV_ERROR_DUPLICATE = -60,
    NSV_ERROR_NOT_FOUND = -70,
    NSV_ERROR_CONFLICT = -80,
    NSV_ERROR_HEIGHT = -90,
    NSV_ERROR_NO_MEMORY = -100,
    NSV_ERROR_INTERNAL = -110,
    NSV_ERROR_NOTICE = -120,
    NSV_ERROR_INCOMPATIBLE = -130,
    NSV_ERROR_IO = -140,
    NSV_ERROR_FULL = -150,
    NSV_ERROR_LOCKED = -160,
    NSV_ERROR_READ_ONLY = -170,
    NSV_ERROR_CORRUPT = -180,
    NSV_ERROR_FORMAT = -190
};
#define NSV_MAX_VERSION_TEXT 255
#define NSV_MAX_VERSION_JSON 65536
#define NSV_MAX_NETWORK_JSON 1048576
#define NSV_MAX_NEP_JSON 65536
#define NSV_MAX_ADVERTISEMENT 65536
#define NSV_MAX_FEATURES 256
#define NSV_MAX_NEPS 4096
#define NSV_MAX_RECORD 1114112
#define NSV_MAX_HEIGHT 9007199254740991
#define NSV_NO_OFFSET UINT64_MAX
typedef struct nsv_error {
    uint32_t size;
    int32_t code;
    uint64_t offset;
    char message[496];
} nsv_error;
#define NSV_ERROR_INIT { sizeof(nsv_error), 0, 0, { 0 } }
typedef struct nsv_text {
    const char* data;
    size_t size;
} nsv_text;
#define NSV_TEXT(literal) { literal, sizeof(literal) - 1 }
NSV_API const char* nsv_library_version(void) NSV_NOEXCEPT;
NSV_API uint32_t nsv_library_version_number(void) NSV_NOEXCEPT;
NSV_API const char* nsv_status_name(int32_t status) NSV_NOEXCEPT;
NSV_API void nsv_string_free(char* text) NSV_NOEXCEPT;
typedef struct nsv_version nsv_version;
enum nsv_compatibility {
    NSV_IDENTICAL = 0,
    NSV_COMPATIBLE = 1,
    NSV_UPGRADE_RECOMMENDED = 2,
    NSV_INCOMPATIBLE = 3
};
enum nsv_side { NSV_SIDE_NONE = 0, NSV_SIDE_LOCAL = 1, NSV_SIDE_PEER = 2 };
NSV_API int32_t nsv_version_new(uint64_t major, uint64_t minor, uint64_t patch, nsv_version** out, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((4));
NSV_API int32_t nsv_version_parse(const char* text, size_t size, nsv_version** out, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 3));
NSV_API int32_t nsv_version_parse_lenient(const char* text, size_t size, nsv_version** out, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 3));
NSV_API int32_t nsv_version_from_json(const char* json, size_t size, nsv_version** out, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 3));
NSV_API int32_t nsv_version_to_json(const nsv_version* version, char** out, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));
NSV_API int32_t nsv_version_with(const nsv_version* version, const nsv_text* features, size_t feature_count,
                                 const nsv_text* active_neps, size_t active_nep_count, nsv_version** out, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 6));
NSV_API nsv_version* nsv_version_ref(const nsv_version* version) NSV_NOEXCEPT;
NSV_API void nsv_version_unref(nsv_version* version) NSV_NOEXCEPT;
NSV_API uint64_t nsv_version_major(const nsv_version* version) NSV_NOEXCEPT NSV_NONNULL((1));
NSV_API uint64_t nsv_version_minor(const nsv_version* version) NSV_NOEXCEPT NSV_NONNULL((1));
NSV_API uint64_t nsv_version_patch(const nsv_version* version) NSV_NOEXCEPT NSV_NONNULL((1));
NSV_API const char* nsv_version_prerelease(const nsv_version* version) NSV_NOEXCEPT NSV_NONNULL((1));
NSV_API const char* nsv_version_build(const nsv_version* version) NSV_NOEXCEPT NSV_NONNULL((1));
NSV_API const char* nsv_version_string(const nsv_version* version) NSV_NOEXCEPT NSV_NONNULL((1));
NSV_API int32_t nsv_version_compare(const nsv_version* a, const nsv_version* b) NSV_NOEXCEPT NSV_NONNULL((1, 2));
NSV_API uint64_t nsv_version_hash(const nsv_version* version) NSV_NOEXCEPT NSV_NONNULL((1));
NSV_API int32_t nsv_version_check_compatibility(const nsv_version* local, const nsv_version* peer)
    NSV_NOEXCEPT NSV_NONNULL((1, 2));
NSV_API int32_t nsv_version_is_compatible(const nsv_version* local, const nsv_version* peer) NSV_NOEXCEPT NSV_NONNULL((1, 2));
NSV_API int32_t nsv_version_side_to_upgrade(const nsv_version* local, const nsv_version* peer) NSV_NOEXCEPT NSV_NONNULL((1, 2));
NSV_API int32_t nsv_version_supports_feature(const nsv_version* version, const char* name, size_t size)
    NSV_NOEXCEPT NSV_NONNULL((1, 2));
NSV_API uint64_t nsv_version_feature_count(const nsv_version* version) NSV_NOEXCEPT NSV_NONNULL((1));
NSV_API const char* nsv_version_feature_at(const nsv_version* version, uint64_t index) NSV_NOEXCEPT NSV_NONNULL((1));
NSV_API uint64_t nsv_version_active_nep_count(const nsv_version* version) NSV_NOEXCEPT NSV_NONNULL((1));
NSV_API const char* nsv_version_active_nep_at(const nsv_version* version, uint64_t index) NSV_NOEXCEPT NSV_NONNULL((1));
NSV_API int32_t nsv_current_version(nsv_version** out) NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1));
NSV_API const char* nsv_compatibility_name(int32_t level) NSV_NOEXCEPT;
NSV_API const char* nsv_compatibility_word(int32_t level) NSV_NOEXCEPT;
NSV_API const char* nsv_side_name(int32_t side) NSV_NOEXCEPT;
NSV_API int32_t nsv_compatibility_message(const nsv_version* local, const nsv_version* peer, char** out, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2, 3));
typedef struct nsv_network nsv_network;
NSV_API int32_t nsv_network_mainnet(nsv_network** out) NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1));
NSV_API int32_t nsv_network_from_json(const char* json, size_t size, nsv_network** out, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 3));
NSV_API int32_t nsv_network_to_json(const nsv_network* network, char** out, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));
NSV_API nsv_network* nsv_network_ref(const nsv_network* network) NSV_NOEXCEPT;
NSV_API void nsv_network_unref(nsv_network* network) NSV_NOEXCEPT;
NSV_API const char* nsv_network_id(const nsv_network* network) NSV_NOEXCEPT NSV_NONNULL((1));
NSV_API int32_t nsv_network_genesis(const nsv_network* network, nsv_version** out)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));
NSV_API uint64_t nsv_network_notice_days(const nsv_network* network) NSV_NOEXCEPT NSV_NONNULL((1));
NSV_API uint64_t nsv_network_grace_from_day(const nsv_network* network) NSV_NOEXCEPT NSV_NONNULL((1));
NSV_API uint64_t nsv_network_feature_count(const nsv_network* network) NSV_NOEXCEPT NSV_NONNULL((1));
NSV_API const char* nsv_network_feature_name(const nsv_network* network, uint64_t index) NSV_NOEXCEPT NSV_NONNULL((1));
NSV_API const char* nsv_network_feature_title(const nsv_network* network, uint64_t index) NSV_NOEXCEPT NSV_NONNULL((1));
NSV_API const char* nsv_network_feature_description(const nsv_network* network, uint64_t index) NSV_NOEXCEPT NSV_NONNULL((1));
NSV_API const char* nsv_network_feature_since(const nsv_network* network, uint64_t index) NSV_NOEXCEPT NSV_NONNULL((1));
NSV_API const char* nsv_network_feature_required_nep(const nsv_network* network, uint64_t index) NSV_NOEXCEPT NSV_NONNULL((1));
NSV_API int32_t nsv_network_feature_is_pending(const nsv_network* network, uint64_t index) NSV_NOEXCEPT NSV_NONNULL((1));
NSV_API uint64_t nsv_network_history_count(const nsv_network* network) NSV_NOEXCEPT NSV_NONNULL((1));
NSV_API const char* nsv_network_history_version(const nsv_network* network, uint64_t index) NSV_NOEXCEPT NSV_NONNULL((1));
NSV_API const char* nsv_network_history_date(const nsv_network* network, uint64_t index) NSV_NOEXCEPT NSV_NONNULL((1));
NSV_API const char* nsv_network_history_description(const nsv_network* network, uint64_t index) NSV_NOEXCEPT NSV_NONNULL((1));
NSV_API uint64_t nsv_network_role_count(const nsv_network* network) NSV_NOEXCEPT NSV_NONNULL((1));
NSV_API const char* nsv_network_role_name(const nsv_network* network, uint64_t index) NSV_NOEXCEPT NSV_NONNULL((1));
NSV_API uint64_t nsv_network_role_feature_count(const nsv_network* network, uint64_t role) NSV_NOEXCEPT NSV_NONNULL((1));
NSV_API const char* nsv_network_role_feature_at(const nsv_network* network, uint64_t role, uint64_t index)
    NSV_NOEXCEPT NSV_NONNULL((1));
typedef struct nsv_manager nsv_manager;
enum nsv_manager_flags {
    NSV_MANAGER_GREASE = 1,
    NSV_MANAGER_READ_ONLY = 2,
    NSV_MANAGER_SALVAGE = 4
};
typedef struct nsv_manager_options {
    uint32_t size;
    uint32_t flags;
    const nsv_network* network;
    const nsv_version* supported_min;
    const nsv_version* supported_max;
    const char* store;
    size_t store_size;
    uint64_t unix_time;
} nsv_manager_options;
#define NSV_MANAGER_OPTIONS_INIT { sizeof(nsv_manager_options), 0, NULL, NULL, NULL, NULL, 0, 0 }
enum nsv_node_status {
    NSV_NODE_COMPATIBLE = 0,
    NSV_NODE_UPGRADE_RECOMMENDED = 1,
    NSV_NODE_MUST_UPGRADE = 2,
    NSV_NODE_TOO_NEW = 3
};
enum nsv_reason {
    NSV_REASON_DIFFERENT_NETWORK = 10,
    NSV_REASON_LOCAL_HALTED = 20,
    NSV_REASON_PEER_HALTED = 21,
    NSV_REASON_PEER_UNSUPPORTED = 22,
    NSV_REASON_NO_COMMON_VERSION = 30,
    NSV_REASON_LOCAL_TOO_NEW = 31,
    NSV_REASON_PEER_TOO_NEW = 32,
    NSV_REASON_LOCAL_STALE = 40,
    NSV_REASON_PEER_STALE = 41,
    NSV_REASON_PEER_SYNCING = 42,
    NSV_REASON_LOCAL_SYNCING = 43,
    NSV_REASON_LOCAL_UNSUPPORTED = 44,
    NSV_REASON_DIVERGED = 45,
    NSV_REASON_PEER_BELOW_MINIMUM = 50,
    NSV_REASON_PEER_READY = 60,
    NSV_REASON_VERSIONS = 70
};
typedef struct nsv_verdict {
    uint32_t size;
    int32_t level;
    int32_t reason;
    int32_t upgrade;
    uint64_t cut_height;
} nsv_verdict;
#define NSV_VERDICT_INIT { sizeof(nsv_verdict), 0, 0, 0, 0 }
NSV_API int32_t nsv_manager_new(const nsv_manager_options* options, nsv_manager** out, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((2));
NSV_API void nsv_manager_free(nsv_manager* manager) NSV_NOEXCEPT;
NSV_API int32_t nsv_manager_network(const nsv_manager* manager, nsv_network** out)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));
NSV_API int32_t nsv_manager_current_version(const nsv_manager* manager, nsv_version** out)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));
NSV_API int32_t nsv_manager_network_version(const nsv_manager* manager, nsv_version** out)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));
NSV_API int32_t nsv_manager_network_minimum(const nsv_manager* manager, nsv_version** out)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));
NSV_API int32_t nsv_manager_supported_min(const nsv_manager* manager, nsv_version** out)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));
NSV_API int32_t nsv_manager_supported_max(const nsv_manager* manager, nsv_version** out)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));
NSV_API int32_t nsv_manager_status(const nsv_manager* manager) NSV_NOEXCEPT NSV_NONNULL((1));
NSV_API int32_t nsv_manager_status_json(const nsv_manager* manager, char** out, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));
NSV_API uint64_t nsv_manager_height(const nsv_manager* manager) NSV_NOEXCEPT NSV_NONNULL((1));
NSV_API uint64_t nsv_manager_time(const nsv_manager* manager) NSV_NOEXCEPT NSV_NONNULL((1));
NSV_API int32_t nsv_manager_advance(nsv_manager* manager, uint64_t height, uint64_t unix_time, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1));
NSV_API int32_t nsv_manager_rewind(nsv_manager* manager, uint64_t height, uint64_t unix_time, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1));
NSV_API int32_t nsv_manager_schedule_nep(nsv_manager* manager, const char* json, size_t size, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));
NSV_API int32_t nsv_manager_catch_up_nep(nsv_manager* manager, const char* json, size_t size, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));
NSV_API int32_t nsv_manager_reschedule_nep(nsv_manager* manager, const char* id, size_t id_size, uint64_t height,
                                           uint64_t expected_time, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));
NSV_API int32_t nsv_manager_cancel_nep(nsv_manager* manager, const char* id, size_t id_size, const char* reason,
                                       size_t reason_size, nsv_error* error) NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2, 4));
NSV_API int32_t nsv_manager_activate_nep(nsv_manager* manager, const char* id, size_t id_size, char** message, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));
NSV_API uint64_t nsv_manager_nep_count(const nsv_manager* manager) NSV_NOEXCEPT NSV_NONNULL((1));
NSV_API int32_t nsv_manager_nep_json(const nsv_manager* manager, uint64_t index, char** out, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 3));
NSV_API int32_t nsv_manager_find_nep_json(const nsv_manager* manager, const char* id, size_t id_size, char** out,
                                          nsv_error* error) NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2, 4));
NSV_API int32_t nsv_manager_advertisement(const nsv_manager* manager, char** out, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));
NSV_API int32_t nsv_manager_upgrade_id(const nsv_manager* manager, uint8_t digest[8], uint64_t* next)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2, 3));
NSV_API int32_t nsv_manager_check_peer(const nsv_manager* manager, const char* advertisement, size_t size, nsv_verdict* verdict,
                                       nsv_error* error) NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2, 4));
NSV_API int32_t nsv_manager_negotiate(const nsv_manager* manager, const char* advertisement, size_t size, nsv_version** out,
                                      nsv_error* error) NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2, 4));
NSV_API int32_t nsv_transcript_digest(const char* a, size_t a_size, const char* b, size_t b_size, uint8_t digest[32],
                                      nsv_error* error) NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 3, 5));
NSV_API int32_t nsv_manager_check_peer_compatibility(const nsv_manager* manager, const nsv_version* peer, nsv_verdict* verdict,
                                                     nsv_error* error) NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2, 3));
NSV_API int32_t nsv_verdict_message(const nsv_manager* manager, const nsv_version* peer, const nsv_verdict* verdict, char** out,
                                    nsv_error* error) NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2, 3, 4));
NSV_API int32_t nsv_manager_can_participate(const nsv_manager* manager, const char* role, size_t size, char** reason,
                                            nsv_error* error) NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));
NSV_API int32_t nsv_manager_can_participate_in_training(const nsv_manager* manager, char** reason, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1));
NSV_API int32_t nsv_manager_can_participate_in_inference(const nsv_manager* manager, char** reason, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1));
NSV_API uint64_t nsv_manager_record_count(const nsv_manager* manager) NSV_NOEXCEPT NSV_NONNULL((1));
NSV_API int32_t nsv_manager_head(const nsv_manager* manager, uint8_t head[32]) NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));
NSV_API int32_t nsv_manager_record_json(const nsv_manager* manager, uint64_t sequence, char** out, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 3));
NSV_API int32_t nsv_manager_export(const nsv_manager* manager, uint64_t after, char** out, uint64_t* last, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 3, 4));
NSV_API int32_t nsv_manager_import(const nsv_manager_options* options, const char* json_lines, size_t size, nsv_manager** out,
                                   nsv_error* error) NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((2, 4));
NSV_API int32_t nsv_manager_verify(const nsv_manager* manager, const uint8_t* expected_head, uint64_t* bad_sequence,
                                   char** reason, nsv_error* error) NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1));
typedef struct nsv_readiness nsv_readiness;
NSV_API int32_t nsv_readiness_new(const nsv_manager* manager, nsv_readiness** out, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));
NSV_API void nsv_readiness_free(nsv_readiness* readiness) NSV_NOEXCEPT;
NSV_API int32_t nsv_readiness_add(nsv_readiness* readiness, const char* advertisement, size_t size, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));
NSV_API int32_t nsv_readiness_to_json(const nsv_readiness* readiness, char** out, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));
NSV_API const char* nsv_node_status_name(int32_t status) NSV_NOEXCEPT;
NSV_API const char* nsv_reason_name(int32_t reason) NSV_NOEXCEPT;
#ifdef __cplusplus
}
#endif
#endif
