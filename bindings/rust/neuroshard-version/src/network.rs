use std::fmt;

use neuroshard_version_sys as sys;

use crate::ffi::{self, Handle, NEVER_NULL};
use crate::{Error, Version};

/// The definition of a network: id, genesis version, feature registry, history, roles, notice policy.
///
/// Networks are immutable values: cloning one takes a further reference, and any number of threads may share it.
///
/// ```
/// let network = neuroshard_version::Network::mainnet()?;
/// assert_eq!(network.id(), "neuroshard-mainnet");
/// for feature in network.features().filter(|feature| feature.pending) {
///     println!("{}: {}", feature.name, feature.description);
/// }
/// # Ok::<(), neuroshard_version::Error>(())
/// ```
///
/// Since 1.0.
#[derive(Clone)]
pub struct Network(pub(crate) Handle<sys::nsv_network>);

/// A feature in the registry of a network.
///
/// Since 1.0.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Feature<'a> {
    /// Its name, as in `diloco`.
    pub name: &'a str,
    /// Its title, as in `DiLoCo`.
    pub title: &'a str,
    /// What it is, in a few words.
    pub description: &'a str,
    /// The version that brought it, or `pending`.
    pub since: &'a str,
    /// The NEP it waits for or came with, where there is one and it is decided.
    pub required_nep: Option<&'a str>,
    /// Whether it is in no version yet.
    pub pending: bool,
}

/// An entry of a network's version history.
///
/// Since 1.0.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct HistoryEntry<'a> {
    /// The version.
    pub version: &'a str,
    /// Its date, as people write it: `Launch`.
    pub date: &'a str,
    /// What it brought.
    pub description: &'a str,
}

/// A role that nodes may act in.
///
/// Since 1.0.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Role<'a> {
    /// Its name, as in `training`.
    pub name: &'a str,
    /// The features that it requires, in ascending order.
    pub required_features: Vec<&'a str>,
}

/// A function that has a text for an index.
type TextAt = unsafe extern "C" fn(*const sys::nsv_network, u64) -> *const std::os::raw::c_char;

impl Network {
    /// The network built into the library, `neuroshard-mainnet`.
    ///
    /// Fails only where memory runs out.
    ///
    /// Since 1.0.
    pub fn mainnet() -> Result<Self, Error> {
        // SAFETY: the pointer is the output.
        unsafe { ffi::reference(|out| sys::nsv_network_mainnet(out)) }.map(Self)
    }

    /// Reads the definition of a network, at most [`limits::NETWORK_JSON`](crate::limits::NETWORK_JSON) bytes.
    ///
    /// Errors are `Syntax`, `Range`, `Limit`, `Schema`, `Duplicate`, and `NotFound` where a role requires an unknown feature.
    ///
    /// Since 1.0.
    pub fn from_json(json: impl AsRef<[u8]>) -> Result<Self, Error> {
        let json = json.as_ref();
        // SAFETY: the text is that many bytes; the pointers are the output and the error.
        unsafe {
            ffi::make(|out, error| {
                sys::nsv_network_from_json(ffi::start(json), json.len(), out, error)
            })
        }
        .map(Self)
    }

    /// The inverse of [`from_json`](Self::from_json), compact.
    ///
    /// Fails only where memory runs out.
    ///
    /// Since 1.0.
    pub fn to_json(&self) -> Result<String, Error> {
        // SAFETY: the handle is valid; the pointers are the text and the error.
        unsafe { ffi::text(|out, error| sys::nsv_network_to_json(self.0.as_ptr(), out, error)) }
    }

    /// Its id, as in `neuroshard-mainnet`.
    ///
    /// Since 1.0.
    pub fn id(&self) -> &str {
        // SAFETY: the handle is valid, and its texts live as long as `self`.
        unsafe { ffi::borrow_some(sys::nsv_network_id(self.0.as_ptr())) }
    }

