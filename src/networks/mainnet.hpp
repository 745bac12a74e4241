#pragma once

#include "core/network.hpp"

namespace neuroshard::networks {

/// The built-in network, parsed once and kept for the life of the process.
const core::NetworkRef& mainnet();

}  // namespace neuroshard::networks
