#include "manager.hpp"

#include <fmt/format.h>

#include "core/prose.hpp"
#include "core/schedule_change.hpp"
#include "manager_change.hpp"

namespace neuroshard::node {

using core::LedgerPoint;
using core::NepId;
using core::Result;
using core::ScheduleRef;
using core::Status;

namespace {

Result<void> check_point(LedgerPoint point) {
    if (point.height <= core::max_height && point.time <= core::max_height) return {};
    return core::fail(Status::out_of_range, fmt::format("expected a height and a time of at most {}, found {} and {}",
                                                        core::max_height, point.height, point.time));
}

/// Of a NEP that is not found in the schedule, what became of it.
template <typename T>
Result<T> or_cancelled(Result<T> result, const std::vector<log::CancelledNep>& cancelled, const NepId& id) {
    if (!result && result.error().status == Status::not_found && contains(cancelled, id)) {
        result.error().message = fmt::format("NEP {} not scheduled (status: cancelled)", id.text());
    }
    return result;
}

}  // namespace

Manager::Manager(const ManagerOptions& options, core::NetworkRef network, core::SupportedRange supported,
                 std::unique_ptr<log::Log> log, std::unique_ptr<const Snapshot> first)
    : network_(std::move(network)),
      supported_(std::move(supported)),
      grease_(options.grease),
      read_only_(options.read_only || options.salvage),
      salvage_(options.salvage),
      log_(std::move(log)),
      published_(std::move(first)) {
    const Snapshot& current = published_.current();
    const auto& neps = current.view.schedule->neps();
    const std::size_t active = current.view.schedule->active_count(current.now().height);
    for (std::size_t i = 0; i < active; ++i) confirmed_.insert(neps[i].nep->content.id);
}

// ---------------------------------------------------------------------------------------------------------- Log --

Result<void> Manager::follow_log() {
    if (salvage_) return {};
    if (!behind_log_) {
        const auto changed = log_->has_changed();
        if (!changed) return tl::unexpected<core::Error>(changed.error());
        behind_log_ = *changed;
    }
    while (behind_log_) {
        const Snapshot& current = published_.current();
        log::History history(log::State{current.recorded.head, current.recorded.at, network_, supported_, current.view.schedule,
                                        current.cancelled});
        if (auto told = history.add_all(*log_); !told) return told;
        behind_log_ = history.head() != current.recorded.head;
        if (!behind_log_) break;
        const auto state = history.state();
        if (!state) return tl::unexpected<core::Error>(state.error());
        Change change(*state, supported_, current.now().height < state->at.height ? state->at : current.now());
        change.activate_due();
        const auto done = take_effect(std::move(change));
        if (!done) return tl::unexpected<core::Error>(done.error());
        behind_log_ = !*done;
    }
    return {};
}

Result<void> Manager::change(const std::function<Result<void>(Change&)>& make) {
    for (;;) {
        if (auto followed = follow_log(); !followed) return followed;
        Change change(published_.current());
        if (auto made = make(change); !made) return made;
        const auto done = take_effect(std::move(change));
        if (!done) return tl::unexpected<core::Error>(done.error());
        if (*done) return {};
    }
}

// What can fail comes before the records are appended, and what follows cannot.
Result<bool> Manager::take_effect(Change change) {
    const log::Head before = change.before().head;
    Change::Outcome outcome = std::move(change).finish(supported_, read_only_);
    published_.prepare_to_replace();
    if (!outcome.records.empty()) {
        auto appended = log_->append(before, outcome.records);
        behind_log_ = !appended || !*appended;
        if (behind_log_) return appended;
    }
    published_.replace(std::move(outcome.snapshot));
    const Snapshot& current = published_.current();
    const auto& neps = current.view.schedule->neps();
    const std::size_t active = current.view.schedule->active_count(current.now().height);
    for (std::size_t i = active; i < neps.size() && !confirmed_.empty(); ++i) confirmed_.erase(neps[i].nep->content.id);
    return true;
}

Result<void> Manager::check_writable() const {
    if (!read_only_) return {};
    return core::fail(Status::read_only, "the log was opened for reading only");
}

Result<std::string> Manager::record_json(std::uint64_t sequence) const {
    std::string found;
    if (sequence > 0 && (!salvage_ || sequence <= read()->recorded.head.sequence)) {
        auto told = log_->read(sequence - 1, [&](std::uint64_t met, std::string_view record) {
            if (met == sequence) found = record;
            return false;
        });
        if (!told) return tl::unexpected<core::Error>(std::move(told.error()));
    }
    if (!found.empty()) return found;
    return core::fail(Status::not_found,
                      fmt::format("no record {}: the last one is {}", sequence, read()->recorded.head.sequence));
}

Result<log::Page> Manager::export_records(std::uint64_t after) const {
    return log::export_page(*log_, after, salvage_ ? read()->recorded.head.sequence : UINT64_MAX);
}

Result<log::Verification> Manager::verify(const core::Digest* expected) const { return log::verify(*log_, expected); }

// ------------------------------------------------------------------------------------------------------- Ledger --

Result<void> Manager::advance(LedgerPoint to) {
    const std::lock_guard lock(writing_);
    if (auto followed = follow_log(); !followed) return followed;
    const std::uint64_t height = published_.current().now().height;
    if (to.height >= height) return move_to(to);
    return core::fail(
        Status::height,
        fmt::format("expected a height of at least {}, the current one, found {}; to go back is to rewind", height, to.height));
}

Result<void> Manager::rewind(LedgerPoint to) {
    const std::lock_guard lock(writing_);
    if (auto followed = follow_log(); !followed) return followed;
    const std::uint64_t height = published_.current().now().height;
    if (to.height <= height) return move_to(to);
    return core::fail(
        Status::height,
        fmt::format("expected a height of at most {}, the current one, found {}; to go on is to advance", height, to.height));
}

Result<void> Manager::move_to(LedgerPoint to) {
    if (auto valid = check_point(to); !valid) return valid;
    const Snapshot& current = published_.current();
    // The log never tells of a height above the ledger's, or a node that starts anew could not go on from there.
    if (to.height >= current.view.since && to.height < current.view.until && to.height >= current.recorded.at.height) {
        current.height.store(to.height, std::memory_order_relaxed);
        current.time.store(to.time, std::memory_order_relaxed);
        return {};
    }
    return change([&](Change& change) -> Result<void> {
        change.rewind(to);
        change.activate_due();
        return {};
    });
}

// --------------------------------------------------------------------------------------------------------- NEPs --

Result<void> Manager::schedule_nep(std::string_view json) { return add_nep(json, false); }

Result<void> Manager::catch_up_nep(std::string_view json) { return add_nep(json, true); }

Result<void> Manager::add_nep(std::string_view json, bool catch_up) {
    const auto nep = core::nep_from_json(json, network_->notice());
    if (!nep) return tl::unexpected<core::Error>(nep.error());
    if (auto writable = check_writable(); !writable) return writable;
    const std::lock_guard lock(writing_);
    return change([&](Change& change) -> Result<void> {
        auto next = catch_up ? core::catch_up_nep(change.schedule, *nep)
                             : core::schedule_nep(change.schedule, *nep, network_->notice(), change.now);
        if (!next) return tl::unexpected<core::Error>(std::move(next.error()));
        if (next->get() == change.schedule.get()) return {};
        change.schedule = std::move(*next);
        change.forget_cancelled((*nep)->content.id);
        change.tell_scheduled(*nep, catch_up);
        return {};
    });
}

Result<void> Manager::reschedule_nep(std::string_view id, LedgerPoint expected) {
    const auto parsed = NepId::parse(id);
    if (!parsed) return tl::unexpected<core::Error>(parsed.error());
    if (auto writable = check_writable(); !writable) return writable;
    const std::lock_guard lock(writing_);
    return change([&](Change& change) -> Result<void> {
        auto next = or_cancelled(core::reschedule_nep(change.schedule, *parsed, expected, network_->notice(), change.now),
                                 *change.cancelled, *parsed);
        if (!next) return tl::unexpected<core::Error>(std::move(next.error()));
        change.schedule = std::move(*next);
        change.tell(log::Kind::nep_rescheduled).nep = change.schedule->find(*parsed)->nep;
        return {};
    });
}

Result<void> Manager::cancel_nep(std::string_view id, std::string_view reason) {
    const auto parsed = NepId::parse(id);
    if (!parsed) return tl::unexpected<core::Error>(parsed.error());
    if (auto valid = core::check_prose(reason, 0); !valid) {
        valid.error().message.insert(0, "reason: ");
        return valid;
    }
    if (auto writable = check_writable(); !writable) return writable;
    const std::lock_guard lock(writing_);
    return change([&](Change& change) -> Result<void> {
        auto next = or_cancelled(core::cancel_nep(change.schedule, *parsed, network_->notice(), change.now), *change.cancelled,
                                 *parsed);
        if (!next) return tl::unexpected<core::Error>(std::move(next.error()));
        const core::NepRef nep = change.schedule->find(*parsed)->nep;
        change.schedule = std::move(*next);
        change.cancel(nep, reason);
        return {};
    });
}

Result<bool> Manager::activate_nep(std::string_view id, const std::function<void(std::string_view)>& tell) {
    const auto parsed = NepId::parse(id);
    if (!parsed) return tl::unexpected<core::Error>(parsed.error());
    const std::lock_guard lock(writing_);
    std::string message;
    std::set<NepId> confirmed;
    const bool activated = may_confirm(*parsed, message);
    if (activated) confirmed.insert(*parsed);
    tell(message);
    confirmed_.merge(confirmed);  // cannot fail
    return activated;
}

/// Whether an activation can be confirmed now, and what is to be said about it.
bool Manager::may_confirm(const NepId& id, std::string& message) const {
    const Snapshot& current = published_.current();
    const std::uint64_t height = current.now().height;
    const core::ScheduledNep* const found = current.view.schedule->find(id);
    if (found == nullptr) {
        message = fmt::format("NEP {} not {}", id.text(),
                              contains(*current.cancelled, id) ? "scheduled (status: cancelled)" : "found");
    } else if (found->height() > height) {
        message = fmt::format("NEP {} activates at block {}, and the current height is {}", id.text(), found->height(), height);
    } else if (const core::SemVer& target = found->nep->content.target; target > supported_.max->semver()) {
        message = fmt::format("NEP {} is in force since block {}: it needs {} and this node supports at most {}", id.text(),
                              found->height(), target.text(), supported_.max->semver().text());
    } else if (confirmed_.contains(id)) {
        message = fmt::format("NEP {} not scheduled (status: active)", id.text());
    } else {
        message = fmt::format("Activated {}, now at version {}", id.text(), current.view.active->semver().text());
        return true;
    }
    return false;
}

}  // namespace neuroshard::node
