#pragma once

#include <string>

#include "core/network.hpp"
#include "core/node_view.hpp"

namespace neuroshard::core {

/// S20: the node takes part, and its active version has every feature the role requires.
bool can_participate(const NodeView& view, const Role& role) noexcept;

/// `Ready for training`, `Missing required features: a, b`, or why the node takes no part at all.
std::string participation_reason(const NodeView& view, const Role& role);

}  // namespace neuroshard::core
