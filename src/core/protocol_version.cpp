#include "core/protocol_version.hpp"

#include <fmt/format.h>

#include "core/json.hpp"
#include "core/json_object_reader.hpp"

namespace neuroshard::core {
namespace {

/// The triple, and behind it what `prerelease` and `build` say.
SemVer read_semver(JsonObjectReader& object) {
    const std::uint64_t major = object.number("major");
    const std::uint64_t minor = object.number("minor");
    const std::uint64_t patch = object.number("patch");
    const SemVer release(major, minor, patch);
    const std::string_view prerelease = object.optional_text("prerelease").value_or("");
    const std::string_view build = object.optional_text("build").value_or("");
    auto whole = SemVer::compose(release, prerelease, build);
    if (whole) return *whole;
    object.blame(std::move(whole.error()));
    return release;
}

}  // namespace

Result<VersionRef> ProtocolVersion::make(const SemVer& semver, FeatureSet features, NepList active_neps) {
    auto version = VersionRef::adopt(new ProtocolVersion(semver, std::move(features), std::move(active_neps)));
    const std::size_t size = protocol_version_to_json(*version).size();
    if (size <= max_version_json) return version;
    return fail(Status::limit,
                fmt::format("version too large: expected at most {} bytes of JSON, found {}", max_version_json, size));
}

Result<VersionRef> protocol_version_from_json(std::string_view text) {
    auto document = parse_json(text, max_version_json);
    if (!document) return tl::unexpected<Error>(std::move(document.error()));
    std::optional<Error> error;
    JsonObjectReader object(*document, "$", error);
    const SemVer semver = read_semver(object);
    auto features = FeatureSet::of(object.optional_texts("features"));
    if (!features) object.blame(std::move(features.error()));
    auto neps = NepList::of(object.optional_texts("active_neps"));
    if (!neps) object.blame(std::move(neps.error()));
    if (error) return tl::unexpected<Error>(std::move(*error));
    return ProtocolVersion::make(semver, std::move(*features), std::move(*neps));
}

JsonObjectBuilder version_members(const SemVer& semver, const std::vector<std::string>& features, const NepList& active_neps) {
    JsonObjectBuilder object;
    object.number("major", semver.major()).number("minor", semver.minor()).number("patch", semver.patch());
    object.texts("features", features).value("active_neps", to_json(active_neps.ids()));
    if (semver.is_prerelease()) object.text("prerelease", semver.prerelease());
    if (!semver.build().empty()) object.text("build", semver.build());
    return object;
}

std::string protocol_version_to_json(const ProtocolVersion& version) {
    return write_json(version_members(version.semver(), version.features().names(), version.active_neps()).build());
}

}  // namespace neuroshard::core
