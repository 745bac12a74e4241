// Failures that other networks had in the field, each with the issue it comes from, and what happens here instead. Cases of
// stores (kill, power loss, old formats) belong to the tests of the store.
#include "upgrade_digest.hpp"

namespace {

using namespace upgrade_test;

constexpr std::uint64_t H = 1000;
const Json minor = nep("NEP-001", "1.1.0", 500, {{"adds", {"mtp"}}});
const Json major = nep("NEP-002", "2.0.0", H, {{"adds", {"mla"}}, {"removes", {"gossip_proofs"}}});
const std::vector<Json> both = {minor, major};

Manager at(std::uint64_t height, std::string_view supported_max = "9.0.0", const std::vector<Json>& neps = both) {
    Manager manager = node("1.0.0", supported_max, neps);
    advance(manager, height);
    return manager;
}

std::vector<std::string> active_neps(const Manager& manager) {
    const Version version = manager.current_version();
    const auto ids = version.active_neps();
    return {ids.begin(), ids.end()};
}

/// A node that is set up from nothing at this height, as one is after a restart.
Manager restarted(std::uint64_t height, std::string_view supported_max = "9.0.0", const std::vector<Json>& neps = both) {
    Manager manager({.supported_min = Version(1, 0, 0), .supported_max = Version::parse(supported_max)});
    advance(manager, height);
    for (const Json& json : neps) manager.catch_up_nep(json.dump());
    return manager;
}

// go-ethereum pull 22879
TEST(FieldCases, OffByOneAtTheForkBlock) {
    const std::tuple<std::uint64_t, const char*, bool, std::uint64_t> rows[] = {
        {H - 1, "1.1.0", false, H}, {H, "2.0.0", true, 0}, {H + 1, "2.0.0", true, 0}};
    for (const auto& [height, version, has_mla, next] : rows) {
        const Manager manager = at(height);
        EXPECT_EQ(manager.current_version().string(), version) << height;
        EXPECT_EQ(manager.current_version().supports_feature("mla"), has_mla) << height;
        EXPECT_EQ(manager.upgrade_id().next, next) << height;
        EXPECT_EQ(check(manager, manager), "IDENTICAL VERSIONS NONE 0") << height;
        EXPECT_EQ(manager.check_peer_compatibility(Version(1, 1, 0)).can_talk(), !has_mla) << height;
    }
}

// besu issue 10882, ethrex issue 5493
TEST(FieldCases, AnEqualityTriggerIsMissedWhenBlocksAreSkipped) {
    Manager manager = at(499);
    const Json before = advertised(manager);
    advance(manager, H + 77);
    EXPECT_EQ(active_neps(manager), (std::vector<std::string>{"NEP-001", "NEP-002"}));
    const Json after = advertised(manager);
    EXPECT_EQ(after.at("major"), 2);
    EXPECT_EQ(after.at("height"), H + 77);
    EXPECT_NE(after.at("upgrade_id"), before.at("upgrade_id"));
    EXPECT_EQ(everything(manager), everything(restarted(H + 77)));
}

// reth-bsc pull 341: the filter is that of the height now, wherever the node was set up
TEST(FieldCases, APeerFilterSeededFromAHardCodedHead) {
    const Manager far = at(5000);
    Manager near = at(10);
    EXPECT_EQ(check(near, far), "COMPATIBLE LOCAL_SYNCING NONE 0");
    advance(near, 5000);
    EXPECT_EQ(check(near, far), "IDENTICAL VERSIONS NONE 0");
}

// base pull 4663
TEST(FieldCases, APeerFilterNotRebuiltAfterReschedulingAndCancelling) {
    Manager manager = at(600);
    const Manager v1 = at(600, "1.1.0");
    EXPECT_EQ(check(manager, v1), "IDENTICAL VERSIONS NONE 1000");
    manager.reschedule_nep("NEP-002", 1200, expected);
    EXPECT_EQ(check(manager, v1), "IDENTICAL VERSIONS NONE 1000") << "the peer still expects the old height";
    EXPECT_EQ(text(manager.check_peer_compatibility(Version(2, 0, 0))), "UPGRADE_RECOMMENDED PEER_READY NONE 0");
    manager.cancel_nep("NEP-002", "postponed");
    EXPECT_EQ(text(manager.check_peer_compatibility(Version(2, 0, 0))), "INCOMPATIBLE VERSIONS LOCAL 0");
    const Manager unaware = at(600, "1.1.0", {minor});
    EXPECT_EQ(check(manager, unaware), "IDENTICAL VERSIONS NONE 0");
}

// go-ethereum pulls 27895 and 28034, besu issue 5744: what holds from genesis is in the digest's beginning and nowhere else
TEST(FieldCases, GenesisUpgradesHashedByOneSideOnly) {
    Json definition = network("late-genesis", "2.0.0");
    const Network from_two = Network::from_json(definition.dump());
    const Manager first = node("2.0.0", "2.0.0", {}, from_two);
    EXPECT_EQ(upgrade_digest(first), short_hex(chain("late-genesis", "2.0.0", "base", {})));
    EXPECT_EQ(first.upgrade_id().next, 0U);
    const Manager second = node("1.0.0", "9.0.0", {}, from_two);
    EXPECT_EQ(check(first, second), "IDENTICAL VERSIONS NONE 0") << "who advertises and who checks agree";
    EXPECT_EQ(check(second, first), "IDENTICAL VERSIONS NONE 0");
    Manager manager = node("2.0.0", "9.0.0", {}, from_two);
    EXPECT_NE(schedule_failure(manager, nep("NEP-001", "3.0.0", 0)), "");
}

// ethrex issue 1685
TEST(FieldCases, AnExactEqualityCheckRejectsSyncingPeers) {
    EXPECT_EQ(check(at(H + 5), at(1)), "COMPATIBLE PEER_SYNCING NONE 0");
    EXPECT_EQ(check(at(1), at(H + 5)), "COMPATIBLE LOCAL_SYNCING NONE 0");
}

// ethereumjs pull 1487: an upgrade without a height is none
TEST(FieldCases, UnscheduledUpgradesInTheSchedule) {
    for (const Json& height : {Json(), Json(0), Json("1000"), Json(-1)}) {
        Manager manager = at(1);
        const std::string before = everything(manager);
        Json unscheduled = nep("NEP-003", "3.0.0", 1);
        unscheduled["activation_height"] = height;
        expect_contains(schedule_failure(manager, unscheduled), "$.activation_height");
        unscheduled.erase("activation_height");
        expect_contains(schedule_failure(manager, unscheduled), "activation_height");
        EXPECT_EQ(everything(manager), before);
    }
    EXPECT_EQ(Manager().upgrade_id().next, 0U) << "pending features are no upgrades";
}

// EIP-7910, the Holesky incident: clients that agreed on the height and not on the content
TEST(FieldCases, TheSameHeightWithDifferentContent) {
    Json other = major;
    other["removes"] = Json::array();
    Manager configured = at(H - 1);
    Manager misconfigured = at(H - 1, "9.0.0", {minor, other});
    EXPECT_EQ(check(configured, misconfigured), "IDENTICAL VERSIONS NONE 0") << "nothing has happened yet";
    const std::string error = schedule_failure(configured, other);
    EXPECT_TRUE(error.starts_with("NSV_ERROR_CONFLICT")) << error;
    expect_contains(error, hex(effect_hash(major)).substr(0, 8));
    expect_contains(error, hex(effect_hash(other)).substr(0, 8));
    advance(configured, H);
    advance(misconfigured, H);
    EXPECT_EQ(configured.current_version(), misconfigured.current_version());
    EXPECT_EQ(check(configured, misconfigured), "INCOMPATIBLE DIVERGED NONE 0");
    EXPECT_EQ(check(misconfigured, configured), "INCOMPATIBLE DIVERGED NONE 0");
}

// cosmos-sdk issue 11707
TEST(FieldCases, TheLastUpgradeSortedByName) {
    const std::vector<Json> neps = {nep("NEP-1000", "1.10.0", 50), nep("NEP-999", "1.9.0", 50)};
    Json definition = network("sorted", "1.0.0");
    definition["neps"] = neps;
    Manager manager = node("1.0.0", "2.0.0", {}, Network::from_json(definition.dump()));
    advance(manager, 50);
    EXPECT_EQ(active_neps(manager), (std::vector<std::string>{"NEP-999", "NEP-1000"}));
    EXPECT_EQ(manager.current_version().string(), "1.10.0");
}

// cosmos-sdk issue 12904 and pull 13936: software that is too old is found out whether or not an upgrade is pending
TEST(FieldCases, ADowngradeOfTheSoftwareGoesUnnoticed) {
    for (const std::uint64_t height : {H, H + 1, 50 * H}) {
        const Manager downgraded = restarted(height, "1.1.0");
        EXPECT_EQ(downgraded.status(), NodeStatus::must_upgrade) << height;
        EXPECT_FALSE(downgraded.can_participate_in_training().allowed) << height;
        EXPECT_EQ(downgraded.current_version().string(), "1.1.0") << height;
    }
    EXPECT_EQ(restarted(H - 1, "1.1.0").status(), NodeStatus::upgrade_recommended);
}

// cosmos-sdk pull 9384: what is cut short changes nothing
TEST(FieldCases, ATruncatedUpgradeInfo) {
    Manager manager = at(1, "9.0.0", {minor});
    const std::string before = everything(manager);
    const std::string whole = major.dump();
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const std::string cut = whole.substr(0, size);
        EXPECT_NE(failure([&] { manager.schedule_nep(cut); }), "") << size;
        EXPECT_NE(failure([&] { (void)manager.check_peer(cut); }), "") << size;
    }
    EXPECT_EQ(everything(manager), before);
    manager.schedule_nep(whole);
    EXPECT_NE(everything(manager), before);
}

