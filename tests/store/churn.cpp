#include <chrono>
#include <csignal>
#include <iostream>
#include <thread>

#include <unistd.h>

#include "commands.hpp"
#include "operations.hpp"

namespace store_test {
namespace {

void arrange_end(const std::string& end) {
    const std::string number = end.substr(end.find(':') + 1);
    if (end.starts_with("microseconds:")) {
        std::thread([delay = std::chrono::microseconds(std::stoul(number))] {
            std::this_thread::sleep_for(delay);
            ::kill(::getpid(), SIGKILL);
        }).detach();
    } else if (end.starts_with("change:")) {
        end_in_change(number);
    }
}

/// The height and the time that only the process knows, and what it is about to do.
Json announcement(const Node& node, const Json& operation) {
    return {{"operation", operation},
            {"height", node.is_open() ? node.manager().height() : 0},
            {"time", node.is_open() ? node.manager().time() : 0}};
}

}  // namespace

int churn(const Arguments& arguments) {
    Node node(arguments.at(0));
    Operations operations(std::stoull(arguments.at(1)), 100, Operations::Kinds::all);
    Report report(arguments.at(2));
    Json state;
    arrange_end(arguments.at(3));
    for (Json operation = operations.open();; operation = operations.next(node)) {
        report.line(announcement(node, operation));
        if (state.is_null()) std::cout << "The first operation begins." << std::endl;
        const std::int32_t status = node.attempt(operation);
        Json acknowledgment = position(node.manager());
        acknowledgment["status"] = nsv_status_name(status);
        // Of what has not changed, one report is enough.
        if (Json now = durable_state(node.manager()); now != state) acknowledgment["state"] = state = std::move(now);
        report.line(acknowledgment);
    }
}

}  // namespace store_test
