"""Several processes use one store at once."""

import collections
import json
import os
import random
import subprocess
import tempfile
import unittest

from store import SEED, answer, check_chain, start

OPERATIONS = int(os.environ.get("OPERATIONS", "400"))
# The calls that add a record of their own, and its kind.
KINDS = {
    "schedule": "nep_scheduled",
    "catch_up": "nep_scheduled",
    "reschedule": "nep_rescheduled",
    "cancel": "nep_cancelled",
}


def lines_of(path):
    with open(path, encoding="utf-8") as file:
        return file.read().splitlines()


class Processes(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="neuroshard-processes-")
        self.addCleanup(scratch.cleanup)
        self.directory = scratch.name
        self.path = os.path.join(scratch.name, "with", "directories", "store")
        self.chance = random.Random(f"{SEED} {self.id()}")
        self.running = []
        self.addCleanup(self.end_all)

    def end_all(self):
        for process in self.running:
            process.kill()
            process.communicate()

    def start(self, *arguments, **options):
        options = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, **options}
        process = start(*arguments, **options)
        self.running.append(process)
        return process

    def sharer(self, number, operations=OPERATIONS):
        """A writer whose NEPs are its own, and its report. It begins with the first line of its standard input."""
        report = os.path.join(self.directory, f"report-{number}")
        seed = self.chance.randrange(2**32)
        return self.start("share", self.path, seed, 1000 * (number + 1), operations, report), report

    def tell(self, process, words):
        process.stdin.write(words + "\n")
        process.stdin.flush()

    def hear(self, process):
        line = process.stdout.readline()
        if not line:
            self.fail(f"{process.args[1]} ended: {process.communicate()[1]}")
        return json.loads(line)

    def end(self, process):
        """What it said last."""
        said, problem = process.communicate()
        self.assertEqual((process.returncode, problem), (0, ""), process.args)
        return said

    def records(self):
        """The whole log, which is sound, and where it ends."""
        found = answer("inspect", self.path, "read_only")
        self.assertEqual(found["problem"], "")
        lines = found["records"].splitlines()
        self.assertEqual(check_chain(lines), found["position"]["head"])
        self.assertEqual(len(lines), found["position"]["count"])
        return lines, found["position"]

    def check_acknowledged(self, lines, reports):
        """Each acknowledged record is in its place, and each acknowledged change is told of once."""
        records = [json.loads(line) for line in lines]
        changes = collections.Counter({("nep_scheduled", "NEP-801"): 1, ("nep_scheduled", "NEP-802"): 1})  # of the network
        for report in reports:
            for acknowledgment in map(json.loads, lines_of(report)):
                self.assertEqual(records[acknowledgment["count"] - 1]["hash"], acknowledgment["head"])
                operation = acknowledgment["operation"]
                if acknowledgment["status"] == "NSV_OK" and operation["call"] in KINDS:
                    changes[KINDS[operation["call"]], operation["id"]] += 1
        told = collections.Counter((record["kind"], record["nep_id"]) for record in records if record["kind"] in KINDS.values())
        self.assertEqual(told, changes)

    def test_a_reader_sees_every_record_once(self):
        followed = os.path.join(self.directory, "followed")
        reader = self.start("follow", self.path, followed)  # waits for the store
        writer, report = self.sharer(0)
        self.tell(writer, "begin")
        self.hear(writer)
        self.assertEqual(self.end(writer), "")
        at_end = json.loads(self.end(reader))
        lines, position = self.records()
        self.assertEqual(lines_of(followed), lines)
        self.assertEqual((at_end["count"], at_end["head"]), (position["count"], position["head"]))
        self.check_acknowledged(lines, [report])

    def test_two_writers(self):
        sharers = [self.sharer(0), self.sharer(1)]
        followed = os.path.join(self.directory, "followed")
        reader = self.start("follow", self.path, followed)
        writers = [writer for writer, _ in sharers]
        reports = [report for _, report in sharers]
        for writer in writers:
            self.tell(writer, "begin")
        waits = [self.hear(writer) for writer in writers]
        both = [json.loads(line) for report in reports for line in lines_of(report)]
        height, moment = max(each["height"] for each in both) + 100, max(each["time"] for each in both)
        said = []
        for writer in [*writers, writers[0]]:
            self.tell(writer, f"{height} {moment}")
            said.append(self.hear(writer))
        self.assertEqual(said[1], said[0])
        self.assertEqual(said[2], said[1])
        for writer in writers:
            self.assertEqual(self.end(writer), "")
        self.end(reader)
        lines, position = self.records()
        self.assertEqual((position["count"], position["head"]), (said[2]["count"], said[2]["head"]))
        self.check_acknowledged(lines, reports)
        self.assertEqual(lines_of(followed), lines)
        # Who opens the store now knows what the two know.
        state = answer("inspect", self.path, "read_write")["state"]["status"]
        status = json.loads(said[2]["status"])
        for key in ("status", "version", "network_version", "network_minimum", "supported", "upgrade_id", "participation"):
            self.assertEqual(state[key], status[key], key)
        print(f"{len(lines)} records, locked out {waits} times, {self.turns(reports)} turns")

    def turns(self, reports):
        """How often the log went from one writer's acknowledged records to the other's."""
        writer_of = {}
        for number, report in enumerate(reports):
            for acknowledgment in map(json.loads, lines_of(report)):
                writer_of.setdefault(acknowledgment["count"], number)
        order = [writer_of[count] for count in sorted(writer_of)]
        return sum(one != other for one, other in zip(order, order[1:]))

    def test_eight_processes_make_a_store(self):
        for number in range(20):
            with self.subTest(number=number):
                self.path = os.path.join(self.directory, str(number), "with", "directories", "store")
                held, begin = os.pipe()
                processes = [self.start("open_at_once", self.path, stdin=held) for _ in range(8)]
                os.close(held)
                os.close(begin)  # for all of them at once
                said = [json.loads(self.end(process)) for process in processes]
                lines, position = self.records()
                kinds = [json.loads(line)["kind"] for line in lines]
                self.assertEqual(kinds, ["genesis", "nep_scheduled", "nep_scheduled"])
                for each in said:
                    self.assertEqual((each["count"], each["head"]), (3, position["head"]))

    def test_eight_writers_make_a_store_and_go_on(self):
        sharers = [self.sharer(number, 20) for number in range(8)]
        for writer, _ in sharers:
            self.tell(writer, "begin")
        for writer, _ in sharers:
            self.end(writer)
        lines, _ = self.records()
        self.assertEqual([json.loads(line)["kind"] for line in lines].count("genesis"), 1)
        self.check_acknowledged(lines, [report for _, report in sharers])


if __name__ == "__main__":
    print(f"NSV_TEST_SEED={SEED}", flush=True)
    unittest.main()
