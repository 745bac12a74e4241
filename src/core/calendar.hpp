#pragma once

#include <cstdint>
#include <optional>

#include "core/ledger.hpp"
#include "core/notice_policy.hpp"
#include "core/schedule.hpp"

namespace neuroshard::core {

/// How far an upgrade has come (S14).
enum class Phase : std::int32_t { approved = 0, grace = 1, deadline_passed = 2, active = 3 };

/// When the phases of a breaking upgrade before its activation begin, in Unix seconds.
struct Calendar {
    std::uint64_t grace_from = 0;
    std::uint64_t deadline = 0;
};

/// Nothing for a NEP that is not breaking: nobody has to be ready for it.
std::optional<Calendar> calendar_of(const ScheduledNep& scheduled, const NoticePolicy& notice) noexcept;

/// Time decides the phases before the activation, height alone the activation.
Phase phase_of(const ScheduledNep& scheduled, const NoticePolicy& notice, LedgerPoint now) noexcept;

/// Days begun until the expected activation; 0 once it is active or the time has come.
std::uint64_t days_left(const ScheduledNep& scheduled, LedgerPoint now) noexcept;

/// Blocks until the activation height; 0 once it is reached.
std::uint64_t blocks_left(const ScheduledNep& scheduled, LedgerPoint now) noexcept;

const char* phase_word(Phase phase) noexcept;  ///< `deadline_passed`

}  // namespace neuroshard::core
