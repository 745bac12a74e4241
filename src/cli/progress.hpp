#pragma once

#include <chrono>
#include <cstdint>
#include <future>
#include <string_view>
#include <utility>

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

    /// Does something that says nothing of how far it is, and meanwhile how long it has taken.
    template <typename Work>
    auto during(std::string_view name, Work work) {
        const Clock::time_point begin = Clock::now();
        auto result = std::async(std::launch::async, std::move(work));
        while (result.wait_for(interval) != std::future_status::ready) show_time(name, begin);
        return result.get();
    }

private:
    using Clock = std::chrono::steady_clock;
    static constexpr std::chrono::milliseconds interval{100};

    void show_time(std::string_view name, Clock::time_point begin);

    bool wanted_;
    bool shown_ = false;
    Clock::time_point next_;
};

}  // namespace neuroshard::cli
