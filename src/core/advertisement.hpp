#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "core/node_view.hpp"
#include "core/semver.hpp"
#include "core/verdict.hpp"

namespace neuroshard::core {

inline constexpr std::size_t max_advertisement = 64UL * 1024;  // S15

/// What a node tells its peers (S15). `grease`: with a feature that no peer knows.
std::string advertisement_of(const NodeView& view, std::uint64_t height, bool grease);

/// Reads peers' advertisements one after the other, in memory that it keeps. For one thread at a time.
class AdvertisementReader {
public:
    AdvertisementReader();
    AdvertisementReader(const AdvertisementReader&) = delete;
    AdvertisementReader& operator=(const AdvertisementReader&) = delete;
    ~AdvertisementReader();

    /// What an untrusted text says, until the next is read. Errors carry the JSON path, or the byte where it is no JSON.
    Result<Peer> read(std::string_view text);

    // What is of no use to a verdict, of the text read last.
    const std::vector<std::string_view>& features() const noexcept;
    const std::vector<std::uint64_t>& active_neps() const noexcept;

private:
    struct Parser;

    std::unique_ptr<Parser> parser_;
};

}  // namespace neuroshard::core
