#include "core/prose.hpp"

#include <string>

#include <fmt/format.h>
#include <simdjson.h>

namespace neuroshard::core {
namespace {

// simdjson chooses an implementation for the processor when it is first used, and ends the process where memory is out just
// then. Asking for its name while the library is loaded makes it choose now.
const std::string chosen_implementation = simdjson::get_active_implementation()->name();  // NOLINT(cert-err58-cpp): see above

/// Whether a control character, C0, C1 or one that sets the direction of text, begins at a byte of valid UTF-8.
bool is_control(std::string_view text, std::size_t at) noexcept {
    const auto byte = [&](std::size_t i) { return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U; };
    if (byte(0) < 0x20 || byte(0) == 0x7f) return true;
    if (byte(0) == 0xc2) return byte(1) < 0xa0;
    if (byte(0) != 0xe2) return false;
    const bool embedding = byte(1) == 0x80 && byte(2) >= 0xaa && byte(2) <= 0xae;  // U+202A to U+202E
    const bool isolate = byte(1) == 0x81 && byte(2) >= 0xa6 && byte(2) <= 0xa9;    // U+2066 to U+2069
    return embedding || isolate;
}

}  // namespace

Result<void> check_prose(std::string_view text, std::size_t min_size) {
    if (text.size() < min_size || text.size() > max_prose) {
        return fail(Status::limit, fmt::format("expected {} to {} bytes, found {}", min_size, max_prose, text.size()));
    }
    if (!simdjson::validate_utf8(text.data(), text.size())) return fail(Status::syntax, "expected UTF-8");
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_control(text, i))
            return fail(Status::syntax, fmt::format("expected no control character, found one at byte {}", i), i);
    }
    return {};
}

}  // namespace neuroshard::core
