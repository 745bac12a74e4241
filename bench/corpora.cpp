#include "corpora.hpp"

#include <array>
#include <cstdint>
#include <fstream>
#include <string_view>

namespace bench {
namespace {

/// Knuth's linear congruential generator (MMIX), of which the upper half is random enough for texts.
class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    std::uint64_t below(std::uint64_t limit) {
        state_ = state_ * 6364136223846793005U + 1442695040888963407U;
        return (state_ >> 32U) % limit;
    }

private:
    std::uint64_t state_;
};

std::string plain_version(Random& random) {
    const auto major = random.below(10);
    const auto minor = random.below(100);
    const auto patch = random.below(1000);
    return std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(patch);
}

Corpus plain_versions(std::size_t count, std::uint64_t seed) {
    Random random(seed);
    Corpus corpus;
    for (std::size_t i = 0; i < count; ++i) corpus.push_back(plain_version(random));
    return corpus;
}

/// What follows the three numbers in semver.org's examples of valid versions.
constexpr std::array<std::string_view, 24> suffixes = {
    "-alpha",
    "-alpha.1",
    "-alpha.beta",
    "-beta",
    "-beta.2",
    "-beta.11",
    "-rc.1",
    "-alpha0.valid",
    "-alpha.0valid",
    "-rc.1+build.123",
    "-rc.1+build.1",
    "-beta+exp.sha.5114f85",
    "-alpha+001",
    "+20130313144700",
    "+21AF26D3---117B344092BD",
    "-alpha-a.b-c-somethinglong+build.1-aef.1-its-okay",
    "-DEV-SNAPSHOT",
    "-SNAPSHOT-123",
    "-alpha.1227",
    "---RC-SNAPSHOT.12.9.1--.12+788",
    "---R-S.12.9.1--.12+meta",
    "---RC-SNAPSHOT.12.9.1--.12",
    "+0.build.1-rc.10000aaa-kk-0.1",
    "-0A.is.legal",
};

Corpus full_versions(std::size_t count, std::uint64_t seed) {
    Random random(seed);
    Corpus corpus;
    for (std::size_t i = 0; i < count; ++i) {
        std::string text = plain_version(random);
        if (random.below(5) != 0) text += suffixes.at(random.below(suffixes.size()));
        corpus.push_back(std::move(text));
    }
    return corpus;
}

void write_corpus(const std::filesystem::path& file, const Corpus& corpus) {
    std::ofstream out(file, std::ios::binary);
    out.exceptions(std::ios::failbit | std::ios::badbit);
    for (const std::string& text : corpus) out << text << '\n';
}

}  // namespace

const Corpus& corpus_a() {
    static const Corpus corpus = plain_versions(1024, 1);
    return corpus;
}

const Corpus& corpus_b() {
    static const Corpus corpus = full_versions(1024, 2);
    return corpus;
}

const Corpus& corpus_c() {
    static const Corpus corpus = plain_versions(65536, 3);
    return corpus;
}

std::vector<std::pair<std::size_t, std::size_t>> pairs_of(const Corpus& corpus) {
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t i = 0; i < corpus.size(); ++i) pairs.emplace_back(i, (i * 37 + 11) % corpus.size());
    return pairs;
}

void write_corpora(const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    write_corpus(folder / "a.txt", corpus_a());
    write_corpus(folder / "b.txt", corpus_b());
    write_corpus(folder / "c.txt", corpus_c());
}

}  // namespace bench
