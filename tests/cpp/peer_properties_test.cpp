// What holds between any two nodes of one network (S16 to S18), and for a count over many (readiness), on random ones.
#include <map>

#include "random_ledger.hpp"

namespace {

using namespace upgrade_test;
using neuroshard::Reason;

constexpr int rounds = 40;

/// What a node believes to be the schedule. Where two nodes know another content of a NEP, they know it for another height.
std::vector<Json> random_knowledge(Random& random, const Ledger& ledger) {
    std::vector<Json> known;
    const std::uint64_t kind = random.up_to(9);
    const std::uint64_t part = random.up_to(ledger.entries.size());
    for (std::size_t i = 0; i < ledger.entries.size(); ++i) {
        Json json = ledger.entries[i].json;
        if (kind < 2 && i >= part) break;               // has not heard of the last ones
        if (kind == 2 && random.percent(30)) continue;  // has missed some
        if (kind == 3 && i == part) {                   // has another one in its place
            json["activation_height"] = ledger.entries[i].height + 5;
            if (i % 2 == 0) json["adds"] = {"y"};
        }
        known.push_back(std::move(json));
    }
    return known;
}

Manager random_node(Random& random, const Ledger& ledger) {
    auto versions = ledger.versions();
    const Triple max = random.percent(60) ? Triple{99, 0, 0} : random.pick(versions);
    const Triple min = std::min(max, random.percent(80) ? Triple{1, 0, 0} : random.pick(versions));
    Manager manager(
        {.supported_min = Version::parse(text(min)), .supported_max = Version::parse(text(max)), .grease = random.percent(50)});
    for (const Json& json : random_knowledge(random, ledger)) {
        // Without the ones that were missed, others may not fit: then the node does not have them either.
        const std::string failed = failure_status([&] { manager.catch_up_nep(json.dump()); });
        EXPECT_TRUE(failed.empty() || failed == "NSV_ERROR_CONFLICT") << failed;
    }
    advance(manager, random.up_to(ledger.last_height() + 10));
    return manager;
}

std::vector<Manager> random_nodes(Random& random, std::size_t count) {
    const Ledger ledger = random_ledger(random, random.up_to(7), true);
    std::vector<Manager> nodes;
    for (std::size_t i = 0; i < count; ++i) nodes.push_back(random_node(random, ledger));
    return nodes;
}

/// How many breaking upgrades the node has passed.
std::size_t passed(const Manager& manager) {
    const auto neps = manager.neps();
    return static_cast<std::size_t>(std::count_if(neps.begin(), neps.end(), [](const std::string& text) {
        const Json json = Json::parse(text);
        return json.at("status") == "active" && json.at("breaking") == true && json.at("supported") == true;
    }));
}

std::vector<std::string> schedule(const Manager& manager) {
    std::vector<std::string> hashes;
    for (const std::string& json : manager.neps()) hashes.push_back(Json::parse(json).at("effect_hash"));
    return hashes;
}

/// A side that is ahead by more than one upgrade may take a peer for syncing that does not know the later ones (EIP-2124).
bool is_the_documented_exception(const Manager& accepts, const Verdict& yes, const Manager& rejects, const Verdict& no) {
    return yes.reason == Reason::peer_syncing && no.reason == Reason::diverged && passed(accepts) >= passed(rejects) + 2;
}

TEST(PeerProperties, BothSidesAgreeOnWhetherTheyCanTalk) {
    Random random;
    std::map<std::string, int> seen;
    for (int round = 0; round < rounds; ++round) {
        const auto nodes = random_nodes(random, 12);
        for (const Manager& a : nodes) {
            for (const Manager& b : nodes) {
                const Verdict a_says = a.check_peer(b.advertisement());
                const Verdict b_says = b.check_peer(a.advertisement());
                ++seen[std::string(to_string(a_says.reason))];
                if (a_says.can_talk() != b_says.can_talk()) {
                    const bool exception = a_says.can_talk() ? is_the_documented_exception(a, a_says, b, b_says)
                                                             : is_the_documented_exception(b, b_says, a, a_says);
                    ASSERT_TRUE(exception) << "round " << round << '\n'
                                           << text(a_says) << " by " << a.status_json() << '\n'
                                           << text(b_says) << " by " << b.status_json();
                }
                EXPECT_TRUE(a_says.can_talk() || a_says.cut_height == 0);
                if (a_says.can_talk() && b_says.can_talk() && schedule(a) == schedule(b)) {
                    EXPECT_EQ(a_says.cut_height, b_says.cut_height) << a.status_json() << '\n' << b.status_json();
                }
            }
        }
    }
    // The random nodes are worth something only if they get into every situation.
    for (const char* const reason : {"LOCAL_HALTED", "PEER_HALTED", "PEER_UNSUPPORTED", "LOCAL_STALE", "PEER_STALE",
                                     "PEER_SYNCING", "LOCAL_SYNCING", "LOCAL_UNSUPPORTED", "DIVERGED", "VERSIONS"}) {
        EXPECT_GT(seen[reason], 0) << reason;
    }
}

TEST(PeerProperties, BothSidesNegotiateTheSame) {
    Random random;
    int negotiated = 0;
    for (int round = 0; round < rounds; ++round) {
        const auto nodes = random_nodes(random, 10);
        for (const Manager& a : nodes) {
            for (const Manager& b : nodes) {
                if (!can_talk(a, b)) {
                    EXPECT_EQ(failure_status([&] { (void)a.negotiate(b.advertisement()); }), "NSV_ERROR_INCOMPATIBLE");
                    continue;
                }
                const Version together = a.negotiate(b.advertisement());
                ++negotiated;
                if (can_talk(b, a)) {
                    EXPECT_EQ(together.to_json(), b.negotiate(a.advertisement()).to_json());
                }
                EXPECT_EQ(together, std::min(a.current_version(), b.current_version()));
                for (const std::string_view name : together.features()) {
                    EXPECT_FALSE(name.starts_with("grease_"));
                    EXPECT_TRUE(a.current_version().supports_feature(name) && b.current_version().supports_feature(name));
                }
                for (const std::string_view name : a.current_version().features()) {
                    EXPECT_EQ(together.supports_feature(name), b.current_version().supports_feature(name)) << name;
                }
            }
        }
    }
    EXPECT_GT(negotiated, rounds);
}

TEST(PeerProperties, GreaseIsAdvertisedAndNeverNegotiatedEvenBetweenTwoThatAdvertiseTheSame) {
    Random random;
    std::set<std::string> names;
    for (int i = 0; i < 50; ++i) {
        Manager manager({.grease = true});
        Manager other({.grease = true});
        const std::uint64_t height = random.up_to(NSV_MAX_HEIGHT);
        advance(manager, height);
        advance(other, height);
        const auto features = advertised(manager).at("features").get<std::vector<std::string>>();
        for (const std::string& name : features) {
            if (name.starts_with("grease_")) names.insert(name);
        }
        EXPECT_EQ(manager.negotiate(other.advertisement()).to_json(), Version::current().to_json());
        EXPECT_EQ(manager.current_version().to_json(), Version::current().to_json());
        EXPECT_EQ(check(manager, other), "IDENTICAL VERSIONS NONE 0");
    }
    EXPECT_GT(names.size(), 25U) << "they change with the height";
}

/// Real advertisements, plain versions, what is not valid, and another network's.
std::vector<std::string> random_advertisements(Random& random, const std::vector<Manager>& nodes) {
    std::vector<std::string> all;
    for (int i = 0; i < 200; ++i) {
        Json json = advertised(nodes[static_cast<std::size_t>(random.up_to(nodes.size() - 1))]);
        if (random.percent(10)) json["network"] = "elsewhere";
        for (const char* const key : {"network", "supported", "height", "upgrade_id", "features"}) {
            if (random.percent(10)) json.erase(key);
        }
        if (random.percent(10)) json["major"] = random.up_to(3);
        if (random.percent(5)) json["minor"] = "x";
        all.push_back(random.percent(5) ? json.dump().substr(1) : json.dump());
    }
    return all;
}

/// The counts of docs/manager-json.md, from the verdict on each peer.
struct Count {
    std::uint64_t peers = 0, invalid = 0, can_talk = 0, ready = 0, undeclared = 0;
    std::map<std::string, std::uint64_t> versions, verdicts;
    std::map<std::uint64_t, std::uint64_t> cuts;
    bool operator==(const Count&) const = default;
};

Count naive_count(const Manager& observer, const std::vector<std::string>& advertisements) {
    Count count;
    for (const std::string& ad : advertisements) {
        Verdict verdict{};
        if (!failure([&] { verdict = observer.check_peer(ad); }).empty()) {
            ++count.invalid;
            continue;
        }
        const bool declares = Json::parse(ad).contains("supported");
        ++count.peers;
        ++count.versions[std::string(Version::from_json(ad).string())];
        ++count.verdicts[std::string(to_string(verdict.level)) + " " + std::string(to_string(verdict.reason))];
        if (verdict.can_talk()) ++count.can_talk;
        if (verdict.cut_height > 0) ++count.cuts[verdict.cut_height];
        if (!declares) ++count.undeclared;
        if (declares && verdict.can_talk() && verdict.cut_height == 0) ++count.ready;
    }
    return count;
}

Count counted(const Manager& observer, const std::vector<std::string>& advertisements) {
    neuroshard::Readiness readiness(observer);
    for (const std::string& ad : advertisements) (void)readiness.try_add(ad);
    const Json json = Json::parse(readiness.to_json());
    EXPECT_EQ(json.at("height"), observer.height());
    Count count{.peers = json.at("peers"),
                .invalid = json.at("invalid"),
                .can_talk = json.at("can_talk"),
                .ready = json.at("ready"),
                .undeclared = json.at("undeclared"),
                .versions = {},
                .verdicts = {},
                .cuts = {}};
    for (const Json& row : json.at("versions")) count.versions[row.at("version")] = row.at("peers");
    for (const Json& row : json.at("verdicts")) {
        count.verdicts[row.at("level").get<std::string>() + " " + row.at("reason").get<std::string>()] = row.at("peers");
    }
    for (const Json& row : json.at("cuts")) count.cuts[row.at("height")] = row.at("peers");
    return count;
}

TEST(PeerProperties, ReadinessCountsWhatCheckPeerSaysOfEach) {
    Random random;
    for (int round = 0; round < rounds; ++round) {
        const auto nodes = random_nodes(random, 10);
        Manager observer({.supported_min = Version(0, 0, 0), .supported_max = Version(99, 0, 0)});
        for (const std::string& json : nodes.front().neps()) observer.catch_up_nep(json);
        advance(observer, nodes.front().height());
        const auto advertisements = random_advertisements(random, nodes);
        const Count naive = naive_count(observer, advertisements);
        const Count got = counted(observer, advertisements);
        ASSERT_EQ(got.ready, naive.ready) << "of " << naive.peers << " peers, of which " << naive.can_talk << " can talk";
        ASSERT_EQ(got.cuts, naive.cuts);
        ASSERT_EQ(got.versions, naive.versions);
        ASSERT_EQ(got.verdicts, naive.verdicts);
        ASSERT_TRUE(got == naive) << "round " << round;
    }
}

}  // namespace
