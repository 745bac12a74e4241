#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "neuroshard_version.hpp"

namespace neuroshard::cli {

/// Every NEP that a node knows, in the library's order: an array of what docs/nep-json.md describes.
nlohmann::ordered_json all_neps(const Manager& manager);

/// One of them; throws Failure (refused) if the node does not know it.
nlohmann::ordered_json nep_of(const Manager& manager, const std::string& id);

}  // namespace neuroshard::cli
