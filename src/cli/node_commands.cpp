// How this node stands: the version it speaks, and its status in the network.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "arguments.hpp"
#include "commands.hpp"
#include "nep_text.hpp"
#include "openmetrics.hpp"

namespace neuroshard::cli {
namespace {

using nlohmann::ordered_json;

/// A status as people read it and as scripts do.
struct Standing {
    std::string label;
    ExitCode exit_code;
};

Standing standing(NodeStatus status, const Style& style) {
    switch (status) {
        case NodeStatus::compatible: return {style.good("Compatible ✓"), ExitCode::success};
        case NodeStatus::upgrade_recommended: return {style.caution("Upgrade recommended !"), ExitCode::upgrade_recommended};
        case NodeStatus::must_upgrade: return {style.bad("Must upgrade ✗"), ExitCode::cannot_take_part};
        case NodeStatus::too_new: return {style.bad("Too new ✗"), ExitCode::cannot_take_part};
    }
    throw std::runtime_error(fmt::format("the library gave an unknown status: {}", static_cast<int>(status)));
}

std::string sentence(std::string message) {
    if (message.front() >= 'a' && message.front() <= 'z') message.front() = static_cast<char>(message.front() - 'a' + 'A');
    return message + (message.back() == '.' ? "" : ".");
}

std::string status_text(const Request& request, const std::string& label) {
    const Manager& manager = request.manager;
    const auto status = ordered_json::parse(manager.status_json());
    const auto message = status.at("message").get<std::string>();
    std::string text =
        fmt::format("Network minimum version: {}\nYour version: {}\nStatus: {}\n{}", manager.network_minimum().string(),
                    manager.current_version().string(), label, message.empty() ? "" : sentence(message) + '\n');
    for (const ordered_json& nep : status.at("upgrades")) text += '\n' + pending_upgrade(nep, request.style);
    return text;
}

}  // namespace

Output version_command(const Request& request) {
    const Version version = request.manager.current_version();
    const std::vector<std::string_view> features = version.features();
    const std::vector<std::string_view> neps = version.active_neps();
    if (request.arguments.json) {
        const ordered_json document{{"network", request.manager.network().id()},
                                    {"version", version.string()},
                                    {"features", features},
                                    {"active_neps", neps}};
        return {.text = document.dump(2) + '\n'};
    }
    std::string text = fmt::format("NeuroShard v{}\nFeatures: {}\n", version.string(),
                                   features.empty() ? "none" : fmt::format("{}", fmt::join(features, ", ")));
    if (!neps.empty()) text += fmt::format("Active NEPs: {}\n", fmt::join(neps, ", "));
    return {.text = std::move(text)};
}

Output network_status_command(const Request& request) {
    const auto [label, exit_code] = standing(request.manager.status(), request.style);
    if (request.arguments.json || request.arguments.format == "json") {
        return {ordered_json::parse(request.manager.status_json()).dump(2) + '\n', exit_code};
    }
    if (request.arguments.format == "openmetrics") return {openmetrics(request.manager), exit_code};
    return {status_text(request, label), exit_code};
}

}  // namespace neuroshard::cli
