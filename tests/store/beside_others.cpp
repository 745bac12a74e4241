// What processes do that use one store at once.
#include <iostream>
#include <limits>

#include <poll.h>
#include <unistd.h>

#include "commands.hpp"
#include "operations.hpp"

namespace store_test {
namespace {

void wait_for_end_of_input() { std::cin.ignore(std::numeric_limits<std::streamsize>::max()); }

void wait_for_line() { std::cin.ignore(std::numeric_limits<std::streamsize>::max(), '\n'); }

bool has_input_ended() {
    pollfd input{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
    char byte = 0;
    return ::poll(&input, 1, 0) == 1 && ::read(STDIN_FILENO, &byte, 1) == 0;
}

void tell_position(const Manager& manager) {
    Json told = position(manager);
    told["status"] = manager.status_json();
    std::cout << told.dump() << std::endl;
}

/// Waits until there is a store to read.
Manager reader_of(const std::string& store) {
    neuroshard::ManagerOptions options;
    options.store = store;
    options.read_only = true;
    for (;;) {
        try {
            return Manager(options);
        } catch (const neuroshard::Error& error) {
            if (error.status() != NSV_ERROR_NOT_FOUND) throw;
        }
    }
}

/// Makes a reader know what has been recorded: it stays where it is, or goes to where the log has got meanwhile.
void catch_up(Manager& manager) {
    try {
        manager.advance(manager.height(), manager.time());
    } catch (const neuroshard::Error& error) {
        if (error.status() != NSV_ERROR_HEIGHT) throw;
    }
}

/// The reader takes part itself: its own head is a record of the log, and the log is sound.
void check_reader(Manager& manager) {
    catch_up(manager);
    const std::uint64_t count = manager.record_count();
    const auto head = manager.head();
    if (count > 0 && Json::parse(manager.record_json(count)).at("hash") != hex(head)) {
        throw std::runtime_error("the head is not the hash of the last record");
    }
    if (count == 0 && head != std::array<std::uint8_t, 32>{}) throw std::runtime_error("a head without records");
    const auto found = count > 0 ? manager.verify(head) : manager.verify();
    if (!found.sound) throw std::runtime_error(found.reason);
}

}  // namespace

int share(const Arguments& arguments) {
    Node node(arguments.at(0));
    Operations operations(std::stoull(arguments.at(1)), std::stoull(arguments.at(2)), Operations::Kinds::shared);
    Report report(arguments.at(4));
    std::uint64_t waits = 0;
    wait_for_line();
    Json operation = operations.open();
    for (std::uint64_t left = std::stoull(arguments.at(3)); left > 0; --left, operation = operations.next(node)) {
        const std::int32_t status = node.attempt_patiently(operation, waits);
        Json acknowledgment = position(node.manager());
        acknowledgment["status"] = nsv_status_name(status);
        acknowledgment["operation"] = operation;
        report.line(acknowledgment);
    }
    std::cout << waits << std::endl;
    for (std::uint64_t height = 0, time = 0; std::cin >> height >> time;) {
        node.attempt_patiently({{"call", "advance"}, {"height", height}, {"time", time}}, waits);
        tell_position(node.manager());
    }
    return 0;
}

int follow(const Arguments& arguments) {
    Manager manager = reader_of(arguments.at(0));
    Report report(arguments.at(1));
    std::uint64_t last = 0;
    for (bool ended = false;;) {
        ended = ended || has_input_ended();  // asked first: what comes after it can only be the rest
        const neuroshard::RecordPage page = manager.export_records(last);
        report.text(page.json_lines);
        if (ended && page.json_lines.empty()) break;
        if (!page.json_lines.empty()) check_reader(manager);
        last = page.last;
    }
    check_reader(manager);
    tell_position(manager);
    return 0;
}

int open_at_once(const Arguments& arguments) {
    Node node(arguments.at(0));
    wait_for_end_of_input();
    node.attempt({{"call", "open"}, {"max", "99.0.0"}});
    tell_position(node.manager());
    return 0;
}

}  // namespace store_test
