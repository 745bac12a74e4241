// The log of a node: shown, followed, verified, and carried elsewhere.
#include <cstdio>

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "arguments.hpp"
#include "commands.hpp"
#include "input.hpp"
#include "log_text.hpp"
#include "node.hpp"
#include "progress.hpp"
#include "system.hpp"

namespace neuroshard::cli {
namespace {

using nlohmann::ordered_json;
using Head = std::array<std::uint8_t, 32>;

/// A store that is read as far as it is sound.
struct SoundPart {
    Manager manager;
    std::string problem;  ///< what is wrong behind it; empty where nothing is
};

SoundPart open_sound_part(const Arguments& arguments) {
    ManagerOptions options = node_options(arguments, existing_store(arguments));
    options.read_only = true;
    try {
        return {Manager(options), ""};
    } catch (const Error& error) {
        if (error.status() != NSV_ERROR_CORRUPT) throw;
        options.salvage = true;
        return {Manager(options), error.what()};
    }
}

Manager open_log(const Arguments& arguments) {
    ManagerOptions options = node_options(arguments, existing_store(arguments));
    options.read_only = true;
    return with_store(arguments, [&] { return Manager(options); });
}

/// Calls `page` with each page of records after one, and returns the sequence of the last record.
template <typename Page>
std::uint64_t read_pages(const Manager& manager, std::uint64_t after, Page page) {
    for (;;) {
        const RecordPage read = manager.export_records(after);
        if (read.json_lines.empty()) return after;
        page(read.json_lines);
        after = read.last;
    }
}

template <typename Line>
void each_line(std::string_view lines, Line line) {
    for (std::size_t end = lines.find('\n'); end != std::string_view::npos; end = lines.find('\n')) {
        line(lines.substr(0, end));
        lines.remove_prefix(end + 1);
    }
}

std::uint64_t after_of(const Arguments& arguments, std::uint64_t fallback) {
    return arguments.after ? read_number("--after", *arguments.after) : fallback;
}

Head read_head(const std::string& text) {
    constexpr std::string_view digits = "0123456789abcdef";
    Head head{};
    if (text.size() != 2 * head.size() || text.find_first_not_of(digits) != std::string::npos) {
        throw Failure(ExitCode::bad_data, fmt::format("--head {}: expected 64 lower-case hex digits", quote(text)));
    }
    for (std::size_t i = 0; i < head.size(); ++i) {
        head.at(i) = static_cast<std::uint8_t>(digits.find(text[2 * i]) * 16 + digits.find(text[2 * i + 1]));
    }
    return head;
}

Output show_one(const Request& request, const Manager& manager, const std::string& sequence) {
    const std::uint64_t wanted = read_number("RECORD", sequence);
    const std::string json = read_from("RECORD " + sequence, [&] { return manager.record_json(wanted); });
    const auto record = ordered_json::parse(json);
    return {.text = request.arguments.json ? record.dump(2) + '\n' : record_details(record, request.style)};
}

/// What was found out about a log, here or in an export.
struct Finding {
    std::uint64_t records = 0;  ///< that are sound
    Head head{};
    LogVerification verification{.sound = true, .bad_sequence = 0, .reason = {}};
};

/// The record that a message of the library names first; 0 where it names none.
std::uint64_t sequence_in(const std::string& message) {
    constexpr std::string_view begins = "record ";
    return message.starts_with(begins) ? std::stoull(message.substr(begins.size())) : 0;
}

/// Where not even a part of the log can be read, the error says which record is to blame.
template <typename Open>
Finding check(const std::optional<Head>& expected, Open open) {
    try {
        const Manager manager = open();
        return {manager.record_count(), manager.head(), manager.verify(expected)};
    } catch (const Error& error) {
        // An export that begins elsewhere has no first record.
        const std::uint64_t named = sequence_in(error.what());
        if (named == 0) throw;
        const std::uint64_t bad = error.status() == NSV_ERROR_CONFLICT ? 1 : named;
        return {bad - 1, {}, {.sound = false, .bad_sequence = bad, .reason = error.what()}};
    }
}

Finding check_store(const Arguments& arguments, const std::optional<Head>& expected) {
    return with_store(arguments, [&] { return check(expected, [&] { return open_sound_part(arguments).manager; }); });
}

Finding check_export(const std::string& path, const std::optional<Head>& expected) {
    const std::string lines = read_file(path, max_export);
    return read_from(source_name(path), [&] { return check(expected, [&] { return Manager::import({}, lines); }); });
}

/// What is wrong is either with the store, which is looked at first, or with the export.
Manager import_into(const Arguments& arguments, const std::string& store, const std::string& lines) {
    ManagerOptions options = node_options(arguments, store);
    if (options.read_only) throw Failure(ExitCode::cannot_write, "--read-only: this command records what it takes over");
    with_store(arguments, [&] {
        try {
            options.read_only = true;
            return Manager(options).record_count();
        } catch (const Error& error) {
            if (error.status() != NSV_ERROR_NOT_FOUND) throw;  // it is made then
            return std::uint64_t{0};
        }
    });
    options.read_only = false;
    try {
        return Manager::import(options, lines);
    } catch (const Error& error) {
        const bool of_export = error.status() == NSV_ERROR_CORRUPT || error.status() == NSV_ERROR_CONFLICT ||
                               error.status() == NSV_ERROR_LIMIT || error.status() == NSV_ERROR_ARGUMENT;
        if (!of_export) fail_with_store(arguments, error);
        throw Failure(ExitCode::bad_data, fmt::format("{}: {}", source_name(arguments.file), error.what()));
    }
}

}  // namespace

Output log_show_command(const Request& request) {
    const Manager manager = open_log(request.arguments);
    if (request.arguments.sequence) return show_one(request, manager, *request.arguments.sequence);
    ordered_json records = ordered_json::array();
    with_store(request.arguments, [&] {
        return read_pages(manager, after_of(request.arguments, 0), [&](std::string_view lines) {
            each_line(lines, [&](std::string_view line) { records.push_back(ordered_json::parse(line)); });
        });
    });
    if (request.arguments.json) return {.text = ordered_json{{"records", records}}.dump(2) + '\n'};
    return {.text = record_table(records, request.style) + fmt::format("\nHead: {}\n", hex(manager.head()))};
}

Output log_follow_command(const Request& request) {
    constexpr std::chrono::milliseconds interval(200);
    hold_end_back();
    const Manager manager = open_log(request.arguments);
    std::uint64_t last = after_of(request.arguments, manager.record_count());
    do {
        last = with_store(request.arguments, [&] {
            return read_pages(manager, last, [&](std::string_view lines) {
                each_line(lines, [&](std::string_view line) {
                    const std::string text =
                        request.arguments.json ? std::string(line) + '\n' : record_line(ordered_json::parse(line));
                    std::fwrite(text.data(), 1, text.size(), stdout);
                });
            });
        });
        if (std::fflush(stdout) != 0) throw Failure(ExitCode::cannot_write, "cannot write to standard output");
    } while (!wait_for_end(interval));
    return {};
}

Output log_verify_command(const Request& request) {
    const Arguments& arguments = request.arguments;
    std::optional<Head> expected;
    if (arguments.expected_head) expected = read_head(*arguments.expected_head);
    const Finding found = Progress(true).during("verifying", [&] {
        return arguments.export_file ? check_export(*arguments.export_file, expected) : check_store(arguments, expected);
    });
    const auto& [sound, bad_sequence, reason] = found.verification;
    const ExitCode exit_code = sound ? ExitCode::success : ExitCode::not_sound;
    if (arguments.json) {
        const ordered_json document{{"sound", sound},
                                    {"records", found.records},
                                    {"head", sound ? ordered_json(hex(found.head)) : ordered_json(nullptr)},
                                    {"bad_sequence", sound ? ordered_json(nullptr) : ordered_json(bad_sequence)},
                                    {"reason", printable(reason)}};
        return {document.dump(2) + '\n', exit_code};
    }
    if (!sound) return {fmt::format("{} {}\n", request.style.bad("Not sound ✗"), printable(reason)), exit_code};
    return {fmt::format("{} {}, head {}\n", request.style.good("Sound ✓"), counted(found.records, "record"), hex(found.head)),
            exit_code};
}

Output log_export_command(const Request& request) {
    const SoundPart part = with_store(request.arguments, [&] { return open_sound_part(request.arguments); });
    Output output;
    with_store(request.arguments, [&] {
        return read_pages(part.manager, after_of(request.arguments, 0), [&](std::string_view lines) { output.text += lines; });
    });
    if (!part.problem.empty()) {
        output.exit_code = ExitCode::bad_data;
        output.complaint = fmt::format("exported what is sound, {}: {}", counted(part.manager.record_count(), "record"),
                                       printable(part.problem));
    }
    return output;
}

Output log_import_command(const Request& request) {
    const Arguments& arguments = request.arguments;
    require_free_standard_input(arguments, arguments.file);
    const std::string lines = read_file(arguments.file, max_export);
    const auto store = store_path(arguments);
    if (!store) throw Failure(ExitCode::usage, "--state -: there is no store to import into");
    const Manager manager = import_into(arguments, *store, lines);
    const std::string head = hex(manager.head());
    if (arguments.json) {
        const ordered_json document{{"store", printable(*store)}, {"records", manager.record_count()}, {"head", head}};
        return {.text = document.dump(2) + '\n'};
    }
    return {.text = fmt::format("{} has {}, head {}\n", quote(*store), counted(manager.record_count(), "record"), head)};
}

}  // namespace neuroshard::cli
