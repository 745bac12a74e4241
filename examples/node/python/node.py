#!/usr/bin/env python3
"""A node of a NeuroShard network, as small as one can be: it listens, dials peers, exchanges advertisements, keeps the
connections that its manager approves of, passes NEPs on, and follows a ledger. ../README.md says what goes over the wire,
what the ledger says on standard input, and what each line of standard output means.

One thread does everything, event by event, so that what it prints is in the order in which it happened.
"""
import os
import re
import selectors
import signal
import sys

from neuroshard_version import Manager, Version
from transport import Connection, connect_to, listen_somewhere

MOST_PEERS = 256
LEDGER = 0  # standard input


def say(event, **fields):
    """One event on a line of standard output. Peers are not to be trusted with our lines."""
    line = f"event={event}"
    for key, value in fields.items():
        data = value if isinstance(value, bytes) else str(value).encode()
        printable = re.sub(rb"[^ -~]", lambda byte: b"\\x%02x" % ord(byte[0]), data)
        line += f"\t{key.rstrip('_')}={printable.decode()}"
    print(line, flush=True)


def attempt(command, action, *arguments):
    """Whether it was not refused."""
    try:
        action(*arguments)
    except (ValueError, OSError) as error:
        say("refused", command=command, message=error)
        return False
    return True


def id_of(nep):
    """The id of a NEP as the library prints it."""
    found = re.match(rb'\{"id":"([^"]*)"', nep)
    if found is None:
        raise ValueError("expected a NEP that begins with its id")
    return found[1]


def number(word, limit=2**64):
    if not word.isdigit() or int(word) >= limit:
        raise ValueError("no such command")
    return int(word)


class Peer(Connection):
    name = b"unknown"  # as it calls itself; nothing depends on it
    advertisement = b""  # the last one, once it has sent one


