#pragma once

#include <cstdint>
#include <string>

#include "core/semver.hpp"

namespace neuroshard::core {

/// The user's four levels (S4). The numbers are part of the C interface.
enum class Compatibility : std::int32_t { identical = 0, compatible = 1, upgrade_recommended = 2, incompatible = 3 };

/// The side of a connection that should (or, where the level is incompatible, must) upgrade.
enum class Side : std::int32_t { none = 0, local = 1, peer = 2 };

/// S4. Features and NEPs do not count.
Compatibility check_compatibility(const SemVer& local, const SemVer& peer) noexcept;

/// Whether the two can communicate at all.
inline bool is_compatible(const SemVer& local, const SemVer& peer) noexcept {
    return check_compatibility(local, peer) != Compatibility::incompatible;
}

/// The older side where MAJOR, MINOR or pre-release differ; nobody otherwise.
Side side_to_upgrade(const SemVer& local, const SemVer& peer) noexcept;

/// S5: the reference's text, then who should upgrade.
std::string compatibility_message(const SemVer& local, const SemVer& peer);

/// `you have A, peer has B`, as every message about two versions says it.
std::string both_versions(const SemVer& local, const SemVer& peer);

/// ` You must upgrade.`, ` The peer should upgrade.`; nothing where nobody has to.
std::string advice(Side side, Compatibility level);

const char* compatibility_name(std::int32_t level) noexcept;  ///< `UPGRADE_RECOMMENDED`
const char* compatibility_word(std::int32_t level) noexcept;  ///< `upgrade`, the reference's wire word
const char* side_name(std::int32_t side) noexcept;            ///< `LOCAL`

}  // namespace neuroshard::core
