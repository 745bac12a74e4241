#include <algorithm>

#include <fmt/format.h>

#include "core/json.hpp"
#include "core/json_fields.hpp"
#include "core/json_object_reader.hpp"
#include "core/network.hpp"
#include "core/text.hpp"

namespace neuroshard::core {
namespace {

constexpr std::size_t max_id = 64;
constexpr std::uint64_t max_days = 3650;

/// Fills the parts of a network from its JSON. What is wrong is blamed on the reader that met it.
class DefinitionReader {
public:
    explicit DefinitionReader(const Json& document) : root_(document, "$", error_) {}

    Result<NetworkRef> read() {
        parts_.id = id();
        const SemVer genesis = version_field(root_, "genesis");
        read_features(genesis);
        parts_.genesis = ProtocolVersion::make(genesis, features_since(genesis), {}).value();  // features alone always fit
        read_history();
        read_roles();
        read_notice();
        read_neps();
        root_.refuse_other_keys();
        if (error_) return tl::unexpected<Error>(std::move(*error_));
        return Network::make(std::move(parts_));
    }

private:
    std::string id() {
        const std::string_view id = root_.text("id");
        const auto allowed = [](char c) { return is_lower(c) || is_digit(c) || c == '-' || c == '_' || c == '.'; };
        if (id.empty() || id.size() > max_id || !std::all_of(id.begin(), id.end(), allowed)) {
            root_.blame("id", {Status::syntax,
                               fmt::format("expected 1 to {} of the characters a-z 0-9 . _ -, found {}", max_id, quote(id))});
        }
        return std::string(id);
    }

    bool refuse_more_than(std::size_t limit, std::string_view key, std::size_t count) {
        if (count > limit) root_.blame(too_many(key, limit, count).value());
        return count > limit;
    }

    void read_features(const SemVer& genesis) {
        auto objects = root_.objects("features");
        if (refuse_more_than(FeatureSet::max_features, "features", objects.size())) return;
        std::vector<std::string_view> names;
        for (JsonObjectReader& object : objects) {
            names.push_back(object.text("name"));
            Feature feature{.name = std::string(names.back()),
                            .title = prose_field(object, "title"),
                            .description = prose_field(object, "description"),
                            .since = since(object, genesis),
                            .required_nep = required_nep(object)};
            object.refuse_other_keys();
            parts_.features.push_back(std::move(feature));
        }
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (is_grease(names[i])) objects[i].blame("name", {Status::schema, "names that begin with grease_ are reserved"});
        }
        // The set's own checks are those of a registry: names and duplicates.
        if (auto valid = FeatureSet::of(names); !valid) root_.blame(std::move(valid.error()));
    }

    static std::optional<SemVer> since(JsonObjectReader& object, const SemVer& genesis) {
        if (!object.optional_text("since")) return std::nullopt;
        const SemVer since = version_field(object, "since");
        if (since < genesis) {
            object.blame("since", {Status::schema, fmt::format("expected {} (the genesis version) or later, found {}",
                                                               genesis.text(), since.text())});
        }
        return since;
    }

    static std::optional<NepId> required_nep(JsonObjectReader& object) {
        if (!object.optional_text("required_nep")) return std::nullopt;
        return nep_id_field(object, "required_nep");
    }

    FeatureSet features_since(const SemVer& genesis) const {
        std::vector<std::string_view> names;
        for (const Feature& feature : parts_.features) {
            if (feature.since && *feature.since == genesis) names.emplace_back(feature.name);
        }
        return FeatureSet::of(names).value_or(FeatureSet());  // a bad name has been blamed already
    }

    void read_history() {
        auto objects = root_.objects("history");
        if (refuse_more_than(Network::max_history, "history", objects.size())) return;
        for (JsonObjectReader& object : objects) {
            HistoryEntry entry{version_field(object, "version"), prose_field(object, "date"),
                               prose_field(object, "description")};
            if (!parts_.history.empty() && entry.version <= parts_.history.back().version) {
                object.blame("version",
                             {Status::schema, fmt::format("expected a version after {}, found {}",
                                                          parts_.history.back().version.text(), entry.version.text())});
            }
            object.refuse_other_keys();
            parts_.history.push_back(std::move(entry));
        }
    }

    void read_roles() {
        auto objects = root_.objects("roles");
        if (refuse_more_than(Network::max_roles, "roles", objects.size())) return;
        for (JsonObjectReader& object : objects) {
            const std::string_view name = object.text("name");
            if (auto valid = check_feature_name(name); !valid) {
                object.blame("name",
                             {valid.error().status, "expected a role name spelled like a feature name, found " + quote(name)});
            }
            const auto same = [&](const Role& role) { return role.name == name; };
            if (std::any_of(parts_.roles.begin(), parts_.roles.end(), same)) {
                object.blame("name", {Status::duplicate, fmt::format("role {} is already defined", quote(name))});
            }
            parts_.roles.push_back({std::string(name), required_features(object)});
            object.refuse_other_keys();
        }
    }

