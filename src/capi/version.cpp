#include <fmt/format.h>

#include "capi/guard.hpp"
#include "capi/handles.hpp"
#include "core/compatibility.hpp"
#include "networks/mainnet.hpp"

using namespace neuroshard;
using namespace neuroshard::capi;
using core::ProtocolVersion;
using core::Result;
using core::SemVer;

static_assert(SemVer::max_text == NSV_MAX_VERSION_TEXT);
static_assert(core::max_version_json == NSV_MAX_VERSION_JSON);
static_assert(core::FeatureSet::max_features == NSV_MAX_FEATURES);
static_assert(core::NepList::max_neps == NSV_MAX_NEPS);
static_assert(static_cast<int>(core::Compatibility::identical) == NSV_IDENTICAL);
static_assert(static_cast<int>(core::Compatibility::compatible) == NSV_COMPATIBLE);
static_assert(static_cast<int>(core::Compatibility::upgrade_recommended) == NSV_UPGRADE_RECOMMENDED);
static_assert(static_cast<int>(core::Compatibility::incompatible) == NSV_INCOMPATIBLE);
static_assert(static_cast<int>(core::Side::none) == NSV_SIDE_NONE);
static_assert(static_cast<int>(core::Side::local) == NSV_SIDE_LOCAL);
static_assert(static_cast<int>(core::Side::peer) == NSV_SIDE_PEER);

namespace {

Result<void> parse(const char* text, std::size_t size, core::Syntax syntax, nsv_version** out) {
    if (auto given = require({{text, "text"}, {out, "out"}}); !given) return given;
    return ProtocolVersion::parse({text, size}, syntax).map([&](core::VersionRef version) { *out = give(std::move(version)); });
}

/// The texts of an array. One that is longer than `limit` is not read at all.
Result<std::vector<std::string_view>> views(const nsv_text* texts, std::size_t count, std::string_view name,
                                            std::size_t limit) {
    if (count > limit) return core::too_many(name, limit, count);
    std::vector<std::string_view> views;
    views.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        if (texts == nullptr) return core::fail(core::Status::argument, fmt::format("{} is NULL", name));
        if (texts[i].data == nullptr) return core::fail(core::Status::argument, fmt::format("{}[{}].data is NULL", name, i));
        views.emplace_back(texts[i].data, texts[i].size);
    }
    return views;
}

}  // namespace

int32_t nsv_version_new(uint64_t major, uint64_t minor, uint64_t patch, nsv_version** out, nsv_error* error) noexcept {
    return guarded(error, [&]() -> Result<void> {
        if (auto given = require({{out, "out"}}); !given) return given;
        *out = give(ProtocolVersion::make(SemVer(major, minor, patch)));
        return {};
    });
}

int32_t nsv_version_parse(const char* text, size_t size, nsv_version** out, nsv_error* error) noexcept {
    return guarded(error, [&] { return parse(text, size, core::Syntax::strict, out); });
}

int32_t nsv_version_parse_lenient(const char* text, size_t size, nsv_version** out, nsv_error* error) noexcept {
    return guarded(error, [&] { return parse(text, size, core::Syntax::lenient, out); });
}

int32_t nsv_version_from_json(const char* json, size_t size, nsv_version** out, nsv_error* error) noexcept {
    return guarded(error, [&]() -> Result<void> {
        if (auto given = require({{json, "json"}, {out, "out"}}); !given) return given;
        return core::protocol_version_from_json({json, size}).map([&](core::VersionRef version) {
            *out = give(std::move(version));
        });
    });
}

int32_t nsv_version_to_json(const nsv_version* version, char** out, nsv_error* error) noexcept {
    return guarded(error, [&]() -> Result<void> {
        if (auto given = require({{version, "version"}, {out, "out"}}); !given) return given;
        *out = owned(core::protocol_version_to_json(*value(version)));
        return {};
    });
}

int32_t nsv_version_with(const nsv_version* version, const nsv_text* features, size_t feature_count,
                         const nsv_text* active_neps, size_t active_nep_count, nsv_version** out, nsv_error* error) noexcept {
    return guarded(error, [&]() -> Result<void> {
        if (auto given = require({{version, "version"}, {out, "out"}}); !given) return given;
        return views(features, feature_count, "features", core::FeatureSet::max_features)
            .and_then([](const auto& names) { return core::FeatureSet::of(names); })
            .and_then([&](core::FeatureSet feature_set) {
                return views(active_neps, active_nep_count, "active_neps", core::NepList::max_neps)
                    .and_then([](const auto& ids) { return core::NepList::of(ids); })
                    .and_then([&](core::NepList nep_list) {
                        return ProtocolVersion::make(value(version)->semver(), std::move(feature_set), std::move(nep_list));
                    });
            })
            .map([&](core::VersionRef made) { *out = give(std::move(made)); });
    });
}

