//! A manager's schedule of NEPs.

use neuroshard_version_sys as sys;

use crate::ffi;
use crate::{Error, Manager, Status};

/// Whether an activation is confirmed (S11).
///
/// Since 1.0.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Activation {
    /// Whether the NEP has become active, and this is the first time it is asked.
    pub activated: bool,
    /// What is to be said about it; for both answers.
    pub message: String,
}

/// The NEPs that a manager knows, as JSON; made by [`Manager::neps`].
///
/// Since 1.0.
#[derive(Clone, Debug)]
pub struct Neps<'a> {
    manager: &'a Manager,
    index: u64,
}

impl Manager {
    /// Schedules a NEP (S7, S9), given as JSON: this project's form, or the `to_dict` of the Python reference.
    ///
    /// The schedule is checked as a whole. A NEP that is scheduled already, with the same effect, is success and changes
    /// nothing. At most [`limits::NEP_JSON`](crate::limits::NEP_JSON) bytes. Errors are `Syntax`, `Range`, `Limit`, `Schema` and
    /// `Duplicate` for JSON that is no NEP; `Conflict` where it contradicts the schedule, or its id has another effect already;
    /// `Height` for an activation height that has passed; `Notice`; and those of the store.
    ///
    /// ```
    /// let node = neuroshard_version::Manager::new()?;
    /// node.advance(1000, 1_800_000_000)?;
    /// node.schedule_nep(r#"{"id": "NEP-002", "title": "Protocol 2.0.0", "target_version": "2.0.0",
    ///     "announced_at": 1800000000, "activation_height": 4464, "expected_activation_time": 1802678400}"#)?;
    /// assert_eq!(node.upgrade_id().next, Some(4464));
    /// # Ok::<(), neuroshard_version::Error>(())
    /// ```
    ///
    /// Since 1.0.
    pub fn schedule_nep(&self, json: impl AsRef<[u8]>) -> Result<(), Error> {
        let json = json.as_ref();
        // SAFETY: the handle is valid, the text is that many bytes; the pointer is the error.
        unsafe {
            ffi::call(|error| {
                sys::nsv_manager_schedule_nep(self.0.as_ptr(), ffi::start(json), json.len(), error)
            })
        }
        .map(drop)
    }

    /// Takes over a NEP that the network has agreed on already (S10), as a node does while it syncs: like
    /// [`schedule_nep`](Self::schedule_nep), but its height may have passed and its notice is not checked.
    ///
    /// Since 1.0.
    pub fn catch_up_nep(&self, json: impl AsRef<[u8]>) -> Result<(), Error> {
        let json = json.as_ref();
        // SAFETY: the handle is valid, the text is that many bytes; the pointer is the error.
        unsafe {
            ffi::call(|error| {
                sys::nsv_manager_catch_up_nep(self.0.as_ptr(), ffi::start(json), json.len(), error)
            })
        }
        .map(drop)
    }

    /// Moves a scheduled NEP to another height (S10), above the one reported last. Its notice starts anew, at the time reported
    /// last, and `expected_time` is not before that.
    ///
    /// Errors are `NotFound`; `Height` where the old or the new height has passed; `Notice`; `Conflict`; `Syntax`, `Range` and
    /// `Limit`; and those of the store.
    ///
    /// Since 1.0.
    pub fn reschedule_nep(
        &self,
        id: impl AsRef<[u8]>,
        height: u64,
        expected_time: u64,
    ) -> Result<(), Error> {
        let id = id.as_ref();
        // SAFETY: the handle is valid, the id is that many bytes; the pointer is the error.
        unsafe {
            ffi::call(|error| {
                sys::nsv_manager_reschedule_nep(
                    self.0.as_ptr(),
                    ffi::start(id),
                    id.len(),
                    height,
                    expected_time,
                    error,
                )
            })
        }
        .map(drop)
    }

