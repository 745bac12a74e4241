// What the library's operations cost, called through the shared library as programs call it, beside what others take for
// the same. bench/report.py runs this and makes a table of it.
//
// One iteration is one call. Names are operation/input, and peer/NAME/operation/input for what others do.
#include <benchmark/benchmark.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include <neuroshard_version.hpp>

#include "corpora.hpp"
#include "empty_call.h"
#include "log_bench.hpp"
#include "node_bench.hpp"

namespace {

using benchmark::DoNotOptimize;
using benchmark::State;
using neuroshard::Version;

/// Goes round a list whose length is a power of two.
template <typename List>
class Round {
public:
    explicit Round(const List& list) : list_(list) {}
    const auto& next() { return list_[next_++ & (list_.size() - 1)]; }

private:
    const List& list_;
    std::size_t next_ = 0;
};

using Pairs = std::vector<std::pair<const nsv_version*, const nsv_version*>>;

const std::vector<Version>& versions_of(const bench::Corpus& corpus) {
    static std::vector<std::pair<const bench::Corpus*, std::vector<Version>>> known;
    for (const auto& [known_corpus, versions] : known) {
        if (known_corpus == &corpus) return versions;
    }
    std::vector<Version> versions;
    for (const std::string& text : corpus) versions.push_back(Version::parse(text));
    return known.emplace_back(&corpus, std::move(versions)).second;
}

Pairs version_pairs(const bench::Corpus& corpus) {
    const auto& versions = versions_of(corpus);
    Pairs pairs;
    for (const auto& [a, b] : bench::pairs_of(corpus)) pairs.emplace_back(versions[a].get(), versions[b].get());
    return pairs;
}

// ------------------------------------------------------------------------------------------------- the floor

/// Measures a function of two versions on pairs, the empty one among them: whatever the loop costs, it costs all.
template <typename Function>
void call_with_pairs(State& state, Function function, const bench::Corpus& corpus) {
    const Pairs pairs = version_pairs(corpus);
    Round<Pairs> round(pairs);
    for (auto _ : state) {
        const auto& [a, b] = round.next();
        DoNotOptimize(function(a, b));
    }
}

void empty_call(State& state) { call_with_pairs(state, nsv_bench_empty_call, bench::corpus_a()); }

void library_version(State& state) {
    for (auto _ : state) DoNotOptimize(nsv_library_version());
}

// ------------------------------------------------------------------------------------------------- text and JSON

void parse(State& state, const bench::Corpus& corpus) {
    Round<bench::Corpus> round(corpus);
    for (auto _ : state) {
        const std::string& text = round.next();
        nsv_version* version = nullptr;
        DoNotOptimize(nsv_version_parse(text.data(), text.size(), &version, nullptr));
        nsv_version_unref(version);
    }
}

void parse_failing(State& state) {
    for (auto _ : state) {
        nsv_error error = NSV_ERROR_INIT;
        nsv_version* version = nullptr;
        DoNotOptimize(nsv_version_parse("1.2.x", 5, &version, &error));
        DoNotOptimize(error);
    }
}

void parse_by_strtoul(State& state, const bench::Corpus& corpus) {
    Round<bench::Corpus> round(corpus);
    for (auto _ : state) {
        const char* text = round.next().c_str();
        char* end = nullptr;
        std::array<unsigned long, 3> numbers{};
        for (unsigned long& number : numbers) {
            number = std::strtoul(text, &end, 10);
            text = end + 1;
        }
        DoNotOptimize(numbers);
    }
}

void parse_by_sscanf(State& state, const bench::Corpus& corpus) {
    Round<bench::Corpus> round(corpus);
    for (auto _ : state) {
        std::array<unsigned long, 3> numbers{};
        DoNotOptimize(std::sscanf(round.next().c_str(), "%lu.%lu.%lu", &numbers[0], &numbers[1], &numbers[2]));
        DoNotOptimize(numbers);
    }
}

void version_from_json(State& state) {
    const std::string json = Version::current().to_json();
    for (auto _ : state) {
        nsv_version* version = nullptr;
        DoNotOptimize(nsv_version_from_json(json.data(), json.size(), &version, nullptr));
        nsv_version_unref(version);
    }
}

// ------------------------------------------------------------------------------------------------- features

std::vector<std::string> feature_names(std::size_t count) {
    std::vector<std::string> names;
    for (const std::string_view name : Version::current().features()) names.emplace_back(name);
    for (std::size_t i = names.size(); i < count; ++i) names.push_back("feature_number_" + std::to_string(i));
    return names;
}

void supports_feature(State& state, std::size_t count, std::string_view name) {
    const auto names = feature_names(count);
    const Version version = Version::current().with({names.begin(), names.end()}, {});
    for (auto _ : state) {
        DoNotOptimize(name);
        DoNotOptimize(nsv_version_supports_feature(version.get(), name.data(), name.size()));
    }
}

/// Lets the set look a view up without making a string of it.
struct TextHash : std::hash<std::string_view> {
    using is_transparent = void;
};

void find_in_unordered_set(State& state, std::size_t count, std::string_view name) {
    const auto names = feature_names(count);
    const std::unordered_set<std::string, TextHash, std::equal_to<>> set(names.begin(), names.end());
    for (auto _ : state) {
        DoNotOptimize(name);
        DoNotOptimize(set.contains(name));
    }
}

/// Each iteration is a fresh process, which measures itself.
void load(State& state) {
    for (auto _ : state) {
        FILE* const child = popen("'" NSV_BENCH_LOAD_TIME "' '" NSV_BENCH_LIBRARY "'", "r");
        long long nanoseconds = 0;
        const bool answered = child != nullptr && std::fscanf(child, "%lld", &nanoseconds) == 1;
        if (child == nullptr || pclose(child) != 0 || !answered) throw std::runtime_error("the loading process failed");
        state.SetIterationTime(static_cast<double>(nanoseconds) * 1e-9);
    }
}

void add_all() {
    const auto add = [](const std::string& name, auto function, auto... arguments) {
        return benchmark::RegisterBenchmark(name.c_str(), function, arguments...);
    };
    add("empty_call", empty_call);
    add("library_version", library_version);
    for (const auto& [name, corpus] : {std::pair("a", &bench::corpus_a), {"b", &bench::corpus_b}, {"c", &bench::corpus_c}}) {
        add(std::string("parse/") + name, [corpus](State& state) { parse(state, corpus()); });
    }
    for (const auto& [name, corpus] : {std::pair("a", &bench::corpus_a), {"c", &bench::corpus_c}}) {
        add(std::string("peer/strtoul/parse/") + name, [corpus](State& state) { parse_by_strtoul(state, corpus()); });
        add(std::string("peer/sscanf/parse/") + name, [corpus](State& state) { parse_by_sscanf(state, corpus()); });
    }
    add("parse/failing", parse_failing);
    add("version_from_json", version_from_json);
    for (const auto& [name, corpus] : {std::pair("a", &bench::corpus_a), {"b", &bench::corpus_b}}) {
        add(std::string("compare/") + name, [corpus](State& state) { call_with_pairs(state, nsv_version_compare, corpus()); });
        add(std::string("check_compatibility/") + name,
            [corpus](State& state) { call_with_pairs(state, nsv_version_check_compatibility, corpus()); });
    }
    for (const std::size_t count : {7U, 256U}) {
        for (const auto& [kind, name] :
             {std::pair("short", "ponw"), {"long", "robust_aggregation"}, {"absent", "fp8_training"}}) {
            const std::string input = std::to_string(count) + "_features/" + kind;
            add("supports_feature/" + input, supports_feature, count, std::string_view(name));
            add("peer/unordered_set/supports_feature/" + input, find_in_unordered_set, count, std::string_view(name));
        }
    }
    add("load", load)->UseManualTime()->Iterations(1)->Repetitions(21);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc == 3 && std::string_view(argv[1]) == "--write-corpora") {
        bench::write_corpora(argv[2]);
        return 0;
    }
    add_all();
    bench::add_node_benchmarks();
    bench::add_log_benchmarks();
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
