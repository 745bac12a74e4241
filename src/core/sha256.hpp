#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace neuroshard::core {

using Digest = std::array<std::uint8_t, 32>;

/// SHA-256 of the parts one after the other. Throws std::bad_alloc.
Digest sha256(std::initializer_list<std::string_view> parts);

inline std::string_view as_text(const Digest& digest) { return {reinterpret_cast<const char*>(digest.data()), digest.size()}; }

/// The first eight bytes as a number: what an advertisement carries of an upgrade digest.
std::uint64_t short_digest(const Digest& digest) noexcept;

/// Lower-case hex digits.
std::string hex(std::span<const std::uint8_t> bytes);

}  // namespace neuroshard::core
