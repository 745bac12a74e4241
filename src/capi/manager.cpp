#include "manager.hpp"

#include <algorithm>
#include <memory>
#include <span>
#include <type_traits>
#include <vector>

#include <fmt/format.h>

#include "capi/guard.hpp"
#include "capi/handles.hpp"
#include "core/participation.hpp"
#include "core/text.hpp"
#include "core/verdict.hpp"

using namespace neuroshard;
using namespace neuroshard::capi;
using core::NodeStatus;
using core::Reason;
using core::Result;
using core::Status;
using node::Manager;
using node::ManagerOptions;

static_assert(static_cast<int>(NodeStatus::compatible) == NSV_NODE_COMPATIBLE);
static_assert(static_cast<int>(NodeStatus::upgrade_recommended) == NSV_NODE_UPGRADE_RECOMMENDED);
static_assert(static_cast<int>(NodeStatus::must_upgrade) == NSV_NODE_MUST_UPGRADE);
static_assert(static_cast<int>(NodeStatus::too_new) == NSV_NODE_TOO_NEW);
static_assert(static_cast<int>(Reason::local_halted) == NSV_REASON_LOCAL_HALTED);
static_assert(static_cast<int>(Reason::no_common_version) == NSV_REASON_NO_COMMON_VERSION);
static_assert(static_cast<int>(Reason::local_too_new) == NSV_REASON_LOCAL_TOO_NEW);
static_assert(static_cast<int>(Reason::peer_below_minimum) == NSV_REASON_PEER_BELOW_MINIMUM);
static_assert(static_cast<int>(Reason::versions) == NSV_REASON_VERSIONS);

namespace {

constexpr std::size_t max_struct_size = 4096;  // a larger "size" is memory nobody initialised

const Manager* value(const nsv_manager* handle) noexcept { return reinterpret_cast<const Manager*>(handle); }

[[gnu::cold]] Result<void> wrong_size(const char* name, std::uint32_t given, std::size_t needed) {
    return core::fail(Status::argument, fmt::format("{}.size is {}: expected sizeof, {}", name, given, needed));
}

/// A struct the caller sized must be at least as large as this release's, and of believable size.
template <typename Struct>
Result<void> check_size(const Struct& given, const char* name) {
    if (given.size >= sizeof(Struct) && given.size <= max_struct_size) return {};
    return wrong_size(name, given.size, sizeof(Struct));
}

/// The bytes of a struct that come after the fields this release knows.
template <typename Struct>
auto unknown_tail(Struct& sized) noexcept {
    using Byte = std::conditional_t<std::is_const_v<Struct>, const unsigned char, unsigned char>;
    return std::span<Byte>(reinterpret_cast<Byte*>(&sized) + sizeof(Struct), sized.size - sizeof(Struct));
}

/// What is read from a struct must have nothing in it that this release would pass over.
template <typename Struct>
Result<void> check_known(const Struct& given, const char* name) {
    if (auto sized = check_size(given, name); !sized) return sized;
    if (std::ranges::all_of(unknown_tail(given), [](unsigned char byte) { return byte == 0; })) return {};
    return core::fail(Status::argument, fmt::format("{} has a field set that this release of the library does not know", name));
}

Result<ManagerOptions> read(const nsv_manager_options* options) {
    if (options == nullptr) return ManagerOptions{};
    if (auto known = check_known(*options, "options"); !known) return tl::unexpected<core::Error>(std::move(known.error()));
    if (options->reserved != 0) {
        return core::fail(Status::argument, fmt::format("options.reserved is {}: expected 0", options->reserved));
    }
    return ManagerOptions{.network = core::NetworkRef::share(capi::value(options->network)),
                          .supported_min = core::VersionRef::share(capi::value(options->supported_min)),
                          .supported_max = core::VersionRef::share(capi::value(options->supported_max))};
}

int32_t give_version(const nsv_manager* manager, nsv_version** out,
                     const core::VersionRef& (*version)(const Manager&)) noexcept {
    if (manager == nullptr || out == nullptr) return NSV_ERROR_ARGUMENT;
    *out = give(version(*value(manager)));
    return NSV_OK;
}

Result<core::Verdict> read(const nsv_verdict& verdict) {
    if (auto known = check_known(verdict, "verdict"); !known) return tl::unexpected<core::Error>(std::move(known.error()));
    const bool possible = verdict.level >= NSV_IDENTICAL && verdict.level <= NSV_INCOMPATIBLE &&
                          core::is_reason(verdict.reason) && verdict.upgrade >= NSV_SIDE_NONE &&
                          verdict.upgrade <= NSV_SIDE_PEER;
    if (!possible) {
        return core::fail(Status::argument, fmt::format("verdict has level {}, reason {}, upgrade {}: expected one that "
                                                        "nsv_manager_check_peer_compatibility wrote",
                                                        verdict.level, verdict.reason, verdict.upgrade));
    }
    return core::Verdict{.level = static_cast<core::Compatibility>(verdict.level),
                         .reason = static_cast<Reason>(verdict.reason),
                         .upgrade = static_cast<core::Side>(verdict.upgrade),
                         .cut_height = verdict.cut_height};
}

Result<int32_t> can_participate(const nsv_manager* manager, const char* name, std::size_t size, char** reason) {
    if (auto given = require({{manager, "manager"}, {name, "role"}}); !given) {
        return tl::unexpected<core::Error>(std::move(given.error()));
    }
    const core::Network& network = *value(manager)->network();
    const core::Role* const role = network.find_role({name, size});
    if (role == nullptr) {
        std::vector<std::string_view> names;
        for (const core::Role& known : network.roles()) names.emplace_back(known.name);
        return core::fail(Status::not_found,
                          fmt::format("network {} has no role {}: it has {}", network.id(), core::quote({name, size}),
                                      names.empty() ? "none" : core::comma_separated(names)));
    }
    const core::NodeView& view = value(manager)->view();
    if (reason != nullptr) *reason = owned(core::participation_reason(view, *role));
    return core::can_participate(view, *role) ? 1 : 0;
}

}  // namespace

