"""What all scenarios share."""

import functools
import time
import unittest

from agreement import Agreement
from network import Network, make_nep

V1, V1_1, V2, V3 = "1.0.0..1.0.0", "1.0.0..1.1.0", "1.0.0..2.0.0", "1.0.0..3.0.0"
DATE = 20  # the block at which most scenarios upgrade


def scenario(test):
    """A test with a network of its own; all of them share the record of verdicts."""
    @functools.wraps(test)
    def run(self):
        began = time.monotonic()
        with Network(self.programs, self.agreement, f"{self.seed} {test.__name__}") as network:
            self.network = network
            test(self, network)
        print(f"{test.__name__}: {time.monotonic() - began:.1f} s, {len(network.nodes)} nodes", flush=True)
    return run


class NetworkTest(unittest.TestCase):
    programs = seed = None  # of the whole run
    agreement = Agreement()

    def assert_verdict(self, node, peer, **expected):
        verdict = node.verdict(peer)
        self.assertEqual({key: verdict[key] for key in expected}, expected, f"{node.title} on {peer.title}")

    def assert_all_see(self, nodes, peers, **expected):
        for node in nodes:
            for peer in peers:
                if node is not peer:
                    self.assert_verdict(node, peer, **expected)

    def assert_versions(self, nodes, version):
        self.assertEqual({node.version() for node in nodes}, {version}, [(node.title, node.version()) for node in nodes])

    def assert_refused(self, node, peer, *words):
        """They do not talk, and this node says why."""
        self.assertFalse(self.network.connect(node, peer), f"{node.title} and {peer.title} keep their connection")
        message = [closure.message for closure in node.closures if closure.peer == peer.name][-1]
        for word in words:
            self.assertIn(word, message)

    def assert_same_heads(self, nodes):
        """Those that saw the same have the same log, byte for byte, in whatever language they are written."""
        self.assertEqual(len({self.network.head(node) for node in nodes}), 1, [node.title for node in nodes])

    def begin(self, network, *nodes):
        """All connected, all at block 1, and all know of the breaking upgrade; the first of them was told."""
        network.start(nodes)
        network.connect_all(nodes)
        network.advance(nodes, 1)
        network.schedule(nodes[0], make_nep(2, "2.0.0", DATE, adds=["mtp"]))
        network.settle()
