// Advertisements: whatever a peer sends is judged, the same each time, or refused for a reason.
#include <algorithm>
#include <array>
#include <string>

#include "law.hpp"

namespace {

using fuzz::law;
using neuroshard::Manager;
using neuroshard::Version;

constexpr std::string_view minor_upgrade =
    R"({"id":"NEP-001","title":"T","target_version":"1.1.0","adds":["mtp"],"activation_height":40,"announced_at":0,)"
    R"("expected_activation_time":0})";
constexpr std::string_view major_upgrade =
    R"({"id":"NEP-002","title":"T","target_version":"2.0.0","adds":["mla"],"removes":["ponw"],"activation_height":60,)"
    R"("announced_at":0,"expected_activation_time":2592000})";

Manager node(std::string_view max, std::uint64_t height) {
    Manager made({.supported_min = Version::parse("1.0.0"), .supported_max = Version::parse(max)});
    made.schedule_nep(minor_upgrade);
    made.schedule_nep(major_upgrade);
    made.advance(height, 0);
    return made;
}

/// Before an upgrade and behind it, with the software for it and without.
const std::array<Manager, 4>& nodes() {
    static const std::array<Manager, 4> all = {node("1.0.0", 0), node("2.0.0", 50), node("2.0.0", 60), node("1.1.0", 60)};
    return all;
}

struct Answer {
    std::int32_t status = NSV_OK;
    nsv_verdict verdict = NSV_VERDICT_INIT;
    nsv_error error = NSV_ERROR_INIT;
};

Answer judge(const Manager& manager, std::string_view text) {
    Answer answer;
    answer.status = nsv_manager_check_peer(manager.get(), text.data(), text.size(), &answer.verdict, &answer.error);
    return answer;
}

bool same(const Answer& a, const Answer& b) {
    return a.status == b.status && a.verdict.level == b.verdict.level && a.verdict.reason == b.verdict.reason &&
           a.verdict.upgrade == b.verdict.upgrade && a.verdict.cut_height == b.verdict.cut_height;
}

/// The same JSON in other bytes: these stand between two members, never inside of a text.
std::string spaced(std::string_view text) {
    constexpr std::string_view before_height = ",\"height\":";
    std::string other;
    for (std::size_t at = text.find(before_height); at != std::string_view::npos; at = text.find(before_height)) {
        other.append(text.substr(0, at)).append(", \"height\":");
        text.remove_prefix(at + before_height.size());
    }
    return other.append(text);
}

void check_refusal(const Answer& answer, std::string_view text) {
    fuzz::check_error(answer.error, answer.status, text.size());
    const std::string_view message = answer.error.message;
    law(answer.error.offset != NSV_NO_OFFSET || message.starts_with('$'), "a refusal names a byte or a path");
    law(answer.verdict.level == 0 && answer.verdict.reason == 0, "a refusal leaves the verdict alone");
    if (answer.status == NSV_ERROR_LIMIT && (message.ends_with(" levels") || message.ends_with(" levels of nesting"))) {
        law(std::count_if(text.begin(), text.end(), [](char c) { return c == '[' || c == '{'; }) > 32, "32 levels are allowed");
    }
}

/// An accepted text is a version for nsv_version_from_json() too, but for what only that refuses: an unknown key given twice,
/// for it looks at all of them; a zero written `-0`, which the parser of advertisements does not tell from 0; and an empty
/// container within 32 levels, which that parser does not count.
void check_version(std::string_view text) {
    nsv_error error = NSV_ERROR_INIT;
    nsv_version* version = nullptr;
    const std::int32_t status = nsv_version_from_json(text.data(), text.size(), &version, &error);
    nsv_version_unref(version);
    const bool minus_zero =
        status == NSV_ERROR_SCHEMA && std::string_view(error.message).find("'-0'") != std::string_view::npos;
    law(status == NSV_OK || status == NSV_ERROR_DUPLICATE || status == NSV_ERROR_LIMIT || minus_zero,
        "an accepted advertisement holds a version");
}

void check_negotiation(const Manager& manager, std::string_view text, const Answer& answer) {
    nsv_error error = NSV_ERROR_INIT;
    nsv_version* handle = nullptr;
    const std::int32_t status = nsv_manager_negotiate(manager.get(), text.data(), text.size(), &handle, &error);
    if (answer.status != NSV_OK) return law(status == answer.status && handle == nullptr, "both refuse the same texts");
    const bool can_talk = answer.verdict.level != NSV_INCOMPATIBLE;
    law(status == (can_talk ? NSV_OK : NSV_ERROR_INCOMPATIBLE), "those negotiate who can talk");
    if (!can_talk) return law(handle == nullptr && error.code == status, "no version for those who cannot");
    const Version both = Version::adopt(handle);
    const Version ours = manager.current_version();
    law(nsv_version_compare(both.get(), ours.get()) <= 0, "the lower of the two versions");
    for (const std::string_view feature : both.features()) law(ours.supports_feature(feature), "only features of this side");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    const std::string other = spaced(text);
    for (const Manager& manager : nodes()) {
        const Answer answer = judge(manager, text);
        law(same(answer, judge(manager, text)), "the same text has the same verdict");
        if (other.size() <= NSV_MAX_ADVERTISEMENT) law(same(answer, judge(manager, other)), "blanks mean nothing");
        if (answer.status == NSV_OK) {
            check_version(text);
        } else {
            check_refusal(answer, text);
        }
        check_negotiation(manager, text, answer);
    }
    return 0;
}
