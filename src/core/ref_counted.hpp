#pragma once

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <new>
#include <utility>

namespace neuroshard::core {

/// Base of the immutable values that cross the C ABI as handles. An intrusive count keeps a handle one
/// allocation and lets a `const T*` be the handle itself, which `std::shared_ptr` cannot.
template <typename Derived>
class RefCounted {
public:
    RefCounted(const RefCounted&) = delete;
    RefCounted& operator=(const RefCounted&) = delete;

    void ref() const noexcept { count_.fetch_add(1, std::memory_order_relaxed); }

    void unref() const noexcept {
        // The only owner needs no read-modify-write: nobody else can reach the count any more.
        if (count_.load(std::memory_order_acquire) == 1 || count_.fetch_sub(1, std::memory_order_acq_rel) == 1) {
            delete static_cast<const Derived*>(this);
        }
    }

    // The C library's allocator itself: the C++ functions in front of it cost a fifth of parsing a version.
    static void* operator new(std::size_t size) {
        void* const memory = std::malloc(size);
        if (memory == nullptr) throw std::bad_alloc();
        return memory;
    }
    static void operator delete(void* memory) noexcept { std::free(memory); }

protected:
    RefCounted() = default;
    ~RefCounted() = default;

private:
    mutable std::atomic<std::size_t> count_{1};
};

/// Owns one reference to an immutable value.
template <typename T>
class Ref {
public:
    Ref() noexcept = default;
    Ref(const Ref& other) noexcept : value_(other.value_) {
        if (value_ != nullptr) value_->ref();
    }
    Ref(Ref&& other) noexcept : value_(std::exchange(other.value_, nullptr)) {}
    Ref& operator=(Ref other) noexcept {
        std::swap(value_, other.value_);
        return *this;
    }
    ~Ref() {
        if (value_ != nullptr) value_->unref();
    }

    /// Takes over the reference that a new value is born with.
    static Ref adopt(const T* value) noexcept {
        Ref ref;
        ref.value_ = value;
        return ref;
    }
    /// A further reference to a value that somebody else owns.
    static Ref share(const T* value) noexcept {
        if (value != nullptr) value->ref();
        return adopt(value);
    }
    /// Gives the reference away.
    [[nodiscard]] const T* release() noexcept { return std::exchange(value_, nullptr); }

    const T* get() const noexcept { return value_; }
    const T& operator*() const noexcept { return *value_; }
    const T* operator->() const noexcept { return value_; }
    explicit operator bool() const noexcept { return value_ != nullptr; }

private:
    const T* value_ = nullptr;
};

}  // namespace neuroshard::core
