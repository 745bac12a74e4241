#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace neuroshard::cli {

/// A file that is read line by line in memory that does not grow, however long the file or a line of it is.
class LineReader {
public:
    /// '-' is standard input. Of a line that is longer than `longest`, only more than that many bytes are kept.
    LineReader(std::string path, std::size_t longest);
    LineReader(const LineReader&) = delete;
    LineReader& operator=(const LineReader&) = delete;
    ~LineReader();

    /// Reads on and calls `line(std::string_view)` for each line that is now complete; false at the end of the file.
    template <typename Line>
    bool read_some(Line line) {
        const bool more = fill();
        while (begin_ < end_) {
            const auto* const newline = static_cast<const char*>(std::memchr(buffer_.data() + begin_, '\n', end_ - begin_));
            if (newline == nullptr) break;
            const auto stop = static_cast<std::size_t>(newline - buffer_.data());
            if (!skipping_) line(std::string_view(buffer_.data() + begin_, stop - begin_));
            skipping_ = false;
            begin_ = stop + 1;
        }
        // What is left is complete at the end of the file, and told at once where it is too long already.
        if (!more || end_ - begin_ > longest_) {
            if (begin_ < end_ && !skipping_) line(std::string_view(buffer_.data() + begin_, end_ - begin_));
            skipping_ = more;
            begin_ = end_;
        }
        return more;
    }

    /// Bytes read so far.
    std::uint64_t position() const noexcept { return position_; }
    /// Bytes of the file; 0 where nobody can know.
    std::uint64_t size() const noexcept { return size_; }
    bool is_terminal() const noexcept;

private:
    /// Puts more of the file behind what is left of it in the buffer; false at the end.
    bool fill();
    [[noreturn]] void fail() const;

    std::string path_;
    std::size_t longest_;
    int file_;
    std::uint64_t size_ = 0;
    std::uint64_t position_ = 0;
    std::vector<char> buffer_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    bool skipping_ = false;  ///< in the rest of a line that was told already
};

}  // namespace neuroshard::cli
