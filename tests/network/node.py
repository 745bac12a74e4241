"""One node: its process, and what it has said."""

import collections
import json
import os
import signal
import subprocess

Answer = collections.namedtuple("Answer", "event command message")
Closure = collections.namedtuple("Closure", "peer by message")
# A verdict, and the view that it came from.
Judgment = collections.namedtuple("Judgment", "view verdict")


def parse(line):
    """The fields of a line that a node prints."""
    return dict(field.split("=", 1) for field in line.split("\t"))


class Node:
    """A node of a test. What it says is kept as the latest state, and in a file."""

    def __init__(self, name, language, command, directory, supported):
        self.name, self.language = name, language
        self.upgrade_software(supported)
        self.command = command
        self.store = os.path.join(directory, name, "protocol.db")
        self.log_path = os.path.join(directory, f"{name}.log")
        self.process = None
        self.answers = []
        self.closures = []
        self.refusals = []  # of NEPs that peers told of
        self.verdicts = {}  # the last one on each peer, kept or not
        self.verdict_counts = collections.Counter()

    def upgrade_software(self, supported):
        """What it speaks from its next start on."""
        self.supported = supported
        self.title = f"{self.name} ({self.language}, {supported})"

    def start(self):
        self.process = subprocess.Popen([*self.command, self.name, self.store, self.supported],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        os.set_blocking(self.process.stdout.fileno(), False)
        self.port = None
        self.view = self.view_text = self.advertisement = None
        self.judgments = {}  # the last one on each peer whose connection is kept
        self.stopped = False
        self.expected_end = None  # exit code, once it has been told to end
        self.partial = b""
        self.note(f"-- started as process {self.process.pid}")

    def alive(self):
        return self.process is not None

    def write(self, command):
        self.note(f"-- told: {command}")
        self.process.stdin.write(command.encode() + b"\n")
        self.process.stdin.flush()

    def terminate(self):
        self.note("-- terminated")
        self.process.send_signal(signal.SIGTERM)

    def kill(self):
        self.note("-- killed")
        self.process.kill()

    def reap(self):
        """The exit code of a process that has closed its output."""
        try:
            self.process.stdin.close()
        except BrokenPipeError:
            pass  # a command that it has not read
        self.process.stdout.close()
        code = self.process.wait()
        self.process = None
        self.note(f"-- ended with {code}")
        return code

    def note(self, line):
        with open(self.log_path, "a", encoding="utf-8") as log:
            log.write(line + "\n")

    def lines(self, agreement):
        """Takes in what it has said; false at the end of its output."""
        data = self.process.stdout.read()
        if data is None:
            return True
        *lines, self.partial = (self.partial + data).split(b"\n")
        if lines:
            text = [line.decode("ascii", "backslashreplace") for line in lines]
            self.note("\n".join(text))
            for line in text:
                self.hear(line, agreement)
        return data != b""

    def hear(self, line, agreement):
        if not line.startswith("event="):
            raise AssertionError(f"{self.title} says what is no event: {line}")
        fields = parse(line)
        event = fields["event"]
        if event == "listening":
            self.port = int(fields["port"])
        elif event == "view":
            self.view_text, self.advertisement = fields["view"], fields["advertisement"]
            self.view = json.loads(self.view_text)
        elif event == "verdict":
            agreement.record(self, fields)
            self.verdicts[fields["peer"]] = fields
            self.verdict_counts[fields["peer"]] += 1
            if fields["level"] == "INCOMPATIBLE":
                self.judgments.pop(fields["peer"], None)  # it closes the connection
            else:
                self.judgments[fields["peer"]] = Judgment(self.view_text, fields)
        elif event == "closed":
            self.judgments.pop(fields["peer"], None)
            self.closures.append(Closure(fields["peer"], fields["by"], fields["message"]))
        elif event == "refused" and fields["command"] == "nep":
            self.refusals.append(fields["message"])
        elif event in ("done", "refused"):
            self.answers.append(Answer(event, fields["command"], fields.get("message")))
        elif event == "stopped":
            self.stopped = True
        elif event != "nep":
            raise AssertionError(f"{self.title} says an unknown event: {line}")

    # What scenarios ask about.

    def version(self):
        return self.view["version"]

    def participates(self):
        return self.view["participation"]["training"]["allowed"]

    def peers(self):
        return set(self.judgments)

    def verdict(self, peer):
        """The last one on a peer."""
        return self.judgments[peer.name].verdict

    def scheduled(self):
        """The upgrades to come: id and effect."""
        return {upgrade["id"]: upgrade["effect_hash"] for upgrade in self.view["upgrades"]}
