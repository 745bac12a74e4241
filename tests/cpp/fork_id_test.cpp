// Upgrade digests on both sides of every upgrade (S7, S16), and what schedules, genesis and queries do to them. The ideas are
// those of the fork id tests of Ethereum clients.
#include <tuple>

#include "upgrade_digest.hpp"

namespace {

using namespace upgrade_test;

/// In no order, with two at one height, one breaking by its flag, and one that breaks nothing.
const Json b2 = nep("NEP-002", "2.0.0", 1000, {{"adds", {"mtp", "mla"}}, {"removes", {"gossip_proofs"}}});
const Json minor = nep("NEP-003", "2.1.0", 1500, {{"adds", {"dualpipe"}}});
const Json b4 = nep("NEP-004", "2.2.0", 2000, {{"backward_compatible", false}, {"requires", {"NEP-003", "NEP-002"}}});
const Json b5 = nep("NEP-005", "3.0.0", 2000);
const Json b1000 = nep("NEP-1000", "4.0.0", 3000);

const std::vector<Json> all = {b1000, b5, minor, b2, b4};

Manager at(std::uint64_t height, std::string_view supported_max = "9.0.0", const std::vector<Json>& neps = all) {
    Manager manager({.supported_min = Version(1, 0, 0), .supported_max = Version::parse(supported_max)});
    auto sorted = neps;  // each may rest on the one before
    const auto order = [](const Json& json) {
        const std::string id = json.at("id");
        return std::tuple(json.at("activation_height").get<std::uint64_t>(), id.size(), id);
    };
    std::sort(sorted.begin(), sorted.end(), [&](const Json& a, const Json& b) { return order(a) < order(b); });
    for (const Json& json : sorted) manager.schedule_nep(json.dump());
    advance(manager, height);
    return manager;
}

TEST(UpgradeId, OnBothSidesOfEachUpgrade) {
    const struct {
        std::uint64_t height;
        std::vector<Json> passed;
        std::uint64_t next;
    } rows[] = {
        {0, {}, 1000},
        {1, {}, 1000},
        {999, {}, 1000},
        {1000, {b2}, 2000},
        {1001, {b2}, 2000},
        {1499, {b2}, 2000},
        {1500, {b2}, 2000},  // breaks nothing, so it is not counted
        {1999, {b2}, 2000},
        {2000, {b2, b4, b5}, 3000},  // both at one height, by number
        {2001, {b2, b4, b5}, 3000},
        {2999, {b2, b4, b5}, 3000},
        {3000, {b2, b4, b5, b1000}, 0},
        {3001, {b2, b4, b5, b1000}, 0},
        {NSV_MAX_HEIGHT, {b2, b4, b5, b1000}, 0},
    };
    for (const auto& [height, passed, next] : rows) {
        SCOPED_TRACE(height);
        const Manager manager = at(height);
        EXPECT_EQ(upgrade_digest(manager), short_hex(mainnet_chain(passed)));
        EXPECT_EQ(manager.upgrade_id().next, next);
        const Json expected_id = {{"digest", short_hex(mainnet_chain(passed))}, {"next", next}};
        EXPECT_EQ(advertised(manager).at("upgrade_id"), expected_id);
        EXPECT_EQ(status(manager).at("upgrade_id"), expected_id);
    }
}

TEST(UpgradeId, EffectHashesAreThoseOfTheFormula) {
    const Manager manager = at(0);
    for (const Json& json : all) {
        EXPECT_EQ(known_nep(manager, json.at("id").get<std::string>()).at("effect_hash"), hex(effect_hash(json)));
    }
}

TEST(UpgradeId, EveryPartOfTheEffectChangesItAndNothingElseDoes) {
    const Json base = nep("NEP-004", "2.2.0", 2000, {{"adds", {"mtp"}}, {"removes", {"ponw"}}, {"requires", {"NEP-002"}}});
    const auto digest = [](const Json& fourth) { return upgrade_digest(at(2000, "9.0.0", {b2, minor, fourth})); };
    Json breaking = base;
    breaking["backward_compatible"] = false;
    breaking["adds"] = {"fp8_training"};
    const std::string expected_digest = digest(breaking);
    EXPECT_EQ(expected_digest, short_hex(mainnet_chain({b2, breaking})));
    const std::pair<const char*, Json> effects[] = {
        {"id", "NEP-006"},           {"target_version", "2.3.0"},
        {"activation_height", 1999}, {"adds", Json::array()},
        {"removes", {"diloco"}},     {"requires", {"NEP-003"}},
        {"target_version", "3.0.0"}, {"adds", {"aux_free_moe"}},
        {"removes", Json::array()},  {"requires", {"NEP-002", "NEP-003"}},
    };
    for (const auto& [key, value] : effects) {
        Json changed = breaking;
        changed[key] = value;
        EXPECT_NE(digest(changed), expected_digest) << key << " = " << value;
    }
    const std::pair<const char*, Json> wording[] = {
        {"title", "Another"},       {"announced_at", announced - day}, {"expected_activation_time", expected + day},
        {"grace_days", 3},          {"min_version", "1.0.0"},          {"emergency", true},
        {"migration_steps", {"x"}}, {"unknown", {{"a", 1}}},
    };
    for (const auto& [key, value] : wording) {
        Json changed = breaking;
        changed[key] = value;
        EXPECT_EQ(digest(changed), expected_digest) << key << " = " << value;
    }
}

TEST(UpgradeId, AHaltedNodeStaysBeforeTheUpgradeItCannotRun) {
    const struct {
        const char* supported_max;
        std::uint64_t height;
        std::vector<Json> passed;
        std::uint64_t next;
    } rows[] = {
        {"1.9.0", 999, {}, 1000},
        {"1.9.0", 1000, {}, 1000},
        {"1.9.0", 5000, {}, 1000},
        {"2.0.0", 2000, {b2}, 2000},
        {"2.2.0", 2000, {b2, b4}, 2000},  // supports the first of two at one height
        {"3.0.0", 2999, {b2, b4, b5}, 3000},
        {"3.0.0", 3000, {b2, b4, b5}, 3000},
    };
    for (const auto& [supported_max, height, passed, next] : rows) {
        SCOPED_TRACE(std::string(supported_max) + " at " + std::to_string(height));
        const Manager manager = at(height, supported_max);
        EXPECT_EQ(upgrade_digest(manager), short_hex(mainnet_chain(passed)));
        EXPECT_EQ(manager.upgrade_id().next, next);
    }
}

TEST(UpgradeId, BeginsWithTheNetworkItsGenesisVersionAndItsFeatures) {
    const auto digest = [](const Json& definition) {
        return upgrade_digest(Manager({.network = Network::from_json(definition.dump())}));
    };
    const Json base = network("my-net", "1.0.0");
    EXPECT_EQ(digest(base), short_hex(chain("my-net", "1.0.0", "base", {})));
    EXPECT_EQ(digest(network("my-net2", "1.0.0")), short_hex(chain("my-net2", "1.0.0", "base", {})));
    EXPECT_EQ(digest(network("my-net", "1.0.1")), short_hex(chain("my-net", "1.0.1", "base", {})));
    Json two = base;
    two["features"].push_back({{"name", "alpha"}, {"title", "A"}, {"description", "A"}, {"since", "1.0.0"}});
    two["features"].push_back({{"name", "later"}, {"title", "L"}, {"description", "L"}, {"since", nullptr}});
    EXPECT_EQ(digest(two), short_hex(chain("my-net", "1.0.0", "alpha,base", {}))) << "sorted, without pending ones";
}

TEST(UpgradeId, UpgradesAtGenesisAreRefused) {
    Manager manager;
    expect_contains(schedule_failure(manager, nep("NEP-001", "2.0.0", 0)), "activation_height");
    EXPECT_NE(failure([&] { manager.catch_up_nep(nep("NEP-001", "2.0.0", 0).dump()); }), "");
    Json definition = network("my-net", "1.0.0");
    definition["neps"] = {nep("NEP-001", "2.0.0", 0)};
    EXPECT_NE(failure([&] { Network::from_json(definition.dump()); }), "");
    EXPECT_TRUE(manager.neps().empty());
    EXPECT_EQ(upgrade_digest(manager), short_hex(mainnet_chain({})));
}

TEST(UpgradeId, UpgradesOfTheDefinitionCountLikeScheduledOnes) {
    Json definition = network("my-net", "1.0.0");
    const Json first = nep("NEP-001", "2.0.0", 1);
    definition["neps"] = {first, nep("NEP-002", "3.0.0", 10)};
    Manager manager = node("1.0.0", "9.0.0", {}, Network::from_json(definition.dump()));
    EXPECT_EQ(upgrade_digest(manager), short_hex(chain("my-net", "1.0.0", "base", {})));
    EXPECT_EQ(manager.upgrade_id().next, 1U);
    advance(manager, 1);
    EXPECT_EQ(upgrade_digest(manager), short_hex(chain("my-net", "1.0.0", "base", {first})));
    EXPECT_EQ(manager.upgrade_id().next, 10U);
}

TEST(UpgradeId, CancellingAndReschedulingChangeWhatComes) {
    Manager manager = at(1999);
    manager.reschedule_nep("NEP-1000", 3500, expected + (60 * day));
    advance(manager, 2000);
    EXPECT_EQ(manager.upgrade_id().next, 3500U);
    const std::string before = upgrade_digest(manager);
    advance(manager, 3499);
    EXPECT_EQ(upgrade_digest(manager), before);
    manager.cancel_nep("NEP-1000", "postponed");
    EXPECT_EQ(manager.upgrade_id().next, 0U);
    advance(manager, 3500);
    EXPECT_EQ(upgrade_digest(manager), before);
}

// One table for many kinds of contradiction with what has passed: nothing of it can be rewritten but by going back.
TEST(UpgradeId, WhatHasPassedChangesOnlyAfterARewind) {
    Manager manager = at(2000);
    const std::string before = everything(manager);
    for (const char* const id : {"NEP-002", "NEP-003", "NEP-004", "NEP-005"}) {
        EXPECT_EQ(failure_status([&] { manager.cancel_nep(id, ""); }), "NSV_ERROR_HEIGHT") << id;
        EXPECT_EQ(failure_status([&] { manager.reschedule_nep(id, 2500, expected); }), "NSV_ERROR_HEIGHT") << id;
    }
    EXPECT_EQ(failure_status([&] { manager.reschedule_nep("NEP-1000", 2000, expected); }), "NSV_ERROR_HEIGHT");
    Json moved = b5;
    moved["activation_height"] = 2500;
    EXPECT_EQ(failure_status([&] { manager.schedule_nep(moved.dump()); }), "NSV_ERROR_CONFLICT");
    EXPECT_EQ(everything(manager), before);

    manager.rewind(1999, announced);
    EXPECT_EQ(upgrade_digest(manager), short_hex(mainnet_chain({b2})));
    EXPECT_EQ(manager.upgrade_id().next, 2000U);
    manager.reschedule_nep("NEP-005", 2500, expected + day);
    advance(manager, 2500);
    EXPECT_EQ(upgrade_digest(manager), short_hex(mainnet_chain({b2, b4, moved})));
}

TEST(UpgradeId, QueriesInAnyOrderSeeTheSame) {
    // Six managers, asked at every block, every second, every fourth, …
    std::vector<Manager> managers;
    managers.reserve(6);
    for (int i = 0; i < 6; ++i) managers.push_back(at(0));
    for (std::uint64_t height = 0; height <= 3200; ++height) {
        for (std::size_t i = 0; i < managers.size(); ++i) {
            if (height % (1ULL << i) != 0) continue;
            advance(managers[i], height);
            ASSERT_EQ(managers[i].advertisement(), i == 0 ? managers[i].advertisement() : managers[0].advertisement())
                << height;
        }
    }
    constexpr std::uint64_t back[] = {3000, 2999, 2001, 2000, 1999, 1500, 1499, 1000, 999, 1, 0};
    for (const std::uint64_t height : back) {
        managers[0].rewind(height, announced);
        EXPECT_EQ(managers[0].advertisement(), at(height).advertisement()) << height;
    }
}

}  // namespace
