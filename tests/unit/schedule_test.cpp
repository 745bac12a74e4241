#include "core/schedule.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "core/schedule_change.hpp"
#include "schedules.hpp"

namespace neuroshard::core {
namespace {

using test::nep;
using test::schedule;
using test::version;

constexpr NoticePolicy notice{.minimum_days = 30, .grace_from_day = 14};

std::vector<NepRef> some_neps() {
    const auto is_breaking = [](Nep::Content& content) { content.backward_compatible = false; };
    return {nep(1, "1.1.0", 10), nep(2, "1.1.0", 10, is_breaking), nep(3, "1.2.0", 20),
            nep(4, "2.0.0", 30, [](Nep::Content& content) { content.prerequisites = {*NepId::parse("NEP-003")}; })};
}

/// S8: the state is a function of the schedule, and that of its NEPs, in whatever order they came.
TEST(Schedule, OrderOfArrivalDoesNotMatter) {
    const ScheduleRef expected = schedule(version("1.0.0"), some_neps());
    std::vector<std::size_t> order = {0, 1, 2, 3};
    do {
        std::vector<NepRef> neps;
        for (const std::size_t i : order) neps.push_back(some_neps()[i]);
        const ScheduleRef other = schedule(version("1.0.0"), neps);
        EXPECT_EQ(other->digests(), expected->digests());
        for (const std::uint64_t height : {0U, 9U, 10U, 19U, 20U, 29U, 30U, 31U}) {
            EXPECT_EQ(protocol_version_to_json(*other->state_at(height).version),
                      protocol_version_to_json(*expected->state_at(height).version));
            EXPECT_EQ(other->state_at(height).minimum->semver(), expected->state_at(height).minimum->semver());
        }
    } while (std::next_permutation(order.begin(), order.end()));
}

TEST(Schedule, CountsAndMinimumFollowHeight) {
    const ScheduleRef made = schedule(version("1.0.0"), some_neps());
    EXPECT_EQ(made->active_count(9), 0U);
    EXPECT_EQ(made->active_count(10), 2U);
    EXPECT_EQ(made->active_count(UINT64_MAX), 4U);
    EXPECT_EQ(made->state_at(9).minimum->semver().text(), "1.0.0");
    EXPECT_EQ(made->state_at(10).minimum->semver().text(), "1.1.0");
    EXPECT_EQ(made->state_at(20).minimum->semver().text(), "1.1.0");
    EXPECT_EQ(made->state_at(30).minimum->semver().text(), "2.0.0");
    EXPECT_EQ(made->upgrades().size(), 2U);
    EXPECT_EQ(made->digests().size(), 3U);
}

/// S16, computed from its parts: only breaking NEPs count, each with its effect.
TEST(Schedule, DigestsChainTheEffectsOfBreakingNeps) {
    const std::vector<NepRef> neps = some_neps();
    const ScheduleRef made = schedule(version("1.0.0"), neps);
    const std::string_view nul("\0", 1);
    Digest digest = sha256({"neuroshard-upgrade-id/1", nul, "testnet", nul, "1.0.0", nul});
    EXPECT_EQ(made->digests()[0], short_digest(digest));
    digest = sha256({as_text(digest), as_text(neps[1]->effect_hash)});
    EXPECT_EQ(made->digests()[1], short_digest(digest));
    digest = sha256({as_text(digest), as_text(neps[3]->effect_hash)});
    EXPECT_EQ(made->digests()[2], short_digest(digest));
}

TEST(Schedule, EffectIsTheAgreementAndNothingElse) {
    const auto effect = [](auto change) { return nep(1, "1.1.0", 10, change)->effect_hash; };
    const Digest plain = effect([](const Nep::Content&) {});
    EXPECT_EQ(plain, effect([](Nep::Content& content) {
                  content.title = "other words";
                  content.announced_at = 1;
                  content.grace_days = 3;
                  content.emergency = true;
                  content.migration_steps = {"step"};
                  content.min_version = *SemVer::parse("1.0.0");
              }));
    EXPECT_NE(plain, effect([](Nep::Content& content) { content.activation_height = 11; }));
    EXPECT_NE(plain, effect([](Nep::Content& content) { content.target = *SemVer::parse("1.1.1"); }));
    EXPECT_NE(plain, effect([](Nep::Content& content) { content.backward_compatible = false; }));
    EXPECT_NE(plain, effect([](Nep::Content& content) { content.prerequisites = {*NepId::parse("NEP-009")}; }));
    EXPECT_NE(plain, nep(2, "1.1.0", 10)->effect_hash);
}

/// S12: who supports less speaks the version of the NEPs below.
TEST(Schedule, OlderSoftwareSpeaksTheNepsItSupports) {
    const ScheduleRef made = schedule(version("1.0.0"), some_neps());
    EXPECT_EQ(made->version_at(30, *SemVer::parse("1.1.5"))->semver().text(), "1.1.0");
    EXPECT_EQ(made->version_at(30, *SemVer::parse("1.1.5"))->active_neps().ids().size(), 2U);
    EXPECT_EQ(made->version_at(30, *SemVer::parse("1.0.9"))->semver().text(), "1.0.0");
    EXPECT_EQ(made->version_at(15, *SemVer::parse("9.0.0"))->semver().text(), "1.1.0");
}

TEST(ScheduleChange, WhatChangesNothingGivesTheSame) {
    const ScheduleRef made = schedule(version("1.0.0"), some_neps());
    EXPECT_EQ((*schedule_nep(made, some_neps()[0], notice, {.height = 50, .time = 0})).get(), made.get());
    EXPECT_EQ((*catch_up_nep(made, some_neps()[3])).get(), made.get());
}

TEST(ScheduleChange, LeavesTheOldOneAsItWas) {
    const ScheduleRef before = schedule(version("1.0.0"), some_neps());
    const auto digests = before->digests();
    const auto after = cancel_nep(before, *NepId::parse("NEP-004"), notice, {.height = 5, .time = 0});
    ASSERT_TRUE(after.has_value());
    EXPECT_EQ((*after)->neps().size(), 3U);
    EXPECT_EQ(before->neps().size(), 4U);
    EXPECT_EQ(before->digests(), digests);
}

}  // namespace
}  // namespace neuroshard::core
