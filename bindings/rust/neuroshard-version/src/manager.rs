use std::fmt;

use neuroshard_version_sys as sys;

use crate::ffi::{self, Handle, NEVER_NULL};
use crate::verdict::block;
use crate::{Error, ManagerBuilder, Network, NodeStatus, Verdict, Version};

/// One node's view of its network: what it speaks, which upgrades come, and whom it may talk to.
///
/// Every method may be called from any thread at any time, through a shared reference; put it into an
/// [`Arc`](std::sync::Arc), or lend it to scoped threads. Reading never waits for a change that another thread makes.
/// Heights are blocks; times are Unix seconds; both are at most [`limits::HEIGHT`](crate::limits::HEIGHT).
///
/// ```
/// use neuroshard_version::Manager;
///
/// let node = Manager::new()?;
/// let received = Manager::new()?.advertisement()?; // from a peer
/// let verdict = node.check_peer(&received)?;
/// assert!(verdict.can_talk());
/// assert_eq!(node.negotiate(&received)?.as_str(), "1.0.0");
/// # Ok::<(), neuroshard_version::Error>(())
/// ```
///
/// Since 1.0.
pub struct Manager(pub(crate) Handle<sys::nsv_manager>);

/// Whether a node may act in a role of its network (S20).
///
/// Since 1.0.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Participation {
    /// Whether it may.
    pub allowed: bool,
    /// Why, as in `Ready for training`; for both answers.
    pub reason: String,
}

/// The upgrades that a node has passed, and what comes next (S16).
///
/// Since 1.0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct UpgradeId {
    /// The first eight bytes of the digest of the upgrades that it has passed.
    pub digest: [u8; 8],
    /// Height of the next breaking upgrade, where there is one.
    pub next: Option<u64>,
}

/// A function that gives a new reference to a version.
type VersionOf = unsafe extern "C" fn(*const sys::nsv_manager, *mut *mut sys::nsv_version) -> i32;

impl Manager {
    /// A node of the built-in network with its log in memory, all defaults.
    ///
    /// Fails only where memory runs out. [`builder`](Self::builder) has the choices.
    ///
    /// Since 1.0.
    pub fn new() -> Result<Self, Error> {
        Self::builder().build()
    }

    /// Begins to say how a node is set up.
    ///
    /// Since 1.0.
    pub fn builder() -> ManagerBuilder {
        ManagerBuilder::default()
    }

    /// Its network.
    ///
    /// Since 1.0.
    pub fn network(&self) -> Network {
        // SAFETY: the handle is valid; the pointer is the output.
        unsafe { ffi::reference(|out| sys::nsv_manager_network(self.0.as_ptr(), out)) }
            .map(Network)
            .expect(NEVER_NULL)
    }

    /// What this node speaks now (S12): the network's version or, where that is newer than what the node supports, the version
    /// made by the upgrades it supports.
    ///
    /// Since 1.0.
    pub fn current_version(&self) -> Version {
        self.version(sys::nsv_manager_current_version)
    }

    /// The version in force on the network.
    ///
    /// Since 1.0.
    pub fn network_version(&self) -> Version {
        self.version(sys::nsv_manager_network_version)
    }

    /// The oldest version that may take part.
    ///
    /// Since 1.0.
    pub fn network_minimum(&self) -> Version {
        self.version(sys::nsv_manager_network_minimum)
    }

    /// Oldest version that this node supports.
    ///
    /// Since 1.0.
    pub fn supported_min(&self) -> Version {
        self.version(sys::nsv_manager_supported_min)
    }

    /// Newest version that this node supports.
    ///
    /// Since 1.0.
    pub fn supported_max(&self) -> Version {
        self.version(sys::nsv_manager_supported_max)
    }

    /// The version that `of` gives.
    fn version(&self, of: VersionOf) -> Version {
        // SAFETY: the handle is valid; the pointer is the output.
        unsafe { ffi::reference(|out| of(self.0.as_ptr(), out)) }
            .map(Version)
            .expect(NEVER_NULL)
    }

    /// How this node stands in its network.
    ///
    /// Since 1.0.
    #[inline]
    pub fn status(&self) -> NodeStatus {
        // SAFETY: the handle is valid.
        unsafe { sys::nsv_manager_status(self.0.as_ptr()) }.into()
    }

