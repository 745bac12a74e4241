#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "neuroshard_version.hpp"

namespace neuroshard::cli {

/// Where a phase of a breaking upgrade begins.
struct Milestone {
    std::string phase;  ///< as the library calls it
    std::uint64_t time;
    std::string day;   ///< as in `Day 14`
    std::string date;  ///< as in `2027-01-29`
    std::array<std::string, 2> caption;
};

/// A breaking upgrade, ready to be drawn.
struct Timeline {
    std::string title;     ///< `MAJOR VERSION UPGRADE`
    std::string subtitle;  ///< id and title of the NEP
    std::string target;
    std::string old_nodes;  ///< as in `v1.x nodes`: those that will be disconnected
    std::string new_nodes;
    std::array<Milestone, 4> milestones;
    std::size_t now;          ///< the milestone that was passed last
    std::string today;        ///< as in `day 12`; empty before the announcement
    std::string activation;   ///< when the upgrade is or was
    std::string node;         ///< where the node stands
    std::string instruction;  ///< what its operator should do
    bool supported;
    std::uint64_t time;  ///< the node's
};

/// The upgrade that a timeline is asked of: the one with the id, or without one the next breaking upgrade, if any.
std::optional<nlohmann::ordered_json> upgrade_to_draw(const Manager& manager, const std::optional<std::string>& id);

/// Whether the upgrade has a timeline: it is breaking, and not cancelled.
bool has_timeline(const nlohmann::ordered_json& nep);

Timeline make_timeline(const Manager& manager, const nlohmann::ordered_json& nep);

/// The timeline's data: `network`, `height`, `time`, `upgrade` (null for none) and `milestones`.
nlohmann::ordered_json timeline_json(const Manager& manager, const std::optional<nlohmann::ordered_json>& nep);

/// The upgrade in a sentence where it has no timeline.
std::string sentence_of(const nlohmann::ordered_json& nep);

/// The timeline as an SVG document; and likewise a text alone, where there is nothing to draw.
std::string timeline_svg(const Timeline& timeline);
std::string message_svg(const std::string& title, const std::string& message);

}  // namespace neuroshard::cli
