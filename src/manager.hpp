#pragma once

#include <memory>
#include <string>

#include "core/network.hpp"
#include "core/node_view.hpp"

namespace neuroshard::node {

struct ManagerOptions {
    core::NetworkRef network;        ///< null: the built-in network
    core::VersionRef supported_min;  ///< null: what the built-in network's genesis release implements
    core::VersionRef supported_max;  ///< likewise
};

/// One node's view of its network. The view is immutable and replaced as a whole when something changes,
/// so that reads take no lock.
class Manager {
public:
    static core::Result<std::unique_ptr<Manager>> create(const ManagerOptions& options);

    const core::NetworkRef& network() const noexcept { return network_; }
    const core::NodeView& view() const noexcept { return view_; }

    /// The whole status as one JSON object.
    std::string status_json() const;

private:
    Manager(core::NetworkRef network, core::NodeView view) : network_(std::move(network)), view_(std::move(view)) {}

    core::NetworkRef network_;
    core::NodeView view_;
};

}  // namespace neuroshard::node
