#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

/// What differs between systems for a command.
namespace neuroshard::cli {

/// Makes the standard streams carry UTF-8, and every byte as it is. Before anything is read or written.
void set_up_streams();

/// The variable of the environment that says where a user's files are.
extern const char* const home_variable;

/// A file for reading, or standard input for '-'; negative, with errno, where there is none.
int open_input(const std::string& path) noexcept;

/// Up to so many of the next bytes of a file, waiting for the first alone; 0 at its end, negative, with errno, where that
/// fails.
std::ptrdiff_t read_input(int file, char* to, std::size_t size) noexcept;

/// From now on the user, or whoever stops services, ends nothing but the waiting. True where they say that it is enough.
void hold_end_back();
bool wait_for_end(std::chrono::milliseconds time);

/// A character at the start of a text: how many bytes it takes there and how many columns on a terminal.
struct Character {
    std::size_t bytes;
    int columns;  ///< negative for one that does not print, and for a byte that starts no character
};
Character first_character(std::string_view text);

}  // namespace neuroshard::cli
