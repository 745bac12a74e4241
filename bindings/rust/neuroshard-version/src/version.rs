use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use neuroshard_version_sys as sys;

use crate::ffi::{self, Handle};
use crate::{Compatibility, Error, Side};

/// A protocol version: a SemVer 2.0.0 version, a set of features and the list of active NEPs.
///
/// Versions are immutable values: cloning one takes a further reference, and any number of threads may share it. They are equal,
/// ordered and hashed by SemVer precedence (S2), so that build metadata, features and NEPs do not count. A version prints as
/// its SemVer text, and is read from it by [`str::parse`].
///
/// Text and JSON are taken as whatever has bytes, `&str` and `Vec<u8>` among them.
///
/// ```
/// use neuroshard_version::Version;
///
/// # fn main() -> Result<(), neuroshard_version::Error> {
/// let mine = Version::current()?;
/// let peer: Version = "1.1.0-rc.1".parse()?;
/// assert!(mine < peer);
/// assert_eq!(mine.check_compatibility(&peer).name(), "UPGRADE_RECOMMENDED");
/// # Ok(())
/// # }
/// ```
///
/// Since 1.0.
#[derive(Clone)]
pub struct Version(pub(crate) Handle<sys::nsv_version>);

impl Version {
    /// The version `major.minor.patch`, without features or NEPs.
    ///
    /// Fails only where memory runs out.
    ///
    /// Since 1.0.
    pub fn new(major: u64, minor: u64, patch: u64) -> Result<Self, Error> {
        // SAFETY: the pointers are the output and the error.
        unsafe { ffi::make(|out, error| sys::nsv_version_new(major, minor, patch, out, error)) }
            .map(Self)
    }

    /// Reads SemVer 2.0.0 text, and nothing but it (S1), without features or NEPs.
    ///
    /// At most [`limits::VERSION_TEXT`](crate::limits::VERSION_TEXT) bytes, each number a `u64`. Errors are `Syntax`, `Range`
    /// and `Limit`; their offset is the first byte that is wrong. [`str::parse`] does the same.
    ///
    /// ```
    /// let version = neuroshard_version::Version::parse(b"1.2.3-rc.1+linux")?;
    /// assert_eq!((version.minor(), version.prerelease(), version.build()), (2, "rc.1", "linux"));
    /// # Ok::<(), neuroshard_version::Error>(())
    /// ```
    ///
    /// Since 1.0.
    #[inline]
    pub fn parse(text: impl AsRef<[u8]>) -> Result<Self, Error> {
        let text = text.as_ref();
        // SAFETY: the text is that many bytes; the pointers are the output and the error.
        unsafe {
            ffi::make(|out, error| sys::nsv_version_parse(ffi::start(text), text.len(), out, error))
        }
        .map(Self)
    }

    /// Like [`parse`](Self::parse), and takes what people type: a leading `v`, and `1` or `1.2` for `1.0.0`, `1.2.0`.
    ///
    /// Since 1.0.
    pub fn parse_lenient(text: impl AsRef<[u8]>) -> Result<Self, Error> {
        let text = text.as_ref();
        // SAFETY: the text is that many bytes; the pointers are the output and the error.
        unsafe {
            ffi::make(|out, error| {
                sys::nsv_version_parse_lenient(ffi::start(text), text.len(), out, error)
            })
        }
        .map(Self)
    }

    /// Reads `{"major":1,"minor":0,"patch":0,"features":[…],"active_neps":[…]}` (S15).
    ///
    /// The three numbers are needed, the lists may be absent; `prerelease` and `build` are taken where present; other keys are
    /// ignored, so that a peer's advertisement gives the peer's version. At most
    /// [`limits::VERSION_JSON`](crate::limits::VERSION_JSON) bytes. Errors are `Syntax`, `Range`, `Limit`, `Schema` and
    /// `Duplicate`.
    ///
    /// Since 1.0.
    pub fn from_json(json: impl AsRef<[u8]>) -> Result<Self, Error> {
        let json = json.as_ref();
        // SAFETY: the text is that many bytes; the pointers are the output and the error.
        unsafe {
            ffi::make(|out, error| {
                sys::nsv_version_from_json(ffi::start(json), json.len(), out, error)
            })
        }
        .map(Self)
    }

    /// The current version of the built-in network, with its features and active NEPs.
    ///
    /// Fails only where memory runs out.
    ///
    /// Since 1.0.
    pub fn current() -> Result<Self, Error> {
        // SAFETY: the pointer is the output.
        unsafe { ffi::reference(|out| sys::nsv_current_version(out)) }.map(Self)
    }

