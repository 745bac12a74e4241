#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>

#include "capi/guard.hpp"

/// Structs that begin with their size, so that a later release may add fields to them.
namespace neuroshard::capi {

inline constexpr std::size_t max_struct_size = 4096;  // a larger "size" is memory nobody initialised

[[gnu::cold]] core::Result<void> wrong_size(const char* name, std::uint32_t given, std::size_t needed);
[[gnu::cold]] core::Result<void> unknown_field(const char* name);

/// A struct the caller sized must be at least as large as this release's, and of believable size.
template <typename Struct>
core::Result<void> check_size(const Struct& given, const char* name) {
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
core::Result<void> check_known(const Struct& given, const char* name) {
    if (auto sized = check_size(given, name); !sized) return sized;
    if (std::ranges::all_of(unknown_tail(given), [](unsigned char byte) { return byte == 0; })) return {};
    return unknown_field(name);
}

}  // namespace neuroshard::capi
