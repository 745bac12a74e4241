#include "core/verdict.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace neuroshard::core {
namespace {

Verdict incompatible(Reason reason, Side upgrade) noexcept {
    return {.level = Compatibility::incompatible, .reason = reason, .upgrade = upgrade};
}

std::string explanation(const NodeView& view, Reason reason) {
    switch (reason) {
        case Reason::local_halted:
        case Reason::local_too_new: return status_advice(view);
        case Reason::no_common_version:
            return fmt::format("this node supports no version below {}", view.supported.min->semver().text());
        case Reason::peer_below_minimum:
            return fmt::format("the network requires at least {}", view.network.minimum->semver().text());
        case Reason::versions: break;
    }
    return {};
}

/// Null for a number that is no reason.
const char* name_of(Reason reason) noexcept {
    switch (reason) {
        case Reason::local_halted: return "LOCAL_HALTED";
        case Reason::no_common_version: return "NO_COMMON_VERSION";
        case Reason::local_too_new: return "LOCAL_TOO_NEW";
        case Reason::peer_below_minimum: return "PEER_BELOW_MINIMUM";
        case Reason::versions: return "VERSIONS";
    }
    return nullptr;
}

}  // namespace

Verdict judge(const NodeView& view, const SemVer& peer) noexcept {
    const SemVer& active = view.active->semver();
    if (view.status == NodeStatus::must_upgrade) return incompatible(Reason::local_halted, Side::local);
    // The active version of any other node is below its own minimum only while the network is.
    if (view.status == NodeStatus::too_new) return incompatible(Reason::local_too_new, Side::none);
    if (peer < view.supported.min->semver()) return incompatible(Reason::no_common_version, Side::peer);
    if (peer < view.network.minimum->semver()) return incompatible(Reason::peer_below_minimum, Side::peer);
    return {.level = check_compatibility(active, peer), .reason = Reason::versions, .upgrade = side_to_upgrade(active, peer)};
}

std::string verdict_message(const NodeView& view, const SemVer& peer, const Verdict& verdict) {
    const SemVer& active = view.active->semver();
    if (verdict.reason == Reason::versions) return compatibility_message(active, peer);
    return fmt::format("Incompatible versions: {}: {}.{}", both_versions(active, peer), explanation(view, verdict.reason),
                       advice(verdict.upgrade, verdict.level));
}

bool is_reason(std::int32_t reason) noexcept { return name_of(static_cast<Reason>(reason)) != nullptr; }

const char* reason_name(std::int32_t reason) noexcept {
    const char* const name = name_of(static_cast<Reason>(reason));
    return name == nullptr ? "UNKNOWN" : name;
}

}  // namespace neuroshard::core
