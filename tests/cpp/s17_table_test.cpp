// S17 row by row: each rule with and without the fields it reads, which of two rules goes first, and when a connection is cut.
#include "upgrade_digest.hpp"

namespace {

using namespace upgrade_test;

const Json second = nep("NEP-002", "2.0.0", 1000);
const Json third = nep("NEP-003", "3.0.0", 2000);

Manager local(std::uint64_t height, std::string_view supported_min, std::string_view supported_max,
              const std::vector<Json>& neps = {second, third}) {
    Manager manager = node(supported_min, supported_max, neps);
    advance(manager, height);
    return manager;
}

Manager halted() { return local(1000, "1.0.0", "1.0.0"); }
Manager before() { return local(500, "1.0.0", "3.0.0"); }
Manager after() { return local(1500, "1.0.0", "3.0.0"); }
Manager too_new() { return local(500, "2.0.0", "3.0.0"); }

Json supported(std::string_view min, std::string_view max) { return {{"supported", {{"min", min}, {"max", max}}}}; }
Json passed(const std::vector<Json>& neps, std::uint64_t next, std::uint64_t height) {
    return {{"upgrade_id", {{"digest", short_hex(mainnet_chain(neps))}, {"next", next}}}, {"height", height}};
}
Json both(Json a, const Json& b) {
    a.update(b);
    return a;
}

struct Row {
    const char* name;
    Manager (*local)();
    Json peer;
    const char* expected;
};

void run(const std::vector<Row>& rows) {
    for (const Row& row : rows) {
        SCOPED_TRACE(row.name);
        EXPECT_EQ(check(row.local(), row.peer), row.expected);
    }
}

const Json elsewhere = {{"network", "neuroshard-testnet"}};
const Json is_halted = {{"halted", true}};

const char* const different_network = "INCOMPATIBLE DIFFERENT_NETWORK NONE 0";
const char* const local_halted = "INCOMPATIBLE LOCAL_HALTED LOCAL 0";
const char* const peer_halted = "INCOMPATIBLE PEER_HALTED PEER 0";
const char* const peer_unsupported = "INCOMPATIBLE PEER_UNSUPPORTED PEER 0";
const char* const below_minimum = "INCOMPATIBLE PEER_BELOW_MINIMUM PEER 0";

TEST(S17, Rule1Networks) {
    run({
        {"another network", before, peer("1.0.0", elsewhere), different_network},
        {"the same network", before, peer("1.0.0", {{"network", "neuroshard-mainnet"}}), "IDENTICAL VERSIONS NONE 0"},
        {"an id that begins alike", before, peer("1.0.0", {{"network", "neuroshard-mainnet-2"}}), different_network},
        {"no network", before, peer("1.0.0"), "IDENTICAL VERSIONS NONE 0"},
        {"before rule 2, local", halted, peer("1.0.0", elsewhere), different_network},
        {"before rule 2, peer", before, peer("1.0.0", both(elsewhere, is_halted)), different_network},
        {"before rule 3", too_new, peer("1.0.0", elsewhere), different_network},
        {"before rule 5", after, peer("1.0.0", elsewhere), different_network},
    });
}

TEST(S17, Rule2Halted) {
    run({
        {"local", halted, peer("1.0.0"), local_halted},
        {"local, and the peer too", halted, peer("1.0.0", is_halted), local_halted},
        {"local, whatever the peer speaks", halted, peer("2.0.0", supported("1.0.0", "9.0.0")), local_halted},
        {"peer", before, peer("1.0.0", is_halted), peer_halted},
        {"peer, and its support too", after, peer("1.0.0", both(is_halted, supported("1.0.0", "1.0.0"))), peer_halted},
        {"peer says that it is not", before, peer("1.0.0", {{"halted", false}}), "IDENTICAL VERSIONS NONE 0"},
        {"peer's support below the minimum", after, peer("2.0.0", supported("1.0.0", "1.9.9")), peer_unsupported},
        {"a pre-release of the minimum is below it", after, peer("2.0.0", supported("1.0.0", "2.0.0-rc.1")), peer_unsupported},
        {"peer's support at the minimum", after, peer("2.0.0", supported("1.0.0", "2.0.0")), "IDENTICAL VERSIONS NONE 2000"},
        {"no support said", after, peer("2.0.0"), "IDENTICAL VERSIONS NONE 0"},
        {"before rule 3", too_new, peer("1.0.0", is_halted), peer_halted},
        {"before rule 4", after, peer("1.0.0", both(supported("1.0.0", "1.0.0"), passed({}, 1000, 999))), peer_unsupported},
        {"before rule 5", after, peer("1.0.0", supported("1.0.0", "1.0.0")), peer_unsupported},
    });
}

TEST(S17, Rule3NoCommonVersion) {
    static const auto recent = [] { return local(1500, "2.0.0", "3.0.0"); };
    run({
        {"peer's version below what we support", recent, peer("1.9.9"), "INCOMPATIBLE NO_COMMON_VERSION PEER 0"},
        {"peer's version at what we support", recent, peer("2.0.0"), "IDENTICAL VERSIONS NONE 0"},
        {"ours below what the peer supports", before, peer("1.1.0", supported("1.1.0", "3.0.0")),
         "INCOMPATIBLE NO_COMMON_VERSION LOCAL 0"},
        {"ours at what the peer supports", before, peer("1.1.0", supported("1.0.0", "3.0.0")),
         "UPGRADE_RECOMMENDED VERSIONS LOCAL 0"},
        {"we are too new", too_new, peer("1.0.0"), "INCOMPATIBLE LOCAL_TOO_NEW NONE 0"},
        {"peer is too new", before, peer("1.0.0", supported("2.0.0", "3.0.0")), "INCOMPATIBLE PEER_TOO_NEW NONE 0"},
        {"before rule 4", before, peer("1.1.0", both(supported("1.1.0", "3.0.0"), passed({second}, 2000, 1500))),
         "INCOMPATIBLE NO_COMMON_VERSION LOCAL 0"},
        {"before rule 5", recent, peer("1.0.0", supported("1.0.0", "9.0.0")), "INCOMPATIBLE NO_COMMON_VERSION PEER 0"},
        {"before rule 6", before, peer("2.0.0", supported("2.0.0", "3.0.0")), "INCOMPATIBLE NO_COMMON_VERSION LOCAL 0"},
    });
}

TEST(S17, Rule4Upgrades) {
    run({
        {"(a) peer's next is reached", before, peer("1.0.0", passed({}, 500, 400)), "INCOMPATIBLE LOCAL_STALE LOCAL 0"},
        {"(b) peer reached our next", before, peer("1.0.0", passed({}, 1000, 1000)), "INCOMPATIBLE PEER_STALE PEER 0"},
        {"(a) before (b)", before, peer("1.0.0", passed({}, 400, 1000)), "INCOMPATIBLE LOCAL_STALE LOCAL 0"},
        {"(c) syncing", after, peer("1.0.0", passed({}, 1000, 999)), "COMPATIBLE PEER_SYNCING NONE 0"},
        {"(c) stale", after, peer("1.0.0", passed({}, 0, 999)), "INCOMPATIBLE PEER_STALE PEER 0"},
        {"(d) we are syncing", before, peer("2.0.0", passed({second}, 2000, 1500)), "COMPATIBLE LOCAL_SYNCING NONE 0"},
        {"(e) no match", before, peer("1.0.0", passed({third}, 0, 1500)), "INCOMPATIBLE DIVERGED NONE 0"},
        {"equal", after, peer("2.0.0", passed({second}, 2000, 1999)), "IDENTICAL VERSIONS NONE 0"},
        {"equal: rule 7 compares the versions", after, peer("2.1.0", passed({second}, 2000, 1999)),
         "UPGRADE_RECOMMENDED VERSIONS LOCAL 0"},
        {"equal: rule 5 looks at the version", after, peer("1.0.0", passed({second}, 2000, 1999)), below_minimum},
        {"(c) before rule 5", after, peer("1.0.0", passed({}, 1000, 1)), "COMPATIBLE PEER_SYNCING NONE 0"},
        {"(d) before rule 6", before, peer("3.0.0", passed({second, third}, 0, 3000)), "COMPATIBLE LOCAL_SYNCING NONE 0"},
        {"(e) before rule 5", after, peer("1.0.0", passed({third}, 0, 1500)), "INCOMPATIBLE DIVERGED NONE 0"},
    });
    static const auto v1 = [] { return local(500, "1.0.0", "1.9.9"); };
    run({{"(d) beyond our support", v1, peer("2.0.0", passed({second}, 2000, 1500)),
          "INCOMPATIBLE LOCAL_UNSUPPORTED LOCAL 0"}});
}

TEST(S17, Rule5NetworkMinimum) {
    static const auto lenient = [] { return local(500, "0.5.0", "3.0.0"); };
    run({
        {"below", after, peer("1.9.9"), below_minimum},
        {"a pre-release of it", after, peer("2.0.0-rc.1"), below_minimum},
        {"at it", after, peer("2.0.0"), "IDENTICAL VERSIONS NONE 0"},
        {"at it but for the build", after, peer("2.0.0+b"), "IDENTICAL VERSIONS NONE 0"},
        {"genesis is the minimum at first", lenient, peer("1.0.0-rc.1"), below_minimum},
        {"with another MAJOR, before rule 7", lenient, peer("0.9.0"), below_minimum},
    });
}

TEST(S17, Rule6ReadyPeers) {
    static const auto v1 = [] { return local(500, "1.0.0", "1.0.0"); };
    static const auto v2 = [] { return local(500, "1.0.0", "2.0.0"); };
    static const auto v2_reached = [] { return local(1000, "1.0.0", "2.0.0"); };
    static const auto unaware = [] { return local(500, "1.0.0", "1.0.0", {}); };
    run({
        {"the next upgrade's MAJOR", v1, peer("2.0.0"), "UPGRADE_RECOMMENDED PEER_READY LOCAL 1000"},
        {"a later version of that MAJOR", v1, peer("2.7.0"), "UPGRADE_RECOMMENDED PEER_READY LOCAL 1000"},
        {"a later upgrade's MAJOR", v1, peer("3.0.0"), "UPGRADE_RECOMMENDED PEER_READY LOCAL 1000"},
        {"a later upgrade's MAJOR, which we do not support", v2, peer("3.0.0"), "UPGRADE_RECOMMENDED PEER_READY LOCAL 2000"},
        {"a MAJOR that nothing targets", v1, peer("4.0.0"), "INCOMPATIBLE VERSIONS LOCAL 0"},
        {"no such upgrade scheduled", unaware, peer("2.0.0"), "INCOMPATIBLE VERSIONS LOCAL 0"},
        {"the upgrade is active", v2_reached, peer("2.0.0"), "IDENTICAL VERSIONS NONE 2000"},
        {"the MAJOR is not above ours", v1, peer("1.1.0"), "UPGRADE_RECOMMENDED VERSIONS LOCAL 1000"},
    });
}

TEST(S17, Rule7Versions) {
    run({
        {"identical", before, peer("1.0.0"), "IDENTICAL VERSIONS NONE 0"},
        {"features and NEPs do not count", before, peer("1.0.0", {{"features", {"x"}}, {"active_neps", {"NEP-900"}}}),
         "IDENTICAL VERSIONS NONE 0"},
        {"patch", before, peer("1.0.7"), "COMPATIBLE VERSIONS NONE 0"},
        {"minor", before, peer("1.7.0"), "UPGRADE_RECOMMENDED VERSIONS LOCAL 0"},
        {"pre-release", before, peer("1.0.1-rc.1"), "UPGRADE_RECOMMENDED VERSIONS LOCAL 0"},
        {"major", before, peer("9.0.0"), "INCOMPATIBLE VERSIONS LOCAL 0"},
        {"unknown keys", before, peer("1.0.0", {{"x", {{"y", 1}}}, {"supports", "2.0.0"}}), "IDENTICAL VERSIONS NONE 0"},
    });
}

TEST(S17, CutHeight) {
    static const auto v1 = [] { return local(500, "1.0.0", "1.0.0"); };
    static const auto v2 = [] { return local(500, "1.0.0", "2.0.0"); };
    run({
        {"neither is cut", before, peer("1.0.0", supported("1.0.0", "3.0.0")), "IDENTICAL VERSIONS NONE 0"},
        {"peer at the first", before, peer("1.0.0", supported("1.0.0", "1.9.9")), "IDENTICAL VERSIONS NONE 1000"},
        {"peer at the second", before, peer("1.0.0", supported("1.0.0", "2.9.9")), "IDENTICAL VERSIONS NONE 2000"},
        {"we at the first", v1, peer("1.0.0", supported("1.0.0", "2.0.0")), "IDENTICAL VERSIONS NONE 1000"},
        {"we at the second, peer at the first", v2, peer("1.0.0", supported("1.0.0", "1.0.0")), "IDENTICAL VERSIONS NONE 1000"},
        {"we at the second, peer never", v2, peer("1.0.0", supported("1.0.0", "3.0.0")), "IDENTICAL VERSIONS NONE 2000"},
        {"next earlier than ours", before, peer("1.0.0", passed({}, 900, 500)), "IDENTICAL VERSIONS NONE 900"},
        {"next later than ours", before, peer("1.0.0", passed({}, 1100, 500)), "IDENTICAL VERSIONS NONE 1000"},
        {"no next", before, peer("1.0.0", passed({}, 0, 500)), "IDENTICAL VERSIONS NONE 1000"},
        {"same next", before, peer("1.0.0", passed({}, 1000, 500)), "IDENTICAL VERSIONS NONE 0"},
        {"next before the one we lack", v2, peer("1.0.0", passed({}, 900, 500)), "IDENTICAL VERSIONS NONE 900"},
        {"a syncing peer, later", after, peer("1.0.0", both(supported("1.0.0", "2.0.0"), passed({}, 1000, 1))),
         "COMPATIBLE PEER_SYNCING NONE 2000"},
        {"a minor difference", v2, peer("1.1.0"), "UPGRADE_RECOMMENDED VERSIONS LOCAL 2000"},
    });
}

TEST(S17, BothSidesOfAPair) {
    const Json minor = nep("NEP-001", "1.1.0", 100);
    const struct {
        const char* name;
        Manager a, b;
        const char *a_says, *b_says;
    } pairs[] = {
        {"rule 3: a supports no version as new as b's", local(500, "1.0.0", "1.0.0", {minor}),
         local(500, "1.1.0", "1.1.0", {minor}), "INCOMPATIBLE NO_COMMON_VERSION LOCAL 0",
         "INCOMPATIBLE NO_COMMON_VERSION PEER 0"},
        {"rule 4(a), (b): a has not heard of the upgrade", local(1500, "1.0.0", "1.0.0", {}), before(),
         "INCOMPATIBLE LOCAL_STALE LOCAL 0", "INCOMPATIBLE PEER_STALE PEER 0"},
        {"rule 4(c), (e): likewise, and b has passed it", local(1500, "1.0.0", "9.0.0", {}), after(),
         "INCOMPATIBLE DIVERGED NONE 0", "INCOMPATIBLE PEER_STALE PEER 0"},
        {"rule 4(c), (d): a syncs", before(), after(), "COMPATIBLE LOCAL_SYNCING NONE 0", "COMPATIBLE PEER_SYNCING NONE 0"},
        {"rule 4(e): other upgrades", local(1500, "1.0.0", "9.0.0", {nep("NEP-009", "2.0.0", 1000)}), after(),
         "INCOMPATIBLE DIVERGED NONE 0", "INCOMPATIBLE DIVERGED NONE 0"},
        {"rule 4: other schedules ahead", local(500, "1.0.0", "9.0.0", {nep("NEP-009", "2.0.0", 800)}), before(),
         "IDENTICAL VERSIONS NONE 800", "IDENTICAL VERSIONS NONE 800"},
        {"rule 7: a lacks a minor upgrade", local(500, "1.0.0", "1.0.0", {minor}), local(500, "1.0.0", "1.1.0", {minor}),
         "UPGRADE_RECOMMENDED VERSIONS LOCAL 0", "UPGRADE_RECOMMENDED VERSIONS PEER 0"},
    };
    for (const auto& [name, a, b, a_says, b_says] : pairs) {
        SCOPED_TRACE(name);
        EXPECT_EQ(check(a, b), a_says);
        EXPECT_EQ(check(b, a), b_says);
    }
}

}  // namespace
