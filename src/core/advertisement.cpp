#include "core/advertisement.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/json.hpp"
#include "core/ledger.hpp"
#include "core/sha256.hpp"

namespace neuroshard::core {
namespace {

/// A name from what is reserved for this, another one for each height.
std::string grease_feature(const NodeView& view, std::uint64_t height) {
    constexpr std::string_view nul("\0", 1);
    const Digest digest = sha256({"neuroshard-grease/1", nul, view.schedule->genesis().network, nul, std::to_string(height)});
    return "grease_" + hex(std::span(digest).first(4));
}

}  // namespace

std::string advertisement_of(const NodeView& view, std::uint64_t height, bool grease) {
    std::vector<std::string> features = view.active->features().names();
    if (grease && features.size() < FeatureSet::max_features) {
        std::string name = grease_feature(view, height);
        features.insert(std::upper_bound(features.begin(), features.end(), name), std::move(name));
    }
    JsonObjectBuilder object = version_members(view.active->semver(), features, view.active->active_neps());
    object.text("network", view.schedule->genesis().network)
        .value("supported", to_json(view.supported))
        .number("height", height)
        .value("upgrade_id", upgrade_id_to_json(view));
    if (view.halted()) object.flag("halted", true);
    return write_json(object.build());
}

}  // namespace neuroshard::core
