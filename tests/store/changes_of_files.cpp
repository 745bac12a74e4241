// The program's own versions of the functions that change files. The dynamic linker gives them to SQLite and to the library, so
// that the process can end in the middle of a call of theirs.
#include <atomic>
#include <csignal>

#include <dlfcn.h>
#include <sys/stat.h>
#include <unistd.h>

#include "commands.hpp"

#define REPLACEMENT extern "C" __attribute__((visibility("default")))

namespace {

std::atomic<long> changes_left{-1};
std::atomic<bool> half_way{false};

bool is_the_one() { return --changes_left == 0; }

void end_process() {
    ::kill(::getpid(), SIGKILL);
    for (;;) ::pause();
}

template <typename Function>
Function* real(const char* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

}  // namespace

void store_test::end_in_change(const std::string& number) {
    half_way = number.ends_with(".5");
    changes_left = std::stol(number);
}

REPLACEMENT ssize_t pwrite64(int file, const void* data, size_t size, off64_t offset) {
    static auto* const write = real<decltype(pwrite64)>("pwrite64");
    if (is_the_one()) {
        if (half_way) write(file, data, size / 2, offset);
        end_process();
    }
    return write(file, data, size, offset);
}

REPLACEMENT int ftruncate64(int file, off64_t size) noexcept {
    static auto* const truncate = real<decltype(ftruncate64)>("ftruncate64");
    if (is_the_one()) end_process();
    return truncate(file, size);
}

REPLACEMENT int fsync(int file) {
    static auto* const sync = real<decltype(fsync)>("fsync");
    if (is_the_one()) end_process();
    return sync(file);
}

REPLACEMENT int fdatasync(int file) {
    static auto* const sync = real<decltype(fdatasync)>("fdatasync");
    if (is_the_one()) end_process();
    return sync(file);
}

REPLACEMENT int unlink(const char* path) noexcept {
    static auto* const remove = real<decltype(unlink)>("unlink");
    if (is_the_one()) end_process();
    return remove(path);
}

REPLACEMENT int mkdir(const char* path, mode_t mode) noexcept {
    static auto* const make = real<decltype(mkdir)>("mkdir");
    if (is_the_one()) end_process();
    return make(path, mode);
}
