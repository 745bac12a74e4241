#pragma once

#include <string_view>

#include "core/error.hpp"

namespace neuroshard::core {

inline constexpr std::size_t max_prose = 1000;

/// Text for people, UTF-8 of at most `max_prose` bytes. It ends up on terminals, so it may carry no control characters, nor
/// those that reorder what stands around them.
Result<void> check_prose(std::string_view text, std::size_t min_size = 1);

}  // namespace neuroshard::core
