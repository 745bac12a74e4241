/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file neuroshard_version.h
 * @brief Protocol versions of a NeuroShard network: who may talk to whom, what they may use together, and what
 *        an upgrade of the network means for a node.
 *
 * Conventions, for the whole header:
 *
 * - Arguments: the object first, then inputs, then `out`, then the optional `nsv_error *` last.
 * - Statuses: a function that can fail returns #NSV_OK or a negative status. A predicate returns 1 or 0, or a
 *   negative status for a NULL handle. A NULL argument where one is needed gives #NSV_ERROR_ARGUMENT.
 * - Outputs are written only on success. An `nsv_error` is written only on failure.
 * - Text in: UTF-8 bytes and their count; no terminating NUL is needed, and one inside is an error.
 * - Text out: `const char *` is borrowed and lives as long as the handle it came from; `char *` through an `out`
 *   parameter is owned by the caller, who gives it to nsv_string_free(). Both end with a NUL.
 * - Handles: an `out` handle is a new reference owned by the caller. A handle that needs another keeps it alive by
 *   itself, so they may be released in any order.
 * - Threads: every function may be called from any thread at any time, on the same handle too. Only the release of
 *   the caller's last reference must not overlap with the caller's other uses of it.
 * - Nothing here throws, aborts, prints, reads a clock or opens a socket. The only files are those of a manager's store, where
 *   it has one.
 * - Heights are blocks; times are Unix seconds; both are at most #NSV_MAX_HEIGHT. Sizes are bytes.
 *
 * "S" numbers in the comments are rules of docs/semantics.md.
 */
#ifndef NEUROSHARD_VERSION_H
#define NEUROSHARD_VERSION_H

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
/** A function that the library exports. */
#define NSV_API __attribute__((visibility("default")))
/** A function whose status must be looked at: the compiler warns where it is not. */
#define NSV_MUST_CHECK __attribute__((warn_unused_result))
#else
#define NSV_API
#define NSV_MUST_CHECK
#endif

/* For callers only: inside the library the compiler would delete the checks that the promise is kept. */
#if defined(__GNUC__) && !defined(NSV_BUILDING_LIBRARY) && !defined(NSV_NO_NONNULL)
/** Arguments that must not be NULL, by number: the compiler warns where they are. Define NSV_NO_NONNULL to call with NULL on
 *  purpose. */
#define NSV_NONNULL(arguments) __attribute__((nonnull arguments))
#else
#define NSV_NONNULL(arguments)
#endif

#if defined(__cplusplus) && __cplusplus >= 201103L
/** Nothing here throws: C++ is told so. */
#define NSV_NOEXCEPT noexcept
#elif defined(__cplusplus)
#define NSV_NOEXCEPT throw()
#else
#define NSV_NOEXCEPT
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ------------------------------------------------------------------------------------------------- Library -- */
/**
 * @defgroup library Library
 * @brief The release that is loaded, statuses and errors, limits, and texts.
 * @{
 */

/** First number of the library's release that this header belongs to; not a protocol version. */
#define NSV_LIBRARY_VERSION_MAJOR 1
/** Its second number. */
#define NSV_LIBRARY_VERSION_MINOR 0
/** Its third number. */
#define NSV_LIBRARY_VERSION_PATCH 0
/** MAJOR * 1000000 + MINOR * 1000 + PATCH, to compare in `#if`. */
#define NSV_LIBRARY_VERSION_NUMBER 1000000

/** Statuses. Numbers are never reused or changed; later releases may add some. */
enum nsv_status {
    /** Success. */
    NSV_OK = 0,
    /** A NULL handle or output, a struct of the wrong size, or arguments that contradict each other. */
    NSV_ERROR_ARGUMENT = -10,
    /** Text that does not follow its grammar; nsv_error.offset is the byte. */
    NSV_ERROR_SYNTAX = -20,
    /** A number beyond what its type or its rule allows. */
    NSV_ERROR_RANGE = -30,
    /** Input longer, deeper or more numerous than its documented bound. */
    NSV_ERROR_LIMIT = -40,
    /** JSON that is well formed but of the wrong shape; the message begins with the JSON path. */
    NSV_ERROR_SCHEMA = -50,
    /** A feature, NEP, role or JSON key given twice. */
    NSV_ERROR_DUPLICATE = -60,
    /** A role, feature, NEP, record or store that is not there. */
    NSV_ERROR_NOT_FOUND = -70,
    /** A NEP that contradicts what is scheduled or in force; a log that contradicts another one, or the network. */
    NSV_ERROR_CONFLICT = -80,
    /** A height that has passed where one to come is needed, or the reverse. */
    NSV_ERROR_HEIGHT = -90,
    /** Memory ran out. Nothing has changed; the call may be repeated. */
    NSV_ERROR_NO_MEMORY = -100,
    /** A defect of the library; please report it. Nothing has changed. */
    NSV_ERROR_INTERNAL = -110,
    /** A breaking upgrade with less notice than the network requires. */
    NSV_ERROR_NOTICE = -120,
    /** Two nodes that cannot talk have nothing to negotiate. */
    NSV_ERROR_INCOMPATIBLE = -130,
    /** The store cannot be read or written; the message has the system's reason. The call may be repeated. */
    NSV_ERROR_IO = -140,
    /** No room on the store's disk. Nothing has changed; the call may be repeated. */
    NSV_ERROR_FULL = -150,
    /** Another process has kept the store locked for five seconds. Nothing has changed; the call may be repeated. */
    NSV_ERROR_LOCKED = -160,
    /** A store that may only be read, because it was opened so or its file is. Nothing has changed. */
    NSV_ERROR_READ_ONLY = -170,
    /** A log that is damaged or has been tampered with; the message begins with the first bad record. */
    NSV_ERROR_CORRUPT = -180,
    /** A file that is no store, or a store that only a newer release can read. It was left as it is. */
    NSV_ERROR_FORMAT = -190
};

/* Bounds of what is read; more is refused with #NSV_ERROR_LIMIT before it is looked at. */
#define NSV_MAX_VERSION_TEXT 255     /**< bytes of a version's text */
#define NSV_MAX_VERSION_JSON 65536   /**< bytes of a version's JSON */
#define NSV_MAX_NETWORK_JSON 1048576 /**< bytes of a network's definition */
#define NSV_MAX_NEP_JSON 65536       /**< bytes of a NEP's JSON */
#define NSV_MAX_ADVERTISEMENT 65536  /**< bytes of a node's advertisement */
#define NSV_MAX_FEATURES 256         /**< features of a version, or in a registry */
#define NSV_MAX_NEPS 4096            /**< active NEPs of a version, or in a schedule */
#define NSV_MAX_RECORD 1114112       /**< bytes of a record of the log */

/** The largest height and time: 2^53 - 1, which every JSON reader keeps exactly. */
#define NSV_MAX_HEIGHT 9007199254740991

/** nsv_error.offset when no single byte is to blame. */
#define NSV_NO_OFFSET UINT64_MAX

/**
 * @brief What went wrong, where, and what was expected. Allocated by the caller, optional in every call.
 *
 * Begin with `nsv_error error = NSV_ERROR_INIT;`. Written only when a call fails.
 * @since 1.0
 */
typedef struct nsv_error {
    /** sizeof(nsv_error), set by the caller. */
    uint32_t size;
    /** The status that was returned. */
    int32_t code;
    /** Byte offset in the input, or #NSV_NO_OFFSET. */
    uint64_t offset;
    /** One line of printable ASCII, cut if it were longer. For JSON it begins with the path, as in `$.features[2]`. */
    char message[496];
} nsv_error;

