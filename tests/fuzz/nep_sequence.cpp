// Any sequence of blocks, rewinds and changes of the schedule ends where a fresh node gets that is told what is left of it:
// the state is a function of the schedule and the height. Each step of the input is four bytes: what, which NEP, two numbers.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "law.hpp"

namespace {

using fuzz::law;
using neuroshard::Manager;
using neuroshard::Version;

constexpr std::uint64_t day = 86400;

struct Step {
    unsigned what;
    unsigned nep;
    std::uint64_t height;
    unsigned more;
};

Manager node() { return Manager({.supported_min = Version::parse("1.0.0"), .supported_max = Version::parse("2.1.0")}); }

std::string id_of(const Step& step) { return "NEP-10" + std::to_string(step.nep % 8); }

/// One of few targets, heights and features, so that NEPs meet, contradict each other and come again.
std::string nep_of(const Step& step, std::uint64_t now) {
    constexpr std::array<const char*, 4> targets = {"1.1.0", "1.2.0", "2.0.0", "3.0.0"};
    constexpr std::array<const char*, 4> changes = {"", R"(,"adds":["mtp"])", R"(,"removes":["ponw"])",
                                                    R"(,"requires":["NEP-100"])"};
    const std::uint64_t expected = now + (step.more & 16U ? 30 * day : 0);
    return R"({"id":")" + id_of(step) + R"(","title":"T","target_version":")" + targets.at(step.more % 4) +
           R"(","activation_height":)" + std::to_string(step.height) + R"(,"announced_at":)" + std::to_string(now) +
           R"(,"expected_activation_time":)" + std::to_string(expected) + changes.at(step.more / 4 % 4) +
           (step.more & 32U ? R"(,"backward_compatible":false)" : "") + (step.more & 64U ? R"(,"emergency":true)" : "") + "}";
}

std::int32_t take(Manager& manager, const Step& step, nsv_error& error) {
    const std::uint64_t now = manager.time();
    const std::string id = id_of(step);
    switch (step.what % 7) {
        case 0: return nsv_manager_advance(manager.get(), step.height, now + step.more, &error);
        case 1: return nsv_manager_rewind(manager.get(), step.height, step.more, &error);
        case 2: {
            const std::string json = nep_of(step, now);
            return nsv_manager_schedule_nep(manager.get(), json.data(), json.size(), &error);
        }
        case 3: {
            const std::string json = nep_of(step, now);
            return nsv_manager_catch_up_nep(manager.get(), json.data(), json.size(), &error);
        }
        case 4:
            return nsv_manager_reschedule_nep(manager.get(), id.data(), id.size(), step.height,
                                              now + (step.more & 16U ? 30 * day : 0), &error);
        case 5: return nsv_manager_cancel_nep(manager.get(), id.data(), id.size(), "why", 3, &error);
        default: return nsv_manager_activate_nep(manager.get(), id.data(), id.size(), nullptr, &error);
    }
}

/// The NEPs that have a place in the schedule, in order of activation.
std::vector<std::string> schedule_of(const Manager& manager) {
    std::vector<std::string> neps = manager.neps();
    std::erase_if(neps, [](const std::string& nep) { return nep.find("\"status\":\"cancelled\"") != std::string::npos; });
    return neps;
}

void check_same(const Manager& manager, const Manager& fresh) {
    law(fresh.status_json() == manager.status_json(), "the status follows from the schedule and the height");
    law(fresh.advertisement() == manager.advertisement(), "and so does the advertisement");
    law(schedule_of(fresh) == schedule_of(manager), "and every NEP");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Manager manager = node();
    for (; size >= 4; data += 4, size -= 4) {
        nsv_error error = NSV_ERROR_INIT;
        const std::string before = manager.status_json();
        const std::int32_t status = take(manager, {data[0], data[1], data[2], data[3]}, error);
        if (status >= 0) continue;
        fuzz::check_change_error(error, status, NSV_MAX_NEP_JSON);
        law(manager.status_json() == before, "a refusal changes nothing");
    }
    const std::vector<std::string> neps = schedule_of(manager);
    law(neps.size() <= manager.neps().size(), "cancelled NEPs are listed as well");

    // In order first at the height, then the height first and each NEP once those are there that it builds on.
    Manager before = node();
    for (const std::string& nep : neps) before.catch_up_nep(nep);
    before.advance(manager.height(), manager.time());
    check_same(manager, before);
    Manager after = node();
    after.advance(manager.height(), manager.time());
    for (const std::string& nep : neps) after.catch_up_nep(nep);
    check_same(manager, after);
    return 0;
}