    /// The whole status as JSON: how the node stands, what to do, and every pending upgrade.
    ///
    /// Fails only where memory runs out.
    ///
    /// Since 1.0.
    pub fn status_json(&self) -> Result<String, Error> {
        // SAFETY: the handle is valid; the pointers are the text and the error.
        unsafe { ffi::text(|out, error| sys::nsv_manager_status_json(self.0.as_ptr(), out, error)) }
    }

    /// The height that was reported last; 0 at first.
    ///
    /// Since 1.0.
    #[inline]
    pub fn height(&self) -> u64 {
        // SAFETY: the handle is valid.
        unsafe { sys::nsv_manager_height(self.0.as_ptr()) }
    }

    /// The time that was reported last, in Unix seconds; 0 at first.
    ///
    /// Since 1.0.
    #[inline]
    pub fn time(&self) -> u64 {
        // SAFETY: the handle is valid.
        unsafe { sys::nsv_manager_time(self.0.as_ptr()) }
    }

    /// Reports the ledger's height and time; every NEP that is due becomes active, in order, however far the jump (S8).
    ///
    /// What other processes have added to the manager's store is taken over first, heights included. Call it for every block.
    /// The same height may be reported again, with another time, which may go back. Errors are `Height` for a lower height,
    /// `Range`, and `Io`, `Full`, `Locked`, `ReadOnly` and `Corrupt` of the store, when nothing has changed. A node that is
    /// halted by the block is no error.
    ///
    /// Since 1.0.
    pub fn advance(&self, height: u64, unix_time: u64) -> Result<(), Error> {
        // SAFETY: the handle is valid; the pointer is the error.
        unsafe {
            ffi::call(|error| sys::nsv_manager_advance(self.0.as_ptr(), height, unix_time, error))
        }
        .map(drop)
    }

    /// Reports that the ledger went back (S13): the state is that of the lower height, NEPs above it are scheduled again.
    ///
    /// Errors are `Height` for a higher height, and `Range`.
    ///
    /// Since 1.0.
    pub fn rewind(&self, height: u64, unix_time: u64) -> Result<(), Error> {
        // SAFETY: the handle is valid; the pointer is the error.
        unsafe {
            ffi::call(|error| sys::nsv_manager_rewind(self.0.as_ptr(), height, unix_time, error))
        }
        .map(drop)
    }

    /// What this node tells its peers (S15): a JSON object, at most
    /// [`limits::ADVERTISEMENT`](crate::limits::ADVERTISEMENT) bytes.
    ///
    /// Make it anew for each connection, and send it again when the node's version or height has changed. Fails only where memory
    /// runs out.
    ///
    /// Since 1.0.
    pub fn advertisement(&self) -> Result<String, Error> {
        // SAFETY: the handle is valid; the pointers are the text and the error.
        unsafe {
            ffi::text(|out, error| sys::nsv_manager_advertisement(self.0.as_ptr(), out, error))
        }
    }

    /// The upgrades this node has passed, in eight bytes, and the height of the next one (S16).
    ///
    /// Since 1.0.
    pub fn upgrade_id(&self) -> UpgradeId {
        let mut digest = [0; 8];
        let mut next = 0;
        // SAFETY: the handle is valid, and the digest has eight bytes.
        ffi::check(unsafe {
            sys::nsv_manager_upgrade_id(self.0.as_ptr(), digest.as_mut_ptr(), &mut next)
        })
        .expect(NEVER_NULL);
        UpgradeId {
            digest,
            next: block(next),
        }
    }

    /// Whether this node and a peer may talk (S17): what a node runs on every handshake. It takes no lock and, once warm,
    /// allocates nothing.
    ///
    /// The advertisement is what the peer sent; nothing of it is trusted. Errors are `Syntax`, `Range`, `Limit`, `Schema` and
    /// `Duplicate` for what is no advertisement, the message beginning with the JSON path or naming the byte.
    ///
    /// Since 1.0.
    #[inline]
    pub fn check_peer(&self, advertisement: impl AsRef<[u8]>) -> Result<Verdict, Error> {
        let advertisement = advertisement.as_ref();
        let mut verdict = sys::NSV_VERDICT_INIT;
        // SAFETY: the handle is valid, the text is that many bytes; the pointers are the output and the error.
        unsafe {
            ffi::call(|error| {
                sys::nsv_manager_check_peer(
                    self.0.as_ptr(),
                    ffi::start(advertisement),
                    advertisement.len(),
                    &mut verdict,
                    error,
                )
            })
        }?;
        Ok(Verdict::from_c(&verdict))
    }

