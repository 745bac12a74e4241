#include "lines.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include <fmt/format.h>

#include "failure.hpp"
#include "input.hpp"
#include "system.hpp"

namespace neuroshard::cli {
namespace {

constexpr std::size_t chunk = 256UL * 1024;  // stays in a processor's cache

}  // namespace

LineReader::LineReader(std::string path, std::size_t longest)
    : path_(std::move(path)), longest_(longest), file_(open_input(path_)), buffer_(longest + chunk) {
    struct stat status {};
    if (file_ < 0 || ::fstat(file_, &status) != 0) fail();
    if (S_ISREG(status.st_mode)) size_ = static_cast<std::uint64_t>(status.st_size);
}

LineReader::~LineReader() {
    if (file_ > STDIN_FILENO) ::close(file_);
}

bool LineReader::is_terminal() const noexcept { return ::isatty(file_) != 0; }

void LineReader::fail() const {
    throw Failure(ExitCode::bad_data,
                  fmt::format("cannot read {}: {}", source_name(path_), std::generic_category().message(errno)));
}

bool LineReader::fill() {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
    const std::ptrdiff_t count = read_input(file_, buffer_.data() + end_, buffer_.size() - end_);
    if (count < 0) fail();
    end_ += static_cast<std::size_t>(count);
    position_ += static_cast<std::uint64_t>(count);
    return count > 0;
}

}  // namespace neuroshard::cli