    std::vector<std::string> required_features(JsonObjectReader& role) const {
        const auto names = role.texts("requires");
        auto set = FeatureSet::of(names, "requires");
        if (!set) {
            role.blame(std::move(set.error()));
            return {};
        }
        for (const std::string& name : set->names()) {
            const auto same = [&](const Feature& feature) { return feature.name == name; };
            if (std::none_of(parts_.features.begin(), parts_.features.end(), same)) {
                role.blame("requires", {Status::not_found, fmt::format("feature {} is not in the registry", quote(name))});
            }
        }
        return set->names();
    }

    void read_notice() {
        JsonObjectReader object = root_.object("notice");
        parts_.notice = {.minimum_days = object.number("minimum_days"), .grace_from_day = object.number("grace_from_day")};
        if (parts_.notice.minimum_days > max_days) {
            object.blame("minimum_days", {Status::out_of_range, fmt::format("expected at most {} days, found {}", max_days,
                                                                            parts_.notice.minimum_days)});
        }
        if (parts_.notice.grace_from_day > parts_.notice.minimum_days) {
            object.blame("grace_from_day",
                         {Status::out_of_range, fmt::format("expected at most minimum_days ({}), found {}",
                                                            parts_.notice.minimum_days, parts_.notice.grace_from_day)});
        }
        object.refuse_other_keys();
    }

    /// They are in the definition because the network has agreed on them, so their notice does not matter.
    void read_neps() {
        auto objects = root_.optional_objects("neps");
        if (refuse_more_than(NepList::max_neps, "neps", objects.size())) return;
        std::vector<NepRef> neps;
        neps.reserve(objects.size());
        for (JsonObjectReader& object : objects) {
            neps.push_back(read_nep(object, parts_.notice));
            check_written_size(object, *neps.back());
        }
        if (error_) return;
        auto schedule = Schedule::make({parts_.id, parts_.genesis}, std::move(neps));
        if (schedule) {
            parts_.schedule = std::move(*schedule);
        } else {
            root_.blame("neps", std::move(schedule.error()));
        }
    }

    std::optional<Error> error_;
    JsonObjectReader root_;
    Network::Parts parts_;
};

/// What a feature does not have is left out, so that no definition is written longer than it was read.
Json to_json(const Feature& feature) {
    JsonObjectBuilder object;
    object.text("name", feature.name).text("title", feature.title).text("description", feature.description);
    if (feature.since) object.text("since", feature.since->text());
    if (feature.required_nep) object.text("required_nep", feature.required_nep->text());
    return object.build();
}

Json to_json(const HistoryEntry& entry) {
    return JsonObjectBuilder()
        .text("version", entry.version.text())
        .text("date", entry.date)
        .text("description", entry.description)
        .build();
}

Json to_json(const Role& role) {
    return JsonObjectBuilder().text("name", role.name).texts("requires", role.required_features).build();
}

Json to_json(const NoticePolicy& notice) {
    return JsonObjectBuilder()
        .number("minimum_days", notice.minimum_days)
        .number("grace_from_day", notice.grace_from_day)
        .build();
}

Json to_json(const ScheduledNep& scheduled) { return nep_to_json(*scheduled.nep).build(); }

template <typename T>
Json list_to_json(const std::vector<T>& values) {
    Json::Array array;
    array.reserve(values.size());
    for (const T& value : values) array.push_back(to_json(value));
    return Json{std::move(array)};
}

}  // namespace

Result<NetworkRef> network_from_json(std::string_view text) {
    auto document = parse_json(text, Network::max_json);
    if (!document) return tl::unexpected<Error>(std::move(document.error()));
    return DefinitionReader(*document).read();
}

JsonObjectBuilder network_definition(const Network& network) {
    JsonObjectBuilder definition;
    definition.text("id", network.id())
        .text("genesis", network.genesis()->semver().text())
        .value("features", list_to_json(network.features()))
        .value("history", list_to_json(network.history()))
        .value("roles", list_to_json(network.roles()))
        .value("notice", to_json(network.notice()));
    return definition;
}

std::string network_to_json(const Network& network) {
    JsonObjectBuilder definition = network_definition(network);
    if (!network.schedule()->neps().empty()) definition.value("neps", list_to_json(network.schedule()->neps()));
    return write_json(definition.build());
}

}  // namespace neuroshard::core