// cosmos-sdk issue 22167
TEST(FieldCases, APrematureUpgradeOnRestartBeforeTheHeight) {
    Manager manager = restarted(H - 1);
    EXPECT_EQ(manager.current_version().string(), "1.1.0");
    EXPECT_EQ(everything(manager), everything(at(H - 1)));
    EXPECT_FALSE(manager.activate_nep("NEP-002").activated);
    advance(manager, H - 1);  // the same block again
    EXPECT_EQ(manager.current_version().string(), "1.1.0");
    advance(manager, H);
    EXPECT_EQ(manager.current_version().string(), "2.0.0");
}

// penumbra issue 4092
TEST(FieldCases, AProposalThatPassesAfterItsHeight) {
    for (const std::uint64_t height : {H, H + 1}) {
        Manager manager = at(height, "9.0.0", {minor});
        const std::string before = everything(manager);
        EXPECT_EQ(failure_status([&] { manager.schedule_nep(major.dump()); }), "NSV_ERROR_HEIGHT") << height;
        EXPECT_EQ(everything(manager), before);
        manager.catch_up_nep(major.dump());  // the network has it; only this node was late
        EXPECT_EQ(everything(manager), everything(restarted(height)));
    }
    Manager in_time = at(H - 1, "9.0.0", {minor});
    in_time.schedule_nep(major.dump());
    EXPECT_EQ(in_time.upgrade_id().next, H);
}

