#pragma once

#include <cstdint>
#include <string>

namespace neuroshard::cli {

/// A time as people type it, in Unix seconds or as a UTC date (`2026-11-22`) or date and time (`2026-11-22T08:00:00Z`).
std::uint64_t read_time(const std::string& name, const std::string& text);

/// As in `2026-11-22`.
std::string utc_date(std::uint64_t unix_time);

/// As in `2026-11-22 08:00 UTC`.
std::string utc(std::uint64_t unix_time);

}  // namespace neuroshard::cli
