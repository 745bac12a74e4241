// What is the same for a store's file on every system.
#include "log/store_file.hpp"

#include <system_error>

#include <fmt/format.h>

#include "core/text.hpp"

namespace neuroshard::log {

std::string about_store(const std::string& path, std::string_view problem) {
    constexpr std::size_t longest_shown = 100;  // even if all of it has to be escaped, the problem still fits behind it
    return fmt::format("store {}: {}", core::quote(path, longest_shown), problem);
}

core::Result<void> cannot_make(const std::string& path, const char* what, int error_number) {
    return core::fail(status_of_system(error_number),
                      about_store(path, fmt::format("cannot make {}: {}", what, system_message(error_number))));
}

// In the same words on every system.
std::string system_message(int error_number) { return std::system_category().default_error_condition(error_number).message(); }

}  // namespace neuroshard::log
