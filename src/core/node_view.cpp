#include "core/node_view.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace neuroshard::core {
namespace {

NodeStatus status_of(const NodeView& view) noexcept {
    const SemVer& newest = view.supported.max->semver();
    if (newest < view.network.minimum->semver()) return NodeStatus::must_upgrade;
    if (view.supported.min->semver() > view.network.version->semver()) return NodeStatus::too_new;
    if (newest < view.network.version->semver() || view.cut_by) return NodeStatus::upgrade_recommended;
    return NodeStatus::compatible;
}

/// `NEP-002 needs 2.0.0 … and this node supports at most 1.0.0`
std::string lack(const NodeView& view) {
    return fmt::format("{} needs {} and this node supports at most {}", view.cut_by->content.id.text(),
                       view.cut_by->content.target.text(), view.supported.max->semver().text());
}

}  // namespace

Result<void> check_range(const SupportedRange& supported) {
    const SemVer& min = supported.min->semver();
    const SemVer& max = supported.max->semver();
    if (max < min) {
        return fail(Status::argument, fmt::format("supported range is empty: expected a maximum of at least {}, found {}",
                                                  min.text(), max.text()));
    }
    const std::size_t size = protocol_version_to_json(*supported.max).size();
    if (size <= max_advertised_version) return {};
    return fail(Status::limit, fmt::format("maximum of the supported range: expected at most {} bytes of JSON, found {}",
                                           max_advertised_version, size));
}

NodeView view_at(const ScheduleRef& schedule, const SupportedRange& supported, std::uint64_t height) {
    const std::vector<ScheduledNep>& neps = schedule->neps();
    const std::vector<BreakingUpgrade>& upgrades = schedule->upgrades();
    const SemVer& newest = supported.max->semver();
    const std::size_t active = schedule->active_count(height);

    NodeView view{.schedule = schedule, .supported = supported};
    view.since = active == 0 ? 0 : neps[active - 1].height();
    view.until = active == neps.size() ? UINT64_MAX : neps[active].height();
    view.network = schedule->state_at(height);
    // Nothing of the network's is older than genesis; software that is speaks what it can.
    const bool reaches_genesis = newest >= schedule->genesis().version->semver();
    view.active = !reaches_genesis                           ? supported.max
                  : newest >= view.network.version->semver() ? view.network.version
                                                             : schedule->version_at(height, newest);
    // Heights and targets both ascend.
    const auto passed = std::partition_point(upgrades.begin(), upgrades.end(), [&](const BreakingUpgrade& upgrade) {
        return upgrade.height() <= height && upgrade.target() <= newest;
    });
    const auto cut = std::partition_point(passed, upgrades.end(),
                                          [&](const BreakingUpgrade& upgrade) { return upgrade.target() <= newest; });
    view.passed = static_cast<std::size_t>(passed - upgrades.begin());
    if (cut != upgrades.end()) view.cut_by = cut->nep;
    view.status = status_of(view);
    return view;
}

Json to_json(const SupportedRange& supported) {
    return JsonObjectBuilder().text("min", supported.min->semver().text()).text("max", supported.max->semver().text()).build();
}

Json upgrade_id_to_json(const NodeView& view) {
    return JsonObjectBuilder().text("digest", fmt::format("{:016x}", view.digest())).number("next", view.next_height()).build();
}

std::string status_advice(const NodeView& view) {
    const std::string_view newest = view.supported.max->semver().text();
    switch (view.status) {
        case NodeStatus::compatible: break;
        case NodeStatus::upgrade_recommended:
            if (view.cut_by) {
                return fmt::format("from block {} on, {}; upgrade this node before then",
                                   view.cut_by->content.activation_height, lack(view));
            }
            return fmt::format("the network is at {} and this node supports at most {}; upgrade this node when convenient",
                               view.network.version->semver().text(), newest);
        case NodeStatus::must_upgrade:
            if (view.cut_by && view.cut_by->content.activation_height <= view.since) {
                return fmt::format("since block {}, {}; upgrade this node", view.cut_by->content.activation_height, lack(view));
            }
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
