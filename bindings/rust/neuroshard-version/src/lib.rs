//! Protocol versions of a NeuroShard network: who may talk to whom, what they may use together, and what an upgrade of the
//! network means for a node. The safe face of libneuroshard_version.
//!
//! ```
//! use neuroshard_version::Manager;
//!
//! # fn main() -> Result<(), neuroshard_version::Error> {
//! let node = Manager::new()?; // a node of the built-in network
//! node.advance(1000, 1_800_000_000)?; // block and time
//! let received = r#"{"major":2,"minor":0,"patch":0}"#; // from a peer
//! let verdict = node.check_peer(received)?;
//! println!("{}: {}", verdict.level, verdict.reason);
//! assert!(!verdict.can_talk());
//! # Ok(())
//! # }
//! ```
//!
//! - [`Version`] and [`Network`] are immutable values; cloning one takes a further reference.
//! - [`Manager`] is one node's view of its network; every method takes `&self`, from any thread.
//! - [`Readiness`] counts many peers' advertisements, one thread at a time.
//! - What fails gives an [`Error`]: a [`Status`], a message, and the byte of the input where one is to blame.
//!
//! Text goes in as whatever has bytes (`&str`, `String`, `&[u8]`, `Vec<u8>`); the library checks it. Text that comes out is
//! `&str`, borrowed from an immutable value, or a `String`. Heights are blocks, times are Unix seconds. "S" numbers are rules of
//! the project's `docs/semantics.md`.
//!
//! Features of the crate: `serde` makes [`Version`] `Serialize` and `Deserialize`; `static` links the C library statically.
#![deny(missing_docs)]
#![deny(unsafe_op_in_unsafe_fn)]
#![deny(clippy::undocumented_unsafe_blocks)]

mod codes;
mod error;
mod ffi;
mod library;
pub mod limits;
mod log;
mod manager;
mod manager_builder;
mod neps;
mod network;
mod readiness;
#[cfg(feature = "serde")]
mod serde;
mod verdict;
mod version;

pub use codes::{Compatibility, NodeStatus, Reason, Side, Status};
pub use error::Error;
pub use library::{library_version, library_version_number, transcript_digest};
pub use log::{RecordPage, Records, Verification};
pub use manager::{Manager, Participation, UpgradeId};
pub use manager_builder::ManagerBuilder;
pub use neps::{Activation, Neps};
pub use network::{Feature, HistoryEntry, Network, Role};
pub use readiness::Readiness;
pub use verdict::Verdict;
pub use version::Version;

/// Compiles and runs what the README shows.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadMe;
