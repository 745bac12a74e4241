#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <type_traits>

#include "core/error.hpp"
#include "neuroshard_version.h"

namespace neuroshard::capi {

/// Writes what went wrong into the caller's error, if there is one, and returns the status.
std::int32_t report(nsv_error* error, core::Status status, std::string_view message,
                    std::uint64_t offset = core::no_offset) noexcept;

/// Reports the exception being handled.
std::int32_t report_exception(nsv_error* error) noexcept;

/// The one place where exceptions end. `body` returns a Result: the status is its own, or 0, or, where it
/// holds a number, that number.
template <typename Body>
std::int32_t guarded(nsv_error* error, Body body) noexcept {
    if (error != nullptr && error->size < sizeof(nsv_error)) return NSV_ERROR_ARGUMENT;
    try {
        auto result = body();
        if (!result) return report(error, result.error().status, result.error().message, result.error().offset);
        if constexpr (std::is_void_v<typename decltype(result)::value_type>) {
            return NSV_OK;
        } else {
            return *result;
        }
    } catch (...) {
        return report_exception(error);
    }
}

struct Argument {
    const void* pointer;
    const char* name;
};

[[gnu::cold]] core::Result<void> missing(const char* argument);

/// Fails naming the first argument that is NULL. Inline, for hot calls go through it.
inline core::Result<void> require(std::initializer_list<Argument> arguments) {
    for (const auto& [pointer, name] : arguments) {
        if (pointer == nullptr) [[unlikely]]
            return missing(name);
    }
    return {};
}

/// A copy for the caller to release with nsv_string_free().
char* owned(std::string_view text);

}  // namespace neuroshard::capi
