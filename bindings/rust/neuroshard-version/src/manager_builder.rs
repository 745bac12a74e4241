use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;

use neuroshard_version_sys as sys;

use crate::ffi;
use crate::{Error, Manager, Network, Version};

/// How a node is set up; what is not said has a default.
///
/// ```
/// use neuroshard_version::{Manager, Version};
///
/// let node = Manager::builder()
///     .supported_min(Version::new(1, 0, 0)?)
///     .supported_max(Version::new(2, 0, 0)?)
///     .unix_time(1_800_000_000)
///     .build()?;
/// assert_eq!(node.supported_max().as_str(), "2.0.0");
/// # Ok::<(), neuroshard_version::Error>(())
/// ```
///
/// Since 1.0.
#[derive(Clone, Debug, Default)]
#[must_use = "it does nothing before `build`"]
pub struct ManagerBuilder {
    network: Option<Network>,
    supported_min: Option<Version>,
    supported_max: Option<Version>,
    flags: u32,
    store: Option<PathBuf>,
    unix_time: u64,
}

impl ManagerBuilder {
    /// The network. Default: the one that the store is of, or the built-in one.
    ///
    /// Since 1.0.
    pub fn network(mut self, network: Network) -> Self {
        self.network = Some(network);
        self
    }

    /// Oldest protocol version that the node's software speaks. Default: the one that the log told of last, or the built-in
    /// network's genesis version.
    ///
    /// Since 1.0.
    pub fn supported_min(mut self, version: Version) -> Self {
        self.supported_min = Some(version);
        self
    }

    /// Newest protocol version that the node's software speaks. Default: likewise. Its features count only where it is below the
    /// network's genesis version.
    ///
    /// Since 1.0.
    pub fn supported_max(mut self, version: Version) -> Self {
        self.supported_max = Some(version);
        self
    }

    /// Whether advertisements carry one more feature, `grease_` and eight hex digits that change with the height, so that peers
    /// stay used to names they do not know. It is never negotiated. Default: no.
    ///
    /// Since 1.0.
    pub fn grease(self, on: bool) -> Self {
        self.flag(sys::nsv_manager_flags::NSV_MANAGER_GREASE, on)
    }

    /// Whether the log is only read: nothing is recorded and the store is not written. What would change the schedule is
    /// refused with [`Status::ReadOnly`](crate::Status::ReadOnly); heights are taken, and forgotten with the manager. Default: no.
    ///
    /// Since 1.0.
    pub fn read_only(self, on: bool) -> Self {
        self.flag(sys::nsv_manager_flags::NSV_MANAGER_READ_ONLY, on)
    }

    /// Whether, of a store that is damaged, the records before the damage are taken, so that they can be exported. Only reads,
    /// too. Default: no.
    ///
    /// Since 1.0.
    pub fn salvage(self, on: bool) -> Self {
        self.flag(sys::nsv_manager_flags::NSV_MANAGER_SALVAGE, on)
    }

    /// File of the log (S21), made with the directories that it needs, for their owner alone, where there is none. Default: the
    /// log is in memory, ends with the manager, and keeps the newest 10000 records.
    ///
    /// Since 1.0.
    pub fn store(mut self, path: impl Into<PathBuf>) -> Self {
        self.store = Some(path.into());
        self
    }

    /// The time for what opening records, in Unix seconds. Default: 0, that of the last record.
    ///
    /// Since 1.0.
    pub fn unix_time(mut self, seconds: u64) -> Self {
        self.unix_time = seconds;
        self
    }

    /// Sets the node up, where its log ends, or at height 0 with the upgrades that the network's definition lists.
    ///
    /// A log that has records is read and checked from end to end. Errors are `Argument` for a supported range whose minimum is
    /// above its maximum; `Corrupt`, the message beginning with the first bad record; `Format`; `Conflict` for a store of
    /// another network; `NotFound` where there is no store and it is only to be read; `Io`, `Full`, `Locked` and `ReadOnly`;
    /// `Limit` for a maximum that no advertisement could hold; `Range` for a time beyond
    /// [`limits::HEIGHT`](crate::limits::HEIGHT).
    ///
    /// Since 1.0.
    pub fn build(&self) -> Result<Manager, Error> {
        let options = self.options();
        // SAFETY: the options' handles and path live in `self`; the pointers are the output and the error.
        unsafe { ffi::make(|out, error| sys::nsv_manager_new(&options, out, error)) }.map(Manager)
    }

    /// Likewise on a log that takes over exported records first: JSON Lines as [`Manager::export`] writes them.
    ///
    /// A log without records takes all of them. One that has some takes those that come after; where both have a record it must
    /// be the same one. All or nothing is taken. Without a store, it is a check of an export. Errors are those of
    /// [`build`](Self::build); `Corrupt` for a line that is no sound record; `Conflict` where the log has another record, or
    /// lacks the one before the first line.
    ///
    /// Since 1.0.
    pub fn import(&self, json_lines: impl AsRef<[u8]>) -> Result<Manager, Error> {
        let lines = json_lines.as_ref();
        let options = self.options();
        // SAFETY: the options' handles and path live in `self`, the text is that many bytes; the pointers are the output and
        // the error.
        unsafe {
            ffi::make(|out, error| {
                sys::nsv_manager_import(&options, ffi::start(lines), lines.len(), out, error)
            })
        }
        .map(Manager)
    }

    fn flag(mut self, flag: sys::nsv_manager_flags, on: bool) -> Self {
        if on {
            self.flags |= flag.0;
        } else {
            self.flags &= !flag.0;
        }
        self
    }

    /// The options as the C interface takes them; they borrow from `self`.
    fn options(&self) -> sys::nsv_manager_options {
        let mut options = sys::NSV_MANAGER_OPTIONS_INIT;
        options.flags = self.flags;
        options.unix_time = self.unix_time;
        if let Some(network) = &self.network {
            options.network = network.0.as_ptr();
        }
        if let Some(version) = &self.supported_min {
            options.supported_min = version.0.as_ptr();
        }
        if let Some(version) = &self.supported_max {
            options.supported_max = version.0.as_ptr();
        }
        if let Some(store) = &self.store {
            let path = store.as_os_str().as_bytes();
            options.store = ffi::start(path);
            options.store_size = path.len();
        }
        options
    }
}
