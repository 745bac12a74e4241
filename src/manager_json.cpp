// What a manager says of itself as JSON: docs/manager-json.md and docs/nep-json.md.
#include <algorithm>

#include <fmt/format.h>

#include "core/calendar.hpp"
#include "core/json_object_builder.hpp"
#include "core/participation.hpp"
#include "manager.hpp"

namespace neuroshard::node {
namespace {

using core::Json;
using core::JsonObjectBuilder;

/// What is common to all NEPs that are known.
JsonObjectBuilder known_nep(const core::Nep& nep, bool breaking, const core::SupportedRange& supported) {
    JsonObjectBuilder object = core::nep_to_json(nep);
    object.text("effect_hash", core::hex(nep.effect_hash)).flag("breaking", breaking);
    return object.flag("supported", nep.content.target <= supported.max->semver());
}

Json scheduled_nep(const core::ScheduledNep& scheduled, const core::Schedule& schedule, const core::SupportedRange& supported,
                   const core::NoticePolicy& notice, core::LedgerPoint now) {
    const core::Phase phase = core::phase_of(scheduled, notice, now);
    const auto calendar = core::calendar_of(scheduled, notice);
    const auto when = [&](std::uint64_t core::Calendar::*time) {
        return calendar ? std::optional((*calendar).*time) : std::nullopt;
    };
    return known_nep(*scheduled.nep, scheduled.breaking, supported)
        .text("status", phase == core::Phase::active ? "active" : "scheduled")
        .text("version_before", schedule.version_before(scheduled).text())
        .text("phase", core::phase_word(phase))
        .optional_number("grace_from", when(&core::Calendar::grace_from))
        .optional_number("deadline", when(&core::Calendar::deadline))
        .number("days_left", core::days_left(scheduled, now))
        .number("blocks_left", core::blocks_left(scheduled, now))
        .build();
}

Json cancelled_nep(const log::CancelledNep& cancelled, const core::SupportedRange& supported) {
    return known_nep(*cancelled.nep, false, supported)
        .text("status", "cancelled")
        .optional_text("version_before", std::nullopt)
        .optional_text("phase", std::nullopt)
        .optional_number("grace_from", std::nullopt)
        .optional_number("deadline", std::nullopt)
        .number("days_left", 0)
        .number("blocks_left", 0)
        .text("cancel_reason", cancelled.reason)
        .build();
}

Json participation(const core::Network& network, const core::NodeView& view) {
    JsonObjectBuilder roles;
    for (const core::Role& role : network.roles()) {
        roles.value(role.name, JsonObjectBuilder()
                                   .flag("allowed", core::can_participate(view, role))
                                   .text("reason", core::participation_reason(view, role))
                                   .build());
    }
    return roles.build();
}

}  // namespace

std::string Manager::status_json() const {
    const Reading snapshot = read();
    const core::NodeView& view = snapshot->view;
    const core::LedgerPoint now = snapshot->now();
    Json::Array upgrades;
    const auto& neps = view.schedule->neps();
    for (std::size_t i = view.schedule->active_count(now.height); i < neps.size(); ++i) {
        upgrades.push_back(scheduled_nep(neps[i], *view.schedule, supported_, network_->notice(), now));
    }
    return core::write_json(JsonObjectBuilder()
                                .text("network", network_->id())
                                .text("status", core::node_status_name(static_cast<std::int32_t>(view.status)))
                                .text("message", core::status_advice(view))
                                .text("version", view.active->semver().text())
                                .text("network_version", view.network.version->semver().text())
                                .text("network_minimum", view.network.minimum->semver().text())
                                .value("supported", core::to_json(supported_))
                                .number("height", now.height)
                                .number("time", now.time)
                                .value("upgrade_id", core::upgrade_id_to_json(view))
                                .value("participation", participation(*network_, view))
                                .value("upgrades", Json{std::move(upgrades)})
                                .build());
}

std::uint64_t Manager::nep_count() const noexcept {
    const Reading snapshot = read();
    return snapshot->view.schedule->neps().size() + snapshot->cancelled->size();
}

core::Result<std::string> Manager::nep_json(std::uint64_t index) const {
    const Reading snapshot = read();
    const core::Schedule& schedule = *snapshot->view.schedule;
    const std::size_t placed = schedule.neps().size();
    const auto& cancelled = *snapshot->cancelled;
    if (index >= placed + cancelled.size()) {
        return core::fail(core::Status::not_found,
                          fmt::format("no NEP at index {}: {} are known", index, placed + cancelled.size()));
    }
    const auto i = static_cast<std::size_t>(index);
    if (i >= placed) return core::write_json(cancelled_nep(cancelled[i - placed], supported_));
    return core::write_json(scheduled_nep(schedule.neps()[i], schedule, supported_, network_->notice(), snapshot->now()));
}

core::Result<std::string> Manager::find_nep_json(std::string_view id) const {
    const auto parsed = core::NepId::parse(id);
    if (!parsed) return tl::unexpected<core::Error>(parsed.error());
    const Reading snapshot = read();
    const core::Schedule& schedule = *snapshot->view.schedule;
    if (const core::ScheduledNep* const found = schedule.find(*parsed)) {
        return core::write_json(scheduled_nep(*found, schedule, supported_, network_->notice(), snapshot->now()));
    }
    for (const log::CancelledNep& cancelled : *snapshot->cancelled) {
        if (cancelled.nep->content.id == *parsed) return core::write_json(cancelled_nep(cancelled, supported_));
    }
    return core::fail(core::Status::not_found, fmt::format("NEP {} not found", parsed->text()));
}

}  // namespace neuroshard::node
