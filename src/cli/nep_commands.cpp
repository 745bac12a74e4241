// The NEPs that a node knows, and what would become of a change to its schedule.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "arguments.hpp"
#include "calendar.hpp"
#include "commands.hpp"
#include "input.hpp"
#include "nep_lookup.hpp"
#include "nep_text.hpp"

namespace neuroshard::cli {
namespace {

using nlohmann::ordered_json;

bool is_refusal(std::int32_t status) {
    return status == NSV_ERROR_CONFLICT || status == NSV_ERROR_HEIGHT || status == NSV_ERROR_NOTICE ||
           status == NSV_ERROR_NOT_FOUND;
}

/// Changes the schedule. What its rules refuse is no bad data: it has an exit code of its own.
template <typename Change>
void change_schedule(const std::string& source, Change change) {
    read_from(source, [&] {
        try {
            change();
        } catch (const Error& error) {
            if (is_refusal(error.status())) throw Failure(ExitCode::refused, fmt::format("{}: {}", source, error.what()));
            throw;
        }
    });
}

/// The NEP after a change that was found possible.
Output outcome(const Request& request, const std::string& id, std::string_view verb) {
    const ordered_json nep = nep_of(request.manager, id);
    if (request.arguments.json) return {.text = nep.dump(2) + '\n'};
    return {.text = fmt::format("{} can be {}; nothing was changed or kept.\n\n{}", id, verb, nep_details(nep, request.style))};
}

}  // namespace

Output nep_list_command(const Request& request) {
    const ordered_json neps = all_neps(request.manager);
    const Network network = request.manager.network();
    if (request.arguments.json) return {.text = ordered_json{{"network", network.id()}, {"neps", neps}}.dump(2) + '\n'};
    if (neps.empty()) return {.text = fmt::format("{} has no NEPs.\n", network.id())};
    return {.text = nep_table(neps, request.style)};
}

Output nep_show_command(const Request& request) {
    const ordered_json nep = nep_of(request.manager, read_nep_id(request.arguments.nep_id));
    return {.text = request.arguments.json ? nep.dump(2) + '\n' : nep_details(nep, request.style)};
}

Output nep_schedule_command(const Request& request) {
    const std::string& path = request.arguments.file;
    require_free_standard_input(request.arguments, path);
    const std::string json = read_file(path, NSV_MAX_NEP_JSON);
    change_schedule(source_name(path), [&] {
        if (request.arguments.catch_up) {
            request.manager.catch_up_nep(json);
        } else {
            request.manager.schedule_nep(json);
        }
    });
    const ordered_json nep = ordered_json::parse(json);  // which the library has checked
    const std::string key = nep.contains("nep_id") ? "nep_id" : "id";
    return outcome(request, read_nep_id(nep.at(key).get<std::string>()), "scheduled");
}

Output nep_reschedule_command(const Request& request) {
    const Arguments& arguments = request.arguments;
    const std::string id = read_nep_id(arguments.nep_id);
    const std::uint64_t height = read_number("HEIGHT", arguments.new_height);
    const std::uint64_t time = read_time("TIME", arguments.new_time);
    change_schedule(id, [&] { request.manager.reschedule_nep(id, height, time); });
    return outcome(request, id, "rescheduled");
}

Output nep_cancel_command(const Request& request) {
    const std::string id = read_nep_id(request.arguments.nep_id);
    change_schedule(id, [&] { request.manager.cancel_nep(id, request.arguments.reason); });
    return outcome(request, id, "cancelled");
}

Output nep_activate_command(const Request& request) {
    const std::string id = read_nep_id(request.arguments.nep_id);
    const Activation activation = request.manager.activate_nep(id);
    Output output{.text = activation.message + '\n', .exit_code = activation.activated ? ExitCode::success : ExitCode::refused};
    if (request.arguments.json) {
        const ordered_json document{{"id", id}, {"activated", activation.activated}, {"message", activation.message}};
        output.text = document.dump(2) + '\n';
    }
    return output;
}

}  // namespace neuroshard::cli