/* clang-format off */
/** What an `nsv_error` begins with. */
#define NSV_ERROR_INIT { sizeof(nsv_error), 0, 0, { 0 } }
/* clang-format on */

/** A piece of text in an array of texts: bytes and their count. */
typedef struct nsv_text {
    /** The bytes. */
    const char* data;
    /** How many they are. */
    size_t size;
} nsv_text;

/* clang-format off */
/** An `nsv_text` initializer for a string literal. */
#define NSV_TEXT(literal) { literal, sizeof(literal) - 1 }
/* clang-format on */

/**
 * @brief The release of the library that is loaded, as in `1.0.0`.
 * @return Static text.
 * @since 1.0
 */
NSV_API const char* nsv_library_version(void) NSV_NOEXCEPT;

/**
 * @brief The release of the library that is loaded, as a number like #NSV_LIBRARY_VERSION_NUMBER.
 * @since 1.0
 */
NSV_API uint32_t nsv_library_version_number(void) NSV_NOEXCEPT;

/**
 * @brief The name of a status, as in `NSV_ERROR_SYNTAX`.
 * @return Static text; `NSV_STATUS_UNKNOWN` for a number this release does not have.
 * @since 1.0
 */
NSV_API const char* nsv_status_name(int32_t status) NSV_NOEXCEPT;

/**
 * @brief Releases a text that a function gave through an `out` parameter.
 * @param[in] text The text, or NULL, which does nothing.
 * @since 1.0
 */
NSV_API void nsv_string_free(char* text) NSV_NOEXCEPT;

/** @} */

/* ------------------------------------------------------------------------------------------------- Version -- */
/**
 * @defgroup version Versions
 * @brief Protocol versions: reading, printing and comparing them.
 * @{
 */

/**
 * @brief A protocol version: a SemVer 2.0.0 version, a set of features and the list of active NEPs.
 *
 * Immutable and reference-counted.
 */
typedef struct nsv_version nsv_version;

/** How two versions get on (S4). The numbers are stable. */
enum nsv_compatibility {
    /** Equal precedence. */
    NSV_IDENTICAL = 0,
    /** PATCH differs. */
    NSV_COMPATIBLE = 1,
    /** MINOR differs, or one of them is a pre-release: works, but the older side should upgrade. */
    NSV_UPGRADE_RECOMMENDED = 2,
    /** MAJOR differs: cannot communicate. */
    NSV_INCOMPATIBLE = 3
};

/** Sides of a connection. The numbers are stable. */
enum nsv_side {
    /** Neither. */
    NSV_SIDE_NONE = 0,
    /** This node. */
    NSV_SIDE_LOCAL = 1,
    /** The node at the other end. */
    NSV_SIDE_PEER = 2
};

/**
 * @brief Makes the version `major.minor.patch`, without features or NEPs.
 * @param[out] out The new version.
 * @param[out] error Optional.
 * @return #NSV_OK, #NSV_ERROR_ARGUMENT or #NSV_ERROR_NO_MEMORY.
 * @since 1.0
 */
NSV_API int32_t nsv_version_new(uint64_t major, uint64_t minor, uint64_t patch, nsv_version** out, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((4));

/**
 * @brief Reads SemVer 2.0.0 text, and nothing but it (S1): at most #NSV_MAX_VERSION_TEXT bytes, each number a `uint64_t`.
 * @param[in] text,size The text.
 * @param[out] out The new version, without features or NEPs.
 * @param[out] error Optional; its offset is the first byte that is wrong.
 * @return #NSV_OK; #NSV_ERROR_SYNTAX; #NSV_ERROR_RANGE for a number that is too large; #NSV_ERROR_LIMIT for text that
 *         is too long; #NSV_ERROR_ARGUMENT; #NSV_ERROR_NO_MEMORY.
 * @since 1.0
 */
NSV_API int32_t nsv_version_parse(const char* text, size_t size, nsv_version** out, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 3));

/**
 * @brief Like nsv_version_parse(), and takes what people type: a leading `v`, and `1` or `1.2` for `1.0.0`, `1.2.0`.
 * @since 1.0
 */
NSV_API int32_t nsv_version_parse_lenient(const char* text, size_t size, nsv_version** out, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 3));

/**
 * @brief Reads `{"major":1,"minor":0,"patch":0,"features":[…],"active_neps":[…]}` (S15), at most #NSV_MAX_VERSION_JSON bytes.
 *
 * The three numbers are needed, the lists may be absent; `prerelease` and `build` are taken where present; other keys
 * are ignored. At most #NSV_MAX_FEATURES features and #NSV_MAX_NEPS NEPs.
 * @return #NSV_OK; #NSV_ERROR_SYNTAX, #NSV_ERROR_RANGE, #NSV_ERROR_LIMIT, #NSV_ERROR_SCHEMA or #NSV_ERROR_DUPLICATE, the
 *         message beginning with the JSON path or naming the byte; #NSV_ERROR_ARGUMENT; #NSV_ERROR_NO_MEMORY.
 * @since 1.0
 */
NSV_API int32_t nsv_version_from_json(const char* json, size_t size, nsv_version** out, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 3));

/**
 * @brief The inverse of nsv_version_from_json(): compact, features sorted, the five keys first; `prerelease` and
 *        `build` behind them only where the version has them.
 * @param[out] out Owned text.
 * @return #NSV_OK, #NSV_ERROR_ARGUMENT or #NSV_ERROR_NO_MEMORY.
 * @since 1.0
 */
NSV_API int32_t nsv_version_to_json(const nsv_version* version, char** out, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));

/**
 * @brief A copy of a version with these features and these active NEPs in place of its own.
 * @param[in] version The version to copy.
 * @param[in] features,feature_count Names of the form `[a-z][a-z0-9_]{0,63}` (S3), at most 256; NULL for none.
 * @param[in] active_neps,active_nep_count Ids `NEP-` and three or more digits, in the order of activation, at most 4096; NULL
 * for none.
 * @param[out] out The new version.
 * @return #NSV_OK; #NSV_ERROR_LIMIT, also for a version whose JSON would be longer than #NSV_MAX_VERSION_JSON;
 *         #NSV_ERROR_SYNTAX, #NSV_ERROR_RANGE or #NSV_ERROR_DUPLICATE, the message beginning with the place, as in
 * `features[2]`; #NSV_ERROR_ARGUMENT; #NSV_ERROR_NO_MEMORY.
 * @since 1.0
 */
NSV_API int32_t nsv_version_with(const nsv_version* version, const nsv_text* features, size_t feature_count,
                                 const nsv_text* active_neps, size_t active_nep_count, nsv_version** out, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 6));

/**
 * @brief A further reference to a version.
 * @return The same handle; NULL for NULL.
 * @since 1.0
 */
NSV_API nsv_version* nsv_version_ref(const nsv_version* version) NSV_NOEXCEPT;

/**
 * @brief Gives one reference back; the last one frees the version. NULL does nothing.
 * @since 1.0
 */
NSV_API void nsv_version_unref(nsv_version* version) NSV_NOEXCEPT;

