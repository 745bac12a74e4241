// The two parsers of version text, against each other and against what they print.
#include <string>

#include "law.hpp"

namespace {

std::string rebuilt(const neuroshard::Version& version) {
    std::string text =
        std::to_string(version.major()) + "." + std::to_string(version.minor()) + "." + std::to_string(version.patch());
    if (!version.prerelease().empty()) text.append("-").append(version.prerelease());
    if (!version.build().empty()) text.append("+").append(version.build());
    return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using fuzz::law;
    const std::string_view text = fuzz::text_of(data, size);
    const auto strict = fuzz::parsed(nsv_version_parse, text);
    const auto lenient = fuzz::parsed(nsv_version_parse_lenient, text);
    if (strict) {
        law(strict->string() == text, "strictly parsed text is printed as it was");
        law(lenient.has_value(), "what parses strictly parses leniently");
        fuzz::check_same(*strict, *lenient);
    }
    if (lenient) {
        law(lenient->string() == rebuilt(*lenient), "the text consists of the parts");
        const auto again = fuzz::parsed(nsv_version_parse, lenient->string());
        law(again.has_value(), "what a lenient parse prints parses strictly");
        fuzz::check_same(*lenient, *again);
        law(strict.has_value() || lenient->string() != text, "a text that parses strictly does so at once");
    }
    return 0;
}
