#pragma once

#include <string>
#include <string_view>

#include "core/json_object_reader.hpp"
#include "core/nep_id.hpp"
#include "core/semver.hpp"

/// Fields that several documents have. What is wrong with one is blamed on the reader; what is then returned is not to be used.
namespace neuroshard::core {

SemVer version_field(JsonObjectReader& object, std::string_view key);
NepId nep_id_field(JsonObjectReader& object, std::string_view key);
/// Text for people, see `check_prose`.
std::string prose_field(JsonObjectReader& object, std::string_view key);

}  // namespace neuroshard::core
