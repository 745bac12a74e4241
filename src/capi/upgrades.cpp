// What changes a manager's view: the ledger's height, and NEPs.
#include "capi/guard.hpp"
#include "capi/handles.hpp"
#include "core/ledger.hpp"
#include "core/nep.hpp"

using namespace neuroshard;
using namespace neuroshard::capi;
using core::Result;

static_assert(core::max_height == NSV_MAX_HEIGHT);
static_assert(core::max_nep_json == NSV_MAX_NEP_JSON);

int32_t nsv_manager_advance(nsv_manager* manager, uint64_t height, uint64_t unix_time, nsv_error* error) noexcept {
    return guarded(error, [&]() -> Result<void> {
        if (auto given = require({{manager, "manager"}}); !given) return given;
        return value(manager)->advance({height, unix_time});
    });
}

int32_t nsv_manager_rewind(nsv_manager* manager, uint64_t height, uint64_t unix_time, nsv_error* error) noexcept {
    return guarded(error, [&]() -> Result<void> {
        if (auto given = require({{manager, "manager"}}); !given) return given;
        return value(manager)->rewind({height, unix_time});
    });
}

int32_t nsv_manager_schedule_nep(nsv_manager* manager, const char* json, size_t size, nsv_error* error) noexcept {
    return guarded(error, [&]() -> Result<void> {
        if (auto given = require({{manager, "manager"}, {json, "json"}}); !given) return given;
        return value(manager)->schedule_nep({json, size});
    });
}

int32_t nsv_manager_catch_up_nep(nsv_manager* manager, const char* json, size_t size, nsv_error* error) noexcept {
    return guarded(error, [&]() -> Result<void> {
        if (auto given = require({{manager, "manager"}, {json, "json"}}); !given) return given;
        return value(manager)->catch_up_nep({json, size});
    });
}

int32_t nsv_manager_reschedule_nep(nsv_manager* manager, const char* id, size_t id_size, uint64_t height,
                                   uint64_t expected_time, nsv_error* error) noexcept {
    return guarded(error, [&]() -> Result<void> {
        if (auto given = require({{manager, "manager"}, {id, "id"}}); !given) return given;
        return value(manager)->reschedule_nep({id, id_size}, {height, expected_time});
    });
}

int32_t nsv_manager_cancel_nep(nsv_manager* manager, const char* id, size_t id_size, const char* reason, size_t reason_size,
                               nsv_error* error) noexcept {
    return guarded(error, [&]() -> Result<void> {
        if (auto given = require({{manager, "manager"}, {id, "id"}, {reason, "reason"}}); !given) return given;
        return value(manager)->cancel_nep({id, id_size}, {reason, reason_size});
    });
}

int32_t nsv_manager_activate_nep(nsv_manager* manager, const char* id, size_t id_size, char** message,
                                 nsv_error* error) noexcept {
    return guarded(error, [&]() -> Result<int32_t> {
        if (auto given = require({{manager, "manager"}, {id, "id"}}); !given) return tl::unexpected<core::Error>(given.error());
        const auto tell = [&](std::string_view text) {
            if (message != nullptr) *message = owned(text);
        };
        return value(manager)->activate_nep({id, id_size}, tell).map([](bool activated) { return activated ? 1 : 0; });
    });
}

uint64_t nsv_manager_nep_count(const nsv_manager* manager) noexcept {
    return manager == nullptr ? 0 : value(manager)->nep_count();
}

int32_t nsv_manager_find_nep_json(const nsv_manager* manager, const char* id, size_t id_size, char** out,
                                  nsv_error* error) noexcept {
    return guarded(error, [&]() -> Result<void> {
        if (auto given = require({{manager, "manager"}, {id, "id"}, {out, "out"}}); !given) return given;
        return value(manager)->find_nep_json({id, id_size}).map([&](const std::string& json) { *out = owned(json); });
    });
}

int32_t nsv_manager_nep_json(const nsv_manager* manager, uint64_t index, char** out, nsv_error* error) noexcept {
    return guarded(error, [&]() -> Result<void> {
        if (auto given = require({{manager, "manager"}, {out, "out"}}); !given) return given;
        return value(manager)->nep_json(index).map([&](const std::string& json) { *out = owned(json); });
    });
}
