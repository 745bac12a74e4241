#include "core/json.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "core/find_repeat.hpp"
#include "core/text.hpp"

namespace neuroshard::core {
namespace {

constexpr std::size_t max_depth = 32;

/// `$.a.b` for the member `b` of `$.a`; a key that is no plain word is quoted.
std::string member_path(std::string_view parent, std::string_view key) {
    const bool plain = !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
        return is_lower(c) || is_upper(c) || is_digit(c) || c == '_';
    });
    return plain ? fmt::format("{}.{}", parent, key) : fmt::format("{}[{}]", parent, quote(key));
}

std::string index_path(std::string_view parent, std::size_t index) { return fmt::format("{}[{}]", parent, index); }

/// What the parser says of a syntax error, without its own prefix and without the bytes it last read.
std::string_view reason_of(std::string_view parser_message) {
    if (const auto dash = parser_message.find(" - "); dash != std::string_view::npos) parser_message.remove_prefix(dash + 3);
    return parser_message.substr(0, parser_message.find("; last read"));
}

/// Receives the parser's events and builds the tree; stops at the first thing wrong.
class TreeBuilder final : public nlohmann::json_sax<nlohmann::json> {
public:
    explicit TreeBuilder(std::size_t text_size) : text_size_(text_size) {}

    bool null() override { return add(Json{nullptr}); }
    bool boolean(bool value) override { return add(Json{value}); }
    bool number_integer(number_integer_t value) override {  // always written with a minus
        return add(Json{Json::Number{value == 0 ? "-0" : std::to_string(value)}});
    }
    bool number_unsigned(number_unsigned_t value) override { return add(Json{std::uint64_t{value}}); }
    bool number_float(number_float_t /*value*/, const string_t& text) override { return add(Json{Json::Number{text}}); }
    bool string(string_t& value) override { return add(Json{std::move(value)}); }
    bool binary(binary_t& /*value*/) override { return false; }  // JSON text has none

    bool start_object(std::size_t /*size*/) override { return open(Json{Json::Object{}}); }
    bool start_array(std::size_t /*size*/) override { return open(Json{Json::Array{}}); }
    bool key(string_t& name) override {
        std::get<Json::Object>(open_.back().value).push_back({std::move(name), Json{nullptr}});
        return true;
    }
    bool end_object() override {
        const auto& members = std::get<Json::Object>(open_.back().value);
        const auto repeat = find_repeat(members, [](const Json::Member& member) -> const std::string& { return member.key; });
        if (!repeat) return close();
        error =
            Error{Status::duplicate, fmt::format("{}: key appears twice", member_path(path(), members[repeat->second].key))};
        return false;
    }
    bool end_array() override { return close(); }

    bool parse_error(std::size_t position, const std::string& token, const nlohmann::detail::exception& ex) override {
        constexpr int number_overflow = 406;  // the parser's own number for it
        if (ex.id == number_overflow) {
            const std::size_t offset = position - token.size();
            error = Error{Status::out_of_range,
                          fmt::format("JSON number at byte {} is too large for a floating-point number", offset), offset};
            return false;
        }
        const std::size_t offset = std::min(position == 0 ? 0 : position - 1, text_size_);
        error = Error{Status::syntax, fmt::format("invalid JSON at byte {}: {}", offset, reason_of(ex.what())), offset};
        return false;
    }

    Json root;
    std::optional<Error> error;

private:
    bool add(Json value) {
        if (open_.empty()) {
            root = std::move(value);
        } else if (auto* array = std::get_if<Json::Array>(&open_.back().value)) {
            array->push_back(std::move(value));
        } else {
            std::get<Json::Object>(open_.back().value).back().value = std::move(value);
        }
        return true;
    }

    bool open(Json container) {
        if (open_.size() == max_depth) {
            error = Error{Status::limit, fmt::format("{}: nested too deeply: expected at most {} levels",
                                                     child_path(path(), open_.back()), max_depth)};
            return false;
        }
        open_.push_back(std::move(container));
        return true;
    }

    bool close() {
        Json finished = std::move(open_.back());
        open_.pop_back();
        return add(std::move(finished));
    }

    /// Where the innermost open container stands.
    std::string path() const {
        std::string path = "$";
        for (std::size_t i = 0; i + 1 < open_.size(); ++i) path = child_path(path, open_[i]);
        return path;
    }

    /// Where the next child of `container` goes.
    static std::string child_path(const std::string& path, const Json& container) {
        if (const auto* array = std::get_if<Json::Array>(&container.value)) return index_path(path, array->size());
        return member_path(path, std::get<Json::Object>(container.value).back().key);
    }

