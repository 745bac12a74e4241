#include "core/verdict.hpp"

#include <algorithm>
#include <span>

#include <fmt/format.h>

namespace neuroshard::core {
namespace {

Verdict incompatible(Reason reason, Side upgrade) noexcept {
    return {.level = Compatibility::incompatible, .reason = reason, .upgrade = upgrade};
}

Verdict can_talk(Reason reason, Side upgrade = Side::none, Compatibility level = Compatibility::compatible) noexcept {
    return {.level = level, .reason = reason, .upgrade = upgrade};
}

/// Rules 2 and 3: a side that takes no part, or no version that both speak.
std::optional<Verdict> judge_support(const NodeView& view, const Peer& peer) noexcept {
    const SemVer& local_version = view.active->semver();
    const SemVer& peer_version = *peer.version;
    if (view.halted()) return incompatible(Reason::local_halted, Side::local);
    if (peer.halted) return incompatible(Reason::peer_halted, Side::peer);
    if (peer.supported_max != nullptr && *peer.supported_max < view.network.minimum->semver()) {
        return incompatible(Reason::peer_unsupported, Side::peer);
    }
    // A side whose own active version is below what it supports waits for the network.
    if (view.status == NodeStatus::too_new) return incompatible(Reason::local_too_new, Side::none);
    if (peer_version < view.supported.min->semver()) return incompatible(Reason::no_common_version, Side::peer);
    if (peer.supported_min == nullptr) return std::nullopt;
    if (peer_version < *peer.supported_min) return incompatible(Reason::peer_too_new, Side::none);
    if (local_version < *peer.supported_min) return incompatible(Reason::no_common_version, Side::local);
    return std::nullopt;
}

bool is_syncing(const BreakingUpgrade& next, const Peer& peer) noexcept {
    return peer.upgrade_id->next == next.height() && (!peer.height || *peer.height < next.height());
}

/// Rule 4: which upgrades each has passed. Nothing where they are the same and neither should have passed more.
std::optional<Verdict> judge_upgrades(const NodeView& view, std::uint64_t height, const Peer& peer) noexcept {
    if (!peer.upgrade_id) return std::nullopt;
    if (peer.upgrade_id->digest == view.digest()) {
        const std::uint64_t next = view.next_height();
        if (peer.upgrade_id->next > 0 && peer.upgrade_id->next <= height) return incompatible(Reason::local_stale, Side::local);
        if (next > 0 && peer.height && next <= *peer.height) return incompatible(Reason::peer_stale, Side::peer);
        return std::nullopt;
    }
    const auto& digests = view.schedule->digests();
    const auto& upgrades = view.schedule->upgrades();
    const auto passed =
        static_cast<std::size_t>(std::find(digests.begin(), digests.end(), peer.upgrade_id->digest) - digests.begin());
    if (passed == digests.size()) return incompatible(Reason::diverged, Side::none);
    if (passed < view.passed) {
        return is_syncing(upgrades[passed], peer) ? can_talk(Reason::peer_syncing)
                                                  : incompatible(Reason::peer_stale, Side::peer);
    }
    const bool supported = upgrades[passed - 1].target() <= view.supported.max->semver();  // targets ascend
    return supported ? can_talk(Reason::local_syncing) : incompatible(Reason::local_unsupported, Side::local);
}

/// Rules 5 to 7: the versions themselves.
Verdict judge_version(const NodeView& view, const SemVer& peer) noexcept {
    const SemVer& local = view.active->semver();
    if (peer < view.network.minimum->semver()) return incompatible(Reason::peer_below_minimum, Side::peer);
    if (peer.major() > local.major()) {
        const auto upgrades = view.next_upgrades();
        const auto ready_for = std::find_if(upgrades.begin(), upgrades.end(), [&](const BreakingUpgrade& upgrade) {
            return upgrade.target().major() == peer.major();
        });
        if (ready_for != upgrades.end()) {
            const bool supported = ready_for->target() <= view.supported.max->semver();
            return can_talk(Reason::peer_ready, supported ? Side::none : Side::local, Compatibility::upgrade_recommended);
        }
    }
    return {.level = check_compatibility(local, peer), .reason = Reason::versions, .upgrade = side_to_upgrade(local, peer)};
}

/// The earlier of two heights of which 0 means none.
std::uint64_t earlier(std::uint64_t a, std::uint64_t b) noexcept { return a == 0 || (b != 0 && b < a) ? b : a; }

std::uint64_t cut_height(const NodeView& view, const Peer& peer) noexcept {
    return earlier(view.cut_by ? view.cut_by->content.activation_height : 0, peer_cut_height(view, peer));
}

std::string explanation(const NodeView& view, const Verdict& verdict) {
    const auto minimum = [&] { return view.network.minimum->semver().text(); };
    switch (verdict.reason) {
        case Reason::different_network: return fmt::format("the peer is not on {}", view.schedule->genesis().network);
        case Reason::local_halted:
        case Reason::local_too_new: return status_advice(view);
        case Reason::peer_halted: return "the peer is halted by an upgrade that it does not support";
        case Reason::peer_unsupported:
            return fmt::format("the network requires at least {} and the peer supports no such version", minimum());
        case Reason::no_common_version:
            return verdict.upgrade == Side::local
                       ? "the peer supports no version as old as this node's"
                       : fmt::format("this node supports no version below {}", view.supported.min->semver().text());
        case Reason::peer_too_new: return "the peer supports only versions that the network has not reached; it has to wait";
        case Reason::local_stale: return "this node goes without an upgrade of the peer's that is due";
        case Reason::peer_stale: return "the peer goes without an upgrade that is due";
        case Reason::local_unsupported:
            return fmt::format("the peer has passed an upgrade that needs more than the {} that this node supports at most",
                               view.supported.max->semver().text());
        case Reason::diverged: return "the peer has passed other upgrades than this node's schedule has";
        case Reason::peer_below_minimum: return fmt::format("the network requires at least {}", minimum());
        case Reason::peer_syncing: return "the peer is syncing and has not reached the latest upgrade yet";
        case Reason::local_syncing: return "this node is syncing and has not reached the peer's latest upgrade yet";
        case Reason::peer_ready: return "the peer is ready for a scheduled upgrade";
        case Reason::versions: break;
    }
    return {};
}

/// Null for a number that is no reason.
const char* name_of(Reason reason) noexcept {
    switch (reason) {
        case Reason::different_network: return "DIFFERENT_NETWORK";
        case Reason::local_halted: return "LOCAL_HALTED";
        case Reason::peer_halted: return "PEER_HALTED";
        case Reason::peer_unsupported: return "PEER_UNSUPPORTED";
        case Reason::no_common_version: return "NO_COMMON_VERSION";
        case Reason::local_too_new: return "LOCAL_TOO_NEW";
        case Reason::peer_too_new: return "PEER_TOO_NEW";
        case Reason::local_stale: return "LOCAL_STALE";
        case Reason::peer_stale: return "PEER_STALE";
        case Reason::peer_syncing: return "PEER_SYNCING";
        case Reason::local_syncing: return "LOCAL_SYNCING";
        case Reason::local_unsupported: return "LOCAL_UNSUPPORTED";
        case Reason::diverged: return "DIVERGED";
        case Reason::peer_below_minimum: return "PEER_BELOW_MINIMUM";
        case Reason::peer_ready: return "PEER_READY";
        case Reason::versions: return "VERSIONS";
    }
    return nullptr;
}

/// The verdict without when it will change. The reference's text begins each level (S5).
std::string present_message(const NodeView& view, const SemVer& peer, const Verdict& verdict) {
    const SemVer& active = view.active->semver();
    if (verdict.reason == Reason::versions) return compatibility_message(active, peer);
    const std::string why = explanation(view, verdict);
    const std::string who = advice(verdict.upgrade, verdict.level);
    switch (verdict.level) {
        case Compatibility::identical:
        case Compatibility::compatible: return fmt::format("Compatible versions: {}.{}", why, who);
        case Compatibility::upgrade_recommended:
            return fmt::format("Upgrade recommended: {}: {}.{}", both_versions(active, peer), why, who);
        case Compatibility::incompatible: break;
    }
    return fmt::format("Incompatible versions: {}: {}.{}", both_versions(active, peer), why, who);
}

}  // namespace

Verdict judge(const NodeView& view, std::uint64_t height, const Peer& peer) noexcept {
    if (peer.network && *peer.network != view.schedule->genesis().network) {
        return incompatible(Reason::different_network, Side::none);
    }
    if (const auto verdict = judge_support(view, peer)) return *verdict;
    Verdict verdict;
    if (const auto decided = judge_upgrades(view, height, peer)) {
        verdict = *decided;
    } else {
        verdict = judge_version(view, *peer.version);
    }
    if (verdict.level != Compatibility::incompatible) verdict.cut_height = cut_height(view, peer);
    return verdict;
}

std::uint64_t peer_cut_height(const NodeView& view, const Peer& peer) noexcept {
    const auto upgrades = view.next_upgrades();
    std::uint64_t height = 0;
    if (peer.supported_max != nullptr) {
        const auto cut = std::partition_point(upgrades.begin(), upgrades.end(), [&](const BreakingUpgrade& upgrade) {
            return upgrade.target() <= *peer.supported_max;
        });
        if (cut != upgrades.end()) height = cut->height();
    }
    // The same upgrades passed, but not the same one next: they part at the first that only one of them knows.
    if (peer.upgrade_id && peer.upgrade_id->digest == view.digest() && peer.upgrade_id->next != view.next_height()) {
        height = earlier(height, earlier(peer.upgrade_id->next, view.next_height()));
    }
    return height;
}

std::string verdict_message(const NodeView& view, const SemVer& peer, const Verdict& verdict) {
    std::string message = present_message(view, peer, verdict);
    if (verdict.cut_height == 0) return message;
    return fmt::format("{}{} This connection will be cut at block {}.", message, message.ends_with('.') ? "" : ".",
                       verdict.cut_height);
}

bool is_reason(std::int32_t reason) noexcept { return name_of(static_cast<Reason>(reason)) != nullptr; }

const char* reason_name(std::int32_t reason) noexcept {
    const char* const name = name_of(static_cast<Reason>(reason));
    return name == nullptr ? "UNKNOWN" : name;
}

}  // namespace neuroshard::core
