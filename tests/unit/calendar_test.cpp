#include "core/calendar.hpp"

#include <gtest/gtest.h>

#include "schedules.hpp"

namespace neuroshard::core {
namespace {

constexpr NoticePolicy notice{.minimum_days = 30, .grace_from_day = 14};
constexpr std::uint64_t day0 = 1000 * seconds_per_day;

/// An upgrade announced on day 0, with a grace period, expected on some day, at block 100.
ScheduledNep upgrade(std::uint64_t expected_day, std::uint64_t grace_days, bool breaking = true) {
    return {.nep = test::nep(1, "2.0.0", 100,
                             [&](Nep::Content& content) {
                                 content.announced_at = day0;
                                 content.expected_activation_time = day0 + expected_day * seconds_per_day;
                                 content.grace_days = grace_days;
                             }),
            .raises_major = breaking,
            .breaking = breaking};
}

LedgerPoint on_day(std::uint64_t day, std::uint64_t height = 50) { return {height, day0 + day * seconds_per_day}; }
LedgerPoint just_before(std::uint64_t day) { return {50, day0 + day * seconds_per_day - 1}; }

/// The user's figure: approved from day 0, grace from day 14, the deadline on day 30, active on day 31.
TEST(Calendar, IsTheUsersFigure) {
    const ScheduledNep scheduled = upgrade(31, 16);
    EXPECT_EQ(phase_of(scheduled, notice, on_day(0)), Phase::approved);
    EXPECT_EQ(phase_of(scheduled, notice, just_before(14)), Phase::approved);
    EXPECT_EQ(phase_of(scheduled, notice, on_day(14)), Phase::grace);
    EXPECT_EQ(phase_of(scheduled, notice, just_before(30)), Phase::grace);
    EXPECT_EQ(phase_of(scheduled, notice, on_day(30)), Phase::deadline_passed);
}

TEST(Calendar, HeightAloneActivates) {
    const ScheduledNep scheduled = upgrade(31, 16);
    EXPECT_EQ(phase_of(scheduled, notice, on_day(1000, 99)), Phase::deadline_passed);
    EXPECT_EQ(phase_of(scheduled, notice, on_day(0, 100)), Phase::active);
    EXPECT_EQ(phase_of(scheduled, notice, {.height = 100, .time = 0}), Phase::active);
}

TEST(Calendar, NobodyWaitsForWhatIsNotBreaking) {
    const ScheduledNep scheduled = upgrade(31, 16, false);
    EXPECT_FALSE(calendar_of(scheduled, notice).has_value());
    EXPECT_EQ(phase_of(scheduled, notice, on_day(40)), Phase::approved);
    EXPECT_EQ(phase_of(scheduled, notice, on_day(40, 100)), Phase::active);
}

/// Whatever the NEP says, the phases come in their order and within announcement and activation.
TEST(Calendar, PhasesAreInOrderForEveryNep) {
    for (std::uint64_t expected_day = 0; expected_day <= 80; ++expected_day) {
        for (const std::uint64_t grace_days : {0U, 1U, 16U, 30U, 100U, 3650U}) {
            const auto calendar = calendar_of(upgrade(expected_day, grace_days), notice);
            ASSERT_TRUE(calendar.has_value());
            EXPECT_LE(day0, calendar->grace_from);
            EXPECT_LE(calendar->grace_from, calendar->deadline);
            EXPECT_LE(calendar->deadline, day0 + expected_day * seconds_per_day);
        }
    }
}

TEST(Calendar, CountsDaysBegunAndBlocks) {
    const ScheduledNep scheduled = upgrade(31, 16);
    EXPECT_EQ(days_left(scheduled, on_day(0)), 31U);
    EXPECT_EQ(days_left(scheduled, {50, day0 + 1}), 31U);
    EXPECT_EQ(days_left(scheduled, on_day(30)), 1U);
    EXPECT_EQ(days_left(scheduled, just_before(31)), 1U);
    EXPECT_EQ(days_left(scheduled, on_day(31)), 0U);
    EXPECT_EQ(days_left(scheduled, on_day(99)), 0U);
    EXPECT_EQ(days_left(scheduled, on_day(0, 100)), 0U);
    EXPECT_EQ(blocks_left(scheduled, on_day(0, 99)), 1U);
    EXPECT_EQ(blocks_left(scheduled, on_day(0, 100)), 0U);
    EXPECT_EQ(blocks_left(scheduled, on_day(0, 101)), 0U);
}

TEST(Calendar, ExtremeTimesDoNotOverflow) {
    const ScheduledNep latest = {.nep = test::nep(1, "2.0.0", max_height,
                                                  [](Nep::Content& content) {
                                                      content.announced_at = max_height;
                                                      content.expected_activation_time = max_height;
                                                      content.grace_days = 3650;
                                                  }),
                                 .raises_major = true,
                                 .breaking = true};
    const auto calendar = calendar_of(latest, notice);
    EXPECT_EQ(calendar->grace_from, max_height);
    EXPECT_EQ(calendar->deadline, max_height);
    EXPECT_EQ(days_left(latest, {0, 0}), (max_height + seconds_per_day - 1) / seconds_per_day);
    EXPECT_EQ(blocks_left(latest, {0, 0}), max_height);
}

}  // namespace
}  // namespace neuroshard::core
