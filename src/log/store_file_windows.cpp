// A path is UTF-8 to those who call, and UTF-16 to Windows, which keeps its directories in a journal: there is nothing to sync.
#include "log/store_file.hpp"

#include <array>
#include <cstddef>

#include <windows.h>

#include "core/text.hpp"

namespace neuroshard::log {
namespace {

/// Empty where a path is no UTF-8, and the system's last error says so.
std::wstring wide(const std::string& path) {
    const int size = static_cast<int>(path.size());
    std::wstring text(path.size(), L'\0');
    text.resize(
        static_cast<std::size_t>(::MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, path.data(), size, text.data(), size)));
    return text;
}

int last_error() noexcept { return static_cast<int>(::GetLastError()); }

/// Rights for the user alone, on what is made and on all that will be made in it.
class OwnerAlone {
public:
    OwnerAlone() noexcept {
        DWORD size = sizeof user_;
        set_ = ::GetTokenInformation(::GetCurrentThreadEffectiveToken(), TokenUser, &user_, size, &size) != 0 &&
               ::InitializeAcl(&rights_.list, sizeof rights_, ACL_REVISION) != 0 &&
               ::AddAccessAllowedAceEx(&rights_.list, ACL_REVISION, OBJECT_INHERIT_ACE | CONTAINER_INHERIT_ACE, FILE_ALL_ACCESS,
                                       user_.token.User.Sid) != 0 &&
               ::InitializeSecurityDescriptor(&descriptor_, SECURITY_DESCRIPTOR_REVISION) != 0 &&
               ::SetSecurityDescriptorDacl(&descriptor_, TRUE, &rights_.list, FALSE) != 0 &&
               ::SetSecurityDescriptorControl(&descriptor_, SE_DACL_PROTECTED, SE_DACL_PROTECTED) != 0;
    }
    OwnerAlone(const OwnerAlone&) = delete;
    OwnerAlone& operator=(const OwnerAlone&) = delete;

    bool make_directory(const std::wstring& path) noexcept {
        return set_ && ::CreateDirectoryW(path.c_str(), &attributes_) != 0;
    }

    bool make_file(const std::wstring& path) noexcept {
        constexpr DWORD shared = FILE_SHARE_READ | FILE_SHARE_WRITE;
        if (!set_) return false;
        void* const file =
            ::CreateFileW(path.c_str(), GENERIC_WRITE, shared, &attributes_, CREATE_NEW, FILE_ATTRIBUTE_NORMAL, nullptr);
        return file != INVALID_HANDLE_VALUE && ::CloseHandle(file) != 0;
    }

private:
    // Each with room for what the system puts behind it.
    union {
        TOKEN_USER token;
        std::array<std::byte, sizeof(TOKEN_USER) + SECURITY_MAX_SID_SIZE> room;
    } user_{};
    union {
        ACL list;
        std::array<std::byte, sizeof(ACL) + sizeof(ACCESS_ALLOWED_ACE) + SECURITY_MAX_SID_SIZE> room;
    } rights_{};
    SECURITY_DESCRIPTOR descriptor_{};
    SECURITY_ATTRIBUTES attributes_{sizeof(SECURITY_ATTRIBUTES), &descriptor_, FALSE};
    bool set_ = false;
};

bool is_directory(const std::wstring& path) {
    const DWORD attributes = ::GetFileAttributesW(path.c_str());
    return attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY) != 0;
}

/// The directory that a path is in, and before it those that this is in; 0, or the system's error.
int make_directory_of(const std::wstring& path, OwnerAlone& owner) {
    const std::size_t separator = path.find_last_of(L"/\\");
    if (separator == std::wstring::npos || separator == 0) return 0;
    const std::wstring directory = path.substr(0, separator);
    if (owner.make_directory(directory)) return 0;
    if (last_error() == ERROR_PATH_NOT_FOUND) {
        if (const int problem = make_directory_of(directory, owner); problem != 0) return problem;
        if (owner.make_directory(directory)) return 0;
    }
    const int problem = last_error();
    if (is_directory(directory)) return 0;
    return problem == ERROR_ALREADY_EXISTS ? ERROR_DIRECTORY : problem;
}

}  // namespace

core::Result<void> make_store_file(const std::string& path) {
    if (state_of_file(path).exists) return {};
    const std::wstring name = wide(path);
    if (name.empty()) return cannot_make(path, "it", last_error());
    OwnerAlone owner;
    if (const int problem = make_directory_of(name, owner); problem != 0) return cannot_make(path, "its directory", problem);
    if (!owner.make_file(name) && last_error() != ERROR_FILE_EXISTS) return cannot_make(path, "it", last_error());
    return {};
}

FileState state_of_file(const std::string& path) {
    WIN32_FILE_ATTRIBUTE_DATA found{};
    if (::GetFileAttributesExW(wide(path).c_str(), GetFileExInfoStandard, &found) == 0) return {};
    const auto joined = [](DWORD high, DWORD low) { return std::uint64_t{high} << 32U | low; };
    return {true, joined(found.nFileSizeHigh, found.nFileSizeLow),
            static_cast<std::int64_t>(joined(found.ftLastWriteTime.dwHighDateTime, found.ftLastWriteTime.dwLowDateTime))};
}

std::string as_file_name(const std::string& path) {
    const bool of_a_drive = path.size() > 1 && path[1] == ':' && (core::is_lower(path[0]) || core::is_upper(path[0]));
    return of_a_drive || path.starts_with('/') || path.starts_with('\\') ? path : "./" + path;
}

core::Status status_of_system(int error_number) noexcept {
    switch (error_number) {
        case ERROR_DISK_FULL:
        case ERROR_HANDLE_DISK_FULL: return core::Status::full;
        case ERROR_WRITE_PROTECT: return core::Status::read_only;
        default: return core::Status::io;
    }
}

}  // namespace neuroshard::log
