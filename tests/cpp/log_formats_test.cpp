// Stores that releases have left behind are opened for ever after (S24), whatever this release writes itself.
#include <filesystem>

#include <gtest/gtest.h>

#include "log_helpers.hpp"

namespace {

using namespace log_test;
using neuroshard::NodeStatus;

/// A copy of a committed store, for a test to do with as it likes.
class Formats : public ::testing::Test {
protected:
    Formats() : directory_(std::filesystem::temp_directory_path() / ("neuroshard-formats-" + std::to_string(::getpid()))) {
        std::filesystem::create_directories(directory_);
        std::filesystem::copy_file(NSV_STORES "/format-1/protocol.db", path(),
                                   std::filesystem::copy_options::overwrite_existing);
    }
    ~Formats() override { std::filesystem::remove_all(directory_); }

    std::string path() const { return (directory_ / "protocol.db").string(); }

private:
    std::filesystem::path directory_;
};

constexpr const char* head_of_format_1 = "6b0d38e3318e0b71913bc91e357d886b7c727824e6af5a7a75d54d9f2f180cf6";

TEST_F(Formats, TheFirstOneGivesTheStateThatItWasLeftWith) {
    for (const bool read_only : {true, false}) {
        const Manager manager({.read_only = read_only, .store = path()});
        EXPECT_EQ(manager.record_count(), 15U);
        EXPECT_EQ(head(manager), head_of_format_1);
        EXPECT_TRUE(manager.verify(manager.head()).sound);
        EXPECT_EQ(manager.network().id(), "format-1-testnet");  // from the store itself
        EXPECT_EQ(manager.height(), 4500U);
        EXPECT_EQ(manager.time(), 1800000000U + 33 * 86400);
        EXPECT_EQ(manager.supported_max().string(), "2.0.0");
        EXPECT_EQ(manager.current_version().string(), "2.0.0");
        EXPECT_EQ(manager.network_version().string(), "2.1.0");
        EXPECT_EQ(manager.network_minimum().string(), "2.0.0");
        EXPECT_EQ(manager.status(), NodeStatus::upgrade_recommended);
        EXPECT_EQ(manager.upgrade_id().next, 9000U);
        Lines neps;
        for (const std::string& text : manager.neps()) {
            const Json nep = Json::parse(text);
            neps.push_back(nep.at("id").get<std::string>() + ' ' + nep.at("status").get<std::string>());
        }
        EXPECT_EQ(neps,
                  (Lines{"NEP-001 active", "NEP-002 active", "NEP-004 active", "NEP-005 scheduled", "NEP-003 cancelled"}));
    }
}

TEST_F(Formats, TheFirstOneHasEveryKindOfRecord) {
    const Manager manager({.read_only = true, .store = path()});
    Lines kinds;
    for (std::uint64_t sequence = 1; sequence <= manager.record_count(); ++sequence) {
        kinds.push_back(Json::parse(manager.record_json(sequence)).at("kind").get<std::string>());
    }
    EXPECT_EQ(kinds, (Lines{"genesis", "nep_scheduled", "nep_scheduled", "nep_scheduled", "nep_cancelled", "nep_rescheduled",
                            "nep_activated", "rewound", "nep_activated", "nep_activated", "halted", "software_changed",
                            "nep_scheduled", "nep_activated", "nep_scheduled"}));
}

TEST_F(Formats, TheFirstOneCanBeGoneOnWith) {
    {
        Manager manager({.supported_max = Version::parse("3.0.0"), .store = path()});
        manager.advance(9000, 1806912000);
        EXPECT_TRUE(manager.activate_nep("NEP-005").activated);
    }
    const Manager manager({.store = path()});
    EXPECT_EQ(manager.current_version().string(), "3.0.0");
    EXPECT_EQ(manager.record_count(), 17U);  // the software and the activation
    EXPECT_TRUE(manager.verify().sound);
}

}  // namespace