    /// A copy with these features and these active NEPs in place of its own.
    ///
    /// Features are names of the form `[a-z][a-z0-9_]{0,63}` (S3), at most 256; NEPs are ids as `NEP-001`, in the order of
    /// activation, at most 4096. Errors are `Limit`, `Syntax`, `Range` and `Duplicate`, the message beginning with the place.
    ///
    /// ```
    /// let version = neuroshard_version::Version::new(1, 1, 0)?.with(["ponw", "diloco"], ["NEP-001"])?;
    /// let more = version.with(version.features().chain(["attestation"]), version.active_neps())?;
    /// assert!(more.features().eq(["attestation", "diloco", "ponw"]));
    /// # Ok::<(), neuroshard_version::Error>(())
    /// ```
    ///
    /// Since 1.0.
    pub fn with<T: AsRef<[u8]>>(
        &self,
        features: impl IntoIterator<Item = T>,
        active_neps: impl IntoIterator<Item = T>,
    ) -> Result<Self, Error> {
        let features: Vec<T> = features.into_iter().collect();
        let active_neps: Vec<T> = active_neps.into_iter().collect();
        let (features, active_neps) = (texts(&features), texts(&active_neps));
        // SAFETY: the arrays are that long, and their texts live in the vectors; the pointers are the output and the error.
        unsafe {
            ffi::make(|out, error| {
                sys::nsv_version_with(
                    self.0.as_ptr(),
                    features.as_ptr(),
                    features.len(),
                    active_neps.as_ptr(),
                    active_neps.len(),
                    out,
                    error,
                )
            })
        }
        .map(Self)
    }

    /// The inverse of [`from_json`](Self::from_json): compact, features sorted, `prerelease` and `build` only where there are
    /// any.
    ///
    /// Fails only where memory runs out.
    ///
    /// Since 1.0.
    pub fn to_json(&self) -> Result<String, Error> {
        // SAFETY: the handle is valid; the pointers are the text and the error.
        unsafe { ffi::text(|out, error| sys::nsv_version_to_json(self.0.as_ptr(), out, error)) }
    }

    /// MAJOR.
    ///
    /// Since 1.0.
    #[inline]
    pub fn major(&self) -> u64 {
        // SAFETY: the handle is valid.
        unsafe { sys::nsv_version_major(self.0.as_ptr()) }
    }

    /// MINOR.
    ///
    /// Since 1.0.
    #[inline]
    pub fn minor(&self) -> u64 {
        // SAFETY: the handle is valid.
        unsafe { sys::nsv_version_minor(self.0.as_ptr()) }
    }

    /// PATCH.
    ///
    /// Since 1.0.
    #[inline]
    pub fn patch(&self) -> u64 {
        // SAFETY: the handle is valid.
        unsafe { sys::nsv_version_patch(self.0.as_ptr()) }
    }

    /// The pre-release without its `-`, empty for a release.
    ///
    /// Since 1.0.
    pub fn prerelease(&self) -> &str {
        // SAFETY: the handle is valid, and its texts live as long as `self`.
        unsafe { ffi::borrow_some(sys::nsv_version_prerelease(self.0.as_ptr())) }
    }

    /// The build metadata without its `+`, empty where there is none.
    ///
    /// Since 1.0.
    pub fn build(&self) -> &str {
        // SAFETY: the handle is valid, and its texts live as long as `self`.
        unsafe { ffi::borrow_some(sys::nsv_version_build(self.0.as_ptr())) }
    }

    /// The SemVer text, as in `1.2.3-rc.1`.
    ///
    /// It lives as long as the version it came from:
    ///
    /// ```compile_fail,E0597
    /// # use neuroshard_version::Version;
    /// let text = {
    ///     let version = Version::new(1, 0, 0).unwrap();
    ///     version.as_str()
    /// };
    /// println!("{text}");
    /// ```
    ///
    /// Since 1.0.
    pub fn as_str(&self) -> &str {
        // SAFETY: the handle is valid, and its texts live as long as `self`.
        unsafe { ffi::borrow_some(sys::nsv_version_string(self.0.as_ptr())) }
    }

    /// Whether it has a feature. A name that is not one (malformed, empty) is a feature no version has.
    ///
    /// Since 1.0.
    #[inline]
    pub fn supports_feature(&self, name: impl AsRef<[u8]>) -> bool {
        let name = name.as_ref();
        // SAFETY: the handle is valid, and the name is that many bytes.
        unsafe {
            sys::nsv_version_supports_feature(self.0.as_ptr(), ffi::start(name), name.len()) == 1
        }
    }