/** @brief MAJOR; 0 for NULL. @since 1.0 */
NSV_API uint64_t nsv_version_major(const nsv_version* version) NSV_NOEXCEPT NSV_NONNULL((1));
/** @brief MINOR; 0 for NULL. @since 1.0 */
NSV_API uint64_t nsv_version_minor(const nsv_version* version) NSV_NOEXCEPT NSV_NONNULL((1));
/** @brief PATCH; 0 for NULL. @since 1.0 */
NSV_API uint64_t nsv_version_patch(const nsv_version* version) NSV_NOEXCEPT NSV_NONNULL((1));
/** @brief The pre-release without its `-`, empty for a release; borrowed; NULL for NULL. @since 1.0 */
NSV_API const char* nsv_version_prerelease(const nsv_version* version) NSV_NOEXCEPT NSV_NONNULL((1));
/** @brief The build metadata without its `+`, empty where there is none; borrowed; NULL for NULL. @since 1.0 */
NSV_API const char* nsv_version_build(const nsv_version* version) NSV_NOEXCEPT NSV_NONNULL((1));
/** @brief The SemVer text, as in `1.2.3-rc.1`; borrowed; NULL for NULL. @since 1.0 */
NSV_API const char* nsv_version_string(const nsv_version* version) NSV_NOEXCEPT NSV_NONNULL((1));

/**
 * @brief Order by SemVer precedence (S2): build metadata, features and NEPs never count.
 * @return -1, 0 or 1; #NSV_ERROR_ARGUMENT for a NULL handle.
 * @since 1.0
 */
NSV_API int32_t nsv_version_compare(const nsv_version* a, const nsv_version* b) NSV_NOEXCEPT NSV_NONNULL((1, 2));

/**
 * @brief A hash for tables: equal for versions that compare as 0. May differ between releases of the library.
 * @return The hash; 0 for NULL.
 * @since 1.0
 */
NSV_API uint64_t nsv_version_hash(const nsv_version* version) NSV_NOEXCEPT NSV_NONNULL((1));

/**
 * @brief The compatibility level of two versions (S4). Features and NEPs do not count.
 * @return An nsv_compatibility; #NSV_ERROR_ARGUMENT for a NULL handle.
 * @since 1.0
 */
NSV_API int32_t nsv_version_check_compatibility(const nsv_version* local, const nsv_version* peer)
    NSV_NOEXCEPT NSV_NONNULL((1, 2));

/**
 * @brief Whether two versions can communicate: their level is not #NSV_INCOMPATIBLE.
 * @return 1 or 0; #NSV_ERROR_ARGUMENT for a NULL handle.
 * @since 1.0
 */
NSV_API int32_t nsv_version_is_compatible(const nsv_version* local, const nsv_version* peer) NSV_NOEXCEPT NSV_NONNULL((1, 2));

/**
 * @brief Which side should upgrade: the older one, where the level is #NSV_UPGRADE_RECOMMENDED or #NSV_INCOMPATIBLE.
 * @return An nsv_side; #NSV_ERROR_ARGUMENT for a NULL handle.
 * @since 1.0
 */
NSV_API int32_t nsv_version_side_to_upgrade(const nsv_version* local, const nsv_version* peer) NSV_NOEXCEPT NSV_NONNULL((1, 2));

/**
 * @brief Whether a version has a feature. A name that is not one (malformed, empty) is a feature no version has.
 * @return 1 or 0; #NSV_ERROR_ARGUMENT for a NULL argument.
 * @since 1.0
 */
NSV_API int32_t nsv_version_supports_feature(const nsv_version* version, const char* name, size_t size)
    NSV_NOEXCEPT NSV_NONNULL((1, 2));

/** @brief How many features a version has; 0 for NULL. @since 1.0 */
NSV_API uint64_t nsv_version_feature_count(const nsv_version* version) NSV_NOEXCEPT NSV_NONNULL((1));
/** @brief A feature by index, in ascending order; borrowed; NULL past the end and for NULL. @since 1.0 */
NSV_API const char* nsv_version_feature_at(const nsv_version* version, uint64_t index) NSV_NOEXCEPT NSV_NONNULL((1));
/** @brief How many NEPs are active in a version; 0 for NULL. @since 1.0 */
NSV_API uint64_t nsv_version_active_nep_count(const nsv_version* version) NSV_NOEXCEPT NSV_NONNULL((1));
/** @brief An active NEP by index, in the order of activation; borrowed; NULL past the end and for NULL. @since 1.0 */
NSV_API const char* nsv_version_active_nep_at(const nsv_version* version, uint64_t index) NSV_NOEXCEPT NSV_NONNULL((1));

/**
 * @brief The current version of the built-in network, with its features and active NEPs.
 * @param[out] out A new reference.
 * @return #NSV_OK, #NSV_ERROR_ARGUMENT or #NSV_ERROR_NO_MEMORY.
 * @since 1.0
 */
NSV_API int32_t nsv_current_version(nsv_version** out) NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1));

/**
 * @brief The name of an nsv_compatibility, as in `UPGRADE_RECOMMENDED`.
 * @return Static text; `UNKNOWN` for other numbers.
 * @since 1.0
 */
NSV_API const char* nsv_compatibility_name(int32_t level) NSV_NOEXCEPT;

/**
 * @brief The word for an nsv_compatibility on the wire: `identical`, `compatible`, `upgrade`, `incompatible`.
 * @return Static text; `unknown` for other numbers.
 * @since 1.0
 */
NSV_API const char* nsv_compatibility_word(int32_t level) NSV_NOEXCEPT;

/**
 * @brief The name of an nsv_side, as in `LOCAL`.
 * @return Static text; `UNKNOWN` for other numbers.
 * @since 1.0
 */
NSV_API const char* nsv_side_name(int32_t side) NSV_NOEXCEPT;

/**
 * @brief What nsv_version_check_compatibility() found, in a sentence that says who should upgrade (S5).
 * @param[out] out Owned text.
 * @return #NSV_OK, #NSV_ERROR_ARGUMENT or #NSV_ERROR_NO_MEMORY.
 * @since 1.0
 */
NSV_API int32_t nsv_compatibility_message(const nsv_version* local, const nsv_version* peer, char** out, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2, 3));

/** @} */

/* ------------------------------------------------------------------------------------------------- Network -- */
/**
 * @defgroup network Networks
 * @brief Definitions of networks: their features, history and roles.
 * @{
 */

/**
 * @brief The definition of a network: id, genesis version, feature registry, history, roles, notice policy.
 *
 * Immutable and reference-counted.
 */
typedef struct nsv_network nsv_network;

/**
 * @brief The network built into the library, `neuroshard-mainnet`.
 * @param[out] out A new reference.
 * @return #NSV_OK, #NSV_ERROR_ARGUMENT or #NSV_ERROR_NO_MEMORY.
 * @since 1.0
 */
NSV_API int32_t nsv_network_mainnet(nsv_network** out) NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1));

/**
 * @brief Reads the definition of a network (docs/network-definition.md), at most #NSV_MAX_NETWORK_JSON bytes.
 * @return #NSV_OK; #NSV_ERROR_SYNTAX, #NSV_ERROR_RANGE, #NSV_ERROR_LIMIT, #NSV_ERROR_SCHEMA, #NSV_ERROR_DUPLICATE or
 *         #NSV_ERROR_NOT_FOUND (a role requires an unknown feature), the message beginning with the JSON path or naming
 *         the byte; #NSV_ERROR_ARGUMENT; #NSV_ERROR_NO_MEMORY.
 * @since 1.0
 */
NSV_API int32_t nsv_network_from_json(const char* json, size_t size, nsv_network** out, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 3));

/**
 * @brief The inverse of nsv_network_from_json(), compact.
 * @param[out] out Owned text.
 * @return #NSV_OK, #NSV_ERROR_ARGUMENT or #NSV_ERROR_NO_MEMORY.
 * @since 1.0
 */
