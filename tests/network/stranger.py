"""A peer that is no node: it says whatever a test wants."""

import itertools
import selectors
import socket
import struct

numbers = itertools.count(1)


def frame(kind, payload=b""):
    return struct.pack("!cI", kind.encode(), len(payload)) + payload


class Stranger:
    """A connection to a node. What it says is sent while the network is pumped, for a node waits until its lines are read."""

    def __init__(self, network, node, reads=True):
        self.network, self.node, self.reads = network, node, reads
        self.name = f"stranger-{next(numbers)}"
        self.heard = b""
        self.at_end = False
        self.socket = socket.socket()
        if not reads:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.socket.connect(("127.0.0.1", node.port))
        self.socket.setblocking(False)
        if reads:
            network.selector.register(self.socket, selectors.EVENT_READ, self.read)
        self.say(frame("I", self.name.encode()))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.hang_up()

    def hang_up(self):
        if self.socket.fileno() >= 0:
            if self.reads and not self.at_end:
                self.network.selector.unregister(self.socket)
            self.socket.close()

    def read(self):
        try:
            data = self.socket.recv(1 << 16)
        except ConnectionError:
            data = b""
        self.heard += data
        if not data:
            self.at_end = True
            self.network.selector.unregister(self.socket)

    def say(self, data):
        """As much of it as the node takes before it hangs up."""
        while data:
            try:
                data = data[self.socket.send(data):]
            except BlockingIOError:
                self.network.pump()
            except ConnectionError:
                return

    def last_words(self):
        """What the node has said to it in farewell."""
        rest, words = self.heard, []
        while rest:
            kind, size = struct.unpack("!cI", rest[:5])
            if kind == b"B":
                words.append(rest[5:5 + size].decode())
            rest = rest[5 + size:]
        return words

    def verdict(self):
        """The node's verdict on it, once there is one."""
        return self.node.verdicts.get(self.name)

    def closed(self):
        """The message with which the node has closed the connection, once it has."""
        messages = [closure.message for closure in self.node.closures if closure.peer == self.name]
        return messages[0] if messages else None

    def farewell(self):
        """Waits until the node hangs up; what it said last, which is also what it logged."""
        self.network.wait(lambda: self.closed() is not None and self.at_end, f"{self.node.name} closes {self.name}")
        assert self.last_words() == [self.closed()], f"{self.node.title} said {self.last_words()} and logged {self.closed()}"
        return self.closed()
