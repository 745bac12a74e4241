#pragma once

#include "output.hpp"

namespace neuroshard::cli {

struct Arguments;

struct Request {
    const Arguments& arguments;
    const Style& style;
};

using Command = Output (*)(const Request&);

Output version_command(const Request& request);
Output network_status_command(const Request& request);
Output network_timeline_command(const Request& request);
Output network_readiness_command(const Request& request);
Output nep_list_command(const Request& request);
Output nep_show_command(const Request& request);
Output nep_schedule_command(const Request& request);
Output nep_reschedule_command(const Request& request);
Output nep_cancel_command(const Request& request);
Output nep_activate_command(const Request& request);
Output log_show_command(const Request& request);
Output log_follow_command(const Request& request);
Output log_verify_command(const Request& request);
Output log_export_command(const Request& request);
Output log_import_command(const Request& request);
Output compat_command(const Request& request);
Output features_command(const Request& request);
Output history_command(const Request& request);

}  // namespace neuroshard::cli
