#include "log/record.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace neuroshard::log {
namespace {

constexpr std::array<std::string_view, 8> kind_words{"genesis",       "software_changed", "nep_scheduled", "nep_rescheduled",
                                                     "nep_cancelled", "nep_activated",    "halted",        "rewound"};

constexpr std::string_view hash_key = R"("hash":")";

/// All of a record but its own hash.
core::Json body(const Record& record, const Head& previous) {
    core::JsonObjectBuilder object;
    object.text("kind", kind_word(record.kind))
        .number("sequence", previous.sequence + 1)
        .text("previous", core::hex(previous.hash))
        .number("height", record.at.height)
        .number("time", record.at.time)
        .optional_text("version_before", record.version_before ? std::optional(record.version_before->text()) : std::nullopt)
        .text("version_after", record.version_after.text())
        .texts("features_added", record.features_added)
        .texts("features_removed", record.features_removed);
    if (record.nep) {
        object.text("nep_id", record.nep->content.id.text())
            .text("effect_hash", core::hex(record.nep->effect_hash))
            .value("nep", core::nep_to_json(*record.nep).build());
    }
    if (record.kind == Kind::nep_scheduled) object.flag("catch_up", record.catch_up);
    if (record.kind == Kind::nep_cancelled) object.text("reason", record.reason);
    if (record.supported) object.value("supported", core::to_json(*record.supported));
    if (record.network) object.value("network", core::network_definition(*record.network).build());
    return object.build();
}

}  // namespace

std::string_view kind_word(Kind kind) noexcept { return kind_words.at(static_cast<std::size_t>(kind)); }

std::optional<Kind> kind_of(std::string_view word) noexcept {
    const auto* const found = std::find(kind_words.begin(), kind_words.end(), word);
    if (found == kind_words.end()) return std::nullopt;
    return static_cast<Kind>(found - kind_words.begin());
}

std::string seal(const Record& record, Head& head) {
    std::string text = core::write_canonical_json(body(record, head));
    const core::Digest hash = core::sha256({text});
    // Where the order of keys has it. What stands before are texts without quotes in them, so this is the record's own key.
    text.insert(text.find("\"height\":"), std::string(hash_key) + core::hex(hash) + "\",");
    head = {head.sequence + 1, hash};
    return text;
}

core::Digest hash_of(std::string_view sealed) noexcept {
    core::Digest hash{};
    const std::size_t key = sealed.find(hash_key);
    if (key == std::string_view::npos || sealed.size() - key < hash_key.size() + 2 * hash.size()) return hash;
    const char* digits = sealed.data() + key + hash_key.size();
    for (std::uint8_t& byte : hash) {
        std::from_chars(digits, digits + 2, byte, 16);
        digits += 2;
    }
    return hash;
}

}  // namespace neuroshard::log
