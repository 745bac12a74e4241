#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "failure.hpp"
#include "neuroshard_version.hpp"
#include "output.hpp"

namespace neuroshard::cli {

struct Arguments;

/// Reads something of the user's: what the library finds wrong with it is bad data, and `source` says whose.
template <typename Read>
auto read_from(const std::string& source, Read read) {
    try {
        return read();
    } catch (const Error& error) {
        if (error.status() == NSV_ERROR_INTERNAL) throw;
        throw Failure(ExitCode::bad_data, fmt::format("{}: {}", source, error.what()));
    }
}

/// A variable of the environment; empty where it is not set.
std::string_view environment(const char* name);

/// What messages call a file: its path in quotes, or `standard input` for '-'.
std::string source_name(const std::string& path);

/// More than a log grows to in a lifetime, and what fits into memory.
inline constexpr std::size_t max_export = 1024UL * 1024 * 1024;

/// A whole file of at most `limit` bytes; '-' is standard input.
std::string read_file(const std::string& path, std::size_t limit);

/// Standard input can be read once: fails where `path` and the network's definition are both '-'.
void require_free_standard_input(const Arguments& arguments, const std::string& path);

/// A version as people type it; `name` is what the message calls the argument.
Version read_version(const std::string& name, const std::string& text);

/// A NEP's id in the form that the library prints, as in `NEP-001`.
std::string read_nep_id(const std::string& text);

/// A height, or a time in seconds.
std::uint64_t read_number(const std::string& name, const std::string& text);

}  // namespace neuroshard::cli
