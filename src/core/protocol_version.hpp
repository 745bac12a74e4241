#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "core/feature_set.hpp"
#include "core/json_object_builder.hpp"
#include "core/nep_id.hpp"
#include "core/ref_counted.hpp"
#include "core/semver.hpp"

namespace neuroshard::core {

/// A SemVer version, the features it has and the NEPs active in it. Immutable.
class ProtocolVersion final : public RefCounted<ProtocolVersion> {
public:
    static Ref<ProtocolVersion> make(const SemVer& semver) {
        return Ref<ProtocolVersion>::adopt(new ProtocolVersion(semver, {}, {}));
    }

    /// Refuses a version whose JSON would be longer than a peer may read (S15).
    static Result<Ref<ProtocolVersion>> make(const SemVer& semver, FeatureSet features, NepList active_neps);

    /// A version without features or NEPs, in one allocation.
    static Result<Ref<ProtocolVersion>> parse(std::string_view text, Syntax syntax) {
        SemVerFailure failure;
        auto version = Ref<ProtocolVersion>::adopt(new ProtocolVersion(text, syntax, failure));
        if (failure.expected != nullptr) return tl::unexpected<Error>(failure.in(text));
        return version;
    }

    const SemVer& semver() const noexcept { return semver_; }
    const FeatureSet& features() const noexcept { return features_; }
    const NepList& active_neps() const noexcept { return active_neps_; }

private:
    ProtocolVersion(const SemVer& semver, FeatureSet features, NepList active_neps)
        : semver_(semver), features_(std::move(features)), active_neps_(std::move(active_neps)) {}
    ProtocolVersion(std::string_view text, Syntax syntax, SemVerFailure& failure) noexcept : semver_(text, syntax, failure) {}

    SemVer semver_;
    FeatureSet features_;
    NepList active_neps_;
};

using VersionRef = Ref<ProtocolVersion>;

inline constexpr std::size_t max_version_json = 64UL * 1024;  // S15

/// What a version may take of an advertisement, whose other keys need less than the rest.
inline constexpr std::size_t max_advertised_version = max_version_json - 2048;

/// Reads `{"major","minor","patch","features","active_neps"}` (S15). Absent features or NEPs are none; a key
/// that only this project writes, `prerelease` or `build`, is taken; other keys are ignored.
Result<VersionRef> protocol_version_from_json(std::string_view text);

/// The members that a version and an advertisement begin with (S15).
JsonObjectBuilder version_members(const SemVer& semver, const std::vector<std::string>& features, const NepList& active_neps);

/// The inverse of `protocol_version_from_json`. `prerelease` and `build` follow the five keys only where the version has them.
std::string protocol_version_to_json(const ProtocolVersion& version);

}  // namespace neuroshard::core
