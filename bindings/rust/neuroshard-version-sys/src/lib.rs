//! The declarations of `neuroshard_version.h`, the C interface of libneuroshard_version, as bindgen reads them.
//!
//! Programs want the crate `neuroshard-version`, which is safe. What each function means, its limits, errors, ownership
//! and threads stand in its comment, which is the header's; statuses are `i32`, and the newtypes of the enumerations
//! only name the numbers, so that a number of a later release is no undefined behaviour.
//!
//! The library is found with pkg-config, at build time. The feature `static` or the environment variable
//! `NEUROSHARD_VERSION_STATIC=1` asks for the static one.
#![allow(non_camel_case_types)]
// The comments are written for doxygen.
#![allow(rustdoc::broken_intra_doc_links)]

use std::mem::size_of;
use std::ptr::null;

#[rustfmt::skip] // as bindgen writes it
mod bindings;

pub use bindings::*;

/// `nsv_error.offset` when no single byte is to blame.
pub const NSV_NO_OFFSET: u64 = u64::MAX;

/// What an `nsv_error` begins as.
pub const NSV_ERROR_INIT: nsv_error = nsv_error {
    size: size_of::<nsv_error>() as u32,
    code: 0,
    offset: 0,
    message: [0; 496],
};

/// What an `nsv_verdict` begins as.
pub const NSV_VERDICT_INIT: nsv_verdict = nsv_verdict {
    size: size_of::<nsv_verdict>() as u32,
    level: 0,
    reason: 0,
    upgrade: 0,
    cut_height: 0,
};

/// What `nsv_manager_options` begin as: all defaults.
pub const NSV_MANAGER_OPTIONS_INIT: nsv_manager_options = nsv_manager_options {
    size: size_of::<nsv_manager_options>() as u32,
    flags: 0,
    network: null(),
    supported_min: null(),
    supported_max: null(),
    store: null(),
    store_size: 0,
    unix_time: 0,
};
