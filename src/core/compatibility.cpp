#include "core/compatibility.hpp"

#include <fmt/format.h>

namespace neuroshard::core {

Compatibility check_compatibility(const SemVer& local, const SemVer& peer) noexcept {
    if (local == peer) return Compatibility::identical;
    if (local.major() != peer.major()) return Compatibility::incompatible;
    if (local.minor() != peer.minor() || local.is_prerelease() || peer.is_prerelease()) {
        return Compatibility::upgrade_recommended;
    }
    return Compatibility::compatible;
}

Side side_to_upgrade(const SemVer& local, const SemVer& peer) noexcept {
    if (check_compatibility(local, peer) < Compatibility::upgrade_recommended) return Side::none;
    return local < peer ? Side::local : Side::peer;
}

std::string both_versions(const SemVer& local, const SemVer& peer) {
    return fmt::format("you have {}, peer has {}", local.text(), peer.text());
}

std::string advice(Side side, Compatibility level) {
    if (side == Side::none) return {};
    return fmt::format(" {} {} upgrade.", side == Side::local ? "You" : "The peer",
                       level == Compatibility::incompatible ? "must" : "should");
}

std::string compatibility_message(const SemVer& local, const SemVer& peer) {
    const Compatibility level = check_compatibility(local, peer);
    switch (level) {
        case Compatibility::identical: return "Identical version";
        case Compatibility::compatible: return "Compatible versions";
        case Compatibility::upgrade_recommended:
            return fmt::format("Upgrade recommended: {}.{}", both_versions(local, peer),
                               advice(side_to_upgrade(local, peer), level));
        case Compatibility::incompatible: break;
    }
    return fmt::format("Incompatible versions: {}. Major version mismatch.{}", both_versions(local, peer),
                       advice(side_to_upgrade(local, peer), level));
}

const char* compatibility_name(std::int32_t level) noexcept {
    switch (static_cast<Compatibility>(level)) {
        case Compatibility::identical: return "IDENTICAL";
        case Compatibility::compatible: return "COMPATIBLE";
        case Compatibility::upgrade_recommended: return "UPGRADE_RECOMMENDED";
        case Compatibility::incompatible: return "INCOMPATIBLE";
    }
    return "UNKNOWN";
}

const char* compatibility_word(std::int32_t level) noexcept {
    switch (static_cast<Compatibility>(level)) {
        case Compatibility::identical: return "identical";
        case Compatibility::compatible: return "compatible";
        case Compatibility::upgrade_recommended: return "upgrade";
        case Compatibility::incompatible: return "incompatible";
    }
    return "unknown";
}

const char* side_name(std::int32_t side) noexcept {
    switch (static_cast<Side>(side)) {
        case Side::none: return "NONE";
        case Side::local: return "LOCAL";
        case Side::peer: return "PEER";
    }
    return "UNKNOWN";
}

}  // namespace neuroshard::core
