#include "core/json_fields.hpp"

#include "core/prose.hpp"

namespace neuroshard::core {

SemVer version_field(JsonObjectReader& object, std::string_view key) {
    auto version = SemVer::parse(object.text(key));
    if (version) return *version;
    object.blame(key, std::move(version.error()));
    return {0, 0, 0};
}

NepId nep_id_field(JsonObjectReader& object, std::string_view key) {
    auto id = NepId::parse(object.text(key));
    if (id) return *id;
    object.blame(key, std::move(id.error()));
    return {};
}

std::string prose_field(JsonObjectReader& object, std::string_view key) {
    const std::string_view text = object.text(key);
    if (auto valid = check_prose(text); !valid) object.blame(key, std::move(valid.error()));
    return std::string(text);
}

}  // namespace neuroshard::core
