#include "input.hpp"

#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <memory>
#include <system_error>

#include <fmt/format.h>

#include "arguments.hpp"
#include "calendar.hpp"

namespace neuroshard::cli {
namespace {

[[noreturn]] void cannot_read(const std::string& source) {
    throw Failure(ExitCode::bad_data, fmt::format("cannot read {}: {}", source, std::generic_category().message(errno)));
}

Network read_network(const std::string& path) {
    const std::string json = read_file(path, NSV_MAX_NETWORK_JSON);
    return read_from(source_name(path), [&] { return Network::from_json(json); });
}

Manager make_manager(const Arguments& arguments) {
    ManagerOptions options;
    if (arguments.network_file) options.network = read_network(*arguments.network_file);
    if (!arguments.supported) return Manager(options);

    const std::string& range = *arguments.supported;
    const std::size_t dots = range.find("..");
    if (dots == std::string::npos) {
        options.supported_min = options.supported_max = read_version("--supported", range);
    } else {
        options.supported_min = read_version("minimum of --supported", range.substr(0, dots));
        options.supported_max = read_version("maximum of --supported", range.substr(dots + 2));
    }
    return read_from(fmt::format("--supported {}", quote(range)), [&] { return Manager(options); });
}

std::uint64_t clock_time() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::seconds>(now).count());
}

}  // namespace

std::string source_name(const std::string& path) { return path == "-" ? "standard input" : quote(path); }

// What exceeds the limit is read by one byte: never more, however long the file is.
std::string read_file(const std::string& path, std::size_t limit) {
    const std::string source = source_name(path);
    const auto close = [](std::FILE* file) { std::fclose(file); };
    const std::unique_ptr<std::FILE, decltype(close)> file(path == "-" ? stdin : std::fopen(path.c_str(), "rb"), close);
    if (!file) cannot_read(source);

    std::string text(limit + 1, '\0');
    text.resize(std::fread(text.data(), 1, text.size(), file.get()));
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

Manager read_manager(const Arguments& arguments) {
    Manager manager = make_manager(arguments);
    const std::uint64_t height = arguments.height ? read_number("--height", *arguments.height) : 0;
    manager.advance(height, arguments.time ? read_time("--time", *arguments.time) : clock_time());
    return manager;
}

}  // namespace neuroshard::cli
