#pragma once

#include <cstdint>
#include <string>

#include "core/error.hpp"

namespace neuroshard::log {

/// Makes an empty file, and the directories that it needs, for their owner alone. What is there already stays as it is.
core::Result<void> make_store_file(const std::string& path);

/// What the file system says of a file: nothing where there is none.
struct FileState {
    bool exists = false;
    std::uint64_t size = 0;
    std::int64_t written = 0;  ///< when that was last, in the system's own unit
};
FileState state_of_file(const std::string& path);

/// A path as a name that SQLite takes for nothing other than a file.
std::string as_file_name(const std::string& path);

/// What errors call a store, with what went wrong.
std::string about_store(const std::string& path, std::string_view problem);

/// The failure to make a store's file, or what it needs.
core::Result<void> cannot_make(const std::string& path, const char* what, int error_number);

/// An error number of the system: what it means for a store, and in words.
core::Status status_of_system(int error_number) noexcept;
std::string system_message(int error_number);

}  // namespace neuroshard::log
