use std::mem::size_of;

use neuroshard_version_sys as sys;

use crate::{Compatibility, Reason, Side};

/// May this node and a peer talk, and what follows (S17).
///
/// Since 1.0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Verdict {
    /// How the two get on; they may talk unless it is [`Compatibility::Incompatible`].
    pub level: Compatibility,
    /// Why.
    pub reason: Reason,
    /// Who must upgrade where the level is [`Compatibility::Incompatible`], else who should.
    pub upgrade: Side,
    /// Block at which this connection will be cut, as far as is known: the first scheduled breaking upgrade that one side does
    /// not support, or of which only one side knows. `None` where there is none, and where the two cannot talk.
    pub cut_height: Option<u64>,
}

impl Verdict {
    /// Whether the two may talk.
    ///
    /// Since 1.0.
    #[inline]
    pub fn can_talk(&self) -> bool {
        self.level != Compatibility::Incompatible
    }

    #[inline]
    pub(crate) fn from_c(verdict: &sys::nsv_verdict) -> Self {
        Verdict {
            level: verdict.level.into(),
            reason: verdict.reason.into(),
            upgrade: verdict.upgrade.into(),
            cut_height: block(verdict.cut_height),
        }
    }

    pub(crate) fn to_c(self) -> sys::nsv_verdict {
        sys::nsv_verdict {
            size: size_of::<sys::nsv_verdict>() as u32,
            level: self.level.code(),
            reason: self.reason.code(),
            upgrade: self.upgrade.code(),
            cut_height: self.cut_height.unwrap_or(0),
        }
    }
}

/// A height for which the C interface writes 0 where there is none.
#[inline]
pub(crate) fn block(height: u64) -> Option<u64> {
    (height != 0).then_some(height)
}
