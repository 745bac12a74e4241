#include "log/transfer.hpp"

#include <fmt/format.h>

#include "core/json_object_reader.hpp"

namespace neuroshard::log {
namespace {

using core::Error;
using core::Result;
using core::Status;

constexpr std::size_t page_size = 1024UL * 1024;
constexpr std::size_t records_at_once = 1024;  // so that a long check does not keep others waiting

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

/// The sequence that a record says it has: 1 where that cannot be read, so that it is checked as the first one.
std::uint64_t sequence_in(std::string_view record) {
    const auto document = core::parse_json(record, max_record);
    std::optional<Error> error;
    if (!document) return 1;
    const std::uint64_t sequence = core::JsonObjectReader(*document, "$", error).number("sequence");
    return error || sequence == 0 ? 1 : sequence;
}

/// How many of the lines the log has, line for line, from `first` on.
Result<std::size_t> count_known(const Log& log, std::span<const std::string_view> lines, std::uint64_t first) {
    RecordReader reader;
    std::size_t known = 0;
    Head previous;
    Result<void> same;
    auto read = log.read(first > 1 ? first - 2 : 0, [&](std::uint64_t sequence, std::string_view record) {
        if (sequence >= first) {
            if (lines[known] != record) {
                const auto line = reader.read(lines[known], previous);
                same = line ? core::fail(Status::conflict,
                                         fmt::format("record {}: the log has another one: this is a fork", sequence))
                            : tl::unexpected<Error>(line.error());
                return false;
            }
            ++known;
        }
        previous = {sequence, hash_of(record)};
        return known < lines.size();
    });
    if (!same) return tl::unexpected<Error>(std::move(same.error()));
    if (!read) return tl::unexpected<Error>(std::move(read.error()));
    return known;
}

/// A record that is known, or what the first one follows that is kept; one before it where there is none.
Result<Head> head_at(const Log& log, std::uint64_t sequence) {
    Head head = log.origin();
    if (sequence <= head.sequence) return head;
    auto read = log.read(sequence - 1, [&](std::uint64_t met, std::string_view record) {
        if (met == sequence) head = {met, hash_of(record)};
        return false;
    });
    if (!read) return tl::unexpected<Error>(std::move(read.error()));
    return head;
}

}  // namespace

Result<Page> export_page(const Log& log, std::uint64_t after, std::uint64_t up_to) {
    Page page{.json_lines = {}, .last = after};
    RecordReader reader;
    Result<Head> head = head_at(log, after);
    if (!head) return tl::unexpected<Error>(std::move(head.error()));
    if (head->sequence < after) return page;
    Result<void> sound;
    auto read = log.read(head->sequence, [&](std::uint64_t sequence, std::string_view text) {
        const bool fits = page.json_lines.empty() || page.json_lines.size() + text.size() < page_size;
        if (sequence > up_to || !fits) return false;
        const auto record = reader.read(text, *head);
        if (!record) {
            sound = tl::unexpected<Error>(record.error());
            return false;
        }
        *head = record->head;
        page.json_lines.append(text) += '\n';
        page.last = sequence;
        return true;
    });
    if (!page.json_lines.empty() || after >= up_to) return page;
    if (!read) return tl::unexpected<Error>(std::move(read.error()));
    if (!sound && log.origin().sequence > head->sequence) return export_page(log, after, up_to);  // forgotten meanwhile
    if (!sound) return tl::unexpected<Error>(std::move(sound.error()));
    return page;
}

Result<std::vector<std::string>> take_over(const Log& log, History& history, std::string_view json_lines) {
    const std::vector<std::string_view> lines = lines_of(json_lines);
    if (lines.empty()) return core::fail(Status::argument, "expected at least one record, found none");
    const std::uint64_t first = sequence_in(lines.front());
    const std::uint64_t next = history.head().sequence + 1;
    if (first > next) {
        return core::fail(Status::conflict, fmt::format("record {}: the log needs record {} first", first, next));
    }
    const auto known = count_known(log, lines, first);
    if (!known) return tl::unexpected<Error>(known.error());
    std::vector<std::string> added;
    for (std::size_t i = *known; i < lines.size(); ++i) {
        if (auto sound = history.add(first + i, lines[i]); !sound) return tl::unexpected<Error>(std::move(sound.error()));
        added.emplace_back(lines[i]);
    }
    return added;
}

Result<Verification> verify(const Log& log, const core::Digest* expected) {
    RecordReader reader;
    Head head = log.origin();
    bool met = expected == nullptr;
    Result<void> sound;
    for (std::size_t count = records_at_once; count == records_at_once;) {
        count = 0;
        auto read = log.read(head.sequence, [&](std::uint64_t sequence, std::string_view text) {
            const auto record = reader.read(text, head);
            if (!record) {
                sound = tl::unexpected<Error>(record.error());
            } else if (sequence != record->head.sequence) {
                sound = core::fail(Status::corrupt,
                                   fmt::format("record {}: record {} is in its place", record->head.sequence, sequence));
            } else {
                head = record->head;
                met = met || head.hash == *expected;
                return ++count < records_at_once;
            }
            return false;
        });
        if (const Head origin = log.origin(); !sound && origin.sequence > head.sequence) {  // forgotten meanwhile
            head = origin;
            sound = {};
            count = records_at_once;
        }
        if (!sound) return Verification{head.sequence + 1, sound.error().message};
        if (!read && read.error().status != Status::corrupt) return tl::unexpected<Error>(std::move(read.error()));
        if (!read) {
            return Verification{head.sequence + 1, fmt::format("record {}: {}", head.sequence + 1, read.error().message)};
        }
    }
    if (met) return Verification{};
    return Verification{
        head.sequence + 1,
        fmt::format("record {}: it is missing, or the log was made anew: none of its {} records has the hash {}",
                    head.sequence + 1, head.sequence, core::hex(*expected))};
}

}  // namespace neuroshard::log
