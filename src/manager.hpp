#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "core/ledger.hpp"
#include "core/network.hpp"
#include "core/node_view.hpp"
#include "log/history.hpp"
#include "log/log.hpp"
#include "log/transfer.hpp"
#include "reader_slot.hpp"

namespace neuroshard::node {

struct ManagerOptions {
    core::NetworkRef network;        ///< null: the built-in network
    core::VersionRef supported_min;  ///< null: what the built-in network's genesis release implements
    core::VersionRef supported_max;  ///< likewise
    bool grease = false;             ///< advertise a feature that no peer knows
    std::string store{};             ///< file of the log; empty: in memory
    bool read_only = false;          ///< record nothing
    bool salvage = false;            ///< of a damaged store, take what is sound; implies `read_only`
    std::uint64_t time = 0;          ///< for what opening records; 0: that of the last record
};

/// What the log has told so far.
struct Recorded {
    log::Head head;
    core::LedgerPoint at;  ///< of the last record
};

/// What a manager knows between two changes. Height and time alone change within it, for they do with every block.
struct Snapshot {
    Snapshot(core::NodeView node_view, core::LedgerPoint now, log::CancelledNeps cancelled_neps, const Recorded& told)
        : view(std::move(node_view)),
          cancelled(std::move(cancelled_neps)),
          recorded(told),
          height(now.height),
          time(now.time) {}

    core::NodeView view;
    log::CancelledNeps cancelled;
    Recorded recorded;
    mutable std::atomic<std::uint64_t> height;  ///< always one at which `view` holds
    mutable std::atomic<std::uint64_t> time;

    core::LedgerPoint now() const noexcept {
        return {height.load(std::memory_order_relaxed), time.load(std::memory_order_relaxed)};
    }
};

class Change;

/// One node's view of its network: the fold of a log, and where the ledger stands. Every change is appended to the log first
/// and takes effect then. Writers take turns; reads take no lock and never wait for a writer.
class Manager {
public:
    using Reading = Published<Snapshot>::Reading;

    /// Goes on where the log ends; a log without records begins.
    static core::Result<std::unique_ptr<Manager>> create(const ManagerOptions& options);
    /// Likewise, after the log has taken over records that another one exported.
    static core::Result<std::unique_ptr<Manager>> import(const ManagerOptions& options, std::string_view json_lines);

    const core::NetworkRef& network() const noexcept { return network_; }
    const core::SupportedRange& supported() const noexcept { return supported_; }
    bool grease() const noexcept { return grease_; }

    /// The present state, for as long as the result lives.
    Reading read() const noexcept { return published_.read(); }

    core::Result<void> advance(core::LedgerPoint to);
    core::Result<void> rewind(core::LedgerPoint to);

    core::Result<void> schedule_nep(std::string_view json);
    core::Result<void> catch_up_nep(std::string_view json);
    core::Result<void> reschedule_nep(std::string_view id, core::LedgerPoint expected);
    core::Result<void> cancel_nep(std::string_view id, std::string_view reason);
    /// True where the activation is confirmed. `tell` gets the message; if it throws, nothing has changed.
    core::Result<bool> activate_nep(std::string_view id, const std::function<void(std::string_view)>& tell);

    /// The whole status as one JSON object.
    std::string status_json() const;
    std::uint64_t nep_count() const noexcept;
    core::Result<std::string> nep_json(std::uint64_t index) const;
    core::Result<std::string> find_nep_json(std::string_view id) const;

    core::Result<std::string> record_json(std::uint64_t sequence) const;
    /// Records after one, as JSON Lines.
    core::Result<log::Page> export_records(std::uint64_t after) const;
    core::Result<log::Verification> verify(const core::Digest* expected) const;

private:
    class Opening;

    static core::Result<std::unique_ptr<Manager>> open(const ManagerOptions& options, std::optional<std::string_view> imported);
    Manager(const ManagerOptions& options, core::NetworkRef network, core::SupportedRange supported,
            std::unique_ptr<log::Log> log, std::unique_ptr<const Snapshot> first);

    /// What the log has told since, by another process, taken over; and what is due by that, recorded.
    core::Result<void> follow_log();
    /// Makes a change of the present state, once more where another process was faster.
    core::Result<void> change(const std::function<core::Result<void>(Change&)>& make);
    /// False where another process was faster.
    core::Result<bool> take_effect(Change change);
    core::Result<void> move_to(core::LedgerPoint to);
    core::Result<void> add_nep(std::string_view json, bool catch_up);
    core::Result<void> check_writable() const;
    bool may_confirm(const core::NepId& id, std::string& message) const;

    const core::NetworkRef network_;
    const core::SupportedRange supported_;
    const bool grease_;
    const bool read_only_;
    const bool salvage_;
    const std::unique_ptr<log::Log> log_;

    std::mutex writing_;
    Published<Snapshot> published_;
    bool behind_log_ = false;          ///< what another process has recorded is still to be taken over
    std::set<core::NepId> confirmed_;  ///< active NEPs whose activation the host has been told of
};

}  // namespace neuroshard::node
