#include "core/semver.hpp"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "core/text.hpp"

namespace neuroshard::core {
namespace {

constexpr bool is_identifier_char(char c) noexcept { return is_digit(c) || is_lower(c) || is_upper(c) || c == '-'; }

bool is_numeric(std::string_view identifier) noexcept {
    for (const char c : identifier) {
        if (!is_digit(c)) return false;
    }
    return true;
}

/// Takes the first dot-separated identifier off `rest`.
std::string_view next_identifier(std::string_view& rest) noexcept {
    const std::size_t dot = rest.find('.');
    const std::string_view identifier = rest.substr(0, dot);
    rest = dot == std::string_view::npos ? std::string_view{} : rest.substr(dot + 1);
    return identifier;
}

std::weak_ordering compare_identifiers(std::string_view a, std::string_view b) noexcept {
    const bool a_numeric = is_numeric(a);
    const bool b_numeric = is_numeric(b);
    if (a_numeric != b_numeric) return a_numeric ? std::weak_ordering::less : std::weak_ordering::greater;
    // Without leading zeros the longer number is the larger one, whatever its size.
    if (a_numeric && a.size() != b.size()) return a.size() <=> b.size();
    return a <=> b;
}

/// One pass over the text; a failure is remembered as where and what, and put into words only once.
class Scanner {
public:
    Scanner(std::string_view input, Syntax syntax) noexcept
        : input_(input), lenient_(syntax == Syntax::lenient), at_(input.data()), end_(input.data() + input.size()) {}

    bool scan() noexcept {
        if (lenient_ && at_ != end_ && *at_ == 'v') ++at_;
        const char* const start = at_;
        if (!component(fields.major, "a digit of MAJOR")) return false;
        if (ends_early()) return true;
        if (!dot("'.' and MINOR") || !component(fields.minor, "a digit of MINOR")) return false;
        if (ends_early()) return true;
        if (!dot("'.' and PATCH") || !component(fields.patch, "a digit of PATCH")) return false;
        if (at_ != end_ && *at_ == '-' && !identifiers(fields.prerelease, Zeros::significant)) return false;
        if (at_ != end_ && *at_ == '+' && !identifiers(fields.build, Zeros::allowed)) return false;
        if (at_ != end_) return expected(after_last_field());
        fields.text = {start, static_cast<std::size_t>(end_ - start)};
        return true;
    }

    SemVerFields fields;

    Error error() const {
        const auto offset = static_cast<std::size_t>(at_ - input_.data());
        if (status_ == Status::out_of_range) {
            return {status_, fmt::format("version number at byte {} is too large: expected at most {}", offset, UINT64_MAX),
                    offset};
        }
        return {status_,
                fmt::format("invalid version: expected {} at byte {}, found {}", expected_, offset, found_at(input_, offset)),
                offset};
    }

private:
    enum class Zeros : std::uint8_t { significant, allowed };

    const char* after_last_field() const noexcept {
        if (!fields.build.empty()) return "a letter, digit, '-', '.' or the end";
        return fields.prerelease.empty() ? "'-', '+' or the end" : "a letter, digit, '-', '.', '+' or the end";
    }

    bool ends_early() const noexcept { return lenient_ && at_ == end_; }

    bool expected(const char* what, Status status = Status::syntax) noexcept {
        expected_ = what;
        status_ = status;
        return false;
    }

    bool component(std::uint64_t& value, const char* digit) noexcept {
        if (at_ == end_ || !is_digit(*at_)) return expected(digit);
        const char* const start = at_;
        std::uint64_t number = 0;
        // 19 digits always fit. The twentieth may not, and any further one cannot.
        for (const char* const fits = at_ + std::min<std::ptrdiff_t>(end_ - at_, 19); at_ != fits && is_digit(*at_); ++at_) {
            number = number * 10 + static_cast<std::uint64_t>(*at_ - '0');
        }
        if (*start == '0' && at_ - start > 1) {
            at_ = start + 1;
            return expected("no digit after a leading zero");
        }
        if (at_ != end_ && is_digit(*at_)) {
            const auto last = static_cast<std::uint64_t>(*at_++ - '0');
            if (number > (UINT64_MAX - last) / 10 || (at_ != end_ && is_digit(*at_))) {
                at_ = start;
                return expected("a smaller number", Status::out_of_range);
            }
            number = number * 10 + last;
        }
        value = number;
        return true;
    }

