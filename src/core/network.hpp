#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "core/json_object_builder.hpp"
#include "core/nep_id.hpp"
#include "core/notice_policy.hpp"
#include "core/protocol_version.hpp"
#include "core/ref_counted.hpp"
#include "core/schedule.hpp"

namespace neuroshard::core {

/// A feature the network knows: in force since a version, or pending.
struct Feature {
    std::string name;
    std::string title;
    std::string description;
    std::optional<SemVer> since;        ///< absent: pending
    std::optional<NepId> required_nep;  ///< absent: none, or not yet decided
};

struct HistoryEntry {
    SemVer version;
    std::string date;
    std::string description;
};

/// What a node may do on the network, and the features that takes (S6). Features in ascending order.
struct Role {
    std::string name;
    std::vector<std::string> required_features;
};

/// The definition of a network. Immutable.
class Network final : public RefCounted<Network> {
public:
    static constexpr std::size_t max_json = 1024UL * 1024;
    static constexpr std::size_t max_history = 4096;
    static constexpr std::size_t max_roles = 64;

    /// Everything a definition consists of; `network_from_json` is the way to a valid one.
    struct Parts {
        std::string id;
        VersionRef genesis;
        std::vector<Feature> features;
        std::vector<HistoryEntry> history;
        std::vector<Role> roles;
        NoticePolicy notice;
        ScheduleRef schedule;
    };

    static Ref<Network> make(Parts parts) { return Ref<Network>::adopt(new Network(std::move(parts))); }

    const std::string& id() const noexcept { return parts_.id; }
    /// The genesis version with the features that are in force since it.
    const VersionRef& genesis() const noexcept { return parts_.genesis; }
    const std::vector<Feature>& features() const noexcept { return parts_.features; }
    const std::vector<HistoryEntry>& history() const noexcept { return parts_.history; }
    const std::vector<Role>& roles() const noexcept { return parts_.roles; }
    const NoticePolicy& notice() const noexcept { return parts_.notice; }
    /// The upgrades that the definition lists: what every node knows from the start.
    const ScheduleRef& schedule() const noexcept { return parts_.schedule; }

    /// Null when the network has no such role.
    const Role* find_role(std::string_view name) const noexcept;

private:
    explicit Network(Parts parts) : parts_(std::move(parts)) {}

    Parts parts_;
};

using NetworkRef = Ref<Network>;

/// Reads and checks a definition. Unknown keys are refused: whoever misspells one must hear of it.
Result<NetworkRef> network_from_json(std::string_view text);

std::string network_to_json(const Network& network);

/// Its definition without the NEPs that it lists.
JsonObjectBuilder network_definition(const Network& network);

}  // namespace neuroshard::core
