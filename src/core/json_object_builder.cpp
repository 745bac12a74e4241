#include "core/json_object_builder.hpp"

#include <utility>

namespace neuroshard::core {

JsonObjectBuilder& JsonObjectBuilder::text(std::string_view key, std::string_view value) {
    return this->value(key, Json{std::string(value)});
}

JsonObjectBuilder& JsonObjectBuilder::optional_text(std::string_view key, std::optional<std::string_view> value) {
    return value ? text(key, *value) : this->value(key, Json{nullptr});
}

JsonObjectBuilder& JsonObjectBuilder::number(std::string_view key, std::uint64_t value) {
    return this->value(key, Json{value});
}

JsonObjectBuilder& JsonObjectBuilder::optional_number(std::string_view key, std::optional<std::uint64_t> value) {
    return value ? number(key, *value) : this->value(key, Json{nullptr});
}

JsonObjectBuilder& JsonObjectBuilder::flag(std::string_view key, bool value) { return this->value(key, Json{value}); }

JsonObjectBuilder& JsonObjectBuilder::texts(std::string_view key, const std::vector<std::string>& values) {
    Json::Array array;
    array.reserve(values.size());
    for (const std::string& text : values) array.push_back(Json{text});
    return value(key, Json{std::move(array)});
}

JsonObjectBuilder& JsonObjectBuilder::value(std::string_view key, Json value) {
    members_.push_back({std::string(key), std::move(value)});
    return *this;
}

Json JsonObjectBuilder::build() { return Json{std::exchange(members_, {})}; }

}  // namespace neuroshard::core
