#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ledger.hpp"
#include "core/nep.hpp"
#include "core/network.hpp"
#include "core/node_view.hpp"
#include "core/sha256.hpp"

namespace neuroshard::log {

/// What a record tells of (S21).
enum class Kind : std::uint8_t {
    genesis,
    software_changed,
    nep_scheduled,
    nep_rescheduled,
    nep_cancelled,
    nep_activated,
    halted,
    rewound,
};

std::string_view kind_word(Kind kind) noexcept;  ///< `nep_scheduled`
std::optional<Kind> kind_of(std::string_view word) noexcept;

/// The last record of a log: what the next one follows.
struct Head {
    std::uint64_t sequence = 0;  ///< 0: the log is empty
    core::Digest hash{};

    friend bool operator==(const Head&, const Head&) = default;
};

/// A change, as the log will tell of it. What a kind does not have is left empty.
struct Record {
    Kind kind;
    core::LedgerPoint at;                        ///< where the host's ledger stood
    std::optional<core::SemVer> version_before;  ///< the network's; genesis has none
    core::SemVer version_after;
    std::vector<std::string> features_added{};
    std::vector<std::string> features_removed{};
    core::NepRef nep{};
    bool catch_up = false;                            ///< of a NEP that the network had agreed on already
    std::string reason{};                             ///< of a cancellation
    std::optional<core::SupportedRange> supported{};  ///< genesis, software_changed
    core::NetworkRef network{};                       ///< genesis
};

/// No record is longer: a network's definition is the largest thing in one.
inline constexpr std::size_t max_record = core::Network::max_json + core::max_nep_json;

/// The record that follows `head`, which then is this one: canonical JSON (RFC 8785) with the SHA-256 of all the rest of it
/// as `hash`.
std::string seal(const Record& record, Head& head);

/// The hash that a sealed record says it has; zeros where it says none.
core::Digest hash_of(std::string_view sealed) noexcept;

}  // namespace neuroshard::log
