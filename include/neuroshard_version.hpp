// SPDX-License-Identifier: Apache-2.0
/// @file neuroshard_version.hpp
/// @brief The C++20 face of neuroshard_version.h: owning handles, values that compare and hash, and exceptions.
///
/// Header-only. What each operation means, its limits and its S-rules stand in neuroshard_version.h beside the
/// function that it calls. `Version` and `Network` are immutable values: copying one takes a further reference, and any
/// number of threads may use it. `Manager` is move-only; its const members may be called from any thread at any time.
/// Text that is returned as `std::string_view` lives as long as some copy of the value it came from.
/// A moved-from object may only be assigned to or destroyed.
#ifndef NEUROSHARD_VERSION_HPP
#define NEUROSHARD_VERSION_HPP

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "neuroshard_version.h"

namespace neuroshard {

/// A failed operation: status, message (`what()`) and byte offset. Out of memory is `std::bad_alloc` instead.
/// @since 1.0
class Error : public std::runtime_error {
public:
    /// What a C function has written on a failure.
    explicit Error(const nsv_error& error) : std::runtime_error(error.message), status_(error.code), offset_(error.offset) {}

    /// An nsv_status.
    std::int32_t status() const noexcept { return status_; }
    /// The byte of the input that is wrong, where a single one is.
    std::optional<std::uint64_t> offset() const noexcept {
        return offset_ == NSV_NO_OFFSET ? std::nullopt : std::optional(offset_);
    }

private:
    std::int32_t status_;
    std::uint64_t offset_;
};

#ifndef SWIG  // it reads declarations, and these are beyond it
namespace detail {

/// Calls a function that takes an `nsv_error *` last; returns its non-negative status or throws.
template <typename Function, typename... Arguments>
std::int32_t call(Function function, Arguments... arguments) {
    nsv_error error;  // NSV_ERROR_INIT would clear the whole message, on every call
    error.size = sizeof error;
    const std::int32_t status = function(arguments..., &error);
    if (status == NSV_ERROR_NO_MEMORY) throw std::bad_alloc();
    if (status < 0) throw Error(error);
    return status;
}

/// Likewise for one that reports no details.
inline void check(std::int32_t status) {
    if (status == NSV_ERROR_NO_MEMORY) throw std::bad_alloc();
    if (status >= 0) return;
    nsv_error error = NSV_ERROR_INIT;
    error.code = status;
    error.offset = NSV_NO_OFFSET;
    std::string_view(nsv_status_name(status)).copy(error.message, sizeof error.message - 1);
    throw Error(error);
}

/// Takes over an owned text.
inline std::string take(char* text) {
    const std::unique_ptr<char, void (*)(char*) noexcept> owner(text, nsv_string_free);
    return owner.get();
}

/// The handle that a function gives through `out`.
template <typename Handle, typename Function, typename... Arguments>
Handle* make(Function function, Arguments... arguments) {
    Handle* made = nullptr;
    call(function, arguments..., &made);
    return made;
}

/// The text that a function gives through `out`.
template <typename Function, typename... Arguments>
std::string text(Function function, Arguments... arguments) {
    return take(make<char>(function, arguments...));
}

/// The bytes of a text for the C interface, which refuses NULL, an empty view's usual data.
inline const char* bytes(std::string_view text) noexcept { return text.data() == nullptr ? "" : text.data(); }

/// Owns one reference to an immutable handle.
template <typename Handle, Handle* (*Ref)(const Handle*) noexcept, void (*Unref)(Handle*) noexcept>
class Shared {
public:
    explicit Shared(Handle* handle) noexcept : handle_(handle) {}
    Shared(const Shared& other) noexcept : handle_(Ref(other.handle_)) {}
    Shared(Shared&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
    Shared& operator=(Shared other) noexcept {
        std::swap(handle_, other.handle_);
        return *this;
    }
    ~Shared() { Unref(handle_); }

    Handle* get() const noexcept { return handle_; }

private:
    Handle* handle_;
};

/// `{at(0), at(1), …}`
template <typename Element, typename At>
std::vector<Element> list(std::uint64_t count, At at) {
    std::vector<Element> elements;
    elements.reserve(static_cast<std::size_t>(count));
    for (std::uint64_t i = 0; i < count; ++i) elements.push_back(at(i));
    return elements;
}

}  // namespace detail
#endif

/// How two versions get on. @since 1.0
enum class Compatibility : std::int32_t {
    identical = NSV_IDENTICAL,
    compatible = NSV_COMPATIBLE,
    upgrade_recommended = NSV_UPGRADE_RECOMMENDED,
    incompatible = NSV_INCOMPATIBLE,
};

/// A side of a connection. @since 1.0
enum class Side : std::int32_t { none = NSV_SIDE_NONE, local = NSV_SIDE_LOCAL, peer = NSV_SIDE_PEER };

/// Why a verdict is what it is; later releases may add some. @since 1.0
enum class Reason : std::int32_t {
    different_network = NSV_REASON_DIFFERENT_NETWORK,
    local_halted = NSV_REASON_LOCAL_HALTED,
    peer_halted = NSV_REASON_PEER_HALTED,
    peer_unsupported = NSV_REASON_PEER_UNSUPPORTED,
    no_common_version = NSV_REASON_NO_COMMON_VERSION,
    local_too_new = NSV_REASON_LOCAL_TOO_NEW,
    peer_too_new = NSV_REASON_PEER_TOO_NEW,
    local_stale = NSV_REASON_LOCAL_STALE,
    peer_stale = NSV_REASON_PEER_STALE,
    peer_syncing = NSV_REASON_PEER_SYNCING,
    local_syncing = NSV_REASON_LOCAL_SYNCING,
    local_unsupported = NSV_REASON_LOCAL_UNSUPPORTED,
    diverged = NSV_REASON_DIVERGED,
    peer_below_minimum = NSV_REASON_PEER_BELOW_MINIMUM,
    peer_ready = NSV_REASON_PEER_READY,
    versions = NSV_REASON_VERSIONS,
};

/// How a node stands in its network. @since 1.0
enum class NodeStatus : std::int32_t {
    compatible = NSV_NODE_COMPATIBLE,
    upgrade_recommended = NSV_NODE_UPGRADE_RECOMMENDED,
    must_upgrade = NSV_NODE_MUST_UPGRADE,
    too_new = NSV_NODE_TOO_NEW,
};

/// The name of a level, as in `UPGRADE_RECOMMENDED`: nsv_compatibility_name().
inline std::string_view to_string(Compatibility level) { return nsv_compatibility_name(static_cast<std::int32_t>(level)); }
/// The name of a side, as in `LOCAL`: nsv_side_name().
inline std::string_view to_string(Side side) { return nsv_side_name(static_cast<std::int32_t>(side)); }
/// The name of a reason, as in `PEER_BELOW_MINIMUM`: nsv_reason_name().
inline std::string_view to_string(Reason reason) { return nsv_reason_name(static_cast<std::int32_t>(reason)); }
/// The name of a status, as in `MUST_UPGRADE`: nsv_node_status_name().
inline std::string_view to_string(NodeStatus status) { return nsv_node_status_name(static_cast<std::int32_t>(status)); }
/// The level's word on the wire, as in `upgrade`: nsv_compatibility_word().
inline std::string_view to_word(Compatibility level) { return nsv_compatibility_word(static_cast<std::int32_t>(level)); }

/// A protocol version. Ordered and hashed by SemVer precedence: build metadata, features and NEPs do not count.
/// @since 1.0
class Version {
public:
    /// A version without features and NEPs: nsv_version_new().
    Version(std::uint64_t major, std::uint64_t minor, std::uint64_t patch)
        : handle_(detail::make<nsv_version>(nsv_version_new, major, minor, patch)) {}

