// What the C++ header adds to the C one: ownership, value semantics and exceptions.
#include <sstream>
#include <type_traits>
#include <unordered_set>

#include <gtest/gtest.h>

#include "neuroshard_version.hpp"

namespace {

using neuroshard::Compatibility;
using neuroshard::Error;
using neuroshard::Manager;
using neuroshard::Network;
using neuroshard::Side;
using neuroshard::Version;

static_assert(std::is_copy_constructible_v<Version> && std::is_nothrow_move_constructible_v<Version>);
static_assert(std::is_copy_constructible_v<Network> && std::is_nothrow_move_constructible_v<Network>);
static_assert(!std::is_copy_constructible_v<Manager> && std::is_nothrow_move_constructible_v<Manager>);

TEST(Version, IsARegularValue) {
    const Version a(1, 2, 3);
    Version b = a;
    EXPECT_EQ(a, b);
    b = Version(2, 0, 0);
    EXPECT_LT(a, b);
    const Version& same = b;
    b = same;
    EXPECT_EQ(b.string(), "2.0.0");
    const Version moved = std::move(b);
    EXPECT_EQ(moved.string(), "2.0.0");
}

TEST(Version, HashesByPrecedence) {
    const std::unordered_set<Version> set = {Version::parse("1.0.0+a"), Version::parse("1.0.0+b"),
                                             Version::parse("1.0.0-rc.1")};
    EXPECT_EQ(set.size(), 2U);
}

TEST(Version, Prints) {
    std::ostringstream out;
    out << Version::parse("1.2.3-rc.1+b");
    EXPECT_EQ(out.str(), "1.2.3-rc.1+b");
}

TEST(Version, TextsLiveAsLongAsACopy) {
    std::string_view text;
    const Version kept = [&] {
        const Version version = Version::current();
        text = version.features().front();
        return version;
    }();
    EXPECT_EQ(text, "diloco");
}

TEST(Version, ReadsAnEmptyViewAsEmptyText) {
    EXPECT_THROW(Version::parse({}), Error);
    EXPECT_THROW(Version::from_json({}), Error);
    EXPECT_FALSE(Version::current().supports_feature({}));
    EXPECT_THROW((void)Version(1, 0, 0).with({std::string_view()}, {}), Error);
}

TEST(Error, CarriesStatusMessageAndOffset) {
    try {
        Version::parse("1.x.0");
        FAIL() << "expected an error";
    } catch (const Error& error) {
        EXPECT_EQ(error.status(), NSV_ERROR_SYNTAX);
        EXPECT_EQ(error.offset(), 2U);
        EXPECT_STREQ(error.what(), "invalid version: expected a digit of MINOR at byte 2, found 'x'");
    }
    try {
        Version::from_json("[]");
        FAIL() << "expected an error";
    } catch (const Error& error) {
        EXPECT_EQ(error.offset(), std::nullopt);
    }
}

TEST(Manager, MovesAndOutlivesItsOptions) {
    Manager manager = [] {
        const Network network = Network::mainnet();
        return Manager({.network = network, .supported_max = Version(2, 0, 0)});
    }();
    Manager other;
    other = std::move(manager);
    EXPECT_EQ(other.supported_max(), Version(2, 0, 0));
    EXPECT_EQ(other.network().id(), "neuroshard-mainnet");
}

TEST(Manager, ValuesOutliveIt) {
    const Version version = [] { return Manager().current_version(); }();
    const Network network = [] { return Manager().network(); }();
    EXPECT_EQ(version.string(), "1.0.0");
    EXPECT_EQ(network.features().size(), 12U);
}

TEST(Manager, RefusesAStoreWithoutAName) {
    try {
        const Manager manager({.store = ""});
        FAIL() << "it would be a log in memory, and lost";
    } catch (const Error& error) {
        EXPECT_EQ(error.status(), NSV_ERROR_ARGUMENT);
    }
}

TEST(Manager, RefusesAVerdictThatIsNone) {
    const Manager manager;
    neuroshard::Verdict verdict = manager.check_peer_compatibility(Version(1, 0, 1));
    verdict.reason = static_cast<neuroshard::Reason>(1);
    EXPECT_THROW((void)manager.verdict_message(Version(1, 0, 1), verdict), Error);
}

TEST(Names, AreThoseOfTheUser) {
    EXPECT_EQ(to_string(Compatibility::upgrade_recommended), "UPGRADE_RECOMMENDED");
    EXPECT_EQ(to_word(Compatibility::upgrade_recommended), "upgrade");
    EXPECT_EQ(to_string(Side::peer), "PEER");
    EXPECT_EQ(to_string(static_cast<Compatibility>(9)), "UNKNOWN");
}

}  // namespace
