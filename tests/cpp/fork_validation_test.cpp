// Rule 4 of S17: peers whose upgrade digest and next height are those of EIP-2124's table of connections, of the validation
// tests of Ethereum clients, and of what S17 adds to both: heights, and what each side supports.
#include "upgrade_digest.hpp"

namespace {

using namespace upgrade_test;

const Json a = nep("NEP-001", "2.0.0", 100);
const Json b = nep("NEP-002", "3.0.0", 200);
const Json b_later = nep("NEP-002", "3.0.0", 250);
const Json b_other = nep("NEP-002", "3.0.0", 200, {{"adds", {"mtp"}}});  // same height, different content
const Json c = nep("NEP-003", "4.0.0", 300);

using Neps = std::vector<Json>;

Manager local(const Neps& known, std::uint64_t height, std::string_view supported_max = "9.0.0") {
    Manager manager = node("1.0.0", supported_max, known);
    advance(manager, height);
    return manager;
}

std::string version_after(const Neps& passed) {
    return passed.empty() ? "1.0.0" : passed.back().at("target_version").get<std::string>();
}

/// A peer that has passed these, and supports more than anybody needs.
Json remote(const Neps& passed, std::uint64_t next) {
    return peer(version_after(passed), {{"network", "neuroshard-mainnet"},
                                        {"supported", {{"min", "1.0.0"}, {"max", "9.0.0"}}},
                                        {"upgrade_id", {{"digest", short_hex(mainnet_chain(passed))}, {"next", next}}}});
}

const char* const same = "IDENTICAL VERSIONS NONE 0";
const char* const local_stale = "INCOMPATIBLE LOCAL_STALE LOCAL 0";
const char* const peer_stale = "INCOMPATIBLE PEER_STALE PEER 0";
const char* const peer_syncing = "COMPATIBLE PEER_SYNCING NONE 0";
const char* const local_syncing = "COMPATIBLE LOCAL_SYNCING NONE 0";
const char* const diverged = "INCOMPATIBLE DIVERGED NONE 0";

struct Row {
    const char* name;
    Neps known;
    std::uint64_t height;
    Neps passed_by_peer;
    std::uint64_t next_of_peer;
    const char* expected;
};

void run(const std::vector<Row>& rows) {
    for (const Row& row : rows) {
        SCOPED_TRACE(row.name);
        EXPECT_EQ(check(local(row.known, row.height), remote(row.passed_by_peer, row.next_of_peer)), row.expected);
    }
}

TEST(Eip2124, Connections) {
    run({
        {"same upgrades, none ahead", {a}, 150, {a}, 0, same},
        {"peer knows one ahead that we do not, not reached", {a}, 199, {a}, 200, "IDENTICAL VERSIONS NONE 200"},
        {"peer knows one that we do not, at the block reached", {a}, 200, {a}, 200, local_stale},
        {"peer knows one that we do not, passed", {a}, 201, {a}, 200, local_stale},
        {"we know one ahead that the peer does not", {a, b}, 150, {a}, 0, "IDENTICAL VERSIONS NONE 200"},
        {"both know the same one ahead", {a, b}, 150, {a}, 200, same},
        {"the next ones differ, neither reached", {a, b_later}, 199, {a}, 200, "IDENTICAL VERSIONS NONE 200"},
        {"the next ones differ, ours is first", {a, b}, 199, {a}, 250, "IDENTICAL VERSIONS NONE 200"},
        {"the next ones differ, the peer's is reached", {a, b_later}, 200, {a}, 200, local_stale},
        {"peer is one behind", {a, b}, 250, {a}, 200, peer_syncing},
        {"peer is two behind, which it may not even know", {a, b, c}, 350, {a}, 200, peer_syncing},
        {"we are one behind", {a, b}, 150, {a, b}, 0, local_syncing},
        {"we are two behind", {a, b, c}, 150, {a, b, c}, 0, local_syncing},
        {"we are one behind, and know another one after it", {a, b, c}, 150, {a, b}, 0, local_syncing},
        {"peer has passed one that we do not know", {a}, 150, {a, b}, 0, diverged},
        {"peer has passed two of which we know one", {a, b}, 150, {a, b, c}, 0, diverged},
        {"peer is behind and does not know what we passed", {a, b}, 250, {a}, 0, peer_stale},
    });
}

TEST(Eip2124, ASyncingPeerMayRejectWhoAcceptsIt) {
    const Manager ahead = local({a, b, c}, 350);
    const Manager behind = local({a, b}, 150);
    EXPECT_EQ(check(ahead, behind), peer_syncing);
    EXPECT_EQ(check(behind, ahead), diverged);
    EXPECT_EQ(check(local({a, b, c}, 150), ahead), local_syncing) << "it only lacked the schedule";
}

TEST(ForkValidation, OfEthereumClients) {
    run({
        {"an uncertain far upgrade of the peer",
         {a, b},
         250,
         {a, b},
         NSV_MAX_HEIGHT,
         "IDENTICAL VERSIONS NONE 9007199254740991"},
        {"before ours, peer does not know it", {a, b}, 199, {a}, 0, "IDENTICAL VERSIONS NONE 200"},
        {"before ours, peer knows another", {a, b}, 199, {a}, NSV_MAX_HEIGHT, "IDENTICAL VERSIONS NONE 200"},
        {"peer stands at genesis", {a, b}, 250, {}, 100, peer_syncing},
        {"peer stands at genesis with a wrong next", {a, b}, 250, {}, 200, peer_stale},
        {"we stand at genesis", {a, b}, 0, {a}, 200, local_syncing},
        {"far ahead, the peer's next is exactly our block", {a}, 88888888, {a}, 88888888, local_stale},
        {"far ahead, the peer's next is one block on", {a}, 88888888, {a}, 88888889, "IDENTICAL VERSIONS NONE 88888889"},
        {"the block before the peer's next", {a, b}, 149, {a}, 150, "IDENTICAL VERSIONS NONE 150"},
        {"peer has passed the same height with another content", {a, b}, 250, {a, b_other}, 0, diverged},
        {"peer has passed the same NEP at another height", {a, b}, 250, {a, b_later}, 0, diverged},
        {"peer has passed them in another order", {a, b}, 250, {b, a}, 0, diverged},
        {"peer has passed the second only", {a, b}, 250, {b}, 0, diverged},
        {"peer has passed nothing and knows nothing", {a, b}, 250, {}, 0, peer_stale},
    });
}

TEST(ForkValidation, TheDigestOfAnotherNetworkMatchesNothing) {
    Json other = remote({}, 100);
    other.erase("network");
    other["upgrade_id"]["digest"] = short_hex(chain("neuroshard-testnet", "1.0.0", "base", {}));
    EXPECT_EQ(check(local({a}, 50), other), diverged);
    EXPECT_EQ(check(local({}, 50), other), diverged);
}

TEST(ForkValidation, HeightsOfPeers) {
    const struct {
        const char* name;
        std::uint64_t height;
        Neps passed_by_peer;
        std::uint64_t next_of_peer, height_of_peer;
        const char* expected;
    } rows[] = {
        {"equal, peer before our next", 150, {a}, 200, 199, same},
        {"equal, peer at our next without it", 150, {a}, 0, 200, peer_stale},
        {"equal, peer beyond our next without it", 150, {a}, 300, 201, peer_stale},
        {"equal, both stale: we are first", 150, {a}, 150, 200, local_stale},
        {"behind, before the upgrade", 250, {a}, 200, 199, peer_syncing},
        {"behind, at the upgrade", 250, {a}, 200, 200, peer_stale},
        {"behind, beyond the upgrade", 250, {a}, 200, 5000, peer_stale},
        {"behind by two, before the first", 250, {}, 100, 99, peer_syncing},
        {"behind by two, between them", 250, {}, 100, 150, peer_stale},
        {"ahead", 150, {a, b}, 0, 200, local_syncing},
    };
    const auto known = Neps{a, b};
    for (const auto& row : rows) {
        SCOPED_TRACE(row.name);
        Json advertisement = remote(row.passed_by_peer, row.next_of_peer);
        advertisement["height"] = row.height_of_peer;
        EXPECT_EQ(check(local(known, row.height), advertisement), row.expected);
    }
}

TEST(ForkValidation, WhatThisNodeSupports) {
    const struct {
        const char* supported_max;
        Neps passed_by_peer;
        const char* expected;
    } rows[] = {
        {"1.9.9", {a}, "INCOMPATIBLE LOCAL_UNSUPPORTED LOCAL 0"},
        {"2.0.0", {a}, "COMPATIBLE LOCAL_SYNCING NONE 200"},  // and will be cut at the one after
        {"2.9.9", {a, b}, "INCOMPATIBLE LOCAL_UNSUPPORTED LOCAL 0"},
        {"3.0.0", {a, b}, "COMPATIBLE LOCAL_SYNCING NONE 300"},
        {"3.0.0", {a, b, c}, "INCOMPATIBLE LOCAL_UNSUPPORTED LOCAL 0"},
        {"4.0.0", {a, b, c}, local_syncing},
    };
    const auto known = Neps{a, b, c};
    for (const auto& [supported_max, passed_by_peer, expected] : rows) {
        SCOPED_TRACE(supported_max);
        EXPECT_EQ(check(local(known, 50, supported_max), remote(passed_by_peer, 0)), expected);
    }
}

// Neither side can see from `next` alone that the two mean different upgrades by the same height: the one that is ahead
// believes the other to be syncing until it arrives there.
TEST(ForkValidation, TheSameHeightWithAnotherContentIsSeenByTheSideBehind) {
    const Manager ahead = local({a, b}, 250);
    const Manager behind = local({a, b_other}, 150);
    EXPECT_EQ(check(ahead, behind), peer_syncing);
    EXPECT_EQ(check(behind, ahead), diverged);
    const Manager arrived = local({a, b_other}, 250);
    EXPECT_EQ(check(ahead, arrived), diverged);
    EXPECT_EQ(check(arrived, ahead), diverged);
}

TEST(ForkValidation, MalformedUpgradeIdsAreErrorsThatNameThePath) {
    const std::pair<Json, const char*> rows[] = {
        {{{"digest", "0123456789abcde"}, {"next", 0}}, "NSV_ERROR_SYNTAX: $.upgrade_id.digest"},
        {{{"digest", "0123456789abcdef0"}, {"next", 0}}, "NSV_ERROR_SYNTAX: $.upgrade_id.digest"},
        {{{"digest", "0123456789abcdeg"}, {"next", 0}}, "NSV_ERROR_SYNTAX: $.upgrade_id.digest"},
        {{{"digest", ""}, {"next", 0}}, "NSV_ERROR_SYNTAX: $.upgrade_id.digest"},
        {{{"digest", 81985529216486895}, {"next", 0}}, "NSV_ERROR_SCHEMA: $.upgrade_id.digest"},
        {{{"digest", "0123456789abcdef"}, {"next", -1}}, "NSV_ERROR_SCHEMA: $.upgrade_id.next"},
        {{{"digest", "0123456789abcdef"}, {"next", 1.5}}, "NSV_ERROR_SCHEMA: $.upgrade_id.next"},
        {{{"digest", "0123456789abcdef"}, {"next", "7"}}, "NSV_ERROR_SCHEMA: $.upgrade_id.next"},
        {{{"digest", "0123456789abcdef"}, {"next", NSV_MAX_HEIGHT + 1}}, "NSV_ERROR_RANGE: $.upgrade_id.next"},
        {{{"next", 0}}, "NSV_ERROR_SCHEMA: $.upgrade_id"},
        {{{"digest", "0123456789abcdef"}}, "NSV_ERROR_SCHEMA: $.upgrade_id"},
        {"0123456789abcdef", "NSV_ERROR_SCHEMA: $.upgrade_id"},
        {Json::array(), "NSV_ERROR_SCHEMA: $.upgrade_id"},
    };
    const Manager manager = local({a}, 50);
    for (const auto& [id, begin] : rows) {
        SCOPED_TRACE(id.dump());
        const std::string advertisement = peer("1.0.0", {{"upgrade_id", id}}).dump();
        const std::string error = failure([&] { (void)manager.check_peer(advertisement); });
        EXPECT_TRUE(error.starts_with(begin)) << error;
    }
}

}  // namespace