    /// Takes over one reference.
    static Version adopt(nsv_version* handle) noexcept { return Version(handle); }
    /// Reads SemVer 2.0.0 text: nsv_version_parse().
    static Version parse(std::string_view text) { return read(nsv_version_parse, text); }
    /// Reads what people type, too: nsv_version_parse_lenient().
    static Version parse_lenient(std::string_view text) { return read(nsv_version_parse_lenient, text); }
    /// Reads a version as JSON: nsv_version_from_json().
    static Version from_json(std::string_view json) { return read(nsv_version_from_json, json); }
    /// The current version of the built-in network: nsv_current_version().
    static Version current() {
        nsv_version* version = nullptr;
        detail::check(nsv_current_version(&version));
        return Version(version);
    }

    /// A copy with these features and NEPs in place of its own: nsv_version_with().
    Version with(const std::vector<std::string_view>& features, const std::vector<std::string_view>& active_neps) const {
        const auto feature_texts = texts(features);
        const auto nep_texts = texts(active_neps);
        return Version(detail::make<nsv_version>(nsv_version_with, get(), feature_texts.data(), feature_texts.size(),
                                                 nep_texts.data(), nep_texts.size()));
    }

    /// MAJOR: nsv_version_major().
    std::uint64_t major() const noexcept { return nsv_version_major(get()); }
    /// MINOR: nsv_version_minor().
    std::uint64_t minor() const noexcept { return nsv_version_minor(get()); }
    /// PATCH: nsv_version_patch().
    std::uint64_t patch() const noexcept { return nsv_version_patch(get()); }
    /// The pre-release without its `-`, or empty: nsv_version_prerelease().
    std::string_view prerelease() const noexcept { return nsv_version_prerelease(get()); }
    /// The build metadata without its `+`, or empty: nsv_version_build().
    std::string_view build() const noexcept { return nsv_version_build(get()); }
    /// The SemVer text: nsv_version_string().
    std::string_view string() const noexcept { return nsv_version_string(get()); }
    /// What from_json() reads: nsv_version_to_json().
    std::string to_json() const { return detail::text(nsv_version_to_json, get()); }