NSV_API int32_t nsv_network_to_json(const nsv_network* network, char** out, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));

/**
 * @brief A further reference to a network.
 * @return The same handle; NULL for NULL.
 * @since 1.0
 */
NSV_API nsv_network* nsv_network_ref(const nsv_network* network) NSV_NOEXCEPT;

/**
 * @brief Gives one reference back; the last one frees the network. NULL does nothing.
 * @since 1.0
 */
NSV_API void nsv_network_unref(nsv_network* network) NSV_NOEXCEPT;

/** @brief The id, as in `neuroshard-mainnet`; borrowed; NULL for NULL. @since 1.0 */
NSV_API const char* nsv_network_id(const nsv_network* network) NSV_NOEXCEPT NSV_NONNULL((1));

/**
 * @brief The genesis version, with the features that are in force since it (S6).
 * @param[out] out A new reference.
 * @return #NSV_OK or #NSV_ERROR_ARGUMENT.
 * @since 1.0
 */
NSV_API int32_t nsv_network_genesis(const nsv_network* network, nsv_version** out)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));

/** @brief Days of notice that a breaking upgrade needs (S9); 0 for NULL. @since 1.0 */
NSV_API uint64_t nsv_network_notice_days(const nsv_network* network) NSV_NOEXCEPT NSV_NONNULL((1));
/** @brief Day after the announcement on which the grace period begins (S14); 0 for NULL. @since 1.0 */
NSV_API uint64_t nsv_network_grace_from_day(const nsv_network* network) NSV_NOEXCEPT NSV_NONNULL((1));

/** @brief How many features the registry knows, pending ones included; 0 for NULL. @since 1.0 */
NSV_API uint64_t nsv_network_feature_count(const nsv_network* network) NSV_NOEXCEPT NSV_NONNULL((1));
/** @brief Name of a registered feature, as in `diloco`; borrowed; NULL past the end and for NULL. @since 1.0 */
NSV_API const char* nsv_network_feature_name(const nsv_network* network, uint64_t index) NSV_NOEXCEPT NSV_NONNULL((1));
/** @brief Its title, as in `DiLoCo`; borrowed; NULL past the end and for NULL. @since 1.0 */
NSV_API const char* nsv_network_feature_title(const nsv_network* network, uint64_t index) NSV_NOEXCEPT NSV_NONNULL((1));
/** @brief What it is, in a few words; borrowed; NULL past the end and for NULL. @since 1.0 */
NSV_API const char* nsv_network_feature_description(const nsv_network* network, uint64_t index) NSV_NOEXCEPT NSV_NONNULL((1));
/** @brief The version that brought it, or `pending`; borrowed; NULL past the end and for NULL. @since 1.0 */
NSV_API const char* nsv_network_feature_since(const nsv_network* network, uint64_t index) NSV_NOEXCEPT NSV_NONNULL((1));
/** @brief The NEP it waits for or came with; borrowed; NULL where there is none or it is not yet decided. @since 1.0 */
NSV_API const char* nsv_network_feature_required_nep(const nsv_network* network, uint64_t index) NSV_NOEXCEPT NSV_NONNULL((1));
/** @brief 1 if the feature is pending, 0 if not or past the end; #NSV_ERROR_ARGUMENT for NULL. @since 1.0 */
NSV_API int32_t nsv_network_feature_is_pending(const nsv_network* network, uint64_t index) NSV_NOEXCEPT NSV_NONNULL((1));

/** @brief How many entries the version history has; 0 for NULL. @since 1.0 */
NSV_API uint64_t nsv_network_history_count(const nsv_network* network) NSV_NOEXCEPT NSV_NONNULL((1));
/** @brief Version of a history entry, oldest first; borrowed; NULL past the end and for NULL. @since 1.0 */
NSV_API const char* nsv_network_history_version(const nsv_network* network, uint64_t index) NSV_NOEXCEPT NSV_NONNULL((1));
/** @brief Date of a history entry, as people write it (`Launch`); borrowed; NULL past the end and for NULL. @since 1.0 */
NSV_API const char* nsv_network_history_date(const nsv_network* network, uint64_t index) NSV_NOEXCEPT NSV_NONNULL((1));
/** @brief Description of a history entry; borrowed; NULL past the end and for NULL. @since 1.0 */
NSV_API const char* nsv_network_history_description(const nsv_network* network, uint64_t index) NSV_NOEXCEPT NSV_NONNULL((1));

/** @brief How many roles the network has; 0 for NULL. @since 1.0 */
NSV_API uint64_t nsv_network_role_count(const nsv_network* network) NSV_NOEXCEPT NSV_NONNULL((1));
/** @brief Name of a role, as in `training`; borrowed; NULL past the end and for NULL. @since 1.0 */
NSV_API const char* nsv_network_role_name(const nsv_network* network, uint64_t index) NSV_NOEXCEPT NSV_NONNULL((1));
/** @brief How many features a role requires; 0 past the end and for NULL. @since 1.0 */
NSV_API uint64_t nsv_network_role_feature_count(const nsv_network* network, uint64_t role) NSV_NOEXCEPT NSV_NONNULL((1));
/** @brief A feature that a role requires, in ascending order; borrowed; NULL past either end and for NULL. @since 1.0 */
NSV_API const char* nsv_network_role_feature_at(const nsv_network* network, uint64_t role, uint64_t index)
    NSV_NOEXCEPT NSV_NONNULL((1));

/** @} */

/* ------------------------------------------------------------------------------------------------- Manager -- */
/**
 * @defgroup manager Managers
 * @brief One node's view of its network: setting it up, where it stands, and the ledger's progress.
 * @{
 */

/** @brief One node's view of its network. */
typedef struct nsv_manager nsv_manager;

/** What a manager does beyond its rules; flags to combine. The numbers are stable. */
enum nsv_manager_flags {
    /** Its advertisements carry one more feature, `grease_` and eight hex digits that change with the height, so that peers
     * stay used to names they do not know. It is never negotiated. */
    NSV_MANAGER_GREASE = 1,
    /** The log is only read: nothing is recorded and the store is not written. What would change the schedule is refused with
     *  #NSV_ERROR_READ_ONLY; heights are taken, and forgotten with the manager. */
    NSV_MANAGER_READ_ONLY = 2,
    /** Of a store that is damaged, the records before the damage are taken, so that they can be exported. Only reads, too. */
    NSV_MANAGER_SALVAGE = 4
};

/**
 * @brief How a node is set up. Begin with `nsv_manager_options options = NSV_MANAGER_OPTIONS_INIT;`.
 *
 * The handles are borrowed for the call; the manager takes its own references. Bytes beyond the fields that this
 * release knows must be zero.
 * @since 1.0
 */
typedef struct nsv_manager_options {
    /** sizeof(nsv_manager_options), set by the caller. */
    uint32_t size;
    /** Flags of nsv_manager_flags; 0 for none. */
    uint32_t flags;
    /** The network; NULL for the one that the store is of, or the built-in one. Where the store is of another network, that is
     *  #NSV_ERROR_CONFLICT. */
    const nsv_network* network;
    /** Oldest protocol version the node's software speaks; NULL for the one that the log told of last, or the built-in
     * network's genesis version. */
    const nsv_version* supported_min;
    /** Newest one; NULL likewise. Its features count only where it is below the network's genesis version. */
    const nsv_version* supported_max;
    /** File of the log (S21), made with the directories that it needs, for their owner alone, where there is none. NULL: the
     *  log is in memory, ends with the manager, and keeps the newest 10000 records. */
    const char* store;
    /** Bytes of `store`. */
    size_t store_size;
    /** The time for what opening records; 0: that of the last record. */
    uint64_t unix_time;
} nsv_manager_options;

