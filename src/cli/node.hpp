#pragma once

#include <optional>
#include <string>

#include "neuroshard_version.hpp"

namespace neuroshard::cli {

struct Arguments;

/// What a command does with the node's log.
enum class Use {
    none,    ///< there might as well be no log
    read,    ///< nothing is recorded: heights and software that the user names are a supposition
    record,  ///< what happens is recorded; a store is made where there is none
};

/// The store that the arguments or the environment name; nothing for a node in memory.
std::optional<std::string> store_path(const Arguments& arguments);

/// The store that the node is read from: nothing also where none was named and there is none at the usual place.
std::optional<std::string> readable_store(const Arguments& arguments);

/// Likewise where there must be one.
std::string existing_store(const Arguments& arguments);

struct Node {
    Manager manager;
    std::optional<std::string> store;  ///< where its log is; nothing for a node in memory
};

/// The node that the global options describe, at the height and time that they name.
Node open_node(const Arguments& arguments, Use use);

/// How the options describe a node on a store; an empty path is none.
ManagerOptions node_options(const Arguments& arguments, const std::optional<std::string>& store);

/// Says what is wrong with a store; the exit code depends on it. For a handler of that error.
[[noreturn]] void fail_with_store(const Arguments& arguments, const Error& error);

/// Uses a store.
template <typename Use>
auto with_store(const Arguments& arguments, Use use) {
    try {
        return use();
    } catch (const Error& error) {
        fail_with_store(arguments, error);
    }
}

}  // namespace neuroshard::cli
