#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/json.hpp"

namespace neuroshard::core {

/// Makes one JSON object, member by member. Keys must differ.
class JsonObjectBuilder {
public:
    JsonObjectBuilder& text(std::string_view key, std::string_view value);
    JsonObjectBuilder& optional_text(std::string_view key, std::optional<std::string_view> value);  ///< null where absent
    JsonObjectBuilder& number(std::string_view key, std::uint64_t value);
    JsonObjectBuilder& optional_number(std::string_view key, std::optional<std::uint64_t> value);  ///< null where absent
    JsonObjectBuilder& flag(std::string_view key, bool value);
    JsonObjectBuilder& texts(std::string_view key, const std::vector<std::string>& values);
    JsonObjectBuilder& value(std::string_view key, Json value);

    /// The object. The builder is empty then.
    Json build();

private:
    Json::Object members_;
};

}  // namespace neuroshard::core
