"""Whether anybody has tampered with a log."""

import json
import os
import subprocess
import unittest

from command import BAD_DATA, GREEN, NOT_SOUND, RED, RESET, environment, new_home, read_to_end, run, run_on_terminal
from node_log import PROGRAM, LogTest, canonical, lines, sealed, software_changes

OTHER_HASH = "ab" * 32  # of no record


class Verify(LogTest):
    def check(self, *arguments, **options):
        """The exit code and the JSON document, which say the same as the text."""
        text = run("log", "verify", *arguments, **{**self.at_home, **options})
        result = run("log", "verify", *arguments, "--json", **{**self.at_home, **options})
        self.assertEqual((text.stderr, result.stderr, text.returncode), (b"", b"", result.returncode))
        document = json.loads(result.stdout)
        self.assertEqual(list(document), ["sound", "records", "head", "bad_sequence", "reason"])
        if document["sound"]:
            expected = f"Sound ✓ {document['records']} records, head {document['head']}\n"
        else:
            expected = f"Not sound ✗ {document['reason']}\n"
        self.assertEqual(text.stdout.decode(), expected)
        return result.returncode, document

    def assert_sound(self, records, *arguments, **options):
        document = {"sound": True, "records": len(records), "head": records[-1]["hash"], "bad_sequence": None, "reason": ""}
        self.assertEqual(self.check(*arguments, **options), (0, document))

    def assert_bad(self, sequence, *arguments, records=None, **options):
        exit_code, document = self.check(*arguments, **options)
        self.assertEqual((exit_code, document["sound"], document["head"]), (NOT_SOUND, False, None))
        self.assertEqual((document["bad_sequence"], document["records"]),
                         (sequence, sequence - 1 if records is None else records))
        self.assertTrue(document["reason"].startswith(f"record {sequence}: "), document)
        return document["reason"]

    def test_sound(self):
        self.pass_the_upgrade()
        before = self.stored_bytes()
        self.assert_sound(self.records())
        self.assertEqual(self.stored_bytes(), before)

    def test_records_are_sealed_as_documented(self):
        self.pass_the_upgrade()
        previous = None
        for line in self.run_at_home("log", "export").splitlines():
            record = json.loads(line)
            self.assertEqual(canonical(sealed(record, previous)).decode(), line)
            previous = record

    def test_tampered(self):
        tampering = {
            "changed": (2, "UPDATE log SET record = replace(record, '4464', '4465') WHERE sequence = 2"),
            "renamed": (3, "UPDATE log SET record = replace(record, 'nep_activated', 'nep_cancelled') WHERE sequence = 3"),
            "a changed hash": (4, "UPDATE log SET record = replace(record, '\"hash\":\"', '\"hash\":\"0') WHERE sequence = 4"),
            "blanks": (2, "UPDATE log SET record = record || ' ' WHERE sequence = 2"),
            "dropped": (3, "DELETE FROM log WHERE sequence = 3"),
            "dropped at the end": (4, "DELETE FROM log WHERE sequence = 4"),
            "doubled": (4, "UPDATE log SET record = (SELECT record FROM log WHERE sequence = 3) WHERE sequence = 4"),
            "inserted": (5, "INSERT INTO log SELECT 5, record FROM log WHERE sequence = 4"),
            "of the first": (1, "UPDATE log SET record = replace(record, 'testnet', 'othernet') WHERE sequence = 1"),
            "dropped first": (1, "DELETE FROM log WHERE sequence = 1"),
            "all dropped": (1, "DELETE FROM log"),
        }
        for name, (sequence, statement) in tampering.items():
            with self.subTest(name=name):
                self.home = new_home()
                self.store = os.path.join(self.home, "protocol.db")
                self.at_home = {"env": environment(NEUROSHARD_HOME=self.home)}
                self.pass_the_upgrade()
                self.tamper(statement)
                self.assert_bad(sequence)

    def test_reordered(self):
        self.pass_the_upgrade()
        for old, new in (3, 100), (4, 3), (100, 4):
            self.tamper("UPDATE log SET sequence = ? WHERE sequence = ?", (new, old))
        self.assert_bad(3)

    def test_a_damaged_log_is_used_by_nobody(self):
        self.pass_the_upgrade()
        self.change_record(3, "4464", "4465")
        before = self.stored_bytes()
        for command in (["network", "status"], ["nep", "list"], ["nep", "cancel", "NEP-002"], ["log"], ["log", "follow"],
                        ["log", "show", "1"]):
            with self.subTest(command=command):
                self.fail_at_home(command, BAD_DATA, f"'{self.store}': record 3: ", "'neuroshard log export'")
        self.assertEqual(self.stored_bytes(), before)

    def test_head(self):
        self.pass_the_upgrade()
        records = self.records()
        for record in records:
            self.assert_sound(records, "--head", record["hash"])
        reason = self.assert_bad(5, "--head", OTHER_HASH)
        self.assertIn(OTHER_HASH, reason)

    def test_a_head_tells_what_no_chain_can(self):
        self.pass_the_upgrade()
        head = self.head()
        self.tamper("DELETE FROM log WHERE sequence = 4")
        self.tamper("UPDATE sqlite_sequence SET seq = 3")
        self.assert_sound(self.records())
        self.assert_bad(4, "--head", head)

    def test_malformed_heads(self):
        self.schedule()
        head = self.head()
        for text in "", "x", head[:-1], head + "0", head[:-1] + "g", head.upper(), " " + head[1:], "\x1b" * 64:
            with self.subTest(text=text):
                self.fail_at_home(["log", "verify", f"--head={text}"], BAD_DATA, "--head '", "64 lower-case hex digits")

    def test_exports(self):
        self.pass_the_upgrade()
        records = self.records()
        export = lines(records)
        path = self.file(export, "log.jsonl")
        elsewhere = {"env": environment()}
        self.assert_sound(records, path, **elsewhere)
        self.assert_sound(records, "-", input=export, **elsewhere)
        self.assert_sound(records, "-", input=export[:-1], **elsewhere)  # without the last line's end
        self.assert_sound(records, path, "--head", records[1]["hash"], **elsewhere)
        self.assert_bad(5, path, "--head", OTHER_HASH, records=4, **elsewhere)
        self.assert_sound(records, path, "--state", "-", **elsewhere)

    def test_broken_exports(self):
        self.pass_the_upgrade()
        records = self.records()
        one, two, three, four = (lines([record]) for record in records)
        for sequence, export in (
            (2, one + two.replace(b"4464", b"4465") + three + four),
            (2, one + three + four),
            (3, one + two + four + three),
            (3, one + two + b"\n" + three),
            (4, one + two + three + b"{}\n"),
            (4, one + two + three + four[:-20]),
            (1, one.replace(b"testnet", b"othernet") + two),
            (1, b"notes\n"),
            (1, b"\n"),
            (1, b"\x00\xff"),
        ):
            with self.subTest(export=export):
                self.assert_bad(sequence, "-", input=export)

    def test_an_export_without_its_beginning(self):
        self.pass_the_upgrade()
        exit_code, document = self.check("-", input=lines(self.records()[1:]))
        self.assertEqual((exit_code, document["sound"], document["head"]), (NOT_SOUND, False, None))

    def test_a_long_export_has_its_older_heads(self):
        self.schedule()
        records = software_changes(self.records(), 10500)
        path = self.file(lines(records), "log.jsonl")
        for record in records[0], records[400], records[-1]:
            self.assert_sound(records, path, "--head", record["hash"])

    def test_exports_that_cannot_be_read(self):
        self.fail_at_home(["log", "verify", "missing.jsonl"], BAD_DATA, "cannot read 'missing.jsonl'")
        self.fail_at_home(["log", "verify", ""], BAD_DATA, "cannot read ''")
        self.fail_at_home(["log", "verify", self.scratch], BAD_DATA, "Is a directory")
        self.fail_at_home(["log", "verify", os.devnull], BAD_DATA, f"'{os.devnull}': ", "at least one record")

    def test_colour(self):
        self.schedule()
        shown = run_on_terminal("log", "verify", TERM="xterm", NEUROSHARD_HOME=self.home)
        self.assertTrue(shown.startswith(f"{GREEN}Sound ✓{RESET} 2 records, head "), shown)
        self.change_record(2, "4464", "4465")
        shown = run_on_terminal("log", "verify", TERM="xterm", NEUROSHARD_HOME=self.home)
        self.assertTrue(shown.startswith(f"{RED}Not sound ✗{RESET} record 2: "), shown)


