// The library's half of log_agreement_test.py. Without lines on standard input it prints an export; each line is a text in hex,
// for which it prints what an import says: 0 where it is taken, or the number of the first bad record.
#include <iostream>

#include "log_helpers.hpp"

namespace {

using namespace log_test;

std::string from_hex(std::string_view digits) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
        bytes += static_cast<char>(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16));
    }
    return bytes;
}

std::string verdict(const std::string& text) {
    const std::string failed = import_failure(text);
    if (failed.empty()) return "0";
    // What lacks its beginning is the later part of some log to the library, and lacks record 1 to an auditor.
    if (failed.starts_with("NSV_ERROR_CONFLICT") && failed.ends_with("the log needs record 1 first")) return "1";
    const std::string_view before = ": record ";
    const std::size_t at = failed.find(before);
    if (at == std::string::npos) return failed;
    const std::size_t number = at + before.size();
    return failed.substr(number, failed.find(':', number) - number);
}

}  // namespace

int main() {
    std::size_t count = 0;
    for (std::string line; std::getline(std::cin, line); ++count) std::cout << verdict(from_hex(line)) << '\n';
    if (count == 0) std::cout << long_log(40);
    return 0;
}
