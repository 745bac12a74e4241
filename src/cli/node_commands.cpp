// How this node stands: the version it speaks, and its status in the network.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "arguments.hpp"
#include "commands.hpp"
#include "nep_text.hpp"
#include "node.hpp"
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

/// The log that the status was read from; null for a node in memory.
ordered_json log_json(const Manager& manager, const std::optional<std::string>& store) {
    if (!store) return nullptr;
    return {{"store", printable(*store)}, {"records", manager.record_count()}, {"head", hex(manager.head())}};
}

std::string log_text(const ordered_json& log) {
    if (log.is_null()) return "";
    return fmt::format("Log: {}, head {}\n", counted(log.at("records").get<std::uint64_t>(), "record"),
                       log.at("head").get<std::string>());
}

std::string status_text(const Manager& manager, const ordered_json& log, const std::string& label, const Style& style) {
    const auto status = ordered_json::parse(manager.status_json());
    const auto message = status.at("message").get<std::string>();
    std::string text =
        fmt::format("Network minimum version: {}\nYour version: {}\nStatus: {}\n{}", manager.network_minimum().string(),
                    manager.current_version().string(), label, message.empty() ? "" : sentence(message) + '\n') +
        log_text(log);
    for (const ordered_json& nep : status.at("upgrades")) text += '\n' + pending_upgrade(nep, style);
    return text;
}

}  // namespace

Output version_command(const Request& request) {
    const Manager manager = open_node(request.arguments, Use::read).manager;
    const Version version = manager.current_version();
    const std::vector<std::string_view> features = version.features();
    const std::vector<std::string_view> neps = version.active_neps();
    if (request.arguments.json) {
        const ordered_json document{
            {"network", manager.network().id()}, {"version", version.string()}, {"features", features}, {"active_neps", neps}};
        return {.text = document.dump(2) + '\n'};
    }
    std::string text = fmt::format("NeuroShard v{}\nFeatures: {}\n", version.string(),
                                   features.empty() ? "none" : fmt::format("{}", fmt::join(features, ", ")));
    if (!neps.empty()) text += fmt::format("Active NEPs: {}\n", fmt::join(neps, ", "));
    return {.text = std::move(text)};
}

Output network_status_command(const Request& request) {
    const auto [manager, store] = open_node(request.arguments, Use::read);
    const auto [label, exit_code] = standing(manager.status(), request.style);
    if (request.arguments.json || request.arguments.format == "json") {
        auto document = ordered_json::parse(manager.status_json());
        document["log"] = log_json(manager, store);
        return {document.dump(2) + '\n', exit_code};
    }
    if (request.arguments.format == "openmetrics") return {openmetrics(manager), exit_code};
    return {status_text(manager, log_json(manager, store), label, request.style), exit_code};
}

}  // namespace neuroshard::cli
