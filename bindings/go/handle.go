package neuroshardversion

import (
	"runtime"
	"sync/atomic"
)

// A handle owns one reference to an object of the library. It is freed once: by close, or else by the garbage collector, and
// never while a call is under way. Calls do not wait for each other, nor does close wait for them: the last one to end frees.
type handle struct {
	pointer uintptr
	calls   atomic.Int64 // under way; plus closed
	closing atomic.Bool
	free    func(pointer uintptr)
}

// Far below what the number of calls that are under way can make up for.
const closed = -1 << 62

func newHandle(pointer uintptr, free func(uintptr)) *handle {
	h := &handle{pointer: pointer, free: free}
	runtime.SetFinalizer(h, (*handle).close)
	return h
}

// enter begins a call: the pointer is good until leave. A nil handle is a closed one.
func (h *handle) enter() (uintptr, error) {
	if h == nil {
		return 0, ErrClosed
	}
	if h.calls.Add(1) < 0 {
		h.leave()
		return 0, ErrClosed
	}
	return h.pointer, nil
}

// leave ends a call. That it comes after the call of C also keeps the handle from the garbage collector until then.
func (h *handle) leave() {
	if h.calls.Add(-1) != closed {
		return
	}
	if pointer := atomic.SwapUintptr(&h.pointer, 0); pointer != 0 {
		runtime.SetFinalizer(h, nil)
		h.free(pointer)
	}
}

func (h *handle) close() {
	if _, err := h.enter(); err != nil {
		return
	}
	if h.closing.CompareAndSwap(false, true) {
		h.calls.Add(closed)
	}
	h.leave()
}
