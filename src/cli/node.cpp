// The node that the global options describe: its network, its software, its store, and where its ledger stands.
#include "node.hpp"

#include <sys/stat.h>

#include <chrono>

#include <fmt/format.h>

#include "arguments.hpp"
#include "calendar.hpp"
#include "input.hpp"
#include "system.hpp"

namespace neuroshard::cli {
namespace {

constexpr const char* store_name = "protocol.db";

std::uint64_t clock_time() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::seconds>(now).count());
}

std::uint64_t time_of(const Arguments& arguments) {
    return arguments.time ? read_time("--time", *arguments.time) : clock_time();
}

void read_supported(const std::string& range, ManagerOptions& options) {
    const std::size_t dots = range.find("..");
    if (dots == std::string::npos) {
        options.supported_min = options.supported_max = read_version("--supported", range);
    } else {
        options.supported_min = read_version("minimum of --supported", range.substr(0, dots));
        options.supported_max = read_version("maximum of --supported", range.substr(dots + 2));
    }
}

bool exists(const std::string& path, bool as_file) {
    struct stat found {};
    return ::stat(path.c_str(), &found) == 0 && (!as_file || !S_ISDIR(found.st_mode));
}

/// Where the user's nodes keep their logs unless told otherwise.
std::string usual_directory() {
    if (const std::string_view home = environment("NEUROSHARD_HOME"); !home.empty()) return std::string(home);
    if (const std::string_view home = environment(home_variable); !home.empty()) return std::string(home) + "/.neuroshard";
    throw Failure(ExitCode::usage,
                  fmt::format("no place for the node's log: set NEUROSHARD_HOME or {}, or give --state", home_variable));
}

/// To the height that was named. The log of a node that is only read does not notice.
void move_to(Manager& manager, const Arguments& arguments, Use use) {
    const std::uint64_t height = arguments.height ? read_number("--height", *arguments.height) : manager.height();
    const std::uint64_t time = time_of(arguments);
    if (use == Use::read && height < manager.height()) {
        manager.rewind(height, time);
    } else {
        manager.advance(height, time);
    }
}

Node open_at(const Arguments& arguments, Use use, const std::optional<std::string>& store) {
    ManagerOptions options = node_options(arguments, store);
    options.read_only = use == Use::read && store;
    return with_store(arguments, [&]() -> Node {
        try {
            return {Manager(options), store};
        } catch (const Error& error) {
            if (error.status() == NSV_ERROR_CONFLICT) {
                throw Failure(ExitCode::bad_data,
                              fmt::format("{}: {}; '--state -' leaves it aside", quote(*store), error.what()));
            }
            // Somebody began to make the store that nobody asked for, and did not get far.
            if (error.status() != NSV_ERROR_NOT_FOUND || arguments.state || !store) throw;
            options.store.reset();
            return {Manager(options), std::nullopt};
        }
    });
}

}  // namespace

std::optional<std::string> store_path(const Arguments& arguments) {
    if (!arguments.state) return usual_directory() + '/' + store_name;
    if (*arguments.state == "-") return std::nullopt;
    if (arguments.state->empty()) throw Failure(ExitCode::usage, "--state '': expected a directory, a store, or '-'");
    return exists(*arguments.state, true) ? *arguments.state : *arguments.state + '/' + store_name;
}

std::optional<std::string> readable_store(const Arguments& arguments) {
    // On a machine without a home there is no usual place, and nothing to be read from it.
    if (!arguments.state && environment("NEUROSHARD_HOME").empty() && environment(home_variable).empty()) return std::nullopt;
    std::optional<std::string> path = store_path(arguments);
    if (path && !arguments.state && !exists(*path, false)) return std::nullopt;
    return path;
}

std::string existing_store(const Arguments& arguments) {
    if (auto store = readable_store(arguments)) return *store;
    if (arguments.state == "-") throw Failure(ExitCode::usage, "--state -: a node without a store has no log");
    throw Failure(ExitCode::bad_data, "there is no log yet: a node makes one, or 'neuroshard nep schedule'; see --state");
}

ManagerOptions node_options(const Arguments& arguments, const std::optional<std::string>& store) {
    ManagerOptions options{.read_only = arguments.read_only, .store = store, .unix_time = time_of(arguments)};
    if (arguments.network_file) {
        const std::string json = read_file(*arguments.network_file, NSV_MAX_NETWORK_JSON);
        options.network = read_from(source_name(*arguments.network_file), [&] { return Network::from_json(json); });
    }
    if (arguments.supported) read_supported(*arguments.supported, options);
    return options;
}

void fail_with_store(const Arguments& arguments, const Error& error) {
    switch (error.status()) {
        case NSV_ERROR_INTERNAL: throw;
        case NSV_ERROR_ARGUMENT:
        case NSV_ERROR_LIMIT:
            if (!arguments.supported) throw;
            throw Failure(ExitCode::bad_data, fmt::format("--supported {}: {}", quote(*arguments.supported), error.what()));
        case NSV_ERROR_IO:
        case NSV_ERROR_FULL:
        case NSV_ERROR_LOCKED:
        case NSV_ERROR_READ_ONLY: throw Failure(ExitCode::cannot_write, error.what());
        case NSV_ERROR_CORRUPT:
            throw Failure(ExitCode::bad_data, fmt::format("{}: {}; 'neuroshard log export' gets out what comes before it",
                                                          quote(store_path(arguments).value_or("")), error.what()));
        default: throw Failure(ExitCode::bad_data, error.what());
    }
}

Node open_node(const Arguments& arguments, Use use) {
    if (use == Use::record && arguments.read_only) {
        throw Failure(ExitCode::cannot_write, "--read-only: this command records what it does");
    }
    std::optional<std::string> store;
    if (use == Use::read) store = readable_store(arguments);
    if (use == Use::record) store = store_path(arguments);
    Node node = open_at(arguments, use, store);
    try {
        move_to(node.manager, arguments, use);
    } catch (const Error& error) {
        if (error.status() != NSV_ERROR_HEIGHT) fail_with_store(arguments, error);
        throw Failure(ExitCode::bad_data, fmt::format("--height {}: {}", *arguments.height, error.what()));
    }
    return node;
}

}  // namespace neuroshard::cli
