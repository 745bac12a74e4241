"""A network that follows a ledger for a hundred blocks while whatever can go wrong does, as a seed has it."""

import json

from network import DAY, block_time, make_nep
from network_test import NetworkTest, scenario
from stranger import Stranger, frame

BLOCKS = 100
OLD_SOFTWARE, SOFTWARE = "1.0.0..1.99.0", "1.0.0..99.0.0"


class Ledger:
    """Blocks, each with what was decided in it; what nodes have taken in of them, and what has to be taken back."""

    def __init__(self):
        self.decisions = [[]]  # by height
        self.upcoming = []
        self.followed = {}  # the height up to which a node has answered for everything
        self.orphaned_above = {}  # where a node must go back to, if it was above

    def tip(self):
        return len(self.decisions) - 1

    def add_block(self):
        self.decisions.append(self.upcoming)
        self.upcoming = []

    def go_back(self, height):
        """What was decided above is decided anew in the next block."""
        self.upcoming = [decision for block in self.decisions[height + 1:] for decision in block] + self.upcoming
        del self.decisions[height + 1:]
        for node in self.followed:
            self.followed[node] = min(self.followed[node], height)
            self.orphaned_above[node] = min(self.orphaned_above.get(node, height), height)


class Run:
    """The network, its ledger, and the faults."""

    def __init__(self, network):
        self.network, self.chance, self.ledger = network, network.chance, Ledger()
        self.nodes = [network.add(f"{'abcdefghijkl'[i]}-{language}", language, OLD_SOFTWARE if i < 2 else SOFTWARE)
                      for i, language in enumerate((network.languages * 12)[:12])]
        self.ledger.followed = dict.fromkeys(self.nodes, 0)
        self.away_until = dict.fromkeys(self.nodes, 0)  # the block from which on it follows again
        self.groups = dict.fromkeys(self.nodes, 0)  # sides of a partition
        self.number, self.target, self.last_height = 0, [1, 0, 0], 0
        self.counts = dict.fromkeys(("kills", "stops", "stalls", "partitions", "rewinds", "upgrades", "strangers"), 0)

    # Following.

    def take_up(self, node):
        """Starts a node where it is down, and brings it to where it was."""
        if not node.alive():
            self.network.start([node])
        if node in self.ledger.orphaned_above:
            fork = self.ledger.orphaned_above.pop(node)
            if node.view["height"] > fork:
                self.network.rewind([node], fork)
        if node.view["height"] < self.ledger.followed[node]:
            self.network.advance([node], self.ledger.followed[node])

    def follow(self, nodes):
        """To the tip. What a node has heard of already, it may refuse."""
        for node in nodes:
            self.take_up(node)
        for height in range(min(self.ledger.followed[node] for node in nodes) + 1, self.ledger.tip() + 1):
            behind = [node for node in nodes if self.ledger.followed[node] < height]
            for decision in self.ledger.decisions[height]:
                self.network.attempt(behind, decision)
            self.network.advance(behind, height)
            self.ledger.followed.update(dict.fromkeys(behind, height))

    def present(self):
        return [node for node in self.nodes if self.away_until[node] <= self.ledger.tip()]

    # What the network decides: what a node that is up to date does not refuse.

    def decide(self):
        at_tip = [node for node in self.present() if node.alive()]
        if not at_tip:
            return
        first = self.chance.choice(at_tip)
        for proposal in self.propose(first):
            if self.network.attempt([first], proposal)[0].event == "done":
                self.ledger.upcoming.append(proposal)

    def propose(self, node):
        height = self.ledger.tip()
        expected = block_time(height) + 31 * DAY
        planned = sorted(node.scheduled())
        if self.chance.random() < 0.25:
            yield f"schedule {self.next_nep(height)}"
        if planned and self.chance.random() < 0.08:
            yield f"reschedule {self.chance.choice(planned)} {height + self.chance.randint(1, 12)} {expected}"
        if planned and self.chance.random() < 0.05:
            yield f"cancel {self.chance.choice(planned)} it was a mistake"

    def next_nep(self, height):
        """Later than the ones before, and a higher version."""
        part = self.chance.choice([0, 1, 1, 2, 2])
        self.target = [*self.target[:part], self.target[part] + 1, *[0] * (2 - part)]
        self.number += 1
        self.last_height = max(self.last_height, height) + self.chance.randint(1, 6)
        return make_nep(self.number, ".".join(map(str, self.target)), self.last_height, height, adds=[f"feature_{self.number}"])

    # What goes wrong.

    def send_away(self, node):
        self.away_until[node] = self.ledger.tip() + self.chance.randint(1, 8)

    def kill(self, node):
        """In the middle of the next block."""
        self.counts["kills"] += 1
        height = self.ledger.tip() + 1
        for command in (*self.ledger.upcoming, f"advance {height} {block_time(height)}"):
            node.write(command)
        for _ in range(self.chance.randint(0, 3)):
            self.network.pump(0.001)
        self.network.kill([node])
        self.send_away(node)

    def stop(self, node):
        self.counts["stops"] += 1
        self.network.stop([node])
        if node.supported == OLD_SOFTWARE and self.chance.random() < 0.5:
            self.counts["upgrades"] += 1
            node.upgrade_software(SOFTWARE)
        self.send_away(node)

    def stall(self, node):
        self.counts["stalls"] += 1
        self.send_away(node)

    def meet_stranger(self, node):
        self.counts["strangers"] += 1
        advertisement = bytearray(node.advertisement.encode())
        advertisement[self.chance.randrange(len(advertisement))] = self.chance.randrange(256)
        with Stranger(self.network, node) as stranger:
            stranger.say(frame("A", bytes(advertisement)))
            self.network.wait(lambda: stranger.verdict() or stranger.closed(), f"{node.name} judges a stranger")

    def divide(self):
        """Into two sides; or heals that."""
        self.counts["partitions"] += 1
        sides = [0] if any(self.groups.values()) else [0, 1]
        self.groups = {node: self.chance.choice(sides) for node in self.nodes}
        by_name = {node.name: node for node in self.nodes}
        for node in self.network.running():
            for peer in [by_name[name] for name in node.peers() if name in by_name]:
                if self.groups[node] < self.groups[peer]:
                    self.network.hang_up(node, peer)

    def go_back(self):
        self.counts["rewinds"] += 1
        self.ledger.go_back(max(0, self.ledger.tip() - self.chance.randint(1, 6)))

    def disturb(self):
        for fault, likelihood in ((self.kill, 0.25), (self.stop, 0.15), (self.stall, 0.2), (self.meet_stranger, 0.1)):
            alive = [node for node in self.present() if node.alive()]
            if len(alive) > 4 and self.chance.random() < likelihood:
                fault(self.chance.choice(alive))
        if self.chance.random() < 0.04:
            self.divide()
        if self.chance.random() < 0.08:
            self.go_back()

    def dial(self):
        """A few connections are made anew, and some end."""
        for _ in range(4):
            node, peer = self.chance.sample(self.network.running(), 2)
            if peer.name in node.judgments:
                if self.chance.random() < 0.1:
                    self.network.hang_up(node, peer)
            elif self.groups[node] == self.groups[peer]:
                self.network.connect(node, peer)  # whatever comes of it

    def live(self):
        self.network.start(self.nodes)
        while self.ledger.tip() < BLOCKS:
            self.ledger.add_block()
            present = self.present()
            if present:
                self.follow(present)
            self.decide()
            self.dial()
            self.disturb()

    def end_well(self):
        """All faults are over."""
        for node in self.nodes:
            if node.alive() and node.supported == OLD_SOFTWARE:
                self.network.stop([node])
            node.upgrade_software(SOFTWARE)
        self.groups = dict.fromkeys(self.nodes, 0)
        self.ledger.add_block()
        self.follow(self.nodes)
        self.network.connect_all(self.nodes)
        self.network.settle()


def state(node):
    """What nodes must agree on, whichever way they came to it."""
    view = {key: node.view[key] for key in ("version", "network_version", "network_minimum", "height", "upgrade_id", "status")}
    return {**view, "scheduled": node.scheduled(), "features": json.loads(node.advertisement)["features"],
            "active_neps": json.loads(node.advertisement)["active_neps"]}


class Faults(NetworkTest):
    @scenario
    def test_random_faults(self, network):
        run = Run(network)
        run.live()
        run.end_well()
        first, *others = run.nodes
        for node in others:
            self.assertEqual(state(node), state(first), f"{node.title} and {first.title}")
        self.assert_all_see(run.nodes, run.nodes, level="IDENTICAL")
        print(f"  {BLOCKS} blocks to {first.version()}, {run.number} NEPs proposed;",
              ", ".join(f"{count} {what}" for what, count in run.counts.items()))
