#include "manager_change.hpp"

#include <algorithm>
#include <iterator>

namespace neuroshard::node {
namespace {

using log::Kind;
using log::Record;

std::vector<std::string> difference(const core::FeatureSet& of, const core::FeatureSet& without) {
    std::vector<std::string> names;
    std::copy_if(of.names().begin(), of.names().end(), std::back_inserter(names),
                 [&](const std::string& name) { return !without.contains(name); });
    return names;
}

}  // namespace

Change::Change(const Snapshot& current)
    : schedule(current.view.schedule),
      cancelled(current.cancelled),
      now(current.now()),
      before_(current.recorded),
      halted_before_(current.view.halted()),
      version_(current.view.network.version->semver()) {}

Change::Change(const log::State& state, const core::SupportedRange& supported, core::LedgerPoint point)
    : schedule(state.schedule),
      cancelled(state.cancelled),
      now(point),
      before_{state.head, state.at},
      halted_before_(core::view_at(state.schedule, supported, state.at.height).halted()),
      version_(state.schedule->state_at(state.at.height).version->semver()) {}

Change::Change(const core::NetworkRef& network, const core::SupportedRange& supported, core::LedgerPoint point)
    : schedule(network->schedule()),
      cancelled(std::make_shared<const std::vector<log::CancelledNep>>()),
      now(point),
      version_(network->genesis()->semver()) {
    Record& genesis = tell(Kind::genesis);
    genesis.version_before.reset();
    genesis.features_added = network->genesis()->features().names();
    genesis.supported = supported;
    genesis.network = network;
    for (const core::ScheduledNep& scheduled : schedule->neps()) tell_scheduled(scheduled.nep, true);
}

Record& Change::tell(Kind kind) {
    return records_.emplace_back(Record{.kind = kind, .at = now, .version_before = version_, .version_after = version_});
}

void Change::tell_scheduled(const core::NepRef& nep, bool catch_up) {
    Record& record = tell(Kind::nep_scheduled);
    record.nep = nep;
    record.catch_up = catch_up;
    if (nep->content.activation_height <= now.height) activate(nep);
}

// The schedule as a whole makes sure that what a NEP adds was not there, and what it removes was.
void Change::activate(const core::NepRef& nep) {
    Record& record = tell(Kind::nep_activated);
    record.nep = nep;
    record.features_added = nep->content.adds.names();
    record.features_removed = nep->content.removes.names();
    record.version_after = version_ = std::max(version_, nep->content.target);
}

void Change::activate_due() {
    const auto& neps = schedule->neps();
    const std::size_t due = schedule->active_count(now.height);
    for (std::size_t i = schedule->active_count(before_.at.height); i < due; ++i) activate(neps[i].nep);
}

void Change::rewind(core::LedgerPoint to) {
    now = to;
    if (to.height >= before_.at.height) return;
    const core::VersionRef from = schedule->state_at(before_.at.height).version;
    const core::VersionRef back = schedule->state_at(to.height).version;
    Record& record = tell(Kind::rewound);
    record.version_after = version_ = back->semver();
    record.features_added = difference(back->features(), from->features());
    record.features_removed = difference(from->features(), back->features());
}

void Change::cancel(const core::NepRef& nep, std::string_view reason) {
    Record& record = tell(Kind::nep_cancelled);
    record.nep = nep;
    record.reason = reason;
    std::vector<log::CancelledNep> all = *cancelled;  // of an id that is scheduled there is none
    if (all.size() == log::max_cancelled) all.erase(all.begin());
    all.push_back({nep, std::string(reason)});
    cancelled = std::make_shared<const std::vector<log::CancelledNep>>(std::move(all));
}

void Change::forget_cancelled(const core::NepId& id) {
    if (!contains(*cancelled, id)) return;
    std::vector<log::CancelledNep> others;
    std::copy_if(cancelled->begin(), cancelled->end(), std::back_inserter(others),
                 [&](const log::CancelledNep& other) { return other.nep->content.id != id; });
    cancelled = std::make_shared<const std::vector<log::CancelledNep>>(std::move(others));
}

Change::Outcome Change::finish(const core::SupportedRange& supported, bool read_only) && {
    core::NodeView view = core::view_at(schedule, supported, now.height);
    if (view.halted() && !halted_before_) tell(Kind::halted).nep = view.cut_by;
    if (read_only) records_.clear();
    Outcome outcome;
    Recorded recorded = before_;
    for (const Record& record : records_) {
        outcome.records.push_back(log::seal(record, recorded.head));
        recorded.at = record.at;
    }
    outcome.snapshot = std::make_unique<Snapshot>(std::move(view), now, cancelled, recorded);
    return outcome;
}

bool contains(const std::vector<log::CancelledNep>& cancelled, const core::NepId& id) noexcept {
    return std::any_of(cancelled.begin(), cancelled.end(),
                       [&](const log::CancelledNep& nep) { return nep.nep->content.id == id; });
}

}  // namespace neuroshard::node