class Node:
    def __init__(self, name, manager):
        self.name, self.manager = name, manager
        self.peers = []
        self.unread = b""  # what has come of the ledger's next line
        self.goes_on = True
        self.selector = selectors.PollSelector()
        self.listener = listen_somewhere()

    def run(self, termination):
        """Until the ledger ends, or there is something to read from `termination`."""
        for source, handle in ((termination, self.stop), (LEDGER, self.read_ledger), (self.listener, self.accept)):
            self.selector.register(source, selectors.EVENT_READ, handle)
        say("listening", port=self.listener.getsockname()[1])
        self.view_changed()
        while self.goes_on:
            for key, _ in self.selector.select():
                key.data()
        for peer in self.peers:
            self.bid_farewell(peer, "the node stops")
        say("stopped")

    def stop(self):
        self.goes_on = False

    # Peers come and go.

    def accept(self):
        try:
            socket, _ = self.listener.accept()
        except OSError:
            return  # it is gone already
        if len(self.peers) < MOST_PEERS:
            self.meet(socket)
        else:
            socket.close()

    def dial(self, port):
        if len(self.peers) == MOST_PEERS:
            raise OSError("cannot dial: there are too many peers")
        self.meet(connect_to(port))

    def meet(self, socket):
        """Both sides of a new connection say who they are, what they speak, and what is to come."""
        peer = Peer(socket, self.selector, self.serve)
        peer.send(b"I", self.name)
        peer.send(b"A", self.manager.advertisement().encode())
        for nep in self.manager.neps():
            if '"status":"scheduled"' in nep:
                peer.send(b"N", nep.encode())
        self.peers.append(peer)

    def end(self, peer, by, message):
        if not peer.over:
            say("closed", peer=peer.name, by=by, message=message)
            peer.end()

    def bid_farewell(self, peer, message):
        peer.send(b"B", message.encode())
        self.end(peer, "self", message)

    def hang_up(self, name):
        for peer in self.peers:
            if peer.name == name:
                self.bid_farewell(peer, "the operator hung up")

    def serve(self, peer):
        is_open = peer.pump()
        try:
            for kind, payload in peer.frames():
                self.hear(peer, kind, payload)
        except ValueError as error:  # garbage
            self.bid_farewell(peer, str(error))
        if not is_open:
            self.end(peer, "peer", "it hung up")
            peer.close()
            self.peers.remove(peer)

    # What they say.

    def hear(self, peer, kind, payload):
        match kind:
            case b"I":
                peer.name = payload
            case b"A":
                self.judge(peer, payload)
            case b"N" if peer.advertisement:  # of somebody whom the manager has not approved of, nothing is learnt
                attempt("nep", self.learn, payload, peer.name)
            case b"B":
                self.end(peer, "peer", payload)
            case _:
                pass  # nodes of the future say more

    def judge(self, peer, advertisement):
        """What the manager makes of a peer's advertisement decides whether the connection is kept."""
        verdict = self.manager.check_peer(advertisement)
        message = self.manager.verdict_message(Version.from_json(advertisement), verdict)
        negotiated = self.manager.negotiate(advertisement).to_json() if verdict.can_talk else ""
        peer.advertisement = advertisement
        say("verdict", peer=peer.name, level=verdict.level, reason=verdict.reason, upgrade=verdict.upgrade,
            cut=verdict.cut_height, message=message, negotiated=negotiated, received=advertisement)
        if not verdict.can_talk:
            self.bid_farewell(peer, message)

    def view_changed(self):
        """Every peer hears of it, and is judged anew."""
        advertisement = self.manager.advertisement()
        say("view", view=self.manager.status_json(), advertisement=advertisement)
        for peer in self.peers:
            peer.send(b"A", advertisement.encode())
            if peer.stuck():
                self.end(peer, "self", "it does not read")
            if not peer.over and peer.advertisement:
                self.judge(peer, peer.advertisement)

    def learn(self, nep, source, from_ledger=False):
        """Schedules a NEP, and passes it on where it is news. Rumour does not bring back what the ledger has cancelled."""
        nep_id = id_of(nep)
        known = self.manager.find_nep(nep_id)
        was_cancelled = known is not None and '"status":"cancelled"' in known
        if was_cancelled and not from_ledger:
            return
        self.manager.schedule_nep(nep)
        if known is not None and not was_cancelled:
            return
        say("nep", id=nep_id, from_=source)
        news = self.manager.find_nep(nep_id).encode()
        for peer in self.peers:
            peer.send(b"N", news)
        self.view_changed()

    # What the ledger and the operator say.

    def read_ledger(self):
        data = os.read(LEDGER, 1 << 16)
        if not data:
            self.stop()
        *lines, self.unread = (self.unread + data).split(b"\n")
        for line in lines:
            command, _, _ = line.partition(b" ")
            if attempt(command, self.obey, line):
                say("done", command=command)

    def obey(self, line):
        match line.split(b" "):
            case [b"advance", height, time]:
                self.manager.advance(number(height), number(time))
            case [b"rewind", height, time]:
                self.manager.rewind(number(height), number(time))
            case [b"catch-up", *nep]:
                self.manager.catch_up_nep(b" ".join(nep))
            case [b"reschedule", nep_id, height, time]:
                self.manager.reschedule_nep(nep_id, number(height), number(time))
            case [b"cancel", nep_id, *reason]:
                self.manager.cancel_nep(nep_id, b" ".join(reason))
            case [b"schedule", *nep]:
                return self.learn(b" ".join(nep), "ledger", from_ledger=True)
            case [b"dial", port]:
                return self.dial(number(port, limit=2**16))
            case [b"hang-up", name]:
                return self.hang_up(name)
            case _:
                raise ValueError("no such command")
        self.view_changed()


def expect_termination():
    """A file that can be read from once SIGTERM has come."""
    to_read, to_write = os.pipe()
    os.set_blocking(to_write, False)
    signal.set_wakeup_fd(to_write)
    signal.signal(signal.SIGTERM, lambda *_: None)
    return to_read


def main(name, store, supported):
    termination = expect_termination()
    oldest, dots, newest = supported.partition("..")
    if not dots:
        raise ValueError(f"expected MIN..MAX, found {supported}")
    with Manager(supported_min=Version.parse(oldest), supported_max=Version.parse(newest), store=store) as manager:
        Node(os.fsencode(name), manager).run(termination)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        print("usage: node NAME STORE MIN..MAX", file=sys.stderr)
        sys.exit(64)
    try:
        main(*sys.argv[1:])
    except (ValueError, OSError) as error:
        sys.exit(f"node: {error}")
