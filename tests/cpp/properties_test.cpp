// What holds for every schedule and every way to reach a height (S8, S12, S13, S16, S19), on random ones.
#include "random_ledger.hpp"

namespace {

using namespace upgrade_test;

constexpr int rounds = 60;

Manager new_node(const Triple& supported_max) {
    return Manager({.supported_min = Version(0, 0, 0), .supported_max = Version::parse(text(supported_max))});
}

Triple random_support(Random& random, const Ledger& ledger) {
    return random.percent(40) ? Triple{99, 0, 0} : random.pick(ledger.versions());
}

void expect_version(const Version& got, const State& want) {
    EXPECT_EQ(got.string(), text(want.version));
    const auto features = got.features();
    EXPECT_TRUE(std::equal(features.begin(), features.end(), want.features.begin(), want.features.end())) << got.to_json();
    const auto neps = got.active_neps();
    EXPECT_TRUE(std::equal(neps.begin(), neps.end(), want.neps.begin(), want.neps.end())) << got.to_json();
}

void expect_state(const Manager& manager, const Ledger& ledger, const Triple& supported_max) {
    const std::uint64_t height = manager.height();
    SCOPED_TRACE("at " + std::to_string(height) + ", supports " + text(supported_max));
    const State& network = ledger.network_at(height);
    expect_version(manager.network_version(), network);
    EXPECT_EQ(manager.network_minimum().string(), text(network.minimum));
    expect_version(manager.current_version(), ledger.spoken_at(height, supported_max));
    EXPECT_EQ(manager.status() == NodeStatus::must_upgrade, ledger.halts(height, supported_max));
    EXPECT_EQ(upgrade_digest(manager), short_hex(mainnet_chain(ledger.passed(height, supported_max))));
    EXPECT_EQ(manager.upgrade_id().next, ledger.next(height, supported_max));
    for (const char* const role : {"training", "inference"}) {
        const auto roles = manager.network().roles();
        const auto required = std::find_if(roles.begin(), roles.end(), [&](const auto& r) { return r.name == role; });
        const State& spoken = ledger.spoken_at(height, supported_max);
        const bool has_all = std::all_of(required->required_features.begin(), required->required_features.end(),
                                         [&](std::string_view name) { return spoken.features.contains(std::string(name)); });
        EXPECT_EQ(manager.can_participate(role).allowed, has_all && !ledger.halts(height, supported_max)) << role;
    }
}

/// The state of a node that learns everything in order and goes to the height in one step.
std::string straight(const Ledger& ledger, const Triple& supported_max, std::uint64_t height) {
    Manager manager = new_node(supported_max);
    for (const Entry& entry : ledger.entries) manager.schedule_nep(entry.json.dump());
    advance(manager, height);
    return everything(manager);
}

/// One random thing that may happen to a node; what it learns leaves `unknown`.
void live(Random& random, Manager& manager, std::vector<Json>& unknown, std::uint64_t last_height) {
    switch (random.up_to(4)) {
        case 0: advance(manager, manager.height() + random.up_to(1 + (last_height / 4))); break;
        case 1: manager.rewind(random.up_to(manager.height()), announced); break;
        case 2: (void)everything(manager); break;
        default:
            if (unknown.empty()) break;
            const std::string json = unknown.back().dump();
            const bool ahead = unknown.back().at("activation_height") > manager.height();
            const std::string before = everything(manager);
            const std::string failed =
                failure_status([&] { ahead&& random.percent(50) ? manager.schedule_nep(json) : manager.catch_up_nep(json); });
            if (failed.empty()) {
                unknown.pop_back();
            } else {  // it rests on others that are not known yet
                EXPECT_EQ(failed, "NSV_ERROR_CONFLICT");
                EXPECT_EQ(everything(manager), before);
                random.shuffle(unknown);
            }
    }
}

TEST(Properties, TheStateIsAFunctionOfScheduleAndHeight) {
    Random random;
    for (int round = 0; round < rounds; ++round) {
        SCOPED_TRACE("round " + std::to_string(round));
        const Ledger ledger = random_ledger(random, random.up_to(10), false);
        const Triple supported_max = random_support(random, ledger);
        Manager manager = new_node(supported_max);
        advance(manager, 0);
        std::vector<Json> unknown;
        for (const Entry& entry : ledger.entries) unknown.push_back(entry.json);
        random.shuffle(unknown);
        for (int step = 0; !unknown.empty(); ++step) {
            ASSERT_LT(step, 5000) << unknown.back();
            live(random, manager, unknown, ledger.last_height());
        }
        for (int step = 0; step < 12; ++step) {
            live(random, manager, unknown, ledger.last_height());
            expect_state(manager, ledger, supported_max);
        }
        advance(manager, manager.height());  // the time of the last report is part of the status
        EXPECT_EQ(everything(manager), straight(ledger, supported_max, manager.height()));
        if (HasFailure()) break;
    }
}

TEST(Properties, VersionsNeverRegressAsTheHeightGrows) {
    Random random;
    for (int round = 0; round < rounds; ++round) {
        SCOPED_TRACE("round " + std::to_string(round));
        const Ledger ledger = random_ledger(random, random.up_to(12), false);
        const Triple supported_max = random_support(random, ledger);
        Manager manager = new_node(supported_max);
        for (const Entry& entry : ledger.entries) manager.schedule_nep(entry.json.dump());
        for (std::uint64_t height = 0; height <= ledger.last_height() + 2; ++height) {
            const Version network = manager.network_version();
            const Version minimum = manager.network_minimum();
            const Version spoken = manager.current_version();
            const bool halted = manager.status() == NodeStatus::must_upgrade;
            advance(manager, height);
            EXPECT_LE(network, manager.network_version());
            EXPECT_LE(minimum, manager.network_minimum());
            EXPECT_LE(spoken, manager.current_version());
            EXPECT_LE(manager.current_version(), manager.network_version());
            EXPECT_TRUE(!halted || manager.status() == NodeStatus::must_upgrade) << "only software ends a halt";
            if (height % 10 == 0) expect_state(manager, ledger, supported_max);
        }
        if (HasFailure()) break;
    }
}

TEST(Properties, ReadingAPrintedNepAgainChangesNothing) {
    Random random;
    for (int round = 0; round < rounds; ++round) {
        SCOPED_TRACE("round " + std::to_string(round));
        const Ledger ledger = random_ledger(random, random.up_to(10), false);
        Manager manager = new_node({99, 0, 0});
        for (const Entry& entry : ledger.entries) manager.schedule_nep(entry.json.dump());
        advance(manager, random.up_to(ledger.last_height() + 1));
        Manager copy = new_node({99, 0, 0});
        advance(copy, manager.height());
        for (const std::string& json : manager.neps()) copy.catch_up_nep(json);
        EXPECT_EQ(everything(copy), everything(manager));
        const std::string before = everything(manager);
        for (const std::string& json : copy.neps()) {
            manager.catch_up_nep(json);
            manager.schedule_nep(json);
        }
        EXPECT_EQ(everything(manager), before);
        for (std::size_t i = 0; i < ledger.entries.size(); ++i) {
            const Json printed = Json::parse(manager.neps()[i]);
            for (const auto& [key, value] : ledger.entries[i].json.items()) EXPECT_EQ(printed.at(key), value) << key;
            EXPECT_EQ(printed.at("effect_hash"), hex(effect_hash(ledger.entries[i].json)));
        }
        if (HasFailure()) break;
    }
}

std::string transcript(std::string_view a, std::string_view b) {
    const auto digest = neuroshard::transcript_digest(a, b);
    EXPECT_EQ(neuroshard::transcript_digest(b, a), digest) << "whichever comes first";
    return {digest.begin(), digest.end()};
}

TEST(Properties, TheTranscriptDependsOnEveryByteOfBoth) {
    Random random;
    const Ledger ledger = random_ledger(random, 5, false);
    Manager manager = new_node({99, 0, 0});
    for (const Entry& entry : ledger.entries) manager.schedule_nep(entry.json.dump());
    const std::string early = manager.advertisement();
    advance(manager, ledger.last_height());
    const std::string late = manager.advertisement();
    std::set<std::string> seen = {transcript(early, late), transcript(early, early), transcript(late, late)};
    std::size_t expected_size = 3;
    for (const bool first : {true, false}) {
        for (std::size_t i = 0; i < (first ? early : late).size(); ++i) {
            std::string changed = first ? early : late;
            changed[i] = static_cast<char>(changed[i] ^ (1 << random.up_to(7)));
            seen.insert(first ? transcript(changed, late) : transcript(early, changed));
            EXPECT_EQ(seen.size(), ++expected_size) << "byte " << i;
        }
    }
    // The same bytes, divided elsewhere.
    const std::string all = early + late;
    for (std::size_t size = 0; size < all.size(); ++size) {
        if (size == early.size()) continue;
        const std::string digest = transcript(all.substr(0, size), all.substr(size));
        EXPECT_FALSE(seen.contains(digest)) << size;
    }
}

}  // namespace
