// Random schedules, and what S8, S12 and S16 say about them, worked out a second time in the plainest way.
#ifndef NSV_TESTS_CPP_RANDOM_LEDGER_HPP
#define NSV_TESTS_CPP_RANDOM_LEDGER_HPP

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "upgrade_digest.hpp"

namespace upgrade_test {

/// Of all random tests; the environment variable NSV_TEST_SEED repeats a run.
inline std::uint64_t seed() {
    static const std::uint64_t value = [] {
        const char* const given = std::getenv("NSV_TEST_SEED");  // NOLINT(concurrency-mt-unsafe)
        const std::uint64_t chosen = given == nullptr ? std::random_device{}() : std::stoull(given);
        std::cout << "NSV_TEST_SEED=" << chosen << '\n';
        return chosen;
    }();
    return value;
}

class Random {
public:
    Random() : engine_(seed()) {}
    std::uint64_t up_to(std::uint64_t most) { return std::uniform_int_distribution<std::uint64_t>(0, most)(engine_); }
    bool percent(std::uint64_t share) { return up_to(99) < share; }
    template <typename Elements>
    auto pick(const Elements& elements) {
        return *std::next(elements.begin(), static_cast<std::ptrdiff_t>(up_to(elements.size() - 1)));
    }
    template <typename Elements>
    void shuffle(Elements& elements) {
        std::shuffle(elements.begin(), elements.end(), engine_);
    }

private:
    std::mt19937_64 engine_;
};

using Triple = std::array<std::uint64_t, 3>;

inline std::string text(const Triple& version) {
    return std::to_string(version[0]) + "." + std::to_string(version[1]) + "." + std::to_string(version[2]);
}

struct State {
    Triple version = {1, 0, 0}, minimum = {1, 0, 0};
    std::set<std::string> features;
    std::vector<std::string> neps;
};

/// A NEP in its place in the schedule, and the state that it makes.
struct Entry {
    Json json;
    std::uint64_t height = 0;
    bool breaking = false;
    State after;
};

struct Ledger {
    State genesis;
    std::vector<Entry> entries;  // in S8 order

    std::uint64_t last_height() const { return entries.empty() ? 0 : entries.back().height; }

    const State& network_at(std::uint64_t height) const { return spoken_at(height, {UINT64_MAX, 0, 0}); }
    /// The state made by what is due and supported.
    const State& spoken_at(std::uint64_t height, const Triple& supported_max) const {
        const State* state = &genesis;
        for (const Entry& entry : entries) {
            if (entry.height <= height && entry.after.version <= supported_max) state = &entry.after;
        }
        return *state;
    }
    bool halts(std::uint64_t height, const Triple& supported_max) const { return supported_max < network_at(height).minimum; }
    std::vector<Json> passed(std::uint64_t height, const Triple& supported_max) const {
        std::vector<Json> jsons;
        for (const Entry& entry : entries) {
            if (entry.breaking && entry.height <= height && entry.after.version <= supported_max) jsons.push_back(entry.json);
        }
        return jsons;
    }
    /// Height of the first breaking NEP that is not passed, or 0.
    std::uint64_t next(std::uint64_t height, const Triple& supported_max) const {
        for (const Entry& entry : entries) {
            if (entry.breaking && (entry.height > height || entry.after.version > supported_max)) return entry.height;
        }
        return 0;
    }
    std::vector<Triple> versions() const {
        std::vector<Triple> all = {genesis.version};
        for (const Entry& entry : entries) all.push_back(entry.after.version);
        return all;
    }
};

/// Makes a ledger of mainnet, NEP by NEP. A feature is added once and removed once at most: then every part of the schedule
/// that holds the first NEPs can be learned in any order that is tried long enough.
class LedgerMaker {
public:
    LedgerMaker(Random& random, std::uint64_t size, bool distinct_heights) : random_(random) {
        const Version genesis = Version::current();
        for (const std::string_view name : genesis.features()) state_.features.emplace(name);
        ledger_.genesis = state_;
        std::vector<std::pair<std::uint64_t, std::uint64_t>> places;  // height and number
        std::set<std::uint64_t> numbers;
        for (std::uint64_t height = 0; places.size() < size;) {
            height += distinct_heights || places.empty() || random_.percent(70) ? 10 * (1 + random_.up_to(3)) : 0;
            const std::uint64_t number = 1 + random_.up_to(4000);
            if (numbers.insert(number).second) places.emplace_back(height, number);
        }
        std::sort(places.begin(), places.end());
        for (const auto& [height, number] : places) add(height, number);
    }
    Ledger take() { return std::move(ledger_); }

private:
    void add(std::uint64_t height, std::uint64_t number) {
        const std::string digits = std::to_string(number);
        const std::string id = "NEP-" + std::string(digits.size() < 3 ? 3 - digits.size() : 0, '0') + digits;
        const Triple old = state_.version;
        const Triple targets[] = {
            old, {old[0], old[1], old[2] + 1}, {old[0], old[1] + 1, 0}, {old[0] + 1, 0, 0}, {old[0] + 1, 2, 0}};
        const Triple target = random_.pick(std::vector(std::begin(targets), std::end(targets)));
        const bool flagged = random_.percent(25);
        Entry entry{.json = nep(id, text(target), height, {{"backward_compatible", !flagged}}),
                    .height = height,
                    .breaking = flagged || target[0] > old[0],
                    .after = {}};
        if (random_.percent(30)) entry.json["min_version"] = text(old);
        if (random_.percent(30)) entry.json["grace_days"] = random_.up_to(30);
        if (random_.percent(20)) entry.json["emergency"] = true;
        if (random_.percent(20)) entry.json["migration_steps"] = {"Wartet auf \u00e4lteres", "\u4e8c\U0001f642\"\\/"};
        if (random_.percent(30) && !state_.neps.empty()) entry.json["requires"] = {random_.pick(state_.neps)};
        change_features(entry);
        state_.version = target;
        if (entry.breaking) state_.minimum = target;
        state_.neps.push_back(id);
        entry.after = state_;
        ledger_.entries.push_back(std::move(entry));
    }

    void change_features(Entry& entry) {
        for (const std::string name : {"diloco", "dualpipe", "mla", "mtp", "ponw", "x1", "x2", "x_3"}) {
            const bool in_force = state_.features.contains(name);
            if (!random_.percent(15) || !(in_force ? removed_ : added_).insert(name).second) continue;
            if (in_force && !entry.breaking) {
                removed_.erase(name);
                continue;
            }
            entry.json[in_force ? "removes" : "adds"].push_back(name);
            if (in_force) {
                state_.features.erase(name);
            } else {
                state_.features.insert(name);
            }
        }
    }

    Random& random_;
    State state_;
    std::set<std::string> added_, removed_;
    Ledger ledger_;
};

inline Ledger random_ledger(Random& random, std::uint64_t size, bool distinct_heights) {
    return LedgerMaker(random, size, distinct_heights).take();
}

}  // namespace upgrade_test

#endif  // NSV_TESTS_CPP_RANDOM_LEDGER_HPP