    /// Cancels a scheduled NEP (S10). It stays in the list of NEPs as cancelled, and may be scheduled anew.
    ///
    /// The reason is for people: at most 1000 bytes of UTF-8 without control characters; it may be empty. Errors are `NotFound`;
    /// `Height` where its height has passed; `Conflict` where another NEP builds on it; `Notice` where another NEP becomes
    /// breaking without it, and lacks the notice; `Syntax`, `Range` and `Limit`; and those of the store.
    ///
    /// Since 1.0.
    pub fn cancel_nep(&self, id: impl AsRef<[u8]>, reason: impl AsRef<[u8]>) -> Result<(), Error> {
        let (id, reason) = (id.as_ref(), reason.as_ref());
        // SAFETY: the handle is valid, both texts are that many bytes; the pointer is the error.
        unsafe {
            ffi::call(|error| {
                sys::nsv_manager_cancel_nep(
                    self.0.as_ptr(),
                    ffi::start(id),
                    id.len(),
                    ffi::start(reason),
                    reason.len(),
                    error,
                )
            })
        }
        .map(drop)
    }

    /// Confirms the activation of a scheduled NEP (S11). Heights activate NEPs; this says, once, whether it has happened.
    ///
    /// Nothing is recorded by it, and what is active when a manager is set up counts as confirmed. Errors are `Syntax`, `Range`
    /// and `Limit` for what is no id.
    ///
    /// Since 1.0.
    pub fn activate_nep(&self, id: impl AsRef<[u8]>) -> Result<Activation, Error> {
        let id = id.as_ref();
        // SAFETY: the handle is valid, the id is that many bytes; the pointers are the text and the error.
        let (answer, message) = unsafe {
            ffi::answer(|out, error| {
                sys::nsv_manager_activate_nep(self.0.as_ptr(), ffi::start(id), id.len(), out, error)
            })
        }?;
        Ok(Activation {
            activated: answer == 1,
            message,
        })
    }

    /// How many NEPs are known: active, scheduled and cancelled ones.
    ///
    /// Since 1.0.
    pub fn nep_count(&self) -> u64 {
        // SAFETY: the handle is valid.
        unsafe { sys::nsv_manager_nep_count(self.0.as_ptr()) }
    }

    /// A NEP by index, as JSON with its status, phase, days and blocks left; `None` past the end.
    ///
    /// First those with a place in the schedule, in order of activation, then the cancelled ones. Fails only where memory runs
    /// out.
    ///
    /// Since 1.0.
    pub fn nep(&self, index: u64) -> Result<Option<String>, Error> {
        // SAFETY: the handle is valid; the pointers are the text and the error.
        found(unsafe {
            ffi::text(|out, error| sys::nsv_manager_nep_json(self.0.as_ptr(), index, out, error))
        })
    }

    /// A NEP by id, as JSON like that of [`nep`](Self::nep); `None` for one that is not known.
    ///
    /// Errors are `Syntax`, `Range` and `Limit` for what is no id.
    ///
    /// Since 1.0.
    pub fn find_nep(&self, id: impl AsRef<[u8]>) -> Result<Option<String>, Error> {
        let id = id.as_ref();
        // SAFETY: the handle is valid, the id is that many bytes; the pointers are the text and the error.
        found(unsafe {
            ffi::text(|out, error| {
                sys::nsv_manager_find_nep_json(
                    self.0.as_ptr(),
                    ffi::start(id),
                    id.len(),
                    out,
                    error,
                )
            })
        })
    }

    /// All NEPs that are known, in the order of [`nep`](Self::nep).
    ///
    /// Other threads may change the list between two steps.
    ///
    /// ```
    /// let node = neuroshard_version::Manager::new()?;
    /// for nep in node.neps() {
    ///     println!("{}", nep?);
    /// }
    /// # Ok::<(), neuroshard_version::Error>(())
    /// ```
    ///
    /// Since 1.0.
    pub fn neps(&self) -> Neps<'_> {
        Neps {
            manager: self,
            index: 0,
        }
    }
}

/// What is not there is no error where it is asked for.
fn found(text: Result<String, Error>) -> Result<Option<String>, Error> {
    match text {
        Err(error) if error.status() == Status::NotFound => Ok(None),
        other => other.map(Some),
    }
}

impl Iterator for Neps<'_> {
    type Item = Result<String, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let nep = self.manager.nep(self.index);
        self.index += 1;
        nep.transpose()
    }
}
