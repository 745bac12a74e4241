#pragma once

#include <chrono>
#include <cstdint>

namespace neuroshard::cli {

/// How far a long reading is, on standard error where that is a terminal. Says nothing of a short one, and leaves nothing
/// behind.
class Progress {
public:
    /// `wanted`: false for none at all.
    explicit Progress(bool wanted);
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    ~Progress();

    /// A bar where the `size` of the whole is known, that is, not 0; else only how many lines there were.
    void show(std::uint64_t position, std::uint64_t size, std::uint64_t lines);

private:
    using Clock = std::chrono::steady_clock;

    bool wanted_;
    bool shown_ = false;
    Clock::time_point next_;
};

}  // namespace neuroshard::cli
