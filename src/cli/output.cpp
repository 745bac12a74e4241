#include "output.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <iterator>
#include <system_error>

#include <fmt/color.h>
#include <fmt/format.h>

#include "input.hpp"
#include "system.hpp"

namespace neuroshard::cli {
namespace {

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    while (!text.empty()) {
        const Character character = first_character(text);
        width += static_cast<std::size_t>(std::max(character.columns, 0));
        text.remove_prefix(character.bytes);
    }
    return width;
}

std::string padded(const std::string& cell, std::size_t width) {
    return cell + std::string(width - std::min(width, display_width(cell)), ' ');
}

/// Cells padded to their column, but for the last one: no line ends with blanks.
std::string line(const Row& cells, const std::vector<std::size_t>& widths) {
    std::string text;
    for (std::size_t i = 0; i + 1 < cells.size(); ++i) text += padded(cells[i], widths[i]) + "  ";
    return text + cells.back();
}

[[noreturn]] void cannot_write(const std::string& target) {
    throw Failure(ExitCode::cannot_write,
                  fmt::format("cannot write to {}: {}", target, std::generic_category().message(errno)));
}

void write_and_close(std::FILE* file, std::string_view text, const std::string& target) {
    const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
    const bool closed = std::fclose(file) == 0;
    if (!written || !closed) cannot_write(target);
}

}  // namespace

Style Style::of_standard_output() {
    const std::string_view terminal = environment("TERM");
    return Style(::isatty(STDOUT_FILENO) != 0 && environment("NO_COLOR").empty() && !terminal.empty() && terminal != "dumb");
}

std::string Style::heading(std::string_view text) const {
    return fmt::format(coloured_ ? fmt::text_style(fmt::emphasis::bold) : fmt::text_style(), "{}", text);
}
std::string Style::good(std::string_view text) const {
    return fmt::format(coloured_ ? fmt::fg(fmt::terminal_color::green) : fmt::text_style(), "{}", text);
}
std::string Style::caution(std::string_view text) const {
    return fmt::format(coloured_ ? fmt::fg(fmt::terminal_color::yellow) : fmt::text_style(), "{}", text);
}
std::string Style::bad(std::string_view text) const {
    return fmt::format(coloured_ ? fmt::fg(fmt::terminal_color::red) : fmt::text_style(), "{}", text);
}

std::string table(const Row& header, const std::vector<Row>& rows, const Style& style) {
    std::vector<std::size_t> widths;
    for (const std::string& title : header) widths.push_back(display_width(title));
    for (const Row& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], display_width(row[i]));
    }
    Row rules;
    for (const std::size_t width : widths) rules.emplace_back(width, '-');

    std::string text = style.heading(line(header, widths)) + '\n' + line(rules, widths) + '\n';
    for (const Row& row : rows) text += line(row, widths) + '\n';
    return text;
}

std::string field_list(const Fields& fields) {
    std::size_t widest = 0;
    for (const auto& [name, value] : fields) widest = std::max(widest, display_width(name));
    std::string text;
    for (const auto& [name, value] : fields) {
        text += padded(name + ':', widest + 3);
        for (const char c : value) text += c == '\n' ? '\n' + std::string(widest + 3, ' ') : std::string(1, c);
        text += '\n';
    }
    return text;
}

std::string hex(const std::array<std::uint8_t, 32>& bytes) {
    std::string digits;
    for (const std::uint8_t byte : bytes) digits += fmt::format("{:02x}", byte);
    return digits;
}

std::string shortened(std::string_view text, std::size_t columns) {
    if (display_width(text) <= columns) return std::string(text);
    std::string kept;
    for (std::size_t width = 0;;) {
        const Character character = first_character(text);
        width += static_cast<std::size_t>(std::max(character.columns, 0));
        if (width >= columns) return kept + "…";
        kept += text.substr(0, character.bytes);
        text.remove_prefix(character.bytes);
    }
}

std::string centred(std::string_view text, std::size_t columns) {
    const std::string shown = shortened(text, columns);
    const std::size_t blanks = columns - display_width(shown);
    return std::string(blanks / 2, ' ') + shown + std::string(blanks - blanks / 2, ' ');
}

std::string counted(std::uint64_t count, std::string_view noun) {
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string printable(std::string_view untrusted) {
    std::string safe;
    while (!untrusted.empty()) {
        const Character character = first_character(untrusted);
        if (character.columns > 0) {
            safe += untrusted.substr(0, character.bytes);
        } else {
            for (const char byte : untrusted.substr(0, character.bytes)) {
                fmt::format_to(std::back_inserter(safe), "\\x{:02x}", static_cast<unsigned char>(byte));
            }
        }
        untrusted.remove_prefix(character.bytes);
    }
    return safe;
}

std::string quote(std::string_view untrusted) {
    constexpr std::size_t longest_shown = 200;
    return fmt::format("'{}{}'", printable(untrusted.substr(0, longest_shown)), untrusted.size() > longest_shown ? "..." : "");
}

void write_to_file(const std::string& path, std::string_view text) {
    std::FILE* const file = std::fopen(path.c_str(), "wb");
    if (file == nullptr) cannot_write(quote(path));
    write_and_close(file, text, quote(path));
}

void write_to_standard_output(std::string_view text) { write_and_close(stdout, text, "standard output"); }

}  // namespace neuroshard::cli
