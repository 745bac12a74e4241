#include "core/schedule_change.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

namespace neuroshard::core {
namespace {

tl::unexpected<Error> passed(const NepId& id, const char* whose, std::uint64_t height, std::uint64_t now) {
    return fail(Status::height,
                fmt::format("{}: expected {} above the current height {}, found {}", id.text(), whose, now, height));
}

Result<void> check_notice(const ScheduledNep& scheduled, const NoticePolicy& notice) {
    const Nep::Content& content = scheduled.nep->content;
    if (!scheduled.breaking || (content.emergency && !scheduled.raises_major)) return {};
    const std::uint64_t earliest = content.announced_at + notice.minimum_days * seconds_per_day;
    if (content.expected_activation_time >= earliest) return {};
    return fail(Status::notice,
                fmt::format("{}: a breaking NEP needs {} days' notice: expected_activation_time {} or later, found {}{}",
                            content.id.text(), notice.minimum_days, earliest, content.expected_activation_time,
                            content.emergency ? "; an emergency does not waive it where MAJOR is raised" : ""));
}

/// The notice of every NEP that is new or moved in `after`, or breaking only there because of what changed around it.
Result<void> check_notices(const Schedule& before, const Schedule& after, const NoticePolicy& notice, std::uint64_t now) {
    std::vector<const Nep*> settled;
    for (const ScheduledNep& scheduled : before.neps()) {
        if (scheduled.breaking) settled.push_back(scheduled.nep.get());
    }
    std::sort(settled.begin(), settled.end());
    for (std::size_t i = after.active_count(now); i < after.neps().size(); ++i) {
        const ScheduledNep& scheduled = after.neps()[i];
        if (std::binary_search(settled.begin(), settled.end(), scheduled.nep.get())) continue;
        if (auto enough = check_notice(scheduled, notice); !enough) return enough;
    }
    return {};
}

Result<ScheduleRef> with_notice(const ScheduleRef& before, Result<ScheduleRef> after, const NoticePolicy& notice,
                                std::uint64_t now) {
    if (!after) return after;
    if (auto enough = check_notices(*before, **after, notice, now); !enough)
        return tl::unexpected<Error>(std::move(enough.error()));
    return after;
}

/// True where the NEP is known already, with the same effect.
Result<bool> is_known(const Schedule& schedule, const Nep& nep) {
    const ScheduledNep* const known = schedule.find(nep.content.id);
    if (known == nullptr) return false;
    if (known->nep->effect_hash == nep.effect_hash) return true;
    return fail(Status::conflict, fmt::format("{} is scheduled already with another effect: {} there, {} here",
                                              nep.content.id.text(), hex(known->nep->effect_hash), hex(nep.effect_hash)));
}

/// A NEP whose height has not come.
Result<const ScheduledNep*> find_pending(const Schedule& schedule, const NepId& id, std::uint64_t now) {
    const ScheduledNep* const found = schedule.find(id);
    if (found == nullptr) return fail(Status::not_found, fmt::format("NEP {} not found", id.text()));
    if (found->height() > now) return found;
    return fail(
        Status::height,
        fmt::format("NEP {} not scheduled (status: active): it is in force since block {}, and the current height is {}",
                    id.text(), found->height(), now));
}

}  // namespace

Result<ScheduleRef> schedule_nep(const ScheduleRef& schedule, const NepRef& nep, const NoticePolicy& notice, LedgerPoint now) {
    const auto known = is_known(*schedule, *nep);
    if (!known) return tl::unexpected<Error>(known.error());
    if (*known) return schedule;
    const Nep::Content& content = nep->content;
    if (content.activation_height <= now.height)
        return passed(content.id, "an activation_height", content.activation_height, now.height);
    return with_notice(schedule, schedule->with(nep), notice, now.height);
}

Result<ScheduleRef> catch_up_nep(const ScheduleRef& schedule, const NepRef& nep) {
    const auto known = is_known(*schedule, *nep);
    if (!known) return tl::unexpected<Error>(known.error());
    return *known ? Result<ScheduleRef>(schedule) : schedule->with(nep);
}

Result<ScheduleRef> reschedule_nep(const ScheduleRef& schedule, const NepId& id, LedgerPoint expected,
                                   const NoticePolicy& notice, LedgerPoint now) {
    const auto pending = find_pending(*schedule, id, now.height);
    if (!pending) return tl::unexpected<Error>(pending.error());
    if (expected.height <= now.height) return passed(id, "a height", expected.height, now.height);
    if (expected.height > max_height || expected.time > max_height) {
        return fail(Status::out_of_range, fmt::format("{}: expected a height and a time of at most {}, found {} and {}",
                                                      id.text(), max_height, expected.height, expected.time));
    }
    if (expected.time < now.time) {
        return fail(Status::out_of_range, fmt::format("{}: expected a time not before the current one, {}, found {}", id.text(),
                                                      now.time, expected.time));
    }
    Nep::Content content = (*pending)->nep->content;
    content.announced_at = now.time;
    content.activation_height = expected.height;
    content.expected_activation_time = expected.time;
    return with_notice(schedule, schedule->with(Nep::make(std::move(content))), notice, now.height);
}

Result<ScheduleRef> cancel_nep(const ScheduleRef& schedule, const NepId& id, const NoticePolicy& notice, LedgerPoint now) {
    const auto pending = find_pending(*schedule, id, now.height);
    if (!pending) return tl::unexpected<Error>(pending.error());
    return with_notice(schedule, schedule->without(id), notice, now.height);
}

}  // namespace neuroshard::core
