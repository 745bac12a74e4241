// Networks from JSON: whatever is accepted is written in one form, and a node can live on it.
#include <algorithm>
#include <string>

#include "law.hpp"

namespace {

using fuzz::law;
using neuroshard::Manager;
using neuroshard::Network;
using neuroshard::Version;

std::optional<Network> network_from(std::string_view json) {
    nsv_error error = NSV_ERROR_INIT;
    nsv_network* handle = nullptr;
    const std::int32_t status = nsv_network_from_json(json.data(), json.size(), &handle, &error);
    if (status == NSV_OK) return Network::adopt(handle);
    law(handle == nullptr, "a failure leaves the output alone");
    fuzz::check_error(error, status, json.size());
    return std::nullopt;
}

void check_same(const Network& a, const Network& b) {
    law(a.id() == b.id() && a.notice_days() == b.notice_days() && a.grace_from_day() == b.grace_from_day(), "same network");
    fuzz::check_same(a.genesis(), b.genesis());
    const auto same_feature = [](const Network::Feature& x, const Network::Feature& y) {
        return x.name == y.name && x.title == y.title && x.description == y.description && x.since == y.since &&
               x.required_nep == y.required_nep && x.pending == y.pending;
    };
    const auto same_entry = [](const Network::HistoryEntry& x, const Network::HistoryEntry& y) {
        return x.version == y.version && x.date == y.date && x.description == y.description;
    };
    const auto same_role = [](const Network::Role& x, const Network::Role& y) {
        return x.name == y.name && x.required_features == y.required_features;
    };
    law(std::ranges::equal(a.features(), b.features(), same_feature), "same features");
    law(std::ranges::equal(a.history(), b.history(), same_entry), "same history");
    law(std::ranges::equal(a.roles(), b.roles(), same_role), "same roles");
}

void check_roles(const Manager& node, const Network& network) {
    for (const Network::Role& role : network.roles()) {
        const neuroshard::Participation answer = node.can_participate(role.name);
        law(!answer.reason.empty(), "every answer has a reason");
        if (node.status() != neuroshard::NodeStatus::compatible) continue;
        const Version version = node.current_version();
        const auto has = [&](std::string_view feature) { return version.supports_feature(feature); };
        const bool all = std::all_of(role.required_features.begin(), role.required_features.end(), has);
        law(answer.allowed == all, "a role is open to those who have its features");
    }
    nsv_error error = NSV_ERROR_INIT;
    const std::int32_t answer = nsv_manager_can_participate(node.get(), "No Role", 7, nullptr, &error);
    law(answer == NSV_ERROR_NOT_FOUND && error.code == answer, "a role that the network does not have is not found");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto network = network_from(fuzz::text_of(data, size));
    if (!network) return 0;
    const std::string json = network->to_json();
    const auto again = network_from(json);
    law(again.has_value(), "written JSON can be read");
    law(again->to_json() == json, "written JSON is a fixed point");
    check_same(*network, *again);

    const Version genesis = network->genesis();
    // One node that was made for this network, and one that speaks what the built-in network does.
    const Manager native({.network = *network, .supported_min = genesis, .supported_max = genesis});
    law(native.status() == neuroshard::NodeStatus::compatible, "who speaks the genesis version is compatible");
    law(native.check_peer_compatibility(genesis).can_talk(), "two such nodes can talk");
    check_roles(native, *network);
    const Manager other({.network = *network});
    check_roles(other, *network);
    law(!other.status_json().empty(), "every node has a status");
    return 0;
}
