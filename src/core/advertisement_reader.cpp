#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "core/advertisement.hpp"
#include "core/advertisement_fields.hpp"
#include "core/json.hpp"
#include "core/text.hpp"

namespace neuroshard::core {
namespace {

constexpr std::size_t max_depth = 32;
constexpr std::size_t parser_depth = max_depth + 1;  // the parser counts what stands in the innermost container as well

bool fits_64_bits(std::string_view digits) noexcept {
    std::int64_t number = 0;
    return std::from_chars(digits.data(), digits.data() + digits.size(), number).ec == std::errc();
}

/// The first whole number of more than 64 bits, by its path; empty where there is none. Others are no `Json::Number`, or
/// fractions.
std::string path_of_large_number(const Json& json, const std::string& path) {
    std::string found;
    if (const auto* number = std::get_if<Json::Number>(&json.value)) {
        const bool whole =
            std::all_of(number->text.begin(), number->text.end(), [](char c) { return is_digit(c) || c == '-'; });
        if (whole && !fits_64_bits(number->text)) found = path;
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

/// A text that the fast parser refuses, with the members that mean something; or what is wrong with it, and where, which the
/// fast parser does not say. It knows no numbers of more than 64 bits: unknown members may have them.
[[gnu::cold]] Result<std::string> without_unknown_members(std::string_view text) {
    auto document = parse_json(text, max_advertisement);
    if (!document) return tl::unexpected<Error>(std::move(document.error()));
    if (auto* members = std::get_if<Json::Object>(&document->value)) {
        std::erase_if(*members, [](const Json::Member& member) { return !is_advertisement_key(member.key); });
    }
    const std::string path = path_of_large_number(*document, "$");
    if (!path.empty()) return fail(Status::out_of_range, fmt::format("{}: number is too large", path));
    return write_json(*document);
}

/// A parser, the text it parses and what was found in it. Its memory grows to the largest text that it met.
class Document {
public:
    Document() {
        if (parser_.allocate(initial_capacity, parser_depth) != simdjson::SUCCESS) throw std::bad_alloc();
    }

    /// The pieces make at most `max_advertisement` bytes. False where they are no JSON.
    bool parse(std::initializer_list<std::string_view> pieces) {
        std::size_t size = 0;
        for (const std::string_view piece : pieces) size += piece.size();
        if (text_.size() < size + simdjson::SIMDJSON_PADDING) text_.resize(size + initial_capacity);
        char* end = text_.data();
        for (const std::string_view piece : pieces) end = std::ranges::copy(piece, end).out;
        simdjson::dom::element document;
        const simdjson::error_code problem = parser_.parse(text_.data(), size, false).get(document);
        if (problem == simdjson::MEMALLOC) throw std::bad_alloc();
        if (problem != simdjson::SUCCESS) return false;
        fields.read(document);
        return true;
    }

    AdvertisementFields fields;

private:
    static constexpr std::size_t initial_capacity = 1024;
    static_assert(initial_capacity >= simdjson::SIMDJSON_PADDING);

    simdjson::dom::parser parser_{max_advertisement};
    std::vector<char> text_;  // the parser reads beyond the end of what it is given
};

}  // namespace

/// The advertisements of nodes that run the same software differ in little, and so do those of one node: all members before
/// `height` are usually those of a text read shortly before. They are parsed once and recognised by their bytes; only the rest
/// is parsed anew. If `{H,T}` is split into `{H}` and `{T}` and both are objects, then the whole is one with the members of
/// both.
struct AdvertisementReader::Parser {
    static constexpr std::string_view tail_begins = ",\"height\":";
    static constexpr std::size_t max_in_parts = 4096;  // larger ones are rare, and not worth the memory

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
        if (text.size() > max_in_parts) return std::nullopt;
        using enum AdvertisementKey;
        auto* const known = std::find_if(heads.begin(), heads.end(), [&](const Head& head) { return head.begins(text); });
        const Head* const head = known == heads.end() ? read_head(text) : &*known;
        if (head == nullptr) return std::nullopt;
        AdvertisementFields& fields = tail.fields;
        const std::string_view tail_text = text.substr(head->text.size() + 1);
        if (!tail.parse({"{", tail_text}) || fields.error() || !fields.has_only({height, upgrade_id, halted}))
            return std::nullopt;
        latest = &head->document.fields;
        Peer peer = latest->peer();
        peer.height = fields.peer().height;
        peer.upgrade_id = fields.peer().upgrade_id;
        peer.halted = fields.peer().halted;
        return peer;
    }

    /// In place of the head that has been there longest. Null where there is no head, or anything is wrong with it.
    const Head* read_head(std::string_view text) {
        using enum AdvertisementKey;
        const std::size_t size = text.find(tail_begins);
        if (size == std::string_view::npos) return nullptr;
        Head& head = heads[oldest++ % heads.size()];
        head.text.clear();
        AdvertisementFields& fields = head.document.fields;
        if (!head.document.parse({text.substr(0, size), "}"}) || fields.error() || fields.has_any({height, upgrade_id, halted}))
            return nullptr;
        fields.finish();
        if (fields.error()) return nullptr;
        head.text = text.substr(0, size);
        return &head;
    }

    /// Any text. False where it is no JSON; what else is wrong, the fields say.
    bool read_whole(std::string_view text) {
        if (!whole.parse({text})) return false;
        whole.fields.finish();
        latest = &whole.fields;
        return true;
    }

    // So many kinds of nodes are told apart without parsing.
    std::array<Head, 16> heads;
    std::size_t oldest = 0;
    Document tail;
    Document whole;
    const AdvertisementFields* latest = &whole.fields;  ///< of the text read last
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
    if (!parser_->read_whole(json)) {
        const auto known = without_unknown_members(text);
        if (!known) return tl::unexpected<Error>(known.error());
        if (!parser_->read_whole(*known)) {
            return fail(Status::limit, fmt::format("$: expected at most {} levels of nesting", max_depth));
        }
    }
    if (parser_->latest->error()) return tl::unexpected<Error>(*parser_->latest->error());
    return parser_->latest->peer();
}

const std::vector<std::string_view>& AdvertisementReader::features() const noexcept { return parser_->latest->features(); }
const std::vector<std::uint64_t>& AdvertisementReader::active_neps() const noexcept { return parser_->latest->active_neps(); }

}  // namespace neuroshard::core
