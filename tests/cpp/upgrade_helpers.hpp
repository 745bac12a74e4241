// Nodes, NEPs, advertisements and verdicts for the tests of upgrades.
#ifndef NSV_TESTS_CPP_UPGRADE_HELPERS_HPP
#define NSV_TESTS_CPP_UPGRADE_HELPERS_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "neuroshard_version.hpp"

namespace upgrade_test {

using neuroshard::Manager;
using neuroshard::Network;
using neuroshard::NodeStatus;
using neuroshard::Verdict;
using neuroshard::Version;
using Json = nlohmann::json;

inline constexpr std::uint64_t day = 86400;
/// When every NEP here is announced, and when they are expected: one day more than the notice of S9.
inline constexpr std::uint64_t announced = 1'800'000'000;
inline constexpr std::uint64_t expected = announced + (31 * day);

/// A NEP; `others` adds keys or replaces them.
inline Json nep(std::string_view id, std::string_view target, std::uint64_t height, const Json& others = Json::object()) {
    Json json = {{"id", id},
                 {"title", "Protocol " + std::string(target)},
                 {"target_version", target},
                 {"activation_height", height},
                 {"announced_at", announced},
                 {"expected_activation_time", expected}};
    json.update(others);
    return json;
}

/// A node of mainnet, or of `network`, at height 0 with these NEPs scheduled.
inline Manager node(std::string_view supported_min, std::string_view supported_max, const std::vector<Json>& neps = {},
                    const std::optional<Network>& network = std::nullopt) {
    Manager manager(
        {.network = network, .supported_min = Version::parse(supported_min), .supported_max = Version::parse(supported_max)});
    manager.advance(0, announced);
    for (const Json& json : neps) manager.schedule_nep(json.dump());
    return manager;
}

inline void advance(Manager& manager, std::uint64_t height) { manager.advance(height, announced); }

/// A network whose genesis has the feature `base`, which its one role `training` requires.
inline Json network(std::string_view id, std::string_view genesis) {
    return {{"id", id},
            {"genesis", genesis},
            {"features", Json::array({{{"name", "base"}, {"title", "Base"}, {"description", "Base"}, {"since", genesis}}})},
            {"history", Json::array()},
            {"roles", Json::array({{{"name", "training"}, {"requires", {"base"}}}})},
            {"notice", {{"minimum_days", 30}, {"grace_from_day", 14}}}};
}

inline Json advertised(const Manager& manager) { return Json::parse(manager.advertisement()); }
inline Json status(const Manager& manager) { return Json::parse(manager.status_json()); }

/// What the manager says of a NEP; null where it does not know it.
inline Json known_nep(const Manager& manager, std::string_view id) {
    for (const std::string& text : manager.neps()) {
        Json json = Json::parse(text);
        if (json.at("id") == id) return json;
    }
    return {};
}

/// An advertisement that a peer of this version may send; `others` adds keys or replaces them.
inline Json peer(std::string_view version, const Json& others = Json::object()) {
    Json json = Json::parse(Version::parse(version).to_json());
    json.update(others);
    return json;
}

/// Everything a manager shows to the outside: equal texts, equal states.
inline std::string everything(const Manager& manager) {
    std::string text = manager.status_json() + manager.advertisement() + manager.current_version().to_json() +
                       manager.network_version().to_json() + manager.network_minimum().to_json();
    for (const std::string& json : manager.neps()) text += json;
    return text;
}

/// A verdict as `LEVEL REASON SIDE CUT_HEIGHT`.
inline std::string text(const Verdict& verdict) {
    return std::string(to_string(verdict.level)) + " " + std::string(to_string(verdict.reason)) + " " +
           std::string(to_string(verdict.upgrade)) + " " + std::to_string(verdict.cut_height);
}

inline std::string check(const Manager& manager, const Json& advertisement) {
    return text(manager.check_peer(advertisement.dump()));
}
inline std::string check(const Manager& manager, const Manager& peer) { return text(manager.check_peer(peer.advertisement())); }
inline bool can_talk(const Manager& manager, const Manager& peer) {
    return manager.check_peer(peer.advertisement()).can_talk();
}

/// How a call failed, as `STATUS: message`; empty where it did not.
template <typename Call>
std::string failure(Call call) {
    try {
        std::move(call)();
        return "";
    } catch (const neuroshard::Error& error) {
        return std::string(nsv_status_name(error.status())) + ": " + error.what();
    }
}

/// The name of the status a call fails with; empty where it does not.
template <typename Call>
std::string failure_status(Call call) {
    const std::string text = failure(std::move(call));
    return text.substr(0, text.find(':'));
}

inline std::string schedule_failure(Manager& manager, const Json& json) {
    return failure([&] { manager.schedule_nep(json.dump()); });
}

inline void expect_contains(std::string_view whole, std::string_view part) {
    EXPECT_NE(whole.find(part), std::string_view::npos) << "no \"" << part << "\" in: " << whole;
}

}  // namespace upgrade_test

#endif  // NSV_TESTS_CPP_UPGRADE_HELPERS_HPP
