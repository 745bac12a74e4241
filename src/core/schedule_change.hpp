#pragma once

#include <cstdint>

#include "core/ledger.hpp"
#include "core/notice_policy.hpp"
#include "core/schedule.hpp"

/// The ways in which a schedule may change (S9, S10). Each gives the schedule that follows, or says why it may not be; where
/// nothing changes it gives the same one.
namespace neuroshard::core {

/// A NEP announced for a height to come, with the notice it needs.
Result<ScheduleRef> schedule_nep(const ScheduleRef& schedule, const NepRef& nep, const NoticePolicy& notice, LedgerPoint now);

/// A NEP that the network has agreed on already: its height may have passed, its notice does not matter any more.
Result<ScheduleRef> catch_up_nep(const ScheduleRef& schedule, const NepRef& nep);

/// Another height for a scheduled NEP. The notice starts anew.
Result<ScheduleRef> reschedule_nep(const ScheduleRef& schedule, const NepId& id, LedgerPoint expected,
                                   const NoticePolicy& notice, LedgerPoint now);

/// A scheduled NEP taken out.
Result<ScheduleRef> cancel_nep(const ScheduleRef& schedule, const NepId& id, const NoticePolicy& notice, LedgerPoint now);

}  // namespace neuroshard::core
