#include "node_bench.hpp"

#include <benchmark/benchmark.h>

#include <array>
#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <simdjson.h>

#include <neuroshard_version.hpp>

namespace {

using benchmark::DoNotOptimize;
using benchmark::State;
using neuroshard::Manager;
using neuroshard::Version;

constexpr std::uint64_t announced = 1800000000;
constexpr std::uint64_t month = 31 * 86400;

Version version_1(std::uint64_t minor) { return {1, minor, 0}; }

/// A NEP for version 1.NUMBER.0 at the height NUMBER * 1000.
std::string nep(std::uint64_t number) {
    const std::string digits = std::to_string(number);
    const std::string padding(digits.size() < 3 ? 3 - digits.size() : 0, '0');
    return R"({"id":"NEP-)" + padding + digits + R"(","title":"t","target_version":"1.)" + digits +
           R"(.0","activation_height":)" + digits + R"(000,"announced_at":)" + std::to_string(announced) +
           R"(,"expected_activation_time":)" + std::to_string(announced + month) + "}";
}

/// A manager that knows so many NEPs, none of them active yet.
Manager manager_with(std::uint64_t neps) {
    std::string definition = neuroshard::Network::mainnet().to_json();
    definition.back() = ',';
    definition += R"("neps":[)";
    for (std::uint64_t i = 1; i <= neps; ++i) definition += (i == 1 ? "" : ",") + nep(i);
    definition += "]}";
    return Manager({.network = neuroshard::Network::from_json(definition), .supported_max = version_1(100000)});
}

// ---------------------------------------------------------------------------------------------------- peers

/// About 300 bytes. The number makes it another node's: an absent key of newer software.
std::string advertisement(std::size_t number) {
    std::string text = Manager().advertisement();
    text.insert(1, R"("x":)" + std::to_string(number) + ",");
    return text;
}

void check_peer(State& state, std::size_t kinds, std::uint64_t neps) {
    const Manager node = manager_with(neps);
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < kinds; ++i) texts.push_back(advertisement(i));
    std::size_t next = 0;
    for (auto _ : state) {
        const std::string& text = texts[next++ & (kinds - 1)];
        nsv_verdict verdict = NSV_VERDICT_INIT;
        DoNotOptimize(nsv_manager_check_peer(node.get(), text.data(), text.size(), &verdict, nullptr));
        DoNotOptimize(verdict);
    }
}

void parse_advertisement(State& state) {
    const simdjson::padded_string text(advertisement(0));
    simdjson::dom::parser parser;
    for (auto _ : state) {
        simdjson::dom::element document;
        if (parser.parse(text).get(document) != simdjson::SUCCESS) throw std::runtime_error("the advertisement is no JSON");
        DoNotOptimize(document);
    }
}

void check_peer_version(State& state) {
    const Manager node;
    const Version peer(1, 2, 3);
    for (auto _ : state) {
        nsv_verdict verdict = NSV_VERDICT_INIT;
        DoNotOptimize(nsv_manager_check_peer_compatibility(node.get(), peer.get(), &verdict, nullptr));
        DoNotOptimize(verdict);
    }
}

void make_advertisement(State& state) {
    const Manager node;
    for (auto _ : state) {
        char* text = nullptr;
        DoNotOptimize(nsv_manager_advertisement(node.get(), &text, nullptr));
        nsv_string_free(text);
    }
}

void negotiate(State& state) {
    const Manager node;
    const std::string text = advertisement(0);
    for (auto _ : state) {
        nsv_version* version = nullptr;
        DoNotOptimize(nsv_manager_negotiate(node.get(), text.data(), text.size(), &version, nullptr));
        nsv_version_unref(version);
    }
}

void add_to_readiness(State& state) {
    neuroshard::Readiness readiness{Manager()};
    const std::string text = advertisement(0);
    for (auto _ : state) DoNotOptimize(nsv_readiness_add(readiness.get(), text.data(), text.size(), nullptr));
}

void can_participate(State& state) {
    const Manager node;
    std::string_view role = "training";
    for (auto _ : state) {
        DoNotOptimize(role);
        DoNotOptimize(nsv_manager_can_participate(node.get(), role.data(), role.size(), nullptr, nullptr));
    }
}

// ---------------------------------------------------------------------------------------------------- reads beside a writer

/// What the peers keep in place of a manager's view: as much as a read of it looks at.
using Words = std::array<std::uint64_t, 8>;

