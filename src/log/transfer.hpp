#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "log/history.hpp"
#include "log/log.hpp"

/// Records on their way from one log to another, as JSON Lines (S23).
namespace neuroshard::log {

/// What was read of a log.
struct Page {
    std::string json_lines;  ///< empty: there is nothing more
    std::uint64_t last = 0;  ///< sequence of the last record in it, or what was asked for
};

/// Records after `after` up to `up_to`, about a mebibyte of them, or one that is longer; only sound ones. What is not ends a
/// page; where nothing is left, that is the error.
core::Result<Page> export_page(const Log& log, std::uint64_t after, std::uint64_t up_to);

/// Goes through an export, whose first records may be among those that `log` has, and adds the others to `history`, which is
/// that of `log`. Returns them. An error names the first record that is not sound, or differs from the one that the log has.
core::Result<std::vector<std::string>> take_over(const Log& log, History& history, std::string_view json_lines);

/// What was found out about a log.
struct Verification {
    std::uint64_t bad_sequence = 0;  ///< of the first record that is not sound, or missing; 0: all are
    std::string reason{};
};

/// Checks every record; where a hash is expected, one of them must have it (S23). An error means that nobody knows.
core::Result<Verification> verify(const Log& log, const core::Digest* expected);

}  // namespace neuroshard::log
