#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/advertisement.hpp"
#include "core/advertisement_fields.hpp"
#include "core/json.hpp"
#include "core/text.hpp"

namespace neuroshard::core {
namespace {

constexpr std::size_t max_depth = 32;

/// The first number that is too large for any field, by its path; empty where there is none.
std::string path_of_large_number(const Json& json, const std::string& path) {
    std::string found;
    if (const auto* number = std::get_if<Json::Number>(&json.value)) {
        const bool whole =
            std::all_of(number->text.begin(), number->text.end(), [](char c) { return is_digit(c) || c == '-'; });
        if (whole) found = path;
    } else if (const auto* elements = std::get_if<Json::Array>(&json.value)) {
        for (std::size_t i = 0; i < elements->size() && found.empty(); ++i) {
            found = path_of_large_number((*elements)[i], index_path(path, i));
        }
    } else if (const auto* members = std::get_if<Json::Object>(&json.value)) {
        for (std::size_t i = 0; i < members->size() && found.empty(); ++i) {
            found = path_of_large_number((*members)[i].value, member_path(path, (*members)[i].key));
        }
    }
    return found;
}

/// Why the fast parser refused a text. It does not say where; the parser of other documents does.
[[gnu::cold]] Error why_refused(std::string_view text) {
    const auto document = parse_json(text, max_advertisement);
    if (!document) return document.error();
    const std::string path = path_of_large_number(*document, "$");
    if (!path.empty()) return {Status::out_of_range, fmt::format("{}: number is too large", path)};
    return {Status::limit, fmt::format("$: expected at most {} levels of nesting", max_depth)};
}

/// A parser, the text it parses and what was found in it.
class Document {
public:
    Document() {
        if (parser_.allocate(max_advertisement, max_depth) != simdjson::SUCCESS) throw std::bad_alloc();
    }

    /// The pieces make at most `max_advertisement` bytes. False where they are no JSON.
    bool parse(std::initializer_list<std::string_view> pieces) {
        char* end = text_.data();
        for (const std::string_view piece : pieces) end = std::ranges::copy(piece, end).out;
        simdjson::dom::element document;
        const auto size = static_cast<std::size_t>(end - text_.data());
        if (parser_.parse(text_.data(), size, false).get(document) != simdjson::SUCCESS) return false;
        fields.read(document);
        return true;
    }

    AdvertisementFields fields;

private:
    simdjson::dom::parser parser_{max_advertisement};
    std::array<char, max_advertisement + simdjson::SIMDJSON_PADDING> text_;  // the parser reads beyond the end
};

}  // namespace

/// The advertisements of nodes that run the same software differ in little, and so do those of one node: all members before
/// `height` are usually those of a text read shortly before. They are parsed once and recognised by their bytes; only the rest
/// is parsed anew. If `{H,T}` is split into `{H}` and `{T}` and both are objects, then the whole is one with the members of
/// both.
struct AdvertisementReader::Parser {
    static constexpr std::string_view tail_begins = ",\"height\":";

    struct Head {
        bool begins(std::string_view advertisement) const noexcept {
            return !text.empty() && advertisement.starts_with(text) &&
                   advertisement.substr(text.size()).starts_with(tail_begins);
        }

        Document document;
        std::string text;  ///< what it was read from, without the `}`; empty: nothing that may be used again
    };

    /// Nothing where the text is not of this form, or anything is wrong with it.
    std::optional<Peer> read_in_parts(std::string_view text) {
        auto* const known = std::find_if(heads.begin(), heads.end(), [&](const Head& head) { return head.begins(text); });
        if (known != heads.end()) {
            latest = &*known;
        } else if (!read_head(text)) {
            return std::nullopt;
        }
        using enum AdvertisementKey;
        AdvertisementFields& fields = tail.fields;
        const std::string_view tail_text = text.substr(latest->text.size() + 1);
        if (!tail.parse({"{", tail_text}) || fields.error() || !fields.has_only({height, upgrade_id, halted}))
            return std::nullopt;
        Peer peer = latest->document.fields.peer();
        peer.height = fields.peer().height;
        peer.upgrade_id = fields.peer().upgrade_id;
        peer.halted = fields.peer().halted;
        return peer;
    }

    bool read_head(std::string_view text) {
        using enum AdvertisementKey;
        const std::size_t size = text.find(tail_begins);
        if (size == std::string_view::npos) return false;
        Head& head = forget_oldest();
        AdvertisementFields& fields = head.document.fields;
        if (!head.document.parse({text.substr(0, size), "}"}) || fields.error() || fields.has_any({height, upgrade_id, halted}))
            return false;
        fields.finish();
        if (fields.error()) return false;
        head.text = text.substr(0, size);
        return true;
    }

    /// Any text. False where it is no JSON; what else is wrong, its fields say.
    bool read_whole(std::string_view text) {
        Head& head = forget_oldest();
        if (!head.document.parse({text})) return false;
        head.document.fields.finish();
        return true;
    }

    Head& forget_oldest() {
        latest = &heads[oldest++ % heads.size()];
        latest->text.clear();
        return *latest;
    }

    // In an upgrade two kinds of nodes meet; a few more are about.
    std::array<Head, 4> heads;
    std::size_t oldest = 0;
    Head* latest = heads.data();  ///< of the text read last
    Document tail;
};

AdvertisementReader::AdvertisementReader() : parser_(std::make_unique<Parser>()) {}
AdvertisementReader::~AdvertisementReader() = default;

Result<Peer> AdvertisementReader::read(std::string_view text) {
    if (text.size() > max_advertisement) {
        return fail(Status::limit,
                    fmt::format("advertisement too long: expected at most {} bytes, found {}", max_advertisement, text.size()),
                    max_advertisement);
    }
    // Some writers put a byte order mark before JSON, which readers may pass over (RFC 8259).
    constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
    const std::string_view json = text.substr(text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0);
    if (const auto peer = parser_->read_in_parts(json)) return *peer;
    if (!parser_->read_whole(json)) return tl::unexpected<Error>(why_refused(text));
    const AdvertisementFields& fields = parser_->latest->document.fields;
    if (fields.error()) return tl::unexpected<Error>(*fields.error());
    return fields.peer();
}

const std::vector<std::string_view>& AdvertisementReader::features() const noexcept {
    return parser_->latest->document.fields.features();
}
const std::vector<std::uint64_t>& AdvertisementReader::active_neps() const noexcept {
    return parser_->latest->document.fields.active_neps();
}

}  // namespace neuroshard::core
