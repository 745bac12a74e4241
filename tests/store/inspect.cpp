#include <iostream>
#include <iterator>

#include "commands.hpp"
#include "operations.hpp"

namespace store_test {
namespace {

std::array<std::uint8_t, 32> digest_of(const std::string& digits) {
    std::array<std::uint8_t, 32> digest{};
    for (std::size_t i = 0; i < digest.size(); ++i) {
        digest.at(i) = static_cast<std::uint8_t>(std::stoul(digits.substr(2 * i, 2), nullptr, 16));
    }
    return digest;
}

/// What was wrong with the log; empty where it is sound and has all these hashes.
std::string verify(const Manager& manager, const Json& heads) {
    const neuroshard::LogVerification found = manager.verify();
    if (!found.sound) return found.reason;
    for (const std::string head : heads) {
        const neuroshard::LogVerification with_head = manager.verify(digest_of(head));
        if (!with_head.sound) return with_head.reason;
    }
    return "";
}

Json found_in(const Manager& manager) { return {{"position", position(manager)}, {"state", durable_state(manager)}}; }

std::string first_lines(const std::string& text, std::uint64_t count) {
    std::size_t end = 0;
    for (; count > 0; --count) end = text.find('\n', end) + 1;
    return text.substr(0, end);
}

/// What an operation leads to, in memory, after the records that were there before it.
Json carried_out(const Json& request, const std::string& records) {
    Node node("");
    const std::uint64_t count = request.at("count");
    if (count > 0) {
        node.attempt({{"call", "open"}, {"records", first_lines(records, count)}});
        node.attempt({{"call", "advance"}, {"height", request.at("height")}, {"time", request.at("time")}});
    }
    node.attempt(request.at("operation"));
    return found_in(node.manager());
}

/// Without a network the manager takes that of the log.
Manager opened(const std::string& store, const std::string& access) {
    neuroshard::ManagerOptions options;
    options.store = store;
    options.read_only = access == "read_only";
    if (!options.read_only) options.network = network();
    return Manager(options);
}

}  // namespace

int inspect(const Arguments& arguments) {
    const Json request = Json::parse(std::string(std::istreambuf_iterator<char>(std::cin), {}));
    try {
        const Manager manager = opened(arguments.at(0), arguments.at(1));
        Json answer = found_in(manager);
        answer["problem"] = verify(manager, request.value("heads", Json::array()));
        answer["records"] = exported(manager);
        if (request.contains("operation")) answer["carried_out"] = carried_out(request, answer["records"]);
        std::cout << answer.dump() << '\n';
    } catch (const neuroshard::Error& error) {
        std::cout << Json{{"error", nsv_status_name(error.status())}, {"message", error.what()}}.dump() << '\n';
    }
    return 0;
}

}  // namespace store_test
