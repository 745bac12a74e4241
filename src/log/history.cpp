#include "log/history.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/json_fields.hpp"
#include "core/json_object_reader.hpp"
#include "core/prose.hpp"

namespace neuroshard::log {
namespace {

using core::Error;
using core::JsonObjectReader;
using core::NepId;
using core::Result;
using core::Status;

/// What is wrong with a record of a sound chain: someone made it so.
tl::unexpected<Error> wrong(std::uint64_t sequence, std::string_view why) {
    return core::fail(Status::corrupt, fmt::format("record {}: {}", sequence, why));
}

Result<core::SupportedRange> supported_in(const RecordText& record) {
    const auto document = core::parse_json(record.supported, max_record);
    if (!document) return wrong(record.head.sequence, "it has no supported range");
    std::optional<Error> error;
    JsonObjectReader object(*document, "$.supported", error);
    core::SupportedRange supported{core::ProtocolVersion::make(core::version_field(object, "min")),
                                   core::ProtocolVersion::make(core::version_field(object, "max"))};
    if (error) return wrong(record.head.sequence, error->message);
    if (auto valid = core::check_range(supported); !valid) return wrong(record.head.sequence, valid.error().message);
    return supported;
    // The analyzer loses the references in what is returned.
}  // NOLINT(clang-analyzer-unix.Malloc)

Result<std::string> reason_in(std::uint64_t sequence, std::string_view json) {
    const auto document = core::parse_json(json, max_record);
    const auto* reason = document ? std::get_if<std::string>(&document->value) : nullptr;
    if (reason == nullptr || !core::check_prose(*reason, 0)) return wrong(sequence, "it has no reason that can be shown");
    return *reason;
}

}  // namespace

History::History(const State& state) : head_(state.head), at_(state.at), network_(state.network), supported_(state.supported) {
    const auto told = [](const core::NepRef& nep, const std::string& reason) {
        return Told{.id = nep->content.id, .json = {}, .effect_hash = {}, .nep = nep, .reason = reason};
    };
    for (const core::ScheduledNep& scheduled : state.schedule->neps()) {
        neps_.emplace_hint(neps_.end(), scheduled.nep->content.id, told(scheduled.nep, {}));
    }
    for (const CancelledNep& cancelled : *state.cancelled) {
        cancelled_.push_back(told(cancelled.nep, core::write_json(core::Json{cancelled.reason})));
    }
}

Result<void> History::add(std::uint64_t sequence, std::string_view record) {
    const std::uint64_t expected = head().sequence + 1;
    if (sequence != expected) return wrong(expected, fmt::format("record {} is in its place", sequence));
    const auto read = reader_.read(record, head_);
    if (!read) return tl::unexpected<Error>(read.error());
    auto applied = apply(*read);
    if (applied) head_ = read->head;
    return applied;
}

Result<void> History::add_all(const Log& log) {
    Result<void> added;
    auto read = log.read(head().sequence, [&](std::uint64_t sequence, std::string_view record) {
        added = add(sequence, record);
        return added.has_value();
    });
    if (!added) return added;
    if (!read && read.error().status == Status::corrupt) return wrong(head().sequence + 1, read.error().message);
    return read;
}

Result<void> History::apply(const RecordText& record) {
    if ((record.kind == Kind::genesis) != (record.head.sequence == 1)) {
        return wrong(record.head.sequence, "expected genesis to be the first record, and no other");
    }
    if (record.kind == Kind::genesis) return begin(record);
    if (record.kind == Kind::software_changed) {
        auto supported = supported_in(record);
        if (!supported) return tl::unexpected<Error>(std::move(supported.error()));
        supported_ = std::move(*supported);
    } else if (record.kind == Kind::nep_scheduled || record.kind == Kind::nep_rescheduled ||
               record.kind == Kind::nep_cancelled) {
        const auto id = NepId::parse(record.nep_id);
        if (!id) return wrong(record.head.sequence, "nep_id: " + id.error().message);
        Told told{*id, record.head.sequence, std::string(record.nep), std::string(record.effect_hash), {}, {}};
        forget_cancelled(*id);
        if (record.kind == Kind::nep_cancelled) {
            told.reason = record.reason;
            if (cancelled_.size() == max_cancelled) cancelled_.erase(cancelled_.begin());
            cancelled_.push_back(std::move(told));
            neps_.erase(*id);
        } else {
            neps_.insert_or_assign(*id, std::move(told));
        }
        if (const auto found = untold_.find(record.effect_hash); found != untold_.end()) untold_.erase(found);
    }
    at_ = record.at;
    return {};
}

Result<void> History::begin(const RecordText& genesis) {
    auto supported = supported_in(genesis);
    if (!supported) return tl::unexpected<Error>(std::move(supported.error()));
    auto network = core::network_from_json(genesis.network);
    if (!network) return wrong(genesis.head.sequence, "network: " + network.error().message);
    supported_ = std::move(*supported);
    network_ = std::move(*network);
    at_ = genesis.at;
    return {};
}

void History::forget_cancelled(const NepId& id) {
    std::erase_if(cancelled_, [&](const Told& told) { return told.id == id; });
}

Result<core::NepRef> History::nep_of(const Told& told) const {
    if (told.nep) return told.nep;
    const auto document = core::parse_json(told.json, max_record);
    if (!document) return wrong(told.sequence, "nep: " + document.error().message);
    std::optional<Error> error;
    JsonObjectReader object(*document, "$.nep", error);
    core::NepRef nep = core::read_nep(object, network_->notice());
    if (error) return wrong(told.sequence, error->message);
    if (nep->content.id != told.id || core::hex(nep->effect_hash) != told.effect_hash) {
        return wrong(told.sequence, "its nep_id or effect_hash is not that of its NEP");
    }
    return nep;
}

Result<State> History::state() const {
    std::vector<core::NepRef> neps;
    neps.reserve(neps_.size());
    for (const auto& [id, told] : neps_) {
        auto nep = nep_of(told);
        if (!nep) return tl::unexpected<Error>(std::move(nep.error()));
        neps.push_back(std::move(*nep));
    }
    auto schedule = core::Schedule::make(network_->schedule()->genesis(), std::move(neps));
    if (!schedule) return wrong(head().sequence, "with it, the NEPs contradict each other: " + schedule.error().message);
    std::vector<CancelledNep> cancelled;
    for (const Told& told : cancelled_) {
        auto nep = nep_of(told);
        if (!nep) return tl::unexpected<Error>(std::move(nep.error()));
        auto reason = reason_in(told.sequence, told.reason);
        if (!reason) return tl::unexpected<Error>(std::move(reason.error()));
        cancelled.push_back({std::move(*nep), std::move(*reason)});
    }
    return State{head(),
                 at_,
                 network_,
                 supported_,
                 std::move(*schedule),
                 std::make_shared<const std::vector<CancelledNep>>(std::move(cancelled))};
}

}  // namespace neuroshard::log
