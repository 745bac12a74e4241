// The program's manifest makes arguments, names of files and the environment UTF-8.
#include "system.hpp"

#include <fcntl.h>
#include <io.h>
#include <windows.h>

#include <algorithm>
#include <array>
#include <climits>
#include <cstdlib>

#include <fmt/format.h>

namespace neuroshard::cli {
namespace {

constexpr int standard_input = 0;
constexpr int standard_output = 1;
constexpr int standard_error = 2;

UINT code_page_before = 0;

HANDLE end = nullptr;

WORD type_of(DWORD kind, wchar_t unit) noexcept {
    WORD type = 0;
    return ::GetStringTypeW(kind, &unit, 1, &type) == 0 ? WORD{0} : type;
}

/// What the system says of forms (full width, ideographs) leaves out Hangul, and puts in quotation marks.
bool is_wide(std::string_view character) { return fmt::formatted_size("{:2}", character) == character.size(); }

/// What wcwidth() says elsewhere.
int columns_of(std::string_view character, wchar_t unit) {
    const WORD type = type_of(CT_CTYPE1, unit);
    if ((type & C1_DEFINED) == 0 || (type & C1_CNTRL) != 0) return -1;
    const WORD form = type_of(CT_CTYPE3, unit);
    // A letter with an accent is called non-spacing too.
    if ((form & C3_NONSPACING) != 0 && (form & C3_ALPHA) == 0) return 0;
    return is_wide(character) ? 2 : 1;
}

}  // namespace

const char* const home_variable = "USERPROFILE";

void set_up_streams() {
    for (const int stream : {standard_input, standard_output, standard_error}) (void)::_setmode(stream, _O_BINARY);
    code_page_before = ::GetConsoleOutputCP();
    if (code_page_before == 0 || ::SetConsoleOutputCP(CP_UTF8) == 0) return;  // there is no console
    (void)std::atexit([] { (void)::SetConsoleOutputCP(code_page_before); });
}

int open_input(const std::string& path) noexcept {
    return path == "-" ? standard_input : ::_open(path.c_str(), _O_RDONLY | _O_BINARY | _O_NOINHERIT);
}

std::ptrdiff_t read_input(int file, char* to, std::size_t size) noexcept {
    return ::_read(file, to, static_cast<unsigned>(std::min<std::size_t>(size, INT_MAX)));
}

void hold_end_back() {
    end = ::CreateEventW(nullptr, TRUE, FALSE, nullptr);
    if (end == nullptr) return;  // then the process ends at once, as others do
    (void)::SetConsoleCtrlHandler([](DWORD) -> BOOL { return ::SetEvent(end); }, TRUE);
}

bool wait_for_end(std::chrono::milliseconds time) {
    const auto patience = static_cast<DWORD>(time.count());
    if (end != nullptr) return ::WaitForSingleObject(end, patience) == WAIT_OBJECT_0;
    ::Sleep(patience);
    return false;
}

Character first_character(std::string_view text) {
    // The bytes of one character are the fewest that are UTF-8 together.
    for (std::size_t bytes = 1; bytes <= std::min<std::size_t>(text.size(), 4); ++bytes) {
        std::array<wchar_t, 2> units{};
        const int count = ::MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, text.data(), static_cast<int>(bytes),
                                                units.data(), static_cast<int>(units.size()));
        if (count == 0) continue;
        const std::string_view character = text.substr(0, bytes);
        // Of what takes two units the system tells nothing.
        return {bytes, count == 2 ? 1 + static_cast<int>(is_wide(character)) : columns_of(character, units[0])};
    }
    return {1, -1};
}

}  // namespace neuroshard::cli
