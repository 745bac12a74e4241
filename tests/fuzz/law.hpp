// What the fuzz targets share: laws that must hold for every input, and calls whose failures are checked too.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <optional>
#include <string_view>

#include <neuroshard_version.hpp>

namespace fuzz {

/// Ends the program, which is how a fuzzer learns of a finding.
inline void law(bool holds, const char* text) {
    if (holds) return;
    std::fprintf(stderr, "broken law: %s\n", text);
    std::abort();
}

/// Never null, as the C interface wants it.
inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
    return size == 0 ? std::string_view("") : std::string_view(reinterpret_cast<const char*>(data), size);
}

/// What the header promises of every failure of a function that reads `size` bytes.
inline void check_error(const nsv_error& error, std::int32_t status, std::size_t size) {
    law(error.code == status, "the error has the status that was returned");
    law(error.offset == NSV_NO_OFFSET || error.offset <= size, "an error's offset lies in the input");
    const std::string_view message = error.message;
    law(!message.empty(), "an error has a message");
    for (const char c : message) law(c >= ' ' && c <= '~', "an error's message is one line of printable ASCII");
    switch (status) {
        case NSV_ERROR_SYNTAX:
        case NSV_ERROR_RANGE:
        case NSV_ERROR_LIMIT:
        case NSV_ERROR_SCHEMA:
        case NSV_ERROR_DUPLICATE:
        case NSV_ERROR_NOT_FOUND: return;
        default: law(false, "bad input is blamed on the input");
    }
}

/// What the header promises of a failed change of a manager. `size` bytes are its input.
inline void check_change_error(const nsv_error& error, std::int32_t status, std::size_t size) {
    switch (status) {
        case NSV_ERROR_CONFLICT:
        case NSV_ERROR_HEIGHT:
        case NSV_ERROR_NOTICE:
            law(error.code == status && error.message[0] != '\0', "the error has the status that was returned");
            return;
        default: check_error(error, status, size);
    }
}

/// What the header promises of a failed import of `size` bytes.
inline void check_import_error(const nsv_error& error, std::int32_t status, std::size_t size) {
    const std::string_view message = error.message;
    law(error.code == status && error.offset == NSV_NO_OFFSET, "the error has the status that was returned");
    for (const char c : message) law(c >= ' ' && c <= '~', "an error's message is one line of printable ASCII");
    if (status == NSV_ERROR_ARGUMENT) {
        law(size == 0, "only no text at all is no argument");
        return;
    }
    law(status == NSV_ERROR_CORRUPT || status == NSV_ERROR_CONFLICT || status == NSV_ERROR_LIMIT, "bad records are blamed");
    const std::string_view prefix = "record ";
    law(message.starts_with(prefix), "a refusal begins with the record");
    const std::size_t end = message.find_first_not_of("0123456789", prefix.size());
    law(end != prefix.size() && end != std::string_view::npos && message.substr(end).starts_with(": "), "and its number");
}

/// The version that `make(&handle, &error)` gives, or nothing where the call fails. `size` bytes are its input.
template <typename Make>
std::optional<neuroshard::Version> made(Make make, std::size_t size) {
    nsv_error error = NSV_ERROR_INIT;
    nsv_version* handle = nullptr;
    const std::int32_t status = make(&handle, &error);
    if (status == NSV_OK) return neuroshard::Version::adopt(handle);
    law(handle == nullptr, "a failure leaves the output alone");
    check_error(error, status, size);
    return std::nullopt;
}

/// Likewise for one of the parsers.
template <typename Parser>
std::optional<neuroshard::Version> parsed(Parser parser, std::string_view text) {
    return made([&](nsv_version** out, nsv_error* error) { return parser(text.data(), text.size(), out, error); }, text.size());
}

/// Two versions that differ in nothing that a caller can see.
inline void check_same(const neuroshard::Version& a, const neuroshard::Version& b) {
    law(a.string() == b.string(), "same text");
    law(a.prerelease() == b.prerelease() && a.build() == b.build(), "same pre-release and build");
    law(a.major() == b.major() && a.minor() == b.minor() && a.patch() == b.patch(), "same numbers");
    law(a == b && a.check_compatibility(b) == neuroshard::Compatibility::identical, "same place in the order");
    law(a.hash() == b.hash(), "same hash");
    law(a.features() == b.features(), "same features");
    law(a.active_neps() == b.active_neps(), "same NEPs");
}

}  // namespace fuzz
