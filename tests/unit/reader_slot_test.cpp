#include "reader_slot.hpp"

#include <atomic>
#include <future>
#include <optional>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace neuroshard::node {
namespace {

/// Counts how many of it live; a reader that sees a dead one sees a broken invariant, or a sanitizer does.
struct Probe {
    Probe(int number, std::atomic<int>& count) : value(number), twice(2 * number), live(count) { ++live; }
    Probe(const Probe&) = delete;
    Probe& operator=(const Probe&) = delete;
    ~Probe() {
        twice = -1;
        --live;
    }
    int value;
    int twice;
    std::atomic<int>& live;
};

TEST(Published, WhatIsReadStaysWhileItIsRead) {
    std::atomic<int> live = 0;
    {
        Published<Probe> published(std::make_unique<Probe>(1, live));
        {
            const auto reading = published.read();
            for (int i = 2; i < 10; ++i) published.replace(std::make_unique<Probe>(i, live));
            EXPECT_EQ(reading->value, 1);
            EXPECT_EQ(reading->twice, 2);
            EXPECT_EQ(published.current().value, 9);
            EXPECT_EQ(published.read()->value, 9);
            EXPECT_EQ(live, 2) << "the one that is read, and the one that is current";
        }
        published.replace(std::make_unique<Probe>(10, live));
        EXPECT_EQ(live, 1);
    }
    EXPECT_EQ(live, 0);
}

TEST(Published, OneThreadMayReadSeveralTimesAtOnce) {
    std::atomic<int> live = 0;
    Published<Probe> a(std::make_unique<Probe>(1, live));
    Published<Probe> b(std::make_unique<Probe>(2, live));
    const auto first = a.read();
    a.replace(std::make_unique<Probe>(3, live));
    const auto second = a.read();
    const auto third = b.read();
    EXPECT_EQ(first->value + second->value + third->value, 1 + 3 + 2);
    EXPECT_NE(&first.advertisements(), &second.advertisements()) << "scratch memory is never shared";
}

TEST(Published, ScratchMemoryIsKeptForTheNextReading) {
    std::atomic<int> live = 0;
    const Published<Probe> published(std::make_unique<Probe>(1, live));
    const core::AdvertisementReader* const before = &published.read().advertisements();
    EXPECT_EQ(&published.read().advertisements(), before);
}

/// More readings at once than there are slots would wait; as many as there are do not.
TEST(Published, ManyThreadsReadAtOnce) {
    std::atomic<int> live = 0;
    const Published<Probe> published(std::make_unique<Probe>(1, live));
    std::atomic<int> inside = 0;
    std::vector<std::future<void>> threads;
    constexpr int readers = 100;
    for (int i = 0; i < readers; ++i) {
        threads.push_back(std::async(std::launch::async, [&] {
            const auto reading = published.read();
            ++inside;
            while (inside < readers) std::this_thread::yield();
            EXPECT_EQ(reading->twice, 2);
        }));
    }
}

TEST(Published, ReadersSeeWholeValuesThatNeverGoBack) {
    std::atomic<int> live = 0;
    std::atomic<bool> stop = false;
    {
        Published<Probe> published(std::make_unique<Probe>(0, live));
        std::vector<std::future<void>> readers;
        for (int i = 0; i < 3; ++i) {
            readers.push_back(std::async(std::launch::async, [&] {
                int last = 0;
                while (!stop) {
                    const auto reading = published.read();
                    EXPECT_EQ(reading->twice, 2 * reading->value);
                    EXPECT_GE(reading->value, last);
                    last = reading->value;
                }
            }));
        }
        for (int i = 1; i <= 20000; ++i) published.replace(std::make_unique<Probe>(i, live));
        stop = true;
        readers.clear();
        EXPECT_LE(live, 5) << "what no reader holds is freed";
    }
    EXPECT_EQ(live, 0);
}

}  // namespace
}  // namespace neuroshard::node
