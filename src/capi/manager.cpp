#include "manager.hpp"

#include <memory>
#include <vector>

#include <fmt/format.h>

#include "capi/guard.hpp"
#include "capi/handles.hpp"
#include "capi/sized.hpp"
#include "core/participation.hpp"
#include "core/text.hpp"

using namespace neuroshard;
using namespace neuroshard::capi;
using core::NodeStatus;
using core::Result;
using core::Status;
using node::Manager;
using node::ManagerOptions;

static_assert(static_cast<int>(NodeStatus::compatible) == NSV_NODE_COMPATIBLE);
static_assert(static_cast<int>(NodeStatus::upgrade_recommended) == NSV_NODE_UPGRADE_RECOMMENDED);
static_assert(static_cast<int>(NodeStatus::must_upgrade) == NSV_NODE_MUST_UPGRADE);
static_assert(static_cast<int>(NodeStatus::too_new) == NSV_NODE_TOO_NEW);
namespace {

Result<ManagerOptions> read(const nsv_manager_options* options) {
    if (options == nullptr) return ManagerOptions{};
    if (auto known = check_known(*options, "options"); !known) return tl::unexpected<core::Error>(std::move(known.error()));
    constexpr std::uint32_t known_flags = NSV_MANAGER_GREASE | NSV_MANAGER_READ_ONLY | NSV_MANAGER_SALVAGE;
    if ((options->flags & ~known_flags) != 0) {
        return core::fail(Status::argument,
                          fmt::format("options.flags is {}: expected flags of nsv_manager_flags", options->flags));
    }
    const std::string_view store(options->store == nullptr ? "" : options->store, options->store_size);
    if ((options->store == nullptr) != store.empty() || store.find('\0') != std::string_view::npos) {
        return core::fail(Status::argument, "options.store: expected the path of a file");
    }
    if (options->unix_time > core::max_height) {
        return core::fail(Status::out_of_range, fmt::format("options.unix_time: expected at most {}, found {}",
                                                            core::max_height, options->unix_time));
    }
    return ManagerOptions{.network = core::NetworkRef::share(capi::value(options->network)),
                          .supported_min = core::VersionRef::share(capi::value(options->supported_min)),
                          .supported_max = core::VersionRef::share(capi::value(options->supported_max)),
                          .grease = (options->flags & NSV_MANAGER_GREASE) != 0,
                          .store = std::string(store),
                          .read_only = (options->flags & NSV_MANAGER_READ_ONLY) != 0,
                          .salvage = (options->flags & NSV_MANAGER_SALVAGE) != 0,
                          .time = options->unix_time};
}

int32_t give_version(const nsv_manager* manager, nsv_version** out,
                     const core::VersionRef& (*version)(const core::NodeView&)) noexcept {
    if (manager == nullptr || out == nullptr) return NSV_ERROR_ARGUMENT;
    const Manager::Reading snapshot = value(manager)->read();
    *out = give(version(snapshot->view));
    return NSV_OK;
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
    const Manager::Reading snapshot = value(manager)->read();
    const core::NodeView& view = snapshot->view;
    if (reason != nullptr) *reason = owned(core::participation_reason(view, *role));
    return core::can_participate(view, *role) ? 1 : 0;
}

}  // namespace

int32_t nsv_manager_new(const nsv_manager_options* options, nsv_manager** out, nsv_error* error) noexcept {
    return guarded(error, [&]() -> Result<void> {
        if (auto given = require({{out, "out"}}); !given) return given;
        return read(options).and_then(Manager::create).map([&](auto manager) { *out = handle(manager.release()); });
    });
}

int32_t nsv_manager_import(const nsv_manager_options* options, const char* json_lines, size_t size, nsv_manager** out,
                           nsv_error* error) noexcept {
    return guarded(error, [&]() -> Result<void> {
        if (auto given = require({{json_lines, "json_lines"}, {out, "out"}}); !given) return given;
        return read(options)
            .and_then([&](const ManagerOptions& read) {
                return Manager::import(read, {json_lines, size});
            })
            .map([&](auto manager) { *out = handle(manager.release()); });
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
        manager, out, [](const core::NodeView& view) -> auto& { return view.active; });
}

int32_t nsv_manager_network_version(const nsv_manager* manager, nsv_version** out) noexcept {
    return give_version(
        manager, out, [](const core::NodeView& view) -> auto& { return view.network.version; });
}

int32_t nsv_manager_network_minimum(const nsv_manager* manager, nsv_version** out) noexcept {
    return give_version(
        manager, out, [](const core::NodeView& view) -> auto& { return view.network.minimum; });
}

int32_t nsv_manager_supported_min(const nsv_manager* manager, nsv_version** out) noexcept {
    return give_version(
        manager, out, [](const core::NodeView& view) -> auto& { return view.supported.min; });
}

int32_t nsv_manager_supported_max(const nsv_manager* manager, nsv_version** out) noexcept {
    return give_version(
        manager, out, [](const core::NodeView& view) -> auto& { return view.supported.max; });
}

int32_t nsv_manager_status(const nsv_manager* manager) noexcept {
    return manager == nullptr ? NSV_ERROR_ARGUMENT : static_cast<int32_t>(value(manager)->read()->view.status);
}

uint64_t nsv_manager_height(const nsv_manager* manager) noexcept {
    return manager == nullptr ? 0 : value(manager)->read()->now().height;
}

uint64_t nsv_manager_time(const nsv_manager* manager) noexcept {
    return manager == nullptr ? 0 : value(manager)->read()->now().time;
}

int32_t nsv_manager_status_json(const nsv_manager* manager, char** out, nsv_error* error) noexcept {
    return guarded(error, [&]() -> Result<void> {
        if (auto given = require({{manager, "manager"}, {out, "out"}}); !given) return given;
        *out = owned(value(manager)->status_json());
        return {};
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
