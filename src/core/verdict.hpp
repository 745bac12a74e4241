#pragma once

#include <cstdint>
#include <string>

#include "core/compatibility.hpp"
#include "core/node_view.hpp"

namespace neuroshard::core {

/// Which rule of S17 decided: its number times ten, and a digit where a rule has several outcomes.
/// The numbers are part of the C interface.
enum class Reason : std::int32_t {
    local_halted = 20,
    no_common_version = 30,
    local_too_new = 31,
    peer_below_minimum = 50,
    versions = 70,
};

/// May this node and a peer talk, and what follows.
struct Verdict {
    Compatibility level = Compatibility::incompatible;
    Reason reason = Reason::versions;
    Side upgrade = Side::none;
    std::uint64_t cut_height = 0;  ///< block at which the connection will be cut; 0: none is known
};

/// S17 for a peer of which only the version is known.
Verdict judge(const NodeView& view, const SemVer& peer) noexcept;

/// The verdict in words.
std::string verdict_message(const NodeView& view, const SemVer& peer, const Verdict& verdict);

bool is_reason(std::int32_t reason) noexcept;
const char* reason_name(std::int32_t reason) noexcept;  ///< `PEER_BELOW_MINIMUM`; `UNKNOWN` for other numbers

}  // namespace neuroshard::core
