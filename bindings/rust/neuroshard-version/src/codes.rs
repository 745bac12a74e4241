//! The numbers of the C interface as enums that keep those they do not know.

use std::fmt;

use neuroshard_version_sys as sys;

use crate::ffi;

macro_rules! codes {
    (
        $(#[$meta:meta])*
        enum $name:ident: $of:ident, $named:ident {
            $($(#[$doc:meta])* $variant:ident = $constant:ident,)*
        }
    ) => {
        $(#[$meta])*
        ///
        /// Since 1.0.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$doc])* $variant,)*
            /// A number that this release of the crate has no name for; the library that is loaded may have one.
            Unknown(i32),
        }

        impl $name {
            /// The number in the C interface, which is stable.
            ///
            /// Since 1.0.
            pub fn code(self) -> i32 {
                match self {
                    $(Self::$variant => sys::$of::$constant.0 as i32,)*
                    Self::Unknown(code) => code,
                }
            }

            /// The name that all languages share, as the library that is loaded knows it.
            ///
            /// Since 1.0.
            pub fn name(self) -> &'static str {
                // SAFETY: every number has a name, and names are static.
                unsafe { ffi::borrow_some(sys::$named(self.code())) }
            }
        }

        impl From<i32> for $name {
            #[inline]
            fn from(code: i32) -> Self {
                match code {
                    $(code if code == sys::$of::$constant.0 as i32 => Self::$variant,)*
                    _ => Self::Unknown(code),
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.pad(self.name())
            }
        }
    };
}

codes! {
    /// What kind of error happened. It prints as its name, `NSV_ERROR_SYNTAX` and so on.
    enum Status: nsv_status, nsv_status_name {
        /// Arguments that contradict each other.
        Argument = NSV_ERROR_ARGUMENT,
        /// Text that does not follow its grammar; the error's offset is the byte.
        Syntax = NSV_ERROR_SYNTAX,
        /// A number beyond what its type or its rule allows.
        Range = NSV_ERROR_RANGE,
        /// Input longer, deeper or more numerous than its documented bound.
        Limit = NSV_ERROR_LIMIT,
        /// JSON that is well formed but of the wrong shape; the message begins with the JSON path.
        Schema = NSV_ERROR_SCHEMA,
        /// A feature, NEP, role or JSON key given twice.
        Duplicate = NSV_ERROR_DUPLICATE,
        /// A role, feature, NEP, record or store that is not there.
        NotFound = NSV_ERROR_NOT_FOUND,
        /// A NEP that contradicts what is scheduled or in force; a log that contradicts another one, or the network.
        Conflict = NSV_ERROR_CONFLICT,
        /// A height that has passed where one to come is needed, or the reverse.
        Height = NSV_ERROR_HEIGHT,
        /// Memory ran out. Nothing has changed; the call may be repeated.
        NoMemory = NSV_ERROR_NO_MEMORY,
        /// A defect of the library; please report it. Nothing has changed.
        Internal = NSV_ERROR_INTERNAL,
        /// A breaking upgrade with less notice than the network requires.
        Notice = NSV_ERROR_NOTICE,
        /// Two nodes that cannot talk have nothing to negotiate.
        Incompatible = NSV_ERROR_INCOMPATIBLE,
        /// The store cannot be read or written; the message has the system's reason. The call may be repeated.
        Io = NSV_ERROR_IO,
        /// No room on the store's disk. Nothing has changed; the call may be repeated.
        Full = NSV_ERROR_FULL,
        /// Another process has kept the store locked for five seconds. Nothing has changed; the call may be repeated.
        Locked = NSV_ERROR_LOCKED,
        /// A store that may only be read, because it was opened so or its file is. Nothing has changed.
        ReadOnly = NSV_ERROR_READ_ONLY,
        /// A log that is damaged or has been tampered with; the message begins with the first bad record.
        Corrupt = NSV_ERROR_CORRUPT,
        /// A file that is no store, or a store that only a newer release can read. It was left as it is.
        Format = NSV_ERROR_FORMAT,
    }
}

codes! {
    /// How two versions get on (S4).
    enum Compatibility: nsv_compatibility, nsv_compatibility_name {
        /// Equal precedence.
        Identical = NSV_IDENTICAL,
        /// PATCH differs.
        Compatible = NSV_COMPATIBLE,
        /// MINOR differs, or one of them is a pre-release: works, but the older side should upgrade.
        UpgradeRecommended = NSV_UPGRADE_RECOMMENDED,
        /// MAJOR differs: cannot communicate.
        Incompatible = NSV_INCOMPATIBLE,
    }
}

impl Compatibility {
    /// The level's word on the wire: `identical`, `compatible`, `upgrade` or `incompatible`.
    ///
    /// Since 1.0.
    pub fn word(self) -> &'static str {
        // SAFETY: every number has a word, and words are static.
        unsafe { ffi::borrow_some(sys::nsv_compatibility_word(self.code())) }
    }
}

codes! {
    /// A side of a connection.
    enum Side: nsv_side, nsv_side_name {
        /// Neither side.
        None = NSV_SIDE_NONE,
        /// This node.
        Local = NSV_SIDE_LOCAL,
        /// The other one.
        Peer = NSV_SIDE_PEER,
    }
}

codes! {
    /// How a node stands in its network (S12). The numbers up to 2 are exit codes of monitoring.
    enum NodeStatus: nsv_node_status, nsv_node_status_name {
        /// It speaks the network's version, and supports every breaking upgrade that is scheduled.
        Compatible = NSV_NODE_COMPATIBLE,
        /// It takes part, and the network's version is newer than what it supports, or will be after a breaking upgrade.
        UpgradeRecommended = NSV_NODE_UPGRADE_RECOMMENDED,
        /// It is halted: the network's minimum is above what it supports, so it takes no part until it is upgraded.
        MustUpgrade = NSV_NODE_MUST_UPGRADE,
        /// It takes no part yet: the network's version is below what it supports.
        TooNew = NSV_NODE_TOO_NEW,
    }
}

codes! {
    /// Why a verdict is what it is: the rule of S17 times ten, plus a digit for its cases.
    enum Reason: nsv_reason, nsv_reason_name {
        /// The peer belongs to another network.
        DifferentNetwork = NSV_REASON_DIFFERENT_NETWORK,
        /// This node is halted until it is upgraded.
        LocalHalted = NSV_REASON_LOCAL_HALTED,
        /// The peer says that it is halted.
        PeerHalted = NSV_REASON_PEER_HALTED,
        /// The newest version that the peer supports is below the network's minimum.
        PeerUnsupported = NSV_REASON_PEER_UNSUPPORTED,
        /// The lower of the two active versions is below what the other side supports.
        NoCommonVersion = NSV_REASON_NO_COMMON_VERSION,
        /// This node supports only versions that the network has not reached; it waits.
        LocalTooNew = NSV_REASON_LOCAL_TOO_NEW,
        /// The peer supports only versions that the network has not reached; it waits.
        PeerTooNew = NSV_REASON_PEER_TOO_NEW,
        /// The peer has an upgrade at a height that this node has reached without it.
        LocalStale = NSV_REASON_LOCAL_STALE,
        /// The peer has reached the height of an upgrade without it.
        PeerStale = NSV_REASON_PEER_STALE,
        /// The peer has not yet reached an upgrade that it knows, and this node has passed.
        PeerSyncing = NSV_REASON_PEER_SYNCING,
        /// The peer has passed upgrades that this node knows, supports, and has not yet reached.
        LocalSyncing = NSV_REASON_LOCAL_SYNCING,
        /// The peer has passed an upgrade that this node does not support.
        LocalUnsupported = NSV_REASON_LOCAL_UNSUPPORTED,
        /// The two have passed different upgrades.
        Diverged = NSV_REASON_DIVERGED,
        /// The peer's version is below the network's minimum.
        PeerBelowMinimum = NSV_REASON_PEER_BELOW_MINIMUM,
        /// The peer's version is that of a scheduled breaking upgrade.
        PeerReady = NSV_REASON_PEER_READY,
        /// The compatibility level of the two versions decided.
        Versions = NSV_REASON_VERSIONS,
    }
}
