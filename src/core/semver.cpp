#include "core/semver.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <limits>

#include <fmt/format.h>

#include "core/text.hpp"

namespace neuroshard::core {
namespace {

constexpr auto identifier_chars = [] {
    std::array<bool, 256> table{};
    for (unsigned c = 0; c < table.size(); ++c) {
        const char as_char = static_cast<char>(c);
        table[c] = is_digit(as_char) || is_lower(as_char) || is_upper(as_char) || as_char == '-';
    }
    return table;
}();

bool is_identifier_char(char c) noexcept { return identifier_chars[static_cast<unsigned char>(c)]; }

bool is_numeric(std::string_view identifier) noexcept { return std::ranges::all_of(identifier, is_digit); }

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

}  // namespace

/// One pass over a text that ends with a NUL, which no part of the grammar takes: the end needs no check of its own.
class SemVer::Scanner {
public:
    Scanner(const char* text, std::size_t size, Syntax syntax, SemVerFailure& failure) noexcept
        : start_(text), at_(text), end_(text + size), lenient_(syntax == Syntax::lenient), failure_(failure) {}

    bool scan(Parts& parts) noexcept {
        if (!number(parts.major, "a digit of MAJOR")) return false;
        if (ends_early()) return true;
        if (!dot("'.' and MINOR") || !number(parts.minor, "a digit of MINOR")) return false;
        if (ends_early()) return true;
        if (!dot("'.' and PATCH") || !number(parts.patch, "a digit of PATCH")) return false;
        if (*at_ == '-' && !identifiers(prerelease, Zeros::significant)) return false;
        if (*at_ == '+' && !identifiers(build, Zeros::allowed)) return false;
        complete = true;
        return at_ == end_ || expected(after_last_field());
    }

    bool complete = false;  ///< all three numbers were there
    std::string_view prerelease;
    std::string_view build;

private:
    enum class Zeros : std::uint8_t { significant, allowed };

    const char* after_last_field() const noexcept {
        if (!build.empty()) return "a letter, digit, '-', '.' or the end";
        return prerelease.empty() ? "'-', '+' or the end" : "a letter, digit, '-', '.', '+' or the end";
    }

    bool ends_early() const noexcept { return lenient_ && at_ == end_; }

    bool expected(const char* what, Status status = Status::syntax) noexcept {
        failure_ = {what, static_cast<std::size_t>(at_ - start_), status};
        return false;
    }

    bool number(std::uint64_t& value, const char* digit) noexcept {
        const char* const first = at_;
        std::uint64_t sum = 0;
        for (; is_digit(*at_); ++at_) sum = sum * 10 + static_cast<std::uint64_t>(*at_ - '0');
        const auto digits = at_ - first;
        if (digits == 0) return expected(digit);
        if (*first == '0' && digits > 1) {
            at_ = first + 1;
            return expected("no digit after a leading zero");
        }
        constexpr auto always_fits = std::numeric_limits<std::uint64_t>::digits10;
        if (digits > always_fits && std::from_chars(first, at_, sum).ec != std::errc()) {
            at_ = first;
            return expected("a smaller number", Status::out_of_range);
        }
        value = sum;
        return true;
    }

    bool dot(const char* what) noexcept {
        if (*at_ != '.') return expected(what);
        ++at_;
        return true;
    }

    /// The dot-separated identifiers behind the '-' or '+' at the cursor.
    bool identifiers(std::string_view& list, Zeros zeros) noexcept {
        const char* const first = at_ + 1;
        do {
            const char* const identifier = ++at_;
            while (is_identifier_char(*at_)) ++at_;
            if (at_ == identifier) return expected("a letter, digit or '-' of an identifier");
            if (zeros == Zeros::significant && *identifier == '0' && at_ - identifier > 1 && is_numeric({identifier, at_})) {
                at_ = identifier;
                return expected("a number without leading zeros");
            }
        } while (*at_ == '.');
        list = {first, at_};
        return true;
    }

