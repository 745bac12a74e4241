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

std::string member_path(std::string_view parent, std::string_view key) {
    const bool plain = !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
        return is_lower(c) || is_upper(c) || is_digit(c) || c == '_';
    });
    return plain ? fmt::format("{}.{}", parent, key) : fmt::format("{}[{}]", parent, quote(key));
}

std::string index_path(std::string_view parent, std::size_t index) { return fmt::format("{}[{}]", parent, index); }

}  // namespace neuroshard::core