int32_t nsv_manager_new(const nsv_manager_options* options, nsv_manager** out, nsv_error* error) noexcept {
    return guarded(error, [&]() -> Result<void> {
        if (auto given = require({{out, "out"}}); !given) return given;
        return read(options).and_then(Manager::create).map([&](std::unique_ptr<Manager> manager) {
            *out = reinterpret_cast<nsv_manager*>(manager.release());
        });
    });
}

void nsv_manager_free(nsv_manager* manager) noexcept { delete value(manager); }

int32_t nsv_manager_network(const nsv_manager* manager, nsv_network** out) noexcept {
    if (manager == nullptr || out == nullptr) return NSV_ERROR_ARGUMENT;
    *out = give(value(manager)->network());
    return NSV_OK;
}

int32_t nsv_manager_current_version(const nsv_manager* manager, nsv_version** out) noexcept {
    return give_version(
        manager, out, [](const Manager& m) -> auto& { return m.view().active; });
}

int32_t nsv_manager_network_version(const nsv_manager* manager, nsv_version** out) noexcept {
    return give_version(
        manager, out, [](const Manager& m) -> auto& { return m.view().network.version; });
}

int32_t nsv_manager_network_minimum(const nsv_manager* manager, nsv_version** out) noexcept {
    return give_version(
        manager, out, [](const Manager& m) -> auto& { return m.view().network.minimum; });
}

int32_t nsv_manager_supported_min(const nsv_manager* manager, nsv_version** out) noexcept {
    return give_version(
        manager, out, [](const Manager& m) -> auto& { return m.view().supported.min; });
}

int32_t nsv_manager_supported_max(const nsv_manager* manager, nsv_version** out) noexcept {
    return give_version(
        manager, out, [](const Manager& m) -> auto& { return m.view().supported.max; });
}

int32_t nsv_manager_status(const nsv_manager* manager) noexcept {
    return manager == nullptr ? NSV_ERROR_ARGUMENT : static_cast<int32_t>(value(manager)->view().status);
}

int32_t nsv_manager_status_json(const nsv_manager* manager, char** out, nsv_error* error) noexcept {
    return guarded(error, [&]() -> Result<void> {
        if (auto given = require({{manager, "manager"}, {out, "out"}}); !given) return given;
        *out = owned(value(manager)->status_json());
        return {};
    });
}

int32_t nsv_manager_check_peer_compatibility(const nsv_manager* manager, const nsv_version* peer, nsv_verdict* verdict,
                                             nsv_error* error) noexcept {
    return guarded(error, [&]() -> Result<void> {
        if (auto given = require({{manager, "manager"}, {peer, "peer"}, {verdict, "verdict"}}); !given) return given;
        if (auto sized = check_size(*verdict, "verdict"); !sized) return sized;
        const core::Verdict found = core::judge(value(manager)->view(), capi::value(peer)->semver());
        verdict->level = static_cast<int32_t>(found.level);
        verdict->reason = static_cast<int32_t>(found.reason);
        verdict->upgrade = static_cast<int32_t>(found.upgrade);
        verdict->cut_height = found.cut_height;
        std::ranges::fill(unknown_tail(*verdict), static_cast<unsigned char>(0));
        return {};
    });
}

int32_t nsv_verdict_message(const nsv_manager* manager, const nsv_version* peer, const nsv_verdict* verdict, char** out,
                            nsv_error* error) noexcept {
    return guarded(error, [&]() -> Result<void> {
        auto given = require({{manager, "manager"}, {peer, "peer"}, {verdict, "verdict"}, {out, "out"}});
        if (!given) return given;
        return read(*verdict).map([&](const core::Verdict& known) {
            *out = owned(core::verdict_message(value(manager)->view(), capi::value(peer)->semver(), known));
        });
    });
}

int32_t nsv_manager_can_participate(const nsv_manager* manager, const char* role, size_t size, char** reason,
                                    nsv_error* error) noexcept {
    return guarded(error, [&] { return can_participate(manager, role, size, reason); });
}

int32_t nsv_manager_can_participate_in_training(const nsv_manager* manager, char** reason, nsv_error* error) noexcept {
    constexpr std::string_view role = "training";
    return guarded(error, [&] { return can_participate(manager, role.data(), role.size(), reason); });
}

int32_t nsv_manager_can_participate_in_inference(const nsv_manager* manager, char** reason, nsv_error* error) noexcept {
    constexpr std::string_view role = "inference";
    return guarded(error, [&] { return can_participate(manager, role.data(), role.size(), reason); });
}

const char* nsv_node_status_name(int32_t status) noexcept { return core::node_status_name(status); }

const char* nsv_reason_name(int32_t reason) noexcept { return core::reason_name(reason); }
