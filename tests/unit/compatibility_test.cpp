#include "core/compatibility.hpp"

#include <gtest/gtest.h>

#include "small_domain.hpp"

namespace neuroshard::core {
namespace {

/// S4 as the user's table has it, from the most to the least harmless difference.
Compatibility by_the_table(const SemVer& a, const SemVer& b) {
    if (a.text() == b.text()) return Compatibility::identical;
    if (a.major() != b.major()) return Compatibility::incompatible;
    const bool only_patch = a.minor() == b.minor() && a.prerelease().empty() && b.prerelease().empty();
    return only_patch ? Compatibility::compatible : Compatibility::upgrade_recommended;
}

TEST(Compatibility, FollowsTheTableOnTheSmallDomain) {
    for (const SemVer& local : test::small_domain()) {
        for (const SemVer& peer : test::small_domain()) {
            SCOPED_TRACE(testing::Message() << local.text() << " and " << peer.text());
            const Compatibility level = check_compatibility(local, peer);
            EXPECT_EQ(level, by_the_table(local, peer));
            EXPECT_EQ(level, check_compatibility(peer, local)) << "the level is the same from both sides";
            EXPECT_EQ(is_compatible(local, peer), local.major() == peer.major());
        }
    }
}

TEST(Compatibility, TheOlderSideUpgrades) {
    for (const SemVer& local : test::small_domain()) {
        for (const SemVer& peer : test::small_domain()) {
            SCOPED_TRACE(testing::Message() << local.text() << " and " << peer.text());
            const Side side = side_to_upgrade(local, peer);
            if (check_compatibility(local, peer) < Compatibility::upgrade_recommended) {
                EXPECT_EQ(side, Side::none);
            } else {
                EXPECT_EQ(side, local < peer ? Side::local : Side::peer);
            }
        }
    }
}

TEST(Compatibility, MessagesBeginWithTheReferenceText) {
    for (const SemVer& local : test::small_domain()) {
        for (const SemVer& peer : test::small_domain()) {
            const std::string both = "you have " + std::string(local.text()) + ", peer has " + std::string(peer.text());
            const std::string expected = [&]() -> std::string {
                switch (by_the_table(local, peer)) {
                    case Compatibility::identical: return "Identical version";
                    case Compatibility::compatible: return "Compatible versions";
                    case Compatibility::upgrade_recommended: return "Upgrade recommended: " + both;
                    case Compatibility::incompatible: break;
                }
                return "Incompatible versions: " + both + ". Major version mismatch.";
            }();
            EXPECT_EQ(compatibility_message(local, peer).substr(0, expected.size()), expected);
        }
    }
}

}  // namespace
}  // namespace neuroshard::core
