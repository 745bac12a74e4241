#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "failure.hpp"

namespace neuroshard::cli {

/// What a command prints, and how the process then ends.
struct Output {
    std::string text;
    ExitCode exit_code = ExitCode::success;
    std::string complaint{};  ///< for standard error, where the text is not all that was asked for
};

/// Emphasis for a terminal; leaves text alone where colour is not wanted.
class Style {
public:
    explicit Style(bool coloured) : coloured_(coloured) {}
    /// Coloured if standard output is a terminal that shows colour and the user did not set NO_COLOR.
    static Style of_standard_output();

    std::string heading(std::string_view text) const;
    std::string good(std::string_view text) const;
    std::string caution(std::string_view text) const;
    std::string bad(std::string_view text) const;

private:
    bool coloured_;
};

using Row = std::vector<std::string>;

/// Columns aligned by the width that their text has on a terminal. Each row has as many cells as the header.
std::string table(const Row& header, const std::vector<Row>& rows, const Style& style);

/// Names and what they are, one below the other and aligned; a value may have several lines.
using Fields = std::vector<std::pair<std::string, std::string>>;
std::string field_list(const Fields& fields);

/// Bytes as lower-case hex digits.
std::string hex(const std::array<std::uint8_t, 32>& bytes);

/// Cut to a width on a terminal, the last column then an ellipsis.
std::string shortened(std::string_view text, std::size_t columns);

/// Shortened, or filled with blanks on both sides.
std::string centred(std::string_view text, std::size_t columns);

/// As in `1 day` and `2 days`.
std::string counted(std::uint64_t count, std::string_view noun);

/// Untrusted text made safe for a terminal: what is not valid, visible UTF-8 is escaped byte by byte as `\xNN`.
std::string printable(std::string_view untrusted);

/// Likewise in quotes, and cut where it would drown the rest of a message.
std::string quote(std::string_view untrusted);

/// Writes a file; throws Failure if not all of it got there.
void write_to_file(const std::string& path, std::string_view text);

/// Writes to standard output and closes it, which is when some errors show; throws Failure if it did not all get there.
void write_to_standard_output(std::string_view text);

}  // namespace neuroshard::cli
