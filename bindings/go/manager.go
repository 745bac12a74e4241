package neuroshardversion

import "github.com/neuroshard-ai/libneuroshard-version/bindings/go/internal/raw"

// A Manager is one node's view of its network. Its zero value is no manager: it is as a nil or a closed one. Since 1.0.
type Manager struct {
	handle *handle
}

func (m *Manager) get() *handle {
	if m == nil {
		return nil
	}
	return m.handle
}

func (c *call) manager() *Manager { return &Manager{newHandle(c.out, raw.NsvManagerFree)} }

// ManagerOptions say how a node is set up. The zero value has the defaults. Since 1.0.
type ManagerOptions struct {
	// Network is the network; nil for the one that the store is of, or the built-in one. Where the store is of another network,
	// that is [ErrConflict].
	Network *Network
	// SupportedMin is the oldest protocol version that the node's software speaks; nil for the one that the log told of last, or
	// the built-in network's genesis version.
	SupportedMin *Version
	// SupportedMax is the newest one; nil likewise. Its features count only where it is below the network's genesis version.
	SupportedMax *Version
	// Grease adds one more feature to the advertisements, grease_ and eight hex digits that change with the height, so that peers
	// stay used to names they do not know. It is never negotiated.
	Grease bool
	// ReadOnly has the log only read: nothing is recorded and the store is not written. What would change the schedule is refused
	// with [ErrReadOnly]; heights are taken, and forgotten with the manager.
	ReadOnly bool
	// Salvage takes, of a store that is damaged, the records before the damage, so that they can be exported. Only reads, too.
	Salvage bool
	// Store is the file of the log (S21), made with the directories that it needs, for their owner alone, where there is none.
	// Where it is empty, the log is in memory, ends with the manager, and keeps the newest 10000 records.
	Store string
	// UnixTime is the time for what opening records; 0: that of the last record.
	UnixTime uint64
}

// Flags of nsv_manager_options.
const (
	flagGrease   = 1
	flagReadOnly = 2
	flagSalvage  = 4
)

func (o *ManagerOptions) flags() (flags uint) {
	if o.Grease {
		flags |= flagGrease
	}
	if o.ReadOnly {
		flags |= flagReadOnly
	}
	if o.Salvage {
		flags |= flagSalvage
	}
	return flags
}

// borrow calls with the handles of the options, 0 for those that are nil.
func (o *ManagerOptions) borrow(call func(network, min, max uintptr) (*Manager, error)) (*Manager, error) {
	var pointers [3]uintptr
	for i, option := range []struct {
		given  bool
		handle *handle
	}{
		{o.Network != nil, o.Network.get()},
		{o.SupportedMin != nil, o.SupportedMin.get()},
		{o.SupportedMax != nil, o.SupportedMax.get()},
	} {
		if !option.given {
			continue
		}
		pointer, err := option.handle.enter()
		if err != nil {
			return nil, err
		}
		defer option.handle.leave()
		pointers[i] = pointer
	}
	return call(pointers[0], pointers[1], pointers[2])
}

// NewManager sets a node up, where its log ends (S21), or at height 0 with the upgrades that the network's definition lists.
//
// A log without records begins. One that has some is read and checked from end to end; a supported range other than the one it
// told of last, and NEPs of the network's definition that it has not told of, are recorded. Software that is too old for what
// the log has activated gives a halted manager. Between records the log does not tell of heights: report the ledger's again.
//
// It fails with [ErrArgument] for a supported range whose minimum is above its maximum; [ErrCorrupt], the message beginning
// with the first bad record; [ErrFormat]; [ErrConflict] for a store of another network, or NEPs of the definition that
// contradict the log; [ErrNotFound] where there is no store and it is only to be read; [ErrIO], [ErrFull], [ErrLocked] or
// [ErrReadOnly]; [ErrLimit] for a maximum that no advertisement could hold; [ErrRange] for a time beyond [MaxHeight];
// [ErrClosed] for a closed value in the options; or [ErrNoMemory]. Since 1.0.
func NewManager(options ManagerOptions) (*Manager, error) {
	return options.borrow(func(network, min, max uintptr) (*Manager, error) {
		return create((*call).manager, func(out *uintptr, err *raw.Error) int32 {
			return raw.NsvManagerNew(options.flags(), network, min, max, options.Store, options.UnixTime, out, err)
		})
	})
}

// ImportManager sets a node up like [NewManager], on a log that takes over exported records first: lines of JSON that follow
// each other.
//
// A log without records takes all of them. One that has some takes those that come after; where both have a record it must be
// the same one. All or nothing is taken. Without a store, it is a check of an export.
//
// It fails as [NewManager]; with [ErrCorrupt] for a line that is no sound record; with [ErrConflict] where the log has another
// record (a fork), or lacks the one before the first line. Messages begin with the first bad record. Since 1.0.
func ImportManager(options ManagerOptions, jsonLines []byte) (*Manager, error) {
	return options.borrow(func(network, min, max uintptr) (*Manager, error) {
		return create((*call).manager, func(out *uintptr, err *raw.Error) int32 {
			return raw.NsvManagerImport(options.flags(), network, min, max, options.Store, options.UnixTime, lend(jsonLines), out, err)
		})
	})
}

