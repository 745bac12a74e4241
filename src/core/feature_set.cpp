#include "core/feature_set.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <functional>

#include <fmt/format.h>

#include "core/find_repeat.hpp"
#include "core/text.hpp"

namespace neuroshard::core {
namespace {

constexpr std::size_t max_name = 64;

constexpr auto name_chars = [] {
    std::array<bool, 256> table{};
    for (unsigned c = 0; c < table.size(); ++c) {
        const char as_char = static_cast<char>(c);
        table[c] = is_lower(as_char) || is_digit(as_char) || as_char == '_';
    }
    return table;
}();

constexpr std::size_t whole_in_key = 16;

template <typename Word>
std::uint64_t load(const char* from) noexcept {
    Word word;
    std::memcpy(&word, from, sizeof word);
    return word;
}

/// Whether two names longer than a key, of one length and with the same key, are the same.
bool same_middle(std::string_view a, std::string_view b) noexcept {
    // Up to 24 bytes, the eight that follow the first eight are all that the key leaves open.
    if (b.size() <= 24) return load<std::uint64_t>(a.data() + 8) == load<std::uint64_t>(b.data() + 8);
    return std::memcmp(a.data() + 8, b.data() + 8, b.size() - whole_in_key) == 0;
}

}  // namespace

bool is_feature_name(std::string_view name) noexcept {
    if (name.empty() || name.size() > max_name || !is_lower(name.front())) return false;
    bool valid = true;
    for (const char c : name) valid &= name_chars[static_cast<unsigned char>(c)];  // to the end: names are short and valid
    return valid;
}

Result<void> check_feature_name(std::string_view name) {
    if (is_feature_name(name)) return {};
    if (name.size() > max_name) {
        return fail(
            Status::limit,
            fmt::format("feature name {} is too long: expected at most {} bytes, found {}", quote(name), max_name, name.size()),
            max_name);
    }
    const auto wrong = [&](std::size_t offset, const char* expected) {
        return fail(Status::syntax,
                    fmt::format("invalid feature name {}: expected {} at byte {}, found {}", quote(name), expected, offset,
                                found_at(name, offset)),
                    offset);
    };
    if (name.empty() || !is_lower(name.front())) return wrong(0, "a lower-case letter");
    std::size_t stray = 1;
    while (is_feature_name(name.substr(0, stray + 1))) ++stray;
    return wrong(stray, "a lower-case letter, digit or '_'");
}

Result<FeatureSet> FeatureSet::of(std::span<const std::string_view> names, std::string_view list) {
    if (names.size() > max_features) return too_many(list, max_features, names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (auto valid = check_feature_name(names[i]); !valid) {
            valid.error().message = fmt::format("{}[{}]: {}", list, i, valid.error().message);
            return tl::unexpected<Error>(std::move(valid.error()));
        }
    }
    if (const auto repeat = find_repeat(names, std::identity{})) {
        return fail(Status::duplicate, fmt::format("{}[{}]: feature {} is already at {}[{}]", list, repeat->second,
                                                   quote(names[repeat->second]), list, repeat->first));
    }
    std::vector<std::string_view> sorted(names.begin(), names.end());
    std::sort(sorted.begin(), sorted.end());
    return FeatureSet({sorted.begin(), sorted.end()});
}

FeatureSet::FeatureSet(std::vector<std::string> sorted_names) : names_(std::move(sorted_names)) {
    slots_.resize(std::bit_ceil(4 * names_.size()));
    for (std::uint32_t i = 0; i < names_.size(); ++i) {
        const Key key = Key::of(names_[i]);
        std::size_t slot = key.hash();
        while (slots_[slot & (slots_.size() - 1)].key.size != 0) ++slot;
        slots_[slot & (slots_.size() - 1)] = {key, i};
    }
}

FeatureSet::Key FeatureSet::Key::of(std::string_view name) noexcept {
    const char* const first = name.data();
    const char* const last = first + name.size();
    if (name.size() >= 8) return {load<std::uint64_t>(first), load<std::uint64_t>(last - 8), name.size()};
    if (name.size() >= 4) return {load<std::uint32_t>(first), load<std::uint32_t>(last - 4), name.size()};
    // Of one to three bytes the first, the middle and the last are all.
    return {load<std::uint8_t>(first), load<std::uint8_t>(first + name.size() / 2) << 8U | load<std::uint8_t>(last - 1),
            name.size()};
}

std::size_t FeatureSet::Key::hash() const noexcept {
    constexpr std::uint64_t odd = 0x9e3779b97f4a7c15;  // 2^64 / golden ratio: carries every bit towards the top
    return static_cast<std::size_t>((((head * odd) ^ std::rotr(tail, 17) ^ size) * odd) >> 32U);
}

bool FeatureSet::contains(std::string_view name) const noexcept {
    if (slots_.empty() || name.empty()) return false;
    const Key key = Key::of(name);
    for (std::size_t slot = key.hash();; ++slot) {
        const Slot& candidate = slots_[slot & (slots_.size() - 1)];
        if (candidate.key == key && (name.size() <= whole_in_key || same_middle(names_[candidate.name], name))) return true;
        if (candidate.key.size == 0) return false;
    }
}

}  // namespace neuroshard::core
