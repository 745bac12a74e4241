#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "core/json.hpp"

namespace neuroshard::core {

/// The id of a NeuroShard Enhancement Proposal (S3): `NEP-` and at least three digits, compared as a number.
/// Its text is canonical: no more leading zeros than three digits need.
class NepId {
public:
    NepId() : NepId(0) {}
    static Result<NepId> parse(std::string_view text);
    /// The number in an id; nothing for what `parse` refuses.
    static std::optional<std::uint64_t> number_in(std::string_view text) noexcept;

    std::uint64_t number() const noexcept { return number_; }
    const char* c_str() const noexcept { return text_.data(); }
    std::string_view text() const noexcept { return text_.data(); }

    friend std::strong_ordering operator<=>(const NepId& a, const NepId& b) noexcept { return a.number_ <=> b.number_; }
    friend bool operator==(const NepId& a, const NepId& b) noexcept { return a.number_ == b.number_; }

private:
    explicit NepId(std::uint64_t number);

    std::uint64_t number_;
    std::array<char, 25> text_{};  // "NEP-", up to 20 digits, NUL
};

/// The NEPs of a protocol version in their order of activation. `of` refuses malformed ids, duplicates
/// and more than `max_neps`, naming the index.
class NepList {
public:
    static constexpr std::size_t max_neps = 4096;  // S15

    NepList() = default;
    static Result<NepList> of(std::span<const std::string_view> ids, std::string_view list = "active_neps");

    const std::vector<NepId>& ids() const noexcept { return ids_; }

private:
    explicit NepList(std::vector<NepId> ids) : ids_(std::move(ids)) {}

    std::vector<NepId> ids_;
};

/// Their texts as a JSON array.
Json to_json(const std::vector<NepId>& ids);

}  // namespace neuroshard::core
