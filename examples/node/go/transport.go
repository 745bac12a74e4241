package main

// What carries a node's frames: TCP on the loopback interface. ../README.md says what a frame is.

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"sync"
	"time"

	nsv "github.com/neuroshard-ai/libneuroshard-version/bindings/go"
)

const (
	headerSize = 5 // the kind, and four bytes of size
	mostAtOnce = 1 << 16
	mostUnsent = 1 << 20
)

// listenSomewhere listens on a port of the system's choice.
func listenSomewhere() (listener *net.TCPListener, port int, err error) {
	listener, err = net.ListenTCP("tcp4", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		return nil, 0, err
	}
	return listener, listener.Addr().(*net.TCPAddr).Port, nil
}

func dialPort(port uint16) (*net.TCPConn, error) {
	return net.DialTCP("tcp4", nil, &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: int(port)})
}

type frame struct {
	kind    byte
	payload []byte
}

// A connection carries frames. A goroutine of its own sends them, so that nobody else waits for the peer. One goroutine sends,
// ends and closes; another one receives.
type connection struct {
	socket *net.TCPConn
	sent   chan struct{} // closed when the last of it is sent, or cannot be

	mutex  sync.Mutex
	change *sync.Cond
	unsent []byte
	over   bool
}

func newConnection(socket *net.TCPConn) *connection {
	c := &connection{socket: socket, sent: make(chan struct{})}
	c.change = sync.NewCond(&c.mutex)
	go c.transmit()
	return c
}

func (c *connection) send(kind byte, payload []byte) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.over {
		return
	}
	c.unsent = append(c.unsent, kind)
	c.unsent = binary.BigEndian.AppendUint32(c.unsent, uint32(len(payload)))
	c.unsent = append(c.unsent, payload...)
	c.change.Signal()
}

// stuck tells whether the peer leaves too much unread.
func (c *connection) stuck() bool {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return len(c.unsent) > mostUnsent
}

// end has nothing more said. It stays open until the peer has read the last words, which closing would take from it; one that
// is stuck does not get them.
func (c *connection) end() {
	if c.stuck() {
		c.socket.CloseWrite()
	}
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.over = true
	c.change.Signal()
}

func (c *connection) close() {
	c.end()
	c.socket.Close()
}

// finish waits until the last words are sent, at most until the deadline.
func (c *connection) finish(deadline time.Time) {
	c.socket.SetWriteDeadline(deadline)
	<-c.sent
}

// transmit sends what is to be sent, until the end of it.
func (c *connection) transmit() {
	defer close(c.sent)
	defer c.socket.CloseWrite()
	for {
		piece := c.nextPiece()
		if len(piece) == 0 {
			return
		}
		size, err := c.socket.Write(piece)
		c.drop(size)
		if err != nil {
			return
		}
	}
}

// nextPiece waits until there is something to send; it is empty at the end.
func (c *connection) nextPiece() []byte {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	for len(c.unsent) == 0 && !c.over {
		c.change.Wait()
	}
	if len(c.unsent) > mostAtOnce {
		return c.unsent[:mostAtOnce]
	}
	return c.unsent
}

func (c *connection) drop(size int) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.unsent = c.unsent[size:]
}

// receive hands over each frame, until the peer hangs up. What is no frame is an error.
func (c *connection) receive(hear func(frame)) error {
	stream := bufio.NewReader(c.socket)
	for {
		var header [headerSize]byte
		if _, err := io.ReadFull(stream, header[:]); err != nil {
			return nil
		}
		size := binary.BigEndian.Uint32(header[1:])
		if size > nsv.MaxAdvertisement {
			return fmt.Errorf("expected a frame of at most %d bytes, found %d", nsv.MaxAdvertisement, size)
		}
		payload := make([]byte, size)
		if _, err := io.ReadFull(stream, payload); err != nil {
			return nil
		}
		hear(frame{header[0], payload})
	}
}

// drain drops what still comes, until the peer hangs up.
func (c *connection) drain() { io.Copy(io.Discard, c.socket) }
