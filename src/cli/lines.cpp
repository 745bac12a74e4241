#include "lines.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include <fmt/format.h>

#include "failure.hpp"
#include "input.hpp"

namespace neuroshard::cli {
namespace {

constexpr std::size_t chunk = 256UL * 1024;  // stays in a processor's cache

}  // namespace

LineReader::LineReader(std::string path, std::size_t longest)
    : path_(std::move(path)),
      longest_(longest),
      file_(path_ == "-" ? STDIN_FILENO : ::open(path_.c_str(), O_RDONLY | O_CLOEXEC)),
      buffer_(longest + chunk) {
    struct stat status {};
    if (file_ < 0 || ::fstat(file_, &status) != 0) fail();
    if (S_ISREG(status.st_mode)) size_ = static_cast<std::uint64_t>(status.st_size);
}

LineReader::~LineReader() {
    if (file_ > STDIN_FILENO) ::close(file_);
}

bool LineReader::is_terminal() const noexcept { return ::isatty(file_) == 1; }

void LineReader::fail() const {
    throw Failure(ExitCode::bad_data,
                  fmt::format("cannot read {}: {}", source_name(path_), std::generic_category().message(errno)));
}

bool LineReader::fill() {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
    ssize_t count = 0;
    do {
        count = ::read(file_, buffer_.data() + end_, buffer_.size() - end_);
    } while (count < 0 && errno == EINTR);
    if (count < 0) fail();
    end_ += static_cast<std::size_t>(count);
    position_ += static_cast<std::uint64_t>(count);
    return count > 0;
}

}  // namespace neuroshard::cli