    /// Its features, in ascending order.
    ///
    /// They live as long as the version:
    ///
    /// ```compile_fail,E0505
    /// # use neuroshard_version::Version;
    /// let version = Version::current().unwrap();
    /// let first = version.features().next();
    /// drop(version);
    /// println!("{first:?}");
    /// ```
    ///
    /// Since 1.0.
    pub fn features(&self) -> impl ExactSizeIterator<Item = &str> + DoubleEndedIterator + Clone {
        // SAFETY: the handle is valid.
        let count = unsafe { sys::nsv_version_feature_count(self.0.as_ptr()) };
        (0..count as usize).map(move |index| {
            // SAFETY: the handle is valid, the index is below the count, and texts live as long as `self`.
            unsafe { ffi::borrow_some(sys::nsv_version_feature_at(self.0.as_ptr(), index as u64)) }
        })
    }

    /// Its active NEPs, in the order of activation.
    ///
    /// Since 1.0.
    pub fn active_neps(&self) -> impl ExactSizeIterator<Item = &str> + DoubleEndedIterator + Clone {
        // SAFETY: the handle is valid.
        let count = unsafe { sys::nsv_version_active_nep_count(self.0.as_ptr()) };
        (0..count as usize).map(move |index| {
            // SAFETY: the handle is valid, the index is below the count, and texts live as long as `self`.
            unsafe {
                ffi::borrow_some(sys::nsv_version_active_nep_at(
                    self.0.as_ptr(),
                    index as u64,
                ))
            }
        })
    }

    /// How this version and a peer's get on (S4). Features and NEPs do not count.
    ///
    /// Since 1.0.
    #[inline]
    pub fn check_compatibility(&self, peer: &Version) -> Compatibility {
        // SAFETY: both handles are valid.
        unsafe { sys::nsv_version_check_compatibility(self.0.as_ptr(), peer.0.as_ptr()) }.into()
    }

    /// Whether the two can communicate: their level is not [`Compatibility::Incompatible`].
    ///
    /// Since 1.0.
    #[inline]
    pub fn is_compatible(&self, peer: &Version) -> bool {
        // SAFETY: both handles are valid.
        unsafe { sys::nsv_version_is_compatible(self.0.as_ptr(), peer.0.as_ptr()) == 1 }
    }

    /// Which of the two should upgrade, or must where they are incompatible.
    ///
    /// Since 1.0.
    pub fn side_to_upgrade(&self, peer: &Version) -> Side {
        // SAFETY: both handles are valid.
        unsafe { sys::nsv_version_side_to_upgrade(self.0.as_ptr(), peer.0.as_ptr()) }.into()
    }

    /// What [`check_compatibility`](Self::check_compatibility) found, in a sentence that says who should upgrade (S5).
    ///
    /// Fails only where memory runs out.
    ///
    /// Since 1.0.
    pub fn compatibility_message(&self, peer: &Version) -> Result<String, Error> {
        // SAFETY: both handles are valid; the pointers are the text and the error.
        unsafe {
            ffi::text(|out, error| {
                sys::nsv_compatibility_message(self.0.as_ptr(), peer.0.as_ptr(), out, error)
            })
        }
    }
}

/// The texts as the C interface takes them; they live as long as what they came from.
fn texts<T: AsRef<[u8]>>(texts: &[T]) -> Vec<sys::nsv_text> {
    texts
        .iter()
        .map(AsRef::as_ref)
        .map(|text| sys::nsv_text {
            data: ffi::start(text),
            size: text.len(),
        })
        .collect()
}

impl FromStr for Version {
    type Err = Error;

    #[inline]
    fn from_str(text: &str) -> Result<Self, Error> {
        Version::parse(text)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl fmt::Debug for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Version")
            .field("version", &self.as_str())
            .field("features", &self.features().collect::<Vec<_>>())
            .field("active_neps", &self.active_neps().collect::<Vec<_>>())
            .finish()
    }
}

impl Ord for Version {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        // SAFETY: both handles are valid.
        unsafe { sys::nsv_version_compare(self.0.as_ptr(), other.0.as_ptr()) }.cmp(&0)
    }
}

impl PartialOrd for Version {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Eq for Version {}

impl PartialEq for Version {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Hash for Version {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        // SAFETY: the handle is valid.
        state.write_u64(unsafe { sys::nsv_version_hash(self.0.as_ptr()) });
    }
}
