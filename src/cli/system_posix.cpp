#include "system.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <clocale>
#include <csignal>
#include <ctime>
#include <cwchar>

namespace neuroshard::cli {
namespace {

sigset_t signals_of_end() noexcept {
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    return ends;
}

}  // namespace

const char* const home_variable = "HOME";

void set_up_streams() {
    // Input and output are UTF-8 whatever the user's locale; it also decides how wide characters are.
    std::setlocale(LC_CTYPE, "C.UTF-8");  // NOLINT(concurrency-mt-unsafe): there is one thread yet
}

int open_input(const std::string& path) noexcept {
    return path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
}

std::ptrdiff_t read_input(int file, char* to, std::size_t size) noexcept {
    ssize_t count = 0;
    do {
        count = ::read(file, to, size);
    } while (count < 0 && errno == EINTR);
    return count;
}

void hold_end_back() {
    const sigset_t ends = signals_of_end();
    pthread_sigmask(SIG_BLOCK, &ends, nullptr);
}

bool wait_for_end(std::chrono::milliseconds time) {
    const sigset_t ends = signals_of_end();
    const timespec timeout{.tv_sec = 0, .tv_nsec = static_cast<long>(std::chrono::nanoseconds(time).count())};
    return sigtimedwait(&ends, nullptr, &timeout) > 0;
}

Character first_character(std::string_view text) {
    std::mbstate_t state{};
    wchar_t character = 0;
    const std::size_t bytes =
        std::mbrtowc(&character, text.data(), text.size(), &state);  // NOLINT(concurrency-mt-unsafe): its state is ours
    if (bytes == 0 || bytes > text.size()) return {1, -1};           // NUL; or one of the two error codes, which are huge
    return {bytes, ::wcwidth(character)};
}

}  // namespace neuroshard::cli
