// Operations chosen at random, from where a node stands.
#include "operations.hpp"

#include <algorithm>

namespace store_test {
namespace {

constexpr std::uint64_t day = 86400;
constexpr std::uint64_t ids = 30;  // few, so that cancelled NEPs are scheduled again and the lists stay short

std::uint64_t height_of(const Json& nep) { return nep.at("activation_height"); }

/// Never falls with the height, so that most NEPs fit between those that are there. MAJOR rises as well.
std::string target_at(std::uint64_t height) {
    return std::to_string(1 + height / 150) + "." + std::to_string(1 + height / 30) + ".0";
}

}  // namespace

Operations::Operations(std::uint64_t seed, std::uint64_t first_id, Kinds kinds)
    : engine_(seed), first_id_(first_id), kinds_(kinds) {}

/// With software of another release now and then: such a node may be halted, or no longer be.
Json Operations::open() {
    Json operation{{"call", "open"}};
    if (up_to(2) == 0) operation["time"] = up_to(1000 * day);
    if (kinds_ == Kinds::shared) {
        operation["max"] = "99.0.0";
    } else if (up_to(2) != 0) {
        constexpr std::array maxima{"1.0.2", "1.3.0", "2.0.0", "2.9.0", "99.0.0"};
        operation["max"] = maxima.at(up_to(maxima.size() - 1));
    }
    return operation;
}

Json Operations::next(const Node& node) {
    for (;;) {
        Json operation = any(node.manager());
        if (!operation.is_null()) return operation;
    }
}

Json Operations::any(const Manager& manager) {
    const std::uint64_t percent = up_to(99);
    if (percent < 4) return open();
    if (percent < 8) return import(manager);
    const View view = look_at(manager);
    if (percent < 32) return schedule(view);
    if (percent < 44) return advance(view);
    if (percent < 58) return jump(view);
    if (percent < 68) return reschedule(view);
    if (percent < 78) return cancel(view);
    if (percent < 88) return rewind_over_upgrade(view);
    if (percent < 92) return rewind(view);
    return catch_up(view);
}

Operations::View Operations::look_at(const Manager& manager) {
    View view{.height = manager.height(), .time = manager.time(), .active = {}, .pending = {}, .cancelled = {}};
    for (const std::string& json : manager.neps()) {
        Json nep = Json::parse(json);
        const std::string status = nep.at("status");
        (status == "active" ? view.active : status == "scheduled" ? view.pending : view.cancelled).push_back(std::move(nep));
    }
    return view;
}

// -------------------------------------------------------------------------------------------------------- Ledger --

Json Operations::advance(const View& view) {
    return {{"call", "advance"}, {"height", view.height + up_to(2)}, {"time", view.time + up_to(day)}};
}

/// To a NEP's activation or beyond, often over several of them.
Json Operations::jump(const View& view) {
    if (view.pending.empty()) return {};
    const std::uint64_t height = height_of(pick(view.pending)) + up_to(3);
    return {{"call", "advance"}, {"height", height}, {"time", view.time + up_to(day)}};
}

Json Operations::rewind(const View& view) {
    const std::uint64_t height = view.height - std::min(view.height, up_to(2));
    return {{"call", "rewind"}, {"height", height}, {"time", view.time}};
}

Json Operations::rewind_over_upgrade(const View& view) {
    if (view.active.empty()) return {};
    // Not far back, or the ledger would hardly get on.
    const Json& nep = view.active.at(view.active.size() - 1 - std::min(view.active.size() - 1, up_to(3)));
    const std::uint64_t height = height_of(nep) - 1;
    return {{"call", "rewind"}, {"height", height - std::min(height, up_to(2))}, {"time", view.time + up_to(60)}};
}

// ---------------------------------------------------------------------------------------------------------- NEPs --

std::optional<std::string> Operations::unused_id(const View& view) {
    const auto has = [](const std::vector<Json>& neps, const std::string& id) {
        return std::any_of(neps.begin(), neps.end(), [&](const Json& nep) { return nep.at("id") == id; });
    };
    std::string id = "NEP-" + std::to_string(first_id_ + up_to(ids - 1));
    if (has(view.active, id) || has(view.pending, id)) return std::nullopt;
    return id;
}

Json Operations::nep(const std::string& id, const View& view, std::uint64_t height) {
    Json made{{"id", id},
              {"title", "Upgrade \u00e4 \"" + id + "\""},
              {"target_version", target_at(height)},
              {"activation_height", height},
              {"announced_at", view.time},
              {"expected_activation_time", view.time + 2 * day},
              {"backward_compatible", up_to(4) != 0}};
    // A record of several pages of the store, now and then.
    if (up_to(14) == 0) made["migration_steps"] = std::vector<std::string>(20, std::string(1000, 'x'));
    if (up_to(1) == 0) made["adds"] = {"of_" + id.substr(4)};
    if (up_to(9) == 0 && !view.active.empty()) made["requires"] = Json::array({pick(view.active).at("id")});
    return made;
}

Json Operations::schedule(const View& view) {
    const auto id = unused_id(view);
    if (!id) return {};
    return {{"call", "schedule"}, {"id", *id}, {"nep", nep(*id, view, view.height + 1 + up_to(15)).dump()}};
}

/// A NEP that has passed.
Json Operations::catch_up(const View& view) {
    const auto id = unused_id(view);
    if (!id || view.height == 0) return {};
    const std::uint64_t height = view.height - std::min(view.height - 1, up_to(5));
    return {{"call", "catch_up"}, {"id", *id}, {"nep", nep(*id, view, height).dump()}};
}

Json Operations::reschedule(const View& view) {
    if (view.pending.empty()) return {};
    const std::uint64_t height = view.height + 1 + up_to(20);
    return {{"call", "reschedule"}, {"id", pick(view.pending).at("id")}, {"height", height}, {"time", view.time + 10 * day}};
}

Json Operations::cancel(const View& view) {
    if (view.pending.empty()) return {};
    return {{"call", "cancel"}, {"id", pick(view.pending).at("id")}, {"reason", "Reason " + std::to_string(up_to(1000))}};
}

/// Records that a node in memory has gone on with from here: many at once.
Json Operations::import(const Manager& manager) {
    if (kinds_ == Kinds::shared) return {};
    Node ahead("");
    ahead.attempt({{"call", "open"}, {"records", exported(manager)}});
    for (std::uint64_t left = 1 + up_to(5); left > 0; --left) {
        const Json operation = any(ahead.manager());
        if (!operation.is_null()) ahead.attempt(operation);
    }
    const std::string records = exported(ahead.manager(), manager.record_count());
    if (records.empty()) return {};
    return {{"call", "open"}, {"records", records}};
}

}  // namespace store_test
