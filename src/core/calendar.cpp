#include "core/calendar.hpp"

#include <algorithm>

namespace neuroshard::core {

std::optional<Calendar> calendar_of(const ScheduledNep& scheduled, const NoticePolicy& notice) noexcept {
    if (!scheduled.breaking) return std::nullopt;
    const Nep::Content& content = scheduled.nep->content;
    // The last day before the activation, which is day 30 of an upgrade on day 31, but no less than the notice promised.
    const std::uint64_t last_day =
        content.expected_activation_time - std::min(content.expected_activation_time, seconds_per_day);
    const std::uint64_t promised = content.announced_at + notice.minimum_days * seconds_per_day;
    const std::uint64_t deadline = std::min(std::max(last_day, promised), content.expected_activation_time);
    const std::uint64_t grace = std::min(content.grace_days * seconds_per_day, deadline - content.announced_at);
    return Calendar{.grace_from = deadline - grace, .deadline = deadline};
}

Phase phase_of(const ScheduledNep& scheduled, const NoticePolicy& notice, LedgerPoint now) noexcept {
    if (scheduled.height() <= now.height) return Phase::active;
    const auto calendar = calendar_of(scheduled, notice);
    if (!calendar || now.time < calendar->grace_from) return Phase::approved;
    return now.time < calendar->deadline ? Phase::grace : Phase::deadline_passed;
}

std::uint64_t days_left(const ScheduledNep& scheduled, LedgerPoint now) noexcept {
    const std::uint64_t expected = scheduled.nep->content.expected_activation_time;
    if (scheduled.height() <= now.height || expected <= now.time) return 0;
    return (expected - now.time + seconds_per_day - 1) / seconds_per_day;
}

std::uint64_t blocks_left(const ScheduledNep& scheduled, LedgerPoint now) noexcept {
    return scheduled.height() <= now.height ? 0 : scheduled.height() - now.height;
}

const char* phase_word(Phase phase) noexcept {
    switch (phase) {
        case Phase::approved: return "approved";
        case Phase::grace: return "grace";
        case Phase::deadline_passed: return "deadline_passed";
        case Phase::active: break;
    }
    return "active";
}

}  // namespace neuroshard::core
