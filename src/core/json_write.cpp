#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "core/json.hpp"

namespace neuroshard::core {
namespace {

// Depth is bounded: documents come from parse_json, or from this library's own fixed shapes.
void append_json(std::string& out, const Json& json) {
    struct Writer {
        std::string& out;
        void operator()(std::nullptr_t) const { out += "null"; }
        void operator()(bool value) const { out += value ? "true" : "false"; }
        void operator()(std::uint64_t value) const { out += std::to_string(value); }
        void operator()(const Json::Number& value) const { out += value.text; }
        void operator()(const std::string& value) const { append_json_text(out, value); }
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
                append_json_text(out, key);
                out += ':';
                append_json(out, value);
            }
            out += members.empty() ? "{}" : "}";
        }
    };
    std::visit(Writer{out}, json.value);
}

void sort_keys(Json& json) {
    if (auto* elements = std::get_if<Json::Array>(&json.value)) {
        for (Json& element : *elements) sort_keys(element);
    } else if (auto* members = std::get_if<Json::Object>(&json.value)) {
        const auto before = [](const std::string& key, const Json::Member& member) { return key < member.key; };
        for (auto next = members->begin(); next != members->end(); ++next) {  // objects are small
            std::rotate(std::upper_bound(members->begin(), next, next->key, before), next, next + 1);
        }
        for (Json::Member& member : *members) sort_keys(member.value);
    }
}

}  // namespace

void append_json_text(std::string& out, std::string_view text) {
    constexpr std::string_view short_escapes = "btn?fr";  // U+0008 to U+000D; U+000B has none
    out += '"';
    std::size_t written = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
        out.append(text, written, i - written);
        written = i + 1;
        if (byte >= 0x20) {
            out += '\\';
            out += text[i];
        } else if (byte >= 0x08 && byte <= 0x0d && byte != 0x0b) {
            out += '\\';
            out += short_escapes[byte - 0x08U];
        } else {
            out += fmt::format("\\u{:04x}", byte);
        }
    }
    out.append(text, written);
    out += '"';
}

std::string write_json(const Json& document) {
    std::string out;
    append_json(out, document);
    return out;
}

std::string write_canonical_json(Json document) {
    sort_keys(document);
    return write_json(document);
}

}  // namespace neuroshard::core
