// Shows what this node speaks, which features that brings, in which roles it may act, and how it gets on with peers of
// the versions given on the command line.
#include <exception>
#include <iostream>
#include <string_view>

#include <neuroshard_version.hpp>

namespace {

void show_node(const neuroshard::Manager& node) {
    const neuroshard::Network network = node.network();
    const neuroshard::Version version = node.current_version();
    std::cout << network.id() << " " << version << ": " << to_string(node.status()) << "\n";
    for (const auto& feature : network.features()) {
        std::cout << (version.supports_feature(feature.name) ? "  has   " : "  lacks ") << feature.title << "\n";
    }
    for (const auto& role : network.roles()) {
        std::cout << "  " << node.can_participate(role.name).reason << "\n";
    }
}

void show_peer(const neuroshard::Manager& node, std::string_view text) {
    try {
        const auto peer = neuroshard::Version::parse_lenient(text);
        const neuroshard::Verdict verdict = node.check_peer_compatibility(peer);
        std::cout << peer << ": " << (verdict.can_talk() ? "can talk" : "cannot talk") << ". "
                  << node.verdict_message(peer, verdict) << "\n";
    } catch (const neuroshard::Error& error) {
        std::cout << text << ": " << error.what() << "\n";
    }
}

}  // namespace

int main(int argc, char** argv) {
    try {
        const neuroshard::Manager node;
        show_node(node);
        for (int i = 1; i < argc; ++i) show_peer(node, argv[i]);
        return 0;
    } catch (const std::exception& error) {
        std::cerr << error.what() << "\n";
        return 1;
    }
}
