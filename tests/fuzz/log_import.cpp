// Exported records from anywhere: what is taken is the log to the byte, and what is refused says which record is to blame.
// Lines that are JSON objects are tried once more as a sound chain of them, for no mutation finds a hash.
#include <algorithm>
#include <string>
#include <vector>

#include <openssl/evp.h>

#include <nlohmann/json.hpp>

#include "law.hpp"

namespace {

using fuzz::law;
using neuroshard::Manager;

std::string hex(const std::uint8_t* bytes, std::size_t size) {
    std::string digits;
    for (std::size_t i = 0; i < size; ++i) {
        digits += "0123456789abcdef"[bytes[i] / 16];
        digits += "0123456789abcdef"[bytes[i] % 16];
    }
    return digits;
}

std::string sha256(const std::string& text) {
    std::uint8_t digest[32];
    law(EVP_Digest(text.data(), text.size(), digest, nullptr, EVP_sha256(), nullptr) == 1, "OpenSSL computes");
    return hex(digest, sizeof digest);
}

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

/// The lines as records that follow each other; empty where one of them is no object.
std::string chained(const std::vector<std::string>& lines) {
    std::string text;
    std::string previous(64, '0');
    std::uint64_t sequence = 0;
    for (const std::string& line : lines) {
        auto record = nlohmann::json::parse(line, nullptr, false);
        if (!record.is_object()) return "";
        record.erase("hash");
        record["sequence"] = ++sequence;
        record["previous"] = previous;
        record["hash"] = previous = sha256(record.dump());
        text += record.dump() + '\n';
    }
    return text;
}

std::string exported(const Manager& manager) {
    std::string text;
    for (std::uint64_t last = 0;;) {
        const auto page = manager.export_records(last);
        law(page.json_lines.empty() == (page.last == last), "a page with records is later than the one before");
        if (page.json_lines.empty()) return text;
        text += page.json_lines;
        last = page.last;
    }
}

/// Nothing where the text is refused.
std::optional<Manager> taken(std::string_view text) {
    nsv_error error = NSV_ERROR_INIT;
    nsv_manager* handle = nullptr;
    const std::int32_t status = nsv_manager_import(nullptr, text.data(), text.size(), &handle, &error);
    if (status != NSV_OK) {
        law(handle == nullptr, "a failure leaves the output alone");
        fuzz::check_import_error(error, status, text.size());
        return std::nullopt;
    }
    nsv_manager_free(handle);
    return Manager::import({}, text);
}

void check_log(Manager& manager, const std::string& expected) {
    const std::string text = exported(manager);
    law(text == expected, "the log is what was imported");
    const auto lines = lines_of(text);
    law(manager.record_count() == lines.size(), "every line is a record");
    const auto head = manager.head();
    law(lines.back().find("\"hash\":\"" + hex(head.data(), head.size()) + '"') != std::string::npos,
        "the head is the last hash");
    law(manager.record_json(lines.size()) == lines.back(), "the last record is the last line");
    law(manager.verify().sound && manager.verify(head).sound, "what was taken is sound");

    const auto again = taken(text);
    law(again.has_value(), "what is exported can be imported");
    law(again->head() == head && exported(*again) == text, "and is the same log");
    law(again->status_json() == manager.status_json() && again->neps() == manager.neps(), "which leads to the same state");

    manager.advance(manager.height(), manager.time());
    law(exported(manager) == text, "to report the same height again is no change");
    manager.rewind(0, 0);
    law(manager.verify(head).sound && exported(manager).starts_with(text), "a log goes on where it ended");
}

void check(std::string_view text) {
    auto manager = taken(text);
    if (!manager) return;
    std::string expected(text);
    if (!expected.ends_with('\n')) expected += '\n';
    check_log(*manager, expected);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    check(text);
    const std::string chain = chained(lines_of(text));
    if (chain != text) check(chain);
    return 0;
}
