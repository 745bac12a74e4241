#include "calendar.hpp"

#include <chrono>
#include <ctime>
#include <iomanip>
#include <sstream>

#include <fmt/chrono.h>

#include "failure.hpp"
#include "input.hpp"

namespace neuroshard::cli {
namespace {

std::string formatted(const char* format, std::uint64_t unix_time) {
    return fmt::format(fmt::runtime(fmt::format("{{:{}}}", format)), fmt::gmtime(static_cast<std::time_t>(unix_time)));
}

std::int64_t seconds_of(const std::tm& parts) {
    using namespace std::chrono;
    const year_month_day date = year(parts.tm_year + 1900) / (parts.tm_mon + 1) / parts.tm_mday;
    return (sys_days(date) + hours(parts.tm_hour) + minutes(parts.tm_min) + seconds(parts.tm_sec)).time_since_epoch().count();
}

}  // namespace

std::uint64_t read_time(const std::string& name, const std::string& text) {
    if (text.find_first_not_of("0123456789") == std::string::npos) return read_number(name, text);
    for (const char* const format : {"%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ"}) {
        std::tm parts{};
        std::istringstream input(text);
        input >> std::get_time(&parts, format);
        if (!input) continue;
        // The way back shows what that forgives: blanks, missing digits, February the 30th, and what follows.
        const std::int64_t time = seconds_of(parts);
        if (time >= 0 && formatted(format, static_cast<std::uint64_t>(time)) == text) return static_cast<std::uint64_t>(time);
    }
    throw Failure(ExitCode::bad_data,
                  fmt::format("{} {}: expected Unix seconds, or a UTC date since 1970 as in 2026-11-22 or 2026-11-22T08:00:00Z",
                              name, quote(text)));
}

std::string utc_date(std::uint64_t unix_time) { return formatted("%Y-%m-%d", unix_time); }

std::string utc(std::uint64_t unix_time) { return formatted("%Y-%m-%d %H:%M UTC", unix_time); }

}  // namespace neuroshard::cli
