#include "manager.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/prose.hpp"
#include "core/schedule_change.hpp"
#include "networks/mainnet.hpp"

namespace neuroshard::node {

using core::LedgerPoint;
using core::NepId;
using core::Result;
using core::ScheduleRef;
using core::Status;

namespace {

constexpr std::size_t max_cancelled = core::NepList::max_neps;

Result<void> check_point(LedgerPoint point) {
    if (point.height <= core::max_height && point.time <= core::max_height) return {};
    return core::fail(Status::out_of_range, fmt::format("expected a height and a time of at most {}, found {} and {}",
                                                        core::max_height, point.height, point.time));
}

std::unique_ptr<const Snapshot> first_snapshot(const core::Network& network, const core::SupportedRange& supported) {
    return std::make_unique<Snapshot>(core::view_at(network.schedule(), supported, 0), LedgerPoint{},
                                      std::make_shared<const std::vector<CancelledNep>>());
}

std::vector<CancelledNep> without(const std::vector<CancelledNep>& cancelled, const NepId& id) {
    std::vector<CancelledNep> others;
    std::copy_if(cancelled.begin(), cancelled.end(), std::back_inserter(others),
                 [&](const CancelledNep& other) { return other.nep->content.id != id; });
    return others;
}

bool contains(const std::vector<CancelledNep>& cancelled, const NepId& id) {
    return std::any_of(cancelled.begin(), cancelled.end(), [&](const CancelledNep& nep) { return nep.nep->content.id == id; });
}

/// Of a NEP that is not found in the schedule, what became of it.
template <typename T>
Result<T> or_cancelled(Result<T> result, const std::vector<CancelledNep>& cancelled, const NepId& id) {
    if (!result && result.error().status == Status::not_found && contains(cancelled, id)) {
        result.error().message = fmt::format("NEP {} not scheduled (status: cancelled)", id.text());
    }
    return result;
}

}  // namespace

Result<std::unique_ptr<Manager>> Manager::create(const ManagerOptions& options) {
    const core::VersionRef& built_in = networks::mainnet()->genesis();
    core::SupportedRange supported{options.supported_min ? options.supported_min : built_in,
                                   options.supported_max ? options.supported_max : built_in};
    if (auto valid = core::check_range(supported); !valid) return tl::unexpected<core::Error>(std::move(valid.error()));
    core::NetworkRef network = options.network ? options.network : networks::mainnet();
    return std::unique_ptr<Manager>(new Manager(options, std::move(network), std::move(supported)));
}

Manager::Manager(const ManagerOptions& options, core::NetworkRef network, core::SupportedRange supported)
    : network_(std::move(network)),
      supported_(std::move(supported)),
      grease_(options.grease),
      published_(first_snapshot(*network_, supported_)) {}

// ------------------------------------------------------------------------------------------------------- Ledger --

Result<void> Manager::advance(LedgerPoint to) {
    const std::lock_guard lock(writing_);
    const std::uint64_t height = published_.current().now().height;
    if (to.height >= height) return move_to(to);
    return core::fail(
        Status::height,
        fmt::format("expected a height of at least {}, the current one, found {}; to go back is to rewind", height, to.height));
}

Result<void> Manager::rewind(LedgerPoint to) {
    const std::lock_guard lock(writing_);
    const std::uint64_t height = published_.current().now().height;
    if (to.height <= height) return move_to(to);
    return core::fail(
        Status::height,
        fmt::format("expected a height of at most {}, the current one, found {}; to go on is to advance", height, to.height));
}

Result<void> Manager::move_to(LedgerPoint to) {
    if (auto valid = check_point(to); !valid) return valid;
    const Snapshot& current = published_.current();
    if (to.height >= current.view.since && to.height < current.view.until) {
        current.height.store(to.height, std::memory_order_relaxed);
        current.time.store(to.time, std::memory_order_relaxed);
        return {};
    }
    const ScheduleRef schedule = current.view.schedule;
    publish(schedule, to, current.cancelled);
    const auto& neps = schedule->neps();
    for (std::size_t i = schedule->active_count(to.height); i < neps.size(); ++i) confirmed_.erase(neps[i].nep->content.id);
    return {};
}

// --------------------------------------------------------------------------------------------------------- NEPs --

Result<void> Manager::schedule_nep(std::string_view json) {
    const auto nep = core::nep_from_json(json, network_->notice());
    if (!nep) return tl::unexpected<core::Error>(nep.error());
    const std::lock_guard lock(writing_);
    const Snapshot& current = published_.current();
    return change_schedule((*nep)->content.id,
                           core::schedule_nep(current.view.schedule, *nep, network_->notice(), current.now()));
}

Result<void> Manager::catch_up_nep(std::string_view json) {
    const auto nep = core::nep_from_json(json, network_->notice());
    if (!nep) return tl::unexpected<core::Error>(nep.error());
    const std::lock_guard lock(writing_);
    return change_schedule((*nep)->content.id, core::catch_up_nep(published_.current().view.schedule, *nep));
}

Result<void> Manager::reschedule_nep(std::string_view id, LedgerPoint expected) {
    const auto parsed = NepId::parse(id);
    if (!parsed) return tl::unexpected<core::Error>(parsed.error());
    const std::lock_guard lock(writing_);
    const Snapshot& current = published_.current();
    return change_schedule(
        *parsed, or_cancelled(core::reschedule_nep(current.view.schedule, *parsed, expected, network_->notice(), current.now()),
                              *current.cancelled, *parsed));
}

/// To the schedule in which one NEP has come or moved. Nothing changes where it is the one there is.
Result<void> Manager::change_schedule(const NepId& id, Result<ScheduleRef> next) {
    if (!next) return tl::unexpected<core::Error>(std::move(next.error()));
    const Snapshot& current = published_.current();
    if (next->get() == current.view.schedule.get()) return {};
    CancelledNeps cancelled = current.cancelled;
    if (contains(*cancelled, id)) cancelled = std::make_shared<const std::vector<CancelledNep>>(without(*cancelled, id));
    publish(*next, current.now(), std::move(cancelled));
    return {};
}

Result<void> Manager::cancel_nep(std::string_view id, std::string_view reason) {
    const auto parsed = NepId::parse(id);
    if (!parsed) return tl::unexpected<core::Error>(parsed.error());
    if (auto valid = core::check_prose(reason, 0); !valid) {
        valid.error().message.insert(0, "reason: ");
        return valid;
    }
    const std::lock_guard lock(writing_);
    const Snapshot& current = published_.current();
    const core::NodeView& view = current.view;
    auto next =
        or_cancelled(core::cancel_nep(view.schedule, *parsed, network_->notice(), current.now()), *current.cancelled, *parsed);
    if (!next) return tl::unexpected<core::Error>(std::move(next.error()));
    std::vector<CancelledNep> cancelled = without(*current.cancelled, *parsed);
    if (cancelled.size() == max_cancelled) cancelled.erase(cancelled.begin());
    cancelled.push_back({view.schedule->find(*parsed)->nep, std::string(reason)});
    publish(*next, current.now(), std::make_shared<const std::vector<CancelledNep>>(std::move(cancelled)));
    return {};
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
    } else if (confirmed_.contains(id)) {
        message = fmt::format("NEP {} not scheduled (status: active)", id.text());
    } else if (const core::SemVer& target = found->nep->content.target; target > supported_.max->semver()) {
        message = fmt::format("NEP {} is in force since block {}: it needs {} and this node supports at most {}", id.text(),
                              found->height(), target.text(), supported_.max->semver().text());
    } else {
        message = fmt::format("Activated {}, now at version {}", id.text(), current.view.active->semver().text());
        return true;
    }
    return false;
}

void Manager::publish(const ScheduleRef& schedule, LedgerPoint now, CancelledNeps cancelled) {
    published_.replace(std::make_unique<Snapshot>(core::view_at(schedule, supported_, now.height), now, std::move(cancelled)));
}

}  // namespace neuroshard::node
