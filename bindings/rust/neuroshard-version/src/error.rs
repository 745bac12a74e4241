use std::error;
use std::ffi::CStr;
use std::fmt;
use std::ptr::addr_of;

use neuroshard_version_sys as sys;

use crate::Status;

/// What went wrong, where, and what was expected.
///
/// It prints as its message: one line of printable ASCII. Where the input is JSON, it begins with the path, as in
/// `$.features[2]`. Memory that runs out inside the library is an error like the others,
/// [`Status::NoMemory`]: nothing has changed then, and the call may be repeated, so that no node has to end for one
/// peer's sake. Memory for the `String`s of this crate itself is allocated as everywhere in Rust.
///
/// ```
/// use neuroshard_version::{Status, Version};
///
/// let error = "1.2.x".parse::<Version>().unwrap_err();
/// assert_eq!(error.status(), Status::Syntax);
/// assert_eq!(error.offset(), Some(4));
/// println!("{error}");
/// ```
///
/// Since 1.0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    status: Status,
    offset: Option<u64>,
    message: Box<str>,
}

impl Error {
    /// What kind of error this is.
    ///
    /// Since 1.0.
    pub fn status(&self) -> Status {
        self.status
    }

    /// The byte of the input that is wrong, where a single one is.
    ///
    /// Since 1.0.
    pub fn offset(&self) -> Option<u64> {
        self.offset
    }

    /// The error of a call that failed.
    ///
    /// # Safety
    ///
    /// The offset and the message up to its NUL are written; the rest of it may be uninitialized.
    #[cold]
    pub(crate) unsafe fn read(code: i32, error: *const sys::nsv_error) -> Self {
        // SAFETY: as the caller promises; no reference is made to what may be uninitialized.
        let (offset, message) = unsafe {
            let message = CStr::from_ptr(addr_of!((*error).message).cast());
            ((*error).offset, message.to_string_lossy())
        };
        Error {
            status: Status::from(code),
            offset: (offset != sys::NSV_NO_OFFSET).then_some(offset),
            message: message.into(),
        }
    }

    /// The error of a call that reports a status alone.
    #[cold]
    pub(crate) fn bare(code: i32) -> Self {
        let status = Status::from(code);
        Error {
            status,
            offset: None,
            message: status.name().into(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.message)
    }
}

impl error::Error for Error {}
