#include "manager.hpp"

#include "core/json.hpp"
#include "core/participation.hpp"
#include "networks/mainnet.hpp"

namespace neuroshard::node {

using core::Json;
using core::VersionRef;

core::Result<std::unique_ptr<Manager>> Manager::create(const ManagerOptions& options) {
    const VersionRef& built_in = networks::mainnet()->genesis();
    core::NetworkRef network = options.network ? options.network : networks::mainnet();
    auto view = core::view_of(core::state_at_genesis(*network), {options.supported_min ? options.supported_min : built_in,
                                                                 options.supported_max ? options.supported_max : built_in});
    if (!view) return tl::unexpected<core::Error>(std::move(view.error()));
    return std::unique_ptr<Manager>(new Manager(std::move(network), std::move(*view)));
}

std::string Manager::status_json() const {
    const auto text = [](const VersionRef& version) { return Json{std::string(version->semver().text())}; };
    Json::Object participation;
    for (const core::Role& role : network_->roles()) {
        participation.push_back({role.name, Json{Json::Object{{"allowed", {core::can_participate(view_, role)}},
                                                              {"reason", {core::participation_reason(view_, role)}}}}});
    }
    return core::write_json(Json{Json::Object{
        {"network", {network_->id()}},
        {"status", {std::string(core::node_status_name(static_cast<std::int32_t>(view_.status)))}},
        {"message", {core::status_advice(view_)}},
        {"version", text(view_.active)},
        {"network_version", text(view_.network.version)},
        {"network_minimum", text(view_.network.minimum)},
        {"supported", Json{Json::Object{{"min", text(view_.supported.min)}, {"max", text(view_.supported.max)}}}},
        {"participation", {std::move(participation)}},
    }});
}

}  // namespace neuroshard::node