    const char* start_;
    const char* at_;
    const char* end_;
    bool lenient_;
    SemVerFailure& failure_;
};

Error SemVerFailure::in(std::string_view text) const {
    switch (status) {
        case Status::limit:
            return {status, fmt::format("version too long: expected at most {} bytes, found {}", SemVer::max_text, text.size()),
                    offset};
        case Status::out_of_range:
            return {status, fmt::format("version number at byte {} is too large: expected at most {}", offset, UINT64_MAX),
                    offset};
        default:
            return {status,
                    fmt::format("invalid version: expected {} at byte {}, found {}", expected, offset, found_at(text, offset)),
                    offset};
    }
}

Result<SemVer> SemVer::parse(std::string_view text, Syntax syntax) {
    SemVerFailure failure;
    const SemVer version(text, syntax, failure);
    if (failure.expected != nullptr) return tl::unexpected<Error>(failure.in(text));
    return version;
}

SemVer::SemVer(std::string_view text, Syntax syntax, SemVerFailure& failure) noexcept {
    if (text.size() > max_text) {
        failure = {"a shorter text", max_text, Status::limit};
        return;
    }
    const bool skip = syntax == Syntax::lenient && text.starts_with('v');
    parts_.text_size = append(0, text.substr(skip ? 1 : 0));
    Scanner scanner(text_.data(), parts_.text_size, syntax, failure);
    if (!scanner.scan(parts_)) {
        failure.offset += skip ? 1 : 0;
        return;
    }
    if (!scanner.complete) {
        *this = SemVer(parts_.major, parts_.minor, parts_.patch);
        return;
    }
    const std::uint16_t end = parts_.text_size;
    parts_.build = static_cast<std::uint16_t>(end - scanner.build.size());
    parts_.prerelease = static_cast<std::uint16_t>(end - scanner.prerelease.size());
    parts_.prerelease_end = end;
    if (!scanner.prerelease.empty() && !scanner.build.empty()) {
        parts_.prerelease = static_cast<std::uint16_t>(end + 1);
        parts_.prerelease_end = append(parts_.prerelease, scanner.prerelease);
    }
}

SemVer::SemVer(std::uint64_t major, std::uint64_t minor, std::uint64_t patch) noexcept {
    char* end = text_.data();
    for (const std::uint64_t number : {major, minor, patch}) {
        if (end != text_.data()) *end++ = '.';
        end = std::to_chars(end, text_.data() + text_.size(), number).ptr;
    }
    *end = '\0';
    const auto size = static_cast<std::uint16_t>(end - text_.data());
    parts_ = {major, minor, patch, size, size, size, size};
}

Result<SemVer> SemVer::compose(const SemVer& release, std::string_view prerelease, std::string_view build) {
    if (prerelease.empty() && build.empty()) return release;
    auto whole = parse(
        fmt::format("{}{}{}{}{}", release.text(), prerelease.empty() ? "" : "-", prerelease, build.empty() ? "" : "+", build));
    if (whole && whole->prerelease() == prerelease && whole->build() == build) return whole;
    const bool prerelease_wrong = !prerelease.empty() && (!whole || whole->prerelease() != prerelease);
    return fail(whole ? Status::syntax : whole.error().status,
                fmt::format("{}: expected SemVer identifiers, found {}", prerelease_wrong ? "prerelease" : "build",
                            quote(prerelease_wrong ? prerelease : build)));
}

/// Writes `piece` and a NUL at `end` of the stored texts; returns where that NUL is.
std::uint16_t SemVer::append(std::uint16_t end, std::string_view piece) noexcept {
    std::ranges::copy(piece, text_.begin() + end);
    end = static_cast<std::uint16_t>(end + piece.size());
    text_[end] = '\0';
    return end;
}

std::weak_ordering SemVer::compare_prereleases(std::string_view a, std::string_view b) noexcept {
    // A release comes after all its pre-releases.
    if (a.empty() || b.empty()) return a.empty() <=> b.empty();
    while (!a.empty() && !b.empty()) {
        const auto order = compare_identifiers(next_identifier(a), next_identifier(b));
        if (std::is_neq(order)) return order;
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
