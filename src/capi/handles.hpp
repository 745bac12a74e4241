#pragma once

#include "core/network.hpp"
#include "core/protocol_version.hpp"
#include "neuroshard_version.h"

/// The opaque handles of the C interface are the values themselves.
namespace neuroshard::capi {

inline const core::ProtocolVersion* value(const nsv_version* handle) noexcept {
    return reinterpret_cast<const core::ProtocolVersion*>(handle);
}
inline const core::Network* value(const nsv_network* handle) noexcept { return reinterpret_cast<const core::Network*>(handle); }

inline nsv_version* handle(const core::ProtocolVersion* value) noexcept {
    return reinterpret_cast<nsv_version*>(const_cast<core::ProtocolVersion*>(value));
}
inline nsv_network* handle(const core::Network* value) noexcept {
    return reinterpret_cast<nsv_network*>(const_cast<core::Network*>(value));
}

/// Hands a reference over to the caller.
template <typename T>
auto* give(core::Ref<T> ref) noexcept {
    return handle(ref.release());
}

}  // namespace neuroshard::capi
