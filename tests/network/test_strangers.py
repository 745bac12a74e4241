"""Peers that send garbage, flood, or lie: refused alike in every language, and nobody else notices."""

import json

from network import block_time, make_nep
from network_test import DATE, V2, NetworkTest, scenario
from stranger import Stranger, frame

KNOWN = {"major": 1, "minor": 0, "patch": 0}
ALIKE = ("level", "reason", "upgrade", "cut", "message", "negotiated")

# What is no advertisement.
GARBAGE = {
    "nothing": b"",
    "no JSON": b"hello",
    "cut off": b'{"major":1,"minor":0,"patch":',
    "too deep": b"[" * 5000,
    "two at once": b'{"major":1,"minor":0,"patch":0}{"major":1,"minor":0,"patch":0}',
    "a NUL": b'{"major":1,"minor":0,"patch":0,"network":"\x00"}',
    "not UTF-8": b'{"major":1,"minor":0,"patch":0,"network":"\xff\xfe"}',
    "a surrogate": b'{"major":1,"minor":0,"patch":0,"network":"\xed\xa0\x80"}',
    "blanks": b" " * 65536,
}
WRONG = {
    "no number": {"major": "1", "minor": 0, "patch": 0},
    "a fraction": {**KNOWN, "minor": 0.5},
    "negative": {**KNOWN, "patch": -1},
    "missing": {"major": 1, "minor": 0},
    "too large": {**KNOWN, "major": 2**64},
    "letters": {**KNOWN, "features": "diloco"},
    "features twice": {**KNOWN, "features": ["mtp", "mtp"]},
    "too many features": {**KNOWN, "features": [f"feature_{i}" for i in range(257)]},
    "too many NEPs": {**KNOWN, "active_neps": [f"NEP-{i:03}" for i in range(4097)]},
    "digest": {**KNOWN, "upgrade_id": {"digest": "xyz", "next": 0}},
    "height": {**KNOWN, "height": 2**53},
}
# Well-formed, and not true. Each is laid over what the node says itself.
LIES = {
    "another network": {"network": "elsewhere"},
    "halted": {"halted": True},
    "far ahead": {"major": 9, "supported": {"min": "1.0.0", "max": "9.0.0"}},
    "already upgraded": {"major": 2},
    "upgraded under another digest": {"major": 2, "upgrade_id": {"digest": "0123456789abcdef", "next": 0}},
    "speaks what it does not support": {"minor": 7, "supported": {"min": "1.0.0", "max": "1.0.0"}},
    "too old": {"major": 0, "supported": {"min": "0.1.0", "max": "0.9.0"}},
    "too new": {"supported": {"min": "3.0.0", "max": "4.0.0"}},
    "a range upside down": {"supported": {"min": "2.0.0", "max": "1.0.0"}},
    "has passed it without it": {"height": DATE + 100},
    "another upgrade": {"upgrade_id": {"digest": "e0d7ff898a3b0465", "next": DATE - 3}},
    "an upgrade long ago": {"upgrade_id": {"digest": "e0d7ff898a3b0465", "next": 1}},
    "a flood of features": {"features": [f"feature_{i}" for i in range(256)]},
    "a flood of NEPs": {"active_neps": [f"NEP-{i:03}" for i in range(1, 4097)]},
    "the largest numbers": {"minor": 2**64 - 1, "patch": 2**64 - 1},
    "what nobody knows": {"epoch": [{"\u00e9": None}], "features": ["x"]},
}


