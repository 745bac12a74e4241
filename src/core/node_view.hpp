#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "core/error.hpp"
#include "core/protocol_version.hpp"
#include "core/schedule.hpp"

namespace neuroshard::core {

/// The protocol versions a node's software can speak.
struct SupportedRange {
    VersionRef min;
    VersionRef max;
};

/// Refuses an empty range, and a maximum that no advertisement could hold.
Result<void> check_range(const SupportedRange& supported);

/// What an operator has to know. The numbers are part of the C interface.
enum class NodeStatus : std::int32_t { compatible = 0, upgrade_recommended = 1, must_upgrade = 2, too_new = 3 };

/// How one node stands in the network from one change of it to the next (S12). Immutable, so that any number of threads read
/// it at once.
struct NodeView {
    ScheduleRef schedule;
    SupportedRange supported;
    std::uint64_t since = 0;  ///< the first height at which it holds
    std::uint64_t until = 0;  ///< the first height at which it no longer does
    NetworkState network{};
    VersionRef active{};  ///< what the node speaks: made by the active NEPs that it supports
    NodeStatus status = NodeStatus::compatible;
    std::size_t passed = 0;  ///< how many of the schedule's upgrades this node has passed
    NepRef cut_by{};         ///< the first upgrade that this node does not support and has not passed; null for none

    bool takes_part() const noexcept { return status < NodeStatus::must_upgrade; }
    bool halted() const noexcept { return status == NodeStatus::must_upgrade; }

    /// The upgrades this node has not passed: scheduled ones, or those that halted it.
    std::span<const BreakingUpgrade> next_upgrades() const noexcept { return std::span(schedule->upgrades()).subspan(passed); }
    std::uint64_t next_height() const noexcept { return next_upgrades().empty() ? 0 : next_upgrades().front().height(); }
    std::uint64_t digest() const noexcept { return schedule->digests()[passed]; }
};

NodeView view_at(const ScheduleRef& schedule, const SupportedRange& supported, std::uint64_t height);

/// `{"min","max"}`
Json to_json(const SupportedRange& supported);

/// `{"digest","next"}`: the upgrades that the node has passed, and the height of the next one (S16).
Json upgrade_id_to_json(const NodeView& view);

/// Why the status is what it is and what to do about it, as a clause; empty for a compatible node.
std::string status_advice(const NodeView& view);

const char* node_status_name(std::int32_t status) noexcept;  ///< `UPGRADE_RECOMMENDED`

}  // namespace neuroshard::core
