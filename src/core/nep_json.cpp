#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "core/json_fields.hpp"
#include "core/nep.hpp"
#include "core/prose.hpp"
#include "core/text.hpp"

namespace neuroshard::core {
namespace {

constexpr std::size_t max_migration_steps = 100;
constexpr std::uint64_t max_grace_days = 3650;
/// What a manager says of a NEP, a reason for its cancellation included, takes less than the difference.
constexpr std::size_t max_written_size = max_nep_json - 4096;
constexpr std::string_view feature_parameter = "feature_";

/// What nodes must agree on, whatever the wording of the rest (S7).
Digest effect_of(const Nep::Content& content) {
    return sha256({write_canonical_json(JsonObjectBuilder()
                                            .number("activation_height", content.activation_height)
                                            .texts("adds", content.adds.names())
                                            .flag("backward_compatible", content.backward_compatible)
                                            .text("id", content.id.text())
                                            .texts("removes", content.removes.names())
                                            .value("requires", to_json(content.prerequisites))
                                            .text("target_version", content.target.text())
                                            .build())});
}

/// Reads what both forms of a NEP have in common. What is wrong is blamed on the reader that met it.
class NepReader {
public:
    NepReader(JsonObjectReader& object, const NoticePolicy& notice) : object_(object), notice_(notice) {}

    Nep::Content read() { return object_.has("nep_id") ? from_reference() : from_own(); }

private:
    Nep::Content from_own() {
        Nep::Content content{.id = nep_id_field(object_, "id"),
                             .title = prose_field(object_, "title"),
                             .target = version_field(object_, "target_version")};
        content.adds = features("adds", object_.optional_texts("adds"));
        content.removes = features("removes", object_.optional_texts("removes"));
        read_path(object_, "grace_days", content);
        content.announced_at = object_.number("announced_at", max_height);
        content.activation_height = height("activation_height");
        content.expected_activation_time = object_.number("expected_activation_time", max_height);
        read_rest(content);
        return content;
    }

    Nep::Content from_reference() {
        if (const auto status = object_.optional_text("status"); status && *status != "scheduled") {
            object_.blame("status", {Status::schema, fmt::format("expected 'scheduled', found {}", quote(*status))});
        }
        JsonObjectReader path = object_.object("upgrade_path");
        Nep::Content content{.id = nep_id_field(object_, "nep_id"),
                             .title = prose_field(object_, "title"),
                             .target = version_field(path, "target_version")};
        read_parameter_changes(content);
        read_path(path, "grace_period_days", content);
        content.announced_at = announcement();
        content.activation_height = height("activation_block");
        content.expected_activation_time = object_.optional_seconds("expected_activation_time", max_height)
                                               .value_or(content.announced_at + notice_.minimum_days * seconds_per_day);
        if (content.expected_activation_time > max_height) {
            object_.blame("expected_activation_time",
                          {Status::out_of_range, "missing, and the announcement is too late to fill it in"});
        }
        read_rest(content);
        return content;
    }

    FeatureSet features(std::string_view key, const std::vector<std::string_view>& names) {
        auto set = FeatureSet::of(names, key);
        if (set) return std::move(*set);
        object_.blame(std::move(set.error()));
        return {};
    }

    /// S9: what holds from the start belongs to the network's genesis.
    std::uint64_t height(std::string_view key) {
        const std::uint64_t height = object_.number(key, max_height);
        if (height == 0) object_.blame(key, {Status::out_of_range, "expected a height of at least 1, found 0"});
        return height;
    }

    std::uint64_t announcement() {
        for (const std::string_view key : {"announced_at", "updated_at", "created_at"}) {
            if (const auto time = object_.optional_seconds(key, max_height)) return *time;
        }
        object_.blame("announced_at", {Status::schema, "missing: expected it, updated_at or created_at"});
        return 0;
    }

