/// Calls that may wait for a disk, for another process or for each other: other Python threads run meanwhile. Everything else
/// takes less time than letting go of the interpreter would.
#pragma once

#include <exception>
#include <functional>
#include <memory>

#include "results.hpp"

namespace python {

/// Does something while other Python threads run. Exceptions wait until this thread has the interpreter again: where that has
/// ended meanwhile, Python ends the thread there, which no destructor or handler may be in the way of.
template <typename Work>
void without_interpreter(Work work) {
    PyThreadState* const state = PyEval_SaveThread();
    std::exception_ptr thrown;
    try {
        work();
    } catch (const std::exception&) {
        thrown = std::current_exception();
    }
    PyEval_RestoreThread(state);
    if (thrown) std::rethrow_exception(thrown);
}

/// Shared, so that a manager which one thread closes lives on for the calls that other threads have under way.
using Manager = std::shared_ptr<neuroshard::Manager>;

inline neuroshard::Manager* open(const neuroshard::ManagerOptions& options, std::optional<std::string_view> json_lines) {
    neuroshard::Manager* opened = nullptr;
    without_interpreter([&] {
        opened = new neuroshard::Manager(json_lines ? neuroshard::Manager::import(options, *json_lines)
                                                    : neuroshard::Manager(options));
    });
    return opened;
}

inline void close(Manager& manager) {
    Manager closed = std::move(manager);
    without_interpreter([&] { closed.reset(); });
}

/// Calls a member of a manager. It has a reference of its own.
template <typename Member, typename... Arguments>
auto call(Manager manager, Member member, Arguments... arguments) {
    using Result = std::invoke_result_t<Member, neuroshard::Manager&, Arguments...>;
    if constexpr (std::is_void_v<Result>) {
        without_interpreter([&] { std::invoke(member, *manager, arguments...); });
    } else {
        std::optional<Result> result;
        without_interpreter([&] { result = std::invoke(member, *manager, arguments...); });
        return std::move(*result);
    }
}

}  // namespace python
