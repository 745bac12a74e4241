#include "nep_lookup.hpp"

#include <fmt/format.h>

#include "failure.hpp"

namespace neuroshard::cli {

using nlohmann::ordered_json;

ordered_json all_neps(const Manager& manager) {
    ordered_json neps = ordered_json::array();
    for (const std::string& nep : manager.neps()) neps.push_back(ordered_json::parse(nep));
    return neps;
}

ordered_json nep_of(const Manager& manager, const std::string& id) {
    if (const auto nep = manager.find_nep(id)) return ordered_json::parse(*nep);
    throw Failure(ExitCode::refused, fmt::format("NEP {} not found", id));
}

}  // namespace neuroshard::cli
