// What the log tells of each change (S21): its records, written out by hand and sealed a second time.
#include "log_helpers.hpp"

namespace {

using namespace log_test;

const Json none = Json::array();

/// A record without what seals it; `others` adds what its kind has besides.
Json record(std::string_view kind, std::uint64_t height, std::string_view before, std::string_view after,
            const Json& others = Json::object()) {
    Json json = {{"kind", kind},           {"height", height},       {"time", announced},       {"version_before", before},
                 {"version_after", after}, {"features_added", none}, {"features_removed", none}};
    json.update(others);
    return json;
}

/// A NEP as records have it: with every key that a NEP has.
Json whole(const Json& nep) {
    Json json = {{"adds", none},       {"removes", none},  {"requires", none},        {"min_version", nullptr},
                 {"emergency", false}, {"grace_days", 16}, {"migration_steps", none}, {"backward_compatible", true}};
    json.update(nep);
    return json;
}

/// Likewise, of a NEP.
Json record(std::string_view kind, std::uint64_t height, std::string_view before, std::string_view after, const Json& nep,
            const Json& others) {
    Json json = record(kind, height, before, after, others);
    json.update({{"nep_id", nep.at("id")}, {"effect_hash", hex(effect_hash(nep))}, {"nep", whole(nep)}});
    return json;
}

Json scheduled(std::uint64_t height, std::string_view version, const Json& nep, bool catch_up = false) {
    return record("nep_scheduled", height, version, version, nep, {{"catch_up", catch_up}});
}

Json activated(std::uint64_t height, std::string_view before, std::string_view after, const Json& nep) {
    return record("nep_activated", height, before, after, nep,
                  {{"features_added", nep.value("adds", none)}, {"features_removed", nep.value("removes", none)}});
}

/// The first record of a node of the small network.
Json genesis(std::string_view supported_min, std::string_view supported_max) {
    Json json = record("genesis", 0, "", "1.0.0",
                       {{"features_added", {"base"}},
                        {"supported", {{"min", supported_min}, {"max", supported_max}}},
                        {"network", network("log-test", "1.0.0")}});
    json["version_before"] = nullptr;
    return json;
}

void expect_log(const Manager& manager, const std::vector<Json>& expected) {
    const Lines lines = lines_of(exported(manager));
    EXPECT_EQ(lines.size(), expected.size());
    EXPECT_EQ(manager.record_count(), expected.size());
    std::string previous = no_hash;
    for (std::size_t i = 0; i < std::min(lines.size(), expected.size()); ++i) {
        EXPECT_EQ(lines[i], sealed(expected[i], i + 1, previous)) << "record " << i + 1;
        EXPECT_EQ(manager.record_json(i + 1), lines[i]);
    }
    EXPECT_EQ(head(manager), previous);
    EXPECT_TRUE(manager.verify(manager.head()).sound);
}

TEST(LogRecords, GenesisTellsOfTheNetworkAndTheSoftware) {
    const Manager manager(options("1.0.0", "1.2.0"));
    expect_log(manager, {genesis("1.0.0", "1.2.0")});
}

TEST(LogRecords, WhatTheDefinitionListsIsCaughtUpWith) {
    const Json first = nep("NEP-007", "1.1.0", 10, {{"adds", {"x"}}});
    const Json second = nep("NEP-002", "2.0.0", 20, {{"removes", {"base"}}, {"requires", {"NEP-007"}}});
    Json definition = network("log-test", "1.0.0");
    definition["neps"] = {second, first};
    ManagerOptions how = options("1.0.0", "1.2.0");
    how.network = Network::from_json(definition.dump());
    expect_log(Manager(how),
               {genesis("1.0.0", "1.2.0"), scheduled(0, "1.0.0", first, true), scheduled(0, "1.0.0", second, true)});
}

TEST(LogRecords, ChangesOfTheSchedule) {
    Manager manager(options("1.0.0", "1.2.0"));
    const Json first = nep("NEP-001", "1.1.0", 100,
                           {{"adds", {"x", "a"}},
                            {"min_version", "1.0.0"},
                            {"grace_days", 3},
                            {"emergency", true},
                            {"migration_steps", {"Wartet auf \u00e4lteres", "\u4e8c\U0001f642\"\\/"}}});
    Json told = first;
    told["adds"] = {"a", "x"};
    advance(manager, 5);
    manager.schedule_nep(first.dump());
    manager.schedule_nep(first.dump());  // the same again is no change
    const Json ahead = nep("NEP-003", "1.1.0", 200, {{"requires", {"NEP-002", "NEP-001"}}, {"min_version", "1.1.0"}});
    Json ahead_told = ahead;
    ahead_told["requires"] = {"NEP-001", "NEP-002"};
    const Json between = nep("NEP-002", "1.1.0", 150);
    advance(manager, 6);
    manager.catch_up_nep(between.dump());
    manager.catch_up_nep(ahead.dump());
    advance(manager, 7);
    manager.reschedule_nep("NEP-003", 300, expected + 1);
    Json moved = ahead_told;
    moved.update({{"activation_height", 300}, {"announced_at", announced}, {"expected_activation_time", expected + 1}});
    manager.cancel_nep("NEP-003", "why \"not\", \u00e9\\/");
    manager.catch_up_nep(ahead.dump());
    manager.cancel_nep("NEP-003", "");
    expect_log(
        manager,
        {genesis("1.0.0", "1.2.0"), scheduled(5, "1.0.0", told), scheduled(6, "1.0.0", between, true),
         scheduled(6, "1.0.0", ahead_told, true), record("nep_rescheduled", 7, "1.0.0", "1.0.0", moved, Json::object()),
         record("nep_cancelled", 7, "1.0.0", "1.0.0", moved, {{"reason", "why \"not\", \u00e9\\/"}}),
         scheduled(7, "1.0.0", ahead_told, true), record("nep_cancelled", 7, "1.0.0", "1.0.0", ahead_told, {{"reason", ""}})});
}

TEST(LogRecords, RefusalsAndQuietBlocksLeaveNone) {
    Manager manager(options("1.0.0", "1.2.0"));
    const Json known = nep("NEP-001", "1.1.0", 100);
    manager.schedule_nep(known.dump());
    EXPECT_NE(schedule_failure(manager, nep("NEP-001", "1.1.0", 101)), "");
    EXPECT_NE(schedule_failure(manager, nep("NEP-002", "0.9.0", 100)), "");
    EXPECT_NE(failure([&] { manager.cancel_nep("NEP-009", ""); }), "");
    EXPECT_NE(failure([&] { manager.reschedule_nep("NEP-001", 0, expected); }), "");
    for (const std::uint64_t height : {1U, 50U, 99U}) advance(manager, height);
    manager.rewind(98, announced);
    EXPECT_NE(failure([&] { manager.rewind(99, announced); }), "");
    EXPECT_FALSE(manager.activate_nep("NEP-001").activated);
    expect_log(manager, {genesis("1.0.0", "1.2.0"), scheduled(0, "1.0.0", known)});
}

/// One jump over three, two of them at one height; the order is S8's, whatever order they came in.
TEST(LogRecords, EveryActivationOfAJump) {
    Manager manager(options("1.0.0", "2.0.0"));
    const Json first = nep("NEP-009", "1.1.0", 10, {{"adds", {"x"}}});
    const Json second = nep("NEP-003", "1.2.0", 20, {{"adds", {"y"}}});
    const Json third = nep("NEP-010", "1.3.0", 20, {{"removes", {"base", "x"}}, {"backward_compatible", false}});
    const Json later = nep("NEP-011", "2.0.0", 30);
    manager.schedule_nep(first.dump());
    manager.schedule_nep(third.dump());
    manager.schedule_nep(second.dump());
    manager.schedule_nep(later.dump());
    advance(manager, 25);
    EXPECT_TRUE(manager.activate_nep("NEP-003").activated);  // a confirmation is no change
    advance(manager, 30);
    expect_log(manager, {genesis("1.0.0", "2.0.0"), scheduled(0, "1.0.0", first), scheduled(0, "1.0.0", third),
                         scheduled(0, "1.0.0", second), scheduled(0, "1.0.0", later), activated(25, "1.0.0", "1.1.0", first),
                         activated(25, "1.1.0", "1.2.0", second), activated(25, "1.2.0", "1.3.0", third),
                         activated(30, "1.3.0", "2.0.0", later)});
}

/// A NEP that is learned after its height is active at once, and leaves the version where it is above its target.
TEST(LogRecords, ANepWhoseHeightHasPassed) {
    Manager manager(options("1.0.0", "1.2.0"));
    const Json later = nep("NEP-002", "1.2.0", 20, {{"adds", {"x"}}});
    const Json earlier = nep("NEP-001", "1.1.0", 10, {{"adds", {"y"}}});
    const Json now = nep("NEP-003", "1.2.0", 25, {{"adds", {"z"}}});
    advance(manager, 25);
    manager.catch_up_nep(later.dump());
    manager.catch_up_nep(earlier.dump());
    manager.catch_up_nep(now.dump());
    expect_log(manager, {genesis("1.0.0", "1.2.0"), scheduled(25, "1.0.0", later, true), activated(25, "1.0.0", "1.2.0", later),
                         scheduled(25, "1.2.0", earlier, true), activated(25, "1.2.0", "1.2.0", earlier),
                         scheduled(25, "1.2.0", now, true), activated(25, "1.2.0", "1.2.0", now)});
}

TEST(LogRecords, HaltedOnceForEachTime) {
    Manager manager(options("1.0.0", "1.2.0"));
    const Json minor = nep("NEP-001", "1.1.0", 10);
    const Json breaking = nep("NEP-002", "2.0.0", 20);
    const Json further = nep("NEP-003", "3.0.0", 30);
    for (const Json& json : {minor, breaking, further}) manager.schedule_nep(json.dump());
    advance(manager, 20);
    advance(manager, 30);  // it is halted already
    manager.rewind(25, announced);
    manager.rewind(19, announced);
    advance(manager, 40);
    const auto halted = [&](std::uint64_t height, std::string_view version) {
        return record("halted", height, version, version, breaking, Json::object());
    };
    expect_log(manager,
               {genesis("1.0.0", "1.2.0"), scheduled(0, "1.0.0", minor), scheduled(0, "1.0.0", breaking),
                scheduled(0, "1.0.0", further), activated(20, "1.0.0", "1.1.0", minor),
                activated(20, "1.1.0", "2.0.0", breaking), halted(20, "2.0.0"), activated(30, "2.0.0", "3.0.0", further),
                record("rewound", 25, "3.0.0", "2.0.0"), record("rewound", 19, "2.0.0", "1.1.0"),
                activated(40, "1.1.0", "2.0.0", breaking), activated(40, "2.0.0", "3.0.0", further), halted(40, "3.0.0")});
}

TEST(LogRecords, Rewinds) {
    Manager manager(options("1.0.0", "2.0.0"));
    const Json first = nep("NEP-001", "1.1.0", 10, {{"adds", {"x"}}});
    const Json second = nep("NEP-002", "2.0.0", 20, {{"adds", {"z", "y"}}, {"removes", {"base"}}});
    Json second_told = second;
    second_told["adds"] = {"y", "z"};
    manager.schedule_nep(first.dump());
    manager.schedule_nep(second.dump());
    advance(manager, 15);
    advance(manager, 18);
    manager.rewind(16, announced);  // above the last record: none
    manager.rewind(12, announced);  // below it, over no activation
    advance(manager, 25);
    manager.rewind(12, announced);  // over one
    advance(manager, 20);
    manager.rewind(0, announced + 1);  // over both, to the genesis
    std::vector<Json> expected_records = {
        genesis("1.0.0", "2.0.0"),
        scheduled(0, "1.0.0", first),
        scheduled(0, "1.0.0", second_told),
        activated(15, "1.0.0", "1.1.0", first),
        record("rewound", 12, "1.1.0", "1.1.0"),
        activated(25, "1.1.0", "2.0.0", second_told),
        record("rewound", 12, "2.0.0", "1.1.0", {{"features_added", {"base"}}, {"features_removed", {"y", "z"}}}),
        activated(20, "1.1.0", "2.0.0", second_told),
        record("rewound", 0, "2.0.0", "1.0.0",
               {{"time", announced + 1}, {"features_added", {"base"}}, {"features_removed", {"x", "y", "z"}}})};
    expect_log(manager, expected_records);
}

/// What has changed around a log while nobody used it: the software, the definition's NEPs, and what both lead to.
TEST(LogRecords, SoftwareChanged) {
    Manager old(options("1.0.0", "1.2.0"));
    const Json breaking = nep("NEP-002", "2.0.0", 20);
    old.schedule_nep(breaking.dump());
    advance(old, 21);
    std::vector<Json> records = {genesis("1.0.0", "1.2.0"), scheduled(0, "1.0.0", breaking),
                                 activated(21, "1.0.0", "2.0.0", breaking),
                                 record("halted", 21, "2.0.0", "2.0.0", breaking, Json::object())};
    expect_log(old, records);

    ManagerOptions upgraded = options("1.0.0", "2.0.0");
    upgraded.unix_time = announced + 7;
    Manager next = Manager::import(upgraded, exported(old));
    records.push_back(record("software_changed", 21, "2.0.0", "2.0.0",
                             {{"supported", {{"min", "1.0.0"}, {"max", "2.0.0"}}}, {"time", announced + 7}}));
    expect_log(next, records);

    ManagerOptions downgraded = options("0.5.0", "1.2.0");
    downgraded.unix_time = 0;  // the last record's
    const Manager last = Manager::import(downgraded, exported(next));
    const Json later = {{"time", announced + 7}};
    records.push_back(record("software_changed", 21, "2.0.0", "2.0.0",
                             {{"supported", {{"min", "0.5.0"}, {"max", "1.2.0"}}}, {"time", announced + 7}}));
    records.push_back(record("halted", 21, "2.0.0", "2.0.0", breaking, later));
    expect_log(last, records);
}

TEST(LogRecords, ADefinitionThatListsMoreIsCaughtUpWithLater) {
    Manager old(options("1.0.0", "1.2.0"));
    const Json known = nep("NEP-001", "1.1.0", 10);
    const Json added = nep("NEP-002", "1.2.0", 15, {{"adds", {"x"}}});
    old.schedule_nep(known.dump());
    advance(old, 20);
    Json definition = network("log-test", "1.0.0");
    definition["neps"] = {known, added};
    ManagerOptions how = options("1.0.0", "1.2.0");
    how.network = Network::from_json(definition.dump());
    const Manager manager = Manager::import(how, exported(old));
    expect_log(manager, {genesis("1.0.0", "1.2.0"), scheduled(0, "1.0.0", known), activated(20, "1.0.0", "1.1.0", known),
                         scheduled(20, "1.1.0", added, true), activated(20, "1.1.0", "1.2.0", added)});
}

}  // namespace
