#include "log/store_file.hpp"

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace neuroshard::log {
namespace {

constexpr mode_t directory_mode = 0700;
constexpr mode_t file_mode = 0600;

class FileDescriptor {
public:
    explicit FileDescriptor(int number) noexcept : number_(number) {}
    FileDescriptor(const FileDescriptor&) = delete;
    FileDescriptor& operator=(const FileDescriptor&) = delete;
    ~FileDescriptor() {
        if (number_ >= 0) ::close(number_);
    }
    bool is_open() const noexcept { return number_ >= 0; }
    bool sync() const noexcept { return ::fsync(number_) == 0; }

private:
    int number_;
};

/// So that a new entry of a directory survives a loss of power.
bool sync_directory(const std::string& path) {
    const FileDescriptor directory(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return directory.is_open() && directory.sync();
}

std::string parent_of(const std::string& path) {
    const std::size_t slash = path.find_last_of('/');
    if (slash == std::string::npos) return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

/// Each directory on the way to a file that is missing. All of them are synced, for another process may have made one just now;
/// those that may not be read have been there for long.
core::Result<void> make_directories(const std::string& path) {
    for (std::size_t slash = path.find('/', 1); slash != std::string::npos; slash = path.find('/', slash + 1)) {
        const std::string directory = path.substr(0, slash);
        const bool made = ::mkdir(directory.c_str(), directory_mode) == 0;
        struct stat found {};
        const int problem = errno;
        if (!made && (::stat(directory.c_str(), &found) != 0 || !S_ISDIR(found.st_mode))) {
            return cannot_make(path, "its directory", problem == EEXIST ? ENOTDIR : problem);
        }
        if (!sync_directory(parent_of(directory)) && made) return cannot_make(path, "its directory", errno);
    }
    return {};
}

}  // namespace

core::Result<void> make_store_file(const std::string& path) {
    struct stat found {};
    if (::stat(path.c_str(), &found) == 0 && found.st_size > 0) return {};  // whoever filled it has synced its directory
    if (found.st_mode == 0) {
        if (auto made = make_directories(path); !made) return made;
        const FileDescriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, file_mode));
        if (!file.is_open() && errno != EEXIST) return cannot_make(path, "it", errno);
    }
    if (!sync_directory(parent_of(path)) && errno != EACCES) return cannot_make(path, "it", errno);
    return {};
}

FileState state_of_file(const std::string& path) {
    struct stat found {};
    if (::stat(path.c_str(), &found) != 0) return {};
    const std::int64_t written = std::int64_t{found.st_mtim.tv_sec} * 1'000'000'000 + found.st_mtim.tv_nsec;
    return {true, static_cast<std::uint64_t>(found.st_size), written};
}

std::string as_file_name(const std::string& path) { return path.starts_with('/') ? path : "./" + path; }

core::Status status_of_system(int error_number) noexcept {
    switch (error_number) {
        case ENOSPC:
        case EDQUOT: return core::Status::full;
        case EROFS: return core::Status::read_only;
        default: return core::Status::io;
    }
}

}  // namespace neuroshard::log
