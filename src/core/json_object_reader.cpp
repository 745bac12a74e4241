#include "core/json_object_reader.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "core/text.hpp"

namespace neuroshard::core {
namespace {

std::string_view type_name(const Json& json) {
    constexpr std::array<std::string_view, 7> names = {"null",   "a boolean", "a number", "a number",
                                                       "a text", "an array",  "an object"};
    return names.at(json.value.index());
}

}  // namespace

JsonObjectReader::JsonObjectReader(const Json& value, std::string path, std::optional<Error>& error)
    : members_(std::get_if<Json::Object>(&value.value)), path_(std::move(path)), error_(&error) {
    if (members_ == nullptr) wrong_type(path_, "an object", value);
}

std::uint64_t JsonObjectReader::number(std::string_view key, std::uint64_t max) {
    const std::string expected = fmt::format("a whole number from 0 to {}", max);
    const Json* const value = require(key, expected);
    if (value == nullptr) return 0;
    const auto* number = std::get_if<std::uint64_t>(&value->value);
    if (number != nullptr && *number <= max) return *number;
    const auto* other = std::get_if<Json::Number>(&value->value);
    const bool whole = number != nullptr || (other != nullptr && std::all_of(other->text.begin(), other->text.end(), is_digit));
    if (whole) {
        blame(key, {Status::out_of_range, fmt::format("number is too large: expected {}", expected)});
    } else if (other != nullptr) {
        blame(key, {Status::schema, fmt::format("expected {}, found {}", expected, quote(other->text))});
    } else {
        wrong_type(path_of(key), expected, *value);
    }
    return 0;
}

std::optional<std::uint64_t> JsonObjectReader::optional_number(std::string_view key, std::uint64_t max) {
    if (is_absent_or_null(key)) return std::nullopt;
    return number(key, max);
}

std::optional<std::uint64_t> JsonObjectReader::optional_seconds(std::string_view key, std::uint64_t max) {
    if (is_absent_or_null(key)) return std::nullopt;
    const auto* number = std::get_if<Json::Number>(&find(key)->value);
    if (number == nullptr) return this->number(key, max);
    const std::string_view text = number->text;
    std::uint64_t whole = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), whole);
    const bool fraction_only =
        end != text.data() + text.size() && *end == '.' && std::all_of(end + 1, text.data() + text.size(), is_digit);
    if (problem == std::errc() && fraction_only && whole <= max) return whole;
    blame(key, {Status::schema, fmt::format("expected seconds from 0 to {}, found {}", max, quote(text))});
    return std::nullopt;
}

bool JsonObjectReader::boolean(std::string_view key) {
    const Json* const value = require(key, "a boolean");
    if (value == nullptr) return false;
    if (const auto* boolean = std::get_if<bool>(&value->value)) return *boolean;
    wrong_type(path_of(key), "a boolean", *value);
    return false;
}

bool JsonObjectReader::optional_boolean(std::string_view key, bool fallback) { return has(key) ? boolean(key) : fallback; }

std::string_view JsonObjectReader::text(std::string_view key) {
    const Json* const value = require(key, "a text");
    if (value == nullptr) return {};
    if (const auto* text = std::get_if<std::string>(&value->value)) return *text;
    wrong_type(path_of(key), "a text", *value);
    return {};
}

std::optional<std::string_view> JsonObjectReader::optional_text(std::string_view key) {
    if (is_absent_or_null(key)) return std::nullopt;
    return text(key);
}

std::vector<std::string_view> JsonObjectReader::optional_texts(std::string_view key) {
    return find(key) == nullptr ? std::vector<std::string_view>{} : texts(key);
}

std::vector<std::string_view> JsonObjectReader::texts(std::string_view key) {
    const Json::Array* const elements = array(key, require(key, "an array"));
    if (elements == nullptr) return {};
    std::vector<std::string_view> texts;
    texts.reserve(elements->size());
    for (const Json& element : *elements) {
        const auto* text = std::get_if<std::string>(&element.value);
        if (text == nullptr) {
            wrong_type(index_path(path_of(key), texts.size()), "a text", element);
            return {};
        }
        texts.emplace_back(*text);
    }
    return texts;
}

JsonObjectReader JsonObjectReader::object(std::string_view key) {
    static const Json empty{Json::Object{}};
    const Json* const value = require(key, "an object");
    return {value == nullptr ? empty : *value, path_of(key), *error_};
}

std::vector<JsonObjectReader> JsonObjectReader::objects(std::string_view key) {
    const Json::Array* const elements = array(key, require(key, "an array"));
    std::vector<JsonObjectReader> readers;
    if (elements == nullptr) return readers;
    readers.reserve(elements->size());
    for (const Json& element : *elements) readers.emplace_back(element, index_path(path_of(key), readers.size()), *error_);
    return readers;
}

std::vector<JsonObjectReader> JsonObjectReader::optional_objects(std::string_view key) {
    return has(key) ? objects(key) : std::vector<JsonObjectReader>{};
}

void JsonObjectReader::refuse_other_keys() {
    if (members_ == nullptr) return;
    for (const auto& [key, value] : *members_) {
        if (std::find(known_keys_.begin(), known_keys_.end(), key) == known_keys_.end()) {
            blame(key, {Status::schema, fmt::format("unknown key: expected one of {}", comma_separated(known_keys_))});
        }
    }
}

void JsonObjectReader::blame(std::string_view key, Error error) {
    error.message = fmt::format("{}: {}", path_of(key), error.message);
    error.offset = no_offset;  // it counted in the member's text, not in the document
    if (!error_->has_value()) *error_ = std::move(error);
}

void JsonObjectReader::blame(Error error) {
    error.message = fmt::format("{}.{}", path_, error.message);
    error.offset = no_offset;
    if (!error_->has_value()) *error_ = std::move(error);
}

const Json* JsonObjectReader::find(std::string_view key) {
    if (std::find(known_keys_.begin(), known_keys_.end(), key) == known_keys_.end()) known_keys_.push_back(key);
    if (members_ == nullptr) return nullptr;
    const auto found =
        std::find_if(members_->begin(), members_->end(), [&](const Json::Member& member) { return member.key == key; });
    return found == members_->end() ? nullptr : &found->value;
}

bool JsonObjectReader::is_absent_or_null(std::string_view key) {
    const Json* const value = find(key);
    return value == nullptr || std::holds_alternative<std::nullptr_t>(value->value);
}

const Json* JsonObjectReader::require(std::string_view key, std::string_view expected) {
    const Json* const value = find(key);
    if (value == nullptr && members_ != nullptr) blame(key, {Status::schema, fmt::format("missing: expected {}", expected)});
    return value;
}

const Json::Array* JsonObjectReader::array(std::string_view key, const Json* value) {
    if (value == nullptr) return nullptr;
    const auto* elements = std::get_if<Json::Array>(&value->value);
    if (elements == nullptr) wrong_type(path_of(key), "an array", *value);
    return elements;
}

void JsonObjectReader::wrong_type(const std::string& path, std::string_view expected, const Json& found) {
    if (error_->has_value()) return;
    *error_ = Error{Status::schema, fmt::format("{}: expected {}, found {}", path, expected, type_name(found))};
}

std::string JsonObjectReader::path_of(std::string_view key) const { return member_path(path_, key); }

}  // namespace neuroshard::core
