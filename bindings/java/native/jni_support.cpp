// SPDX-License-Identifier: Apache-2.0
#include "jni_support.hpp"

#include <cstring>
#include <exception>
#include <new>
#include <utility>

namespace java {

// As Scratch.java reads it.
static_assert(offsetof(nsv_verdict, level) == 4 && offsetof(nsv_verdict, reason) == 8 && offsetof(nsv_verdict, upgrade) == 12 &&
              offsetof(nsv_verdict, cut_height) == 16);

namespace {

/// A class of the Java side, and its constructor for what comes from here; both are found when this library is loaded.
struct Class {
    const char* name;
    const char* signature;
    jclass type = nullptr;
    jmethodID constructor = nullptr;
};

Class exception_class{"com/neuroshard/version/NeuroshardException", "(IJ[B)V"};
Class feature_class{"com/neuroshard/version/Network$Feature", "([B[B[B[B[BZ)V"};
Class history_entry_class{"com/neuroshard/version/Network$HistoryEntry", "([B[B[B)V"};
Class role_class{"com/neuroshard/version/Network$Role", "([B[[B)V"};
Class verdict_class{"com/neuroshard/version/Verdict", "(IIIJ)V"};
Class participation_class{"com/neuroshard/version/Participation", "(Z[B)V"};
Class activation_class{"com/neuroshard/version/Activation", "(Z[B)V"};
Class upgrade_id_class{"com/neuroshard/version/UpgradeId", "([BJ)V"};
Class record_page_class{"com/neuroshard/version/RecordPage", "([BJ)V"};
Class log_verification_class{"com/neuroshard/version/LogVerification", "(ZJ[B)V"};
Class bytes_class{"[B", nullptr};

constexpr std::array classes{&exception_class,   &feature_class,          &history_entry_class, &role_class,
                             &verdict_class,     &participation_class,    &activation_class,    &upgrade_id_class,
                             &record_page_class, &log_verification_class, &bytes_class};

bool find(JNIEnv* env, Class& wanted) {
    jclass const found = env->FindClass(wanted.name);
    if (found == nullptr) return false;
    wanted.type = static_cast<jclass>(env->NewGlobalRef(found));
    env->DeleteLocalRef(found);
    if (wanted.type == nullptr) return false;
    if (wanted.signature == nullptr) return true;
    wanted.constructor = env->GetMethodID(wanted.type, "<init>", wanted.signature);
    return wanted.constructor != nullptr;
}

void raise_class(JNIEnv* env, const char* name, const char* message) noexcept {
    if (jclass const type = env->FindClass(name)) env->ThrowNew(type, message);
}

template <typename Reference>
Reference checked(JNIEnv* env, Reference made) {
    if (env->ExceptionCheck()) throw Pending();
    return made;
}

template <typename... Arguments>
jobject make(JNIEnv* env, const Class& made, Arguments... arguments) {
    return checked(env, env->NewObject(made.type, made.constructor, arguments...));
}

/// Local references are few: those that `make_element` leaves behind go with its frame, but its result.
template <typename Make>
jobject in_frame(JNIEnv* env, Make make_element) {
    if (env->PushLocalFrame(16) != 0) throw Pending();
    jobject made = nullptr;
    try {
        made = make_element();
    } catch (...) {
        env->PopLocalFrame(nullptr);
        throw;
    }
    return env->PopLocalFrame(made);
}

template <typename Element, typename Make>
jobject array(JNIEnv* env, const Class& of, const std::vector<Element>& elements, Make make_element) {
    auto* const made = checked(env, env->NewObjectArray(static_cast<jsize>(elements.size()), of.type, nullptr));
    for (std::size_t i = 0; i < elements.size(); ++i) {
        jobject const element = in_frame(env, [&] { return make_element(elements[i]); });
        env->SetObjectArrayElement(made, static_cast<jsize>(i), element);
        checked(env, element);
        env->DeleteLocalRef(element);
    }
    return made;
}

jobject byte_array(JNIEnv* env, const void* data, std::size_t size) {
    auto* const made = checked(env, env->NewByteArray(static_cast<jsize>(size)));
    env->SetByteArrayRegion(made, 0, static_cast<jsize>(size), static_cast<const jbyte*>(data));
    return made;
}

std::string_view read(JNIEnv* env, jbyteArray array, char* into, std::size_t size) {
    env->GetByteArrayRegion(array, 0, static_cast<jsize>(size), reinterpret_cast<jbyte*>(into));
    return {into, size};
}

jboolean truth(bool value) noexcept { return value ? JNI_TRUE : JNI_FALSE; }
jlong number(std::uint64_t value) noexcept { return static_cast<jlong>(value); }

void raise_error(JNIEnv* env, const neuroshard::Error& error) noexcept {
    try {
        env->Throw(static_cast<jthrowable>(make(env, exception_class, jint{error.status()},
                                                number(error.offset().value_or(NSV_NO_OFFSET)),
                                                to_java(env, std::string_view(error.what())))));
    } catch (const Pending&) {  // no memory for it, which is said instead
    }
}

/// What `from` does, with its exceptions turned into Java's.
template <typename Read>
bool reading(JNIEnv* env, Read read_all) noexcept {
    try {
        read_all();
        return true;
    } catch (...) {
        raise(env);
        return false;
    }
}

}  // namespace

void raise(JNIEnv* env) noexcept {
    try {
        throw;
    } catch (const Pending&) {  // it is there already
    } catch (const neuroshard::Error& error) {
        raise_error(env, error);
    } catch (const std::bad_alloc&) {
        raise_class(env, "java/lang/OutOfMemoryError", "native memory");
    } catch (const std::exception& error) {
        raise_class(env, "java/lang/InternalError", error.what());
    }
}

bool Text::from(JNIEnv* env, jobject object) noexcept {
    return reading(env, [&] {
        if (object == nullptr) return;
        auto* const array = static_cast<jbyteArray>(object);
        const auto size = static_cast<std::size_t>(env->GetArrayLength(array));
        if (size > small_.size()) large_.reset(new char[size]);
        text_ = read(env, array, large_ ? large_.get() : small_.data(), size);
    });
}

bool Texts::from(JNIEnv* env, jobject object) noexcept {
    return reading(env, [&] {
        auto* const array = static_cast<jobjectArray>(object);
        const jsize count = env->GetArrayLength(array);
        texts_.reserve(static_cast<std::size_t>(count));
        for (jsize i = 0; i < count; ++i) {
            auto* const element = static_cast<jbyteArray>(env->GetObjectArrayElement(array, i));
            std::string& text = texts_.emplace_back(static_cast<std::size_t>(env->GetArrayLength(element)), '\0');
            read(env, element, text.data(), text.size());
            env->DeleteLocalRef(element);
        }
        views_.assign(texts_.begin(), texts_.end());
    });
}

bool Head::from(JNIEnv* env, jobject object) noexcept {
    if (object == nullptr) return true;
    env->GetByteArrayRegion(static_cast<jbyteArray>(object), 0, 32, reinterpret_cast<jbyte*>(head_.emplace().data()));
    return !env->ExceptionCheck();
}

jobject to_java(JNIEnv* env, std::string_view text) { return byte_array(env, text.data(), text.size()); }

jobject to_java(JNIEnv* env, const std::string& text) { return byte_array(env, text.data(), text.size()); }

jobject to_java(JNIEnv* env, const std::optional<std::string>& text) { return text ? to_java(env, *text) : nullptr; }

jobject to_java(JNIEnv* env, const std::array<std::uint8_t, 32>& digest) {
    return byte_array(env, digest.data(), digest.size());
}

jobject to_java(JNIEnv* env, const std::vector<std::string_view>& texts) {
    return array(env, bytes_class, texts, [env](std::string_view text) { return to_java(env, text); });
}

jobject to_java(JNIEnv* env, const std::vector<std::string>& texts) {
    return array(env, bytes_class, texts, [env](const std::string& text) { return to_java(env, text); });
}

jobject to_java(JNIEnv* env, const std::vector<neuroshard::Network::Feature>& features) {
    return array(env, feature_class, features, [env](const neuroshard::Network::Feature& feature) {
        return make(env, feature_class, to_java(env, feature.name), to_java(env, feature.title),
                    to_java(env, feature.description), to_java(env, feature.since),
                    feature.required_nep ? to_java(env, *feature.required_nep) : nullptr, truth(feature.pending));
    });
}

jobject to_java(JNIEnv* env, const std::vector<neuroshard::Network::HistoryEntry>& history) {
    return array(env, history_entry_class, history, [env](const neuroshard::Network::HistoryEntry& entry) {
        return make(env, history_entry_class, to_java(env, entry.version), to_java(env, entry.date),
                    to_java(env, entry.description));
    });
}

jobject to_java(JNIEnv* env, const std::vector<neuroshard::Network::Role>& roles) {
    return array(env, role_class, roles, [env](const neuroshard::Network::Role& role) {
        return make(env, role_class, to_java(env, role.name), to_java(env, role.required_features));
    });
}

jobject to_java(JNIEnv* env, const neuroshard::Verdict& verdict) {
    return make(env, verdict_class, static_cast<jint>(verdict.level), static_cast<jint>(verdict.reason),
                static_cast<jint>(verdict.upgrade), number(verdict.cut_height));
}

jobject to_java(JNIEnv* env, const neuroshard::Participation& participation) {
    return make(env, participation_class, truth(participation.allowed), to_java(env, participation.reason));
}

jobject to_java(JNIEnv* env, const neuroshard::Activation& activation) {
    return make(env, activation_class, truth(activation.activated), to_java(env, activation.message));
}

jobject to_java(JNIEnv* env, const neuroshard::UpgradeId& id) {
    return make(env, upgrade_id_class, byte_array(env, id.digest.data(), id.digest.size()), number(id.next));
}

jobject to_java(JNIEnv* env, const neuroshard::RecordPage& page) {
    return make(env, record_page_class, to_java(env, page.json_lines), number(page.last));
}

jobject to_java(JNIEnv* env, const neuroshard::LogVerification& verification) {
    return make(env, log_verification_class, truth(verification.sound), number(verification.bad_sequence),
                to_java(env, verification.reason));
}

std::uint64_t address(SharedMemory memory) noexcept { return reinterpret_cast<std::uintptr_t>(memory.start); }

void check_peer_in(const neuroshard::Manager& manager, std::uint64_t address, std::size_t size) {
    auto* const memory = reinterpret_cast<char*>(static_cast<std::uintptr_t>(address));
    nsv_error error;  // not cleared as the C++ header does: that is half a kibibyte for each peer
    error.size = sizeof error;
    nsv_verdict verdict = NSV_VERDICT_INIT;
    const std::int32_t status = nsv_manager_check_peer(manager.get(), memory, size, &verdict, &error);
    if (status == NSV_ERROR_NO_MEMORY) throw std::bad_alloc();
    if (status != NSV_OK) throw neuroshard::Error(error);
    std::memcpy(memory, &verdict, sizeof verdict);
}

std::string verdict_message(const neuroshard::Manager& manager, const neuroshard::Version& peer, std::int32_t level,
                            std::int32_t reason, std::int32_t upgrade, std::uint64_t cut_height) {
    return manager.verdict_message(peer,
                                   {static_cast<neuroshard::Compatibility>(level), static_cast<neuroshard::Reason>(reason),
                                    static_cast<neuroshard::Side>(upgrade), cut_height});
}

neuroshard::Manager* open_manager(const neuroshard::Network* network, const neuroshard::Version* supported_min,
                                  const neuroshard::Version* supported_max, std::optional<std::string_view> store, bool grease,
                                  bool read_only, bool salvage, std::uint64_t unix_time,
                                  std::optional<std::string_view> records) {
    neuroshard::ManagerOptions options{.grease = grease,
                                       .read_only = read_only,
                                       .salvage = salvage,
                                       .store = std::optional<std::string>(store),
                                       .unix_time = unix_time};
    if (network != nullptr) options.network = *network;
    if (supported_min != nullptr) options.supported_min = *supported_min;
    if (supported_max != nullptr) options.supported_max = *supported_max;
    return records ? new neuroshard::Manager(neuroshard::Manager::import(options, *records)) : new neuroshard::Manager(options);
}

std::int32_t compare(const neuroshard::Version& a, const neuroshard::Version& b) noexcept {
    return nsv_version_compare(a.get(), b.get());
}

std::int32_t library_version_number() noexcept { return static_cast<std::int32_t>(nsv_library_version_number()); }

std::string_view status_name(std::int32_t status) noexcept { return nsv_status_name(status); }

}  // namespace java

extern "C" JNIEXPORT jint JNICALL JNI_OnLoad(JavaVM* machine, void* /*reserved*/) {
    constexpr jint needed = JNI_VERSION_10;
    void* env = nullptr;
    if (machine->GetEnv(&env, needed) != JNI_OK) return JNI_ERR;
    for (java::Class* wanted : java::classes) {
        if (!java::find(static_cast<JNIEnv*>(env), *wanted)) return JNI_ERR;
    }
    return needed;
}
