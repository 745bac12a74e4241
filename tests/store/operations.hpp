// What the programs of these tests do to a store. An operation is a JSON object, so that one that was cut off can be carried
// out again elsewhere.
#ifndef NSV_TESTS_STORE_OPERATIONS_HPP
#define NSV_TESTS_STORE_OPERATIONS_HPP

#include <array>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "neuroshard_version.hpp"

namespace store_test {

using Json = nlohmann::json;
using neuroshard::Manager;

/// Its definition lists two NEPs, so that a store begins with several records at once.
const neuroshard::Network& network();

std::string hex(const std::array<std::uint8_t, 32>& digest);

/// `count`, `head`, `height` and `time`.
Json position(const Manager& manager);
/// All that a log must bring back: what a manager shows, without what changes from block to block.
Json durable_state(const Manager& manager);
/// Every record after one, as JSON Lines.
std::string exported(const Manager& manager, std::uint64_t after = 0);

/// A manager with a store, or in memory, that can be closed and opened again.
class Node {
public:
    /// In memory where `store` is empty. It is not open yet.
    explicit Node(std::string store) : store_(std::move(store)) {}

    const Manager& manager() const { return manager_.value(); }
    bool is_open() const { return manager_.has_value(); }

    /// Carries an operation out. The result is NSV_OK or a status that a change may be refused with; others are thrown.
    std::int32_t attempt(const Json& operation);
    /// Likewise, again and again while another process has the store locked; `waits` counts how often.
    std::int32_t attempt_patiently(const Json& operation, std::uint64_t& waits);

private:
    void carry_out(const Json& operation);
    void open(const Json& operation);

    std::string store_;
    std::optional<Manager> manager_;
};

/// Random operations: most are valid where the node stands.
class Operations {
public:
    enum class Kinds : std::uint8_t {
        all,
        shared,  ///< those for a store that others write to as well
    };

    /// The ids of the NEPs that it schedules begin with `first_id`.
    Operations(std::uint64_t seed, std::uint64_t first_id, Kinds kinds);

    Json open();
    Json next(const Node& node);

private:
    struct View {
        std::uint64_t height = 0, time = 0;
        std::vector<Json> active, pending, cancelled;
    };

    std::uint64_t up_to(std::uint64_t most) { return std::uniform_int_distribution<std::uint64_t>(0, most)(engine_); }
    const Json& pick(const std::vector<Json>& neps) { return neps.at(up_to(neps.size() - 1)); }

    static View look_at(const Manager& manager);
    // Nothing where the node does not stand so that it makes sense.
    Json any(const Manager& manager);
    Json advance(const View& view);
    Json jump(const View& view);
    Json rewind(const View& view);
    Json rewind_over_upgrade(const View& view);
    Json schedule(const View& view);
    Json catch_up(const View& view);
    Json reschedule(const View& view);
    Json cancel(const View& view);
    Json import(const Manager& manager);
    std::optional<std::string> unused_id(const View& view);
    Json nep(const std::string& id, const View& view, std::uint64_t height);

    std::mt19937_64 engine_;
    std::uint64_t first_id_;
    Kinds kinds_;
};

}  // namespace store_test

#endif  // NSV_TESTS_STORE_OPERATIONS_HPP
