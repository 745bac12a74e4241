#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/compatibility.hpp"
#include "core/node_view.hpp"

namespace neuroshard::core {

/// Which rule of S17 decided: its number times ten, and a digit where a rule has several outcomes.
/// The numbers are part of the C interface.
enum class Reason : std::int32_t {
    different_network = 10,
    local_halted = 20,
    peer_halted = 21,
    peer_unsupported = 22,
    no_common_version = 30,
    local_too_new = 31,
    peer_too_new = 32,
    local_stale = 40,
    peer_stale = 41,
    peer_syncing = 42,
    local_syncing = 43,
    local_unsupported = 44,
    diverged = 45,
    peer_below_minimum = 50,
    peer_ready = 60,
    versions = 70,
};

/// The upgrades that a peer says it has passed (S16).
struct PeerUpgradeId {
    std::uint64_t digest = 0;
    std::uint64_t next = 0;  ///< height of its next one; 0: none
};

/// What a peer says of itself, borrowed. Whatever it does not say is absent.
struct Peer {
    const SemVer* version = nullptr;  ///< always there
    std::optional<std::string_view> network = std::nullopt;
    const SemVer* supported_min = nullptr;
    const SemVer* supported_max = nullptr;
    std::optional<std::uint64_t> height = std::nullopt;
    std::optional<PeerUpgradeId> upgrade_id = std::nullopt;
    bool halted = false;
};

/// May this node and a peer talk, and what follows.
struct Verdict {
    Compatibility level = Compatibility::incompatible;
    Reason reason = Reason::versions;
    Side upgrade = Side::none;
    std::uint64_t cut_height = 0;  ///< block at which the connection will be cut; 0: none is known
};

/// S17 at a height within the view's.
Verdict judge(const NodeView& view, std::uint64_t height, const Peer& peer) noexcept;

/// The first upgrade, not yet passed by this node, that a peer will not pass: because it does not support it, or, as the
/// height of `next` in another schedule, because only one side knows it. 0: none is known.
std::uint64_t peer_cut_height(const NodeView& view, const Peer& peer) noexcept;

/// The verdict in words.
std::string verdict_message(const NodeView& view, const SemVer& peer, const Verdict& verdict);

bool is_reason(std::int32_t reason) noexcept;
const char* reason_name(std::int32_t reason) noexcept;  ///< `PEER_BELOW_MINIMUM`; `UNKNOWN` for other numbers

}  // namespace neuroshard::core