    /// The keys that stand in the NEP itself, or in the reference's `upgrade_path`.
    void read_path(JsonObjectReader& path, std::string_view grace_key, Nep::Content& content) const {
        if (path.optional_text("min_version")) content.min_version = version_field(path, "min_version");
        content.backward_compatible = path.optional_boolean("backward_compatible", true);
        content.grace_days =
            path.optional_number(grace_key, max_grace_days).value_or(notice_.minimum_days - notice_.grace_from_day);
        const auto steps = path.optional_texts("migration_steps");
        if (steps.size() > max_migration_steps) {
            path.blame(too_many("migration_steps", max_migration_steps, steps.size()).value());
            return;
        }
        for (const std::string_view step : steps) {
            if (auto valid = check_prose(step); !valid) {
                valid.error().message.insert(0, fmt::format("migration_steps[{}]: ", content.migration_steps.size()));
                path.blame(std::move(valid.error()));
            }
            content.migration_steps.emplace_back(step);
        }
    }

    void read_parameter_changes(Nep::Content& content) {
        std::vector<std::string_view> adds;
        std::vector<std::string_view> removes;
        for (JsonObjectReader& change : object_.optional_objects("parameter_changes")) {
            const std::string_view parameter = change.text("parameter");
            if (!parameter.starts_with(feature_parameter)) continue;
            auto& names = change.boolean("new_value") ? adds : removes;
            names.push_back(parameter.substr(feature_parameter.size()));
        }
        content.adds = features("parameter_changes", adds);
        content.removes = features("parameter_changes", removes);
    }

    void read_rest(Nep::Content& content) {
        auto prerequisites = NepList::of(object_.optional_texts("requires"), "requires");
        if (prerequisites) {
            content.prerequisites = prerequisites->ids();
            std::sort(content.prerequisites.begin(), content.prerequisites.end());
        } else {
            object_.blame(std::move(prerequisites.error()));
        }
        // The reference has it as a kind of NEP.
        content.emergency = object_.optional_boolean("emergency", object_.optional_text("nep_type") == "emergency");
        const auto reserved = std::find_if(content.adds.names().begin(), content.adds.names().end(), is_grease);
        if (reserved != content.adds.names().end()) {
            object_.blame("adds", {Status::schema,
                                   fmt::format("names that begin with grease_ are reserved, found {}", quote(*reserved))});
        }
        if (content.expected_activation_time < content.announced_at) {
            object_.blame("expected_activation_time",
                          {Status::schema, fmt::format("expected a time not before announced_at ({}), found {}",
                                                       content.announced_at, content.expected_activation_time)});
        }
    }

    JsonObjectReader& object_;
    const NoticePolicy& notice_;
};

}  // namespace

Nep::Nep(Content all) : content(std::move(all)), effect_hash(effect_of(content)) {}

NepRef read_nep(JsonObjectReader& object, const NoticePolicy& notice) { return Nep::make(NepReader(object, notice).read()); }

void check_written_size(JsonObjectReader& object, const Nep& nep) {
    const std::size_t size = write_json(nep_to_json(nep).build()).size();
    if (size <= max_written_size) return;
    object.blame("migration_steps",
                 {Status::limit, fmt::format("the NEP is too long: expected at most {} bytes once it is written "
                                             "with all its keys, found {}",
                                             max_written_size, size)});
}

Result<NepRef> nep_from_json(std::string_view text, const NoticePolicy& notice) {
    auto document = parse_json(text, max_nep_json);
    if (!document) return tl::unexpected<Error>(std::move(document.error()));
    std::optional<Error> error;
    JsonObjectReader object(*document, "$", error);
    NepRef nep = read_nep(object, notice);
    // Written, it is longer only by the keys that were left to their defaults.
    if (text.size() > max_written_size / 2) check_written_size(object, *nep);
    if (error) return tl::unexpected<Error>(std::move(*error));
    return nep;
}

JsonObjectBuilder nep_to_json(const Nep& nep) {
    const Nep::Content& content = nep.content;
    JsonObjectBuilder object;
    object.text("id", content.id.text())
        .text("title", content.title)
        .text("target_version", content.target.text())
        .texts("adds", content.adds.names())
        .texts("removes", content.removes.names())
        .value("requires", to_json(content.prerequisites))
        .optional_text("min_version", content.min_version ? std::optional(content.min_version->text()) : std::nullopt)
        .flag("backward_compatible", content.backward_compatible)
        .flag("emergency", content.emergency)
        .number("announced_at", content.announced_at)
        .number("activation_height", content.activation_height)
        .number("expected_activation_time", content.expected_activation_time)
        .number("grace_days", content.grace_days)
        .texts("migration_steps", content.migration_steps);
    return object;
}

}  // namespace neuroshard::core
