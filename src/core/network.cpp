#include "core/network.hpp"

#include <algorithm>

namespace neuroshard::core {

const Role* Network::find_role(std::string_view name) const noexcept {
    const auto& roles = parts_.roles;
    const auto found = std::find_if(roles.begin(), roles.end(), [&](const Role& role) { return role.name == name; });
    return found == roles.end() ? nullptr : &*found;
}

}  // namespace neuroshard::core
