#include "core/advertisement_fields.hpp"

#include <algorithm>
#include <bit>
#include <functional>
#include <memory>

#include <fmt/format.h>

#include "core/feature_set.hpp"
#include "core/find_repeat.hpp"
#include "core/json.hpp"
#include "core/ledger.hpp"
#include "core/nep_id.hpp"
#include "core/text.hpp"

namespace neuroshard::core {
namespace {

using Key = AdvertisementKey;

constexpr std::array<std::string_view, 12> key_names = {"major",       "minor",      "patch",      "features",
                                                        "active_neps", "prerelease", "build",      "network",
                                                        "supported",   "height",     "upgrade_id", "halted"};

// Length and third letter tell the keys apart: one comparison instead of a dozen.
constexpr std::size_t key_slot(std::string_view name) noexcept {
    return (name.size() * 6 + static_cast<unsigned char>(name[2])) % 32;
}
constexpr auto key_slots = [] {
    std::array<Key, 32> slots{};
    slots.fill(Key::none);
    for (std::size_t key = 0; key < key_names.size(); ++key) {
        Key& slot = slots.at(key_slot(key_names.at(key)));
        if (slot != Key::none) throw "two keys in one slot";
        slot = static_cast<Key>(key);
    }
    return slots;
}();

Key key_of(std::string_view name) noexcept {
    if (name.size() < 3) return Key::none;
    const Key key = key_slots[key_slot(name)];
    return key != Key::none && key_names[static_cast<std::size_t>(key)] == name ? key : Key::none;
}

std::string number_text(const simdjson::dom::element& value) {
    std::int64_t whole = 0;
    double number = 0;
    if (value.get(whole) == simdjson::SUCCESS) return fmt::format("{}", whole);
    return value.get(number) == simdjson::SUCCESS ? fmt::format("{}", number) : "";
}

const char* type_name(const simdjson::dom::element& value) noexcept {
    switch (value.type()) {
        case simdjson::dom::element_type::NULL_VALUE: return "null";
        case simdjson::dom::element_type::BOOL: return "a boolean";
        case simdjson::dom::element_type::INT64:
        case simdjson::dom::element_type::UINT64:
        case simdjson::dom::element_type::DOUBLE: return "a number";
        case simdjson::dom::element_type::STRING: return "a text";
        case simdjson::dom::element_type::ARRAY: return "an array";
        case simdjson::dom::element_type::OBJECT: break;
    }
    return "an object";
}

constexpr unsigned bit(Key key) noexcept { return 1U << static_cast<unsigned>(key); }

unsigned bits(std::initializer_list<Key> keys) noexcept {
    unsigned all = 0;
    for (const Key key : keys) all |= bit(key);
    return all;
}

/// 16 for a character that is no lower-case hex digit.
constexpr auto hex_values = [] {
    std::array<std::uint8_t, 256> values{};
    values.fill(16);
    for (std::uint8_t i = 0; i < 10; ++i) values.at(std::size_t{'0'} + i) = i;
    for (std::uint8_t i = 0; i < 6; ++i) values.at(std::size_t{'a'} + i) = static_cast<std::uint8_t>(10 + i);
    return values;
}();

}  // namespace

bool is_advertisement_key(std::string_view name) noexcept { return key_of(name) != Key::none; }

void AdvertisementFields::read(const Element& document) {
    peer_ = {};
    features_.clear();
    active_neps_.clear();
    prerelease_ = build_ = {};
    seen_ = 0;
    error_.reset();
    simdjson::dom::object object;
    if (document.get(object) != simdjson::SUCCESS) return wrong_type("$", "an object", document);
    for (const auto [name, value] : object) {
        read_member(name, value);
        if (error_) return;
    }
}

bool AdvertisementFields::has_any(std::initializer_list<Key> keys) const noexcept { return (seen_ & bits(keys)) != 0; }
bool AdvertisementFields::has_only(std::initializer_list<Key> keys) const noexcept { return (seen_ & ~bits(keys)) == 0; }

void AdvertisementFields::read_member(std::string_view name, const Element& value) {
    const Key key = key_of(name);
    if (key == Key::none) return;  // a newer peer's
    if ((seen_ & bit(key)) != 0) return blame(Status::duplicate, member_path("$", name), "key appears twice");
    seen_ |= bit(key);
    if (key > Key::active_neps && value.is_null()) return;  // says nothing
    switch (key) {
        case Key::major: return read_number("$.major", value, UINT64_MAX, triple_[0]);
        case Key::minor: return read_number("$.minor", value, UINT64_MAX, triple_[1]);
        case Key::patch: return read_number("$.patch", value, UINT64_MAX, triple_[2]);
        case Key::features: return read_features(value);
        case Key::active_neps: return read_neps(value);
        case Key::prerelease: return read_text("$.prerelease", value, prerelease_);
        case Key::build: return read_text("$.build", value, build_);
        case Key::network: return read_text("$.network", value, peer_.network.emplace());
        case Key::supported: return read_supported(value);
        case Key::height: return read_number("$.height", value, max_height, peer_.height.emplace());
        case Key::upgrade_id: return read_upgrade_id(value);
        case Key::halted: return read_halted(value);
        case Key::none: break;
    }
}

void AdvertisementFields::finish() {
    constexpr unsigned triple = bit(Key::major) | bit(Key::minor) | bit(Key::patch);
    if (error_) return;
    if ((seen_ & triple) != triple) {
        const auto missing = static_cast<std::size_t>(std::countr_one(seen_ & triple));
        return blame(Status::schema, member_path("$", key_names.at(missing)),
                     fmt::format("missing: expected a whole number from 0 to {}", UINT64_MAX));
    }
    std::construct_at(&version_, triple_[0], triple_[1], triple_[2]);
    if (!prerelease_.empty() || !build_.empty()) {
        auto whole = SemVer::compose(version_, prerelease_, build_);
        if (!whole) return blame({whole.error().status, "$." + whole.error().message});
        version_ = *whole;
    }
    peer_.version = &version_;
}

void AdvertisementFields::read_number(std::string_view path, const Element& value, std::uint64_t max, std::uint64_t& out) {
    if (value.get(out) == simdjson::SUCCESS && out <= max) return;
    const std::string expected = fmt::format("a whole number from 0 to {}", max);
    if (value.is_uint64()) return blame(Status::out_of_range, path, fmt::format("number is too large: expected {}", expected));
    if (value.is_number())
        return blame(Status::schema, path, fmt::format("expected {}, found {}", expected, quote(number_text(value))));
    wrong_type(path, expected, value);
}

void AdvertisementFields::read_text(std::string_view path, const Element& value, std::string_view& out) {
    if (value.get(out) != simdjson::SUCCESS) wrong_type(path, "a text", value);
}

void AdvertisementFields::read_halted(const Element& value) {
    if (value.get(peer_.halted) != simdjson::SUCCESS) wrong_type("$.halted", "a boolean", value);
}

void AdvertisementFields::read_features(const Element& value) {
    std::vector<std::string_view>& names = features_;
    simdjson::dom::array array;
    if (value.get(array) != simdjson::SUCCESS) return wrong_type("$.features", "an array", value);
    bool ascending = true;
    for (const Element element : array) {
        if (names.size() == FeatureSet::max_features)
            return blame(too_many("$.features", FeatureSet::max_features, array.size()).value());
        std::string_view name;
        if (element.get(name) != simdjson::SUCCESS)
            return wrong_type(index_path("$.features", names.size()), "a text", element);
        if (!is_feature_name(name)) {
            auto invalid = check_feature_name(name);
            return blame(invalid.error().status, index_path("$.features", names.size()), invalid.error().message);
        }
        ascending = ascending && (names.empty() || names.back() < name);
        names.push_back(name);
    }
    if (ascending) return;
    if (const auto repeat = find_repeat(names, std::identity{})) {
        blame(Status::duplicate, index_path("$.features", repeat->second),
              fmt::format("feature {} is already at features[{}]", quote(names[repeat->second]), repeat->first));
    }
}

void AdvertisementFields::read_neps(const Element& value) {
    std::vector<std::uint64_t>& numbers = active_neps_;
    simdjson::dom::array array;
    if (value.get(array) != simdjson::SUCCESS) return wrong_type("$.active_neps", "an array", value);
    bool ascending = true;
    for (const Element element : array) {
        if (numbers.size() == NepList::max_neps)
            return blame(too_many("$.active_neps", NepList::max_neps, array.size()).value());
        std::string_view id;
        if (element.get(id) != simdjson::SUCCESS)
            return wrong_type(index_path("$.active_neps", numbers.size()), "a text", element);
        const auto number = NepId::number_in(id);
        if (!number) {
            const Error invalid = NepId::parse(id).error();
            return blame(invalid.status, index_path("$.active_neps", numbers.size()), invalid.message);
        }
        ascending = ascending && (numbers.empty() || numbers.back() < *number);
        numbers.push_back(*number);
    }
    if (ascending) return;
    if (const auto repeat = find_repeat(numbers, std::identity{})) {
        blame(Status::duplicate, index_path("$.active_neps", repeat->second),
              fmt::format("this NEP is already at active_neps[{}]", repeat->first));
    }
}

/// Both members of `path`, each once; others are a newer peer's.
bool AdvertisementFields::read_pair(std::string_view path, const Element& value, const std::array<std::string_view, 2>& keys,
                                    std::array<Element, 2>& out) {
    simdjson::dom::object object;
    if (value.get(object) != simdjson::SUCCESS) return wrong_type(path, "an object", value), false;
    std::array<bool, 2> seen{};
    for (const auto [name, member] : object) {
        for (std::size_t i = 0; i < keys.size(); ++i) {
            if (name != keys.at(i)) continue;
            if (seen.at(i)) return blame(Status::duplicate, member_path(path, name), "key appears twice"), false;
            seen.at(i) = true;
            out.at(i) = member;
        }
    }
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (!seen.at(i)) return blame(Status::schema, member_path(path, keys.at(i)), "missing"), false;
    }
    return true;
}

