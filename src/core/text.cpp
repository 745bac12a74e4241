#include "core/text.hpp"

#include <fmt/format.h>

namespace neuroshard::core {

std::string quote(std::string_view untrusted, std::size_t longest_shown) {
    std::string out = "'";
    for (const char c : untrusted.substr(0, longest_shown)) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte > 0x7e) {
            out += fmt::format("\\x{:02x}", byte);
        } else {
            out += c;
        }
    }
    out += untrusted.size() > longest_shown ? "...'" : "'";
    return out;
}

std::string found_at(std::string_view text, std::size_t offset) {
    return offset < text.size() ? quote(text.substr(offset, 1)) : "end of text";
}

}  // namespace neuroshard::core