class Progress(LogTest):
    """How long a verification has taken, while it lasts: one of standard input, which comes when this test says so."""

    def begin(self, error):
        self.schedule()
        process = subprocess.Popen([PROGRAM, "log", "verify", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=error,
                                   **self.at_home)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.kill)
        return process

    def finish(self, process):
        export = lines(self.records())
        process.stdin.write(export)
        process.stdin.close()
        self.assertTrue(process.stdout.read().decode().startswith("Sound ✓ 2 records"))
        self.assertEqual(process.wait(60), 0)

    def test_on_a_terminal(self):
        ours, its = os.openpty()
        process = self.begin(its)
        os.close(its)
        shown = b""
        while b" s" not in shown:
            shown += os.read(ours, 4096)
        self.assertRegex(shown.decode(), r"\rverifying … \d+ s")
        self.finish(process)
        self.assertRegex((shown + read_to_end(ours)).decode(), r"\r +\r\Z")

    def test_silence_elsewhere(self):
        process = self.begin(subprocess.PIPE)
        with self.assertRaises(subprocess.TimeoutExpired):
            process.wait(0.6)  # time enough to show something
        self.finish(process)
        self.assertEqual(read_to_end(os.dup(process.stderr.fileno())), b"")
        process.stderr.close()

    def test_silence_of_a_short_one(self):
        self.schedule()
        shown = run_on_terminal("log", "verify", NEUROSHARD_HOME=self.home)
        self.assertEqual(shown, f"Sound ✓ 2 records, head {self.head()}\n")


if __name__ == "__main__":
    unittest.main()