    bool dot(const char* what) noexcept {
        if (at_ == end_ || *at_ != '.') return expected(what);
        ++at_;
        return true;
    }

    /// The dot-separated identifiers behind the '-' or '+' at the cursor.
    bool identifiers(std::string_view& list, Zeros zeros) noexcept {
        const char* const start = ++at_;
        while (true) {
            const char* const identifier = at_;
            bool numeric = true;
            for (; at_ != end_ && is_identifier_char(*at_); ++at_) numeric = numeric && is_digit(*at_);
            if (at_ == identifier) return expected("a letter, digit or '-' of an identifier");
            if (zeros == Zeros::significant && numeric && at_ - identifier > 1 && *identifier == '0') {
                at_ = identifier;
                return expected("a number without leading zeros");
            }
            if (at_ == end_ || *at_ != '.') break;
            ++at_;
        }
        list = {start, static_cast<std::size_t>(at_ - start)};
        return true;
    }

    std::string_view input_;
    bool lenient_;
    const char* at_;
    const char* end_;
    const char* expected_ = nullptr;
    Status status_ = Status::syntax;
};

}  // namespace

Result<SemVerFields> scan_semver(std::string_view text, Syntax syntax) {
    if (text.size() > SemVer::max_text) {
        return fail(Status::limit,
                    fmt::format("version too long: expected at most {} bytes, found {}", SemVer::max_text, text.size()),
                    SemVer::max_text);
    }
    Scanner scanner(text, syntax);
    if (!scanner.scan()) return tl::unexpected<Error>(scanner.error());
    return scanner.fields;
}

SemVer::SemVer(const SemVerFields& fields) {
    parts_.major = fields.major;
    parts_.minor = fields.minor;
    parts_.patch = fields.patch;
    if (!fields.text.empty()) {
        store(fields.text, fields.prerelease, fields.build);
        return;
    }
    std::array<char, 64> text;  // three numbers of 20 digits and two dots
    const auto end = fmt::format_to(text.data(), "{}.{}.{}", fields.major, fields.minor, fields.patch);
    store({text.data(), static_cast<std::size_t>(end - text.data())}, {}, {});
}

SemVer::SemVer(std::uint64_t major, std::uint64_t minor, std::uint64_t patch)
    : SemVer(SemVerFields{.major = major, .minor = minor, .patch = patch, .text = {}, .prerelease = {}, .build = {}}) {}

void SemVer::store(std::string_view text, std::string_view prerelease, std::string_view build) noexcept {
    std::size_t end = 0;
    const auto append = [&](std::string_view piece) {
        if (!piece.empty()) std::memcpy(text_.data() + end, piece.data(), piece.size());
        end += piece.size();
        text_[end] = '\0';
        return static_cast<std::uint16_t>(end);
    };
    parts_.text_size = append(text);
    parts_.prerelease = parts_.prerelease_end = parts_.build = parts_.build_end = parts_.text_size;
    if (!prerelease.empty()) {
        parts_.prerelease = static_cast<std::uint16_t>(++end);
        parts_.prerelease_end = parts_.build = parts_.build_end = append(prerelease);
    }
    if (!build.empty()) {
        parts_.build = static_cast<std::uint16_t>(++end);
        parts_.build_end = append(build);
    }
}

std::weak_ordering SemVer::compare_prereleases(std::string_view a, std::string_view b) noexcept {
    // A release comes after all its pre-releases.
    if (a.empty() || b.empty()) return a.empty() <=> b.empty();
    while (!a.empty() && !b.empty()) {
        const auto order = compare_identifiers(next_identifier(a), next_identifier(b));
        if (order != 0) return order;
    }
    return b.empty() <=> a.empty();
}

std::uint64_t SemVer::hash() const noexcept {
    constexpr std::uint64_t odd = 0x9e3779b97f4a7c15;  // 2^64 / golden ratio: spreads small numbers over all bits
    std::uint64_t hash = std::hash<std::string_view>{}(prerelease());
    for (const std::uint64_t part : {parts_.major, parts_.minor, parts_.patch}) hash = (hash ^ part) * odd + (hash >> 29U);
    return hash;
}

}  // namespace neuroshard::core
