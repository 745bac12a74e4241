"""Kills processes that change a store, at random moments, and looks at what they leave (S24).

A process announces each operation before the call and acknowledges it after. The store must hold all that was acknowledged,
and of an operation that was cut off all records or none.
"""

import collections
import concurrent.futures
import json
import os
import random
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

from store import NO_HASH, SEED, answer, check_chain, start

KILLS = int(os.environ.get("KILLS", "600"))
STORES_AT_ONCE = 4
LONGEST_RUN = float(os.environ.get("LONGEST_RUN", "0.02"))  # seconds
LONGEST_LOG = 1500  # records
BEGINNING = {"count": 0, "head": NO_HASH, "records": "", "state": None}


def kill_soon(process, delay):
    """Some time after its first operation has begun."""
    process.stdout.readline()
    time.sleep(delay)
    process.kill()


def reported(path):
    """What a process acknowledged, in order, and what it had announced without an acknowledgment, if anything."""
    with open(path, "rb") as file:
        ended = file.read().split(b"\n")[:-1]  # a line that was cut off has no end
    lines = [json.loads(line) for line in ended]
    acknowledged = lines[1::2]
    return acknowledged, (lines[-1] if len(lines) % 2 == 1 else None)


class Store:
    """A store that processes use one after the other, and what is known of it."""

    def __init__(self, directory, chance):
        self.directory = directory
        self.chance = chance
        self.counts = collections.Counter()
        self.stores = 0
        self.begin_anew()

    def begin_anew(self):
        self.stores += 1
        self.path = os.path.join(self.directory, str(self.stores), "with", "directories", "store")
        self.known = dict(BEGINNING)
        self.heads = []

    def choose_end(self):
        """How the next process ends: by a signal from outside, or from inside, or in the middle of a change of a file."""
        kind = self.chance.choice(["outside", "microseconds", "change", "change"])
        if kind == "microseconds":
            return f"{kind}:{self.chance.randrange(int(LONGEST_RUN * 1e6))}"
        if kind == "change":
            # To make a store takes about 40.
            most = 45 if self.known["count"] == 0 else 150
            return f"{kind}:{self.chance.randint(1, most)}{self.chance.choice(['', '.5'])}"
        return "never"

    def run_and_kill(self, end):
        """What it reported."""
        report = os.path.join(self.directory, "report")
        if os.path.exists(report):
            os.remove(report)
        seed = self.chance.randrange(2**32)
        process = start("churn", self.path, seed, report, end, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if end == "never":
            kill_soon(process, self.chance.uniform(0, LONGEST_RUN))
        problem = process.communicate()[1].decode()
        assert process.returncode == -signal.SIGKILL and not problem, f"it ended itself: {process.returncode}, {problem}"
        return reported(report) if os.path.exists(report) else ([], None)  # an early end from inside comes before the report

    def look(self, access, request):
        found = answer("inspect", self.path, access, request=request)
        if "error" in found:
            # Only where not even the first record was acknowledged there may be no store.
            assert found["error"] == "NSV_ERROR_NOT_FOUND" and request["count"] == 0, found
            return {"position": {"count": 0, "head": NO_HASH}, "state": None, "problem": "", "records": ""}
        return found

    def check_records(self, found):
        """Those that were known are as they were, and those that follow are sound."""
        known, records = self.known["records"], found["records"]
        assert records.startswith(known), "a record was changed or lost"
        new = records[len(known):].splitlines()
        position = found["position"]
        assert check_chain(new, self.known["count"], self.known["head"]) == position["head"]
        assert self.known["count"] + len(new) == position["count"]
        if records:
            last = json.loads(records.splitlines()[-1])
            assert (position["height"], position["time"]) == (last["height"], last["time"]), "it is not where its log ends"

    def check(self, last, found, cut_off):
        """The store is as after the last acknowledgment, or as after the operation that was cut off."""
        assert found["problem"] == "", found["problem"]
        self.check_records(found)
        position = found["position"]
        if position["count"] == last["count"]:
            assert position["head"] == last["head"], "the last record is another one"
            assert position["count"] == 0 or found["state"] == last["state"], (found["state"], last["state"])
            return "nothing"
        assert position["count"] > last["count"], f"acknowledged {last['count']} records, found {position['count']}"
        assert cut_off, "more records than acknowledged, and no operation under way"
        after = found["carried_out"]
        expected = (after["position"]["count"], after["position"]["head"])
        assert (position["count"], position["head"]) == expected, "not all records of the operation"
        assert found["state"] == after["state"], (found["state"], after["state"])
        return "everything"

    def last_acknowledged(self, acknowledged):
        last = dict(self.known)
        for acknowledgment in acknowledged:
            last.update(acknowledgment)
            self.heads.append(acknowledgment["head"])
        return last

    def kill_once(self, end):
        acknowledged, cut_off = self.run_and_kill(end)
        last = self.last_acknowledged(acknowledged)
        request = {"count": last["count"], "heads": self.chance.sample(self.heads, min(len(self.heads), 2)) + self.heads[-1:]}
        request.update(cut_off or {})
        # A store without records would begin if it were opened for writing.
        accesses = ["read_only", "read_write"] if last["count"] > 0 else ["read_only"]
        self.chance.shuffle(accesses)
        found = self.look(accesses[0], request)
        left = self.check(last, found, cut_off)
        if len(accesses) > 1:
            assert self.look(accesses[1], request) == found, "to open the store has changed it"
        self.counts.update(["kills", end.partition(":")[0]])
        if cut_off:
            self.counts.update(["inside a call", f"{left} left of that call"])
        if not acknowledged and self.known["count"] == 0:
            self.counts["while a store was made"] += 1
        self.known = {**found["position"], "state": found["state"], "records": found["records"]}
        return acknowledged, cut_off

    def kill_often(self, kills):
        for _ in range(kills):
            if self.known["count"] > LONGEST_LOG or self.chance.random() < 0.06:
                self.begin_anew()
            end = self.choose_end()
            try:
                self.kill_once(end)
            except Exception as problem:
                where = f"seed {SEED}, {self.path}, kill {self.counts['kills'] + 1} ({end})"
                raise AssertionError(f"{where}: {problem}") from problem
        return self.counts


class Kills(unittest.TestCase):
    def setUp(self):
        self.directory = tempfile.mkdtemp(prefix="neuroshard-kills-")

    def remove_stores(self):
        """At the end of a test that has passed: else what is wrong can be looked at."""
        shutil.rmtree(self.directory)

    def store(self, name):
        directory = os.path.join(self.directory, name)
        os.mkdir(directory)
        return Store(directory, random.Random(f"{SEED} {name}"))

    def test_at_random_moments(self):
        with concurrent.futures.ThreadPoolExecutor(STORES_AT_ONCE) as executor:
            stores = [self.store(str(number)) for number in range(STORES_AT_ONCE)]
            runs = [executor.submit(store.kill_often, -(-KILLS // STORES_AT_ONCE)) for store in stores]
            counts = sum((run.result() for run in runs), collections.Counter())
        print(", ".join(f"{name}: {count}" for name, count in sorted(counts.items())))
        self.assertGreaterEqual(counts["kills"], KILLS)
        for name in ("inside a call", "nothing left of that call", "everything left of that call", "while a store was made"):
            self.assertGreater(counts[name], 0, name)
        self.remove_stores()

    def test_in_every_change_while_a_store_is_made(self):
        store = self.store("made")
        number = 0
        acknowledged = []
        while not acknowledged:
            number += 1
            for end in (f"change:{number}", f"change:{number}.5"):
                store.begin_anew()
                acknowledged, _ = store.kill_once(end)
                store.kill_once("change:100")  # what is left can be gone on with
        print(f"made by {number - 1} changes")
        self.assertGreater(number, 10)
        self.remove_stores()

    def test_a_reader_finds_no_store_before_it_has_records(self):
        for number in range(1, 60):
            store = self.store(str(number))
            store.run_and_kill(f"change:{number}")
            found = answer("inspect", store.path, "read_only", request={"count": 0})
            if "error" in found:
                self.assertEqual(found["error"], "NSV_ERROR_NOT_FOUND")
            else:
                self.assertGreaterEqual(found["position"]["count"], 3, f"killed in change {number}")
        self.remove_stores()


if __name__ == "__main__":
    print(f"NSV_TEST_SEED={SEED}", flush=True)
    unittest.main()
