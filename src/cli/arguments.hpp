#pragma once

#include <optional>
#include <string>

#include "commands.hpp"
#include "failure.hpp"

namespace neuroshard::cli {

/// What the command line says.
struct Arguments {
    Command command = nullptr;
    ExitCode exit_code_if_unexpected = ExitCode::unexpected;

    // Global options
    bool json = false;
    std::optional<std::string> network_file;
    std::optional<std::string> supported;
    std::optional<std::string> state;
    bool read_only = false;
    std::optional<std::string> height;
    std::optional<std::string> time;

    // Of single commands
    bool pending = false;
    std::string format = "text";
    std::string local;
    std::string peer;
    std::string nep_id;
    std::string new_height;
    std::string new_time;
    std::string reason;
    bool catch_up = false;
    std::string file = "-";
    std::optional<std::string> timeline_id;
    std::optional<std::string> svg_file;
    std::optional<std::string> sequence;
    std::optional<std::string> after;
    std::optional<std::string> expected_head;
    std::optional<std::string> export_file;
};

/// Reads the command line. Where it asks for help or for the release, returns that text; no command is to be run then.
std::optional<std::string> read_command_line(int argc, char** argv, Arguments& arguments);

}  // namespace neuroshard::cli
