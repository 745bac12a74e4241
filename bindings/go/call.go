package neuroshardversion

import (
	"bytes"
	"strings"
	"sync"
	"unsafe"

	"github.com/neuroshard-ai/libneuroshard-version/bindings/go/internal/raw"
)

// A call is what one call of the library writes to. They are kept for the next calls, so that a call allocates nothing.
type call struct {
	err     raw.Error
	verdict raw.Verdict
	out     uintptr // a handle or an owned text
	number  uint64
}

var calls = sync.Pool{New: func() any {
	c := new(call)
	c.err.Size = uint32(unsafe.Sizeof(c.err))
	c.verdict.Size = uint32(unsafe.Sizeof(c.verdict))
	return c
}}

func newCall() *call { return calls.Get().(*call) }

func (c *call) done() {
	c.err.Code = 0
	calls.Put(c)
}

// check is the error of a call that has returned a status. Where the function does not say more, that is all there is.
func (c *call) check(status int32) error {
	if status >= 0 {
		return nil
	}
	if c.err.Code != status {
		return &Error{Status(status), NoOffset, Status(status).String()}
	}
	message, _, _ := bytes.Cut(c.err.Message[:], []byte{0})
	return &Error{Status(status), int64(c.err.Offset), string(message)}
}

// What a call has given through out, taken over.

func (c *call) version() *Version { return &Version{newHandle(c.out, raw.NsvVersionUnref)} }
func (c *call) network() *Network { return &Network{newHandle(c.out, raw.NsvNetworkUnref)} }

func (c *call) text() string {
	defer raw.NsvStringFree(c.out)
	return strings.Clone(raw.NsvOwnedText(c.out))
}

func (c *call) document() []byte {
	defer raw.NsvStringFree(c.out)
	return []byte(raw.NsvOwnedText(c.out))
}

// A giver is a function of the library, on one handle, that gives something through out.
type giver = func(pointer uintptr, out *uintptr, err *raw.Error) int32

// silent is a giver that reports nothing but its status.
func silent(give func(pointer uintptr, out *uintptr) int32) giver {
	return func(pointer uintptr, out *uintptr, _ *raw.Error) int32 { return give(pointer, out) }
}

// obtain takes what a giver gives.
func obtain[T any](h *handle, take func(*call) T, give giver) (taken T, err error) {
	pointer, err := h.enter()
	if err != nil {
		return taken, err
	}
	defer h.leave()
	return create(take, func(out *uintptr, err *raw.Error) int32 { return give(pointer, out, err) })
}

// create takes what a function gives that is not on a handle.
func create[T any](take func(*call) T, give func(out *uintptr, err *raw.Error) int32) (taken T, err error) {
	c := newCall()
	defer c.done()
	if err := c.check(give(&c.out, &c.err)); err != nil {
		return taken, err
	}
	return take(c), nil
}

// answer is the yes or no of a giver, and the text that it gives with both.
func answer(h *handle, give giver) (yes bool, text string, err error) {
	text, err = obtain(h, (*call).text, func(pointer uintptr, out *uintptr, err *raw.Error) int32 {
		status := give(pointer, out, err)
		yes = status == 1
		return status
	})
	return yes, text, err
}

// do makes a call that gives nothing.
func do(h *handle, what func(pointer uintptr, err *raw.Error) int32) error {
	pointer, err := h.enter()
	if err != nil {
		return err
	}
	defer h.leave()
	c := newCall()
	defer c.done()
	return c.check(what(pointer, &c.err))
}

// ask is the answer of a function that cannot fail, or the other one for a closed handle.
func ask[T any](h *handle, closed T, function func(pointer uintptr) T) T {
	pointer, err := h.enter()
	if err != nil {
		return closed
	}
	defer h.leave()
	return function(pointer)
}

// lend is a text of the same bytes, at the same place: for the time of a call that only reads them.
func lend(document []byte) string { return *(*string)(unsafe.Pointer(&document)) }

// list is at(0), at(1), …
func list[Element any](count uint64, at func(index uint64) Element) []Element {
	elements := make([]Element, 0, count)
	for i := uint64(0); i < count; i++ {
		elements = append(elements, at(i))
	}
	return elements
}
