use std::fmt;

use neuroshard_version_sys as sys;

use crate::ffi::{self, Handle};
use crate::{Error, Manager};

/// A count over many peers' advertisements: who is ready for the scheduled upgrades, and who will be cut.
///
/// It may move between threads, and is used by one at a time; different counts may run in different threads. Memory stays
/// bounded: beyond 1000 distinct versions, further ones are counted together.
///
/// ```
/// use neuroshard_version::{Manager, Readiness};
///
/// let node = Manager::new()?;
/// let mut readiness = Readiness::new(&node)?;
/// readiness.add(node.advertisement()?)?;
/// assert!(readiness.add("no advertisement").is_err()); // and it is counted as invalid
/// println!("{}", readiness.to_json()?);
/// # Ok::<(), neuroshard_version::Error>(())
/// ```
///
/// ```compile_fail,E0277
/// fn shared_between_threads<T: Sync>() {}
/// shared_between_threads::<neuroshard_version::Readiness>();
/// ```
///
/// Since 1.0.
pub struct Readiness(Handle<sys::nsv_readiness>);

impl Readiness {
    /// Begins a count, as the manager stands now; later changes of the manager do not touch it.
    ///
    /// Fails only where memory runs out.
    ///
    /// Since 1.0.
    pub fn new(manager: &Manager) -> Result<Self, Error> {
        // SAFETY: the handle is valid; the pointers are the output and the error.
        unsafe { ffi::make(|out, error| sys::nsv_readiness_new(manager.0.as_ptr(), out, error)) }
            .map(Self)
    }

    /// Counts one peer.
    ///
    /// Errors are those of [`Manager::check_peer`] for what is no advertisement, which is counted as invalid.
    ///
    /// Since 1.0.
    pub fn add(&mut self, advertisement: impl AsRef<[u8]>) -> Result<(), Error> {
        let advertisement = advertisement.as_ref();
        // SAFETY: the handle is valid and used here alone, the text is that many bytes; the pointer is the error.
        unsafe {
            ffi::call(|error| {
                sys::nsv_readiness_add(
                    self.0.as_ptr(),
                    ffi::start(advertisement),
                    advertisement.len(),
                    error,
                )
            })
        }
        .map(drop)
    }

    /// The counts as JSON: peers by version, who can talk to this node, who is cut at which height.
    ///
    /// Fails only where memory runs out.
    ///
    /// Since 1.0.
    pub fn to_json(&self) -> Result<String, Error> {
        // SAFETY: the handle is valid and used by this thread alone; the pointers are the text and the error.
        unsafe { ffi::text(|out, error| sys::nsv_readiness_to_json(self.0.as_ptr(), out, error)) }
    }
}

impl fmt::Debug for Readiness {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Readiness").finish_non_exhaustive()
    }
}
