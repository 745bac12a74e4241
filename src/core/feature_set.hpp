#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"

namespace neuroshard::core {

/// S3: `[a-z][a-z0-9_]{0,63}`
bool is_feature_name(std::string_view name) noexcept;

/// Likewise; the error says which byte of the name is wrong.
Result<void> check_feature_name(std::string_view name);

/// An immutable set of feature names, in ascending order.
class FeatureSet {
public:
    static constexpr std::size_t max_features = 256;  // S15

    FeatureSet() = default;

    /// Refuses malformed names, duplicates and more than `max_features`, naming the place, as in `features[2]`.
    static Result<FeatureSet> of(std::span<const std::string_view> names, std::string_view list = "features");

    /// Takes the same time however many features the set holds.
    bool contains(std::string_view name) const noexcept;

    const std::vector<std::string>& names() const noexcept { return names_; }

private:
    explicit FeatureSet(std::vector<std::string> sorted_names);

    /// Length, first and last bytes of a name: the whole of a name of up to 16 bytes, and enough of a longer one
    /// to tell it from nearly all others.
    struct Key {
        std::uint64_t head = 0;
        std::uint64_t tail = 0;
        std::size_t size = 0;  // 0: no name

        static Key of(std::string_view name) noexcept;
        std::size_t hash() const noexcept;
        friend bool operator==(const Key&, const Key&) = default;
    };

    /// The names once more, laid out for `contains`: an open-addressing table at most a quarter full, its size a
    /// power of two.
    struct Slot {
        Key key;
        std::uint32_t name = 0;  // index in names_
    };

    std::vector<std::string> names_;
    std::vector<Slot> slots_;
};

}  // namespace neuroshard::core
