#pragma once

#include <string>

#include "neuroshard_version.hpp"

namespace neuroshard::cli {

struct Arguments;

/// A version as people type it; `name` is what the message calls the argument.
Version read_version(const std::string& name, const std::string& text);

/// The node that the global options describe.
Manager read_manager(const Arguments& arguments);

}  // namespace neuroshard::cli
