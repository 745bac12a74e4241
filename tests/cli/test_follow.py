"""A log that is followed while others write to it."""

import contextlib
import json
import os
import select
import shlex
import signal
import subprocess
import time
import unittest

from command import ANNOUNCED, BAD_DATA, DAY, HEIGHT, UPGRADE_RECOMMENDED, at, environment, help_of, new_home
from node_log import NO_LOG, PROGRAM, LogTest, lines, software_changes

PATIENCE = 60  # seconds that nothing takes unless it hangs


class Follow(LogTest):
    @contextlib.contextmanager
    def following(self, *arguments):
        with subprocess.Popen([PROGRAM, "log", "follow", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              bufsize=0, **self.at_home) as process:
            try:
                yield process
            finally:
                process.kill()

    def next_lines(self, process, count):
        """So many lines of output; each record is one."""
        text = b""
        while text.count(b"\n") < count:
            ready, _, _ = select.select([process.stdout], [], [], PATIENCE)
            self.assertTrue(ready, f"only {text!r}")
            piece = os.read(process.stdout.fileno(), 65536)
            self.assertTrue(piece, f"it ended after {text!r}")
            text += piece
        return text.decode().splitlines()

    def end(self, process, number=signal.SIGINT):
        """Interrupts it, and returns what it had not printed yet."""
        process.send_signal(number)
        output, errors = process.communicate(timeout=PATIENCE)
        self.assertEqual((errors, process.returncode), (b"", 0))
        return output

    def test_records_of_others_as_they_come(self):
        self.schedule()
        with self.following("--after", "0") as process:
            self.assertEqual(
                self.next_lines(process, 2),
                ["1  2027-01-15 08:00 UTC  block 0  genesis  testnet begins at 1.0.0; this node speaks 1.0.0 to 1.0.0",
                 "2  2027-01-15 08:00 UTC  block 0  nep_scheduled  NEP-002 'Protocol 2.0.0': 2.0.0 at block 4464, "
                 "expected 2027-02-15"])
            self.reschedule(5000)
            self.assertEqual(
                self.next_lines(process, 1),
                ["3  2027-01-15 08:00 UTC  block 0  nep_rescheduled  NEP-002: 2.0.0 at block 5000, expected 2027-04-25"])
            self.run_at_home("nep", "activate", "NEP-002", "--height", "5000", "--time", str(ANNOUNCED + 100 * DAY),
                             exit_code=2)
            self.assertEqual(
                self.next_lines(process, 2),
                ["4  2027-04-25 08:00 UTC  block 5000  nep_activated  NEP-002: 1.0.0 → 2.0.0, adds beta",
                 "5  2027-04-25 08:00 UTC  block 5000  halted  NEP-002 needs 2.0.0"])
            self.assertEqual(self.end(process), b"")

    def test_json(self):
        self.schedule()
        with self.following("--after", "1", "--json") as process:
            self.assertEqual([json.loads(line)["sequence"] for line in self.next_lines(process, 1)], [2])
            self.reschedule(5000)
            line = self.next_lines(process, 1)[0]
            self.assertEqual(line + "\n", self.run_at_home("log", "export", "--after", "2"))
            self.end(process)

    def test_both_signals_end_it(self):
        self.schedule()
        for number in signal.SIGINT, signal.SIGTERM:
            with self.subTest(number=number), self.following("--after", "0") as process:
                self.next_lines(process, 2)
                self.end(process, number)

    def test_only_new_records_unless_told_otherwise(self):
        self.schedule()
        with self.following("--json") as process:
            height = 5000
            deadline = time.monotonic() + PATIENCE
            while not select.select([process.stdout], [], [], 0.3)[0]:  # until it has begun, and sees one
                self.assertLess(time.monotonic(), deadline)
                height += 1
                self.reschedule(height)
            shown = [json.loads(line) for line in self.next_lines(process, 1)]
            self.assertGreater(shown[0]["sequence"], 2)
            self.reschedule(height + 1)
            while shown[-1]["nep"]["activation_height"] != height + 1:
                shown += [json.loads(line) for line in self.next_lines(process, 1)]
            self.assertEqual(shown, self.records()[shown[0]["sequence"] - 1:])
            self.end(process)

    def test_records_that_are_not_there_yet(self):
        self.schedule()
        with self.following("--after", "3", "--json") as process:
            self.reschedule(5000)
            self.reschedule(5001)
            self.assertEqual(json.loads(self.next_lines(process, 1)[0])["sequence"], 4)
            self.assertEqual(self.end(process), b"")

    def test_many_at_once(self):
        self.schedule()
        records = software_changes(self.records(), 5000)
        with self.following("--after", "2", "--json") as process:
            self.import_records(records)
            shown = self.next_lines(process, 5000)
            self.assertEqual("\n".join(shown).encode() + b"\n", lines(records[2:]))
            self.end(process)

    def test_it_keeps_nobody_from_the_log(self):
        self.schedule()
        before = self.stored_bytes()
        with self.following("--after", "0") as process:
            self.next_lines(process, 2)
            self.assertEqual(self.stored_bytes(), before)
            self.run_at_home("network", "status", *at(HEIGHT - 1, 3), exit_code=UPGRADE_RECOMMENDED)
            self.run_at_home("log", "verify")
            self.run_at_home("nep", "cancel", "NEP-002", *at(0, 0))
            self.next_lines(process, 1)
            self.end(process)

    def test_a_store_that_is_damaged_meanwhile(self):
        self.schedule()
        with self.following("--after", "0") as process:
            self.next_lines(process, 2)
            self.tamper("INSERT INTO log VALUES (3, 'no record')")
            output, errors = process.communicate(timeout=PATIENCE)
            self.assertEqual((output, process.returncode), (b"", BAD_DATA))
            self.assert_error_line(errors, "record 3: ")

    def test_no_log(self):
        self.fail_at_home(["log", "follow"], BAD_DATA, NO_LOG, env=environment(NEUROSHARD_HOME=new_home()))

    def test_the_examples_of_its_help(self):
        self.schedule()
        examples = [line.split("|")[0] for line in help_of("log", "follow")[0].splitlines() if line.startswith("  neuroshard ")]
        self.assertEqual(len(examples), 2)
        for example in examples:
            with self.subTest(example=example):
                name, log, follow, *arguments = shlex.split(example)
                self.assertEqual((name, log, follow), ("neuroshard", "log", "follow"))
                with self.following(*arguments, *([] if "--after" in arguments else ["--after", "1"])) as process:
                    self.next_lines(process, 1)
                    self.end(process)


if __name__ == "__main__":
    unittest.main()
