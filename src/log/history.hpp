#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "core/nep.hpp"
#include "core/network.hpp"
#include "core/node_view.hpp"
#include "core/schedule.hpp"
#include "log/log.hpp"
#include "log/record_reader.hpp"

namespace neuroshard::log {

struct CancelledNep {
    core::NepRef nep;
    std::string reason;
};
using CancelledNeps = std::shared_ptr<const std::vector<CancelledNep>>;

inline constexpr std::size_t max_cancelled = core::NepList::max_neps;  ///< older ones are forgotten

/// What the records of a log have led to.
struct State {
    Head head;
    core::LedgerPoint at;  ///< of the last record
    core::NetworkRef network;
    core::SupportedRange supported;
    core::ScheduleRef schedule;
    CancelledNeps cancelled;
};

/// The fold of a log (S21): what its records lead to, one after the other. NEPs are read at the end, when most of what a long
/// log told of them has been overtaken.
class History {
public:
    /// From the first record on. `untold` are effect hashes in hex; `add` takes those out that a record tells of.
    explicit History(std::set<std::string, std::less<>> untold = {}) : untold_(std::move(untold)) {}
    /// From where a log stood.
    explicit History(const State& state);

    const Head& head() const noexcept { return head_; }
    const std::set<std::string, std::less<>>& untold() const noexcept { return untold_; }

    /// The next record. Where it is not that, the error names it, and the history is as before.
    core::Result<void> add(std::uint64_t sequence, std::string_view record);
    /// What is left of a log. An error names the first record that is not sound; those before it have been added.
    core::Result<void> add_all(const Log& log);

    /// Of at least one record.
    core::Result<State> state() const;

private:
    /// A NEP as a record has it.
    struct Told {
        core::NepId id;
        std::uint64_t sequence = 0;
        std::string json;
        std::string effect_hash;
        core::NepRef nep;  ///< where it has been read already
        std::string reason;
    };

    core::Result<void> apply(const RecordText& record);
    core::Result<void> begin(const RecordText& genesis);
    core::Result<core::NepRef> nep_of(const Told& told) const;
    void forget_cancelled(const core::NepId& id);

    RecordReader reader_;
    Head head_;
    std::set<std::string, std::less<>> untold_;
    core::LedgerPoint at_;
    core::NetworkRef network_;
    core::SupportedRange supported_;
    std::map<core::NepId, Told> neps_;
    std::vector<Told> cancelled_;
};

}  // namespace neuroshard::log
