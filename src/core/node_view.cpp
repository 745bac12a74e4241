#include "core/node_view.hpp"

#include <fmt/format.h>

namespace neuroshard::core {
namespace {

NodeStatus status_of(const NetworkState& network, const SupportedRange& supported) noexcept {
    const SemVer& newest = supported.max->semver();
    if (newest < network.minimum->semver()) return NodeStatus::must_upgrade;
    if (supported.min->semver() > network.version->semver()) return NodeStatus::too_new;
    if (newest < network.version->semver()) return NodeStatus::upgrade_recommended;
    return NodeStatus::compatible;
}

}  // namespace

NetworkState state_at_genesis(const Network& network) { return {network.genesis(), network.genesis()}; }

Result<NodeView> view_of(NetworkState network, SupportedRange supported) {
    if (supported.max->semver() < supported.min->semver()) {
        return fail(Status::argument, fmt::format("supported range is empty: expected a maximum of at least {}, found {}",
                                                  supported.min->semver().text(), supported.max->semver().text()));
    }
    const NodeStatus status = status_of(network, supported);
    VersionRef active = supported.max->semver() < network.version->semver() ? supported.max : network.version;
    return NodeView{std::move(network), std::move(supported), std::move(active), status};
}

std::string status_advice(const NodeView& view) {
    const std::string_view newest = view.supported.max->semver().text();
    switch (view.status) {
        case NodeStatus::compatible: break;
        case NodeStatus::upgrade_recommended:
            return fmt::format("the network is at {} and this node supports at most {}; upgrade this node when convenient",
                               view.network.version->semver().text(), newest);
        case NodeStatus::must_upgrade:
            return fmt::format("the network requires at least {} and this node supports at most {}; upgrade this node",
                               view.network.minimum->semver().text(), newest);
        case NodeStatus::too_new:
            return fmt::format(
                "the network is at {} and this node supports no version below {}; wait for the network's upgrade",
                view.network.version->semver().text(), view.supported.min->semver().text());
    }
    return {};
}

const char* node_status_name(std::int32_t status) noexcept {
    switch (static_cast<NodeStatus>(status)) {
        case NodeStatus::compatible: return "COMPATIBLE";
        case NodeStatus::upgrade_recommended: return "UPGRADE_RECOMMENDED";
        case NodeStatus::must_upgrade: return "MUST_UPGRADE";
        case NodeStatus::too_new: return "TOO_NEW";
    }
    return "UNKNOWN";
}

}  // namespace neuroshard::core
