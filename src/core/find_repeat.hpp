#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <optional>
#include <vector>

namespace neuroshard::core {

/// Two places that hold equal values.
struct Repeat {
    std::size_t first;
    std::size_t second;
};

/// Two places of some repeated value, the smallest such value first; in O(n log n), for the input is untrusted.
template <typename Range, typename Projection>
std::optional<Repeat> find_repeat(const Range& values, Projection projection) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto before = [&](std::size_t a, std::size_t b) {
        const auto& left = projection(values[a]);
        const auto& right = projection(values[b]);
        return left < right || (!(right < left) && a < b);
    };
    std::sort(order.begin(), order.end(), before);
    const auto same = [&](std::size_t a, std::size_t b) { return projection(values[a]) == projection(values[b]); };
    const auto found = std::adjacent_find(order.begin(), order.end(), same);
    if (found == order.end()) return std::nullopt;
    return Repeat{*found, *(found + 1)};
}

}  // namespace neuroshard::core
