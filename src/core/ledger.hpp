#pragma once

#include <cstdint>

namespace neuroshard::core {

/// 2^53 - 1: heights and times up to it survive every JSON reader, and their canonical JSON is their decimal digits (RFC 8785).
inline constexpr std::uint64_t max_height = (std::uint64_t{1} << 53U) - 1;

inline constexpr std::uint64_t seconds_per_day = 86400;

/// Where the ledger stands, as the host says.
struct LedgerPoint {
    std::uint64_t height = 0;  ///< blocks
    std::uint64_t time = 0;    ///< Unix seconds
};

}  // namespace neuroshard::core
