// The `neuroshard` command: arguments in, text and an exit code out. What is true of versions is for the library to say.
#include <cstdio>
#include <new>

#include "arguments.hpp"
#include "commands.hpp"
#include "failure.hpp"
#include "output.hpp"
#include "system.hpp"

namespace {

using namespace neuroshard::cli;

Output run(int argc, char** argv, Arguments& arguments) {
    if (auto text = read_command_line(argc, argv, arguments)) return {.text = std::move(*text)};
    return arguments.command({arguments, Style::of_standard_output()});
}

int report(ExitCode exit_code, const char* message) {
    std::fprintf(stderr, "neuroshard: %s\n", message);
    return static_cast<int>(exit_code);
}

}  // namespace

int main(int argc, char** argv) {
    set_up_streams();
    Arguments arguments;
    try {
        const Output output = run(argc, argv, arguments);
        write_to_standard_output(output.text);
        if (!output.complaint.empty()) return report(output.exit_code, output.complaint.c_str());
        return static_cast<int>(output.exit_code);
    } catch (const Failure& failure) {
        return report(failure.exit_code(), failure.what());
    } catch (const std::bad_alloc&) {
        return report(arguments.exit_code_if_unexpected, "out of memory");
    } catch (const std::exception& exception) {
        return report(arguments.exit_code_if_unexpected, printable(exception.what()).c_str());
    }
}