// gno pull 5368
TEST(FieldCases, AHaltThatFiresAgainAtEveryRestartAndIgnoresACancellation) {
    Manager manager = at(H);
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(everything(restarted(H)), everything(manager));
        advance(manager, H);
        EXPECT_EQ(active_neps(manager), (std::vector<std::string>{"NEP-001", "NEP-002"}));
    }
    Manager cancelled = at(H - 1, "1.1.0");
    cancelled.cancel_nep("NEP-002", "found a defect");
    EXPECT_EQ(known_nep(cancelled, "NEP-002").at("status"), "cancelled");
    EXPECT_EQ(known_nep(cancelled, "NEP-002").at("cancel_reason"), "found a defect");
    advance(cancelled, H);
    EXPECT_EQ(cancelled.status(), NodeStatus::compatible);
    EXPECT_EQ(active_neps(cancelled), std::vector<std::string>{"NEP-001"});
    EXPECT_EQ(failure_status([&] { manager.cancel_nep("NEP-002", "too late"); }), "NSV_ERROR_HEIGHT");
}

// nearcore issues 14052 and 12056
TEST(FieldCases, AHaltThatComesAfterTheStateHasChanged) {
    const Manager last = at(H - 1, "1.1.0");
    for (const std::uint64_t height : {H, H + 1, 10 * H}) {
        Manager halted = at(height, "1.1.0");
        EXPECT_EQ(halted.current_version().to_json(), last.current_version().to_json()) << height;
        EXPECT_EQ(upgrade_digest(halted), upgrade_digest(last)) << height;
        EXPECT_EQ(halted.upgrade_id().next, H) << height;
        EXPECT_FALSE(halted.activate_nep("NEP-002").activated) << height;
    }
    expect_contains(status(last).at("message").get<std::string>(), "2.0.0");  // warned beforehand
}

