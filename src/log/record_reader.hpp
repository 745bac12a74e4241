#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "core/error.hpp"
#include "log/record.hpp"

namespace neuroshard::log {

/// A record that has its place in a chain. Borrowed from the text it was read from.
struct RecordText {
    Head head;  ///< its sequence and its hash
    Kind kind{};
    core::LedgerPoint at;
    // JSON as it stands in the record; empty where the record has none.
    std::string_view nep_id;
    std::string_view nep;
    std::string_view reason;
    std::string_view supported;
    std::string_view network;
    std::string_view effect_hash;
};

/// Checks that records are a chain (S23): each is canonical JSON, follows the one before it, and has the hash that it says.
class RecordReader {
public:
    RecordReader();
    RecordReader(RecordReader&&) noexcept;
    RecordReader(const RecordReader&) = delete;
    RecordReader& operator=(const RecordReader&) = delete;
    ~RecordReader();

    /// The record that follows `previous`, without a line's end. Where the text is not that, the error says why.
    core::Result<RecordText> read(std::string_view text, const Head& previous);

private:
    class Document;

    core::Result<RecordText> check(std::string_view text, const Head& previous);

    std::unique_ptr<Document> document_;
};

}  // namespace neuroshard::log
