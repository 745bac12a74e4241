"""A node with a log that tests can look into, carry on and tamper with. The form of records is written down here once more,
from its description alone: JSON Lines, and SHA-256 (S21, S23)."""

import contextlib
import hashlib
import json
import os
import sqlite3

from command import ANNOUNCED, DAY, HEIGHT, NEP, PROGRAM, CommandTest, at, environment, new_home, run

FIRST_PREVIOUS = "0" * 64  # what the first record follows
NO_LOG = "there is no log yet"


def canonical(value):
    """RFC 8785, for what there is in records: whole numbers, and keys of ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sealed(record, after=None):
    """The record in its place after another one, or as the first."""
    body = {key: value for key, value in record.items() if key != "hash"}
    body["sequence"] = after["sequence"] + 1 if after else 1
    body["previous"] = after["hash"] if after else FIRST_PREVIOUS
    return {**body, "hash": hashlib.sha256(canonical(body)).hexdigest()}


def lines(records):
    return b"".join(canonical(record) + b"\n" for record in records)


def software_changes(records, count):
    """The records, and `count` more that change nothing but what the node's software speaks."""
    records = list(records)
    version = records[-1]["version_after"]
    for i in range(count):
        supported = {"min": "1.0.0", "max": f"2.{i % 7}.0"}
        record = {"kind": "software_changed", "height": records[-1]["height"], "time": records[-1]["time"],
                  "version_before": version, "version_after": version, "features_added": [], "features_removed": [],
                  "supported": supported}
        records.append(sealed(record, records[-1]))
    return records


class LogTest(CommandTest):
    def setUp(self):
        super().setUp()
        self.home = new_home()
        self.store = os.path.join(self.home, "protocol.db")
        self.at_home = {"env": environment(NEUROSHARD_HOME=self.home)}

    def run_at_home(self, *arguments, exit_code=0, **options):
        """What the command prints at this node."""
        result = run(*arguments, **{**self.at_home, **options})
        self.assertEqual((result.stderr, result.returncode), (b"", exit_code), result)
        return result.stdout.decode()

    def document_at_home(self, *arguments, exit_code=0, **options):
        return json.loads(self.run_at_home(*arguments, "--json", exit_code=exit_code, **options))

    def fail_at_home(self, arguments, exit_code, *fragments, **options):
        self.assert_fails(arguments, exit_code, *fragments, **{**self.at_home, **options})

    def schedule(self, nep=None, *options):
        """Records a NEP, the breaking one unless another is given, on the first day; before it the network."""
        path = self.file(json.dumps(nep or NEP).encode(), "nep.json")
        network = [] if os.path.exists(self.store) else ["--network", self.network()]
        return self.run_at_home("nep", "schedule", path, *network, *(options or at(0, 0)))

    def reschedule(self, height):
        """Records another height of the breaking NEP."""
        self.run_at_home("nep", "reschedule", "NEP-002", str(height), str(ANNOUNCED + 100 * DAY), "--time", str(ANNOUNCED))

    def records(self):
        return [json.loads(line) for line in self.run_at_home("log", "export").splitlines()]

    def head(self):
        return self.records()[-1]["hash"]

    def import_records(self, records, *options):
        path = self.file(lines(records), "log.jsonl")
        self.run_at_home("log", "import", path, *options)

    def pass_the_upgrade(self):
        """The breaking NEP is scheduled and activated, which halts the node."""
        self.schedule()
        self.run_at_home("nep", "activate", "NEP-002", *at(HEIGHT, 31), exit_code=2)

    def tamper(self, *statement, store=None):
        with contextlib.closing(sqlite3.connect(store or self.store)) as database, database:
            database.execute(*statement)

    def change_record(self, sequence, old, new):
        self.tamper("UPDATE log SET record = replace(record, ?, ?) WHERE sequence = ?", (old, new, sequence))

    def stored_bytes(self):
        """All that is kept: the store, and what has not been moved into it yet."""
        kept = []
        for path in self.store, self.store + "-wal":
            with contextlib.suppress(FileNotFoundError), open(path, "rb") as file:
                kept.append(file.read())
        return [content for content in kept if content]


__all__ = ["FIRST_PREVIOUS", "NO_LOG", "PROGRAM", "LogTest", "canonical", "lines", "sealed", "software_changes"]
