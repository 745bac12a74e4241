// The figure of a major upgrade, moment by moment: what works, who is told what, and who is cut at the activation block (S8,
// S12, S14, S17, S20). Beside it the upgrades that cut nobody, and the one that cuts without raising MAJOR.
#include "upgrade_helpers.hpp"

namespace {

using namespace upgrade_test;

constexpr std::uint64_t H = 4464;  // 31 days of 144 blocks
constexpr std::uint64_t block_time = 600;
static_assert(announced + (H * block_time) == expected);

const Json v2 = nep("NEP-002", "2.0.0", H, {{"adds", {"mtp"}}});

/// A moment of the figure. What is seen by time and blocks is the same for every node.
struct Moment {
    const char* name;
    std::uint64_t height;
    std::uint64_t seconds;  // since the announcement
    const char* phase;
    std::uint64_t days_left;
};

const Moment moments[] = {
    {"day 0", 0, 0, "approved", 31},
    {"a second later", 0, 1, "approved", 31},
    {"day 1", 144, day, "approved", 30},
    {"the second before day 14", 2015, (14 * day) - 1, "approved", 18},
    {"day 14", 2016, 14 * day, "grace", 17},
    {"the second before day 30", 4319, (30 * day) - 1, "grace", 2},
    {"day 30", 4320, 30 * day, "deadline_passed", 1},
    {"H-2", H - 2, (31 * day) - (2 * block_time), "deadline_passed", 1},
    {"H-1", H - 1, (31 * day) - block_time, "deadline_passed", 1},
    {"the block before H is late", H - 1, 33 * day, "deadline_passed", 0},
    {"H, day 31", H, 31 * day, "active", 0},
    {"H+1", H + 1, (31 * day) + block_time, "active", 0},
    {"H+2", H + 2, (31 * day) + (2 * block_time), "active", 0},
    {"H comes early", H, 20 * day, "active", 0},
};

Manager at(const Moment& moment, std::string_view supported_max, const Json& upgrade = v2) {
    Manager manager = node("1.0.0", supported_max, {upgrade});
    manager.advance(moment.height, announced + moment.seconds);
    return manager;
}

void expect_participation(const Manager& manager, bool allowed) {
    const std::pair<neuroshard::Participation, std::string> answers[] = {
        {manager.can_participate_in_training(), "Ready for training"},
        {manager.can_participate_in_inference(), "Ready for inference"},
        {manager.can_participate("training"), "Ready for training"},
        {manager.can_participate("inference"), "Ready for inference"}};
    for (const auto& [answer, ready] : answers) {
        EXPECT_EQ(answer.allowed, allowed);
        if (allowed) {
            EXPECT_EQ(answer.reason, ready);
        } else {
            for (const char* const part : {"NEP-002", "4464", "2.0.0"}) expect_contains(answer.reason, part);
        }
    }
}

TEST(UpgradeFigure, PhaseDaysAndBlocksLeftAreTheSameForEveryNode) {
    for (const Moment& moment : moments) {
        SCOPED_TRACE(moment.name);
        for (const char* const supported_max : {"1.0.0", "2.0.0"}) {
            const Json known = known_nep(at(moment, supported_max), "NEP-002");
            EXPECT_EQ(known.at("phase"), moment.phase);
            EXPECT_EQ(known.at("days_left"), moment.days_left);
            EXPECT_EQ(known.at("blocks_left"), moment.height < H ? H - moment.height : 0);
            EXPECT_EQ(known.at("status"), moment.height < H ? "scheduled" : "active");
            EXPECT_EQ(known.at("breaking"), true);
            EXPECT_EQ(known.at("grace_from"), announced + (14 * day));
            EXPECT_EQ(known.at("deadline"), announced + (30 * day));
        }
    }
}

TEST(UpgradeFigure, AV1NodeWorksUntilTheActivationBlock) {
    for (const Moment& moment : moments) {
        SCOPED_TRACE(moment.name);
        const bool before = moment.height < H;
        const Manager v1 = at(moment, "1.0.0");
        EXPECT_EQ(v1.status(), before ? NodeStatus::upgrade_recommended : NodeStatus::must_upgrade);
        EXPECT_EQ(v1.current_version().string(), "1.0.0");
        EXPECT_TRUE(v1.current_version().active_neps().empty());
        EXPECT_EQ(v1.network_version().string(), before ? "1.0.0" : "2.0.0");
        EXPECT_EQ(v1.network_minimum().string(), before ? "1.0.0" : "2.0.0");
        EXPECT_EQ(advertised(v1).contains("halted"), !before);
        EXPECT_EQ(v1.upgrade_id().next, H) << "a halted node has not passed the upgrade it cannot run";
        EXPECT_EQ(known_nep(v1, "NEP-002").at("supported"), false);
        for (const char* const part : {"2.0.0", "4464"}) expect_contains(status(v1).at("message").get<std::string>(), part);
        expect_participation(v1, before);
    }
}

TEST(UpgradeFigure, AV2NodeWorksThroughout) {
    for (const Moment& moment : moments) {
        SCOPED_TRACE(moment.name);
        const bool before = moment.height < H;
        const Manager node = at(moment, "2.0.0");
        EXPECT_EQ(node.status(), NodeStatus::compatible);
        EXPECT_EQ(status(node).at("message"), "");
        const Version version = node.current_version();
        EXPECT_EQ(version.string(), before ? "1.0.0" : "2.0.0");
        EXPECT_EQ(version.features().size(), before ? 7U : 8U);
        EXPECT_EQ(version.supports_feature("mtp"), !before);
        EXPECT_EQ(version.active_neps(), before ? std::vector<std::string_view>{} : std::vector<std::string_view>{"NEP-002"});
        EXPECT_EQ(node.network_version().string(), before ? "1.0.0" : "2.0.0");
        EXPECT_EQ(node.network_minimum().string(), before ? "1.0.0" : "2.0.0");
        EXPECT_FALSE(advertised(node).contains("halted"));
        EXPECT_EQ(node.upgrade_id().next, before ? H : 0);
        EXPECT_EQ(known_nep(node, "NEP-002").at("supported"), true);
        expect_participation(node, true);
    }
}

TEST(UpgradeFigure, ConnectionsAtTheSameMoment) {
    const struct {
        const char *local, *peer, *before, *after;
    } pairs[] = {
        {"1.0.0", "1.0.0", "IDENTICAL VERSIONS NONE 4464", "INCOMPATIBLE LOCAL_HALTED LOCAL 0"},
        {"1.0.0", "2.0.0", "IDENTICAL VERSIONS NONE 4464", "INCOMPATIBLE LOCAL_HALTED LOCAL 0"},
        {"2.0.0", "1.0.0", "IDENTICAL VERSIONS NONE 4464", "INCOMPATIBLE PEER_HALTED PEER 0"},
        {"2.0.0", "2.0.0", "IDENTICAL VERSIONS NONE 0", "IDENTICAL VERSIONS NONE 0"},
    };
    for (const Moment& moment : moments) {
        for (const auto& [local, peer, before, after] : pairs) {
            SCOPED_TRACE(std::string(moment.name) + ", " + local + " meets " + peer);
            EXPECT_EQ(check(at(moment, local), at(moment, peer)), moment.height < H ? before : after);
        }
    }
}

TEST(UpgradeFigure, ConnectionsAcrossTheActivationBlock) {
    const Moment h_minus_1 = {"", H - 1, (31 * day) - block_time, "", 0};
    const Moment h = {"", H, 31 * day, "", 0};
    const struct {
        const char *early, *late, *early_says, *late_says;
    } pairs[] = {
        {"1.0.0", "1.0.0", "INCOMPATIBLE PEER_HALTED PEER 0", "INCOMPATIBLE LOCAL_HALTED LOCAL 0"},
        {"1.0.0", "2.0.0", "INCOMPATIBLE LOCAL_UNSUPPORTED LOCAL 0", "INCOMPATIBLE PEER_UNSUPPORTED PEER 0"},
        {"2.0.0", "1.0.0", "INCOMPATIBLE PEER_HALTED PEER 0", "INCOMPATIBLE LOCAL_HALTED LOCAL 0"},
        {"2.0.0", "2.0.0", "COMPATIBLE LOCAL_SYNCING NONE 0", "COMPATIBLE PEER_SYNCING NONE 0"},
    };
    for (const auto& [early, late, early_says, late_says] : pairs) {
        SCOPED_TRACE(std::string(early) + " at H-1 meets " + late + " at H");
        const Manager behind = at(h_minus_1, early);
        const Manager ahead = at(h, late);
        EXPECT_EQ(check(behind, ahead), early_says);
        EXPECT_EQ(check(ahead, behind), late_says);
    }
}

TEST(UpgradeFigure, APeerOfWhichOnlyTheVersionIsKnown) {
    const Moment h_minus_1 = {"", H - 1, 31 * day, "", 0};
    const Moment h = {"", H, 31 * day, "", 0};
    const struct {
        const char *local, *peer, *before, *after;
    } pairs[] = {
        {"1.0.0", "1.0.0", "IDENTICAL VERSIONS NONE 4464", "INCOMPATIBLE LOCAL_HALTED LOCAL 0"},
        {"1.0.0", "2.0.0", "UPGRADE_RECOMMENDED PEER_READY LOCAL 4464", "INCOMPATIBLE LOCAL_HALTED LOCAL 0"},
        {"2.0.0", "1.0.0", "IDENTICAL VERSIONS NONE 0", "INCOMPATIBLE PEER_BELOW_MINIMUM PEER 0"},
        {"2.0.0", "2.0.0", "UPGRADE_RECOMMENDED PEER_READY NONE 0", "IDENTICAL VERSIONS NONE 0"},  // nothing left to upgrade
    };
    for (const auto& [local, peer, before, after] : pairs) {
        SCOPED_TRACE(std::string(local) + " meets a plain " + peer);
        EXPECT_EQ(text(at(h_minus_1, local).check_peer_compatibility(Version::parse(peer))), before);
        EXPECT_EQ(text(at(h, local).check_peer_compatibility(Version::parse(peer))), after);
    }
}

TEST(UpgradeFigure, MessagesSayWhoWhatAndWhen) {
    const Manager before = at({"", H - 1, 31 * day, "", 0}, "2.0.0");
    const Manager v1 = at({"", H - 1, 31 * day, "", 0}, "1.0.0");
    const std::string cut_soon = before.verdict_message(v1.current_version(), before.check_peer(v1.advertisement()));
    EXPECT_TRUE(cut_soon.starts_with("Identical version")) << cut_soon;
    expect_contains(cut_soon, "4464");
    const Manager after = at({"", H, 31 * day, "", 0}, "2.0.0");
    const std::string cut = after.verdict_message(Version(1, 0, 0), after.check_peer_compatibility(Version(1, 0, 0)));
    EXPECT_TRUE(cut.starts_with("Incompatible versions: you have 2.0.0, peer has 1.0.0")) << cut;
    expect_contains(cut, "peer must upgrade");
}

TEST(MinorUpgradeFigure, AnOldNodeKeepsWorkingAndIsToldToUpgrade) {
    const Json minor = nep("NEP-001", "1.1.0", H, {{"adds", {"mtp"}}, {"expected_activation_time", announced}});
    for (const Moment& moment : moments) {
        SCOPED_TRACE(moment.name);
        const bool before = moment.height < H;
        const Manager old = at(moment, "1.0.0", minor);
        const Manager capable = at(moment, "1.1.0", minor);
        EXPECT_EQ(old.status(), before ? NodeStatus::compatible : NodeStatus::upgrade_recommended);
        EXPECT_EQ(capable.status(), NodeStatus::compatible);
        EXPECT_EQ(old.current_version().to_json(), Version::current().to_json());
        EXPECT_EQ(capable.current_version().string(), before ? "1.0.0" : "1.1.0");
        EXPECT_EQ(capable.current_version().supports_feature("mtp"), !before);
        EXPECT_EQ(capable.current_version().supports_feature("diloco"), true);
        for (const Manager* const each : {&old, &capable}) {
            EXPECT_EQ(each->network_version().string(), before ? "1.0.0" : "1.1.0");
            EXPECT_EQ(each->network_minimum().string(), "1.0.0");
            EXPECT_EQ(each->upgrade_id().next, 0U) << "it cuts nobody";
            EXPECT_EQ(known_nep(*each, "NEP-001").at("breaking"), false);
            EXPECT_EQ(known_nep(*each, "NEP-001").at("phase"), before ? "approved" : "active");
            expect_participation(*each, true);
        }
        const char* const equal = "IDENTICAL VERSIONS NONE 0";
        EXPECT_EQ(check(old, old), equal);
        EXPECT_EQ(check(capable, capable), equal);
        EXPECT_EQ(check(old, capable), before ? equal : "UPGRADE_RECOMMENDED VERSIONS LOCAL 0");
        EXPECT_EQ(check(capable, old), before ? equal : "UPGRADE_RECOMMENDED VERSIONS PEER 0");
    }
}

TEST(BreakingMinorUpgrade, CutsLikeAMajorOne) {
    const Json breaking = nep("NEP-002", "1.1.0", H, {{"backward_compatible", false}});
    const Moment h_minus_1 = {"", H - 1, (31 * day) - block_time, "", 0};
    const Moment h = {"", H, 31 * day, "", 0};
    EXPECT_EQ(at(h_minus_1, "1.0.0", breaking).status(), NodeStatus::upgrade_recommended);
    EXPECT_EQ(check(at(h_minus_1, "1.0.0", breaking), at(h_minus_1, "1.1.0", breaking)), "IDENTICAL VERSIONS NONE 4464");
    const Manager old = at(h, "1.0.0", breaking);
    const Manager capable = at(h, "1.1.0", breaking);
    EXPECT_EQ(old.status(), NodeStatus::must_upgrade);
    EXPECT_FALSE(old.can_participate_in_training().allowed);
    EXPECT_EQ(capable.network_minimum().string(), "1.1.0");
    EXPECT_EQ(check(old, capable), "INCOMPATIBLE LOCAL_HALTED LOCAL 0");
    EXPECT_EQ(check(capable, old), "INCOMPATIBLE PEER_HALTED PEER 0");
    EXPECT_EQ(text(capable.check_peer_compatibility(Version(1, 0, 0))), "INCOMPATIBLE PEER_BELOW_MINIMUM PEER 0");
}

TEST(PatchUpgrade, IsFullyCompatibleSoNobodyNeedsToUpgrade) {
    const Json patch = nep("NEP-001", "1.0.1", H);
    const Moment h = {"", H, 31 * day, "", 0};
    EXPECT_EQ(check(at(h, "1.0.0", patch), at(h, "1.0.1", patch)), "COMPATIBLE VERSIONS NONE 0");
    EXPECT_EQ(check(at(h, "1.0.1", patch), at(h, "1.0.0", patch)), "COMPATIBLE VERSIONS NONE 0");
    EXPECT_EQ(at(h, "1.0.0", patch).status(), NodeStatus::upgrade_recommended);
}

TEST(SoftwareThatIsTooNew, WaitsForTheActivationBlock) {
    Manager manager = node("2.0.0", "2.0.0", {v2});
    manager.advance(H - 1, expected);
    EXPECT_EQ(manager.status(), NodeStatus::too_new);
    EXPECT_FALSE(manager.can_participate_in_training().allowed);
    EXPECT_EQ(check(manager, at({"", H - 1, 0, "", 0}, "2.0.0")), "INCOMPATIBLE LOCAL_TOO_NEW NONE 0");
    EXPECT_EQ(check(at({"", H - 1, 0, "", 0}, "2.0.0"), manager), "INCOMPATIBLE PEER_TOO_NEW NONE 0");
    manager.advance(H, expected);
    EXPECT_EQ(manager.status(), NodeStatus::compatible);
    EXPECT_TRUE(manager.can_participate_in_training().allowed);
    EXPECT_EQ(check(manager, at({"", H, 0, "", 0}, "2.0.0")), "IDENTICAL VERSIONS NONE 0");
}

}  // namespace
