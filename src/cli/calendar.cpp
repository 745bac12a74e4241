#include "calendar.hpp"

#include <ctime>

#include <fmt/chrono.h>

#include "failure.hpp"
#include "input.hpp"

namespace neuroshard::cli {
namespace {

std::string formatted(const char* format, std::uint64_t unix_time) {
    return fmt::format(fmt::runtime(fmt::format("{{:{}}}", format)), fmt::gmtime(static_cast<std::time_t>(unix_time)));
}

}  // namespace

std::uint64_t read_time(const std::string& name, const std::string& text) {
    if (text.find_first_not_of("0123456789") == std::string::npos) return read_number(name, text);
    for (const char* const format : {"%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ"}) {
        std::tm parts{};
        const char* const end = ::strptime(text.c_str(), format, &parts);
        if (end == nullptr || *end != '\0') continue;
        // The way back shows what strptime() forgives: blanks, missing digits, February the 30th.
        const std::time_t time = ::timegm(&parts);
        if (time >= 0 && formatted(format, static_cast<std::uint64_t>(time)) == text) return static_cast<std::uint64_t>(time);
    }
    throw Failure(ExitCode::bad_data,
                  fmt::format("{} {}: expected Unix seconds, or a UTC date since 1970 as in 2026-11-22 or 2026-11-22T08:00:00Z",
                              name, quote(text)));
}

std::string utc_date(std::uint64_t unix_time) { return formatted("%Y-%m-%d", unix_time); }

std::string utc(std::uint64_t unix_time) { return formatted("%Y-%m-%d %H:%M UTC", unix_time); }

}  // namespace neuroshard::cli
