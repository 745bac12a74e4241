// Features and NEPs for a version. Each line of the input is a name; behind an empty line they are NEP ids.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "law.hpp"

namespace {

using fuzz::law;
using neuroshard::Version;

struct Names {
    std::vector<nsv_text> features;
    std::vector<nsv_text> neps;
};

Names names_in(std::string_view text) {
    Names names;
    std::vector<nsv_text>* list = &names.features;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        if (end == 0) {
            list = &names.neps;
        } else {
            list->push_back({text.data(), end});
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return names;
}

bool is_feature_name(std::string_view name) {
    const std::string_view letters = "abcdefghijklmnopqrstuvwxyz";
    const std::string_view others = "abcdefghijklmnopqrstuvwxyz0123456789_";
    return name.size() <= 64 && letters.find(name.front()) != std::string_view::npos &&
           name.find_first_not_of(others) == std::string_view::npos;
}

bool are_features(const std::vector<nsv_text>& texts) {
    std::set<std::string_view> names;
    for (const nsv_text& text : texts) {
        if (!is_feature_name({text.data, text.size}) || !names.insert({text.data, text.size}).second) return false;
    }
    return texts.size() <= 256;
}

/// A version has the names it was given, and not those that differ from one of them in a single byte.
void check_features(const Version& version, const std::vector<nsv_text>& texts) {
    const auto features = version.features();
    law(features.size() == texts.size(), "all features are taken");
    law(std::is_sorted(features.begin(), features.end()), "features are in ascending order");
    const std::set<std::string_view> known(features.begin(), features.end());
    for (const nsv_text& text : texts) {
        std::string name(text.data, text.size);
        law(version.supports_feature(name), "a given feature is had");
        name[name.size() / 2] = 'x';
        law(version.supports_feature(name) == known.contains(name), "no other feature is had");
    }
}

std::optional<Version> version_with(const Version& base, const Names& names, std::size_t size) {
    return fuzz::made(
        [&](nsv_version** out, nsv_error* error) {
            return nsv_version_with(base.get(), names.features.data(), names.features.size(), names.neps.data(),
                                    names.neps.size(), out, error);
        },
        size);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const Version base = Version::parse("1.2.3-rc.1+build");
    Names names = names_in(fuzz::text_of(data, size));
    const auto version = version_with(base, names, size);
    if (names.neps.empty()) {
        law(version.has_value() == are_features(names.features), "features are taken if their names are names");
    }
    if (!version) return 0;

    law(version->string() == base.string() && *version == base, "a copy is the same version");
    check_features(*version, names.features);
    law(version->active_neps().size() == names.neps.size(), "all NEPs are taken");
    const auto from_json = fuzz::parsed(nsv_version_from_json, version->to_json());
    law(from_json.has_value(), "written JSON can be read");
    fuzz::check_same(*version, *from_json);

    std::reverse(names.features.begin(), names.features.end());
    const auto reversed = version_with(base, names, size);
    law(reversed.has_value(), "features may come in any order");
    fuzz::check_same(*version, *reversed);
    return 0;
}
