#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/ledger.hpp"
#include "core/schedule.hpp"

namespace neuroshard::core::test {

inline VersionRef version(std::string_view text) { return *ProtocolVersion::parse(text, Syntax::strict); }

/// A NEP of a target and a height; `change` sets the rest.
template <typename Change>
NepRef nep(std::uint64_t number, std::string_view target, std::uint64_t height, Change change) {
    Nep::Content content{
        .id = *NepId::parse("NEP-00" + std::to_string(number)), .title = "T", .target = *SemVer::parse(target)};
    content.activation_height = height;
    content.expected_activation_time = 30 * seconds_per_day;
    change(content);
    return Nep::make(std::move(content));
}
inline NepRef nep(std::uint64_t number, std::string_view target, std::uint64_t height) {
    return nep(number, target, height, [](const Nep::Content&) {});
}

inline ScheduleRef schedule(const VersionRef& genesis, std::vector<NepRef> neps) {
    return Schedule::make({.network = "testnet", .version = genesis}, std::move(neps)).value();
}

}  // namespace neuroshard::core::test
