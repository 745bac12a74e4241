// Takes two nodes through a breaking upgrade, block by block: one whose software speaks protocol 1 alone, and one that speaks
// protocol 2 as well. They work together until the activation block, and are cut apart exactly there.
#include <cstdint>
#include <exception>
#include <iomanip>
#include <iostream>
#include <string>

#include <neuroshard_version.hpp>

namespace {

constexpr std::uint64_t day = 86400;             // seconds
constexpr std::uint64_t announced = 1800000000;  // 2027-01-15
constexpr std::uint64_t activation = 4464;       // with a block every ten minutes, day 31

constexpr const char* nep = R"({
    "id": "NEP-002", "title": "Protocol 2.0.0", "target_version": "2.0.0", "adds": ["mtp"], "activation_height": 4464,
    "announced_at": 1800000000, "expected_activation_time": 1802678400
})";

neuroshard::Manager make_node(std::uint64_t newest_major) {
    return neuroshard::Manager(
        {.supported_min = neuroshard::Version(1, 0, 0), .supported_max = neuroshard::Version(newest_major, 0, 0)});
}

std::string describe(const neuroshard::Manager& node) {
    return std::string(node.current_version().string()) + (node.can_participate_in_training().allowed ? " working" : " halted");
}

/// What the first node makes of the second, as on every handshake.
std::string meet(const neuroshard::Manager& node, const neuroshard::Manager& peer) {
    const neuroshard::Verdict verdict = node.check_peer(peer.advertisement());
    std::string text(to_string(verdict.level));
    if (!verdict.can_talk()) text += ": " + std::string(to_string(verdict.reason));
    if (verdict.cut_height != 0) text += ", to be cut at block " + std::to_string(verdict.cut_height);
    return text;
}

}  // namespace

int main() {
    try {
        neuroshard::Manager old_node = make_node(1);
        neuroshard::Manager new_node = make_node(2);
        for (auto* node : {&old_node, &new_node}) {
            node->advance(1, announced);
            node->schedule_nep(nep);
        }
        std::cout << "day  block  v1.x node      v2.x node      v2.x meets v1.x\n";
        for (const std::uint64_t block :
             {std::uint64_t{1}, std::uint64_t{2016}, std::uint64_t{4320}, activation - 1, activation, activation + 1}) {
            const std::uint64_t today = block * 31 / activation;
            for (auto* node : {&old_node, &new_node}) node->advance(block, announced + today * day);
            std::cout << std::left << std::setw(5) << today << std::setw(7) << block << std::setw(15) << describe(old_node)
                      << std::setw(15) << describe(new_node) << meet(new_node, old_node) << "\n";
        }
        std::cout << new_node.activate_nep("NEP-002").message << "\n" << old_node.activate_nep("NEP-002").message << "\n";
        return 0;
    } catch (const std::exception& error) {
        std::cerr << error.what() << "\n";
        return 1;
    }
}