void AdvertisementFields::read_supported(const Element& value) {
    std::array<Element, 2> pair;
    if (!read_pair("$.supported", value, {"min", "max"}, pair)) return;
    read_version("$.supported.min", pair[0], supported_min_, peer_.supported_min);
    read_version("$.supported.max", pair[1], supported_max_, peer_.supported_max);
}

void AdvertisementFields::read_version(std::string_view path, const Element& value, SemVer& storage, const SemVer*& out) {
    std::string_view text;
    if (value.get(text) != simdjson::SUCCESS) return wrong_type(path, "a text", value);
    SemVerFailure failure;
    std::construct_at(&storage, text, Syntax::strict, failure);
    if (failure.expected != nullptr) {
        const Error invalid = failure.in(text);
        return blame(invalid.status, path, invalid.message);
    }
    out = &storage;
}

void AdvertisementFields::read_upgrade_id(const Element& value) {
    std::array<Element, 2> pair;
    if (!read_pair("$.upgrade_id", value, {"digest", "next"}, pair)) return;
    PeerUpgradeId& id = peer_.upgrade_id.emplace();
    read_digest(pair[0], id.digest);
    read_number("$.upgrade_id.next", pair[1], max_height, id.next);
}

void AdvertisementFields::read_digest(const Element& value, std::uint64_t& out) {
    std::string_view digits;
    if (value.get(digits) != simdjson::SUCCESS) return wrong_type("$.upgrade_id.digest", "a text", value);
    unsigned wrong = digits.size() == 16 ? 0 : 16;
    for (const char c : digits.substr(0, 16)) {
        const unsigned digit = hex_values[static_cast<unsigned char>(c)];
        wrong |= digit & 16U;
        out = out << 4U | digit;
    }
    if (wrong != 0)
        blame(Status::syntax, "$.upgrade_id.digest", fmt::format("expected 16 lower-case hex digits, found {}", quote(digits)));
}

[[gnu::cold]] void AdvertisementFields::wrong_type(std::string_view path, std::string_view expected, const Element& found) {
    blame(Status::schema, path, fmt::format("expected {}, found {}", expected, type_name(found)));
}

[[gnu::cold]] void AdvertisementFields::blame(Status status, std::string_view path, std::string_view message) {
    blame({status, fmt::format("{}: {}", path, message)});
}

[[gnu::cold]] void AdvertisementFields::blame(Error error) {
    if (!error_) error_ = std::move(error);
}

}  // namespace neuroshard::core
