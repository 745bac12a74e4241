#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/error.hpp"

namespace neuroshard::core {

/// A JSON document as a plain tree. The text is parsed by nlohmann-json's event interface; its own tree is
/// not used because destroying one allocates, which ends the process when memory has run out.
struct Json {
    /// A number that is no `uint64_t`: negative, fractional or too large. Kept as it was written.
    struct Number {
        std::string text;
    };
    struct Member;
    using Array = std::vector<Json>;
    using Object = std::vector<Member>;

    std::variant<std::nullptr_t, bool, std::uint64_t, Number, std::string, Array, Object> value;
};

struct Json::Member {
    std::string key;
    Json value;
};

/// Parses untrusted text: at most `max_bytes`, at most 32 levels deep, no key twice in an object.
/// Syntax errors carry the byte offset, the others the JSON path.
Result<Json> parse_json(std::string_view text, std::size_t max_bytes);

/// Appends a text in quotes, with the escapes that RFC 8785 wants and no others.
void append_json_text(std::string& out, std::string_view text);

/// Compact text, members in their order, escapes as RFC 8785 wants them.
std::string write_json(const Json& document);

/// Canonical JSON (RFC 8785) of a document whose keys are ASCII and whose numbers are `uint64_t` of at most 2^53 - 1.
std::string write_canonical_json(Json document);

/// `$.a.b` for the member `b` of `$.a`; a key that is no plain word is quoted.
std::string member_path(std::string_view parent, std::string_view key);

/// `$.a[2]`
std::string index_path(std::string_view parent, std::size_t index);

}  // namespace neuroshard::core
