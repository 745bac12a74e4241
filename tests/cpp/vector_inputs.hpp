/// The inputs of the test vectors, read as tests/vectors/README.md says.
#pragma once

#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "neuroshard_version.hpp"

namespace vectors {

using Json = nlohmann::ordered_json;

std::string read_file(const std::string& path);

/// T: a text of bytes.
std::string text(const Json& value);
std::vector<std::string> texts(const Json& values);

/// J: a JSON text.
std::string json_text(const Json& value);
std::vector<std::string> json_texts(const Json& values);

/// V: a version.
neuroshard::Version version(const Json& value);

/// An object of inputs, which remembers the keys it was asked for.
class Inputs {
public:
    explicit Inputs(const Json& json, std::set<std::string> known = {}) : json_(json), known_(std::move(known)) {}

    bool has(const std::string& key) { return known_.insert(key), json_.contains(key); }
    const Json& operator[](const std::string& key) { return known_.insert(key), json_.at(key); }
    /// N: a number of 64 bits.
    std::uint64_t number(const std::string& key) { return std::stoull((*this)[key].get<std::string>()); }

    neuroshard::Network network();
    /// The manager that the inputs describe, after its steps.
    neuroshard::Manager manager();

    void expect_no_other_keys() const;

private:
    const Json& json_;
    std::set<std::string> known_;
};

}  // namespace vectors
