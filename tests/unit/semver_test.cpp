#include "core/semver.hpp"

#include <random>
#include <tuple>

#include <gtest/gtest.h>

#include "small_domain.hpp"

namespace neuroshard::core {
namespace {

/// The order of the small domain, said another way: "rc.1" < "rc.2" < release.
auto rank(const SemVer& version) {
    const int stage = version.is_prerelease() ? version.prerelease().back() - '0' : 9;
    return std::tuple(version.major(), version.minor(), version.patch(), stage);
}

TEST(SemVer, OrdersTheSmallDomain) {
    const auto versions = test::small_domain();
    ASSERT_EQ(versions.size(), 81U);
    for (const SemVer& a : versions) {
        for (const SemVer& b : versions) {
            EXPECT_EQ(a <=> b, rank(a) <=> rank(b)) << a.text() << " and " << b.text();
            EXPECT_EQ(a == b, a.text() == b.text());
        }
    }
}

TEST(SemVer, OrderIsTransitive) {
    const auto versions = test::small_domain();
    for (const SemVer& a : versions) {
        for (const SemVer& b : versions) {
            if (!(a < b)) continue;
            for (const SemVer& c : versions) {
                if (b < c) {
                    EXPECT_LT(a, c);
                }
            }
        }
    }
}

TEST(SemVer, CopiesKeepAllTexts) {
    const SemVer original = *SemVer::parse("1.2.3-rc.1+build.7");
    SemVer copy(0, 0, 0);
    copy = original;
    EXPECT_EQ(copy.text(), "1.2.3-rc.1+build.7");
    EXPECT_EQ(copy.prerelease(), "rc.1");
    EXPECT_EQ(copy.build(), "build.7");
    EXPECT_STREQ(copy.prerelease().data(), "rc.1");
    EXPECT_STREQ(copy.build().data(), "build.7");
}

TEST(SemVer, LongestTextFits) {
    const std::string longest = "1.2.3-" + std::string(124, 'a') + "+" + std::string(124, 'b');
    ASSERT_EQ(longest.size(), SemVer::max_text);
    const SemVer version = *SemVer::parse(longest);
    EXPECT_EQ(version.text(), longest);
    EXPECT_EQ(version.prerelease().size(), 124U);
    EXPECT_EQ(version.build().size(), 124U);
}

TEST(SemVer, NumbersAroundTheLargest) {
    for (const auto& [text, fits] : {std::pair{"18446744073709551615", true},
                                     {"18446744073709551616", false},
                                     {"18446744073709551609", true},
                                     {"18446744073709551620", false},
                                     {"9999999999999999999", true},
                                     {"10000000000000000000", true},
                                     {"99999999999999999999", false},
                                     {"100000000000000000000", false}}) {
        const auto version = SemVer::parse(std::string("0.0.") + text);
        EXPECT_EQ(version.has_value(), fits) << text;
        if (version) {
            EXPECT_EQ(std::to_string(version->patch()), text);
        } else {
            EXPECT_EQ(version.error().status, Status::out_of_range);
        }
    }
}

/// Texts made of the grammar's own pieces are valid; with one byte changed they are printed as they are or refused.
TEST(SemVer, RandomTextsRoundTrip) {
    const auto seed = std::random_device{}();
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    std::mt19937 random(seed);
    const auto pick = [&](std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random); };
    constexpr std::string_view alphabet = "0123456789abcXYZ-.+ v\xff";
    for (int round = 0; round < 20000; ++round) {
        std::string text = std::to_string(pick(300)) + "." + std::to_string(pick(30)) + "." + std::to_string(pick(3));
        if (pick(2) == 0) text += "-rc." + std::to_string(pick(20));
        if (pick(2) == 0) text += "+0" + std::to_string(pick(20));
        ASSERT_EQ(SemVer::parse(text)->text(), text);
        text[pick(text.size())] = alphabet[pick(alphabet.size())];
        const auto changed = SemVer::parse(text);
        if (changed) {
            ASSERT_EQ(changed->text(), text);
        } else {
            ASSERT_LE(changed.error().offset, text.size()) << text;
        }
    }
}

}  // namespace
}  // namespace neuroshard::core
