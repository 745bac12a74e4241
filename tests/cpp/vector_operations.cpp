#include "vector_operations.hpp"

#include <array>
#include <iomanip>
#include <map>
#include <sstream>

#include <gtest/gtest.h>

namespace vectors {

using neuroshard::Manager;
using neuroshard::Network;
using neuroshard::Version;

namespace {

std::vector<std::string_view> views(const std::vector<std::string>& texts) { return {texts.begin(), texts.end()}; }

Json describe(const Version& parsed) {
    return {{"major", std::to_string(parsed.major())},
            {"minor", std::to_string(parsed.minor())},
            {"patch", std::to_string(parsed.patch())},
            {"prerelease", parsed.prerelease()},
            {"build", parsed.build()},
            {"string", parsed.string()}};
}

Json parse(Inputs& inputs) { return describe(Version::parse(text(inputs["text"]))); }
Json parse_lenient(Inputs& inputs) { return describe(Version::parse_lenient(text(inputs["text"]))); }

Json order(Inputs& inputs) {
    std::vector<Version> versions;
    for (const Json& text : inputs["ascending"]) versions.push_back(version(text));
    for (std::size_t i = 0; i < versions.size(); ++i) {
        for (std::size_t j = 0; j < versions.size(); ++j) {
            EXPECT_EQ(versions[i] <=> versions[j], i <=> j) << versions[i] << " and " << versions[j];
        }
    }
    return true;
}

Json equal(Inputs& inputs) {
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

Json compatibility(Inputs& inputs) {
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

Json from_json(Inputs& inputs) {
    const Version read = Version::from_json(text(inputs["json"]));
    return {{"string", read.string()},
            {"features", read.features()},
            {"active_neps", read.active_neps()},
            {"json", read.to_json()}};
}

Json with(Inputs& inputs) {
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

Json network_from_json(Inputs& inputs) { return {{"json", Network::from_json(text(inputs["json"])).to_json()}}; }

Json network_describe(Inputs& inputs) {
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

Json describe(const Manager& manager, const Version& peer, const neuroshard::Verdict& verdict) {
    EXPECT_EQ(verdict.can_talk(), verdict.level != neuroshard::Compatibility::incompatible);
    return {{"level", to_string(verdict.level)},
            {"reason", to_string(verdict.reason)},
            {"upgrade", to_string(verdict.upgrade)},
            {"cut_height", std::to_string(verdict.cut_height)},
            {"message", manager.verdict_message(peer, verdict)}};
}

Json judge(const Manager& manager, const std::string& advertisement) {
    const neuroshard::Verdict verdict = manager.check_peer(advertisement);  // first, for its error is what a case expects
    return describe(manager, Version::from_json(advertisement), verdict);
}

Json status(Inputs& inputs) {
    const Manager manager = inputs.manager();
    const Version version = manager.current_version();
    return {{"status", to_string(manager.status())},
            {"version", version.string()},
            {"features", version.features()},
            {"active_neps", version.active_neps()},
            {"network_version", manager.network_version().string()},
            {"network_minimum", manager.network_minimum().string()},
            {"supported_min", manager.supported_min().string()},
            {"supported_max", manager.supported_max().string()},
            {"height", std::to_string(manager.height())},
            {"time", std::to_string(manager.time())}};
}

Json status_json(Inputs& inputs) { return Json::parse(inputs.manager().status_json()); }

Json neps(Inputs& inputs) {
    Json list = Json::array();
    for (const std::string& nep : inputs.manager().neps()) list.push_back(Json::parse(nep));
    return list;
}

Json activate(Inputs& inputs) {
    Manager manager = inputs.manager();
    const auto answer = manager.activate_nep(text(inputs["id"]));
    return {{"activated", answer.activated}, {"message", answer.message}};
}

Json participation(Inputs& inputs) {
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

Json advertisement(Inputs& inputs) { return {{"text", inputs.manager().advertisement()}}; }

template <std::size_t Size>
std::string hex(const std::array<std::uint8_t, Size>& bytes) {
    std::ostringstream digits;
    for (const unsigned byte : bytes) digits << std::hex << std::setw(2) << std::setfill('0') << byte;
    return digits.str();
}

Json upgrade_id(Inputs& inputs) {
    const auto id = inputs.manager().upgrade_id();
    return {{"digest", hex(id.digest)}, {"next", std::to_string(id.next)}};
}

Json check_peer_compatibility(Inputs& inputs) {
    const Manager manager = inputs.manager();
    const Version peer = version(inputs["peer"]);
    return describe(manager, peer, manager.check_peer_compatibility(peer));
}

Json check_peer(Inputs& inputs) { return judge(inputs.manager(), json_text(inputs["advertisement"])); }

Json negotiate(Inputs& inputs) { return {{"json", inputs.manager().negotiate(json_text(inputs["advertisement"])).to_json()}}; }

/// Null where the two cannot talk.
Json negotiated(const Manager& manager, const std::string& advertisement) {
    try {
        return manager.negotiate(advertisement).to_json();
    } catch (const neuroshard::Error& error) {
        EXPECT_EQ(error.status(), NSV_ERROR_INCOMPATIBLE) << error.what();
        return nullptr;
    }
}

Json meet(Inputs& inputs) {
    Inputs of_a(inputs["a"]);
    Inputs of_b(inputs["b"]);
    const Manager a = of_a.manager();
    const Manager b = of_b.manager();
    of_a.expect_no_other_keys();
    of_b.expect_no_other_keys();
    return {{"a", judge(a, b.advertisement())},
            {"b", judge(b, a.advertisement())},
            {"a_negotiated", negotiated(a, b.advertisement())},
            {"b_negotiated", negotiated(b, a.advertisement())}};
}

Json readiness(Inputs& inputs) {
    neuroshard::Readiness readiness(inputs.manager());
    for (const std::string& peer : json_texts(inputs["advertisements"])) readiness.try_add(peer);
    return Json::parse(readiness.to_json());
}

Json log_of(Inputs& inputs) {
    const Manager manager = inputs.manager();
    Json records = Json::array();
    std::string lines;
    for (std::uint64_t sequence = 1; sequence <= manager.record_count(); ++sequence) {
        records.push_back(manager.record_json(sequence));
        lines += manager.record_json(sequence) + '\n';
    }
    EXPECT_THROW(manager.record_json(manager.record_count() + 1), neuroshard::Error);
    const auto page = manager.export_records(0);
    EXPECT_EQ(page.json_lines, lines);
    EXPECT_EQ(page.last, records.size());
    EXPECT_TRUE(manager.verify().sound);
    EXPECT_TRUE(manager.verify(manager.head()).sound);
    return {{"records", records}, {"head", hex(manager.head())}};
}

Json transcript_digest(Inputs& inputs) {
    const std::string a = text(inputs["a"]);
    const std::string b = text(inputs["b"]);
    const auto digest = neuroshard::transcript_digest(a, b);
    EXPECT_EQ(neuroshard::transcript_digest(b, a), digest);
    return {{"digest", hex(digest)}};
}

const std::map<std::string, Operation> operations = {
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
    {"manager.status_json", status_json},
    {"manager.neps", neps},
    {"manager.activate", activate},
    {"manager.participation", participation},
    {"manager.advertisement", advertisement},
    {"manager.upgrade_id", upgrade_id},
    {"manager.check_peer_compatibility", check_peer_compatibility},
    {"manager.check_peer", check_peer},
    {"manager.negotiate", negotiate},
    {"manager.readiness", readiness},
    {"manager.log", log_of},
    {"managers.meet", meet},
    {"transcript.digest", transcript_digest},
};

}  // namespace

Operation find_operation(const std::string& name) { return operations.at(name); }

}  // namespace vectors
