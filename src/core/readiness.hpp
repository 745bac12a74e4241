#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "core/advertisement.hpp"

namespace neuroshard::core {

/// Counts peers by their advertisements: which versions they speak, and who will be cut off when. Its memory is bounded,
/// whatever they claim.
class Readiness {
public:
    static constexpr std::size_t max_versions = 1000;

    Readiness(NodeView view, std::uint64_t height);

    /// Fails for what is no advertisement, and counts it as invalid.
    Result<void> add(std::string_view advertisement);

    std::string to_json() const;

private:
    struct Hash {
        std::size_t operator()(const SemVer& version) const noexcept { return static_cast<std::size_t>(version.hash()); }
    };

    Json versions_to_json() const;
    Json cuts_to_json() const;
    Json verdicts_to_json() const;
    std::uint64_t& version_counter(const SemVer& version);
    std::uint64_t& cut_counter(std::uint64_t height);

    NodeView view_;
    std::uint64_t height_;
    AdvertisementReader reader_;
    std::uint64_t peers_ = 0;
    std::uint64_t invalid_ = 0;
    std::uint64_t can_talk_ = 0;
    std::uint64_t ready_ = 0;
    std::uint64_t undeclared_ = 0;
    std::uint64_t other_versions_ = 0;
    std::uint64_t other_cuts_ = 0;
    std::size_t foreign_cuts_ = 0;  ///< heights in `cuts_` that are not in this node's schedule
    // A counter may be 0, for its peer was not counted when memory ran out.
    std::unordered_map<SemVer, std::uint64_t, Hash> versions_;
    std::map<std::uint64_t, std::uint64_t> cuts_;
    std::map<std::pair<Compatibility, Reason>, std::uint64_t> verdicts_;
};

}  // namespace neuroshard::core
