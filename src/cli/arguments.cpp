#include "arguments.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "help.hpp"
#include "neuroshard_version.hpp"
#include "output.hpp"

namespace neuroshard::cli {
namespace {

/// An option whose value may be empty: that is then wrong data, not an absent option.
CLI::Option* add_optional(CLI::App& app, const std::string& name, const std::string& placeholder,
                          std::optional<std::string>& value, const std::string& description) {
    return app
        .add_option_function<std::string>(
            name, [&value](const std::string& text) { value = text; }, description)
        ->type_name(placeholder);
}

void add_global_option(CLI::App& app, const std::string& name, const std::string& placeholder,
                       std::optional<std::string>& value, const std::string& description) {
    add_optional(app, name, placeholder, value, description)->group(global_options);
}

CLI::Option* add_flag(CLI::App& app, const std::string& name, bool& value, const std::string& description) {
    return app.add_flag(name, value, description)->disable_flag_override();  // no `--flag=false`
}

void add_global_options(CLI::App& app, Arguments& arguments) {
    add_flag(app, "--json", arguments.json, "Print one JSON document, for programs.")->group(global_options);
    add_global_option(app, "--network", "FILE", arguments.network_file,
                      "Definition of the network, as JSON; '-' is standard\n"
                      "input. Default: that of the node's log, or the\n"
                      "built-in network.");
    add_global_option(app, "--height", "BLOCK", arguments.height,
                      "Ledger height the node stands at. Default: that of the\n"
                      "last record in the node's log, or 0.");
    add_global_option(app, "--time", "TIME", arguments.time,
                      "Time at the node, in Unix seconds or UTC as in\n"
                      "2026-11-22 or 2026-11-22T08:00:00Z. Default: now.");
    add_global_option(app, "--supported", "MIN..MAX", arguments.supported,
                      "Protocol versions that the node's software speaks, as\n"
                      "in 1.0.0..2.0.0 or 1.0.0. Default: what the node's log\n"
                      "says, or what this release of NeuroShard speaks.");
    add_global_option(app, "--state", "PATH", arguments.state,
                      "Directory of the node's log, or the log itself; '-' is\n"
                      "a node without one. Default: $NEUROSHARD_HOME, or\n"
                      "~/.neuroshard.");
    add_flag(app, "--read-only", arguments.read_only, "Refuse what would change the node's log.")->group(global_options);
}

CLI::App& add_command(CLI::App& parent, const std::string& name, const std::string& description, const std::string& footer) {
    CLI::App* const command = parent.add_subcommand(name, description);
    command->footer(footer)->group("Commands");
    return *command;
}

void add_status_command(CLI::App& app, CLI::App& network, Arguments& arguments) {
    CLI::App& status =
        add_command(network, "status", "Say whether this node can take part, and what to do.", network_status_footer());
    status
        .add_option("--format", arguments.format,
                    "Format of the output: text (the default), json or\n"
                    "openmetrics.")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"text", "json", "openmetrics"}).description(""))
        ->excludes(app.get_option("--json"));
    status.callback([&arguments] {
        arguments.command = network_status_command;
        arguments.exit_code_if_unexpected = ExitCode::status_unknown;
    });
}

void add_network_commands(CLI::App& app, Arguments& arguments) {
    CLI::App& network = add_command(app, "network", "Show how this node and its network stand.", network_footer());
    network.require_subcommand(1);
    add_status_command(app, network, arguments);

    CLI::App& timeline =
        add_command(network, "timeline", "Draw the timeline of a breaking upgrade.", network_timeline_footer());
    add_optional(timeline, "ID", "", arguments.timeline_id, "The upgrade's NEP. Default: the next breaking upgrade.");
    add_optional(timeline, "--svg", "FILE", arguments.svg_file, "Draw it into FILE as SVG too; '-' is standard output.")
        ->excludes(app.get_option("--json"));
    timeline.callback([&arguments] { arguments.command = network_timeline_command; });

    CLI::App& readiness =
        add_command(network, "readiness", "Count how many peers are ready for upgrades.", network_readiness_footer());
    readiness.add_option("FILE", arguments.file, "Peers' advertisements, one a line. Default: '-',\nstandard input.")
        ->type_name("");
    readiness.callback([&arguments] { arguments.command = network_readiness_command; });
}

