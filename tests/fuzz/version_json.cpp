// Versions from JSON: whatever is accepted is written in one form, which reads as the same version.
#include <string>

#include "law.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using fuzz::law;
    const auto version = fuzz::parsed(nsv_version_from_json, fuzz::text_of(data, size));
    if (!version) return 0;
    const std::string json = version->to_json();
    const auto again = fuzz::parsed(nsv_version_from_json, json);
    law(again.has_value(), "written JSON can be read");
    law(again->to_json() == json, "written JSON is a fixed point");
    fuzz::check_same(*version, *again);
    for (const std::string_view feature : version->features())
        law(version->supports_feature(feature), "a listed feature is had");
    return 0;
}
