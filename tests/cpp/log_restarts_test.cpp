// What real networks got wrong when their nodes were started anew, with the store in place of the memory that they lacked.
#include <filesystem>

#include <gtest/gtest.h>

#include "log_helpers.hpp"

namespace {

using namespace log_test;
using neuroshard::NodeStatus;

constexpr std::uint64_t H = 500;
constexpr const char* major_nep =
    R"({"id":"NEP-001","title":"T","target_version":"2.0.0","adds":["mtp"],"activation_height":500,"announced_at":0,)"
    R"("expected_activation_time":2592000})";

/// A store of its own for each test.
class Restarts : public ::testing::Test {
protected:
    Restarts() : directory_(std::filesystem::temp_directory_path() / ("neuroshard-restarts-" + std::to_string(::getpid()))) {
        std::filesystem::remove_all(directory_);
    }
    ~Restarts() override { std::filesystem::remove_all(directory_); }

    /// The node as it is started, with software that speaks 1.0.0 to `newest`.
    Manager start(const char* newest = "2.0.0") const {
        return Manager({.supported_min = Version::parse("1.0.0"),
                        .supported_max = Version::parse(newest),
                        .store = (directory_ / "protocol.db").string()});
    }

    static Lines kinds(const Manager& manager) {
        Lines kinds;
        for (std::uint64_t i = 1; i <= manager.record_count(); ++i) {
            kinds.push_back(Json::parse(manager.record_json(i)).at("kind").get<std::string>());
        }
        return kinds;
    }

private:
    std::filesystem::path directory_;
};

// cosmos-sdk issue 22167
TEST_F(Restarts, BeforeTheHeightNothingIsActivated) {
    {
        Manager manager = start();
        manager.schedule_nep(major_nep);
        manager.advance(H - 1, 1);
    }
    Manager manager = start();
    EXPECT_LE(manager.height(), H - 1);
    EXPECT_EQ(manager.current_version().string(), "1.0.0");
    manager.advance(H - 1, 1);
    EXPECT_FALSE(manager.activate_nep("NEP-001").activated);
    EXPECT_EQ(manager.current_version().string(), "1.0.0");
    manager.advance(H, 2);
    EXPECT_EQ(manager.current_version().string(), "2.0.0");
}

// gno pull 5368: a halt that fired at each start, and a cancellation that was not seen
TEST_F(Restarts, AtTheHeightAHaltIsRecordedOnce) {
    {
        Manager manager = start("1.0.0");
        manager.schedule_nep(major_nep);
        manager.advance(H, 1);
    }
    for (int i = 0; i < 3; ++i) {
        Manager manager = start("1.0.0");
        EXPECT_EQ(manager.status(), NodeStatus::must_upgrade);
        manager.advance(H, 2);
        manager.advance(H + 1, 3);
        EXPECT_EQ(kinds(manager), (Lines{"genesis", "nep_scheduled", "nep_activated", "halted"}));
    }
}

TEST_F(Restarts, ACancellationIsRemembered) {
    {
        Manager manager = start("1.0.0");
        manager.schedule_nep(major_nep);
        manager.cancel_nep("NEP-001", "a defect");
    }
    Manager manager = start("1.0.0");
    manager.advance(H, 1);
    EXPECT_EQ(manager.status(), NodeStatus::compatible);
    EXPECT_EQ(manager.activate_nep("NEP-001").message, "NEP NEP-001 not scheduled (status: cancelled)");
    EXPECT_EQ(Json::parse(*manager.find_nep("NEP-001")).at("cancel_reason"), "a defect");
}

// cosmos-sdk issue 12904 and pull 13936: the check for software that is too old was left out where no plan was pending
TEST_F(Restarts, SoftwareThatIsTooOldIsFoundAtEachStart) {
    {
        Manager manager = start();
        manager.schedule_nep(major_nep);
        manager.advance(H, 1);
        EXPECT_EQ(manager.status(), NodeStatus::compatible);
    }
    for (int i = 0; i < 2; ++i) {
        const Manager manager = start("1.5.0");
        EXPECT_EQ(manager.status(), NodeStatus::must_upgrade);
        EXPECT_EQ(manager.can_participate_in_training().allowed, false);
        EXPECT_EQ(kinds(manager), (Lines{"genesis", "nep_scheduled", "nep_activated", "software_changed", "halted"}));
    }
}

// etcd pull 11362: to replay 3.4, 3.5, 3.4 tripped the check for downgrades
TEST_F(Restarts, SoftwareThatGoesThereAndBackCanBeReplayed) {
    for (const char* newest : {"1.0.0", "2.0.0", "1.0.0", "3.0.0", "1.0.0"}) {
        EXPECT_EQ(start(newest).supported_max().string(), newest);
    }
    EXPECT_EQ(kinds(start("1.0.0")),
              (Lines{"genesis", "software_changed", "software_changed", "software_changed", "software_changed"}));
}

// The reference: 1.0.0 again after a restart, and neither history nor a way to activate anew
TEST_F(Restarts, WhatWasActiveIsStillActive) {
    {
        Manager manager = start();
        manager.schedule_nep(major_nep);
        manager.advance(H, 1);
        EXPECT_TRUE(manager.activate_nep("NEP-001").activated);
    }
    Manager manager = start();
    EXPECT_EQ(manager.height(), H);
    EXPECT_EQ(manager.current_version().string(), "2.0.0");
    EXPECT_TRUE(manager.current_version().supports_feature("mtp"));
    EXPECT_EQ(manager.activate_nep("NEP-001").message, "NEP NEP-001 not scheduled (status: active)");
    EXPECT_EQ(kinds(manager), (Lines{"genesis", "nep_scheduled", "nep_activated"}));
}

}  // namespace
