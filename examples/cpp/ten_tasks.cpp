// Ten tasks of a node. The same program stands in examples/ in each language, and prints the same.
#include <algorithm>
#include <cstdint>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include <neuroshard_version.hpp>

namespace {

using neuroshard::Manager;
using neuroshard::Version;

constexpr const char* nep = R"({
    "id": "NEP-002", "title": "Protocol 2.0.0", "target_version": "2.0.0", "adds": ["mtp"], "activation_height": 4464,
    "announced_at": 1800000000, "expected_activation_time": 1802678400
})";

void parse_a_version() {
    // 1. Parse a version, and learn where one is wrong
    const Version version = Version::parse("1.2.3-rc.1+build.5");
    std::cout << version << " has major " << version.major() << " and pre-release " << version.prerelease() << '\n';
    try {
        Version::parse("1.02.3");
    } catch (const neuroshard::Error& error) {
        std::cout << nsv_status_name(error.status()) << " at byte " << error.offset().value() << ": " << error.what() << '\n';
    }
}

void sort_versions() {
    // 2. Sort versions
    std::vector versions{Version::parse("1.10.0"), Version::parse("1.9.0"), Version::parse("1.10.0-rc.1")};
    std::ranges::sort(versions);
    for (const Version& version : versions) std::cout << version << '\n';
}

void compare_with_a_peer() {
    // 3. Ask how two versions get on
    const Version mine(1, 0, 0);
    const Version peer(1, 1, 0);
    std::cout << to_string(mine.check_compatibility(peer)) << ": " << mine.compatibility_message(peer) << '\n';
}

void use_a_feature() {
    // 4. Use a feature only where it is there
    const Version version = Version::current();
    std::cout << version << (version.supports_feature("diloco") ? " has" : " lacks") << " diloco and"
              << (version.supports_feature("mtp") ? " has" : " lacks") << " mtp\n";
}

Manager open_a_node(const std::string& store) {
    // 5. Open a node's store
    Manager node({.supported_min = Version(1, 0, 0), .supported_max = Version(2, 0, 0), .store = store});
    node.advance(1, 1800000000);  // the ledger's height and time
    std::cout << node.network().id() << " at block " << node.height() << ": " << to_string(node.status()) << '\n';
    return node;
}

void check_a_peer(const Manager& node, const Manager& peer) {
    // 6. Check a peer by its advertisement
    const auto verdict = node.check_peer(peer.advertisement());
    std::cout << to_string(verdict.level) << " because of " << to_string(verdict.reason) << '\n';
    std::cout << node.verdict_message(peer.current_version(), verdict) << '\n';
}

void negotiate_with_a_peer(const Manager& node, const Manager& peer) {
    // 7. Negotiate what both may use
    const Version common = node.negotiate(peer.advertisement());
    std::cout << common << " with " << common.features().size() << " features\n";
}

void pass_an_upgrade(Manager& node, Manager& peer) {
    // 8. Schedule an upgrade, and pass its block
    node.schedule_nep(nep);
    std::cout << "to be cut at block " << node.check_peer(peer.advertisement()).cut_height << '\n';
    node.advance(4464, 1802678400);
    peer.advance(4464, 1802678400);
    const auto verdict = node.check_peer(peer.advertisement());
    std::cout << node.activate_nep("NEP-002").message << "; the peer: " << to_string(verdict.level) << '\n';
}

void ask_for_a_role(const Manager& node) {
    // 9. Ask whether the node may train
    const auto training = node.can_participate_in_training();
    std::cout << (training.allowed ? "yes: " : "no: ") << training.reason << '\n';
}

void audit_the_log(const Manager& node) {
    // 10. Prove what happened
    const auto verification = node.verify();
    std::cout << node.record_count() << " records, " << (verification.sound ? "sound" : verification.reason) << '\n';
    const auto page = node.export_records(0);
    const auto copy = Manager::import({}, page.json_lines);
    std::cout << (copy.head() == node.head() ? "the export has the same head" : "the export is another log") << '\n';
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: ten_tasks STORE\n";
        return 64;
    }
    try {
        parse_a_version();
        sort_versions();
        compare_with_a_peer();
        use_a_feature();
        Manager node = open_a_node(argv[1]);
        Manager peer;  // its software is older, and it has not heard of the upgrade
        check_a_peer(node, peer);
        negotiate_with_a_peer(node, peer);
        pass_an_upgrade(node, peer);
        ask_for_a_role(node);
        audit_the_log(node);
        return 0;
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
