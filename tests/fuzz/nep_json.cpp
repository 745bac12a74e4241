// NEPs from JSON: whatever is taken is printed in a form that means the same, and what is refused changes nothing.
#include <string>

#include "law.hpp"

namespace {

using fuzz::law;
using neuroshard::Manager;
using neuroshard::Version;

Manager node() {
    Manager made({.supported_min = Version::parse("1.0.0"), .supported_max = Version::parse("2.0.0")});
    made.advance(50, 1000);
    return made;
}

std::string nep_at(const Manager& manager, std::uint64_t index) {
    char* json = nullptr;
    law(nsv_manager_nep_json(manager.get(), index, &json, nullptr) == NSV_OK, "every NEP that is counted can be printed");
    return neuroshard::detail::take(json);
}

std::string hash_in(const std::string& json) {
    const std::size_t at = json.find("\"effect_hash\":\"");
    law(at != std::string::npos, "a printed NEP has its effect hash");
    return json.substr(at + 15, 64);
}

using Change = std::int32_t (*)(nsv_manager*, const char*, std::size_t, nsv_error*) noexcept;

std::int32_t change(Manager& manager, Change function, std::string_view json) {
    nsv_error error = NSV_ERROR_INIT;
    const std::string before = manager.status_json();
    const std::int32_t status = function(manager.get(), json.data(), json.size(), &error);
    if (status != NSV_OK) {
        fuzz::check_change_error(error, status, json.size());
        law(nsv_manager_nep_count(manager.get()) == 0 && manager.status_json() == before, "a refusal changes nothing");
    }
    return status;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    Manager syncing = node();
    Manager live = node();
    const std::int32_t caught_up = change(syncing, nsv_manager_catch_up_nep, text);
    const std::int32_t scheduled = change(live, nsv_manager_schedule_nep, text);
    law(scheduled != NSV_OK || caught_up == NSV_OK, "what can be scheduled can be caught up with");
    if (caught_up != NSV_OK) return 0;
    law(scheduled == NSV_OK || scheduled == NSV_ERROR_NOTICE || scheduled == NSV_ERROR_HEIGHT,
        "what can be caught up with can be scheduled, but for its notice and its height");

    const std::string printed = nep_at(syncing, 0);
    law(fuzz::parsed(nsv_version_from_json, syncing.advertisement()).has_value(), "the advertisement can be read");
    Manager again = node();
    law(change(again, nsv_manager_catch_up_nep, printed) == NSV_OK, "what is printed can be read again");
    law(hash_in(nep_at(again, 0)) == hash_in(printed), "with the same effect");
    law(nep_at(again, 0) == printed, "and printed again it is the same");
    law(again.status_json() == syncing.status_json() && again.advertisement() == syncing.advertisement(), "as is the node");
    law(nsv_manager_catch_up_nep(syncing.get(), printed.data(), printed.size(), nullptr) == NSV_OK &&
            nsv_manager_nep_count(syncing.get()) == 1,
        "the same NEP again changes nothing");
    return 0;
}
