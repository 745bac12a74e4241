#include <algorithm>

#include "capi/guard.hpp"
#include "capi/handles.hpp"
#include "manager.hpp"

using namespace neuroshard;
using namespace neuroshard::capi;
using core::Result;

static_assert(log::max_record == NSV_MAX_RECORD);

uint64_t nsv_manager_record_count(const nsv_manager* manager) noexcept {
    return manager == nullptr ? 0 : value(manager)->read()->recorded.head.sequence;
}

int32_t nsv_manager_head(const nsv_manager* manager, uint8_t head[32]) noexcept {
    if (manager == nullptr || head == nullptr) return NSV_ERROR_ARGUMENT;
    const node::Manager::Reading snapshot = value(manager)->read();
    std::ranges::copy(snapshot->recorded.head.hash, head);
    return NSV_OK;
}

int32_t nsv_manager_record_json(const nsv_manager* manager, uint64_t sequence, char** out, nsv_error* error) noexcept {
    return guarded(error, [&]() -> Result<void> {
        if (auto given = require({{manager, "manager"}, {out, "out"}}); !given) return given;
        return value(manager)->record_json(sequence).map([&](const std::string& json) { *out = owned(json); });
    });
}

int32_t nsv_manager_export(const nsv_manager* manager, uint64_t after, char** out, uint64_t* last, nsv_error* error) noexcept {
    return guarded(error, [&]() -> Result<void> {
        if (auto given = require({{manager, "manager"}, {out, "out"}, {last, "last"}}); !given) return given;
        return value(manager)->export_records(after).map([&](const log::Page& page) {
            *out = owned(page.json_lines);
            *last = page.last;
        });
    });
}

int32_t nsv_manager_verify(const nsv_manager* manager, const uint8_t* expected_head, uint64_t* bad_sequence, char** reason,
                           nsv_error* error) noexcept {
    return guarded(error, [&]() -> Result<int32_t> {
        if (auto given = require({{manager, "manager"}}); !given) return tl::unexpected<core::Error>(std::move(given.error()));
        core::Digest expected{};
        if (expected_head != nullptr) std::copy_n(expected_head, expected.size(), expected.begin());
        return value(manager)->verify(expected_head == nullptr ? nullptr : &expected).map([&](const log::Verification& found) {
            if (reason != nullptr) *reason = owned(found.reason);
            if (bad_sequence != nullptr) *bad_sequence = found.bad_sequence;
            return found.bad_sequence == 0 ? 1 : 0;
        });
    });
}
