#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/ledger.hpp"
#include "core/network.hpp"
#include "core/node_view.hpp"
#include "reader_slot.hpp"

namespace neuroshard::node {

struct ManagerOptions {
    core::NetworkRef network;        ///< null: the built-in network
    core::VersionRef supported_min;  ///< null: what the built-in network's genesis release implements
    core::VersionRef supported_max;  ///< likewise
    bool grease = false;             ///< advertise a feature that no peer knows
};

struct CancelledNep {
    core::NepRef nep;
    std::string reason;
};

/// What a manager knows between two changes. Height and time alone change within it, for they do with every block.
struct Snapshot {
    Snapshot(core::NodeView node_view, core::LedgerPoint now, std::shared_ptr<const std::vector<CancelledNep>> cancelled_neps)
        : view(std::move(node_view)), cancelled(std::move(cancelled_neps)), height(now.height), time(now.time) {}

    core::NodeView view;
    std::shared_ptr<const std::vector<CancelledNep>> cancelled;
    mutable std::atomic<std::uint64_t> height;  ///< always one at which `view` holds
    mutable std::atomic<std::uint64_t> time;

    core::LedgerPoint now() const noexcept {
        return {height.load(std::memory_order_relaxed), time.load(std::memory_order_relaxed)};
    }
};

/// One node's view of its network. Writers take turns; reads take no lock and never wait for a writer.
class Manager {
public:
    using Reading = Published<Snapshot>::Reading;

    static core::Result<std::unique_ptr<Manager>> create(const ManagerOptions& options);

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

private:
    using CancelledNeps = std::shared_ptr<const std::vector<CancelledNep>>;

    Manager(const ManagerOptions& options, core::NetworkRef network, core::SupportedRange supported);

    core::Result<void> move_to(core::LedgerPoint to);
    bool may_confirm(const core::NepId& id, std::string& message) const;
    core::Result<void> change_schedule(const core::NepId& id, core::Result<core::ScheduleRef> next);
    void publish(const core::ScheduleRef& schedule, core::LedgerPoint now, CancelledNeps cancelled);

    const core::NetworkRef network_;
    const core::SupportedRange supported_;
    const bool grease_;

    std::mutex writing_;
    Published<Snapshot> published_;
    std::set<core::NepId> confirmed_;  ///< active NEPs whose activation the host has been told of
};

}  // namespace neuroshard::node
