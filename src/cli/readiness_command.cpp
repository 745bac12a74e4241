// How ready a network's nodes are for its upgrades, counted over their advertisements.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "arguments.hpp"
#include "commands.hpp"
#include "input.hpp"
#include "lines.hpp"
#include "node.hpp"
#include "progress.hpp"

namespace neuroshard::cli {
namespace {

using nlohmann::ordered_json;

Readiness count_peers(const Manager& manager, const std::string& path) {
    Readiness readiness(manager);
    LineReader reader(path, NSV_MAX_ADVERTISEMENT);
    Progress progress(!reader.is_terminal());
    std::uint64_t lines = 0;
    const auto count = [&](std::string_view line) {
        ++lines;
        if (line.find_first_not_of(" \t\r") != std::string_view::npos)
            readiness.try_add(line);  // which counts the invalid ones
    };
    while (reader.read_some(count)) progress.show(reader.position(), reader.size(), lines);
    return readiness;
}

std::uint64_t number_of(const ordered_json& object, const char* key) { return object.at(key).get<std::uint64_t>(); }

std::string text_or_dash(const ordered_json& value) { return value.is_null() ? "-" : value.get<std::string>(); }

std::string share(std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? "-" : fmt::format("{:.1f} %", 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

std::string summary(const ordered_json& counts) {
    const std::uint64_t peers = number_of(counts, "peers");
    const auto of_peers = [&](const char* key) {
        const std::uint64_t count = number_of(counts, key);
        return fmt::format("{} ({})", count, share(count, peers));
    };
    return field_list({{"Peers", std::to_string(peers)},
                       {"Invalid", std::to_string(number_of(counts, "invalid"))},
                       {"Can talk to this node", of_peers("can_talk")},
                       {"Ready for every upgrade", of_peers("ready")},
                       {"Undeclared", of_peers("undeclared")}});
}

std::string versions_table(const ordered_json& counts, const Style& style) {
    const std::uint64_t peers = number_of(counts, "peers");
    std::vector<Row> rows;
    const auto add = [&](std::string version, std::uint64_t count) {
        rows.push_back({std::move(version), std::to_string(count), share(count, peers)});
    };
    for (const ordered_json& version : counts.at("versions")) {
        add(version.at("version").get<std::string>(), number_of(version, "peers"));
    }
    if (const std::uint64_t others = number_of(counts, "other_versions"); others > 0) add("others", others);
    return rows.empty() ? "" : '\n' + table({"Version", "Peers", "Share"}, rows, style);
}

std::string cuts_table(const ordered_json& counts, const Style& style) {
    std::vector<Row> rows;
    for (const ordered_json& cut : counts.at("cuts")) {
        const std::uint64_t peers = number_of(cut, "peers");
        rows.push_back({std::to_string(number_of(cut, "height")), text_or_dash(cut.at("nep")),
                        text_or_dash(cut.at("target_version")), std::to_string(peers),
                        share(peers, number_of(counts, "peers"))});
    }
    if (const std::uint64_t others = number_of(counts, "other_cuts"); others > 0) {
        rows.push_back({"others", "-", "-", std::to_string(others), share(others, number_of(counts, "peers"))});
    }
    return rows.empty() ? "" : '\n' + table({"Cut at block", "NEP", "Target", "Peers", "Share"}, rows, style);
}

std::string verdicts_table(const ordered_json& counts, const Style& style) {
    std::vector<Row> rows;
    for (const ordered_json& verdict : counts.at("verdicts")) {
        rows.push_back({verdict.at("level").get<std::string>(), verdict.at("reason").get<std::string>(),
                        std::to_string(number_of(verdict, "peers"))});
    }
    return rows.empty() ? "" : '\n' + table({"Level", "Reason", "Peers"}, rows, style);
}

}  // namespace

Output network_readiness_command(const Request& request) {
    require_free_standard_input(request.arguments, request.arguments.file);
    const auto counts =
        ordered_json::parse(count_peers(open_node(request.arguments, Use::read).manager, request.arguments.file).to_json());
    if (request.arguments.json) return {.text = counts.dump(2) + '\n'};
    const Style& style = request.style;
    return {.text =
                summary(counts) + versions_table(counts, style) + cuts_table(counts, style) + verdicts_table(counts, style)};
}

}  // namespace neuroshard::cli
