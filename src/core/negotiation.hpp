#pragma once

#include <string_view>

#include "core/advertisement.hpp"

namespace neuroshard::core {

/// What this node and the peer that `reader` read last may use together (S18), the same on both sides. Fails where they cannot
/// talk.
Result<VersionRef> negotiate(const NodeView& view, std::uint64_t height, const AdvertisementReader& reader, const Peer& peer);

/// One digest of both advertisements as they were sent, the same on both sides (S19).
Result<Digest> transcript_digest(std::string_view a, std::string_view b);

}  // namespace neuroshard::core