// nearcore issue 3288
TEST(FieldCases, AVersionThatRegresses) {
    Manager manager = at(H);
    for (const char* const target : {"1.9.9", "2.0.0-rc.1", "0.1.0"}) {
        const std::string error = schedule_failure(manager, nep("NEP-003", target, H + 1));
        EXPECT_TRUE(error.starts_with("NSV_ERROR_CONFLICT")) << error;
    }
    // A NEP that comes before another counts for it too.
    EXPECT_EQ(failure_status([&] { Manager(at(1)).schedule_nep(nep("NEP-003", "2.1.0", H - 1).dump()); }),
              "NSV_ERROR_CONFLICT");
}

// cockroach issues 24670 and 57186, 104884
TEST(FieldCases, AnOldNodeJoinsWhileTheVersionIsBumped) {
    Manager cluster = at(H - 1);
    EXPECT_TRUE(can_talk(cluster, at(H - 1, "1.1.0")));
    advance(cluster, H);
    for (const std::uint64_t height : {std::uint64_t{0}, std::uint64_t{499}, H - 1, H, H + 1}) {
        const Manager old = at(height, "1.1.0");
        EXPECT_FALSE(can_talk(cluster, old)) << height;
        EXPECT_FALSE(can_talk(old, cluster)) << height;
    }
    EXPECT_EQ(everything(at(H)), everything([] {
                  Manager stepwise = at(0);
                  for (const std::uint64_t height : {std::uint64_t{499}, std::uint64_t{500}, H - 1, H})
                      advance(stepwise, height);
                  return stepwise;
              }()))
        << "no step is skipped";
}

// etcd pull 11362
TEST(FieldCases, ReplayingHistoryTripsTheDowngradeCheck) {
    Manager manager = at(0);
    std::string passed;
    for (int i = 0; i < 3; ++i) {
        advance(manager, H + 1);
        passed = i == 0 ? everything(manager) : passed;
        EXPECT_EQ(everything(manager), passed);
        for (const Json& json : both) manager.catch_up_nep(json.dump());  // the same effect again is success
        for (const Json& json : both) manager.schedule_nep(json.dump());
        EXPECT_EQ(everything(manager), passed);
        manager.rewind(499, announced);
        EXPECT_EQ(manager.current_version().string(), "1.0.0");
        EXPECT_EQ(known_nep(manager, "NEP-002").at("status"), "scheduled");
    }
}

// kafka pulls 16421 and 17128: what does not apply is left out, and nothing is rewritten
TEST(FieldCases, AMinimumOfZeroIsRewritten) {
    const Manager manager({.supported_min = Version(0, 0, 0), .supported_max = Version::parse("1.0.0+build.7")});
    const Json ad = advertised(manager);
    EXPECT_EQ(ad.at("supported").at("min"), "0.0.0");
    EXPECT_EQ(ad.at("supported").at("max"), "1.0.0+build.7");
    for (const char* const key : {"halted", "prerelease", "build"}) EXPECT_FALSE(ad.contains(key)) << key;
    EXPECT_EQ(check(manager, ad), "IDENTICAL VERSIONS NONE 0");
    EXPECT_EQ(Json::parse(Version::from_json(ad.dump()).to_json()).size(), 5U) << "an old parser finds its five keys";
}

// talos issue 13480, kubernetes issue 128036
TEST(FieldCases, ARemovedFeatureThatOthersStillName) {
    const Manager manager = at(H);
    EXPECT_FALSE(manager.current_version().supports_feature("gossip_proofs"));
    const Json names_it = peer("2.0.0", {{"features", {"base_of_2031", "gossip_proofs", "ponw"}}});
    EXPECT_EQ(check(manager, names_it), "IDENTICAL VERSIONS NONE 0");
    const Version together = manager.negotiate(names_it.dump());
    EXPECT_EQ(together.features(), std::vector<std::string_view>{"ponw"});
    Manager again = at(H);  // a retired name may come back, by a NEP
    again.schedule_nep(nep("NEP-003", "2.1.0", H + 1, {{"adds", {"gossip_proofs"}}}).dump());
    advance(again, H + 1);
    EXPECT_TRUE(again.current_version().supports_feature("gossip_proofs"));
}

// bitcoin issue 16697
TEST(FieldCases, RetiredUpgradesCauseFalseWarnings) {
    const Manager manager = at(H);
    const Json knows_more = peer("2.0.0", {{"active_neps", {"NEP-900", "NEP-001", "NEP-002", "NEP-901"}}});
    EXPECT_EQ(check(manager, knows_more), "IDENTICAL VERSIONS NONE 0");
    EXPECT_EQ(check(manager, peer("2.0.0")), "IDENTICAL VERSIONS NONE 0");
    EXPECT_EQ(manager.status(), NodeStatus::compatible);
}

