// A network of many nodes in one process lives through a breaking upgrade: each node has a manager, and its operator installs
// the new software on a random day, or never. One node more counts the others' readiness, and forecasts from that who will be
// cut; the table has the forecast beside what then happened.
//
// Usage: simulation [NODES [SEED]]. The last line of what it prints is the same as JSON.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <ctime>
#include <exception>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <random>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <unistd.h>

#include <nlohmann/json.hpp>

#include <neuroshard_version.hpp>

namespace {

using neuroshard::Manager;
using neuroshard::Version;

constexpr std::uint64_t day = 86400;             // seconds
constexpr std::uint64_t announced = 1800000000;  // Unix seconds
constexpr std::uint64_t blocks_a_day = 144;
constexpr std::uint64_t last_day = 31;
constexpr std::uint64_t activation = last_day * blocks_a_day;
constexpr double middle_day = 16, spread = 4;  // of the days on which operators install the new software
constexpr double never = 0.04;                 // share of operators who do not

/// Of processor time since a std::clock(), which what else the machine does leaves alone.
double seconds_since(std::clock_t begin) { return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC; }

/// Bytes of this process in memory.
std::size_t resident() {
    std::size_t total = 0, pages = 0;
    std::ifstream("/proc/self/statm") >> total >> pages;
    return pages * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

std::string nep() {
    return R"({"id":"NEP-002","title":"Protocol 2.0.0","target_version":"2.0.0","adds":["mtp"],"activation_height":)" +
           std::to_string(activation) + R"(,"announced_at":)" + std::to_string(announced) + R"(,"expected_activation_time":)" +
           std::to_string(announced + last_day * day) + "}";
}

neuroshard::ManagerOptions software(std::uint64_t newest_major) {
    return {.supported_min = Version(1, 0, 0), .supported_max = Version(newest_major, 0, 0)};
}

struct Node {
    Manager manager;
    double installs;  // the day on which it gets the new software, or infinity

    /// The same log, under the new software.
    void install() {
        manager = Manager::import(software(2), manager.export_records(0).json_lines);
        installs = HUGE_VAL;
    }
};

/// At block 0, with the upgrade to come.
Manager make_manager(std::uint64_t newest_major) {
    Manager manager(software(newest_major));
    manager.advance(0, announced);
    manager.schedule_nep(nep());
    return manager;
}

std::vector<Node> make_nodes(std::size_t count, std::mt19937_64& chance) {
    std::vector<Node> nodes;
    nodes.reserve(count);
    std::uniform_real_distribution<double> uniform(0.001, 0.999);
    for (std::size_t i = 0; i < count; ++i) {
        const double quantile = uniform(chance);  // of a logistic distribution
        const double installs = uniform(chance) < never ? HUGE_VAL : middle_day + spread * std::log(quantile / (1 - quantile));
        nodes.push_back({make_manager(1), installs});
    }
    return nodes;
}

/// What a node with the new software finds out about the others.
struct Count {
    std::uint64_t peers, ready, cut;
};

Count count_readiness(const Manager& observer, const std::vector<Node>& nodes) {
    neuroshard::Readiness readiness(observer);
    for (const Node& node : nodes) readiness.add(node.manager.advertisement());
    const auto json = nlohmann::json::parse(readiness.to_json());
    std::uint64_t cut = 0;
    for (const auto& entry : json["cuts"]) cut += entry["peers"].get<std::uint64_t>();
    return {json["peers"], json["ready"], cut};
}

/// Verdicts of random nodes on random nodes, in a second.
double checks_a_second(const std::vector<Node>& nodes, std::mt19937_64& chance) {
    constexpr std::size_t checks = 400000;
    std::uniform_int_distribution<std::size_t> any(0, nodes.size() - 1);
    std::vector<std::string> advertisements;
    for (const Node& node : nodes) advertisements.push_back(node.manager.advertisement());
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t i = 0; i < checks; ++i) pairs.emplace_back(any(chance), any(chance));
    const auto begin = std::clock();
    std::size_t talking = 0;
    for (const auto& [node, peer] : pairs) talking += nodes[node].manager.check_peer(advertisements[peer]).can_talk();
    const double elapsed = seconds_since(begin);
    if (talking != checks) throw std::runtime_error("nodes part before the upgrade");
    return static_cast<double>(checks) / elapsed;
}

/// The ready share of the last day, as far as the last week goes on.
double forecast(const std::vector<double>& ready) {
    const std::size_t today = ready.size() - 1;
    const std::size_t before = today < 7 ? 0 : today - 7;
    const double a_day = today == 0 ? 0 : (ready[today] - ready[before]) / static_cast<double>(today - before);
    return std::min(1.0, ready[today] + a_day * static_cast<double>(last_day - today));
}

std::string percent(double share) {
    std::ostringstream text;
    text << std::fixed << std::setprecision(1) << 100 * share << " %";
    return text.str();
}

void simulate(std::size_t count, std::uint64_t seed) {
    std::mt19937_64 chance(seed);
    const std::size_t before = resident();
    std::vector<Node> nodes = make_nodes(count, chance);
    const auto memory = static_cast<double>(resident() - before) / static_cast<double>(count);

    Manager observer = make_manager(2);
    std::vector<double> ready, forecasts;
    std::uint64_t expected_cut = 0;
    for (std::uint64_t today = 0; today < last_day; ++today) {
        for (Node& node : nodes) {
            if (node.installs <= static_cast<double>(today)) node.install();
            node.manager.advance(today * blocks_a_day, announced + today * day);
        }
        observer.advance(today * blocks_a_day, announced + today * day);
        const Count found = count_readiness(observer, nodes);
        ready.push_back(static_cast<double>(found.ready) / static_cast<double>(found.peers));
        forecasts.push_back(forecast(ready));
        expected_cut = found.cut;
    }
    const double rate = checks_a_second(nodes, chance);

    const auto begin = std::clock();
    std::uint64_t halted = 0;
    for (Node& node : nodes) {
        node.manager.advance(activation, announced + last_day * day);
        halted += node.manager.status() == neuroshard::NodeStatus::must_upgrade;
    }
    const double activation_time = seconds_since(begin);
    const double working = 1 - static_cast<double>(halted) / static_cast<double>(count);

    std::cout << count << " nodes, seed " << seed << "\n\nday  ready    forecast for day 31  what then happened\n";
    for (const std::size_t shown : {0U, 7U, 14U, 17U, 21U, 28U, 30U}) {
        std::cout << std::left << std::setw(5) << shown << std::setw(9) << percent(ready[shown]) << std::setw(21)
                  << percent(forecasts[shown]) << percent(working) << "\n";
    }
    std::cout << "\ncut at block " << activation << ": " << expected_cut << " counted the day before, " << halted
              << " halted\nmemory a manager:      " << static_cast<std::uint64_t>(memory)
              << " bytes\nverdicts a second:     " << static_cast<std::uint64_t>(rate)
              << "\nactivation of all:     " << activation_time << " s\n";
    std::cout << nlohmann::json{{"nodes", count},          {"seed", seed},
                                {"ready", ready},          {"forecast", forecasts},
                                {"working", working},      {"counted_cut", expected_cut},
                                {"halted", halted},        {"bytes_a_manager", memory},
                                {"checks_a_second", rate}, {"activation_seconds", activation_time}}
              << "\n";
}

}  // namespace

int main(int argc, char** argv) {
    try {
        simulate(argc > 1 ? std::stoul(argv[1]) : 1000, argc > 2 ? std::stoull(argv[2]) : 1);
        return 0;
    } catch (const std::exception& error) {
        std::cerr << "simulation: " << error.what() << "\n";
        return 1;
    }
}