    /// What this node and a peer may use together (S18): the lower of the two active versions, with the features and NEPs that
    /// both have. Both sides get the same. Send by it; accept what you implement.
    ///
    /// Errors are those of [`check_peer`](Self::check_peer), and `Incompatible` where the two cannot talk, with the reason.
    ///
    /// Since 1.0.
    pub fn negotiate(&self, advertisement: impl AsRef<[u8]>) -> Result<Version, Error> {
        let advertisement = advertisement.as_ref();
        // SAFETY: the handle is valid, the text is that many bytes; the pointers are the output and the error.
        unsafe {
            ffi::make(|out, error| {
                sys::nsv_manager_negotiate(
                    self.0.as_ptr(),
                    ffi::start(advertisement),
                    advertisement.len(),
                    out,
                    error,
                )
            })
        }
        .map(Version)
    }

    /// Whether this node and a peer of a given version may talk (S17). Neither allocates nor locks.
    ///
    /// Since 1.0.
    #[inline]
    pub fn check_peer_compatibility(&self, peer: &Version) -> Verdict {
        let mut verdict = sys::NSV_VERDICT_INIT;
        // SAFETY: both handles are valid; the pointers are the output and the error.
        unsafe {
            ffi::call(|error| {
                sys::nsv_manager_check_peer_compatibility(
                    self.0.as_ptr(),
                    peer.0.as_ptr(),
                    &mut verdict,
                    error,
                )
            })
        }
        .expect(NEVER_NULL);
        Verdict::from_c(&verdict)
    }

    /// A verdict of this manager on this peer in a sentence, with who should upgrade and when the connection will be cut.
    ///
    /// [`Version::from_json`] reads the peer's version from its advertisement. Errors are `Argument` for a verdict whose level,
    /// reason or side is none.
    ///
    /// Since 1.0.
    pub fn verdict_message(&self, peer: &Version, verdict: &Verdict) -> Result<String, Error> {
        // SAFETY: both handles are valid; the pointers are the verdict, the text and the error.
        unsafe {
            ffi::text(|out, error| {
                sys::nsv_verdict_message(
                    self.0.as_ptr(),
                    peer.0.as_ptr(),
                    &verdict.to_c(),
                    out,
                    error,
                )
            })
        }
    }

    /// Whether this node may act in a role of its network, as `training` (S20), and why.
    ///
    /// Errors are `NotFound` for a role that the network does not have.
    ///
    /// Since 1.0.
    pub fn can_participate(&self, role: impl AsRef<[u8]>) -> Result<Participation, Error> {
        let role = role.as_ref();
        // SAFETY: the handle is valid, the role is that many bytes; the pointers are the text and the error.
        unsafe {
            ffi::answer(|out, error| {
                sys::nsv_manager_can_participate(
                    self.0.as_ptr(),
                    ffi::start(role),
                    role.len(),
                    out,
                    error,
                )
            })
        }
        .map(Participation::from_c)
    }

    /// [`can_participate`](Self::can_participate) in the role `training`.
    ///
    /// Since 1.0.
    pub fn can_participate_in_training(&self) -> Result<Participation, Error> {
        // SAFETY: the handle is valid; the pointers are the text and the error.
        unsafe {
            ffi::answer(|out, error| {
                sys::nsv_manager_can_participate_in_training(self.0.as_ptr(), out, error)
            })
        }
        .map(Participation::from_c)
    }

    /// [`can_participate`](Self::can_participate) in the role `inference`.
    ///
    /// Since 1.0.
    pub fn can_participate_in_inference(&self) -> Result<Participation, Error> {
        // SAFETY: the handle is valid; the pointers are the text and the error.
        unsafe {
            ffi::answer(|out, error| {
                sys::nsv_manager_can_participate_in_inference(self.0.as_ptr(), out, error)
            })
        }
        .map(Participation::from_c)
    }
}

impl Participation {
    fn from_c((answer, reason): (i32, String)) -> Self {
        Participation {
            allowed: answer == 1,
            reason,
        }
    }
}

impl fmt::Debug for Manager {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Manager")
            .field("network", &self.network().id())
            .field("version", &self.current_version().as_str())
            .field("height", &self.height())
            .finish_non_exhaustive()
    }
}
