// Logs for the tests of the hash chain: exported, taken apart, and sealed a second time with OpenSSL.
#ifndef NSV_TESTS_CPP_LOG_HELPERS_HPP
#define NSV_TESTS_CPP_LOG_HELPERS_HPP

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "upgrade_digest.hpp"

namespace log_test {

using namespace upgrade_test;
using neuroshard::ManagerOptions;
using Lines = std::vector<std::string>;

inline const std::string no_hash(64, '0');

/// Genesis 1.0.0 with the feature `base`.
inline Network log_network() { return Network::from_json(network("log-test", "1.0.0").dump()); }

inline ManagerOptions options(std::string_view supported_min, std::string_view supported_max,
                              std::optional<std::string> store = std::nullopt) {
    return {.network = log_network(),
            .supported_min = Version::parse(supported_min),
            .supported_max = Version::parse(supported_max),
            .store = std::move(store),
            .unix_time = announced};
}

inline Lines lines_of(std::string_view text) {
    Lines lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

inline std::string joined(const Lines& lines) {
    std::string text;
    for (const std::string& line : lines) text += line + '\n';
    return text;
}

inline std::string exported(const Manager& manager) {
    std::string text;
    for (std::uint64_t last = 0;;) {
        const auto page = manager.export_records(last);
        if (page.json_lines.empty()) return text;
        text += page.json_lines;
        last = page.last;
    }
}

inline std::string head(const Manager& manager) {
    const auto bytes = manager.head();
    return hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

/// The record that follows the one with the hash `previous`, which then is this one. Keys are ASCII, so that nlohmann's order
/// is RFC 8785's.
inline std::string sealed(Json record, std::uint64_t sequence, std::string& previous) {
    record.erase("hash");
    record["sequence"] = sequence;
    record["previous"] = previous;
    previous = hex(sha256(record.dump()));
    record["hash"] = previous;
    return record.dump();
}

/// The whole chain made anew, after its records were changed.
inline Lines resealed(const Lines& lines) {
    Lines chain;
    std::string previous = no_hash;
    for (const std::string& line : lines) chain.push_back(sealed(Json::parse(line), chain.size() + 1, previous));
    return chain;
}

/// How an import without a store fails, as `STATUS: message`; empty where the text is taken.
inline std::string import_failure(std::string_view json_lines, const ManagerOptions& how = {}) {
    return failure([&] { (void)Manager::import(how, json_lines); });
}

/// Whether a call failed, as `STATUS: message`, with this status and because of this record.
inline void expect_failure(std::string_view failed, std::string_view status, std::uint64_t sequence) {
    const std::string expected = std::string(status) + ": record " + std::to_string(sequence) + ": ";
    EXPECT_EQ(failed.substr(0, expected.size()), expected) << failed;
}
inline void expect_corrupt(std::string_view failed, std::uint64_t sequence) {
    expect_failure(failed, "NSV_ERROR_CORRUPT", sequence);
}

/// A folder that goes away again.
class Folder {
public:
    Folder() : path_(std::filesystem::temp_directory_path() / ("nsv-log-" + std::to_string(std::random_device()()))) {
        if (!std::filesystem::create_directory(path_)) throw std::runtime_error(path_.string() + " is there already");
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { std::filesystem::remove_all(path_); }

    std::string file(std::string_view name) const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

/// A log with records of every kind but software_changed; `size` of them, or one or two more.
inline std::string long_log(std::uint64_t size) {
    Manager manager(options("1.0.0", "1.0.9"));
    for (std::uint64_t i = 0; manager.record_count() < size; ++i) {
        const std::uint64_t now = manager.height();
        const std::string id = "NEP-" + std::to_string(100 + i);
        const bool breaking = i % 5 == 4;
        manager.schedule_nep(nep(id, breaking ? "1.1.0" : "1.0.0", now + 10,
                                 {{"title", "\u00e4 \"" + id + "\" \\ \u4e8c\U0001f642"}, {"backward_compatible", !breaking}})
                                 .dump());
        if (i % 3 == 0) manager.reschedule_nep(id, now + 20, announced + (40 * day));
        if (i % 4 == 3 && !breaking) manager.cancel_nep(id, "\"" + id + "\"\u00e9\\/");
        advance(manager, now + 20);
        if (breaking) {
            manager.rewind(now, announced);
            manager.cancel_nep(id, "");
        }
    }
    return exported(manager);
}

}  // namespace log_test

#endif  // NSV_TESTS_CPP_LOG_HELPERS_HPP
