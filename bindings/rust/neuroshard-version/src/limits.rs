//! Bounds of what is read; more is refused with [`Status::Limit`](crate::Status::Limit) before it is looked at.
//!
//! Since 1.0.

use neuroshard_version_sys as sys;

/// Bytes of a version's text.
pub const VERSION_TEXT: usize = sys::NSV_MAX_VERSION_TEXT as usize;
/// Bytes of a version's JSON.
pub const VERSION_JSON: usize = sys::NSV_MAX_VERSION_JSON as usize;
/// Bytes of a network's definition.
pub const NETWORK_JSON: usize = sys::NSV_MAX_NETWORK_JSON as usize;
/// Bytes of a NEP's JSON.
pub const NEP_JSON: usize = sys::NSV_MAX_NEP_JSON as usize;
/// Bytes of a node's advertisement.
pub const ADVERTISEMENT: usize = sys::NSV_MAX_ADVERTISEMENT as usize;
/// Features of a version, or in a registry.
pub const FEATURES: usize = sys::NSV_MAX_FEATURES as usize;
/// Active NEPs of a version, or in a schedule.
pub const NEPS: usize = sys::NSV_MAX_NEPS as usize;
/// Bytes of a record of the log.
pub const RECORD: usize = sys::NSV_MAX_RECORD as usize;
/// The largest height and time: 2⁵³ − 1, which every JSON reader keeps exactly. More is refused with
/// [`Status::Range`](crate::Status::Range).
pub const HEIGHT: u64 = sys::NSV_MAX_HEIGHT;
