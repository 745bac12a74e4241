#include "vector_inputs.hpp"

#include <algorithm>
#include <fstream>
#include <functional>
#include <map>

#include <gtest/gtest.h>

namespace vectors {

using neuroshard::Manager;
using neuroshard::ManagerOptions;
using neuroshard::Network;
using neuroshard::Version;

namespace {

std::string repeated(const std::string& piece, std::size_t times) {
    std::string text;
    text.reserve(piece.size() * times);
    for (std::size_t i = 0; i < times; ++i) text += piece;
    return text;
}

template <typename Read>
std::vector<std::string> all(const Json& values, Read read) {
    std::vector<std::string> texts;
    std::transform(values.begin(), values.end(), std::back_inserter(texts), read);
    return texts;
}

using Step = std::function<void(Manager&, const Json&)>;

/// A step whose value is an object of inputs.
template <typename Take>
Step with_inputs(Take take) {
    return [take](Manager& manager, const Json& value) {
        Inputs inputs(value);
        take(manager, inputs);
        inputs.expect_no_other_keys();
    };
}

const std::map<std::string, Step> known_steps = {
    {"advance", with_inputs([](Manager& m, Inputs& step) { m.advance(step.number("height"), step.number("time")); })},
    {"rewind", with_inputs([](Manager& m, Inputs& step) { m.rewind(step.number("height"), step.number("time")); })},
    {"schedule", [](Manager& m, const Json& nep) { m.schedule_nep(json_text(nep)); }},
    {"catch_up", [](Manager& m, const Json& nep) { m.catch_up_nep(json_text(nep)); }},
    {"reschedule", with_inputs([](Manager& m, Inputs& step) {
         m.reschedule_nep(text(step["id"]), step.number("height"), step.number("time"));
     })},
    {"cancel", with_inputs([](Manager& m, Inputs& step) { m.cancel_nep(text(step["id"]), text(step["reason"])); })},
    {"activate", [](Manager& m, const Json& id) { EXPECT_TRUE(m.activate_nep(text(id)).activated) << id; }},
};

/// All that a step may change.
std::string said_by(const Manager& manager) {
    std::string all = manager.status_json();
    for (const std::string& nep : manager.neps()) all += '\n' + nep;
    for (const std::uint8_t byte : manager.head()) all += static_cast<char>(byte);
    return all;
}

void take_step(Manager& manager, const Json& step) {
    ASSERT_EQ(step.size(), 1U) << step;
    const auto member = step.begin();
    ASSERT_TRUE(known_steps.contains(member.key())) << "unknown step " << member.key();
    known_steps.at(member.key())(manager, member.value());
}

void take_steps(Manager& manager, const Json& steps) {
    for (const Json& step : steps) {
        const std::string before = said_by(manager);
        try {
            take_step(manager, step);
        } catch (const neuroshard::Error& error) {
            EXPECT_EQ(&step, &steps.back()) << "a step before the last: " << error.what();
            EXPECT_EQ(said_by(manager), before) << "changed by a step that failed";
            throw;
        }
    }
}

}  // namespace

std::string read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + path);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string text(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.contains("repeat")) return repeated(value.at("repeat"), value.at("times"));
    const std::string hex = value.at("hex");
    std::string bytes;
    for (std::size_t i = 0; i < hex.size(); i += 2) bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
    return bytes;
}

std::vector<std::string> texts(const Json& values) { return all(values, text); }

std::string json_text(const Json& value) { return value.contains("value") ? value.at("value").dump() : text(value); }

std::vector<std::string> json_texts(const Json& values) { return all(values, json_text); }

Version version(const Json& value) {
    return value.is_string() ? Version::parse(value.get<std::string>()) : Version::from_json(text(value.at("json")));
}

Network Inputs::network() {
    if (!has("network")) return Network::mainnet();
    const std::string name = (*this)["network"];
    return Network::from_json(read_file(NSV_VECTORS "/networks/" + name + ".json"));
}

Manager Inputs::manager() {
    ManagerOptions options;
    if (has("network")) options.network = network();
    if (has("supported_min")) options.supported_min = version((*this)["supported_min"]);
    if (has("supported_max")) options.supported_max = version((*this)["supported_max"]);
    if (has("grease")) options.grease = (*this)["grease"];
    if (has("unix_time")) options.unix_time = number("unix_time");
    Manager manager = has("import") ? Manager::import(options, text((*this)["import"])) : Manager(options);
    if (has("steps")) take_steps(manager, (*this)["steps"]);
    return manager;
}

void Inputs::expect_no_other_keys() const {
    for (const auto& [key, value] : json_.items()) EXPECT_TRUE(known_.contains(key)) << "unknown key " << key;
}

}  // namespace vectors
