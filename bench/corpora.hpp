// The texts that this library and its peers parse. They are the same in every run, and every peer reads the same bytes.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace bench {

using Corpus = std::vector<std::string>;

/// 1,024 plain versions, as in `3.41.7`.
const Corpus& corpus_a();
/// 1,024 of the valid examples of semver.org and their like; four in five have a pre-release or build metadata.
const Corpus& corpus_b();
/// 65,536 plain versions: too many for a branch predictor to learn.
const Corpus& corpus_c();

/// Pairs of indexes into a corpus, one for each text: the text and another one.
std::vector<std::pair<std::size_t, std::size_t>> pairs_of(const Corpus& corpus);

/// Writes `a.txt`, `b.txt` and `c.txt`, one version a line.
void write_corpora(const std::filesystem::path& folder);

}  // namespace bench