    /// Whether the version has a feature: nsv_version_supports_feature().
    bool supports_feature(std::string_view name) const noexcept {
        return nsv_version_supports_feature(get(), detail::bytes(name), name.size()) == 1;
    }
    /// Its features in ascending order: nsv_version_feature_at().
    std::vector<std::string_view> features() const {
        return detail::list<std::string_view>(nsv_version_feature_count(get()),
                                              [this](std::uint64_t i) { return nsv_version_feature_at(get(), i); });
    }
    /// Its active NEPs in the order of activation: nsv_version_active_nep_at().
    std::vector<std::string_view> active_neps() const {
        return detail::list<std::string_view>(nsv_version_active_nep_count(get()),
                                              [this](std::uint64_t i) { return nsv_version_active_nep_at(get(), i); });
    }

    /// How this version and a peer's get on: nsv_version_check_compatibility().
    Compatibility check_compatibility(const Version& peer) const noexcept {
        return static_cast<Compatibility>(nsv_version_check_compatibility(get(), peer.get()));
    }
    /// Whether the two can communicate: nsv_version_is_compatible().
    bool is_compatible(const Version& peer) const noexcept { return nsv_version_is_compatible(get(), peer.get()) == 1; }
    /// Which side should upgrade: nsv_version_side_to_upgrade().
    Side side_to_upgrade(const Version& peer) const noexcept {
        return static_cast<Side>(nsv_version_side_to_upgrade(get(), peer.get()));
    }
    /// What check_compatibility() found, in a sentence: nsv_compatibility_message().
    std::string compatibility_message(const Version& peer) const {
        return detail::text(nsv_compatibility_message, get(), peer.get());
    }

    /// Equal for versions that are equal: nsv_version_hash().
    std::size_t hash() const noexcept { return static_cast<std::size_t>(nsv_version_hash(get())); }

    /// By SemVer precedence: nsv_version_compare().
    friend std::weak_ordering operator<=>(const Version& a, const Version& b) noexcept {
        return nsv_version_compare(a.get(), b.get()) <=> 0;
    }
    /// Whether neither is before the other.
    friend bool operator==(const Version& a, const Version& b) noexcept { return nsv_version_compare(a.get(), b.get()) == 0; }
    /// Writes string().
    friend std::ostream& operator<<(std::ostream& out, const Version& version) { return out << version.string(); }

