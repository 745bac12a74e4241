#pragma once

#include <memory>
#include <string>
#include <vector>

#include "manager.hpp"

namespace neuroshard::node {

/// A change of what a manager knows while it is made: what it leads to, and the records that tell of it.
class Change {
public:
    /// Of the present state.
    explicit Change(const Snapshot& current);
    /// Of what a log has told, and of a node at a point at or after its last record.
    Change(const log::State& state, const core::SupportedRange& supported, core::LedgerPoint point);
    /// Of nothing: the log begins with the network and what its definition lists.
    Change(const core::NetworkRef& network, const core::SupportedRange& supported, core::LedgerPoint point);

    core::ScheduleRef schedule;
    log::CancelledNeps cancelled;
    core::LedgerPoint now;

    const Recorded& before() const noexcept { return before_; }

    /// A record of the change; the caller fills in what its kind has besides.
    log::Record& tell(log::Kind kind);
    void tell_scheduled(const core::NepRef& nep, bool catch_up);
    /// Records of every NEP whose height comes after the last record's and has been reached now.
    void activate_due();
    /// A record of the way back to a lower height.
    void rewind(core::LedgerPoint to);
    /// Tells that a NEP was taken out of the schedule, and lists it as cancelled.
    void cancel(const core::NepRef& nep, std::string_view reason);
    /// Takes a NEP off the list of cancelled ones.
    void forget_cancelled(const core::NepId& id);

    struct Outcome {
        std::vector<std::string> records;  ///< for the log
        std::unique_ptr<const Snapshot> snapshot;
    };
    /// A node that only reads tells nothing.
    Outcome finish(const core::SupportedRange& supported, bool read_only) &&;

private:
    void activate(const core::NepRef& nep);

    Recorded before_;
    bool halted_before_ = false;
    core::SemVer version_;  ///< the network's, as far as records have told
    std::vector<log::Record> records_;
};

bool contains(const std::vector<log::CancelledNep>& cancelled, const core::NepId& id) noexcept;

}  // namespace neuroshard::node