CLI::App& add_nep_command(CLI::App& nep, const std::string& name, Command command, Arguments& arguments,
                          const std::string& description, const std::string& footer) {
    CLI::App& app = add_command(nep, name, description, footer);
    app.callback([&arguments, command] { arguments.command = command; });
    return app;
}

void add_nep_commands(CLI::App& app, Arguments& arguments) {
    CLI::App& nep = add_command(app, "nep", "Show NEPs, and change their schedule.", nep_footer());
    nep.require_subcommand(1);
    const auto add_id = [&](CLI::App& command) {
        command.add_option("ID", arguments.nep_id, "The NEP, as in NEP-002.")->type_name("")->required();
    };

    add_nep_command(nep, "list", nep_list_command, arguments, "List the NEPs that this node knows.", nep_list_footer());
    add_id(add_nep_command(nep, "show", nep_show_command, arguments, "Show everything about a NEP.", nep_show_footer()));

    CLI::App& schedule =
        add_nep_command(nep, "schedule", nep_schedule_command, arguments, "Schedule a NEP.", nep_schedule_footer());
    schedule.add_option("FILE", arguments.file, "The NEP, as JSON; '-' is standard input.")->type_name("")->required();
    add_flag(schedule, "--catch-up", arguments.catch_up,
             "The network has agreed on it already: its height may\nhave passed, and its notice is not checked.");

    CLI::App& reschedule = add_nep_command(nep, "reschedule", nep_reschedule_command, arguments,
                                           "Move a scheduled NEP to another height.", nep_reschedule_footer());
    add_id(reschedule);
    reschedule.add_option("HEIGHT", arguments.new_height, "The new activation height.")->type_name("")->required();
    reschedule.add_option("TIME", arguments.new_time, "When that is expected to be; as in --time.")->type_name("")->required();

    CLI::App& cancel =
        add_nep_command(nep, "cancel", nep_cancel_command, arguments, "Cancel a scheduled NEP.", nep_cancel_footer());
    add_id(cancel);
    cancel.add_option("--reason", arguments.reason, "Why, for people.")->type_name("TEXT");

    add_id(add_nep_command(nep, "activate", nep_activate_command, arguments, "Confirm that a NEP is active.",
                           nep_activate_footer()));
}

void add_log_commands(CLI::App& app, Arguments& arguments) {
    CLI::App& log = add_command(app, "log", "Show, check and carry the record of all changes.", log_footer());
    log.require_subcommand(0, 1);
    const auto add = [&](const std::string& name, Command command, const std::string& description,
                         const std::string& footer) -> CLI::App& {
        CLI::App& added = add_command(log, name, description, footer);
        added.callback([&arguments, command] { arguments.command = command; });
        return added;
    };
    const auto add_after = [&](CLI::App& command, const std::string& fallback) {
        add_optional(command, "--after", "RECORD", arguments.after, "Only records after this one. Default: " + fallback);
    };
    CLI::App& show = add("show", log_show_command, "Show all records, or one.", log_show_footer());
    add_optional(show, "RECORD", "", arguments.sequence, "Number of one record, to show all of it.");
    add_after(show, "0, all.");
    add_after(add("follow", log_follow_command, "Show new records as they are made.", log_follow_footer()), "the last.");

    CLI::App& verify = add("verify", log_verify_command, "Check that no record was changed.", log_verify_footer());
    add_optional(verify, "FILE", "", arguments.export_file,
                 "An export to check in place of the node's log; '-' is\nstandard input.");
    add_optional(verify, "--head", "HASH", arguments.expected_head, "Hash that was kept elsewhere: a record must have it.");
    add_after(add("export", log_export_command, "Write all records as JSON Lines.", log_export_footer()), "0, all.");
    add("import", log_import_command, "Take over the records of an export.", log_import_footer())
        .add_option("FILE", arguments.file, "The export; '-' is standard input.")
        ->type_name("")
        ->required();
    log.callback([&arguments] {
        if (arguments.command == nullptr) arguments.command = log_show_command;
    });
}