/* clang-format off */
/** What `nsv_manager_options` begin with: all defaults. */
#define NSV_MANAGER_OPTIONS_INIT { sizeof(nsv_manager_options), 0, NULL, NULL, NULL, NULL, 0, 0 }
/* clang-format on */

/** How a node stands in its network (S12). The numbers are stable, and exit codes of monitoring up to 2. */
enum nsv_node_status {
    /** It speaks the network's version, and supports every breaking upgrade that is scheduled. */
    NSV_NODE_COMPATIBLE = 0,
    /** It takes part, and the network's version is newer than what it supports, or will be after a breaking upgrade. */
    NSV_NODE_UPGRADE_RECOMMENDED = 1,
    /** It is halted: the network's minimum is above what it supports, so it takes no part until it is upgraded. */
    NSV_NODE_MUST_UPGRADE = 2,
    /** It takes no part yet: the network's version is below what it supports. */
    NSV_NODE_TOO_NEW = 3
};

/** Why a verdict is what it is: the rule of S17 times ten, plus a digit for its cases. The numbers are stable. */
enum nsv_reason {
    /** The peer belongs to another network. */
    NSV_REASON_DIFFERENT_NETWORK = 10,
    /** This node is halted until it is upgraded. */
    NSV_REASON_LOCAL_HALTED = 20,
    /** The peer says that it is halted. */
    NSV_REASON_PEER_HALTED = 21,
    /** The newest version that the peer supports is below the network's minimum. */
    NSV_REASON_PEER_UNSUPPORTED = 22,
    /** The lower of the two active versions is below what the other side supports. */
    NSV_REASON_NO_COMMON_VERSION = 30,
    /** This node supports only versions that the network has not reached; it waits. */
    NSV_REASON_LOCAL_TOO_NEW = 31,
    /** The peer supports only versions that the network has not reached; it waits. */
    NSV_REASON_PEER_TOO_NEW = 32,
    /** The peer has an upgrade at a height that this node has reached without it. */
    NSV_REASON_LOCAL_STALE = 40,
    /** The peer has reached the height of an upgrade without it. */
    NSV_REASON_PEER_STALE = 41,
    /** The peer has not yet reached an upgrade that it knows, and this node has passed. */
    NSV_REASON_PEER_SYNCING = 42,
    /** The peer has passed upgrades that this node knows, supports, and has not yet reached. */
    NSV_REASON_LOCAL_SYNCING = 43,
    /** The peer has passed an upgrade that this node does not support. */
    NSV_REASON_LOCAL_UNSUPPORTED = 44,
    /** The two have passed different upgrades. */
    NSV_REASON_DIVERGED = 45,
    /** The peer's version is below the network's minimum. */
    NSV_REASON_PEER_BELOW_MINIMUM = 50,
    /** The peer's version is that of a scheduled breaking upgrade. */
    NSV_REASON_PEER_READY = 60,
    /** The compatibility level of the two versions decided. */
    NSV_REASON_VERSIONS = 70
};

/**
 * @brief May this node and a peer talk, and what follows (S17).
 *
 * Begin with `nsv_verdict verdict = NSV_VERDICT_INIT;`. Bytes beyond the fields that the library knows are zeroed.
 * @since 1.0
 */
typedef struct nsv_verdict {
    /** sizeof(nsv_verdict), set by the caller. */
    uint32_t size;
    /** An nsv_compatibility; the two may talk unless it is #NSV_INCOMPATIBLE. */
    int32_t level;
    /** An nsv_reason; later releases may add some. */
    int32_t reason;
    /** An nsv_side: who must upgrade if the level is #NSV_INCOMPATIBLE, else who should. */
    int32_t upgrade;
    /** Block at which this connection will be cut, as far as is known: the first scheduled breaking upgrade that one side does
     *  not support, or of which only one side knows. 0 for none, and where the two cannot talk. */
    uint64_t cut_height;
} nsv_verdict;

/* clang-format off */
/** What an `nsv_verdict` begins with. */
#define NSV_VERDICT_INIT { sizeof(nsv_verdict), 0, 0, 0, 0 }
/* clang-format on */

/**
 * @brief Sets a node up, where its log ends (S21), or at height 0 with the upgrades that the network's definition lists.
 *
 * A log without records begins. One that has some is read and checked from end to end; a supported range other than the one it
 * told of last, and NEPs of the network's definition that it has not told of, are recorded. Software that is too old for what
 * the log has activated gives a halted manager. Between records the log does not tell of heights: report the ledger's again.
 * @param[in] options How; NULL for all defaults.
 * @param[out] out The new manager, for nsv_manager_free().
 * @return #NSV_OK; #NSV_ERROR_ARGUMENT, also for a supported range whose minimum is above its maximum; #NSV_ERROR_CORRUPT, the
 *         message beginning with the first bad record; #NSV_ERROR_FORMAT; #NSV_ERROR_CONFLICT for a store of another network,
 * or NEPs of the definition that contradict the log; #NSV_ERROR_NOT_FOUND where there is no store and it is only to be read;
 * #NSV_ERROR_IO, #NSV_ERROR_FULL, #NSV_ERROR_LOCKED or #NSV_ERROR_READ_ONLY; #NSV_ERROR_LIMIT for a maximum that no
 * advertisement could hold; #NSV_ERROR_RANGE for a time beyond #NSV_MAX_HEIGHT; #NSV_ERROR_NO_MEMORY.
 * @since 1.0
 */
NSV_API int32_t nsv_manager_new(const nsv_manager_options* options, nsv_manager** out, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((2));

/**
 * @brief Frees a manager. NULL does nothing. No other call on it may be under way.
 * @since 1.0
 */
NSV_API void nsv_manager_free(nsv_manager* manager) NSV_NOEXCEPT;

/** @brief The manager's network, as a new reference. @return #NSV_OK or #NSV_ERROR_ARGUMENT. @since 1.0 */
NSV_API int32_t nsv_manager_network(const nsv_manager* manager, nsv_network** out)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));

/**
 * @brief What this node speaks now (S12): the network's version or, where that is newer than what the node supports, the
 * version made by the upgrades it supports.
 * @param[out] out A new reference.
 * @return #NSV_OK or #NSV_ERROR_ARGUMENT.
 * @since 1.0
 */
NSV_API int32_t nsv_manager_current_version(const nsv_manager* manager, nsv_version** out)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));
/** @brief The version in force on the network, as a new reference. @return #NSV_OK or #NSV_ERROR_ARGUMENT. @since 1.0 */
NSV_API int32_t nsv_manager_network_version(const nsv_manager* manager, nsv_version** out)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));
/** @brief The oldest version that may take part, as a new reference. @return #NSV_OK or #NSV_ERROR_ARGUMENT. @since 1.0 */
NSV_API int32_t nsv_manager_network_minimum(const nsv_manager* manager, nsv_version** out)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));
/** @brief Oldest version this node supports, as a new reference. @return #NSV_OK or #NSV_ERROR_ARGUMENT. @since 1.0 */
NSV_API int32_t nsv_manager_supported_min(const nsv_manager* manager, nsv_version** out)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));
/** @brief Newest version this node supports, as a new reference. @return #NSV_OK or #NSV_ERROR_ARGUMENT. @since 1.0 */
NSV_API int32_t nsv_manager_supported_max(const nsv_manager* manager, nsv_version** out)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));

