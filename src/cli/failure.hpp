#pragma once

#include <stdexcept>
#include <string>

namespace neuroshard::cli {

/// How the process ends. Those above 63 are the ones of sysexits.h.
enum class ExitCode : int {
    success = 0,
    upgrade_recommended = 1,  ///< `network status` only
    cannot_take_part = 2,     ///< `network status`; in `compat`: the two cannot communicate
    refused = 2,              ///< `nep`: the rules for upgrades do not allow it
    not_sound = 2,            ///< `log verify`
    status_unknown = 3,       ///< `network status` only, where other commands give `unexpected`
    usage = 64,
    bad_data = 65,
    unexpected = 70,
    cannot_write = 74,
};

/// Ends the command with a message for the user.
class Failure : public std::runtime_error {
public:
    Failure(ExitCode exit_code, const std::string& message) : std::runtime_error(message), exit_code_(exit_code) {}

    ExitCode exit_code() const noexcept { return exit_code_; }

private:
    ExitCode exit_code_;
};

}  // namespace neuroshard::cli
