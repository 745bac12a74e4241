#include "openmetrics.hpp"

#include <string_view>

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace neuroshard::cli {
namespace {

std::string label(std::string_view name, std::string_view value) {
    std::string escaped;
    for (const char c : value) {
        if (c == '\n') {
            escaped += "\\n";
            continue;
        }
        if (c == '"' || c == '\\') escaped += '\\';
        escaped += c;
    }
    return fmt::format("{}=\"{}\"", name, escaped);
}

std::string gauge(std::string_view name, std::string_view help) {
    return fmt::format("# HELP {0} {1}\n# TYPE {0} gauge\n", name, help);
}

/// One sample for each pending upgrade: `field` of its JSON.
std::string upgrade_samples(const nlohmann::json& upgrades, std::string_view name, const char* field) {
    std::string text;
    for (const nlohmann::json& nep : upgrades) {
        text += fmt::format("{}{{{},{},{}}} {}\n", name, label("nep", nep.at("id").get<std::string>()),
                            label("target_version", nep.at("target_version").get<std::string>()),
                            label("supported", nep.at("supported").get<bool>() ? "true" : "false"),
                            nep.at(field).get<std::uint64_t>());
    }
    return text;
}

}  // namespace

std::string openmetrics(const Manager& manager) {
    const Network network = manager.network();
    std::string text = gauge("neuroshard_protocol_info", "Network and protocol versions of this node, as labels; always 1.");
    text += fmt::format("neuroshard_protocol_info{{{},{},{},{}}} 1\n", label("network", network.id()),
                        label("version", manager.current_version().string()),
                        label("network_version", manager.network_version().string()),
                        label("network_minimum", manager.network_minimum().string()));

    text += gauge("neuroshard_status",
                  "How this node stands in its network: 0 compatible, 1 upgrade recommended, 2 must upgrade, 3 too new.");
    text += fmt::format("neuroshard_status {}\n", static_cast<int>(manager.status()));

    text += gauge("neuroshard_participation", "Whether this node may act in a role of its network: 1 yes, 0 no.");
    for (const Network::Role& role : network.roles()) {
        text += fmt::format("neuroshard_participation{{{}}} {}\n", label("role", role.name),
                            manager.can_participate(role.name).allowed ? 1 : 0);
    }

    text += gauge("neuroshard_height", "Ledger height that this node was last told.");
    text += fmt::format("neuroshard_height {}\n", manager.height());

    const auto upgrades = nlohmann::json::parse(manager.status_json()).at("upgrades");
    text += gauge("neuroshard_upgrade_days_left", "Days until a pending upgrade is expected to be active.");
    text += upgrade_samples(upgrades, "neuroshard_upgrade_days_left", "days_left");
    text += gauge("neuroshard_upgrade_blocks_left", "Blocks until a pending upgrade is active.");
    text += upgrade_samples(upgrades, "neuroshard_upgrade_blocks_left", "blocks_left");
    return text + "# EOF\n";
}

}  // namespace neuroshard::cli