/**
 * @brief How this node stands in its network.
 * @return An nsv_node_status; #NSV_ERROR_ARGUMENT for NULL.
 * @since 1.0
 */
NSV_API int32_t nsv_manager_status(const nsv_manager* manager) NSV_NOEXCEPT NSV_NONNULL((1));

/**
 * @brief The whole status as JSON (docs/manager-json.md): how the node stands, what to do, and every pending upgrade.
 * @param[out] out Owned text.
 * @return #NSV_OK, #NSV_ERROR_ARGUMENT or #NSV_ERROR_NO_MEMORY.
 * @since 1.0
 */
NSV_API int32_t nsv_manager_status_json(const nsv_manager* manager, char** out, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));

/** @brief The height that was reported last; 0 at first and for NULL. @since 1.0 */
NSV_API uint64_t nsv_manager_height(const nsv_manager* manager) NSV_NOEXCEPT NSV_NONNULL((1));
/** @brief The time that was reported last; 0 at first and for NULL. @since 1.0 */
NSV_API uint64_t nsv_manager_time(const nsv_manager* manager) NSV_NOEXCEPT NSV_NONNULL((1));

/**
 * @brief Reports the ledger's height and time; every NEP that is due becomes active, in order, however far the jump (S8).
 *
 * What other processes have added to the manager's store is taken over first, heights included. Call it for every block.
 * Between upgrades it costs a store, or a microsecond or two where there is a store; other threads' reads never wait for it.
 * The same height may be reported again, with another time.
 * @param[in] height At least the height reported last; a lower one is for nsv_manager_rewind().
 * @param[in] unix_time The time of the block, or of the clock; it may go back.
 * @return #NSV_OK, also where the node is halted by it; #NSV_ERROR_HEIGHT for a lower height; #NSV_ERROR_RANGE beyond
 *         #NSV_MAX_HEIGHT; #NSV_ERROR_IO, #NSV_ERROR_FULL, #NSV_ERROR_LOCKED, #NSV_ERROR_READ_ONLY or #NSV_ERROR_CORRUPT of the
 *         store, when nothing has changed; #NSV_ERROR_ARGUMENT; #NSV_ERROR_NO_MEMORY.
 * @since 1.0
 */
NSV_API int32_t nsv_manager_advance(nsv_manager* manager, uint64_t height, uint64_t unix_time, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1));

/**
 * @brief Reports that the ledger went back (S13): the state is that of the lower height, NEPs above it are scheduled again.
 * @param[in] height At most the height reported last.
 * @return #NSV_OK; #NSV_ERROR_HEIGHT for a higher height; #NSV_ERROR_RANGE for a time beyond #NSV_MAX_HEIGHT;
 *         #NSV_ERROR_ARGUMENT; #NSV_ERROR_NO_MEMORY.
 * @since 1.0
 */
NSV_API int32_t nsv_manager_rewind(nsv_manager* manager, uint64_t height, uint64_t unix_time, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1));

/** @} */

/* ------------------------------------------------------------------------------------------------ Upgrades -- */
/**
 * @defgroup upgrades Upgrades
 * @brief The NEPs that a manager knows: scheduling, moving and cancelling them.
 * @{
 */

/**
 * @brief Schedules a NEP (S7, S9): this project's NEP JSON (docs/nep-json.md) or the `to_dict` JSON of the Python reference.
 *
 * The schedule is checked as a whole. A NEP that is scheduled already, with the same effect, is success and changes nothing.
 * @param[in] json,size At most #NSV_MAX_NEP_JSON bytes, and 4096 fewer once it is written with all its keys, so that what
 *            nsv_manager_nep_json() gives can be read again.
 * @return #NSV_OK; #NSV_ERROR_SYNTAX, #NSV_ERROR_RANGE, #NSV_ERROR_LIMIT, #NSV_ERROR_SCHEMA or #NSV_ERROR_DUPLICATE for JSON
 *         that is no NEP; #NSV_ERROR_CONFLICT where it contradicts the schedule, or its id has another effect already;
 *         #NSV_ERROR_HEIGHT for an activation height that has passed; #NSV_ERROR_NOTICE; #NSV_ERROR_ARGUMENT;
 *         #NSV_ERROR_NO_MEMORY.
 * @since 1.0
 */
NSV_API int32_t nsv_manager_schedule_nep(nsv_manager* manager, const char* json, size_t size, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));

/**
 * @brief Takes over a NEP that the network has agreed on already (S10), as a node does while it syncs: like
 *        nsv_manager_schedule_nep(), but its height may have passed and its notice is not checked.
 * @since 1.0
 */
NSV_API int32_t nsv_manager_catch_up_nep(nsv_manager* manager, const char* json, size_t size, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));

/**
 * @brief Moves a scheduled NEP to another height (S10). Its notice starts anew, at the time reported last.
 * @param[in] id,id_size Its id, as in `NEP-001`.
 * @param[in] height The new activation height, above the height reported last.
 * @param[in] expected_time When that is expected to be; not before the time reported last.
 * @return #NSV_OK; #NSV_ERROR_NOT_FOUND; #NSV_ERROR_HEIGHT where the old or the new height has passed; #NSV_ERROR_NOTICE;
 *         #NSV_ERROR_CONFLICT; #NSV_ERROR_SYNTAX, #NSV_ERROR_RANGE or #NSV_ERROR_LIMIT; #NSV_ERROR_ARGUMENT;
 * #NSV_ERROR_NO_MEMORY.
 * @since 1.0
 */
NSV_API int32_t nsv_manager_reschedule_nep(nsv_manager* manager, const char* id, size_t id_size, uint64_t height,
                                           uint64_t expected_time, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));

/**
 * @brief Cancels a scheduled NEP (S10). It stays in the list of NEPs as cancelled, and may be scheduled anew.
 * @param[in] id,id_size Its id.
 * @param[in] reason,reason_size Why, for people: at most 1000 bytes of UTF-8 without control characters; may be empty.
 * @return #NSV_OK; #NSV_ERROR_NOT_FOUND; #NSV_ERROR_HEIGHT where its height has passed; #NSV_ERROR_CONFLICT where another NEP
 *         builds on it; #NSV_ERROR_NOTICE where another NEP becomes breaking without it, and lacks the notice;
 * #NSV_ERROR_SYNTAX, #NSV_ERROR_RANGE or #NSV_ERROR_LIMIT; #NSV_ERROR_ARGUMENT; #NSV_ERROR_NO_MEMORY.
 * @since 1.0
 */
NSV_API int32_t nsv_manager_cancel_nep(nsv_manager* manager, const char* id, size_t id_size, const char* reason,
                                       size_t reason_size, nsv_error* error) NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2, 4));

/**
 * @brief Confirms the activation of a scheduled NEP (S11). Heights activate NEPs; this says, once, whether it has happened.
 * Nothing is recorded by it, and what is active when a manager is set up counts as confirmed.
 *
 * Messages: `Activated NEP-001, now at version 1.1.0` for 1; `NEP NEP-001 not found`, `NEP NEP-001 not scheduled (status:
 * active)` (confirmed before) or `(status: cancelled)`, one that names both heights where the activation height has not come,
 * and one that says what this node lacks where it does not support the NEP, for 0.
 * @param[in] id,id_size Its id.
 * @param[out] message Optional: owned text, written for both answers.
 * @return 1 or 0; #NSV_ERROR_SYNTAX, #NSV_ERROR_RANGE or #NSV_ERROR_LIMIT for what is no id; #NSV_ERROR_ARGUMENT;
 *         #NSV_ERROR_NO_MEMORY.
 * @since 1.0
 */
