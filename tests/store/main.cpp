// A program that uses stores, for tests that run several of it at once, and kill it.
#include <cerrno>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <map>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

#include "commands.hpp"

namespace store_test {

Report::Report(const std::string& path) : file_(::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600)) {
    if (file_ < 0) throw std::system_error(errno, std::generic_category(), path);
}

Report::~Report() { ::close(file_); }

void Report::text(const std::string& content) {
    for (std::size_t written = 0; written < content.size();) {
        const ssize_t more = ::write(file_, content.data() + written, content.size() - written);
        if (more < 0) throw std::system_error(errno, std::generic_category(), "the report");
        written += static_cast<std::size_t>(more);
    }
}

}  // namespace store_test

int main(int count, char** words) {
    using namespace store_test;
    const std::map<std::string, int (*)(const Arguments&)> commands{
        {"churn", churn}, {"inspect", inspect}, {"share", share}, {"follow", follow}, {"open_at_once", open_at_once}};
    try {
        const Arguments arguments(words + 1, words + count);
        return commands.at(arguments.at(0))({arguments.begin() + 1, arguments.end()});
    } catch (const std::exception& problem) {
        std::cerr << problem.what() << '\n';
        return EXIT_FAILURE;
    }
}
