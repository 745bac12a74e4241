#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "core/nep.hpp"
#include "core/protocol_version.hpp"
#include "core/ref_counted.hpp"
#include "core/sha256.hpp"

namespace neuroshard::core {

/// The network at one height.
struct NetworkState {
    VersionRef version;  ///< in force at the height
    VersionRef minimum;  ///< the oldest that may still take part
};

/// A NEP in its place among the others.
struct ScheduledNep {
    NepRef nep;
    bool raises_major = false;
    bool breaking = false;  ///< raises MAJOR, or says that it is not backward compatible

    std::uint64_t height() const noexcept { return nep->content.activation_height; }
};

/// A breaking NEP, and the upgrade digest of those who have passed it (S16).
struct BreakingUpgrade {
    NepRef nep;
    Digest digest;

    std::uint64_t height() const noexcept { return nep->content.activation_height; }
    const SemVer& target() const noexcept { return nep->content.target; }
};

/// Every NEP that is or will be in force on a network, in the order of activation (S8). Checked as a whole, immutable, and
/// independent of the order in which its NEPs were learned.
class Schedule final : public RefCounted<Schedule> {
public:
    /// What a network begins with.
    struct Genesis {
        std::string network;
        VersionRef version;
    };

    /// Fails where the NEPs contradict each other or genesis (S9).
    static Result<Ref<Schedule>> make(Genesis genesis, std::vector<NepRef> neps);

    /// With a NEP added, or in place of the one that has its id.
    Result<Ref<Schedule>> with(const NepRef& nep) const;
    Result<Ref<Schedule>> without(const NepId& id) const;

    const Genesis& genesis() const noexcept { return genesis_; }
    const std::vector<ScheduledNep>& neps() const noexcept { return neps_; }
    const ScheduledNep* find(const NepId& id) const noexcept;
    /// The version in force just before a NEP of this schedule.
    const SemVer& version_before(const ScheduledNep& nep) const noexcept;

    /// How many NEPs are active at a height: the first ones of `neps`.
    std::size_t active_count(std::uint64_t height) const noexcept;

    NetworkState state_at(std::uint64_t height) const;
    /// The version made by the active NEPs whose target is not above `newest`: what software that supports no more speaks
    /// (S12).
    VersionRef version_at(std::uint64_t height, const SemVer& newest) const;

    /// The breaking ones among `neps`. Their targets ascend.
    const std::vector<BreakingUpgrade>& upgrades() const noexcept { return upgrades_; }
    /// The short upgrade digests of those who have passed none of the upgrades, one of them, …
    const std::vector<std::uint64_t>& digests() const noexcept { return digests_; }

private:
    /// Of NEPs that are distinct and in order.
    static Result<Ref<Schedule>> check(Genesis genesis, std::span<const NepRef> neps);
    Schedule(Genesis genesis, std::vector<ScheduledNep> neps);
    std::vector<NepRef> neps_except(const NepId& id) const;

    Genesis genesis_;
    std::vector<ScheduledNep> neps_;
    std::vector<BreakingUpgrade> upgrades_;
    std::vector<std::uint64_t> digests_;
};

using ScheduleRef = Ref<Schedule>;

}  // namespace neuroshard::core