void add_commands(CLI::App& app, Arguments& arguments) {
    add_command(app, "version", "Print this node's protocol version and its features.", version_footer())
        .callback([&arguments] { arguments.command = version_command; });

    add_network_commands(app, arguments);
    add_nep_commands(app, arguments);
    add_log_commands(app, arguments);

    CLI::App& compat = add_command(app, "compat", "Say whether nodes of two versions can communicate.", compat_footer());
    compat.add_option("LOCAL", arguments.local, "Your version, as in 1.2.0, v1.2 or 1.")->type_name("")->required();
    compat.add_option("PEER", arguments.peer, "The peer's version.")->type_name("")->required();
    compat.callback([&arguments] { arguments.command = compat_command; });

    CLI::App& features = add_command(app, "features", "List the current features of the network.", features_footer());
    add_flag(features, "--pending", arguments.pending, "List the features that wait for a NEP instead.");
    features.callback([&arguments] { arguments.command = features_command; });

    add_command(app, "history", "List the versions that the network has had.", history_footer()).callback([&arguments] {
        arguments.command = history_command;
    });
}

/// The arguments last first, as the parser wants them.
std::vector<std::string> reversed_arguments(int argc, char** argv) {
    std::vector<std::string> arguments;
    for (int i = 1; i < argc; ++i) {
        const std::string& argument = arguments.emplace_back(argv[i]);
        // The parser would take the next argument for the value of `--option=`. Here it finds an empty one.
        if (argument.starts_with("--") && argument.find('=') == argument.size() - 1) arguments.emplace_back();
    }
    std::reverse(arguments.begin(), arguments.end());
    return arguments;
}

/// The command that the arguments got to, however far that was.
const CLI::App& chosen_command(const CLI::App& app) {
    const CLI::App* command = &app;
    while (!command->get_subcommands().empty()) command = command->get_subcommands().front();
    return *command;
}

std::string full_name(const CLI::App& command) {
    std::string name = command.get_name();
    for (const CLI::App* parent = command.get_parent(); parent != nullptr; parent = parent->get_parent()) {
        name.insert(0, parent->get_name() + " ");
    }
    return name;
}

std::string usage_problem(const CLI::App& app, const CLI::App& command, const CLI::ParseError& error) {
    const bool lacks_command = !command.get_subcommands({}).empty();
    const std::vector<std::string> unexpected = app.remaining(true);
    const auto first = std::find_if(unexpected.begin(), unexpected.end(), [](const auto& text) { return text != "--"; });
    if (first != unexpected.end()) {
        const bool option = first->size() > 1 && first->front() == '-';
        return fmt::format("{} {}",
                           option          ? "unknown option"
                           : lacks_command ? "unknown command"
                                           : "unexpected argument",
                           quote(*first));
    }
    if (lacks_command && dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) return "a command is required";
    const std::string_view problem = error.what();
    constexpr std::string_view flag_with_value = " was given a disallowed flag override";
    if (problem.ends_with(flag_with_value)) {
        return fmt::format("option --{} takes no value", problem.substr(0, problem.size() - flag_with_value.size()));
    }
    return printable(problem);
}

}  // namespace

std::optional<std::string> read_command_line(int argc, char** argv, Arguments& arguments) {
    CLI::App app("Protocol versions of a NeuroShard network: compatibility, features, upgrades.", "neuroshard");
    app.formatter(help_formatter());
    app.set_help_flag("-h,--help", "Print this help.");
    app.set_version_flag("--version", fmt::format("neuroshard {}", library_version()), "Print the release of this program.");
    app.footer(program_footer());
    app.fallthrough();
    app.require_subcommand(1);
    add_global_options(app, arguments);
    add_commands(app, arguments);
    try {
        app.parse(reversed_arguments(argc, argv));
    } catch (const CLI::CallForHelp&) {
        return app.help();
    } catch (const CLI::CallForVersion& version) {
        return version.what() + std::string("\n");
    } catch (const CLI::ParseError& error) {
        const CLI::App& command = chosen_command(app);
        throw Failure(ExitCode::usage,
                      fmt::format("{}; see '{} --help'", usage_problem(app, command, error), full_name(command)));
    }
    return std::nullopt;
}

}  // namespace neuroshard::cli
