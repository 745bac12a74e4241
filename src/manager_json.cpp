// What a manager says of itself as JSON: docs/manager-json.md and docs/nep-json.md.
#include <algorithm>

#include <fmt/format.h>

#include "core/calendar.hpp"
#include "core/json.hpp"
#include "core/participation.hpp"
#include "manager.hpp"

namespace neuroshard::node {
namespace {

using core::Json;

Json optional_time(const std::optional<core::Calendar>& calendar, std::uint64_t core::Calendar::*time) {
    return calendar ? Json{(*calendar).*time} : Json{nullptr};
}

/// What is common to all NEPs that are known.
Json::Object known_nep(const core::Nep& nep, bool breaking, const core::SupportedRange& supported) {
    Json::Object object = core::nep_to_json(nep);
    object.push_back({"effect_hash", {core::hex(nep.effect_hash)}});
    object.push_back({"breaking", {breaking}});
    object.push_back({"supported", {nep.content.target <= supported.max->semver()}});
    return object;
}

Json scheduled_nep(const core::ScheduledNep& scheduled, const core::SupportedRange& supported, const core::NoticePolicy& notice,
                   core::LedgerPoint now) {
    const core::Phase phase = core::phase_of(scheduled, notice, now);
    const auto calendar = core::calendar_of(scheduled, notice);
    Json::Object object = known_nep(*scheduled.nep, scheduled.breaking, supported);
    object.push_back({"status", {std::string(phase == core::Phase::active ? "active" : "scheduled")}});
    object.push_back({"phase", {std::string(core::phase_word(phase))}});
    object.push_back({"grace_from", optional_time(calendar, &core::Calendar::grace_from)});
    object.push_back({"deadline", optional_time(calendar, &core::Calendar::deadline)});
    object.push_back({"days_left", {core::days_left(scheduled, now)}});
    object.push_back({"blocks_left", {core::blocks_left(scheduled, now)}});
    return Json{std::move(object)};
}

Json cancelled_nep(const CancelledNep& cancelled, const core::SupportedRange& supported) {
    Json::Object object = known_nep(*cancelled.nep, false, supported);
    object.push_back({"status", {std::string("cancelled")}});
    for (const char* const key : {"phase", "grace_from", "deadline"}) object.push_back({key, {nullptr}});
    for (const char* const key : {"days_left", "blocks_left"}) object.push_back({key, {std::uint64_t{0}}});
    object.push_back({"cancel_reason", {cancelled.reason}});
    return Json{std::move(object)};
}

Json participation(const core::Network& network, const core::NodeView& view) {
    Json::Object roles;
    for (const core::Role& role : network.roles()) {
        roles.push_back({role.name, Json{Json::Object{{"allowed", {core::can_participate(view, role)}},
                                                      {"reason", {core::participation_reason(view, role)}}}}});
    }
    return Json{std::move(roles)};
}

}  // namespace

std::string Manager::status_json() const {
    const Reading snapshot = read();
    const core::NodeView& view = snapshot->view;
    const core::LedgerPoint now = snapshot->now();
    const auto text = [](const core::VersionRef& version) { return Json{std::string(version->semver().text())}; };
    Json::Array upgrades;
    const auto& neps = view.schedule->neps();
    for (std::size_t i = view.schedule->active_count(now.height); i < neps.size(); ++i) {
        upgrades.push_back(scheduled_nep(neps[i], supported_, network_->notice(), now));
    }
    return core::write_json(Json{Json::Object{
        {"network", {network_->id()}},
        {"status", {std::string(core::node_status_name(static_cast<std::int32_t>(view.status)))}},
        {"message", {core::status_advice(view)}},
        {"version", text(view.active)},
        {"network_version", text(view.network.version)},
        {"network_minimum", text(view.network.minimum)},
        {"supported", Json{Json::Object{{"min", text(supported_.min)}, {"max", text(supported_.max)}}}},
        {"height", {now.height}},
        {"time", {now.time}},
        {"upgrade_id", core::upgrade_id_to_json(view)},
        {"participation", participation(*network_, view)},
        {"upgrades", {std::move(upgrades)}},
    }});
}

std::uint64_t Manager::nep_count() const noexcept {
    const Reading snapshot = read();
    return snapshot->view.schedule->neps().size() + snapshot->cancelled->size();
}

core::Result<std::string> Manager::nep_json(std::uint64_t index) const {
    const Reading snapshot = read();
    const auto& neps = snapshot->view.schedule->neps();
    const auto& cancelled = *snapshot->cancelled;
    if (index < neps.size())
        return core::write_json(scheduled_nep(neps[index], supported_, network_->notice(), snapshot->now()));
    index -= neps.size();
    if (index < cancelled.size()) return core::write_json(cancelled_nep(cancelled[index], supported_));
    return core::fail(core::Status::not_found,
                      fmt::format("no NEP at index {}: {} are known", index + neps.size(), neps.size() + cancelled.size()));
}

}  // namespace neuroshard::node
