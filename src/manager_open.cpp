// How a manager comes to be: from the log it goes on with, and what the host says of its software.
#include <fmt/format.h>

#include "core/schedule_change.hpp"
#include "log/memory_log.hpp"
#include "log/sqlite_log.hpp"
#include "log/store_file.hpp"
#include "log/transfer.hpp"
#include "manager_change.hpp"
#include "networks/mainnet.hpp"

namespace neuroshard::node {

using core::Error;
using core::NetworkRef;
using core::Result;
using core::Status;
using core::SupportedRange;
using core::VersionRef;

namespace {

Result<std::unique_ptr<log::Log>> open_log(const ManagerOptions& options) {
    if (options.store.empty()) return std::make_unique<log::MemoryLog>();
    using Access = log::SqliteLog::Access;
    return log::SqliteLog::open(options.store, options.read_only || options.salvage ? Access::read_only : Access::read_write);
}

bool same_network(const core::Network& a, const core::Network& b) {
    return a.id() == b.id() && a.genesis()->semver().text() == b.genesis()->semver().text() &&
           a.genesis()->features().names() == b.genesis()->features().names();
}

/// The network that a log is of, as the host defines it, or this library, or else the log.
Result<NetworkRef> choose_network(const NetworkRef& given, const NetworkRef& recorded) {
    const NetworkRef& own = given ? given : networks::mainnet();
    if (!recorded || same_network(*own, *recorded)) return own;
    if (!given) return recorded;
    return core::fail(Status::conflict,
                      fmt::format("the log is of network {} from {} on, and not of {} from {} on{}", recorded->id(),
                                  recorded->genesis()->semver().text(), given->id(), given->genesis()->semver().text(),
                                  recorded->id() == given->id() ? " with these features" : ""));
}

/// The effects of the NEPs that a network's definition lists.
std::set<std::string, std::less<>> effects_of(const core::Network& network) {
    std::set<std::string, std::less<>> effects;
    for (const core::ScheduledNep& scheduled : network.schedule()->neps()) {
        effects.insert(core::hex(scheduled.nep->effect_hash));
    }
    return effects;
}

Result<SupportedRange> choose_supported(const ManagerOptions& options, const SupportedRange& recorded) {
    const VersionRef& built_in = networks::mainnet()->genesis();
    const auto choose = [&](const VersionRef& given, const VersionRef& last) { return given ? given : last ? last : built_in; };
    SupportedRange supported{choose(options.supported_min, recorded.min), choose(options.supported_max, recorded.max)};
    if (auto valid = core::check_range(supported); !valid) return tl::unexpected<Error>(std::move(valid.error()));
    return supported;
}

bool same_versions(const SupportedRange& a, const SupportedRange& b) {
    return a.min->semver().text() == b.min->semver().text() && a.max->semver().text() == b.max->semver().text();
}

/// What has changed around a log while nobody used it: the software, and the NEPs that the network's definition lists.
Result<Change> change_since(const log::State& state, const core::Network& network, const SupportedRange& supported,
                            const std::set<std::string, std::less<>>& untold, std::uint64_t time) {
    Change change(state, state.supported, {state.at.height, time == 0 ? state.at.time : time});
    if (!same_versions(state.supported, supported)) change.tell(log::Kind::software_changed).supported = supported;
    for (const core::ScheduledNep& scheduled : network.schedule()->neps()) {
        if (!untold.contains(core::hex(scheduled.nep->effect_hash))) continue;
        auto next = core::catch_up_nep(change.schedule, scheduled.nep);
        if (!next) {
            next.error().message.insert(0, "the network's definition contradicts the log: ");
            return tl::unexpected<Error>(std::move(next.error()));
        }
        if (next->get() == change.schedule.get()) continue;
        change.schedule = std::move(*next);
        change.forget_cancelled(scheduled.nep->content.id);
        change.tell_scheduled(scheduled.nep, true);
    }
    return change;
}

}  // namespace

/// One attempt; a log that another process has added to meanwhile takes another.
class Manager::Opening {
public:
    Opening(const ManagerOptions& options, std::optional<std::string_view> imported)
        : options_(options), imported_(imported), read_only_(options.read_only || options.salvage) {}

    /// Null where another process has added to the log.
    Result<std::unique_ptr<Manager>> attempt() {
        auto log = open_log(options_);
        if (!log) return tl::unexpected<Error>(std::move(log.error()));
        log::History history(effects_of(options_.network ? *options_.network : *networks::mainnet()));
        if (auto told = read(**log, history); !told) return tl::unexpected<Error>(std::move(told.error()));
        const log::Head stored = history.head();
        if (read_only_ && !options_.store.empty() && stored.sequence == 0) {
            return core::fail(Status::not_found, log::about_store(options_.store, "it has no records yet"));
        }
        std::vector<std::string> records;
        if (imported_) {
            auto added = log::take_over(**log, history, *imported_);
            if (!added) return tl::unexpected<Error>(std::move(added.error()));
            records = std::move(*added);
        }
        auto change = change_after(history);
        if (!change) return tl::unexpected<Error>(std::move(change.error()));
        Change::Outcome outcome = std::move(*change).finish(supported_, read_only_);
        std::move(outcome.records.begin(), outcome.records.end(), std::back_inserter(records));
        if (!records.empty()) {
            const auto appended = (*log)->append(stored, records);
            if (!appended) return tl::unexpected<Error>(appended.error());
            if (!*appended) return std::unique_ptr<Manager>();
        }
        return std::unique_ptr<Manager>(
            new Manager(options_, std::move(network_), std::move(supported_), std::move(*log), std::move(outcome.snapshot)));
    }

private:
    /// All records, or of a damaged store the sound ones.
    Result<void> read(const log::Log& log, log::History& history) const {
        auto told = history.add_all(log);
        const bool enough = options_.salvage && !told && told.error().status == Status::corrupt && history.head().sequence > 0;
        return enough ? Result<void>() : told;
    }

    Result<Change> change_after(const log::History& history) {
        log::State state;
        if (history.head().sequence > 0) {
            auto told = history.state();
            if (!told) return tl::unexpected<Error>(std::move(told.error()));
            state = std::move(*told);
        }
        auto network = choose_network(options_.network, state.network);
        if (!network) return tl::unexpected<Error>(std::move(network.error()));
        auto supported = choose_supported(options_, state.supported);
        if (!supported) return tl::unexpected<Error>(std::move(supported.error()));
        network_ = std::move(*network);
        supported_ = std::move(*supported);
        if (!state.network) return Change(network_, supported_, {0, options_.time});
        return change_since(state, *network_, supported_, history.untold(), options_.time);
    }

    const ManagerOptions& options_;
    const std::optional<std::string_view> imported_;
    const bool read_only_;
    NetworkRef network_;
    SupportedRange supported_;
};

Result<std::unique_ptr<Manager>> Manager::open(const ManagerOptions& options, std::optional<std::string_view> imported) {
    for (;;) {
        auto manager = Opening(options, imported).attempt();
        if (!manager || *manager) return manager;
    }
}

Result<std::unique_ptr<Manager>> Manager::create(const ManagerOptions& options) { return open(options, std::nullopt); }

Result<std::unique_ptr<Manager>> Manager::import(const ManagerOptions& options, std::string_view json_lines) {
    if (options.read_only || options.salvage) {
        return core::fail(Status::read_only, "records cannot be imported into a log that is only to be read");
    }
    return open(options, json_lines);
}

}  // namespace neuroshard::node
