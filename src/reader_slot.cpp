#include "reader_slot.hpp"

#include <algorithm>
#include <array>
#include <thread>

namespace neuroshard::node {
namespace {

// More threads than this may exist; more that read in the same instant take turns.
constexpr std::size_t slot_count = 256;
constinit std::array<ReaderSlot, slot_count> slots{};
constinit std::atomic<std::size_t> threads{0};

constexpr std::size_t unassigned = SIZE_MAX;
thread_local constinit std::size_t first_choice = unassigned;

}  // namespace

ReaderSlot& ReaderSlot::take(const void* object) noexcept {
    if (first_choice == unassigned) [[unlikely]]
        first_choice = threads.fetch_add(1, std::memory_order_relaxed) % slot_count;
    for (std::size_t i = first_choice;; ++i) {
        const void* free = nullptr;
        ReaderSlot& slot = slots[i % slot_count];
        if (slot.reads.compare_exchange_strong(free, object)) return slot;
        if (i - first_choice >= slot_count) std::this_thread::yield();
    }
}

bool ReaderSlot::is_read(const void* object) noexcept {
    return std::any_of(slots.begin(), slots.end(), [&](const ReaderSlot& slot) { return slot.reads.load() == object; });
}

}  // namespace neuroshard::node
