#include "progress.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <string>

#include <fmt/format.h>

namespace neuroshard::cli {
namespace {

constexpr std::chrono::milliseconds patience(300);
constexpr std::size_t line_width = 60;

// Blanks instead of an escape sequence to clear the line: every terminal knows them.
void write_line(const std::string& text) {
    fmt::print(stderr, "\r{:<{}}\r{}", "", line_width, text);
    std::fflush(stderr);
}

std::string bar(std::uint64_t position, std::uint64_t size) {
    constexpr std::size_t width = 30;
    const auto percent = static_cast<std::size_t>(std::min<std::uint64_t>(100, position * 100 / size));
    const std::size_t filled = percent * width / 100;
    return fmt::format("[{}{}] {:3} %", std::string(filled, '#'), std::string(width - filled, '-'), percent);
}

}  // namespace

Progress::Progress(bool wanted) : wanted_(wanted && ::isatty(STDERR_FILENO) != 0), next_(Clock::now() + patience) {}

Progress::~Progress() {
    if (shown_) write_line("");
}

void Progress::show(std::uint64_t position, std::uint64_t size, std::uint64_t lines) {
    if (!wanted_ || Clock::now() < next_) return;
    write_line(size == 0 ? fmt::format("{} lines", lines) : fmt::format("{} {} lines", bar(position, size), lines));
    shown_ = true;
    next_ = Clock::now() + interval;
}

void Progress::show_time(std::string_view name, Clock::time_point begin) {
    if (!wanted_ || Clock::now() < next_) return;
    write_line(fmt::format("{} … {} s", name, std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - begin).count()));
    shown_ = true;
    next_ = Clock::now() + interval;
}

}  // namespace neuroshard::cli
