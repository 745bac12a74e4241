#pragma once

#include <cstdint>

namespace neuroshard::core {

/// How long before a breaking upgrade it must be announced (S9), and when its grace period begins (S14).
struct NoticePolicy {
    std::uint64_t minimum_days = 0;
    std::uint64_t grace_from_day = 0;
};

}  // namespace neuroshard::core
