#pragma once

#include <memory>
#include <string>

#include <CLI/CLI.hpp>

namespace neuroshard::cli {

/// The group of the options that every command takes.
inline constexpr const char* global_options = "Global options";

/// Lays a command's help out, the global options included.
std::shared_ptr<CLI::FormatterBase> help_formatter();

/// What stands at the end of the help.
std::string program_footer();
std::string version_footer();
std::string network_footer();
std::string network_status_footer();
std::string compat_footer();
std::string features_footer();
std::string history_footer();

}  // namespace neuroshard::cli
