#pragma once

#include <string>

#include "neuroshard_version.hpp"

namespace neuroshard::cli {

/// A node's status as metrics, in what OpenMetrics and the older Prometheus text format have in common: gauges.
std::string openmetrics(const Manager& manager);

}  // namespace neuroshard::cli
