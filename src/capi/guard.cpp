#include "capi/guard.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <new>
#include <string>

#include <fmt/format.h>

#include "capi/sized.hpp"

namespace neuroshard::capi {

std::int32_t report(nsv_error* error, core::Status status, std::string_view message, std::uint64_t offset) noexcept {
    const auto code = static_cast<std::int32_t>(status);
    if (error != nullptr) {
        const std::size_t length = std::min(message.size(), sizeof error->message - 1);
        error->code = code;
        error->offset = offset;
        std::memcpy(error->message, message.data(), length);
        error->message[length] = '\0';
    }
    return code;
}

std::int32_t report_exception(nsv_error* error) noexcept {
    try {
        throw;
    } catch (const std::bad_alloc&) {
        return report(error, core::Status::no_memory, "out of memory");
    } catch (const std::exception& exception) {
        return report(error, core::Status::internal, exception.what());
    } catch (...) {
        return report(error, core::Status::internal, "unknown exception");
    }
}

core::Result<void> missing(const char* argument) {
    return core::fail(core::Status::argument, std::string(argument) + " is NULL");
}

core::Result<void> wrong_size(const char* name, std::uint32_t given, std::size_t needed) {
    return core::fail(core::Status::argument, fmt::format("{}.size is {}: expected sizeof, {}", name, given, needed));
}

core::Result<void> unknown_field(const char* name) {
    return core::fail(core::Status::argument,
                      fmt::format("{} has a field set that this release of the library does not know", name));
}

char* owned(std::string_view text) {
    auto* const copy = static_cast<char*>(std::malloc(text.size() + 1));
    if (copy == nullptr) throw std::bad_alloc();
    std::memcpy(copy, text.data(), text.size());
    copy[text.size()] = '\0';
    return copy;
}

}  // namespace neuroshard::capi
