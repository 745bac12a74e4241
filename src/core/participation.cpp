#include "core/participation.hpp"

#include <algorithm>
#include <iterator>

#include "core/text.hpp"

namespace neuroshard::core {

bool can_participate(const NodeView& view, const Role& role) noexcept {
    const auto& features = view.active->features();
    return view.takes_part() && std::all_of(role.required_features.begin(), role.required_features.end(),
                                            [&](const std::string& name) { return features.contains(name); });
}

std::string participation_reason(const NodeView& view, const Role& role) {
    if (!view.takes_part()) return (view.status == NodeStatus::too_new ? "Too new: " : "Halted: ") + status_advice(view);
    if (can_participate(view, role)) return "Ready for " + role.name;
    std::vector<std::string> missing;
    std::copy_if(role.required_features.begin(), role.required_features.end(), std::back_inserter(missing),
                 [&](const std::string& name) { return !view.active->features().contains(name); });
    return "Missing required features: " + comma_separated(missing);
}

}  // namespace neuroshard::core