nsv_version* nsv_version_ref(const nsv_version* version) noexcept { return give(core::VersionRef::share(value(version))); }

void nsv_version_unref(nsv_version* version) noexcept {
    if (version != nullptr) value(version)->unref();
}

uint64_t nsv_version_major(const nsv_version* version) noexcept {
    return version == nullptr ? 0 : value(version)->semver().major();
}

uint64_t nsv_version_minor(const nsv_version* version) noexcept {
    return version == nullptr ? 0 : value(version)->semver().minor();
}

uint64_t nsv_version_patch(const nsv_version* version) noexcept {
    return version == nullptr ? 0 : value(version)->semver().patch();
}

const char* nsv_version_prerelease(const nsv_version* version) noexcept {
    return version == nullptr ? nullptr : value(version)->semver().prerelease().data();
}

const char* nsv_version_build(const nsv_version* version) noexcept {
    return version == nullptr ? nullptr : value(version)->semver().build().data();
}

const char* nsv_version_string(const nsv_version* version) noexcept {
    return version == nullptr ? nullptr : value(version)->semver().text().data();
}

int32_t nsv_version_compare(const nsv_version* a, const nsv_version* b) noexcept {
    if (a == nullptr || b == nullptr) return NSV_ERROR_ARGUMENT;
    const auto order = value(a)->semver() <=> value(b)->semver();
    if (std::is_eq(order)) return 0;
    return std::is_lt(order) ? -1 : 1;
}

uint64_t nsv_version_hash(const nsv_version* version) noexcept {
    return version == nullptr ? 0 : value(version)->semver().hash();
}

int32_t nsv_version_check_compatibility(const nsv_version* local, const nsv_version* peer) noexcept {
    if (local == nullptr || peer == nullptr) return NSV_ERROR_ARGUMENT;
    return static_cast<int32_t>(core::check_compatibility(value(local)->semver(), value(peer)->semver()));
}

int32_t nsv_version_is_compatible(const nsv_version* local, const nsv_version* peer) noexcept {
    if (local == nullptr || peer == nullptr) return NSV_ERROR_ARGUMENT;
    return core::is_compatible(value(local)->semver(), value(peer)->semver()) ? 1 : 0;
}

int32_t nsv_version_side_to_upgrade(const nsv_version* local, const nsv_version* peer) noexcept {
    if (local == nullptr || peer == nullptr) return NSV_ERROR_ARGUMENT;
    return static_cast<int32_t>(core::side_to_upgrade(value(local)->semver(), value(peer)->semver()));
}

int32_t nsv_version_supports_feature(const nsv_version* version, const char* name, size_t size) noexcept {
    if (version == nullptr || name == nullptr) return NSV_ERROR_ARGUMENT;
    return value(version)->features().contains({name, size}) ? 1 : 0;
}

uint64_t nsv_version_feature_count(const nsv_version* version) noexcept {
    return version == nullptr ? 0 : value(version)->features().names().size();
}

const char* nsv_version_feature_at(const nsv_version* version, uint64_t index) noexcept {
    if (index >= nsv_version_feature_count(version)) return nullptr;
    return value(version)->features().names()[static_cast<std::size_t>(index)].c_str();
}

uint64_t nsv_version_active_nep_count(const nsv_version* version) noexcept {
    return version == nullptr ? 0 : value(version)->active_neps().ids().size();
}

const char* nsv_version_active_nep_at(const nsv_version* version, uint64_t index) noexcept {
    if (index >= nsv_version_active_nep_count(version)) return nullptr;
    return value(version)->active_neps().ids()[static_cast<std::size_t>(index)].c_str();
}

int32_t nsv_current_version(nsv_version** out) noexcept {
    return guarded(nullptr, [&]() -> Result<void> {
        if (auto given = require({{out, "out"}}); !given) return given;
        *out = give(networks::mainnet()->genesis());
        return {};
    });
}

const char* nsv_compatibility_name(int32_t level) noexcept { return core::compatibility_name(level); }

const char* nsv_compatibility_word(int32_t level) noexcept { return core::compatibility_word(level); }

const char* nsv_side_name(int32_t side) noexcept { return core::side_name(side); }

int32_t nsv_compatibility_message(const nsv_version* local, const nsv_version* peer, char** out, nsv_error* error) noexcept {
    return guarded(error, [&]() -> Result<void> {
        if (auto given = require({{local, "local"}, {peer, "peer"}, {out, "out"}}); !given) return given;
        *out = owned(core::compatibility_message(value(local)->semver(), value(peer)->semver()));
        return {};
    });
}
