#pragma once

#include "core/network.hpp"
#include "core/protocol_version.hpp"
#include "core/readiness.hpp"
#include "manager.hpp"
#include "neuroshard_version.h"

/// The opaque handles of the C interface are the values themselves.
namespace neuroshard::capi {

inline const core::ProtocolVersion* value(const nsv_version* handle) noexcept {
    return reinterpret_cast<const core::ProtocolVersion*>(handle);
}
inline const core::Network* value(const nsv_network* handle) noexcept { return reinterpret_cast<const core::Network*>(handle); }
inline const node::Manager* value(const nsv_manager* handle) noexcept { return reinterpret_cast<const node::Manager*>(handle); }
inline node::Manager* value(nsv_manager* handle) noexcept { return reinterpret_cast<node::Manager*>(handle); }
inline const core::Readiness* value(const nsv_readiness* handle) noexcept {
    return reinterpret_cast<const core::Readiness*>(handle);
}
inline core::Readiness* value(nsv_readiness* handle) noexcept { return reinterpret_cast<core::Readiness*>(handle); }

inline nsv_version* handle(const core::ProtocolVersion* value) noexcept {
    return reinterpret_cast<nsv_version*>(const_cast<core::ProtocolVersion*>(value));
}
inline nsv_network* handle(const core::Network* value) noexcept {
    return reinterpret_cast<nsv_network*>(const_cast<core::Network*>(value));
}

inline nsv_manager* handle(node::Manager* value) noexcept { return reinterpret_cast<nsv_manager*>(value); }

/// Hands a reference over to the caller.
template <typename T>
auto* give(core::Ref<T> ref) noexcept {
    return handle(ref.release());
}

}  // namespace neuroshard::capi
