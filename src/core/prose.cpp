#include "core/prose.hpp"

#include <fmt/format.h>

namespace neuroshard::core {

Result<void> check_prose(std::string_view text, std::size_t min_size) {
    if (text.size() < min_size || text.size() > max_prose) {
        return fail(Status::limit, fmt::format("expected {} to {} bytes, found {}", min_size, max_prose, text.size()));
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool c1 = byte == 0xc2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xa0;
        if (byte < 0x20 || byte == 0x7f || c1) {
            return fail(Status::syntax, fmt::format("expected no control character, found one at byte {}", i), i);
        }
    }
    return {};
}

}  // namespace neuroshard::core
