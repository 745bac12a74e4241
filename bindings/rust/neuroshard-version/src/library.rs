//! What belongs to no object.

use neuroshard_version_sys as sys;

use crate::ffi;
use crate::Error;

/// The release of the C library that is loaded, as in `1.0.0`; not a protocol version.
///
/// Since 1.0.
pub fn library_version() -> &'static str {
    // SAFETY: the text is static.
    unsafe { ffi::borrow_some(sys::nsv_library_version()) }
}

/// Likewise as a number: major × 1000000 + minor × 1000 + patch.
///
/// Since 1.0.
#[inline]
pub fn library_version_number() -> u32 {
    // SAFETY: it takes nothing.
    unsafe { sys::nsv_library_version_number() }
}

/// A digest of the two advertisements of a connection as they were sent (S19): SHA-256, the same whichever is `a`.
///
/// Compare it with the peer's over a channel that authenticates: if they differ, somebody changed what was advertised. The
/// advertisements are not parsed; each has at most [`limits::ADVERTISEMENT`](crate::limits::ADVERTISEMENT) bytes, else the error
/// is `Limit`.
///
/// ```
/// use neuroshard_version::transcript_digest;
///
/// assert_eq!(transcript_digest("sent", "received")?, transcript_digest("received", "sent")?);
/// # Ok::<(), neuroshard_version::Error>(())
/// ```
///
/// Since 1.0.
pub fn transcript_digest(a: impl AsRef<[u8]>, b: impl AsRef<[u8]>) -> Result<[u8; 32], Error> {
    let (a, b) = (a.as_ref(), b.as_ref());
    let mut digest = [0; 32];
    // SAFETY: both texts are that many bytes, and the digest has 32; the pointer is the error.
    unsafe {
        ffi::call(|error| {
            sys::nsv_transcript_digest(
                ffi::start(a),
                a.len(),
                ffi::start(b),
                b.len(),
                digest.as_mut_ptr(),
                error,
            )
        })
    }?;
    Ok(digest)
}
