#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include <simdjson.h>

namespace neuroshard::log {

/// The members of a JSON object and where their values stand in its text.
class CanonicalText {
public:
    static constexpr std::size_t max_members = 32;

    struct Member {
        std::string_view key;
        std::string_view value;  ///< as it stands in the text
    };

    /// Whether `text`, of which `object` was parsed, is its canonical form (RFC 8785). Only then are there members, all of them
    /// where there are not more than `max_members`. Numbers other than whole ones that are not negative have no place in it.
    bool read(std::string_view text, simdjson::dom::object object);

    /// The value of a member, as it stands in the text; empty where there is none.
    std::string_view operator[](std::string_view key) const noexcept;

private:
    bool matches(simdjson::dom::element element);
    bool matches(simdjson::dom::array array);
    bool matches(simdjson::dom::object object);
    bool matches_text(std::string_view value);
    bool matches_number(std::uint64_t value);
    bool take(char expected) noexcept { return next_ != end_ && *next_++ == expected; }
    bool take(std::string_view expected) noexcept;

    const char* next_ = nullptr;
    const char* end_ = nullptr;
    std::size_t depth_ = 0;
    std::size_t count_ = 0;
    std::array<Member, max_members> members_;
};

}  // namespace neuroshard::log
