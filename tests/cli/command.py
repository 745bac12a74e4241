"""Runs the command as people do, and says what is expected of any run of it."""

import copy
import json
import os
import re
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["NEUROSHARD"]
SUCCESS, UPGRADE_RECOMMENDED, CANNOT_TAKE_PART, STATUS_UNKNOWN = 0, 1, 2, 3
REFUSED = 2
NOT_SOUND = 2
USAGE, BAD_DATA, UNEXPECTED, CANNOT_WRITE = 64, 65, 70, 74
BOLD, RED, GREEN, YELLOW, RESET = "\x1b[1m", "\x1b[31m", "\x1b[32m", "\x1b[33m", "\x1b[0m"

NETWORK = {
    "id": "testnet",
    "genesis": "1.0.0",
    "features": [
        {"name": "alpha", "title": "Alpha", "description": "The first", "since": "1.0.0", "required_nep": "NEP-001"},
        {"name": "beta", "title": "Beta", "description": "The second", "since": None, "required_nep": "NEP-002"},
    ],
    "history": [{"version": "1.0.0", "date": "Launch", "description": "First release"}],
    "roles": [{"name": "training", "requires": ["alpha"]}],
    "notice": {"minimum_days": 30, "grace_from_day": 14},
}

DAY = 86400
ANNOUNCED = 1800000000  # 2027-01-15 08:00 UTC
HEIGHT = 4464

# A breaking upgrade with the default calendar, and one that is not breaking.
NEP = {
    "id": "NEP-002",
    "title": "Protocol 2.0.0",
    "target_version": "2.0.0",
    "adds": ["beta"],
    "activation_height": HEIGHT,
    "announced_at": ANNOUNCED,
    "expected_activation_time": ANNOUNCED + 31 * DAY,
    "migration_steps": ["Install the new release", "Restart the node"],
}
MINOR_NEP = {
    "id": "NEP-001",
    "title": "Better gossip",
    "target_version": "1.1.0",
    "activation_height": 1000,
    "announced_at": ANNOUNCED,
    "expected_activation_time": ANNOUNCED + 7 * DAY,
}


def at(height, day):
    """The options for a node at a height, some days after the announcement."""
    return ["--height", str(height), "--time", str(ANNOUNCED + day * DAY)]


HOMES = tempfile.TemporaryDirectory(prefix="neuroshard-homes-")


def new_home():
    """A directory for a node's log that no other run uses. It is not there yet."""
    return os.path.join(tempfile.mkdtemp(dir=HOMES.name), "home")


def environment(**changes):
    """The environment without what changes the output, a home of its own, and with the changes given."""
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM")}
    return {**kept, "NEUROSHARD_HOME": new_home(), **changes}


def run(*arguments, program=PROGRAM, **options):
    options = {"stdin": subprocess.DEVNULL, "env": environment(), **options}
    if "input" in options:
        del options["stdin"]
    return subprocess.run([program, *arguments], capture_output=True, timeout=120, **options)


def read_until_closed(descriptor):
    read = b""
    try:
        while chunk := os.read(descriptor, 4096):
            read += chunk
    except OSError:  # how a terminal says that nobody has it open any more
        pass
    return read


def read_to_end(descriptor):
    """All that comes from a pipe or a terminal, which is closed then."""
    # Linux may say that a terminal is closed before it hands out what was written just then: once in some 700,000 runs.
    read = read_until_closed(descriptor) + read_until_closed(descriptor)
    os.close(descriptor)
    return read


def run_on_terminal(*arguments, program=PROGRAM, **variables):
    """What the command shows on a terminal, standard error included."""
    ours, its = os.openpty()
    process = subprocess.Popen(
        [program, *arguments], stdin=subprocess.DEVNULL, stdout=its, stderr=its, env=environment(**variables)
    )
    os.close(its)
    shown = read_to_end(ours)
    process.wait()
    return shown.decode().replace("\r\n", "\n")


def help_of(*command):
    """The help of a command, and what it lists: the names of its commands and its options, as `--name`."""
    text = run(*command, "--help").stdout.decode()
    commands = []
    options = []
    section = ""
    for line in text.splitlines():
        if line.endswith(":") and not line.startswith(" "):
            section = line[:-1]
        elif section == "Commands" and (match := re.match(r"  (\S+)", line)):
            commands.append(match[1])
        elif section in ("Options", "Global options") and (match := re.match(r"  (-\S+)", line)):
            options.extend(match[1].split(","))
    return text, commands, options


def all_commands(*path):
    """Each command there is, as a tuple of words; the program itself is the empty one."""
    yield path
    for name in help_of(*path)[1]:
        yield from all_commands(*path, name)


class CommandTest(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        scratch = tempfile.TemporaryDirectory(dir=os.getcwd())
        self.addCleanup(scratch.cleanup)
        self.scratch = scratch.name

    def file(self, content, name="network.json"):
        path = os.path.join(self.scratch, name)
        with open(path, "wb") as file:
            file.write(content)
        return path

    def network(self, change=None):
        """A file with the definition of a network; `change` may alter the definition first."""
        definition = copy.deepcopy(NETWORK)
        if change is not None:
            change(definition)
        return self.file(json.dumps(definition).encode())

    def upgrading(self, *neps):
        """A file with a network whose definition lists these NEPs; by default the breaking one."""

        def change(definition):
            definition["neps"] = list(neps) or [NEP]

        return self.network(change)

    def genesis(self, version):
        def change(definition):
            definition["genesis"] = version
            definition["features"][0]["since"] = version

        return self.network(change)

    def assert_prints(self, arguments, text, exit_code=SUCCESS, **options):
        result = run(*arguments, **options)
        self.assertEqual((result.stdout.decode(), result.stderr.decode(), result.returncode), (text, "", exit_code))

    def assert_error_line(self, stderr, *fragments):
        text = stderr.decode()
        self.assertRegex(text, r"\Aneuroshard: [^\n]+\n\Z")
        self.assertNotRegex(text[:-1], r"[\x00-\x1f\x7f-\x9f]")
        for fragment in fragments:
            self.assertIn(fragment, text)

    def assert_fails(self, arguments, exit_code, *fragments, **options):
        result = run(*arguments, **options)
        self.assertEqual(result.returncode, exit_code, result)
        self.assertEqual(result.stdout, b"")
        self.assert_error_line(result.stderr, *fragments)

    def document(self, *arguments, exit_code=SUCCESS, **options):
        result = run(*arguments, **options)
        self.assertEqual((result.stderr, result.returncode), (b"", exit_code))
        return json.loads(result.stdout)
