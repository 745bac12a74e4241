// Runs tests/vectors through the C++ header; tests/vectors/README.md says what the files mean.
#include <algorithm>
#include <filesystem>
#include <iostream>

#include <gtest/gtest.h>

#include "vector_operations.hpp"

namespace {

using vectors::find_operation;
using vectors::Inputs;
using vectors::Json;
using vectors::Operation;
using vectors::read_file;

void run_case(Operation operation, const Json& json) {
    SCOPED_TRACE(json.at("name"));
    Inputs inputs(json, {"name", "ok", "error"});
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
        const Json file = Json::parse(read_file(path.string()));
        EXPECT_EQ(file.size(), 4U) << "expected operation, about, rules, cases";
        const Json& cases = file.at("cases");
        ASSERT_FALSE(cases.empty());
        for (const Json& json : cases) run_case(find_operation(file.at("operation")), json);
        std::cout << "vectors: " << path.filename().string() << ": " << cases.size() << " cases\n";
        total += cases.size();
    }
    std::cout << "vectors: total: " << total << " cases\n";
    EXPECT_GT(total, 0U);
}

}  // namespace
