// SPDX-License-Identifier: Apache-2.0
// How the values of the C++ header become Java's, and the reverse. SWIG's functions stand between.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <jni.h>

#include "neuroshard_version.hpp"

namespace java {

/// A Java exception is pending: the way back is free.
struct Pending {};

/// Turns the C++ exception that is being handled into a Java one.
void raise(JNIEnv* env) noexcept;

/// The bytes of a `byte[]`, copied: what is called may last, and must not hold up the garbage collector. Null is no text.
class Text {
public:
    /// False where a Java exception is pending.
    bool from(JNIEnv* env, jobject array) noexcept;
    std::string_view view() const noexcept { return text_.value_or(std::string_view()); }
    const std::optional<std::string_view>& optional_view() const noexcept { return text_; }

private:
    std::array<char, 512> small_;  // enough for most, and for all versions
    std::unique_ptr<char[]> large_;
    std::optional<std::string_view> text_;
};

/// The texts of a `byte[][]`.
class Texts {
public:
    bool from(JNIEnv* env, jobject array) noexcept;
    std::vector<std::string_view>& views() noexcept { return views_; }

private:
    std::vector<std::string> texts_;
    std::vector<std::string_view> views_;
};

/// A `byte[32]`, or null.
class Head {
public:
    bool from(JNIEnv* env, jobject array) noexcept;
    std::optional<std::array<std::uint8_t, 32>>& head() noexcept { return head_; }

private:
    std::optional<std::array<std::uint8_t, 32>> head_;
};

// These throw `Pending`.
jobject to_java(JNIEnv* env, std::string_view text);
jobject to_java(JNIEnv* env, const std::string& text);
jobject to_java(JNIEnv* env, const std::optional<std::string>& text);
jobject to_java(JNIEnv* env, const std::array<std::uint8_t, 32>& digest);
jobject to_java(JNIEnv* env, const std::vector<std::string_view>& texts);
jobject to_java(JNIEnv* env, const std::vector<std::string>& texts);
jobject to_java(JNIEnv* env, const std::vector<neuroshard::Network::Feature>& features);
jobject to_java(JNIEnv* env, const std::vector<neuroshard::Network::HistoryEntry>& history);
jobject to_java(JNIEnv* env, const std::vector<neuroshard::Network::Role>& roles);
jobject to_java(JNIEnv* env, const neuroshard::Verdict& verdict);
jobject to_java(JNIEnv* env, const neuroshard::Participation& participation);
jobject to_java(JNIEnv* env, const neuroshard::Activation& activation);
jobject to_java(JNIEnv* env, const neuroshard::UpgradeId& id);
jobject to_java(JNIEnv* env, const neuroshard::RecordPage& page);
jobject to_java(JNIEnv* env, const neuroshard::LogVerification& verification);

/// What a function returned, for Java; null where a Java exception is pending.
template <typename Value>
jobject returned(JNIEnv* env, const Value& value) noexcept {
    try {
        return to_java(env, value);
    } catch (...) {
        raise(env);
        return nullptr;
    }
}

/// Likewise for a value that stays on this side: its address, for Java to keep and to delete.
template <typename Value>
jlong handle(JNIEnv* env, Value value) noexcept {
    try {
        return static_cast<jlong>(reinterpret_cast<std::intptr_t>(new Value(std::move(value))));
    } catch (...) {
        raise(env);
        return 0;
    }
}

/// The memory of a direct buffer.
struct SharedMemory {
    void* start;
};
std::uint64_t address(SharedMemory memory) noexcept;

/// A handshake in shared memory: the advertisement comes in it, and the nsv_verdict goes back in it, for a Scratch to read.
/// What a byte[] costs beside it, two calls into the virtual machine, is more than this whole crossing.
void check_peer_in(const neuroshard::Manager& manager, std::uint64_t address, std::size_t size);

std::string verdict_message(const neuroshard::Manager& manager, const neuroshard::Version& peer, std::int32_t level,
                            std::int32_t reason, std::int32_t upgrade, std::uint64_t cut_height);

/// A node, on a log that takes over `records` first where there are some.
neuroshard::Manager* open_manager(const neuroshard::Network* network, const neuroshard::Version* supported_min,
                                  const neuroshard::Version* supported_max, std::optional<std::string_view> store, bool grease,
                                  bool read_only, bool salvage, std::uint64_t unix_time,
                                  std::optional<std::string_view> records);

std::int32_t compare(const neuroshard::Version& a, const neuroshard::Version& b) noexcept;
std::int32_t library_version_number() noexcept;
std::string_view status_name(std::int32_t status) noexcept;

}  // namespace java
