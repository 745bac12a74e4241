// The NEPs that a node knows, and changes to their schedule.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "arguments.hpp"
#include "calendar.hpp"
#include "commands.hpp"
#include "input.hpp"
#include "nep_lookup.hpp"
#include "nep_text.hpp"
#include "node.hpp"

namespace neuroshard::cli {
namespace {

using nlohmann::ordered_json;

bool is_refusal(std::int32_t status) {
    return status == NSV_ERROR_CONFLICT || status == NSV_ERROR_HEIGHT || status == NSV_ERROR_NOTICE ||
           status == NSV_ERROR_NOT_FOUND;
}

bool is_of_store(std::int32_t status) {
    return status == NSV_ERROR_IO || status == NSV_ERROR_FULL || status == NSV_ERROR_LOCKED || status == NSV_ERROR_READ_ONLY ||
           status == NSV_ERROR_CORRUPT;
}

/// Changes the schedule. What its rules refuse is no bad data: it has an exit code of its own.
template <typename Change>
void change_schedule(const Arguments& arguments, const std::string& source, Change change) {
    read_from(source, [&] {
        try {
            change();
        } catch (const Error& error) {
            if (is_of_store(error.status())) fail_with_store(arguments, error);
            if (is_refusal(error.status())) throw Failure(ExitCode::refused, fmt::format("{}: {}", source, error.what()));
            throw;
        }
    });
}

/// The NEP after a change.
Output outcome(const Request& request, const Node& node, const std::string& id, std::string_view verb) {
    const ordered_json nep = nep_of(node.manager, id);
    if (request.arguments.json) return {.text = nep.dump(2) + '\n'};
    const std::string kept = node.store ? fmt::format("It is record {} of {}.", node.manager.record_count(), quote(*node.store))
                                        : "Nothing was kept, for there is no store.";
    return {.text = fmt::format("{} is {}. {}\n\n{}", id, verb, kept, nep_details(nep, request.style))};
}

}  // namespace

Output nep_list_command(const Request& request) {
    const Manager manager = open_node(request.arguments, Use::read).manager;
    const ordered_json neps = all_neps(manager);
    const Network network = manager.network();
    if (request.arguments.json) return {.text = ordered_json{{"network", network.id()}, {"neps", neps}}.dump(2) + '\n'};
    if (neps.empty()) return {.text = fmt::format("{} has no NEPs.\n", network.id())};
    return {.text = nep_table(neps, request.style)};
}

Output nep_show_command(const Request& request) {
    const std::string id = read_nep_id(request.arguments.nep_id);
    const ordered_json nep = nep_of(open_node(request.arguments, Use::read).manager, id);
    return {.text = request.arguments.json ? nep.dump(2) + '\n' : nep_details(nep, request.style)};
}

Output nep_schedule_command(const Request& request) {
    const std::string& path = request.arguments.file;
    require_free_standard_input(request.arguments, path);
    const std::string json = read_file(path, NSV_MAX_NEP_JSON);
    Node node = open_node(request.arguments, Use::record);
    change_schedule(request.arguments, source_name(path), [&] {
        if (request.arguments.catch_up) {
            node.manager.catch_up_nep(json);
        } else {
            node.manager.schedule_nep(json);
        }
    });
    const ordered_json nep = ordered_json::parse(json);  // which the library has checked
    const std::string key = nep.contains("nep_id") ? "nep_id" : "id";
    return outcome(request, node, read_nep_id(nep.at(key).get<std::string>()), "scheduled");
}

Output nep_reschedule_command(const Request& request) {
    const Arguments& arguments = request.arguments;
    const std::string id = read_nep_id(arguments.nep_id);
    const std::uint64_t height = read_number("HEIGHT", arguments.new_height);
    const std::uint64_t time = read_time("TIME", arguments.new_time);
    Node node = open_node(arguments, Use::record);
    change_schedule(arguments, id, [&] { node.manager.reschedule_nep(id, height, time); });
    return outcome(request, node, id, "rescheduled");
}

Output nep_cancel_command(const Request& request) {
    const std::string id = read_nep_id(request.arguments.nep_id);
    Node node = open_node(request.arguments, Use::record);
    change_schedule(request.arguments, id, [&] { node.manager.cancel_nep(id, request.arguments.reason); });
    return outcome(request, node, id, "cancelled");
}

Output nep_activate_command(const Request& request) {
    const std::string id = read_nep_id(request.arguments.nep_id);
    Node node = open_node(request.arguments, Use::record);
    const Activation activation = with_store(request.arguments, [&] { return node.manager.activate_nep(id); });
    Output output{.text = activation.message + '\n', .exit_code = activation.activated ? ExitCode::success : ExitCode::refused};
    if (request.arguments.json) {
        const ordered_json document{{"id", id}, {"activated", activation.activated}, {"message", activation.message}};
        output.text = document.dump(2) + '\n';
    }
    return output;
}

}  // namespace neuroshard::cli
