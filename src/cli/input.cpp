#include "input.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <system_error>

#include <fmt/format.h>

#include "arguments.hpp"

namespace neuroshard::cli {
namespace {

[[noreturn]] void cannot_read(const std::string& source) {
    throw Failure(ExitCode::bad_data, fmt::format("cannot read {}: {}", source, std::generic_category().message(errno)));
}

}  // namespace

std::string source_name(const std::string& path) { return path == "-" ? "standard input" : quote(path); }

std::string_view environment(const char* name) {
    const char* const value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nothing here changes the environment
    return value == nullptr ? "" : value;
}

// What exceeds the limit is read by one byte: never more, however long the file is.
std::string read_file(const std::string& path, std::size_t limit) {
    const std::string source = source_name(path);
    const auto close = [](std::FILE* file) { std::fclose(file); };
    const std::unique_ptr<std::FILE, decltype(close)> file(path == "-" ? stdin : std::fopen(path.c_str(), "rb"), close);
    if (!file) cannot_read(source);

    constexpr std::size_t chunk = 64UL * 1024;
    std::string text;
    std::size_t read = 0;
    do {
        const std::size_t wanted = std::min(chunk, limit + 1 - text.size());
        text.resize(text.size() + wanted);
        read = std::fread(text.data() + text.size() - wanted, 1, wanted, file.get());
        text.resize(text.size() - wanted + read);
    } while (read == chunk);
    if (std::ferror(file.get()) != 0) cannot_read(source);
    if (text.size() > limit) {
        throw Failure(ExitCode::bad_data, fmt::format("{}: too long: expected at most {} bytes", source, limit));
    }
    return text;
}

void require_free_standard_input(const Arguments& arguments, const std::string& path) {
    if (path == "-" && arguments.network_file == "-") {
        throw Failure(ExitCode::usage, "standard input cannot be the network's definition and something else at once");
    }
}

Version read_version(const std::string& name, const std::string& text) {
    return read_from(fmt::format("{} {}", name, quote(text)), [&] { return Version::parse_lenient(text); });
}

// A version with one NEP, because that is how the library reads an id and gives it back in the form that it prints.
std::string read_nep_id(const std::string& text) {
    return read_from(quote(text), [&] { return std::string(Version(0, 0, 0).with({}, {text}).active_neps().front()); });
}

std::uint64_t read_number(const std::string& name, const std::string& text) {
    std::uint64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || stop != end || number > NSV_MAX_HEIGHT) {
        throw Failure(ExitCode::bad_data,
                      fmt::format("{} {}: expected a whole number from 0 to {}", name, quote(text), NSV_MAX_HEIGHT));
    }
    return number;
}

}  // namespace neuroshard::cli