class Strangers(NetworkTest):
    def alike(self, nodes, what, ask):
        """All nodes answer the same; the answer."""
        answers = {}
        for node in nodes:
            with Stranger(self.network, node) as stranger:
                answers[node.title] = ask(stranger)
        first = answers[nodes[0].title]
        self.assertEqual(answers, dict.fromkeys(answers, first), what)
        return first

    def judged(self, stranger, advertisement):
        """What the node makes of it: a verdict, or the message with which it hangs up."""
        stranger.say(frame("A", advertisement))
        self.network.wait(lambda: stranger.verdict() or stranger.closed(), f"{stranger.node.name} decides")
        verdict = stranger.verdict()
        return tuple(verdict[field] for field in ALIKE) if verdict else stranger.farewell()

    @scenario
    def test_garbage_floods_and_lies(self, network):
        nodes = network.add_each("node", V2)
        self.begin(network, *nodes)
        self.check_garbage(nodes)
        self.check_lies(nodes)
        self.check_mutations(network, nodes)
        self.check_frames(network, nodes)
        self.check_false_neps(network, nodes)
        self.check_flood(network, nodes)
        # Nobody else has noticed.
        network.advance(nodes, DATE)
        network.settle()
        self.assert_versions(nodes, "2.0.0")
        self.assert_all_see(nodes, nodes, level="IDENTICAL")
        names = {node.name for node in nodes}
        self.assertFalse([closure for node in nodes for closure in node.closures if closure.peer in names])

    def check_garbage(self, nodes):
        for what, payload in GARBAGE.items():
            message = self.alike(nodes, what, lambda stranger: self.judged(stranger, payload))
            self.assertIsInstance(message, str, what)
        for what, advertisement in WRONG.items():
            message = self.alike(nodes, what, lambda stranger: self.judged(stranger, json.dumps(advertisement).encode()))
            self.assertIsInstance(message, str, what)
            self.assertRegex(message, r"^\$", what)

    def check_lies(self, nodes):
        told = json.loads(nodes[0].advertisement)
        for what, lie in LIES.items():
            advertisement = json.dumps({**told, **lie}, ensure_ascii=False).encode()
            self.alike(nodes, what, lambda stranger: self.judged(stranger, advertisement))

    def check_mutations(self, network, nodes):
        told = nodes[0].advertisement.encode()
        for _ in range(60):
            mutated = bytearray(told)
            for _ in range(network.chance.randint(1, 3)):
                mutated[network.chance.randrange(len(mutated))] = network.chance.choice(b'0129{}[],:"aze.\\ \x00\xff')
            self.alike(nodes, bytes(mutated), lambda stranger: self.judged(stranger, bytes(mutated)))

    def check_frames(self, network, nodes):
        """What is no frame, and what is one of the future."""
        def no_protocol(stranger):
            stranger.say(b"GET / HTTP/1.1\r\n\r\n")
            return stranger.farewell()
        self.assertEqual(self.alike(nodes, "another protocol", no_protocol),
                         f"expected a frame of at most 65536 bytes, found {int.from_bytes(b'ET /')}")

        def of_the_future(stranger):
            stranger.say(frame("Z", b"\x00" * 100) + frame("z") + frame("\x00"))
            return self.judged(stranger, json.dumps(KNOWN).encode())
        self.assertEqual(self.alike(nodes, "unknown frames", of_the_future)[0], "IDENTICAL")

        def byte_by_byte(stranger):
            for byte in frame("A", json.dumps(KNOWN).encode()):
                stranger.say(bytes([byte]))
                network.pump()
            network.wait(stranger.verdict, "a verdict")
            stranger.say(frame("A", b"{}")[:6])
            stranger.hang_up()
            network.wait(stranger.closed, f"{stranger.node.name} notices")
            return stranger.closed()
        self.assertEqual(self.alike(nodes, "byte by byte", byte_by_byte), "it hung up")

        def with_tabs(stranger):
            stranger.say(frame("I", f"{stranger.name}\tevent=stopped\nevent=stopped".encode() + b"\xff"))
            stranger.name += "\\x09event=stopped\\x0aevent=stopped\\xff"
            return self.judged(stranger, b'{\t"major":1,\n"minor":0,"patch":0}')
        self.assertEqual(self.alike(nodes, "a name that is no name", with_tabs)[0], "IDENTICAL")

    def check_false_neps(self, network, nodes):
        """Nothing is learnt of somebody who has not shown what it is, and nothing that breaks the rules of anybody."""
        without_notice = {"id": "NEP-900", "title": "Now", "target_version": "2.0.0", "activation_height": 3, "announced_at": 1,
                          "expected_activation_time": 2}
        other_effect = {**without_notice, "id": "NEP-002", "expected_activation_time": block_time(10000)}
        sound = {**other_effect, "id": "NEP-901", "target_version": "1.0.1"}
        frames = [frame("N", json.dumps(nep, separators=(",", ":")).encode()) for nep in (without_notice, other_effect)]
        frames += [frame("N", payload) for payload in (b"", b"{}", b'{"id":"', b'{"id":"NEP-1"}', b'{"id":"\xff","title":"x"}')]
        for node in nodes:
            before = node.view_text
            with Stranger(network, node) as stranger:
                stranger.say(frame("N", json.dumps(sound, separators=(",", ":")).encode()))
                self.judged(stranger, json.dumps(KNOWN).encode())
                refusals = len(node.refusals)
                stranger.say(b"".join(frames))
                network.wait(lambda: len(node.refusals) == refusals + len(frames), f"{node.name} refuses false NEPs")
                self.assertIsNone(stranger.closed())
            self.assertEqual(node.view_text, before, node.title)
        self.assertEqual([node.refusals for node in nodes], [nodes[0].refusals] * len(nodes))

    def check_flood(self, network, nodes):
        advertisement = json.dumps({**KNOWN, "features": [f"feature_{i}" for i in range(256)]}).encode()
        for node in nodes:
            with Stranger(network, node) as stranger:
                stranger.say(frame("A", advertisement) * 300)
                network.wait(lambda: node.verdict_counts[stranger.name] == 300, f"{node.name} has judged all of it")

    @scenario
    def test_peers_that_do_not_read(self, network):
        """A node keeps only so much for them."""
        nodes = network.add_each("node", V2)
        network.start(nodes)
        strangers = [Stranger(network, node, reads=False) for node in nodes]
        for stranger in strangers:
            stranger.say(frame("A", json.dumps(KNOWN).encode()))
            network.wait(stranger.verdict, f"{stranger.node.name} judges it")
        long_nep = make_nep(2, "2.0.0", DATE, migration_steps=[600 * "-"] * 100)
        for _ in range(200):
            if all(stranger.closed() for stranger in strangers):
                break
            network.tell(nodes, f"schedule {long_nep}")
            network.tell(nodes, "cancel NEP-002 for now")
        self.assertEqual([stranger.closed() for stranger in strangers], ["it does not read"] * len(nodes))
        for stranger in strangers:
            stranger.hang_up()
