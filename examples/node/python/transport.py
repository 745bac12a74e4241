"""What carries a node's frames: TCP on the loopback interface, never waited for. ../README.md says what a frame is."""
import contextlib
import selectors
import socket
import struct

LOOPBACK = "127.0.0.1"
HEADER = struct.Struct("!cI")  # the kind, and the size of the payload
LARGEST_PAYLOAD = 65536
MOST_UNSENT = 1 << 20
MOST_AT_ONCE = 1 << 16


def listen_somewhere():
    """A socket that listens on a port of the system's choice."""
    return socket.create_server((LOOPBACK, 0), backlog=socket.SOMAXCONN)


def connect_to(port):
    try:
        return socket.create_connection((LOOPBACK, port))
    except OSError as error:
        raise OSError(f"cannot dial: {error.strerror}") from error


class Connection:
    """A connection that carries frames. The selector's owner has it served when it may be time to pump."""

    def __init__(self, connected, selector, serve):
        connected.setblocking(False)
        selector.register(connected, selectors.EVENT_READ, lambda: serve(self))
        self._socket, self._selector = connected, selector
        self._received, self._unsent = bytearray(), bytearray()
        self.over = False  # nothing more is said or heard

    def send(self, kind, payload):
        if not self.over:
            self._unsent += HEADER.pack(kind, len(payload)) + payload
            self._watch()

    def stuck(self):
        """Whether the peer leaves too much unread."""
        if len(self._unsent) > MOST_UNSENT:
            self._flush()
        return len(self._unsent) > MOST_UNSENT

    def end(self):
        """It stays open until the peer has read the last words, which closing would take from it."""
        self.over = True
        if self.stuck():
            self._unsent.clear()
        self._flush()

    def close(self):
        self._selector.unregister(self._socket)
        self._socket.close()

    def pump(self):
        """Sends and receives what can be; False when the peer has closed its side."""
        self._flush()
        try:
            data = self._socket.recv(MOST_AT_ONCE)
        except BlockingIOError:
            return True
        except OSError:
            return False
        if not self.over:
            self._received += data
        return data != b""

    def frames(self):
        """The frames that have come whole: kind and payload."""
        while not self.over and len(self._received) >= HEADER.size:
            kind, size = HEADER.unpack_from(self._received)
            if size > LARGEST_PAYLOAD:
                raise ValueError(f"expected a frame of at most {LARGEST_PAYLOAD} bytes, found {size}")
            end = HEADER.size + size
            if len(self._received) < end:
                return
            payload = bytes(self._received[HEADER.size:end])
            del self._received[:end]
            yield kind, payload

    def _flush(self):
        with contextlib.suppress(OSError):  # receiving will tell
            if self._unsent:
                del self._unsent[:self._socket.send(self._unsent)]
            if self.over and not self._unsent:
                self._socket.shutdown(socket.SHUT_WR)
        self._watch()

    def _watch(self):
        """It is time to pump when something comes, or when what is unsent can be sent."""
        wanted = selectors.EVENT_READ | (selectors.EVENT_WRITE if self._unsent else 0)
        key = self._selector.get_key(self._socket)
        if key.events != wanted:
            self._selector.modify(self._socket, wanted, key.data)
