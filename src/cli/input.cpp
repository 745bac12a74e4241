#include "input.hpp"

#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

#include <fmt/format.h>

#include "arguments.hpp"
#include "output.hpp"

namespace neuroshard::cli {
namespace {

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

[[noreturn]] void cannot_read(const std::string& source) {
    throw Failure(ExitCode::bad_data, fmt::format("cannot read {}: {}", source, std::generic_category().message(errno)));
}

/// A whole file, or what of it exceeds the library's limit by one byte: never more, however long the file is.
std::string contents(const std::string& path, const std::string& source) {
    constexpr std::size_t limit = NSV_MAX_NETWORK_JSON;
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

Network read_network(const std::string& path) {
    const std::string source = path == "-" ? "standard input" : quote(path);
    const std::string json = contents(path, source);
    return read_from(source, [&] { return Network::from_json(json); });
}

}  // namespace

Version read_version(const std::string& name, const std::string& text) {
    return read_from(fmt::format("{} {}", name, quote(text)), [&] { return Version::parse_lenient(text); });
}

Manager read_manager(const Arguments& arguments) {
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

}  // namespace neuroshard::cli
