#include "timeline.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "calendar.hpp"
#include "nep_lookup.hpp"
#include "nep_text.hpp"
#include "output.hpp"

namespace neuroshard::cli {
namespace {

using nlohmann::ordered_json;

constexpr std::uint64_t seconds_per_day = 86400;

std::string text_of(const ordered_json& nep, const char* key) { return nep.at(key).get<std::string>(); }
std::uint64_t number_of(const ordered_json& nep, const char* key) { return nep.at(key).get<std::uint64_t>(); }

/// Nodes of a version, named as roughly as tells them from those of the other: `v1.x nodes`.
std::string nodes_of(const Version& version, const Version& other) {
    if (version.major() != other.major()) return fmt::format("v{}.x nodes", version.major());
    if (version.minor() != other.minor()) return fmt::format("v{}.{}.x nodes", version.major(), version.minor());
    return fmt::format("v{} nodes", version.string());
}

std::array<Milestone, 4> milestones_of(const ordered_json& nep) {
    const std::uint64_t start = number_of(nep, "announced_at");
    const auto milestone = [&](const char* phase, const char* key, std::string first, std::string second) {
        const std::uint64_t time = number_of(nep, key);
        return Milestone{phase,
                         time,
                         fmt::format("Day {}", (time - start) / seconds_per_day),
                         utc_date(time),
                         {std::move(first), std::move(second)}};
    };
    return {milestone("approved", "announced_at", "NEP", "Approved"), milestone("grace", "grace_from", "Grace", "Period"),
            milestone("deadline_passed", "deadline", "Upgrade", "Deadline"),
            milestone("active", "expected_activation_time", fmt::format("v{}", text_of(nep, "target_version")), "Active")};
}

std::size_t index_of(const std::string& phase, const std::array<Milestone, 4>& milestones) {
    std::size_t i = 0;
    while (milestones.at(i).phase != phase) ++i;
    return i;
}

std::string activation_text(const ordered_json& nep) {
    const std::string height = std::to_string(number_of(nep, "activation_height"));
    const std::string time = utc(number_of(nep, "expected_activation_time"));
    if (text_of(nep, "status") == "active") return fmt::format("since block {}; it was expected {}", height, time);
    return fmt::format("at block {}, expected {} ({} left)", height, time, time_left(nep));
}

}  // namespace

std::optional<ordered_json> upgrade_to_draw(const Manager& manager, const std::optional<std::string>& id) {
    if (id) return nep_of(manager, *id);
    const auto upgrades = ordered_json::parse(manager.status_json()).at("upgrades");
    const auto next = std::find_if(upgrades.begin(), upgrades.end(), has_timeline);
    return next == upgrades.end() ? std::nullopt : std::optional<ordered_json>(*next);
}

bool has_timeline(const ordered_json& nep) { return nep.at("breaking").get<bool>(); }

Timeline make_timeline(const Manager& manager, const ordered_json& nep) {
    const Version before = Version::parse(text_of(nep, "version_before"));
    const Version target = Version::parse(text_of(nep, "target_version"));
    const auto milestones = milestones_of(nep);
    const std::uint64_t time = manager.time();
    const std::uint64_t start = milestones.front().time;
    const bool supported = nep.at("supported").get<bool>();
    return {.title = target.major() == before.major() ? "BREAKING UPGRADE" : "MAJOR VERSION UPGRADE",
            .subtitle = fmt::format("{}: {}", text_of(nep, "id"), text_of(nep, "title")),
            .target = text_of(nep, "target_version"),
            .old_nodes = target == before ? "Older nodes" : nodes_of(before, target),
            .new_nodes = nodes_of(target, before),
            .milestones = milestones,
            .now = index_of(text_of(nep, "phase"), milestones),
            .today = time < start ? "" : fmt::format("day {}", (time - start) / seconds_per_day),
            .activation = activation_text(nep),
            .node = fmt::format("at block {}, {}", manager.height(), utc(time)),
            .instruction = what_to_do(nep),
            .supported = supported,
            .time = time};
}

ordered_json timeline_json(const Manager& manager, const std::optional<ordered_json>& nep) {
    ordered_json document{{"network", manager.network().id()},
                          {"height", manager.height()},
                          {"time", manager.time()},
                          {"upgrade", nullptr},
                          {"milestones", ordered_json::array()}};
    if (!nep) return document;
    document["upgrade"] = *nep;
    if (!has_timeline(*nep)) return document;
    for (const Milestone& milestone : milestones_of(*nep)) {
        document["milestones"].push_back({{"phase", milestone.phase},
                                          {"time", milestone.time},
                                          {"day", (milestone.time - number_of(*nep, "announced_at")) / seconds_per_day}});
    }
    return document;
}

std::string sentence_of(const ordered_json& nep) {
    const std::string name = fmt::format("{} ({})", text_of(nep, "id"), text_of(nep, "title"));
    const std::string status = text_of(nep, "status");
    if (status == "cancelled") return fmt::format("{} is cancelled.", name);
    return fmt::format("{} is not breaking: older nodes keep working. {} is in force {}.", name, text_of(nep, "target_version"),
                       activation_text(nep));
}

}  // namespace neuroshard::cli
