#pragma once

#include <memory>
#include <string>

#include <CLI/CLI.hpp>

namespace neuroshard::cli {

/// The group of the options that every command takes.
inline constexpr const char* global_options = "Global options";

/// Lays a command's help out, the global options included.
std::shared_ptr<CLI::FormatterBase> help_formatter();

/// The exit codes that every command shares.
inline constexpr const char* other_exit_codes =
    "  64  wrong usage\n"
    "  65  bad data: a version, a NEP, the definition of a network, or another value\n"
    "  70  unexpected failure\n"
    "  74  the output cannot be written, or the node's log not be read or written";

/// What stands at the end of the help.
std::string program_footer();
std::string version_footer();
std::string network_footer();
std::string network_status_footer();
std::string network_timeline_footer();
std::string network_readiness_footer();
std::string nep_footer();
std::string nep_list_footer();
std::string nep_show_footer();
std::string nep_schedule_footer();
std::string nep_reschedule_footer();
std::string nep_cancel_footer();
std::string nep_activate_footer();
std::string log_footer();
std::string log_show_footer();
std::string log_follow_footer();
std::string log_verify_footer();
std::string log_export_footer();
std::string log_import_footer();
std::string compat_footer();
std::string features_footer();
std::string history_footer();

}  // namespace neuroshard::cli
