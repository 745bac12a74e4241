#include "capi/guard.hpp"
#include "capi/handles.hpp"
#include "networks/mainnet.hpp"

using namespace neuroshard;
using namespace neuroshard::capi;
using core::Result;

static_assert(core::Network::max_json == NSV_MAX_NETWORK_JSON);

namespace {

/// The element a handle and an index name, or null past the end and for a NULL handle.
template <typename Element>
const Element* at(const nsv_network* network, const std::vector<Element>& (core::Network::*list)() const noexcept,
                  uint64_t index) noexcept {
    if (network == nullptr) return nullptr;
    const auto& elements = (value(network)->*list)();
    return index < elements.size() ? &elements[static_cast<std::size_t>(index)] : nullptr;
}

const core::Feature* feature(const nsv_network* network, uint64_t index) noexcept {
    return at(network, &core::Network::features, index);
}

const core::HistoryEntry* history(const nsv_network* network, uint64_t index) noexcept {
    return at(network, &core::Network::history, index);
}

const core::Role* role_at(const nsv_network* network, uint64_t index) noexcept {
    return at(network, &core::Network::roles, index);
}

}  // namespace

int32_t nsv_network_mainnet(nsv_network** out) noexcept {
    return guarded(nullptr, [&]() -> Result<void> {
        if (auto given = require({{out, "out"}}); !given) return given;
        *out = give(networks::mainnet());
        return {};
    });
}

int32_t nsv_network_from_json(const char* json, size_t size, nsv_network** out, nsv_error* error) noexcept {
    return guarded(error, [&]() -> Result<void> {
        if (auto given = require({{json, "json"}, {out, "out"}}); !given) return given;
        return core::network_from_json({json, size}).map([&](core::NetworkRef network) { *out = give(std::move(network)); });
    });
}

int32_t nsv_network_to_json(const nsv_network* network, char** out, nsv_error* error) noexcept {
    return guarded(error, [&]() -> Result<void> {
        if (auto given = require({{network, "network"}, {out, "out"}}); !given) return given;
        *out = owned(core::network_to_json(*value(network)));
        return {};
    });
}

nsv_network* nsv_network_ref(const nsv_network* network) noexcept { return give(core::NetworkRef::share(value(network))); }

void nsv_network_unref(nsv_network* network) noexcept {
    if (network != nullptr) value(network)->unref();
}

const char* nsv_network_id(const nsv_network* network) noexcept {
    return network == nullptr ? nullptr : value(network)->id().c_str();
}

int32_t nsv_network_genesis(const nsv_network* network, nsv_version** out) noexcept {
    if (network == nullptr || out == nullptr) return NSV_ERROR_ARGUMENT;
    *out = give(value(network)->genesis());
    return NSV_OK;
}

uint64_t nsv_network_notice_days(const nsv_network* network) noexcept {
    return network == nullptr ? 0 : value(network)->notice().minimum_days;
}

uint64_t nsv_network_grace_from_day(const nsv_network* network) noexcept {
    return network == nullptr ? 0 : value(network)->notice().grace_from_day;
}

uint64_t nsv_network_feature_count(const nsv_network* network) noexcept {
    return network == nullptr ? 0 : value(network)->features().size();
}

const char* nsv_network_feature_name(const nsv_network* network, uint64_t index) noexcept {
    const auto* const entry = feature(network, index);
    return entry == nullptr ? nullptr : entry->name.c_str();
}

const char* nsv_network_feature_title(const nsv_network* network, uint64_t index) noexcept {
    const auto* const entry = feature(network, index);
    return entry == nullptr ? nullptr : entry->title.c_str();
}

const char* nsv_network_feature_description(const nsv_network* network, uint64_t index) noexcept {
    const auto* const entry = feature(network, index);
    return entry == nullptr ? nullptr : entry->description.c_str();
}

const char* nsv_network_feature_since(const nsv_network* network, uint64_t index) noexcept {
    const auto* const entry = feature(network, index);
    if (entry == nullptr) return nullptr;
    return entry->since ? entry->since->text().data() : "pending";
}

const char* nsv_network_feature_required_nep(const nsv_network* network, uint64_t index) noexcept {
    const auto* const entry = feature(network, index);
    return entry == nullptr || !entry->required_nep ? nullptr : entry->required_nep->c_str();
}

int32_t nsv_network_feature_is_pending(const nsv_network* network, uint64_t index) noexcept {
    if (network == nullptr) return NSV_ERROR_ARGUMENT;
    const auto* const entry = feature(network, index);
    return entry != nullptr && !entry->since ? 1 : 0;
}

uint64_t nsv_network_history_count(const nsv_network* network) noexcept {
    return network == nullptr ? 0 : value(network)->history().size();
}

const char* nsv_network_history_version(const nsv_network* network, uint64_t index) noexcept {
    const auto* const entry = history(network, index);
    return entry == nullptr ? nullptr : entry->version.text().data();
}

const char* nsv_network_history_date(const nsv_network* network, uint64_t index) noexcept {
    const auto* const entry = history(network, index);
    return entry == nullptr ? nullptr : entry->date.c_str();
}

const char* nsv_network_history_description(const nsv_network* network, uint64_t index) noexcept {
    const auto* const entry = history(network, index);
    return entry == nullptr ? nullptr : entry->description.c_str();
}

uint64_t nsv_network_role_count(const nsv_network* network) noexcept {
    return network == nullptr ? 0 : value(network)->roles().size();
}

const char* nsv_network_role_name(const nsv_network* network, uint64_t index) noexcept {
    const auto* const entry = role_at(network, index);
    return entry == nullptr ? nullptr : entry->name.c_str();
}

uint64_t nsv_network_role_feature_count(const nsv_network* network, uint64_t role) noexcept {
    const auto* const entry = role_at(network, role);
    return entry == nullptr ? 0 : entry->required_features.size();
}

const char* nsv_network_role_feature_at(const nsv_network* network, uint64_t role, uint64_t index) noexcept {
    const auto* const entry = role_at(network, role);
    if (entry == nullptr || index >= entry->required_features.size()) return nullptr;
    return entry->required_features[static_cast<std::size_t>(index)].c_str();
}