NSV_API int32_t nsv_manager_activate_nep(nsv_manager* manager, const char* id, size_t id_size, char** message, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));

/** @brief How many NEPs are known: active, scheduled and cancelled ones; 0 for NULL. @since 1.0 */
NSV_API uint64_t nsv_manager_nep_count(const nsv_manager* manager) NSV_NOEXCEPT NSV_NONNULL((1));

/**
 * @brief A NEP by index, as JSON (docs/nep-json.md) with its status, phase, days and blocks left.
 *
 * First those with a place in the schedule, in order of activation, then the cancelled ones. Other threads may change the list
 * between two calls.
 * @param[out] out Owned text.
 * @return #NSV_OK; #NSV_ERROR_NOT_FOUND past the end; #NSV_ERROR_ARGUMENT; #NSV_ERROR_NO_MEMORY.
 * @since 1.0
 */
NSV_API int32_t nsv_manager_nep_json(const nsv_manager* manager, uint64_t index, char** out, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 3));

/**
 * @brief A NEP by id, as JSON, like nsv_manager_nep_json().
 * @param[in] id,id_size Its id.
 * @param[out] out Owned text.
 * @return #NSV_OK; #NSV_ERROR_NOT_FOUND; #NSV_ERROR_SYNTAX, #NSV_ERROR_RANGE or #NSV_ERROR_LIMIT for what is no id;
 *         #NSV_ERROR_ARGUMENT; #NSV_ERROR_NO_MEMORY.
 * @since 1.0
 */
NSV_API int32_t nsv_manager_find_nep_json(const nsv_manager* manager, const char* id, size_t id_size, char** out,
                                          nsv_error* error) NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2, 4));

/** @} */

/* --------------------------------------------------------------------------------------------------- Peers -- */
/**
 * @defgroup peers Peers
 * @brief What a node tells its peers, whether it may talk to one, and what it may do.
 * @{
 */

/**
 * @brief What this node tells its peers (S15): a JSON object, at most #NSV_MAX_ADVERTISEMENT bytes. Make it anew for each
 *        connection, and send it again when the node's version or height has changed.
 * @param[out] out Owned text.
 * @return #NSV_OK, #NSV_ERROR_ARGUMENT or #NSV_ERROR_NO_MEMORY.
 * @since 1.0
 */
NSV_API int32_t nsv_manager_advertisement(const nsv_manager* manager, char** out, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));

/**
 * @brief The upgrades this node has passed, in eight bytes, and the height of the next one (S16).
 * @param[out] digest The first eight bytes of the upgrade digest.
 * @param[out] next Height of the next breaking upgrade, or 0.
 * @return #NSV_OK or #NSV_ERROR_ARGUMENT.
 * @since 1.0
 */
NSV_API int32_t nsv_manager_upgrade_id(const nsv_manager* manager, uint8_t digest[8], uint64_t* next)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2, 3));

/**
 * @brief Whether this node and a peer may talk (S17): what a node runs on every handshake. It takes no lock and, once warm,
 *        allocates nothing.
 * @param[in] advertisement,size What the peer sent (S15), at most #NSV_MAX_ADVERTISEMENT bytes. Nothing is trusted.
 * @param[out] verdict The verdict; its size set by the caller.
 * @return #NSV_OK, whatever the verdict; #NSV_ERROR_SYNTAX, #NSV_ERROR_RANGE, #NSV_ERROR_LIMIT, #NSV_ERROR_SCHEMA or
 *         #NSV_ERROR_DUPLICATE for what is no advertisement, the message beginning with the JSON path or naming the byte;
 *         #NSV_ERROR_ARGUMENT; #NSV_ERROR_NO_MEMORY.
 * @since 1.0
 */
NSV_API int32_t nsv_manager_check_peer(const nsv_manager* manager, const char* advertisement, size_t size, nsv_verdict* verdict,
                                       nsv_error* error) NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2, 4));

/**
 * @brief What this node and a peer may use together (S18): the lower of the two active versions, with the features and NEPs
 * that both have. Both sides get the same. Send by it; accept what you implement.
 * @param[in] advertisement,size What the peer sent.
 * @param[out] out A new version.
 * @return #NSV_OK; #NSV_ERROR_INCOMPATIBLE where the two cannot talk, with the reason; otherwise as nsv_manager_check_peer().
 * @since 1.0
 */
NSV_API int32_t nsv_manager_negotiate(const nsv_manager* manager, const char* advertisement, size_t size, nsv_version** out,
                                      nsv_error* error) NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2, 4));

/**
 * @brief A digest of the two advertisements of a connection as they were sent (S19), the same whichever is `a`. Compare it with
 *        the peer's over a channel that authenticates: if they differ, somebody changed what was advertised.
 * @param[in] a,a_size One advertisement, at most #NSV_MAX_ADVERTISEMENT bytes; it is not parsed.
 * @param[in] b,b_size The other.
 * @param[out] digest SHA-256, 32 bytes.
 * @return #NSV_OK; #NSV_ERROR_LIMIT; #NSV_ERROR_ARGUMENT; #NSV_ERROR_NO_MEMORY.
 * @since 1.0
 */
NSV_API int32_t nsv_transcript_digest(const char* a, size_t a_size, const char* b, size_t b_size, uint8_t digest[32],
                                      nsv_error* error) NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 3, 5));

/**
 * @brief Whether this node and a peer of a given version may talk (S17). Neither allocates nor locks.
 * @param[in] peer The peer's version.
 * @param[out] verdict The verdict; its size set by the caller.
 * @return #NSV_OK, whatever the verdict; #NSV_ERROR_ARGUMENT.
 * @since 1.0
 */
NSV_API int32_t nsv_manager_check_peer_compatibility(const nsv_manager* manager, const nsv_version* peer, nsv_verdict* verdict,
                                                     nsv_error* error) NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2, 3));

/**
 * @brief A verdict of this manager on this peer in a sentence, with who should upgrade and when the connection will be cut.
 * @param[in] peer The peer's version; nsv_version_from_json() reads it from an advertisement.
 * @param[out] out Owned text.
 * @return #NSV_OK; #NSV_ERROR_ARGUMENT, also for a verdict whose level, reason or side is none, or with a field set that this
 *         release does not know; #NSV_ERROR_NO_MEMORY.
 * @since 1.0
 */
NSV_API int32_t nsv_verdict_message(const nsv_manager* manager, const nsv_version* peer, const nsv_verdict* verdict, char** out,
                                    nsv_error* error) NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2, 3, 4));

/**
 * @brief Whether this node may act in a role of its network (S20). Without `reason` it neither allocates nor locks.
 * @param[in] role,size The role's name, as in `training`.
 * @param[out] reason Optional: owned text, as in `Ready for training`, written for both answers.
 * @return 1 or 0; #NSV_ERROR_NOT_FOUND for a role the network does not have; #NSV_ERROR_ARGUMENT;
 *         #NSV_ERROR_NO_MEMORY.
 * @since 1.0
 */
NSV_API int32_t nsv_manager_can_participate(const nsv_manager* manager, const char* role, size_t size, char** reason,
                                            nsv_error* error) NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));
