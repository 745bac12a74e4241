#pragma once

#include <string>
#include <vector>

#include "core/semver.hpp"

namespace neuroshard::core::test {

/// Every version with numbers from 0 to 2, as a release and as two pre-releases: small enough to try all pairs.
inline std::vector<SemVer> small_domain() {
    std::vector<SemVer> versions;
    for (const char major : {'0', '1', '2'}) {
        for (const char minor : {'0', '1', '2'}) {
            for (const char patch : {'0', '1', '2'}) {
                const std::string release = {major, '.', minor, '.', patch};
                for (const char* const suffix : {"", "-rc.1", "-rc.2"}) versions.push_back(*SemVer::parse(release + suffix));
            }
        }
    }
    return versions;
}

}  // namespace neuroshard::core::test
