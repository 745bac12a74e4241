#pragma once

#include <atomic>
#include <memory>

#include "core/advertisement.hpp"

namespace neuroshard::node {

/// What a thread holds while it reads a manager. The slots are a fixed array of the process: taking one allocates nothing and
/// needs no registration of threads, and a thread takes the same one each time unless another thread holds it just then.
///
/// They are hazard pointers: a writer frees what it has replaced only when no slot names it any more. A copy of the pointer
/// under a lock, or a shared count, would make readers on several cores wait for each other.
struct alignas(64) ReaderSlot {
    std::atomic<const void*> reads{nullptr};  ///< what its holder reads; null while it is free
    /// Scratch memory of the holder, made when it is first needed and kept. At most as many exist as threads read at once.
    core::AdvertisementReader* advertisements = nullptr;

    /// Takes a free slot for reading `object`.
    static ReaderSlot& take(const void* object) noexcept;
    void release() noexcept { reads.store(nullptr, std::memory_order_release); }

    /// Whether some slot names `object`.
    static bool is_read(const void* object) noexcept;
};

/// An immutable object that one writer at a time replaces while any number of threads read it.
template <typename T>
class Published {
public:
    /// The object, for as long as this lives.
    class Reading {
    public:
        explicit Reading(const Published& published) noexcept
            : object_(published.current_.load(std::memory_order_acquire)), slot_(ReaderSlot::take(object_)) {
            // The writer may have replaced it before the slot named it; then it may be gone.
            for (const T* now = published.current_.load(); now != object_; now = published.current_.load()) {
                object_ = now;
                slot_.reads.store(now);
            }
        }
        Reading(const Reading&) = delete;
        Reading& operator=(const Reading&) = delete;
        ~Reading() { slot_.release(); }

        const T& operator*() const noexcept { return *object_; }
        const T* operator->() const noexcept { return object_; }

        core::AdvertisementReader& advertisements() const {
            if (slot_.advertisements == nullptr) slot_.advertisements = std::make_unique<core::AdvertisementReader>().release();
            return *slot_.advertisements;
        }

    private:
        const T* object_;
        ReaderSlot& slot_;
    };

    explicit Published(std::unique_ptr<const T> first) noexcept : current_(first.release()) {}
    Published(const Published&) = delete;
    Published& operator=(const Published&) = delete;
    ~Published() { delete current_.load(); }

    Reading read() const noexcept { return Reading(*this); }

    /// For the writer.
    const T& current() const noexcept { return *current_.load(std::memory_order_relaxed); }
    /// For the writer, before it replaces the object: what that needs.
    void prepare_to_replace() { replaced_.reserve(replaced_.size() + 1); }
    /// For the writer.
    void replace(std::unique_ptr<const T> next) noexcept {
        replaced_.emplace_back(current_.exchange(next.release()));
        std::erase_if(replaced_, [](const auto& object) { return !ReaderSlot::is_read(object.get()); });
    }

private:
    std::atomic<const T*> current_;
    std::vector<std::unique_ptr<const T>> replaced_;  ///< what some thread may still read
};

}  // namespace neuroshard::node
