#include "operations.hpp"

#include <algorithm>

namespace store_test {

using neuroshard::Error;
using neuroshard::ManagerOptions;
using neuroshard::Version;

const neuroshard::Network& network() {
    static const neuroshard::Network testnet = neuroshard::Network::from_json(R"({
        "id": "testnet", "genesis": "1.0.0", "history": [],
        "features": [{"name": "alpha", "title": "Alpha", "description": "The first", "since": "1.0.0", "required_nep": null}],
        "roles": [{"name": "training", "requires": ["alpha"]}],
        "notice": {"minimum_days": 1, "grace_from_day": 0},
        "neps": [{"id": "NEP-801", "title": "Listed", "target_version": "1.0.1", "activation_height": 3, "announced_at": 0,
                  "expected_activation_time": 200000},
                 {"id": "NEP-802", "title": "Listed too", "target_version": "1.0.2", "activation_height": 7,
                  "announced_at": 0, "expected_activation_time": 200000, "backward_compatible": false}]})");
    return testnet;
}

std::string hex(const std::array<std::uint8_t, 32>& digest) {
    std::string text;
    for (const std::uint8_t byte : digest) {
        for (const int nibble : {byte >> 4, byte & 15}) text += "0123456789abcdef"[nibble];
    }
    return text;
}

Json position(const Manager& manager) {
    return {{"count", manager.record_count()},
            {"head", hex(manager.head())},
            {"height", manager.height()},
            {"time", manager.time()}};
}

Json durable_state(const Manager& manager) {
    const auto without_now = [](Json nep) {
        for (const char* key : {"phase", "days_left", "blocks_left"}) nep.erase(key);
        return nep;
    };
    Json status = Json::parse(manager.status_json());
    for (const char* key : {"height", "time"}) status.erase(key);
    for (Json& upgrade : status["upgrades"]) upgrade = without_now(upgrade);
    Json neps = Json::array();
    for (const std::string& nep : manager.neps()) neps.push_back(without_now(Json::parse(nep)));
    return {{"status", status}, {"neps", neps}};
}

std::string exported(const Manager& manager, std::uint64_t after) {
    std::string all;
    for (;;) {
        const neuroshard::RecordPage page = manager.export_records(after);
        if (page.json_lines.empty()) return all;
        all += page.json_lines;
        after = page.last;
    }
}

// ---------------------------------------------------------------------------------------------------------- Node --

std::int32_t Node::attempt(const Json& operation) {
    // The range is that of a time of reschedule, where another process's clock is ahead.
    constexpr std::array refusals{NSV_ERROR_CONFLICT, NSV_ERROR_HEIGHT, NSV_ERROR_NOTICE, NSV_ERROR_NOT_FOUND, NSV_ERROR_RANGE};
    try {
        carry_out(operation);
    } catch (const Error& error) {
        const bool opens = operation.at("call") == "open";
        if (opens || std::find(refusals.begin(), refusals.end(), error.status()) == refusals.end()) throw;
        return error.status();
    }
    return NSV_OK;
}

std::int32_t Node::attempt_patiently(const Json& operation, std::uint64_t& waits) {
    for (;; ++waits) {
        try {
            return attempt(operation);
        } catch (const Error& error) {
            if (error.status() != NSV_ERROR_LOCKED) throw;
        }
    }
}

void Node::carry_out(const Json& operation) {
    const auto text = [&](const char* key) { return operation.at(key).get<std::string>(); };
    const auto number = [&](const char* key) { return operation.at(key).get<std::uint64_t>(); };
    const std::string call = text("call");
    if (call == "open") {
        open(operation);
    } else if (call == "advance") {
        manager_->advance(number("height"), number("time"));
    } else if (call == "rewind") {
        manager_->rewind(number("height"), number("time"));
    } else if (call == "schedule") {
        manager_->schedule_nep(text("nep"));
    } else if (call == "catch_up") {
        manager_->catch_up_nep(text("nep"));
    } else if (call == "reschedule") {
        manager_->reschedule_nep(text("id"), number("height"), number("time"));
    } else if (call == "cancel") {
        manager_->cancel_nep(text("id"), text("reason"));
    } else {
        throw std::invalid_argument(call);
    }
}

/// Also the import of records. What is in memory ends with its manager, and so is imported into the next one.
void Node::open(const Json& operation) {
    ManagerOptions options;
    options.network = network();
    if (!store_.empty()) options.store = store_;
    if (operation.contains("max")) options.supported_max = Version::parse(operation["max"].get<std::string>());
    options.unix_time = operation.value("time", std::uint64_t{0});
    std::string records = store_.empty() && manager_ ? exported(*manager_) : "";
    records += operation.value("records", "");
    manager_.reset();
    manager_.emplace(records.empty() ? Manager(options) : Manager::import(options, records));
}

}  // namespace store_test
