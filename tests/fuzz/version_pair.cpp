// The laws of order and compatibility, on the versions of the first two lines.
#include "law.hpp"

namespace {

using fuzz::law;
using neuroshard::Compatibility;
using neuroshard::Side;
using neuroshard::Version;

void check_order(const Version& a, const Version& b) {
    const auto order = nsv_version_compare(a.get(), b.get());
    law(order >= -1 && order <= 1, "an order is -1, 0 or 1");
    law(nsv_version_compare(b.get(), a.get()) == -order, "the order of a pair is the reverse of the reversed pair's");
    law(order != 0 || a.hash() == b.hash(), "equal versions have equal hashes");
    if (a.major() != b.major()) law((order < 0) == (a.major() < b.major()), "MAJOR decides first");
}

void check_level(const Version& a, const Version& b) {
    const Compatibility level = a.check_compatibility(b);
    law(b.check_compatibility(a) == level, "both sides see the same level");
    law((a == b) == (level == Compatibility::identical), "equal is identical");
    law((a.major() != b.major()) == (level == Compatibility::incompatible), "MAJOR differs: incompatible, and only then");
    law(a.is_compatible(b) == (level != Compatibility::incompatible), "compatible is not incompatible");
}

void check_side(const Version& a, const Version& b) {
    const Compatibility level = a.check_compatibility(b);
    const bool somebody = level == Compatibility::upgrade_recommended || level == Compatibility::incompatible;
    const Side older = a < b ? Side::local : Side::peer;
    law(a.side_to_upgrade(b) == (somebody ? older : Side::none), "the older side should upgrade, where one should");
    law(!a.compatibility_message(b).empty(), "every pair has a message");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    const std::size_t line = text.find('\n');
    if (line == std::string_view::npos) return 0;
    const std::string_view rest = text.substr(line + 1);
    const auto a = fuzz::parsed(nsv_version_parse_lenient, text.substr(0, line));
    const auto b = fuzz::parsed(nsv_version_parse_lenient, rest.substr(0, rest.find('\n')));
    if (!a || !b) return 0;
    check_order(*a, *b);
    check_level(*a, *b);
    check_side(*a, *b);
    law(*a == *a && *b == *b, "a version equals itself");
    return 0;
}
