#include "core/network.hpp"

#include <algorithm>

namespace neuroshard::core {

extern const std::string_view mainnet_json;  // generated from src/networks/mainnet.json

const Role* Network::find_role(std::string_view name) const noexcept {
    const auto& roles = parts_.roles;
    const auto found = std::find_if(roles.begin(), roles.end(), [&](const Role& role) { return role.name == name; });
    return found == roles.end() ? nullptr : &*found;
}

const NetworkRef& mainnet() {
    // Never destroyed: threads that outlive `main` may still ask for it.
    static const auto& built_in = *new NetworkRef(network_from_json(mainnet_json).value());
    return built_in;
}

}  // namespace neuroshard::core
