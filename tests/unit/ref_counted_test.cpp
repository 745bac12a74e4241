#include "core/ref_counted.hpp"

#include <future>
#include <vector>

#include <gtest/gtest.h>

namespace neuroshard::core {
namespace {

struct Probe final : RefCounted<Probe> {
    explicit Probe(int& gone) : gone_(gone) {}
    ~Probe() { ++gone_; }
    int& gone_;
};

TEST(Ref, TheLastOneFrees) {
    int gone = 0;
    {
        const auto first = Ref<Probe>::adopt(new Probe(gone));
        auto second = first;
        const auto third = std::move(second);
        second = third;
        const auto borrowed = Ref<Probe>::share(first.get());
        EXPECT_EQ(gone, 0);
    }
    EXPECT_EQ(gone, 1);
}

TEST(Ref, SharingNothingIsNothing) { EXPECT_FALSE(Ref<Probe>::share(nullptr)); }

TEST(Ref, ThreadsMayTakeAndGiveAtOnce) {
    int gone = 0;
    {
        const auto shared = Ref<Probe>::adopt(new Probe(gone));
        std::vector<std::future<void>> threads;
        for (int i = 0; i < 4; ++i) {
            threads.push_back(std::async(std::launch::async, [copy = shared] {
                for (int round = 0; round < 20000; ++round) const auto again = copy;
            }));
        }
    }
    EXPECT_EQ(gone, 1);
}

}  // namespace
}  // namespace neuroshard::core