struct ManagerCell {
    std::uint64_t read() const { return static_cast<std::uint64_t>(nsv_manager_status(manager.get())); }
    void write(std::uint64_t count) {
        manager.rewind(0, 0);
        manager.advance(count % 2 * 1000, 0);  // over an activation and back
    }
    Manager manager = manager_with(1);
};

struct SharedMutexCell {
    std::uint64_t read() const {
        const std::shared_lock lock(mutex);
        return words[0];
    }
    void write(std::uint64_t count) {
        const std::unique_lock lock(mutex);
        words.fill(count);
    }
    mutable std::shared_mutex mutex;
    Words words{};
};

struct SharedPointerCell {
    std::uint64_t read() const { return (*words.load())[0]; }
    void write(std::uint64_t count) { words.store(std::make_shared<const Words>(Words{count})); }
    std::atomic<std::shared_ptr<const Words>> words = std::make_shared<const Words>();
};

/// A thread that writes a thousand times a second while the benchmark's threads read.
template <typename Cell>
void read_beside_writer(State& state) {
    static std::unique_ptr<Cell> cell;
    static std::atomic<bool> writing;
    static std::thread writer;
    if (state.thread_index() == 0) {
        cell = std::make_unique<Cell>();
        writing = true;
        writer = std::thread([] {
            for (std::uint64_t count = 0; writing; ++count) {
                cell->write(count);
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            }
        });
    }
    for (auto _ : state) DoNotOptimize(cell->read());
    if (state.thread_index() == 0) {
        writing = false;
        writer.join();
    }
}

// ---------------------------------------------------------------------------------------------------- schedules

void schedule_and_cancel(State& state, std::uint64_t neps) {
    Manager node = manager_with(neps);
    const std::string json = nep(neps + 1);
    const std::string id = json.substr(7, json.find('"', 7) - 7);
    for (auto _ : state) {
        node.schedule_nep(json);
        node.cancel_nep(id, "");
    }
}

void advance_a_block(State& state, std::uint64_t neps) {
    Manager node = manager_with(neps);
    std::uint64_t height = 0;
    for (auto _ : state) {
        height = height == 998 ? 0 : height + 1;
        if (height == 0) node.rewind(0, announced);
        DoNotOptimize(nsv_manager_advance(node.get(), height, announced, nullptr));
    }
}

void activate_and_rewind(State& state, std::uint64_t neps) {
    Manager node = manager_with(neps);
    const std::uint64_t last = neps * 1000;
    node.advance(last - 1, announced);
    for (auto _ : state) {
        node.advance(last, announced);
        node.rewind(last - 1, announced);
    }
}

}  // namespace

void bench::add_node_benchmarks() {
    const auto add = [](const std::string& name, auto function, auto... arguments) {
        return benchmark::RegisterBenchmark(name.c_str(), function, arguments...);
    };
    // One kind of peer after the other, two of them by turns, and so many that each is new.
    for (const auto& [kind, kinds] : {std::pair("same", 1U), {"two_kinds", 2U}, {"all_new", 64U}}) {
        add(std::string("check_peer/") + kind, check_peer, kinds, 0U);
        add(std::string("peer/simdjson_DOM/check_peer/") + kind, parse_advertisement);
    }
    add("check_peer_version", check_peer_version);
    add("advertisement", make_advertisement);
    add("negotiate", negotiate);
    add("readiness_add", add_to_readiness);
    add("can_participate", can_participate);
    for (const int threads : {1, 2}) {
        const std::string name = "read_" + std::to_string(threads) + "_threads";
        add(name, read_beside_writer<ManagerCell>)->Threads(threads)->UseRealTime();
        add("peer/shared_mutex/" + name, read_beside_writer<SharedMutexCell>)->Threads(threads)->UseRealTime();
        add("peer/atomic_shared_ptr/" + name, read_beside_writer<SharedPointerCell>)->Threads(threads)->UseRealTime();
    }
    for (const std::uint64_t neps : {10U, 100U, 1000U, 4000U}) {
        const std::string count = std::to_string(neps) + "_neps";
        add("check_peer_with/" + count, check_peer, 1U, neps);
        add("advance/" + count, advance_a_block, neps);
        add("activate_and_rewind/" + count, activate_and_rewind, neps);
        add("schedule_and_cancel/" + count, schedule_and_cancel, neps);
    }
}