    /// The C handle, borrowed.
    nsv_version* get() const noexcept { return handle_.get(); }

private:
    explicit Version(nsv_version* handle) noexcept : handle_(handle) {}
    template <typename Function>
    static Version read(Function reader, std::string_view text) {
        return Version(detail::make<nsv_version>(reader, detail::bytes(text), text.size()));
    }
    static std::vector<nsv_text> texts(const std::vector<std::string_view>& views) {
        std::vector<nsv_text> texts;
        texts.reserve(views.size());
        for (const std::string_view view : views) texts.push_back({detail::bytes(view), view.size()});
        return texts;
    }

    using Handle = detail::Shared<nsv_version, nsv_version_ref, nsv_version_unref>;
    Handle handle_;
};

/// The definition of a network. @since 1.0
class Network {
public:
    /// A feature of the registry; `since` is `pending` where it is in no version yet.
    struct Feature {
        std::string_view name;                         ///< as in `diloco`
        std::string_view title;                        ///< as in `DiLoCo`
        std::string_view description;                  ///< what it is, in a few words
        std::string_view since;                        ///< the version that brought it
        std::optional<std::string_view> required_nep;  ///< the NEP that it waits for or came with
        bool pending;                                  ///< whether it is in no version yet
    };
    /// A version that the network has had.
    struct HistoryEntry {
        std::string_view version;      ///< as in `1.0.0`
        std::string_view date;         ///< as people write it
        std::string_view description;  ///< what it brought
    };
    /// A role of a node, and the features that it takes.
    struct Role {
        std::string_view name;                            ///< as in `training`
        std::vector<std::string_view> required_features;  ///< in ascending order
    };

    /// Takes over one reference.
    static Network adopt(nsv_network* handle) noexcept { return Network(handle); }
    /// The built-in network: nsv_network_mainnet().
    static Network mainnet() {
        nsv_network* network = nullptr;
        detail::check(nsv_network_mainnet(&network));
        return Network(network);
    }
    /// Reads a definition: nsv_network_from_json().
    static Network from_json(std::string_view json) {
        return Network(detail::make<nsv_network>(nsv_network_from_json, detail::bytes(json), json.size()));
    }
    /// What from_json() reads: nsv_network_to_json().
    std::string to_json() const { return detail::text(nsv_network_to_json, get()); }

    /// As in `neuroshard-mainnet`: nsv_network_id().
    std::string_view id() const noexcept { return nsv_network_id(get()); }
    /// The version that the network began with: nsv_network_genesis().
    Version genesis() const {
        nsv_version* version = nullptr;
        detail::check(nsv_network_genesis(get(), &version));
        return Version::adopt(version);
    }
    /// Days of notice that a breaking upgrade needs: nsv_network_notice_days().
    std::uint64_t notice_days() const noexcept { return nsv_network_notice_days(get()); }
    /// Day after the announcement on which the grace period begins: nsv_network_grace_from_day().
    std::uint64_t grace_from_day() const noexcept { return nsv_network_grace_from_day(get()); }
    /// The registry of features: nsv_network_feature_name() and those beside it.
    std::vector<Feature> features() const {
        return detail::list<Feature>(nsv_network_feature_count(get()), [this](std::uint64_t i) {
            const char* const nep = nsv_network_feature_required_nep(get(), i);
            return Feature{nsv_network_feature_name(get(), i),
                           nsv_network_feature_title(get(), i),
                           nsv_network_feature_description(get(), i),
                           nsv_network_feature_since(get(), i),
                           nep == nullptr ? std::nullopt : std::optional<std::string_view>(nep),
                           nsv_network_feature_is_pending(get(), i) == 1};
        });
    }
    /// The version history, oldest first: nsv_network_history_version() and those beside it.
    std::vector<HistoryEntry> history() const {
        return detail::list<HistoryEntry>(nsv_network_history_count(get()), [this](std::uint64_t i) {
            return HistoryEntry{nsv_network_history_version(get(), i), nsv_network_history_date(get(), i),
                                nsv_network_history_description(get(), i)};
        });
    }
    /// The roles of its nodes: nsv_network_role_name() and those beside it.
    std::vector<Role> roles() const {
        return detail::list<Role>(nsv_network_role_count(get()), [this](std::uint64_t role) {
            return Role{nsv_network_role_name(get(), role),
                        detail::list<std::string_view>(nsv_network_role_feature_count(get(), role), [&](std::uint64_t i) {
                            return nsv_network_role_feature_at(get(), role, i);
                        })};
        });
    }

