//! The log of a manager.

use std::ptr;

use neuroshard_version_sys as sys;

use crate::ffi::{self, NEVER_NULL};
use crate::{Error, Manager};

/// Records of a log as JSON Lines; made by [`Manager::export`].
///
/// Since 1.0.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecordPage {
    /// Whole lines; empty: there is nothing more.
    pub json_lines: String,
    /// Sequence of the last record in it, from which to go on.
    pub last: u64,
}

/// What was found out about a log; made by [`Manager::verify`].
///
/// Since 1.0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verification {
    /// Every record is unchanged and in its place.
    Sound,
    /// One is not.
    Unsound {
        /// The first record that is bad or missing.
        sequence: u64,
        /// What is wrong with it.
        reason: String,
    },
}

impl Verification {
    /// Whether the log is sound.
    ///
    /// Since 1.0.
    pub fn is_sound(&self) -> bool {
        *self == Verification::Sound
    }
}

/// The records of a log, as JSON; made by [`Manager::records`].
///
/// Since 1.0.
#[derive(Clone, Debug)]
pub struct Records<'a> {
    manager: &'a Manager,
    page: RecordPage,
    /// Where the next line of the page begins.
    next: usize,
}

impl Manager {
    /// How many records the log has, as far as the manager has taken them over (S21).
    ///
    /// Those that another process adds to the store count from the next [`advance`](Self::advance), [`rewind`](Self::rewind) or
    /// change of the schedule on.
    ///
    /// Since 1.0.
    pub fn record_count(&self) -> u64 {
        // SAFETY: the handle is valid.
        unsafe { sys::nsv_manager_record_count(self.0.as_ptr()) }
    }

    /// The hash of the last of these records, SHA-256; zeros for a log without records.
    ///
    /// Whoever keeps it can prove later that nothing before it was changed (S23).
    ///
    /// Since 1.0.
    pub fn head(&self) -> [u8; 32] {
        let mut head = [0; 32];
        // SAFETY: the handle is valid, and the head has 32 bytes.
        ffi::check(unsafe { sys::nsv_manager_head(self.0.as_ptr(), head.as_mut_ptr()) })
            .expect(NEVER_NULL);
        head
    }

    /// A record of the log, as it is kept: canonical JSON. The first one is 1.
    ///
    /// Errors are `NotFound`, also where a log in memory has forgotten it; `Corrupt` and `Io`.
    ///
    /// Since 1.0.
    pub fn record_json(&self, sequence: u64) -> Result<String, Error> {
        // SAFETY: the handle is valid; the pointers are the text and the error.
        unsafe {
            ffi::text(|out, error| {
                sys::nsv_manager_record_json(self.0.as_ptr(), sequence, out, error)
            })
        }
    }

    /// Records after one, about a mebibyte at once: how a log is exported, and how a host follows it (S22).
    ///
    /// Begin with 0 and go on with [`RecordPage::last`] until no text comes: that was the end, and what is recorded later
    /// follows it. Records that another process has added come at once; only sound ones are given. Errors are `Corrupt` and `Io`
    /// where not even the next record is sound.
    ///
    /// Since 1.0.
    pub fn export(&self, after: u64) -> Result<RecordPage, Error> {
        let mut last = 0;
        // SAFETY: the handle is valid; the pointers are the text, the sequence and the error.
        let json_lines = unsafe {
            ffi::text(|out, error| {
                sys::nsv_manager_export(self.0.as_ptr(), after, out, &mut last, error)
            })
        }?;
        Ok(RecordPage { json_lines, last })
    }

    /// The records after one, 0 for all: those that [`export`](Self::export) gives, one by one.
    ///
    /// At the end the iterator gives `None`, and goes on once there are more: so a host follows the log. After an error it
    /// tries again.
    ///
    /// ```
    /// let node = neuroshard_version::Manager::new()?;
    /// let mut records = node.records(0);
    /// assert!(records.next().unwrap()?.contains(r#""kind":"genesis""#));
    /// # Ok::<(), neuroshard_version::Error>(())
    /// ```
    ///
    /// Since 1.0.
    pub fn records(&self, after: u64) -> Records<'_> {
        Records {
            manager: self,
            page: RecordPage {
                json_lines: String::new(),
                last: after,
            },
            next: 0,
        }
    }

    /// Checks every record of the log (S23): that it is unchanged and in its place, and that none is missing between.
    ///
    /// `expected_head` is a hash that [`head`](Self::head) gave once, kept elsewhere. One of the records must have it; else the
    /// log has lost its end, or was made anew from some record on. Errors are `Io`.
    ///
    /// Since 1.0.
    pub fn verify(&self, expected_head: Option<&[u8; 32]>) -> Result<Verification, Error> {
        let head = expected_head.map_or(ptr::null(), |head| head.as_ptr());
        let mut sequence = 0;
        // SAFETY: the handle is valid, a head has 32 bytes; the pointers are the sequence, the text and the error.
        let (answer, reason) = unsafe {
            ffi::answer(|out, error| {
                sys::nsv_manager_verify(self.0.as_ptr(), head, &mut sequence, out, error)
            })
        }?;
        Ok(match answer {
            1 => Verification::Sound,
            _ => Verification::Unsound { sequence, reason },
        })
    }
}

impl Iterator for Records<'_> {
    type Item = Result<String, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.next == self.page.json_lines.len() {
            self.page = match self.manager.export(self.page.last) {
                Ok(page) => page,
                Err(error) => return Some(Err(error)),
            };
            self.next = 0;
        }
        let line = self.page.json_lines[self.next..].lines().next()?;
        self.next += line.len() + 1;
        Some(Ok(line.to_owned()))
    }
}
