package neuroshardversion

import "github.com/neuroshard-ai/libneuroshard-version/bindings/go/internal/raw"

// Compare is the order by SemVer precedence (S2): -1, 0 or 1 where v is before, equal to or after the other one. Build
// metadata, features and NEPs never count. What is closed is before all that is not, and equal to its like. Since 1.0.
func (v *Version) Compare(other *Version) int {
	a, b := v.get(), other.get()
	pointerA, errA := a.enter()
	pointerB, errB := b.enter()
	if errA == nil {
		defer a.leave()
	}
	if errB == nil {
		defer b.leave()
	}
	switch {
	case errA == nil && errB == nil:
		return int(raw.NsvVersionCompare(pointerA, pointerB))
	case errA == nil:
		return 1
	case errB == nil:
		return -1
	default:
		return 0
	}
}

// Less tells whether v is before the other one, as [Version.Compare] orders them. Since 1.0.
func (v *Version) Less(other *Version) bool { return v.Compare(other) < 0 }

// Equal tells whether the two have equal precedence, as [Version.Compare] has it. Since 1.0.
func (v *Version) Equal(other *Version) bool { return v.Compare(other) == 0 }

// Hash is equal for versions that are equal, to be a key of a map; 0 where v is closed. It may differ between releases of the
// library. Since 1.0.
func (v *Version) Hash() uint64 { return ask(v.get(), 0, raw.NsvVersionHash) }

// CheckCompatibility is the level of v, the local version, and a peer's (S4). Features and NEPs do not count. It is
// [Incompatible] where one of them is closed. Since 1.0.
func (v *Version) CheckCompatibility(peer *Version) Compatibility {
	return askBoth(v, peer, Incompatible, func(local, peer uintptr) Compatibility {
		return Compatibility(raw.NsvVersionCheckCompatibility(local, peer))
	})
}

// IsCompatible tells whether v and a peer's version can communicate: their level is not [Incompatible]. Since 1.0.
func (v *Version) IsCompatible(peer *Version) bool {
	return askBoth(v, peer, false, func(local, peer uintptr) bool { return raw.NsvVersionIsCompatible(local, peer) == 1 })
}

// SideToUpgrade is the older side, where the level of v and a peer's version is [UpgradeRecommended] or [Incompatible]. It is
// [SideNone] where one of them is closed. Since 1.0.
func (v *Version) SideToUpgrade(peer *Version) Side {
	return askBoth(v, peer, SideNone, func(local, peer uintptr) Side { return Side(raw.NsvVersionSideToUpgrade(local, peer)) })
}

// CompatibilityMessage is what [Version.CheckCompatibility] found, in a sentence that says who should upgrade (S5). It fails
// with [ErrClosed] or [ErrNoMemory] alone. Since 1.0.
func (v *Version) CompatibilityMessage(peer *Version) (string, error) {
	other := peer.get()
	peerPointer, err := other.enter()
	if err != nil {
		return "", err
	}
	defer other.leave()
	return obtain(v.get(), (*call).text, func(pointer uintptr, out *uintptr, err *raw.Error) int32 {
		return raw.NsvCompatibilityMessage(pointer, peerPointer, out, err)
	})
}

// askBoth is the answer of a function on two versions that cannot fail, or the other one where one of them is closed.
func askBoth[T any](a, b *Version, closed T, function func(pointerA, pointerB uintptr) T) T {
	return ask(a.get(), closed, func(pointerA uintptr) T {
		return ask(b.get(), closed, func(pointerB uintptr) T { return function(pointerA, pointerB) })
	})
}

// Versions can be sorted by [sort.Sort] in ascending order, as [Version.Compare] orders them. Since 1.0.
type Versions []*Version

// Len is the number of versions.
func (v Versions) Len() int { return len(v) }

// Less tells whether the version i is before the version j.
func (v Versions) Less(i, j int) bool { return v[i].Less(v[j]) }

// Swap swaps two versions.
func (v Versions) Swap(i, j int) { v[i], v[j] = v[j], v[i] }