/** @brief nsv_manager_can_participate() in the role `training`. @since 1.0 */
NSV_API int32_t nsv_manager_can_participate_in_training(const nsv_manager* manager, char** reason, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1));
/** @brief nsv_manager_can_participate() in the role `inference`. @since 1.0 */
NSV_API int32_t nsv_manager_can_participate_in_inference(const nsv_manager* manager, char** reason, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1));

/** @} */

/* ----------------------------------------------------------------------------------------------------- Log -- */
/**
 * @defgroup log Log
 * @brief The records that a manager has made: reading, exporting, importing and verifying them.
 * @{
 */

/**
 * @brief How many records the log has, as far as the manager has taken them over (S21); 0 for NULL.
 *
 * Those that another process adds to the store count from the next nsv_manager_advance(), nsv_manager_rewind() or change of the
 * schedule on.
 * @since 1.0
 */
NSV_API uint64_t nsv_manager_record_count(const nsv_manager* manager) NSV_NOEXCEPT NSV_NONNULL((1));

/**
 * @brief The hash of the last of these records: whoever keeps it can prove later that nothing before it was changed (S23).
 * @param[out] head SHA-256; zeros for a log without records.
 * @return #NSV_OK or #NSV_ERROR_ARGUMENT.
 * @since 1.0
 */
NSV_API int32_t nsv_manager_head(const nsv_manager* manager, uint8_t head[32]) NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));

/**
 * @brief A record of the log, as it is kept: canonical JSON (RFC 8785; docs/log.md).
 * @param[in] sequence 1 for the first one.
 * @param[out] out Owned text, at most #NSV_MAX_RECORD bytes.
 * @return #NSV_OK; #NSV_ERROR_NOT_FOUND, also where a log in memory has forgotten it; #NSV_ERROR_CORRUPT or #NSV_ERROR_IO;
 *         #NSV_ERROR_ARGUMENT; #NSV_ERROR_NO_MEMORY.
 * @since 1.0
 */
NSV_API int32_t nsv_manager_record_json(const nsv_manager* manager, uint64_t sequence, char** out, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 3));

/**
 * @brief Records after one, as JSON Lines: how a log is exported, and how a host follows it (S22).
 *
 * Begin with 0 and go on with `last` until no text comes: that was the end, and what is recorded later follows it. Records that
 * another process has added come at once; only sound ones are given.
 * @param[in] after Sequence of the last record that is known; 0 for none.
 * @param[out] out Owned text: whole lines, about a mebibyte; empty at the end.
 * @param[out] last Sequence of the last record in it; `after` where there is none.
 * @return #NSV_OK; #NSV_ERROR_CORRUPT or #NSV_ERROR_IO where not even the next record is sound; #NSV_ERROR_ARGUMENT;
 *         #NSV_ERROR_NO_MEMORY.
 * @since 1.0
 */
NSV_API int32_t nsv_manager_export(const nsv_manager* manager, uint64_t after, char** out, uint64_t* last, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 3, 4));

/**
 * @brief Sets a node up like nsv_manager_new(), on a log that takes over exported records first.
 *
 * A log without records takes all of them. One that has some takes those that come after; where both have a record it must be
 * the same one. All or nothing is taken. Without a store, it is a check of an export.
 * @param[in] options How; NULL for all defaults.
 * @param[in] json_lines,size Records that follow each other, a line each.
 * @param[out] out The new manager, for nsv_manager_free().
 * @return As nsv_manager_new(); #NSV_ERROR_CORRUPT for a line that is no sound record; #NSV_ERROR_CONFLICT where the log has
 *         another record (a fork), or lacks the one before the first line. Messages begin with the first bad record.
 * @since 1.0
 */
NSV_API int32_t nsv_manager_import(const nsv_manager_options* options, const char* json_lines, size_t size, nsv_manager** out,
                                   nsv_error* error) NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((2, 4));

/**
 * @brief Checks every record of the log (S23): that it is unchanged and in its place, and that none is missing between.
 * @param[in] expected_head Optional: a hash that nsv_manager_head() gave once, kept elsewhere. One of the records must have it;
 *            else the log has lost its end, or was made anew from some record on.
 * @param[out] bad_sequence Optional, written for both answers: the first record that is bad or missing; 0 for 1.
 * @param[out] reason Optional, written for both answers: owned text that says what is wrong; empty for 1.
 * @return 1 where the log is sound, 0 where it is not; #NSV_ERROR_IO where it cannot be read; #NSV_ERROR_ARGUMENT;
 *         #NSV_ERROR_NO_MEMORY.
 * @since 1.0
 */
NSV_API int32_t nsv_manager_verify(const nsv_manager* manager, const uint8_t* expected_head, uint64_t* bad_sequence,
                                   char** reason, nsv_error* error) NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1));

/** @} */

/* ----------------------------------------------------------------------------------------------- Readiness -- */
/**
 * @defgroup readiness Readiness
 * @brief Many peers' advertisements counted: who is ready for an upgrade.
 * @{
 */

/** @brief A count over many peers' advertisements: who is ready for the scheduled upgrades, and who will be cut. */
typedef struct nsv_readiness nsv_readiness;

/**
 * @brief Begins a count, as the manager stands now; later changes of the manager do not touch it.
 * @param[out] out For nsv_readiness_free().
 * @return #NSV_OK, #NSV_ERROR_ARGUMENT or #NSV_ERROR_NO_MEMORY.
 * @since 1.0
 */
NSV_API int32_t nsv_readiness_new(const nsv_manager* manager, nsv_readiness** out, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));

/** @brief Frees a count. NULL does nothing. No other call on it may be under way. @since 1.0 */
NSV_API void nsv_readiness_free(nsv_readiness* readiness) NSV_NOEXCEPT;

/**
 * @brief Counts one peer. Memory stays bounded: beyond 1000 distinct versions, further ones are counted together.
 *
 * One thread at a time; different counts may run in different threads.
 * @param[in] advertisement,size The peer's advertisement.
 * @return #NSV_OK; for what is no advertisement the statuses of nsv_manager_check_peer(), and it is counted as invalid.
 * @since 1.0
 */
NSV_API int32_t nsv_readiness_add(nsv_readiness* readiness, const char* advertisement, size_t size, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));

/**
 * @brief The counts as JSON (docs/manager-json.md): peers by version, who can talk to this node, who is cut at which height.
 * @param[out] out Owned text.
 * @return #NSV_OK, #NSV_ERROR_ARGUMENT or #NSV_ERROR_NO_MEMORY.
 * @since 1.0
 */
NSV_API int32_t nsv_readiness_to_json(const nsv_readiness* readiness, char** out, nsv_error* error)
    NSV_NOEXCEPT NSV_MUST_CHECK NSV_NONNULL((1, 2));

/** @} */

/* --------------------------------------------------------------------------------------------------- Names -- */
/**
 * @addtogroup manager
 * @{
 */

/**
 * @brief The name of an nsv_node_status, as in `UPGRADE_RECOMMENDED`.
 * @return Static text; `UNKNOWN` for other numbers.
 * @since 1.0
 */
NSV_API const char* nsv_node_status_name(int32_t status) NSV_NOEXCEPT;

/**
 * @brief The name of an nsv_reason, as in `PEER_BELOW_MINIMUM`.
 * @return Static text; `UNKNOWN` for other numbers.
 * @since 1.0
 */
NSV_API const char* nsv_reason_name(int32_t reason) NSV_NOEXCEPT;

/** @} */

#ifdef __cplusplus
}
#endif

#endif /* NEUROSHARD_VERSION_H */
