// Runs tests/vectors through the C++ header; tests/vectors/README.md says what the files mean.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "neuroshard_version.hpp"

namespace {

using neuroshard::Manager;
using neuroshard::ManagerOptions;
using neuroshard::Network;
using neuroshard::Version;
using Json = nlohmann::ordered_json;

std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + path.string());
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string repeated(const std::string& piece, std::size_t times) {
    std::string text;
    text.reserve(piece.size() * times);
    for (std::size_t i = 0; i < times; ++i) text += piece;
    return text;
}

/// T: a text of bytes.
std::string text(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.contains("repeat")) return repeated(value.at("repeat"), value.at("times"));
    const std::string hex = value.at("hex");
    std::string bytes;
    for (std::size_t i = 0; i < hex.size(); i += 2) bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
    return bytes;
}

std::vector<std::string> texts(const Json& values) {
    std::vector<std::string> all;
    std::transform(values.begin(), values.end(), std::back_inserter(all), text);
    return all;
}

std::vector<std::string_view> views(const std::vector<std::string>& texts) { return {texts.begin(), texts.end()}; }

/// V: a version.
Version version(const Json& value) {
    return value.is_string() ? Version::parse(value.get<std::string>()) : Version::from_json(text(value.at("json")));
}

/// One case: reads inputs, and remembers which keys it was asked for.
class Case {
public:
    explicit Case(const Json& json) : json_(json) {}
    bool has(const std::string& key) { return known_.insert(key), json_.contains(key); }
    const Json& operator[](const std::string& key) { return known_.insert(key), json_.at(key); }
    Network network() {
        if (!has("network")) return Network::mainnet();
        const std::string name = (*this)["network"];
        return Network::from_json(read_file(std::filesystem::path(NSV_VECTORS) / "networks" / (name + ".json")));
    }
    Manager manager() {
        ManagerOptions options;
        if (has("network")) options.network = network();
        if (has("supported_min")) options.supported_min = version((*this)["supported_min"]);
        if (has("supported_max")) options.supported_max = version((*this)["supported_max"]);
        return Manager(options);
    }
    void expect_no_other_keys() const {
        for (const auto& [key, value] : json_.items()) EXPECT_TRUE(known_.contains(key)) << "unknown key " << key;
    }

private:
    const Json& json_;
    std::set<std::string> known_ = {"name", "ok", "error"};
};

Json describe(const Version& parsed) {
    return {{"major", std::to_string(parsed.major())},
            {"minor", std::to_string(parsed.minor())},
            {"patch", std::to_string(parsed.patch())},
            {"prerelease", parsed.prerelease()},
            {"build", parsed.build()},
            {"string", parsed.string()}};
}

Json parse(Case& inputs) { return describe(Version::parse(text(inputs["text"]))); }
Json parse_lenient(Case& inputs) { return describe(Version::parse_lenient(text(inputs["text"]))); }

Json order(Case& inputs) {
    std::vector<Version> versions;
    for (const Json& text : inputs["ascending"]) versions.push_back(version(text));
    for (std::size_t i = 0; i < versions.size(); ++i) {
        for (std::size_t j = 0; j < versions.size(); ++j) {
            EXPECT_EQ(versions[i] <=> versions[j], i <=> j) << versions[i] << " and " << versions[j];
        }
    }
    return true;
}

Json equal(Case& inputs) {
    std::vector<Version> versions;
    for (const Json& text : inputs["versions"]) versions.push_back(version(text));
    for (const Version& a : versions) {
        for (const Version& b : versions) {
            EXPECT_EQ(a, b);
            EXPECT_EQ(std::hash<Version>{}(a), std::hash<Version>{}(b)) << a << " and " << b;
        }
    }
    return true;
}

Json compatibility(Case& inputs) {
    const Version local = version(inputs["local"]);
    const Version peer = version(inputs["peer"]);
    const auto level = local.check_compatibility(peer);
    return {{"value", static_cast<int>(level)},
            {"level", to_string(level)},
            {"word", to_word(level)},
            {"compatible", local.is_compatible(peer)},
            {"upgrade", to_string(local.side_to_upgrade(peer))},
            {"message", local.compatibility_message(peer)}};
}

Json from_json(Case& inputs) {
    const Version read = Version::from_json(text(inputs["json"]));
    return {{"string", read.string()},
            {"features", read.features()},
            {"active_neps", read.active_neps()},
            {"json", read.to_json()}};
}

Json with(Case& inputs) {
    const auto features = texts(inputs["features"]);
    const auto neps = texts(inputs["active_neps"]);
    const Version made = version(inputs["version"]).with(views(features), views(neps));
    Json got = {{"string", made.string()}, {"features", made.features()}, {"active_neps", made.active_neps()}};
    for (const char* const key : {"supports", "lacks"}) {
        got[key] = inputs["ok"][key];
        for (const Json& name : got[key]) EXPECT_EQ(made.supports_feature(text(name)), key == std::string("supports")) << name;
    }
    return got;
}

