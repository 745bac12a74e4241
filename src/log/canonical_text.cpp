#include "log/canonical_text.hpp"

#include <charconv>
#include <cstring>

#include "core/json.hpp"
#include "core/ledger.hpp"

namespace neuroshard::log {

bool CanonicalText::read(std::string_view text, simdjson::dom::object object) {
    next_ = text.data();
    end_ = text.data() + text.size();
    depth_ = 0;
    count_ = 0;
    return matches(object) && next_ == end_;
}

std::string_view CanonicalText::operator[](std::string_view key) const noexcept {
    for (std::size_t i = 0; i < count_; ++i) {
        if (members_.at(i).key == key) return members_.at(i).value;
    }
    return {};
}

bool CanonicalText::matches(simdjson::dom::element element) {
    using simdjson::dom::element_type;
    switch (element.type()) {
        case element_type::OBJECT: return matches(element.get_object().value_unsafe());
        case element_type::ARRAY: return matches(element.get_array().value_unsafe());
        case element_type::STRING: return matches_text(element.get_string().value_unsafe());
        case element_type::INT64: {
            const std::int64_t value = element.get_int64().value_unsafe();
            return value >= 0 && matches_number(static_cast<std::uint64_t>(value));
        }
        case element_type::BOOL: return take(element.get_bool().value_unsafe() ? "true" : "false");
        case element_type::NULL_VALUE: return take("null");
        default: return false;
    }
}

bool CanonicalText::matches(simdjson::dom::array array) {
    bool first = true;
    for (const simdjson::dom::element element : array) {
        if (!take(std::exchange(first, false) ? '[' : ',') || !matches(element)) return false;
    }
    return first ? take("[]") : take(']');
}

bool CanonicalText::matches(simdjson::dom::object object) {
    ++depth_;
    std::string_view last;
    bool first = true;
    for (const simdjson::dom::key_value_pair member : object) {
        if (!first && member.key <= last) return false;
        last = member.key;
        if (!take(std::exchange(first, false) ? '{' : ',') || !matches_text(member.key) || !take(':')) return false;
        const char* const begins = next_;
        if (!matches(member.value)) return false;
        if (depth_ > 1) continue;
        if (count_ == max_members) return false;
        members_.at(count_++) = {member.key, {begins, static_cast<std::size_t>(next_ - begins)}};
    }
    --depth_;
    return first ? take("{}") : take('}');
}

// Most texts have nothing to escape: then they stand there as they are. Where the bytes between two quotes are those of the
// value, they hold no escape, for the first one would have been a difference.
bool CanonicalText::matches_text(std::string_view value) {
    const std::size_t size = value.size();
    const bool fits = static_cast<std::size_t>(end_ - next_) >= size + 2;
    if (fits && next_[0] == '"' && next_[size + 1] == '"' && std::memcmp(next_ + 1, value.data(), size) == 0) {
        next_ += size + 2;
        return true;
    }
    std::string escaped;
    core::append_json_text(escaped, value);
    return take(escaped);
}

bool CanonicalText::matches_number(std::uint64_t value) {
    std::array<char, 20> digits{};
    const auto [end, error] = std::to_chars(digits.begin(), digits.end(), value);
    return value <= core::max_height && take({digits.data(), static_cast<std::size_t>(end - digits.data())});
}

bool CanonicalText::take(std::string_view expected) noexcept {
    const bool fits = static_cast<std::size_t>(end_ - next_) >= expected.size();
    if (!fits || std::memcmp(next_, expected.data(), expected.size()) != 0) return false;
    next_ += expected.size();
    return true;
}

}  // namespace neuroshard::log