    /// The C handle, borrowed.
    nsv_network* get() const noexcept { return handle_.get(); }

private:
    explicit Network(nsv_network* handle) noexcept : handle_(handle) {}

    detail::Shared<nsv_network, nsv_network_ref, nsv_network_unref> handle_;
};

/// May this node and a peer talk, and what follows. @since 1.0
struct Verdict {
    Compatibility level;       ///< the two may talk unless it is incompatible
    Reason reason;             ///< the rule that decided
    Side upgrade;              ///< who must upgrade where the level is incompatible, else who should
    std::uint64_t cut_height;  ///< block at which the connection will be cut; 0 for none

    /// Whether the level is not incompatible.
    bool can_talk() const noexcept { return level != Compatibility::incompatible; }
};

/// Whether a node may act in a role, and why. @since 1.0
struct Participation {
    bool allowed;        ///< whether it may
    std::string reason;  ///< as in `Ready for training`
};

/// How a node is set up; what is absent has the default that nsv_manager_options gives it. @since 1.0
struct ManagerOptions {
    std::optional<Network> network = std::nullopt;        ///< the network of the node
    std::optional<Version> supported_min = std::nullopt;  ///< oldest version that the node's software speaks
    std::optional<Version> supported_max = std::nullopt;  ///< newest one
    bool grease = false;                                  ///< #NSV_MANAGER_GREASE
    bool read_only = false;                               ///< #NSV_MANAGER_READ_ONLY
    bool salvage = false;                                 ///< #NSV_MANAGER_SALVAGE
    std::optional<std::string> store = std::nullopt;      ///< file of the log; without one it is in memory
    std::uint64_t unix_time = 0;                          ///< for what opening records; 0: that of the last record
};

/// Records of a log as JSON Lines, and the sequence of the last one. @since 1.0
struct RecordPage {
    std::string json_lines;  ///< empty: there is nothing more
    std::uint64_t last;      ///< the sequence to go on after
};

/// What was found out about a log. @since 1.0
struct LogVerification {
    bool sound;                  ///< whether every record is unchanged and in its place
    std::uint64_t bad_sequence;  ///< the first record that is bad or missing; 0 where the log is sound
    std::string reason;          ///< what is wrong; empty where the log is sound
};

/// The upgrades a node has passed, and the height of the next one or 0. @since 1.0
struct UpgradeId {
    std::array<std::uint8_t, 8> digest;  ///< the first eight bytes of the upgrade digest
    std::uint64_t next;                  ///< height of the next breaking upgrade; 0 for none
};

/// Whether an activation is confirmed, and what is to be said about it. @since 1.0
struct Activation {
    bool activated;       ///< whether the activation is confirmed by this call
    std::string message;  ///< as in `Activated NEP-001, now at version 1.1.0`
};

/// One node's view of its network. @since 1.0
class Manager {
public:
    /// Sets a node up: nsv_manager_new().
    explicit Manager(const ManagerOptions& options = {}) {
        const nsv_manager_options c_options = to_c(options);
        detail::call(nsv_manager_new, &c_options, &handle_);
    }
    /// Sets a node up on a log that takes over exported records first: nsv_manager_import().
    static Manager import(const ManagerOptions& options, std::string_view json_lines) {
        const nsv_manager_options c_options = to_c(options);
        return Manager(detail::make<nsv_manager>(nsv_manager_import, &c_options, detail::bytes(json_lines), json_lines.size()));
    }
    Manager(const Manager&) = delete;
    /// Takes over what another one has.
    Manager(Manager&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
    /// Takes over what another one has; frees its own.
    Manager& operator=(Manager other) noexcept {
        std::swap(handle_, other.handle_);
        return *this;
    }
    ~Manager() { nsv_manager_free(handle_); }

    /// Its network: nsv_manager_network().
    Network network() const {
        nsv_network* network = nullptr;
        detail::check(nsv_manager_network(handle_, &network));
        return Network::adopt(network);
    }
    /// What this node speaks now: nsv_manager_current_version().
    Version current_version() const { return version(nsv_manager_current_version); }
    /// The version in force on the network: nsv_manager_network_version().
    Version network_version() const { return version(nsv_manager_network_version); }
    /// The oldest version that may take part: nsv_manager_network_minimum().
    Version network_minimum() const { return version(nsv_manager_network_minimum); }
    /// The oldest version that this node supports: nsv_manager_supported_min().
    Version supported_min() const { return version(nsv_manager_supported_min); }
    /// The newest version that this node supports: nsv_manager_supported_max().
    Version supported_max() const { return version(nsv_manager_supported_max); }

    /// How this node stands in its network: nsv_manager_status().
    NodeStatus status() const noexcept { return static_cast<NodeStatus>(nsv_manager_status(handle_)); }
    /// The whole status as JSON: nsv_manager_status_json().
    std::string status_json() const { return detail::text(nsv_manager_status_json, handle_); }

    /// The height that was reported last: nsv_manager_height().
    std::uint64_t height() const noexcept { return nsv_manager_height(handle_); }
    /// The time that was reported last: nsv_manager_time().
    std::uint64_t time() const noexcept { return nsv_manager_time(handle_); }

    /// Reports the ledger's height and time: nsv_manager_advance().
    void advance(std::uint64_t height, std::uint64_t unix_time) {
        detail::call(nsv_manager_advance, handle_, height, unix_time);
    }
    /// Reports that the ledger went back: nsv_manager_rewind().
    void rewind(std::uint64_t height, std::uint64_t unix_time) { detail::call(nsv_manager_rewind, handle_, height, unix_time); }

    /// Schedules a NEP: nsv_manager_schedule_nep().
    void schedule_nep(std::string_view json) {
        detail::call(nsv_manager_schedule_nep, handle_, detail::bytes(json), json.size());
    }
    /// Takes over a NEP that the network has agreed on already: nsv_manager_catch_up_nep().
    void catch_up_nep(std::string_view json) {
        detail::call(nsv_manager_catch_up_nep, handle_, detail::bytes(json), json.size());
    }
    /// Moves a scheduled NEP to another height: nsv_manager_reschedule_nep().
    void reschedule_nep(std::string_view id, std::uint64_t height, std::uint64_t expected_time) {
        detail::call(nsv_manager_reschedule_nep, handle_, detail::bytes(id), id.size(), height, expected_time);
    }
    /// Cancels a scheduled NEP: nsv_manager_cancel_nep().
    void cancel_nep(std::string_view id, std::string_view reason) {
        detail::call(nsv_manager_cancel_nep, handle_, detail::bytes(id), id.size(), detail::bytes(reason), reason.size());
    }
    /// Confirms the activation of a scheduled NEP: nsv_manager_activate_nep().
    Activation activate_nep(std::string_view id) {
        char* message = nullptr;
        const bool activated = detail::call(nsv_manager_activate_nep, handle_, detail::bytes(id), id.size(), &message) == 1;
        return {activated, detail::take(message)};
    }
    /// A NEP as JSON; nothing for one that is not known: nsv_manager_find_nep_json().
    std::optional<std::string> find_nep(std::string_view id) const {
        char* json = nullptr;
        nsv_error error = NSV_ERROR_INIT;
        const std::int32_t status = nsv_manager_find_nep_json(handle_, detail::bytes(id), id.size(), &json, &error);
        if (status == NSV_ERROR_NOT_FOUND) return std::nullopt;
        if (status == NSV_ERROR_NO_MEMORY) throw std::bad_alloc();
        if (status < 0) throw Error(error);
        return detail::take(json);
    }
    /// Every NEP that is known, as JSON: nsv_manager_nep_json().
    std::vector<std::string> neps() const {
        std::vector<std::string> neps;
        for (char* json = nullptr;;) {
            nsv_error error = NSV_ERROR_INIT;
            const std::int32_t status = nsv_manager_nep_json(handle_, neps.size(), &json, &error);
            if (status == NSV_ERROR_NOT_FOUND) return neps;
            detail::check(status);
            neps.push_back(detail::take(json));
        }
    }

    /// What this node tells its peers: nsv_manager_advertisement().
    std::string advertisement() const { return detail::text(nsv_manager_advertisement, handle_); }
    /// The upgrades this node has passed: nsv_manager_upgrade_id().
    UpgradeId upgrade_id() const {
        UpgradeId id{};
        detail::check(nsv_manager_upgrade_id(handle_, id.digest.data(), &id.next));
        return id;
    }

    /// Whether this node and a peer may talk, asked on every handshake: nsv_manager_check_peer().
    Verdict check_peer(std::string_view advertisement) const {
        nsv_verdict verdict = NSV_VERDICT_INIT;
        detail::call(nsv_manager_check_peer, handle_, detail::bytes(advertisement), advertisement.size(), &verdict);
        return from_c(verdict);
    }
    /// What this node and a peer may use together: nsv_manager_negotiate().
    Version negotiate(std::string_view advertisement) const {
        return Version::adopt(
            detail::make<nsv_version>(nsv_manager_negotiate, handle_, detail::bytes(advertisement), advertisement.size()));
    }
    /// Whether this node and a peer of a given version may talk: nsv_manager_check_peer_compatibility().
    Verdict check_peer_compatibility(const Version& peer) const {
        nsv_verdict verdict = NSV_VERDICT_INIT;
        detail::call(nsv_manager_check_peer_compatibility, handle_, peer.get(), &verdict);
        return from_c(verdict);
    }
    /// A verdict of this manager on this peer in a sentence: nsv_verdict_message().
    std::string verdict_message(const Version& peer, const Verdict& verdict) const {
        nsv_verdict c_verdict = NSV_VERDICT_INIT;
        c_verdict.level = static_cast<std::int32_t>(verdict.level);
        c_verdict.reason = static_cast<std::int32_t>(verdict.reason);
        c_verdict.upgrade = static_cast<std::int32_t>(verdict.upgrade);
        c_verdict.cut_height = verdict.cut_height;
        return detail::text(nsv_verdict_message, handle_, peer.get(), &c_verdict);
    }

    /// Whether this node may act in a role: nsv_manager_can_participate().
    Participation can_participate(std::string_view role) const {
        char* reason = nullptr;
        const bool allowed = detail::call(nsv_manager_can_participate, handle_, detail::bytes(role), role.size(), &reason) == 1;
        return {allowed, detail::take(reason)};
    }
    /// Likewise in the role `training`: nsv_manager_can_participate_in_training().
    Participation can_participate_in_training() const { return participation(nsv_manager_can_participate_in_training); }
    /// Likewise in the role `inference`: nsv_manager_can_participate_in_inference().
    Participation can_participate_in_inference() const { return participation(nsv_manager_can_participate_in_inference); }

    /// How many records the log has: nsv_manager_record_count().
    std::uint64_t record_count() const noexcept { return nsv_manager_record_count(handle_); }
    /// The hash of the last of them: nsv_manager_head().
    std::array<std::uint8_t, 32> head() const {
        std::array<std::uint8_t, 32> head{};
        detail::check(nsv_manager_head(handle_, head.data()));
        return head;
    }
    /// A record as it is kept: nsv_manager_record_json().
    std::string record_json(std::uint64_t sequence) const { return detail::text(nsv_manager_record_json, handle_, sequence); }
    /// Records after one, about a mebibyte at once: nsv_manager_export().
    RecordPage export_records(std::uint64_t after) const {
        RecordPage page{};
        char* json_lines = nullptr;
        detail::call(nsv_manager_export, handle_, after, &json_lines, &page.last);
        page.json_lines = detail::take(json_lines);
        return page;
    }
    /// Checks every record of the log: nsv_manager_verify().
    LogVerification verify(const std::optional<std::array<std::uint8_t, 32>>& expected_head = std::nullopt) const {
        LogVerification found{};
        char* reason = nullptr;
        const std::uint8_t* const head = expected_head ? expected_head->data() : nullptr;
        found.sound = detail::call(nsv_manager_verify, handle_, head, &found.bad_sequence, &reason) == 1;
        found.reason = detail::take(reason);
        return found;
    }

    /// The C handle, borrowed.
    nsv_manager* get() const noexcept { return handle_; }

private:
    explicit Manager(nsv_manager* handle) noexcept : handle_(handle) {}

    static nsv_manager_options to_c(const ManagerOptions& options) noexcept {
        nsv_manager_options c_options = NSV_MANAGER_OPTIONS_INIT;
        if (options.network) c_options.network = options.network->get();
        if (options.supported_min) c_options.supported_min = options.supported_min->get();
        if (options.supported_max) c_options.supported_max = options.supported_max->get();
        if (options.grease) c_options.flags |= NSV_MANAGER_GREASE;
        if (options.read_only) c_options.flags |= NSV_MANAGER_READ_ONLY;
        if (options.salvage) c_options.flags |= NSV_MANAGER_SALVAGE;
        if (options.store) {
            c_options.store = options.store->data();
            c_options.store_size = options.store->size();
        }
        c_options.unix_time = options.unix_time;
        return c_options;
    }
    static Verdict from_c(const nsv_verdict& verdict) {
        return {static_cast<Compatibility>(verdict.level), static_cast<Reason>(verdict.reason),
                static_cast<Side>(verdict.upgrade), verdict.cut_height};
    }
    template <typename Function>
    Version version(Function get_version) const {
        nsv_version* version = nullptr;
        detail::check(get_version(handle_, &version));
        return Version::adopt(version);
    }
    template <typename Function>
    Participation participation(Function ask) const {
        char* reason = nullptr;
        const bool allowed = detail::call(ask, handle_, &reason) == 1;
        return {allowed, detail::take(reason)};
    }

    nsv_manager* handle_ = nullptr;
};

/// A count over many peers' advertisements. @since 1.0
class Readiness {
public:
    /// Begins a count, as the manager stands now: nsv_readiness_new().
    explicit Readiness(const Manager& manager) { detail::call(nsv_readiness_new, manager.get(), &handle_); }
    Readiness(const Readiness&) = delete;
    /// Takes over what another one has.
    Readiness(Readiness&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
    /// Takes over what another one has; frees its own.
    Readiness& operator=(Readiness other) noexcept {
        std::swap(handle_, other.handle_);
        return *this;
    }
    ~Readiness() { nsv_readiness_free(handle_); }

    /// Counts one peer; what is no advertisement is counted as invalid, and throws: nsv_readiness_add().
    void add(std::string_view advertisement) {
        detail::call(nsv_readiness_add, handle_, detail::bytes(advertisement), advertisement.size());
    }
    /// Likewise without an exception: false for what is no advertisement.
    bool try_add(std::string_view advertisement) {
        const std::int32_t status = nsv_readiness_add(handle_, detail::bytes(advertisement), advertisement.size(), nullptr);
        if (status == NSV_ERROR_NO_MEMORY) throw std::bad_alloc();
        return status == NSV_OK;
    }
    /// The counts as JSON: nsv_readiness_to_json().
    std::string to_json() const { return detail::text(nsv_readiness_to_json, handle_); }

    /// The C handle, borrowed.
    nsv_readiness* get() const noexcept { return handle_; }

private:
    nsv_readiness* handle_ = nullptr;
};

/// The digest of a connection's two advertisements as they were sent, the same whichever comes first. @since 1.0
inline std::array<std::uint8_t, 32> transcript_digest(std::string_view a, std::string_view b) {
    std::array<std::uint8_t, 32> digest{};
    detail::call(nsv_transcript_digest, detail::bytes(a), a.size(), detail::bytes(b), b.size(), digest.data());
    return digest;
}

/// The loaded library's release, as in `1.0.0`. @since 1.0
inline std::string_view library_version() { return nsv_library_version(); }

}  // namespace neuroshard

/// Versions in tables.
template <>
struct std::hash<neuroshard::Version> {
    /// neuroshard::Version::hash().
    std::size_t operator()(const neuroshard::Version& version) const noexcept { return version.hash(); }
};

#endif  // NEUROSHARD_VERSION_HPP
