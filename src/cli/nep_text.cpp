#include "nep_text.hpp"

#include <map>

#include <fmt/format.h>

#include "calendar.hpp"

namespace neuroshard::cli {
namespace {

using nlohmann::ordered_json;

std::string text_of(const ordered_json& nep, const char* key) { return nep.at(key).get<std::string>(); }

bool is_cancelled(const ordered_json& nep) { return nep.at("phase").is_null(); }

/// The list's elements as `a, b`.
std::string listed(const ordered_json& nep, const char* key) {
    const auto names = nep.at(key).get<std::vector<std::string>>();
    return names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", "));
}

std::string target(const ordered_json& nep) {
    return text_of(nep, "target_version") + (nep.at("breaking").get<bool>() ? ", breaking" : "");
}

std::string left(const ordered_json& nep, const char* key) {
    return is_cancelled(nep) ? "-" : std::to_string(nep.at(key).get<std::uint64_t>());
}

std::string numbered(const std::vector<std::string>& steps) {
    std::string text;
    for (std::size_t i = 0; i < steps.size(); ++i) text += fmt::format("{}{}. {}", i == 0 ? "" : "\n", i + 1, steps[i]);
    return text;
}

}  // namespace

std::string phase_name(const ordered_json& nep) {
    static const std::map<std::string, std::string, std::less<>> names{
        {"approved", "Approved"}, {"grace", "Grace period"}, {"deadline_passed", "Deadline passed"}, {"active", "Active"}};
    if (is_cancelled(nep)) return "-";
    const std::string phase = text_of(nep, "phase");
    const auto name = names.find(phase);
    return name == names.end() ? phase : name->second;
}

std::string time_left(const ordered_json& nep) {
    return fmt::format("{}, {}", counted(nep.at("days_left").get<std::uint64_t>(), "day"),
                       counted(nep.at("blocks_left").get<std::uint64_t>(), "block"));
}

std::string what_to_do(const ordered_json& nep) {
    const auto steps = nep.at("migration_steps").get<std::vector<std::string>>();
    if (steps.size() == 1) return steps.front();
    if (!steps.empty()) return numbered(steps);
    if (nep.at("supported").get<bool>()) return "Nothing, this node is ready.";
    const std::string target = text_of(nep, "target_version");
    if (!nep.at("breaking").get<bool>()) return fmt::format("Upgrade this node to {} when convenient.", target);
    return fmt::format("Upgrade this node to {} before block {}.", target, nep.at("activation_height").get<std::uint64_t>());
}

std::string support(const ordered_json& nep, const Style& style) {
    return nep.at("supported").get<bool>() ? style.good("Supports it ✓") : style.bad("Does not support it ✗");
}

std::string nep_details(const ordered_json& nep, const Style& style) {
    Fields fields{{"Status", text_of(nep, "status")}};
    if (nep.contains("cancel_reason") && !text_of(nep, "cancel_reason").empty()) {
        fields.emplace_back("Cancelled because", text_of(nep, "cancel_reason"));
    }
    if (!is_cancelled(nep)) fields.emplace_back("Phase", phase_name(nep));
    fields.emplace_back("Target version", target(nep));
    fields.emplace_back("Activation block", std::to_string(nep.at("activation_height").get<std::uint64_t>()));
    if (!is_cancelled(nep)) fields.emplace_back("Time left", time_left(nep));
    fields.emplace_back("Announced", utc(nep.at("announced_at").get<std::uint64_t>()));
    if (!nep.at("grace_from").is_null()) {
        fields.emplace_back("Grace period from", utc(nep.at("grace_from").get<std::uint64_t>()));
        fields.emplace_back("Upgrade deadline", utc(nep.at("deadline").get<std::uint64_t>()));
    }
    fields.emplace_back("Expected", utc(nep.at("expected_activation_time").get<std::uint64_t>()));
    fields.emplace_back("Adds", listed(nep, "adds"));
    fields.emplace_back("Removes", listed(nep, "removes"));
    fields.emplace_back("Requires", listed(nep, "requires"));
    fields.emplace_back("Upgrades from", nep.at("min_version").is_null() ? "any version" : text_of(nep, "min_version") + " on");
    fields.emplace_back("Emergency", nep.at("emergency").get<bool>() ? "yes" : "no");
    fields.emplace_back("This node", support(nep, style));
    fields.emplace_back("Effect hash", text_of(nep, "effect_hash"));
    const auto steps = nep.at("migration_steps").get<std::vector<std::string>>();
    fields.emplace_back("Migration steps", steps.empty() ? "none" : numbered(steps));
    return style.heading(fmt::format("{}: {}", text_of(nep, "id"), text_of(nep, "title"))) + '\n' + field_list(fields);
}

std::string nep_table(const ordered_json& neps, const Style& style) {
    std::vector<Row> rows;
    for (const ordered_json& nep : neps) {
        rows.push_back({text_of(nep, "id"), text_of(nep, "target_version"), text_of(nep, "status"), phase_name(nep),
                        std::to_string(nep.at("activation_height").get<std::uint64_t>()), left(nep, "blocks_left"),
                        left(nep, "days_left"), text_of(nep, "title")});
    }
    return table({"NEP", "Target", "Status", "Phase", "Height", "Blocks left", "Days left", "Title"}, rows, style);
}

std::string pending_upgrade(const ordered_json& nep, const Style& style) {
    return style.heading(fmt::format("Pending upgrade {}: {}", text_of(nep, "id"), text_of(nep, "title"))) + '\n' +
           field_list({{"Target version", target(nep)},
                       {"Phase", phase_name(nep)},
                       {"Time left", time_left(nep)},
                       {"Activation", fmt::format("block {}, expected {}", nep.at("activation_height").get<std::uint64_t>(),
                                                  utc(nep.at("expected_activation_time").get<std::uint64_t>()))},
                       {"This node", support(nep, style)},
                       {"What to do", what_to_do(nep)}});
}

}  // namespace neuroshard::cli
