#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace neuroshard::core {

/// Why an operation failed. The numbers are those of the C header (`nsv_status`), which asserts the match.
enum class Status : std::int32_t {
    ok = 0,
    argument = -10,
    syntax = -20,
    out_of_range = -30,
    limit = -40,
    schema = -50,
    duplicate = -60,
    not_found = -70,
    conflict = -80,
    height = -90,
    no_memory = -100,
    internal = -110,
    notice = -120,
    incompatible = -130,
    io = -140,
    full = -150,
    locked = -160,
    read_only = -170,
    corrupt = -180,
    format = -190,
};

/// `Error::offset` when no single byte of the input is to blame.
inline constexpr std::uint64_t no_offset = UINT64_MAX;

/// A failure as the caller sees it: what, where, and what was expected, on one line.
struct Error {
    Status status = Status::internal;
    std::string message;
    std::uint64_t offset = no_offset;
};

template <typename T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(Status status, std::string message, std::uint64_t offset = no_offset) {
    return tl::unexpected<Error>(Error{status, std::move(message), offset});
}

/// What every list with too many entries is told.
tl::unexpected<Error> too_many(std::string_view list, std::size_t limit, std::size_t found);

/// The stable name of a status (`NSV_ERROR_SYNTAX`), or `NSV_STATUS_UNKNOWN`.
const char* status_name(std::int32_t status) noexcept;

}  // namespace neuroshard::core
