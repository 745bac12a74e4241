package neuroshardversion

import "github.com/neuroshard-ai/libneuroshard-version/bindings/go/internal/raw"

// A Verdict says whether this node and a peer may talk, and what follows (S17). Since 1.0.
type Verdict struct {
	// Level is how they get on; the two may talk unless it is [Incompatible].
	Level Compatibility
	// Reason is the rule that decided.
	Reason Reason
	// Upgrade is who must upgrade if the level is [Incompatible], else who should.
	Upgrade Side
	// CutHeight is the block at which this connection will be cut, as far as is known: the first scheduled breaking upgrade that
	// one side does not support, or of which only one side knows. 0 for none, and where the two cannot talk.
	CutHeight uint64
}

// CanTalk tells whether the two may talk. Since 1.0.
func (v Verdict) CanTalk() bool { return v.Level != Incompatible }

func (c *call) judged() Verdict {
	return Verdict{
		Level:     Compatibility(c.verdict.Level),
		Reason:    Reason(c.verdict.Reason),
		Upgrade:   Side(c.verdict.Upgrade),
		CutHeight: c.verdict.CutHeight,
	}
}

// Advertisement is what this node tells its peers (S15): a JSON object, at most [MaxAdvertisement] bytes. Make it anew for each
// connection, and send it again when the node's version or height has changed. It fails with [ErrClosed] or [ErrNoMemory]
// alone. Since 1.0.
func (m *Manager) Advertisement() ([]byte, error) {
	return obtain(m.get(), (*call).document, raw.NsvManagerAdvertisement)
}

// An UpgradeID is the upgrades that a node has passed, and the height of the next one (S16). Since 1.0.
type UpgradeID struct {
	Digest [8]byte // the first eight bytes of the upgrade digest
	Next   uint64  // height of the next breaking upgrade, or 0
}

// UpgradeID is the upgrades this node has passed, and the height of the next one (S16). It fails with [ErrClosed] alone.
// Since 1.0.
func (m *Manager) UpgradeID() (UpgradeID, error) {
	var id UpgradeID
	err := do(m.get(), func(pointer uintptr, _ *raw.Error) int32 {
		return raw.NsvManagerUpgradeId(pointer, &id.Digest, &id.Next)
	})
	return id, err
}

// CheckPeer tells whether this node and a peer may talk (S17): what a node runs on every handshake. It takes what the peer sent
// (S15), at most [MaxAdvertisement] bytes, and trusts nothing. It takes no lock and, once warm, allocates nothing.
//
// It fails with [ErrSyntax], [ErrRange], [ErrLimit], [ErrSchema] or [ErrDuplicate] for what is no advertisement, the message
// beginning with the JSON path or naming the byte; with [ErrClosed] or [ErrNoMemory]. Since 1.0.
func (m *Manager) CheckPeer(advertisement []byte) (Verdict, error) {
	h := m.get()
	pointer, err := h.enter()
	if err != nil {
		return Verdict{}, err
	}
	defer h.leave()
	c := newCall()
	defer c.done()
	if err := c.check(raw.NsvManagerCheckPeer(pointer, lend(advertisement), &c.verdict, &c.err)); err != nil {
		return Verdict{}, err
	}
	return c.judged(), nil
}

// CheckPeerCompatibility tells whether this node and a peer of a given version may talk (S17). It neither allocates nor locks.
// It fails with [ErrClosed] alone. Since 1.0.
func (m *Manager) CheckPeerCompatibility(peer *Version) (Verdict, error) {
	h, other := m.get(), peer.get()
	peerPointer, err := other.enter()
	if err != nil {
		return Verdict{}, err
	}
	defer other.leave()
	pointer, err := h.enter()
	if err != nil {
		return Verdict{}, err
	}
	defer h.leave()
	c := newCall()
	defer c.done()
	if err := c.check(raw.NsvManagerCheckPeerCompatibility(pointer, peerPointer, &c.verdict, &c.err)); err != nil {
		return Verdict{}, err
	}
	return c.judged(), nil
}

// VerdictMessage is a verdict of this manager on this peer in a sentence, with who should upgrade and when the connection will
// be cut. [VersionFromJSON] reads the peer's version from its advertisement. It fails with [ErrArgument] for a verdict whose
// level, reason or side is none; with [ErrClosed] or [ErrNoMemory]. Since 1.0.
func (m *Manager) VerdictMessage(peer *Version, verdict Verdict) (string, error) {
	other := peer.get()
	peerPointer, err := other.enter()
	if err != nil {
		return "", err
	}
	defer other.leave()
	judged := newCall()
	defer judged.done()
	judged.verdict.Level = int32(verdict.Level)
	judged.verdict.Reason = int32(verdict.Reason)
	judged.verdict.Upgrade = int32(verdict.Upgrade)
	judged.verdict.CutHeight = verdict.CutHeight
	return obtain(m.get(), (*call).text, func(pointer uintptr, out *uintptr, err *raw.Error) int32 {
		return raw.NsvVerdictMessage(pointer, peerPointer, &judged.verdict, out, err)
	})
}

// Negotiate is what this node and a peer may use together (S18): the lower of the two active versions, with the features and
// NEPs that both have. Both sides get the same. Send by it; accept what you implement. It fails with [ErrIncompatible] where
// the two cannot talk, with the reason; otherwise as [Manager.CheckPeer]. Since 1.0.
func (m *Manager) Negotiate(advertisement []byte) (*Version, error) {
	return obtain(m.get(), (*call).version, func(pointer uintptr, out *uintptr, err *raw.Error) int32 {
		return raw.NsvManagerNegotiate(pointer, lend(advertisement), out, err)
	})
}

// CanParticipate tells whether this node may act in a role of its network (S20), as in training, and why, as in Ready for
// training. It fails with [ErrNotFound] for a role the network does not have, [ErrClosed] or [ErrNoMemory]. Since 1.0.
func (m *Manager) CanParticipate(role string) (allowed bool, reason string, err error) {
	return answer(m.get(), func(pointer uintptr, out *uintptr, err *raw.Error) int32 {
		return raw.NsvManagerCanParticipate(pointer, role, out, err)
	})
}

// CanParticipateInTraining is [Manager.CanParticipate] in the role training. Since 1.0.
func (m *Manager) CanParticipateInTraining() (allowed bool, reason string, err error) {
	return answer(m.get(), raw.NsvManagerCanParticipateInTraining)
}

// CanParticipateInInference is [Manager.CanParticipate] in the role inference. Since 1.0.
func (m *Manager) CanParticipateInInference() (allowed bool, reason string, err error) {
	return answer(m.get(), raw.NsvManagerCanParticipateInInference)
}
