#pragma once

#include <string>

#include "core/error.hpp"

namespace neuroshard::log {

/// Makes an empty file, and the directories that it needs, for their owner alone. What is there already stays as it is.
core::Result<void> make_store_file(const std::string& path);

/// What errors call a store, with what went wrong.
std::string about_store(const std::string& path, std::string_view problem);

/// An error number of the system in words.
std::string system_message(int error_number);

}  // namespace neuroshard::log
