#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/error.hpp"

namespace neuroshard::core {

/// What `SemVer::parse` accepts.
enum class Syntax : std::uint8_t {
    strict,   ///< SemVer 2.0.0 and nothing else
    lenient,  ///< also a leading `v`, and `1` or `1.2` for `1.0.0` and `1.2.0`
};

/// Where a version text goes wrong and what was expected there; nothing was wrong while `expected` is null.
struct SemVerFailure {
    const char* expected = nullptr;
    std::size_t offset = 0;
    Status status = Status::ok;

    /// In words. `text` is the text that was read.
    Error in(std::string_view text) const;
};

/// A SemVer 2.0.0 version (S1, S2). It allocates nothing: S1 bounds its text, so the text lives inside.
class SemVer {
public:
    static constexpr std::size_t max_text = 255;

    static Result<SemVer> parse(std::string_view text, Syntax syntax = Syntax::strict);

    /// A release with these identifiers, either of which may be empty. An error begins with which of them is wrong.
    static Result<SemVer> compose(const SemVer& release, std::string_view prerelease, std::string_view build);

    /// Like `parse`, in place, for a caller who has the memory already. A version with a failure is only to be destroyed.
    SemVer(std::string_view text, Syntax syntax, SemVerFailure& failure) noexcept;
    SemVer(std::uint64_t major, std::uint64_t minor, std::uint64_t patch) noexcept;
    SemVer(const SemVer& other) noexcept { *this = other; }
    SemVer& operator=(const SemVer& other) noexcept {
        parts_ = other.parts_;
        // Not memcpy, which becomes a slow string instruction where the compiler knows a bound of the size.
        std::copy_n(other.text_.begin(), other.parts_.stored(), text_.begin());
        return *this;
    }

    std::uint64_t major() const noexcept { return parts_.major; }
    std::uint64_t minor() const noexcept { return parts_.minor; }
    std::uint64_t patch() const noexcept { return parts_.patch; }
    bool is_prerelease() const noexcept { return parts_.prerelease_end != parts_.prerelease; }

    // Each view is followed by a NUL, so that `data()` is a C string.
    std::string_view text() const noexcept { return {text_.data(), parts_.text_size}; }
    std::string_view prerelease() const noexcept { return stored(parts_.prerelease, parts_.prerelease_end); }
    std::string_view build() const noexcept { return stored(parts_.build, parts_.text_size); }

    /// SemVer section 11: build metadata never counts, so versions that differ in it are equivalent.
    friend std::weak_ordering operator<=>(const SemVer& a, const SemVer& b) noexcept {
        if (a.parts_.major != b.parts_.major) return a.parts_.major <=> b.parts_.major;
        if (a.parts_.minor != b.parts_.minor) return a.parts_.minor <=> b.parts_.minor;
        if (a.parts_.patch != b.parts_.patch) return a.parts_.patch <=> b.parts_.patch;
        if (!a.is_prerelease() && !b.is_prerelease()) return std::weak_ordering::equivalent;
        return compare_prereleases(a.prerelease(), b.prerelease());
    }
    friend bool operator==(const SemVer& a, const SemVer& b) noexcept { return std::is_eq(a <=> b); }

    /// Equal for versions of equal precedence.
    std::uint64_t hash() const noexcept;

private:
    /// The numbers, and where the texts begin and end in `text_`. Each must end with a NUL, for the C interface hands
    /// them out as C strings: the build metadata is the end of the whole text, and so is a pre-release without build
    /// metadata; one with it is copied behind the NUL of the whole. Absent ones are empty, at that NUL.
    struct Parts {
        std::uint64_t major = 0, minor = 0, patch = 0;
        std::uint16_t text_size = 0;
        std::uint16_t prerelease = 0, prerelease_end = 0;
        std::uint16_t build = 0;

        std::size_t stored() const noexcept { return std::size_t{std::max(text_size, prerelease_end)} + 1; }
    };
    class Scanner;

    std::uint16_t append(std::uint16_t end, std::string_view piece) noexcept;
    std::string_view stored(std::uint16_t begin, std::uint16_t end) const noexcept {
        return {text_.data() + begin, static_cast<std::size_t>(end - begin)};
    }
    static std::weak_ordering compare_prereleases(std::string_view a, std::string_view b) noexcept;

    Parts parts_;
    std::array<char, 2 * (max_text + 1)> text_;
};

}  // namespace neuroshard::core
