#include "core/negotiation.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include <fmt/format.h>

namespace neuroshard::core {
namespace {

/// The lower one; of two that differ only in build metadata, the one whose text is less, so that both sides take the same.
const SemVer& lower(const SemVer& a, const SemVer& b) noexcept {
    if (a == b) return a.text() <= b.text() ? a : b;
    return a < b ? a : b;
}

/// The size of a text in eight bytes, the highest first.
std::array<char, 8> big_endian(std::uint64_t size) noexcept {
    std::array<char, 8> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes.at(bytes.size() - 1 - i) = static_cast<char>(size >> (8 * i) & 0xffU);
    return bytes;
}

}  // namespace

Result<VersionRef> negotiate(const NodeView& view, std::uint64_t height, const AdvertisementReader& reader, const Peer& peer) {
    const Verdict verdict = judge(view, height, peer);
    if (verdict.level == Compatibility::incompatible) {
        return fail(Status::incompatible, verdict_message(view, *peer.version, verdict));
    }
    std::vector<std::string_view> features;
    for (const std::string_view name : reader.features()) {
        if (view.active->features().contains(name)) features.push_back(name);
    }
    std::vector<std::uint64_t> theirs = reader.active_neps();
    std::sort(theirs.begin(), theirs.end());
    std::vector<std::string_view> neps;
    for (const NepId& id : view.active->active_neps().ids()) {
        if (std::binary_search(theirs.begin(), theirs.end(), id.number())) neps.push_back(id.text());
    }
    // Two sides may have activated in different orders, and must get the same.
    std::sort(neps.begin(), neps.end(), [](auto a, auto b) { return NepId::number_in(a) < NepId::number_in(b); });
    return ProtocolVersion::make(lower(view.active->semver(), *peer.version), FeatureSet::of(features).value(),
                                 NepList::of(neps).value());
}

Result<Digest> transcript_digest(std::string_view a, std::string_view b) {
    for (const std::string_view text : {a, b}) {
        if (text.size() > max_advertisement) {
            return fail(Status::limit, fmt::format("advertisement too long: expected at most {} bytes, found {}",
                                                   max_advertisement, text.size()));
        }
    }
    if (b < a) std::swap(a, b);
    constexpr std::string_view nul("\0", 1);
    const auto a_size = big_endian(a.size());
    const auto b_size = big_endian(b.size());
    return sha256({"neuroshard-transcript/1", nul, {a_size.data(), a_size.size()}, a, {b_size.data(), b_size.size()}, b});
}

}  // namespace neuroshard::core
