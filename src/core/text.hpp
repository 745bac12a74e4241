#pragma once

#include <string>
#include <string_view>

namespace neuroshard::core {

/// Untrusted text made safe for an error message: quoted, control characters and bytes outside ASCII
/// escaped as `\xNN`, and cut to so many characters.
std::string quote(std::string_view untrusted, std::size_t longest_shown = 64);

/// The character at `offset` as an error message names it: quoted, or `end of text`.
std::string found_at(std::string_view text, std::size_t offset);

/// `a, b, c`.
template <typename Range>
std::string comma_separated(const Range& names) {
    std::string list;
    for (const auto& name : names) {
        if (!list.empty()) list += ", ";
        list += name;
    }
    return list;
}

// The C locale's `isdigit` and friends read the process' locale; the grammars here are ASCII for ever.
constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
constexpr bool is_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
constexpr bool is_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }

}  // namespace neuroshard::core