    std::size_t text_size_;
    std::vector<Json> open_;
};

std::string_view type_name(const Json& json) {
    constexpr std::array<std::string_view, 7> names = {"null",   "a boolean", "a number", "a number",
                                                       "a text", "an array",  "an object"};
    return names.at(json.value.index());
}

void append_text(std::string& out, std::string_view text) {
    constexpr std::string_view short_escapes = "btn?fr";  // U+0008 to U+000D; U+000B has none
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte >= 0x20) {
            out += c;
        } else if (byte >= 0x08 && byte <= 0x0d && byte != 0x0b) {
            out += '\\';
            out += short_escapes[byte - 0x08U];
        } else {
            fmt::format_to(std::back_inserter(out), "\\u{:04x}", byte);
        }
    }
    out += '"';
}

// Depth is bounded: documents come from parse_json, or from this library's own fixed shapes.
void append_json(std::string& out, const Json& json) {
    struct Writer {
        std::string& out;
        void operator()(std::nullptr_t) const { out += "null"; }
        void operator()(bool value) const { out += value ? "true" : "false"; }
        void operator()(std::uint64_t value) const { out += std::to_string(value); }
        void operator()(const Json::Number& value) const { out += value.text; }
        void operator()(const std::string& value) const { append_text(out, value); }
        void operator()(const Json::Array& values) const {
            char separator = '[';
            for (const Json& value : values) {
                out += std::exchange(separator, ',');
                append_json(out, value);
            }
            out += values.empty() ? "[]" : "]";
        }
        void operator()(const Json::Object& members) const {
            char separator = '{';
            for (const auto& [key, value] : members) {
                out += std::exchange(separator, ',');
                append_text(out, key);
                out += ':';
                append_json(out, value);
            }
            out += members.empty() ? "{}" : "}";
        }
    };
    std::visit(Writer{out}, json.value);
}

}  // namespace

Result<Json> parse_json(std::string_view text, std::size_t max_bytes) {
    if (text.size() > max_bytes) {
        return fail(Status::limit, fmt::format("JSON too long: expected at most {} bytes, found {}", max_bytes, text.size()),
                    max_bytes);
    }
    // The parser takes a NUL for the end of its input and would not see what follows.
    if (const auto nul = text.find('\0'); nul != std::string_view::npos) {
        return fail(Status::syntax, fmt::format("invalid JSON at byte {}: unexpected NUL", nul), nul);
    }
    TreeBuilder builder(text.size());
    if (!nlohmann::json::sax_parse(text, &builder)) return tl::unexpected<Error>(std::move(*builder.error));
    return std::move(builder.root);
}

std::string write_json(const Json& document) {
    std::string out;
    append_json(out, document);
    return out;
}

Json to_json_array(const std::vector<std::string>& texts) {
    Json::Array array;
    array.reserve(texts.size());
    for (const std::string& text : texts) array.push_back(Json{text});
    return Json{std::move(array)};
}

JsonObjectReader::JsonObjectReader(const Json& value, std::string path, std::optional<Error>& error)
    : members_(std::get_if<Json::Object>(&value.value)), path_(std::move(path)), error_(&error) {
    if (members_ == nullptr) wrong_type(path_, "an object", value);
}

std::uint64_t JsonObjectReader::number(std::string_view key) {
    constexpr std::string_view expected = "a whole number from 0 to 18446744073709551615";
    const Json* const value = require(key, expected);
    if (value == nullptr) return 0;
    if (const auto* number = std::get_if<std::uint64_t>(&value->value)) return *number;
    const auto* other = std::get_if<Json::Number>(&value->value);
    if (other != nullptr && std::all_of(other->text.begin(), other->text.end(), is_digit)) {
        blame(key, {Status::out_of_range, fmt::format("number is too large: expected {}", expected)});
    } else if (other != nullptr) {
        blame(key, {Status::schema, fmt::format("expected {}, found {}", expected, quote(other->text))});
    } else {
        wrong_type(path_of(key), expected, *value);
    }
    return 0;
}

std::string_view JsonObjectReader::text(std::string_view key) {
    const Json* const value = require(key, "a text");
    if (value == nullptr) return {};
    if (const auto* text = std::get_if<std::string>(&value->value)) return *text;
    wrong_type(path_of(key), "a text", *value);
    return {};
}

std::optional<std::string_view> JsonObjectReader::optional_text(std::string_view key) {
    const Json* const value = find(key);
    if (value == nullptr || std::holds_alternative<std::nullptr_t>(value->value)) return std::nullopt;
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
