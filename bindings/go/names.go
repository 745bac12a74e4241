package neuroshardversion

import "github.com/neuroshard-ai/libneuroshard-version/bindings/go/internal/raw"

// Compatibility is how two versions get on (S4). The numbers are stable. Since 1.0.
type Compatibility int32

// The levels of compatibility.
const (
	// Identical is equal precedence.
	Identical Compatibility = 0
	// Compatible is that PATCH differs.
	Compatible Compatibility = 1
	// UpgradeRecommended is that MINOR differs, or one is a pre-release: works, but the older side should upgrade.
	UpgradeRecommended Compatibility = 2
	// Incompatible is that MAJOR differs: cannot communicate.
	Incompatible Compatibility = 3
)

// String is the level's name, as in UPGRADE_RECOMMENDED, and UNKNOWN for other numbers.
func (c Compatibility) String() string { return raw.NsvCompatibilityName(int32(c)) }

// Word is the level on the wire: identical, compatible, upgrade, incompatible; unknown for other numbers.
func (c Compatibility) Word() string { return raw.NsvCompatibilityWord(int32(c)) }

// Side is a side of a connection. The numbers are stable. Since 1.0.
type Side int32

// The sides.
const (
	SideNone  Side = 0
	SideLocal Side = 1
	SidePeer  Side = 2
)

// String is the side's name, as in LOCAL, and UNKNOWN for other numbers.
func (s Side) String() string { return raw.NsvSideName(int32(s)) }

// NodeStatus is how a node stands in its network (S12). The numbers are stable, and exit codes of monitoring up to 2.
// Since 1.0.
type NodeStatus int32

// How a node may stand.
const (
	// NodeCompatible speaks the network's version, and supports every breaking upgrade that is scheduled.
	NodeCompatible NodeStatus = 0
	// NodeUpgradeRecommended takes part, and the network's version is newer than what it supports, or will be after a breaking
	// upgrade.
	NodeUpgradeRecommended NodeStatus = 1
	// NodeMustUpgrade is halted: the network's minimum is above what it supports, so it takes no part until it is upgraded.
	NodeMustUpgrade NodeStatus = 2
	// NodeTooNew takes no part yet: the network's version is below what it supports.
	NodeTooNew NodeStatus = 3
)

// String is the status' name, as in UPGRADE_RECOMMENDED, and UNKNOWN for other numbers.
func (s NodeStatus) String() string { return raw.NsvNodeStatusName(int32(s)) }

// Reason is why a verdict is what it is: the rule of S17 times ten, plus a digit for its cases. The numbers are stable; later
// releases may add some. Since 1.0.
type Reason int32

// The reasons.
const (
	// ReasonDifferentNetwork is that the peer belongs to another network.
	ReasonDifferentNetwork Reason = 10
	// ReasonLocalHalted is that this node is halted until it is upgraded.
	ReasonLocalHalted Reason = 20
	// ReasonPeerHalted is that the peer says that it is halted.
	ReasonPeerHalted Reason = 21
	// ReasonPeerUnsupported is that the newest version that the peer supports is below the network's minimum.
	ReasonPeerUnsupported Reason = 22
	// ReasonNoCommonVersion is that the lower of the two active versions is below what the other side supports.
	ReasonNoCommonVersion Reason = 30
	// ReasonLocalTooNew is that this node supports only versions that the network has not reached; it waits.
	ReasonLocalTooNew Reason = 31
	// ReasonPeerTooNew is that the peer supports only versions that the network has not reached; it waits.
	ReasonPeerTooNew Reason = 32
	// ReasonLocalStale is that the peer has an upgrade at a height that this node has reached without it.
	ReasonLocalStale Reason = 40
	// ReasonPeerStale is that the peer has reached the height of an upgrade without it.
	ReasonPeerStale Reason = 41
	// ReasonPeerSyncing is that the peer has not yet reached an upgrade that it knows, and this node has passed.
	ReasonPeerSyncing Reason = 42
	// ReasonLocalSyncing is that the peer has passed upgrades that this node knows, supports, and has not yet reached.
	ReasonLocalSyncing Reason = 43
	// ReasonLocalUnsupported is that the peer has passed an upgrade that this node does not support.
	ReasonLocalUnsupported Reason = 44
	// ReasonDiverged is that the two have passed different upgrades.
	ReasonDiverged Reason = 45
	// ReasonPeerBelowMinimum is that the peer's version is below the network's minimum.
	ReasonPeerBelowMinimum Reason = 50
	// ReasonPeerReady is that the peer's version is that of a scheduled breaking upgrade.
	ReasonPeerReady Reason = 60
	// ReasonVersions is that the compatibility level of the two versions decided.
	ReasonVersions Reason = 70
)

// String is the reason's name, as in PEER_BELOW_MINIMUM, and UNKNOWN for other numbers.
func (r Reason) String() string { return raw.NsvReasonName(int32(r)) }