// ouroboros-network pull 3754
TEST(FieldCases, AddingAnEraChangesThePast) {
    std::vector<Json> longer = both;
    longer.push_back(nep("NEP-003", "3.0.0", 5000));
    for (const std::uint64_t height : {std::uint64_t{0}, std::uint64_t{499}, std::uint64_t{500}, H - 1, H, H + 1}) {
        const Manager older = at(height);
        const Manager newer = at(height, "9.0.0", longer);
        EXPECT_EQ(older.current_version().to_json(), newer.current_version().to_json()) << height;
        EXPECT_EQ(upgrade_digest(older), upgrade_digest(newer)) << height;
        EXPECT_EQ(older.network_minimum(), newer.network_minimum()) << height;
        EXPECT_TRUE(can_talk(older, newer) && can_talk(newer, older)) << height;
    }
}

// go-libp2p issue 954 and pull 3501
TEST(FieldCases, AnIdentifyMessageWithoutBounds) {
    const auto names = [](const std::string& prefix, std::size_t count) {
        Json array = Json::array();
        for (std::size_t i = 0; i < count; ++i) array.push_back(prefix + std::to_string(1000 + i));
        return array;
    };
    const auto status_of = [](const std::string& ad) { return failure_status([&] { (void)Manager().check_peer(ad); }); };
    EXPECT_EQ(status_of(peer("1.0.0", {{"features", names("f", 256)}}).dump()), "");
    EXPECT_EQ(status_of(peer("1.0.0", {{"features", names("f", 257)}}).dump()), "NSV_ERROR_LIMIT");
    EXPECT_EQ(status_of(peer("1.0.0", {{"active_neps", names("NEP-", 4096)}}).dump()), "");
    EXPECT_EQ(status_of(peer("1.0.0", {{"active_neps", names("NEP-", 4097)}}).dump()), "NSV_ERROR_LIMIT");
    const std::string small = peer("1.0.0").dump();
    EXPECT_EQ(status_of(small + std::string(NSV_MAX_ADVERTISEMENT - small.size(), ' ')), "");
    EXPECT_EQ(status_of(small + std::string(NSV_MAX_ADVERTISEMENT - small.size() + 1, ' ')), "NSV_ERROR_LIMIT");
    EXPECT_EQ(status_of(std::string(NSV_MAX_ADVERTISEMENT, '[')), "NSV_ERROR_LIMIT") << "depth";
    expect_contains(failure([&] {
                        (void)Manager().check_peer(peer("1.0.0", {{"features", names("f", 257)}}).dump());
                    }),
                    "$.features");
}

/// A NEP of this many bytes once it is written compactly with all its keys.
Json nep_of_size(std::size_t size) {
    Json json = nep("NEP-001", "2.0.0", H,
                    {{"adds", Json::array()},
                     {"removes", Json::array()},
                     {"requires", Json::array()},
                     {"min_version", nullptr},
                     {"backward_compatible", true},
                     {"emergency", false},
                     {"grace_days", 16},
                     {"migration_steps", Json::array()}});
    Json& steps = json["migration_steps"];
    while (json.dump().size() + 1003 < size) steps.push_back(std::string(1000, 's'));
    const std::size_t missing = size - json.dump().size();
    EXPECT_GT(missing, 3U);
    steps.push_back(std::string(missing - 3, 's'));
    EXPECT_EQ(json.dump().size(), size);
    return json;
}

// What a node gossips is what its library wrote, so that must not be longer than what its peers read.
TEST(FieldCases, AnUpgradeTooLongToBePassedOn) {
    constexpr std::size_t longest = NSV_MAX_NEP_JSON - 4096;
    Manager manager = node("1.0.0", "2.0.0", {nep_of_size(longest)});
    manager.cancel_nep("NEP-001", std::string(1000, '"'));
    const std::string written = manager.find_nep("NEP-001").value();
    EXPECT_GT(written.size(), longest + 2000);
    EXPECT_NO_THROW(node("1.0.0", "2.0.0").schedule_nep(written));

    EXPECT_EQ(failure_status([&] { node("1.0.0", "2.0.0", {nep_of_size(longest + 1)}); }), "NSV_ERROR_LIMIT");
    Json definition = network("testnet", "1.0.0");
    definition["neps"] = Json::array({nep_of_size(longest + 1)});
    expect_contains(failure([&] { (void)Network::from_json(definition.dump()); }),
                    "$.neps[0].migration_steps: the NEP is too long");
}

}  // namespace
