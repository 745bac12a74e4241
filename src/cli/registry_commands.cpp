// What the definition of a network says: its features and its history.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "arguments.hpp"
#include "commands.hpp"
#include "node.hpp"

namespace neuroshard::cli {
namespace {

using nlohmann::ordered_json;

/// `{"network": …, KEY: […]}`
Output list_document(const Network& network, const char* key, ordered_json::array_t elements) {
    const ordered_json document{{"network", network.id()}, {key, std::move(elements)}};
    return {.text = document.dump(2) + '\n'};
}

ordered_json feature_to_json(const Network::Feature& feature) {
    return {{"name", feature.name},
            {"title", feature.title},
            {"description", feature.description},
            {"since", feature.pending ? ordered_json(nullptr) : ordered_json(feature.since)},
            {"required_nep", feature.required_nep ? ordered_json(*feature.required_nep) : ordered_json(nullptr)}};
}

Row feature_to_row(const Network::Feature& feature) {
    const std::string_view last = feature.pending ? feature.required_nep.value_or("TBD") : feature.since;
    return {std::string(feature.name), std::string(feature.description), std::string(last)};
}

}  // namespace

Output features_command(const Request& request) {
    const Network network =
        open_node(request.arguments, request.arguments.network_file ? Use::none : Use::read).manager.network();
    const bool pending = request.arguments.pending;
    ordered_json::array_t objects;
    std::vector<Row> rows;
    for (const Network::Feature& feature : network.features()) {
        if (feature.pending != pending) continue;
        objects.push_back(feature_to_json(feature));
        rows.push_back(feature_to_row(feature));
    }
    if (request.arguments.json) return list_document(network, "features", std::move(objects));
    if (rows.empty()) return {.text = fmt::format("{} has no {}features.\n", network.id(), pending ? "pending " : "")};
    return {.text = table({"Feature", "Description", pending ? "Required NEP" : "Since"}, rows, request.style)};
}

Output history_command(const Request& request) {
    const Network network =
        open_node(request.arguments, request.arguments.network_file ? Use::none : Use::read).manager.network();
    ordered_json::array_t objects;
    std::vector<Row> rows;
    for (const auto& [version, date, description] : network.history()) {
        objects.push_back({{"version", version}, {"date", date}, {"description", description}});
        rows.push_back({std::string(version), std::string(date), std::string(description)});
    }
    if (request.arguments.json) return list_document(network, "history", std::move(objects));
    if (rows.empty()) return {.text = fmt::format("{} has no version history.\n", network.id())};
    return {.text = table({"Version", "Date", "Description"}, rows, request.style)};
}

}  // namespace neuroshard::cli
