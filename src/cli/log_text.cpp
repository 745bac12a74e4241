#include "log_text.hpp"

#include <fmt/format.h>

#include "calendar.hpp"
#include "nep_text.hpp"

namespace neuroshard::cli {
namespace {

using nlohmann::ordered_json;

std::string text(const ordered_json& record, const char* key) { return printable(record.at(key).get<std::string>()); }
std::uint64_t number(const ordered_json& record, const char* key) { return record.at(key).get<std::uint64_t>(); }

std::string range(const ordered_json& record) {
    const ordered_json& supported = record.at("supported");
    return fmt::format("{} to {}", text(supported, "min"), text(supported, "max"));
}

std::string names(const ordered_json& record, const char* key) {
    const auto list = record.at(key).get<std::vector<std::string>>();
    return list.empty() ? "none" : printable(fmt::format("{}", fmt::join(list, ", ")));
}

/// As in `1.0.0 → 1.1.0, adds mtp`.
std::string effect(const ordered_json& record) {
    std::string words = text(record, "version_after");
    if (record.at("version_before") != record.at("version_after")) {
        words = fmt::format("{} → {}", text(record, "version_before"), words);
    }
    if (!record.at("features_added").empty()) words += ", adds " + names(record, "features_added");
    if (!record.at("features_removed").empty()) words += ", removes " + names(record, "features_removed");
    return words;
}

std::string plan(const ordered_json& record) {
    const ordered_json& nep = record.at("nep");
    return fmt::format("{} at block {}, expected {}", text(nep, "target_version"), number(nep, "activation_height"),
                       utc_date(number(nep, "expected_activation_time")));
}

std::string cancellation(const ordered_json& record) {
    const std::string reason = text(record, "reason");
    return reason.empty() ? "" : ": " + reason;
}

}  // namespace

std::string what_happened(const ordered_json& record) {
    const std::string kind = text(record, "kind");
    const std::string id = record.contains("nep_id") ? text(record, "nep_id") : "";
    if (kind == "genesis") {
        return fmt::format("{} begins at {}; this node speaks {}", text(record.at("network"), "id"),
                           text(record, "version_after"), range(record));
    }
    if (kind == "software_changed") return fmt::format("this node speaks {}", range(record));
    if (kind == "nep_scheduled") {
        return fmt::format("{} '{}': {}{}", id, text(record.at("nep"), "title"), plan(record),
                           record.at("catch_up").get<bool>() ? "; agreed on before" : "");
    }
    if (kind == "nep_rescheduled") return fmt::format("{}: {}", id, plan(record));
    if (kind == "nep_cancelled") return id + cancellation(record);
    if (kind == "nep_activated") return fmt::format("{}: {}", id, effect(record));
    if (kind == "halted") return fmt::format("{} needs {}", id, text(record.at("nep"), "target_version"));
    return effect(record);
}

std::string record_table(const ordered_json& records, const Style& style) {
    std::vector<Row> rows;
    for (const ordered_json& record : records) {
        rows.push_back({std::to_string(number(record, "sequence")), utc(number(record, "time")),
                        std::to_string(number(record, "height")), text(record, "kind"), what_happened(record)});
    }
    return table({"Record", "Time", "Height", "Kind", "What"}, rows, style);
}

std::string record_line(const ordered_json& record) {
    return fmt::format("{}  {}  block {}  {}  {}\n", number(record, "sequence"), utc(number(record, "time")),
                       number(record, "height"), text(record, "kind"), what_happened(record));
}

std::string record_details(const ordered_json& record, const Style& style) {
    Fields fields{{"Record", std::to_string(number(record, "sequence"))},
                  {"Kind", text(record, "kind")},
                  {"What", what_happened(record)},
                  {"Time", utc(number(record, "time"))},
                  {"Height", std::to_string(number(record, "height"))},
                  {"Version before", record.at("version_before").is_null() ? "none" : text(record, "version_before")},
                  {"Version after", text(record, "version_after")},
                  {"Features added", names(record, "features_added")},
                  {"Features removed", names(record, "features_removed")}};
    if (record.contains("effect_hash")) fields.emplace_back("Effect hash", text(record, "effect_hash"));
    fields.emplace_back("Previous", text(record, "previous"));
    fields.emplace_back("Hash", style.heading(text(record, "hash")));
    return field_list(fields);
}

}  // namespace neuroshard::cli
