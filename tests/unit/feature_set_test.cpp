#include "core/feature_set.hpp"

#include <random>
#include <set>

#include <gtest/gtest.h>

namespace neuroshard::core {
namespace {

FeatureSet of(const std::set<std::string>& names) {
    const std::vector<std::string_view> views(names.begin(), names.end());
    return FeatureSet::of(views).value();
}

TEST(FeatureSet, AnEmptySetContainsNothing) {
    EXPECT_FALSE(FeatureSet().contains("a"));
    EXPECT_FALSE(FeatureSet().contains(""));
}

/// Names over two letters collide in their first and last bytes as often as names can.
TEST(FeatureSet, AgreesWithAnOrderedSet) {
    const auto seed = std::random_device{}();
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    std::mt19937 random(seed);
    const auto name = [&] {
        std::string letters(1 + random() % 64, 'a');
        for (char& c : letters) c = random() % 4 == 0 ? 'b' : 'a';
        return letters;
    };
    for (const std::size_t size : {1U, 2U, 7U, 100U, 256U}) {
        std::set<std::string> names;
        while (names.size() < size) names.insert(name());
        const FeatureSet set = of(names);
        EXPECT_TRUE(std::equal(names.begin(), names.end(), set.names().begin(), set.names().end()));
        for (const std::string& known : names) ASSERT_TRUE(set.contains(known)) << known;
        for (int i = 0; i < 2000; ++i) {
            const std::string asked = name();
            ASSERT_EQ(set.contains(asked), names.contains(asked)) << asked;
        }
    }
}

/// All 256 names collide: the search degrades but ends and stays right.
TEST(FeatureSet, NamesThatDifferOnlyInTheMiddle) {
    std::set<std::string> names;
    for (int i = 0; i < 256; ++i) names.insert("aaaaaaaa" + std::to_string(1000 + i) + "bbbbbbbb");
    const FeatureSet set = of(names);
    for (const std::string& name : names) EXPECT_TRUE(set.contains(name));
    EXPECT_FALSE(set.contains("aaaaaaaa9999bbbbbbbb"));
}

TEST(FeatureSet, AsksForEveryByteWithoutReadingBeyond) {
    const FeatureSet set = of({"a", "ab", "abc", "abcd", "abcdefg", "abcdefgh", "abcdefghijklmnop", "abcdefghijklmnopq"});
    for (std::size_t size = 1; size <= 20; ++size) {
        // On the heap, exactly as long as it is: the sanitizers see every byte too many.
        const std::vector<char> name = [&] {
            constexpr std::string_view alphabet = "abcdefghijklmnopqrst";
            return std::vector<char>(alphabet.begin(), alphabet.begin() + static_cast<std::ptrdiff_t>(size));
        }();
        const bool known = size <= 4 || size == 7 || size == 8 || size == 16 || size == 17;
        EXPECT_EQ(set.contains({name.data(), name.size()}), known) << size;
    }
}

}  // namespace
}  // namespace neuroshard::core