Json network_from_json(Case& inputs) { return {{"json", Network::from_json(text(inputs["json"])).to_json()}}; }

Json network_describe(Case& inputs) {
    const Network network = inputs.network();
    Json features = Json::array();
    for (const auto& feature : network.features()) {
        features.push_back({{"name", feature.name},
                            {"title", feature.title},
                            {"description", feature.description},
                            {"since", feature.since},
                            {"required_nep", feature.required_nep ? Json(*feature.required_nep) : Json()},
                            {"pending", feature.pending}});
    }
    Json history = Json::array();
    for (const auto& [since, date, description] : network.history()) {
        history.push_back({{"version", since}, {"date", date}, {"description", description}});
    }
    Json roles = Json::array();
    for (const auto& [name, required] : network.roles()) roles.push_back({{"name", name}, {"requires", required}});
    return {{"id", network.id()},
            {"genesis", network.genesis().string()},
            {"genesis_features", network.genesis().features()},
            {"features", features},
            {"history", history},
            {"roles", roles},
            {"notice_days", network.notice_days()},
            {"grace_from_day", network.grace_from_day()}};
}

Json status(Case& inputs) {
    const Manager manager = inputs.manager();
    return {{"status", to_string(manager.status())},
            {"version", manager.current_version().string()},
            {"network_version", manager.network_version().string()},
            {"network_minimum", manager.network_minimum().string()},
            {"supported_min", manager.supported_min().string()},
            {"supported_max", manager.supported_max().string()},
            {"features", manager.current_version().features()},
            {"json", manager.status_json()}};
}

Json participation(Case& inputs) {
    const Manager manager = inputs.manager();
    const std::string role = text(inputs["role"]);
    const auto answer = manager.can_participate(role);
    const auto expect_same = [&](const neuroshard::Participation& other) {
        EXPECT_EQ(other.allowed, answer.allowed);
        EXPECT_EQ(other.reason, answer.reason);
    };
    if (role == "training") expect_same(manager.can_participate_in_training());
    if (role == "inference") expect_same(manager.can_participate_in_inference());
    return {{"allowed", answer.allowed}, {"reason", answer.reason}};
}

Json check_peer_compatibility(Case& inputs) {
    const Manager manager = inputs.manager();
    const Version peer = version(inputs["peer"]);
    const auto verdict = manager.check_peer_compatibility(peer);
    EXPECT_EQ(verdict.can_talk(), verdict.level != neuroshard::Compatibility::incompatible);
    return {{"level", to_string(verdict.level)},
            {"reason", to_string(verdict.reason)},
            {"upgrade", to_string(verdict.upgrade)},
            {"cut_height", std::to_string(verdict.cut_height)},
            {"message", manager.verdict_message(peer, verdict)}};
}

const std::map<std::string, Json (*)(Case&)> operations = {
    {"version.parse", parse},
    {"version.parse_lenient", parse_lenient},
    {"version.order", order},
    {"version.equal", equal},
    {"version.compatibility", compatibility},
    {"version.from_json", from_json},
    {"version.with", with},
    {"network.from_json", network_from_json},
    {"network.describe", network_describe},
    {"manager.status", status},
    {"manager.participation", participation},
    {"manager.check_peer_compatibility", check_peer_compatibility},
};

void run_case(Json (*operation)(Case&), const Json& json) {
    SCOPED_TRACE(json.at("name"));
    Case inputs(json);
    Json got;
    try {
        got["ok"] = operation(inputs);
    } catch (const neuroshard::Error& error) {
        got["error"] = {{"status", nsv_status_name(error.status())},
                        {"offset", error.offset() ? Json(*error.offset()) : Json()},
                        {"message", error.what()}};
    }
    Json expected;
    for (const char* const outcome : {"ok", "error"}) {
        if (json.contains(outcome)) expected[outcome] = json.at(outcome);
    }
    ASSERT_EQ(expected.size(), 1U);
    EXPECT_EQ(nlohmann::json(got), nlohmann::json(expected));
    inputs.expect_no_other_keys();
}

TEST(Vectors, AllPass) {
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(NSV_VECTORS)) {
        if (entry.path().extension() == ".json") paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    std::size_t total = 0;
    for (const auto& path : paths) {
        SCOPED_TRACE(path.filename());
        const Json file = Json::parse(read_file(path));
        EXPECT_EQ(file.size(), 4U) << "expected operation, about, rules, cases";
        const Json& cases = file.at("cases");
        ASSERT_FALSE(cases.empty());
        for (const Json& json : cases) run_case(operations.at(file.at("operation")), json);
        std::cout << "vectors: " << path.filename().string() << ": " << cases.size() << " cases\n";
        total += cases.size();
    }
    std::cout << "vectors: total: " << total << " cases\n";
    EXPECT_GT(total, 0U);
}

}  // namespace
