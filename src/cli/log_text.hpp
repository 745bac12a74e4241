#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "output.hpp"

namespace neuroshard::cli {

// What the library says of a record as JSON, in words.

/// As in `NEP-002 activated: 1.1.0 → 2.0.0, adds mla`.
std::string what_happened(const nlohmann::ordered_json& record);

/// One table of many.
std::string record_table(const nlohmann::ordered_json& records, const Style& style);

/// A line of its own, for a log that goes on.
std::string record_line(const nlohmann::ordered_json& record);

/// All there is to say about one record.
std::string record_details(const nlohmann::ordered_json& record, const Style& style);

}  // namespace neuroshard::cli