    /// Its genesis version, with the features that are in force since it (S6).
    ///
    /// Since 1.0.
    pub fn genesis(&self) -> Version {
        // SAFETY: the handle is valid; the pointer is the output.
        unsafe { ffi::reference(|out| sys::nsv_network_genesis(self.0.as_ptr(), out)) }
            .map(Version)
            .expect(NEVER_NULL)
    }

    /// Days of notice that a breaking upgrade needs (S9).
    ///
    /// Since 1.0.
    pub fn notice_days(&self) -> u64 {
        // SAFETY: the handle is valid.
        unsafe { sys::nsv_network_notice_days(self.0.as_ptr()) }
    }

    /// Day after the announcement on which the grace period begins (S14).
    ///
    /// Since 1.0.
    pub fn grace_from_day(&self) -> u64 {
        // SAFETY: the handle is valid.
        unsafe { sys::nsv_network_grace_from_day(self.0.as_ptr()) }
    }

    /// The features that its registry knows, pending ones included.
    ///
    /// Since 1.0.
    pub fn features(&self) -> impl ExactSizeIterator<Item = Feature<'_>> + DoubleEndedIterator {
        // SAFETY: the handle is valid.
        let count = unsafe { sys::nsv_network_feature_count(self.0.as_ptr()) };
        (0..count as usize).map(move |index| self.feature(index as u64))
    }

    fn feature(&self, index: u64) -> Feature<'_> {
        // SAFETY: the handle is valid, the index is below the count, and texts live as long as `self`.
        let (required_nep, pending) = unsafe {
            (
                ffi::borrow(sys::nsv_network_feature_required_nep(
                    self.0.as_ptr(),
                    index,
                )),
                sys::nsv_network_feature_is_pending(self.0.as_ptr(), index) == 1,
            )
        };
        Feature {
            name: self.text(sys::nsv_network_feature_name, index),
            title: self.text(sys::nsv_network_feature_title, index),
            description: self.text(sys::nsv_network_feature_description, index),
            since: self.text(sys::nsv_network_feature_since, index),
            required_nep,
            pending,
        }
    }

    /// Its version history, oldest first.
    ///
    /// Since 1.0.
    pub fn history(&self) -> impl ExactSizeIterator<Item = HistoryEntry<'_>> + DoubleEndedIterator {
        // SAFETY: the handle is valid.
        let count = unsafe { sys::nsv_network_history_count(self.0.as_ptr()) };
        (0..count as usize).map(move |index| HistoryEntry {
            version: self.text(sys::nsv_network_history_version, index as u64),
            date: self.text(sys::nsv_network_history_date, index as u64),
            description: self.text(sys::nsv_network_history_description, index as u64),
        })
    }

    /// Its roles.
    ///
    /// Since 1.0.
    pub fn roles(&self) -> impl ExactSizeIterator<Item = Role<'_>> + DoubleEndedIterator {
        // SAFETY: the handle is valid.
        let count = unsafe { sys::nsv_network_role_count(self.0.as_ptr()) };
        (0..count as usize).map(move |index| Role {
            name: self.text(sys::nsv_network_role_name, index as u64),
            required_features: self.required_features(index as u64),
        })
    }

    fn required_features(&self, role: u64) -> Vec<&str> {
        // SAFETY: the handle is valid, both indexes are below their counts, and texts live as long as `self`.
        unsafe {
            (0..sys::nsv_network_role_feature_count(self.0.as_ptr(), role))
                .map(|index| {
                    ffi::borrow_some(sys::nsv_network_role_feature_at(
                        self.0.as_ptr(),
                        role,
                        index,
                    ))
                })
                .collect()
        }
    }

    /// The text that `at` has for an index below its count.
    fn text(&self, at: TextAt, index: u64) -> &str {
        // SAFETY: the handle is valid, and texts live as long as `self`; past the end there is none.
        unsafe { ffi::borrow_some(at(self.0.as_ptr(), index)) }
    }
}

impl fmt::Debug for Network {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Network")
            .field("id", &self.id())
            .field("genesis", &self.genesis().as_str())
            .finish_non_exhaustive()
    }
}
