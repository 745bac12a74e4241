// The commands of the program, each with its arguments; they return its exit code.
#ifndef NSV_TESTS_STORE_COMMANDS_HPP
#define NSV_TESTS_STORE_COMMANDS_HPP

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace store_test {

using Arguments = std::vector<std::string>;

/// STORE SEED REPORT END: random operations until the process is killed. Each is announced in the file REPORT before it begins
/// and acknowledged after it has ended. END is when the process ends itself: `never`, `microseconds:N` after it began, or
/// `change:N`, inside the N-th call that changes a file, which a number of the form `N.5` cuts off half way where it writes.
int churn(const Arguments& arguments);

/// STORE read_only|read_write: what is in a store, as JSON. Standard input says what to look for.
int inspect(const Arguments& arguments);

/// STORE SEED FIRST_ID OPERATIONS REPORT: that many random operations beside another such process. Then for each line
/// `HEIGHT TIME` of standard input, advances to there and prints where the node stands.
int share(const Arguments& arguments);

/// STORE REPORT: appends to the file REPORT every record as it comes, until standard input ends and no more come.
int follow(const Arguments& arguments);

/// STORE: opens it once standard input ends, and prints where the node stands.
int open_at_once(const Arguments& arguments);

/// Ends the process as the N-th change of a file from now on is made.
void end_in_change(const std::string& number);

/// A file of JSON Lines that are there once they have been written, even if the process is killed then.
class Report {
public:
    explicit Report(const std::string& path);
    Report(const Report&) = delete;
    Report& operator=(const Report&) = delete;
    ~Report();

    void line(const nlohmann::json& content) { text(content.dump() + '\n'); }
    void text(const std::string& content);

private:
    int file_;
};

}  // namespace store_test

#endif  // NSV_TESTS_STORE_COMMANDS_HPP
