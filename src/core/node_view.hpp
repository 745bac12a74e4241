#pragma once

#include <cstdint>
#include <string>

#include "core/error.hpp"
#include "core/network.hpp"
#include "core/protocol_version.hpp"

namespace neuroshard::core {

/// The network at one height: a pure function of the network's definition and, once there are upgrades, of
/// their schedule.
struct NetworkState {
    VersionRef version;  ///< in force at the height
    VersionRef minimum;  ///< the oldest that may still take part
};

/// Before any upgrade, the genesis version is in force and nothing older may take part.
NetworkState state_at_genesis(const Network& network);

/// The protocol versions a node's software can speak.
struct SupportedRange {
    VersionRef min;
    VersionRef max;
};

/// What an operator has to know. The numbers are part of the C interface.
enum class NodeStatus : std::int32_t { compatible = 0, upgrade_recommended = 1, must_upgrade = 2, too_new = 3 };

/// How one node stands in the network at one height. Immutable, so that any number of threads read it at once.
struct NodeView {
    NetworkState network;
    SupportedRange supported;
    VersionRef active;  ///< what the node speaks: the lower of the network's version and `supported.max`
    NodeStatus status = NodeStatus::compatible;

    bool takes_part() const noexcept { return status < NodeStatus::must_upgrade; }
};

/// S12. Fails when the range is empty.
Result<NodeView> view_of(NetworkState network, SupportedRange supported);

/// Why the status is what it is and what to do about it, as a clause; empty for a compatible node.
std::string status_advice(const NodeView& view);

const char* node_status_name(std::int32_t status) noexcept;  ///< `UPGRADE_RECOMMENDED`

}  // namespace neuroshard::core
