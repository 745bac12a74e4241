"""A network of nodes in several languages, and the ledger that they follow."""

import json
import os
import random
import selectors
import shutil
import subprocess
import sys
import tempfile
import time

from node import Node

sys.path.append(os.path.join(os.path.dirname(__file__), "..", "..", "examples", "python"))
from verify_log import verify  # noqa: E402  an auditor's program, which has nothing of the library

PATIENCE = float(os.environ.get("NETWORK_PATIENCE", "60"))  # seconds that anything awaited may take
DAY = 86400
BEGINNING = 1800000000
BLOCK_TIME = 600


def block_time(height):
    return BEGINNING + height * BLOCK_TIME


def make_nep(number, target, height, announced_height=0, **others):
    """A NEP that is announced at a height, with more notice than is needed, as the ledger tells of it."""
    announced = block_time(announced_height)
    nep = {"id": f"NEP-{number:03}", "title": f"Protocol {target}", "target_version": target, "activation_height": height,
           "announced_at": announced, "expected_activation_time": announced + 31 * DAY, **others}
    return json.dumps(nep, separators=(",", ":"))


class Network:
    """Its nodes end with it, whatever happens."""

    def __init__(self, programs, agreement, seed=0):
        self.programs, self.agreement = programs, agreement
        self.languages = list(programs.nodes)
        self.chance = random.Random(seed)
        self.directory = tempfile.mkdtemp(prefix="neuroshard-network-")
        self.nodes = []
        self.selector = selectors.DefaultSelector()

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind is None:
            try:
                self.stop(self.running())
                self.check_logs()
            except BaseException:
                self.show_logs()
                raise
            finally:
                self.end_all()
            shutil.rmtree(self.directory)
        else:
            self.end_all()
            self.show_logs()

    def end_all(self):
        for node in self.running():
            node.kill()
            node.reap()

    def show_logs(self):
        """The end of each node's log; the whole logs stay."""
        for node in self.nodes:
            print(f"---- {node.title}: {node.log_path}", file=sys.stderr)
            if os.path.exists(node.log_path):
                with open(node.log_path, encoding="utf-8") as log:
                    for line in log.readlines()[-30:]:
                        print(line.rstrip("\n")[:400], file=sys.stderr)

    # Waiting.

    def pump(self, timeout=0.0):
        """Takes in what nodes and strangers have said."""
        for key, _ in self.selector.select(timeout):
            key.data()

    def wait(self, condition, what):
        """Until the condition holds. It is looked at whenever somebody has said something."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > deadline:
                raise AssertionError(f"waited {PATIENCE:.0f} seconds in vain: {what}")
            self.pump(0.5)

    # Nodes.

    def add(self, name, language, supported):
        node = Node(name, language, self.programs.nodes[language], self.directory, supported)
        self.nodes.append(node)
        return node

    def add_each(self, name, supported):
        """One node in each language."""
        return [self.add(f"{name}-{language}", language, supported) for language in self.languages]

    def running(self):
        return [node for node in self.nodes if node.alive()]

    def start(self, nodes):
        for node in nodes:
            node.start()
            self.selector.register(node.process.stdout, selectors.EVENT_READ, lambda node=node: self.take(node))
        self.wait(lambda: all(node.view is not None for node in nodes), "nodes start")

    def take(self, node):
        if node.lines(self.agreement):
            return
        self.selector.unregister(node.process.stdout)
        code = node.reap()
        if code != node.expected_end:
            raise AssertionError(f"{node.title} ended with {code}")

    def stop(self, nodes):
        """As an operator does; each must end by itself, and say so."""
        for node in nodes:
            node.expected_end = 0
            node.terminate()
        self.wait_for_end(nodes, "nodes stop")
        for node in nodes:
            assert node.stopped, f"{node.title} did not say that it stopped"

    def kill(self, nodes):
        for node in nodes:
            node.expected_end = -9
            node.kill()
        self.wait_for_end(nodes, "nodes die")

    def wait_for_end(self, nodes, what):
        """Also until all others know: once a node is started again, what they knew of it would pass for a new connection."""
        names = {node.name for node in nodes}
        self.wait(lambda: not any(node.alive() for node in nodes)
                  and not any(names & other.peers() for other in self.running()), what)

    # What ledger and operators say.

    def attempt(self, nodes, command, times=1):
        """Tells all of them, and gives their last answers."""
        counts = [len(node.answers) + times for node in nodes]
        for node in nodes:
            for _ in range(times):
                node.write(command)
        self.wait(lambda: all(len(node.answers) >= count for node, count in zip(nodes, counts)), f"answers to '{command}'")
        return [node.answers[-1] for node in nodes]

    def tell(self, nodes, command):
        for node, answer in zip(nodes, self.attempt(nodes, command)):
            assert answer.event == "done", f"{node.title} refused '{command}': {answer.message}"

    def refused(self, nodes, command):
        """The message of their refusal, the same in every language."""
        answers = set(self.attempt(nodes, command))
        assert len(answers) == 1, f"different answers to '{command}': {answers}"
        answer = answers.pop()
        assert answer.event == "refused", f"'{command}' was not refused"
        return answer.message

    def advance(self, nodes, height):
        self.tell(nodes, f"advance {height} {block_time(height)}")

    def rewind(self, nodes, height):
        self.tell(nodes, f"rewind {height} {block_time(height)}")

    def schedule(self, node, nep):
        """Tells one node, and waits until all that it can reach have heard of it."""
        known_as = json.loads(nep)["id"]
        self.tell([node], f"schedule {nep}")
        self.wait(lambda: all(known_as in other.scheduled() for other in self.reachable(node)), f"all know {known_as}")

    # Connections.

    def reachable(self, node):
        """All nodes that gossip of a node comes to, itself among them."""
        by_name = {other.name: other for other in self.nodes}
        found, to_visit = {node.name}, [node]
        while to_visit:
            new = to_visit.pop().peers() - found
            found |= new
            to_visit += [by_name[name] for name in new]
        return [by_name[name] for name in found]

    def connect(self, node, peer):
        """True where both keep the connection, and false where both have closed it."""
        before = len(node.closures), len(peer.closures)
        self.tell([node], f"dial {peer.port}")

        def decided():
            closed = [any(closure.peer == other.name for closure in one.closures[count:])
                      for one, other, count in ((node, peer, before[0]), (peer, node, before[1]))]
            return all(closed) or (not any(closed) and self.agreed(node, peer) and self.agreed(peer, node))
        self.wait(decided, f"{node.name} and {peer.name} decide on their connection")
        return peer.name in node.judgments

    def connect_all(self, nodes):
        """Each with each, as far as they are not connected; all must keep their connections."""
        self.connect_across(nodes, nodes)

    def connect_across(self, nodes, others):
        for node in nodes:
            for other in others:
                if other is not node and other.name not in node.judgments:
                    assert self.connect(node, other), f"{node.name} and {other.name} do not keep their connection"

    def hang_up(self, node, peer):
        self.tell([node], f"hang-up {peer.name}")
        self.wait(lambda: node.name not in peer.judgments, f"{peer.name} hears that {node.name} hung up")

    def agreed(self, node, peer):
        """The node has judged what the peer is now, from what it is now itself."""
        judgment = node.judgments.get(peer.name)
        return (judgment is not None and judgment.view is node.view_text
                and judgment.verdict["received"] == peer.advertisement)

    def unsettled(self):
        by_name = {node.name: node for node in self.running()}
        for node in by_name.values():
            for name in node.judgments:
                if name not in by_name or not self.agreed(node, by_name[name]) or node.name not in by_name[name].judgments:
                    return f"{node.name} and {name}"
        return None

    def settle(self):
        """Until every node has judged what each of its peers is now, and both sides know what is closed."""
        self.wait(lambda: self.unsettled() is None, "the network settles")

    # What is kept.

    def records(self, node):
        """Those of a node that has ended: exported by the command, and verified without the library."""
        export = subprocess.run([self.programs.neuroshard, "--state", node.store, "log", "export"], capture_output=True)
        assert export.returncode == 0, f"{node.title}: {export.stderr.decode()}"
        lines = export.stdout.splitlines(keepends=True)
        verify(lines)
        return [json.loads(line) for line in lines]

    def check_logs(self):
        for node in self.nodes:
            self.records(node)

    def head(self, node):
        return self.records(node)[-1]["hash"]
