#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "core/json.hpp"

namespace neuroshard::core {

/// Reads one JSON object field by field. The first thing wrong is remembered with its path (`$.features[2]`),
/// and what is read after it is empty, so that a caller reads everything and then asks `error` once.
class JsonObjectReader {
public:
    /// `error` outlives the reader and its children and is shared by them.
    JsonObjectReader(const Json& value, std::string path, std::optional<Error>& error);

    bool has(std::string_view key) { return find(key) != nullptr; }

    std::uint64_t number(std::string_view key, std::uint64_t max = UINT64_MAX);
    /// Absent or null: nothing.
    std::optional<std::uint64_t> optional_number(std::string_view key, std::uint64_t max = UINT64_MAX);
    /// A time that may have a fraction, which is cut off. Absent or null: nothing.
    std::optional<std::uint64_t> optional_seconds(std::string_view key, std::uint64_t max);
    bool boolean(std::string_view key);
    bool optional_boolean(std::string_view key, bool fallback);
    std::string_view text(std::string_view key);
    /// Absent or null: nothing.
    std::optional<std::string_view> optional_text(std::string_view key);
    /// Absent: empty.
    std::vector<std::string_view> optional_texts(std::string_view key);
    std::vector<std::string_view> texts(std::string_view key);
    JsonObjectReader object(std::string_view key);
    std::vector<JsonObjectReader> objects(std::string_view key);
    /// Absent: empty.
    std::vector<JsonObjectReader> optional_objects(std::string_view key);

    /// Refuses every key that was not asked for: in a file that people write, it is a typing error.
    void refuse_other_keys();

    /// Remembers `error` (unless something was wrong before), putting this object's path before its message.
    void blame(std::string_view key, Error error);
    void blame(Error error);

private:
    const Json* find(std::string_view key);
    bool is_absent_or_null(std::string_view key);
    const Json* require(std::string_view key, std::string_view expected);
    const Json::Array* array(std::string_view key, const Json* value);
    void wrong_type(const std::string& path, std::string_view expected, const Json& found);
    std::string path_of(std::string_view key) const;

    const Json::Object* members_ = nullptr;
    std::string path_;
    std::optional<Error>* error_;
    std::vector<std::string_view> known_keys_;
};

}  // namespace neuroshard::core