// Close frees the manager and lets go of its store: at once, or when the last call that is under way has ended. It never fails.
// Since 1.0.
func (m *Manager) Close() error {
	m.get().close()
	return nil
}

// Network is the manager's network. It fails with [ErrClosed] alone. Since 1.0.
func (m *Manager) Network() (*Network, error) {
	return obtain(m.get(), (*call).network, silent(raw.NsvManagerNetwork))
}

// CurrentVersion is what this node speaks now (S12): the network's version or, where that is newer than what the node supports,
// the version made by the upgrades it supports. It fails with [ErrClosed] alone. Since 1.0.
func (m *Manager) CurrentVersion() (*Version, error) {
	return obtain(m.get(), (*call).version, silent(raw.NsvManagerCurrentVersion))
}

// NetworkVersion is the version in force on the network. It fails with [ErrClosed] alone. Since 1.0.
func (m *Manager) NetworkVersion() (*Version, error) {
	return obtain(m.get(), (*call).version, silent(raw.NsvManagerNetworkVersion))
}

// NetworkMinimum is the oldest version that may take part. It fails with [ErrClosed] alone. Since 1.0.
func (m *Manager) NetworkMinimum() (*Version, error) {
	return obtain(m.get(), (*call).version, silent(raw.NsvManagerNetworkMinimum))
}

// SupportedMin is the oldest version this node supports. It fails with [ErrClosed] alone. Since 1.0.
func (m *Manager) SupportedMin() (*Version, error) {
	return obtain(m.get(), (*call).version, silent(raw.NsvManagerSupportedMin))
}

// SupportedMax is the newest version this node supports. It fails with [ErrClosed] alone. Since 1.0.
func (m *Manager) SupportedMax() (*Version, error) {
	return obtain(m.get(), (*call).version, silent(raw.NsvManagerSupportedMax))
}

// Status is how this node stands in its network, and [NodeMustUpgrade] where m is closed: it takes no part. Since 1.0.
func (m *Manager) Status() NodeStatus {
	return ask(m.get(), NodeMustUpgrade, func(pointer uintptr) NodeStatus { return NodeStatus(raw.NsvManagerStatus(pointer)) })
}

// StatusJSON is the whole status (docs/manager-json.md): how the node stands, what to do, and every pending upgrade. It fails
// with [ErrClosed] or [ErrNoMemory] alone. Since 1.0.
func (m *Manager) StatusJSON() ([]byte, error) {
	return obtain(m.get(), (*call).document, raw.NsvManagerStatusJson)
}

// Height is the height that was reported last, in blocks; 0 at first and where m is closed. Since 1.0.
func (m *Manager) Height() uint64 { return ask(m.get(), 0, raw.NsvManagerHeight) }

// Time is the time that was reported last, in Unix seconds; 0 at first and where m is closed. Since 1.0.
func (m *Manager) Time() uint64 { return ask(m.get(), 0, raw.NsvManagerTime) }

// Advance reports the ledger's height and time; every NEP that is due becomes active, in order, however far the jump (S8).
//
// What other processes have added to the manager's store is taken over first, heights included. Call it for every block.
// Between upgrades it costs next to nothing; other goroutines' reads never wait for it. The same height may be reported again,
// with another time. The height is at least the one reported last; a lower one is for [Manager.Rewind]. The time is that of
// the block, or of the clock; it may go back.
//
// That the node is halted by it is no error. It fails with [ErrHeight] for a lower height; [ErrRange] beyond [MaxHeight];
// [ErrIO], [ErrFull], [ErrLocked], [ErrReadOnly] or [ErrCorrupt] of the store, when nothing has changed; [ErrClosed]; or
// [ErrNoMemory]. Since 1.0.
func (m *Manager) Advance(height, unixTime uint64) error {
	return do(m.get(), func(pointer uintptr, err *raw.Error) int32 {
		return raw.NsvManagerAdvance(pointer, height, unixTime, err)
	})
}

// Rewind reports that the ledger went back (S13): the state is that of the lower height, NEPs above it are scheduled again. The
// height is at most the one reported last. It fails with [ErrHeight] for a higher height; [ErrRange] for a time beyond
// [MaxHeight]; and else as [Manager.Advance]. Since 1.0.
func (m *Manager) Rewind(height, unixTime uint64) error {
	return do(m.get(), func(pointer uintptr, err *raw.Error) int32 {
		return raw.NsvManagerRewind(pointer, height, unixTime, err)
	})
}
