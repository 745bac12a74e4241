#include "log/record_reader.hpp"

#include <charconv>
#include <vector>

#include <fmt/format.h>

#include <simdjson.h>

#include "core/text.hpp"
#include "log/canonical_text.hpp"

namespace neuroshard::log {
namespace {

using core::Result;
using core::Status;

constexpr std::size_t max_depth = 32;
constexpr std::string_view hash_begins = "\"hash\":";

tl::unexpected<core::Error> corrupt(std::string message) { return core::fail(Status::corrupt, std::move(message)); }

std::string_view without_quotes(std::string_view json) noexcept {
    const bool quoted = json.size() >= 2 && json.front() == '"' && json.back() == '"';
    return quoted ? json.substr(1, json.size() - 2) : std::string_view();
}

std::optional<std::uint64_t> number(std::string_view json) noexcept {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(json.data(), json.data() + json.size(), value);
    if (error != std::errc() || end != json.data() + json.size()) return std::nullopt;
    return value;
}

}  // namespace

/// A parser and the record it has parsed. Its memory grows to the largest record that it met.
class RecordReader::Document {
public:
    /// Whether the text is a JSON object in canonical form.
    bool read(std::string_view text) {
        if (padded_.size() < text.size() + simdjson::SIMDJSON_PADDING) padded_.resize(text.size() + simdjson::SIMDJSON_PADDING);
        std::copy(text.begin(), text.end(), padded_.begin());
        if (parser_.max_depth() != max_depth && parser_.allocate(initial_capacity, max_depth) != simdjson::SUCCESS) {
            throw std::bad_alloc();
        }
        simdjson::dom::object object;
        const simdjson::error_code problem = parser_.parse(padded_.data(), text.size(), false).get(object);
        if (problem == simdjson::MEMALLOC) throw std::bad_alloc();
        return problem == simdjson::SUCCESS && members.read(text, object);
    }

    CanonicalText members;

private:
    static constexpr std::size_t initial_capacity = 4096;

    simdjson::dom::parser parser_{max_record};
    std::vector<char> padded_;  // the parser reads beyond the end of what it is given
};

RecordReader::RecordReader() : document_(std::make_unique<Document>()) {}
RecordReader::RecordReader(RecordReader&&) noexcept = default;
RecordReader::~RecordReader() = default;

Result<RecordText> RecordReader::read(std::string_view text, const Head& previous) {
    auto record = check(text, previous);
    if (!record) record.error().message.insert(0, fmt::format("record {}: ", previous.sequence + 1));
    return record;
}

Result<RecordText> RecordReader::check(std::string_view text, const Head& previous) {
    if (text.size() > max_record) {
        return core::fail(Status::limit, fmt::format("expected at most {} bytes, found {}", max_record, text.size()));
    }
    if (!document_->read(text)) return corrupt("it is not canonical JSON");
    const CanonicalText& members = document_->members;

    const std::uint64_t expected = previous.sequence + 1;
    const auto sequence = number(members["sequence"]);
    if (sequence != expected) {
        return corrupt(sequence ? fmt::format("record {} is in its place", *sequence) : "it has no sequence");
    }
    const std::string_view follows = without_quotes(members["previous"]);
    if (follows != core::hex(previous.hash)) {
        return corrupt(fmt::format("it follows a record with the hash {}, and the one before it has {}", core::quote(follows),
                                   core::hex(previous.hash)));
    }
    const std::string_view hash_text = members["hash"];
    const auto begins = hash_text.empty() ? 0 : static_cast<std::size_t>(hash_text.data() - text.data()) - hash_begins.size();
    const std::string_view after = hash_text.empty() ? text : text.substr(begins + hash_begins.size() + hash_text.size() + 1);
    const core::Digest hash = core::sha256({text.substr(0, begins), after});
    if (without_quotes(hash_text) != core::hex(hash)) {
        return corrupt(fmt::format("it has been changed: its hash is {}, and it says {}", core::hex(hash),
                                   core::quote(without_quotes(hash_text))));
    }

    // So that the hash of a record that was read can be found in it by its key alone.
    if (text.substr(0, begins).find(hash_begins) != std::string_view::npos) return corrupt("another hash comes before its own");

    const auto kind = kind_of(without_quotes(members["kind"]));
    if (!kind) return corrupt(fmt::format("unknown kind {}", core::quote(without_quotes(members["kind"]))));
    const auto height = number(members["height"]);
    const auto time = number(members["time"]);
    if (!height || !time) return corrupt("it has no height or no time");
    return RecordText{.head = {expected, hash},
                      .kind = *kind,
                      .at = {*height, *time},
                      .nep_id = without_quotes(members["nep_id"]),
                      .nep = members["nep"],
                      .reason = members["reason"],
                      .supported = members["supported"],
                      .network = members["network"],
                      .effect_hash = without_quotes(members["effect_hash"])};
}

}  // namespace neuroshard::log
