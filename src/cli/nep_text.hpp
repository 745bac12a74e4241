#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "output.hpp"

namespace neuroshard::cli {

// What the library says of a NEP as JSON, in words. The texts in it hold no control characters; the library saw to that.

/// As in `Grace period`.
std::string phase_name(const nlohmann::ordered_json& nep);

/// As in `31 days, 4364 blocks`.
std::string time_left(const nlohmann::ordered_json& nep);

/// What an operator should do about a pending NEP: its migration steps, numbered if there are several.
std::string what_to_do(const nlohmann::ordered_json& nep);

/// Whether this node supports a NEP.
std::string support(const nlohmann::ordered_json& nep, const Style& style);

/// All there is to say about one NEP.
std::string nep_details(const nlohmann::ordered_json& nep, const Style& style);

/// One table of many.
std::string nep_table(const nlohmann::ordered_json& neps, const Style& style);

/// What an operator must know of a pending upgrade.
std::string pending_upgrade(const nlohmann::ordered_json& nep, const Style& style);

}  // namespace neuroshard::cli
