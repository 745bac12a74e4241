package neuroshardversion

import (
	"sync"

	"github.com/neuroshard-ai/libneuroshard-version/bindings/go/internal/raw"
)

// A Readiness is a count over many peers' advertisements: who is ready for the scheduled upgrades, and who will be cut. Calls
// of several goroutines on one count wait for each other; counts of their own do not. Its zero value is no count: it is as a
// nil or a closed one. Since 1.0.
type Readiness struct {
	handle *handle
	one    sync.Mutex // the library counts for one thread at a time
}

func (r *Readiness) get() *handle {
	if r == nil {
		return nil
	}
	return r.handle
}

func (c *call) readiness() *Readiness {
	return &Readiness{handle: newHandle(c.out, raw.NsvReadinessFree)}
}

// NewReadiness begins a count, as the manager stands now; later changes of the manager do not touch it. It fails with
// [ErrClosed] or [ErrNoMemory] alone. Since 1.0.
func NewReadiness(manager *Manager) (*Readiness, error) {
	return obtain(manager.get(), (*call).readiness, raw.NsvReadinessNew)
}

// Close frees the count at once, where the garbage collector would some time. It never fails. Since 1.0.
func (r *Readiness) Close() error {
	r.get().close()
	return nil
}

// Add counts one peer. Memory stays bounded: beyond 1000 distinct versions, further ones are counted together. What is no
// advertisement is counted as invalid, and is an error as of [Manager.CheckPeer]. Since 1.0.
func (r *Readiness) Add(advertisement []byte) error {
	return do(r.get(), func(pointer uintptr, err *raw.Error) int32 {
		r.one.Lock()
		defer r.one.Unlock()
		return raw.NsvReadinessAdd(pointer, lend(advertisement), err)
	})
}

// MarshalJSON is the counts (docs/manager-json.md): peers by version, who can talk to this node, who is cut at which height. It
// fails with [ErrClosed] or [ErrNoMemory] alone. Since 1.0.
func (r *Readiness) MarshalJSON() ([]byte, error) {
	return obtain(r.get(), (*call).document, func(pointer uintptr, out *uintptr, err *raw.Error) int32 {
		r.one.Lock()
		defer r.one.Unlock()
		return raw.NsvReadinessToJson(pointer, out, err)
	})
}
