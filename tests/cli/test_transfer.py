"""Records on their way from one log to another."""

import json
import os
import subprocess
import unittest

from command import BAD_DATA, CANNOT_WRITE, HEIGHT, MINOR_NEP, NEP, USAGE, at, environment, new_home, run
from node_log import PROGRAM, LogTest, lines, sealed


class Export(LogTest):
    def test_it_is_the_same_with_json(self):
        self.pass_the_upgrade()
        export = self.run_at_home("log", "export")
        self.assertEqual(self.run_at_home("log", "export", "--json"), export)
        self.assertEqual(len(export.splitlines()), 4)
        self.assertTrue(export.endswith("}\n"))

    def test_of_a_damaged_log(self):
        self.pass_the_upgrade()
        records = self.records()
        for bad in 4, 3, 2:
            with self.subTest(bad=bad):
                self.change_record(bad, '"time":', '"time":1')
                result = run("log", "export", **self.at_home)
                self.assertEqual((result.stdout, result.returncode), (lines(records[: bad - 1]), BAD_DATA))
                self.assert_error_line(result.stderr, f"exported what is sound, {bad - 1} record", f"record {bad}: ")
                again = self.run_at_home("log", "verify", "-", input=result.stdout)
                self.assertEqual(again.split()[:2], ["Sound", "✓"])
                after = run("log", "export", "--after", "1", **self.at_home)
                self.assertEqual((after.stdout, after.returncode), (lines(records[1:bad - 1]), BAD_DATA))
        self.change_record(1, '"time":', '"time":1')
        self.fail_at_home(["log", "export"], BAD_DATA, "record 1: ")

    def test_output_that_cannot_be_written(self):
        self.schedule()
        for command in "log", "log export", "log verify", "log follow --after 0":
            result = subprocess.run(["/bin/sh", "-c", f'exec "$0" {command} >/dev/full', PROGRAM], stderr=subprocess.PIPE,
                                    timeout=60, **self.at_home)
            self.assertEqual(result.returncode, CANNOT_WRITE, command)
            self.assert_error_line(result.stderr, "cannot write to standard output")


class Import(LogTest):
    def setUp(self):
        super().setUp()
        self.pass_the_upgrade()
        self.original = self.records()
        self.home = new_home()
        self.store = os.path.join(self.home, "protocol.db")
        self.at_home = {"env": environment(NEUROSHARD_HOME=self.home)}

    def assert_imports(self, export, count):
        path = self.file(export, "log.jsonl")
        head = self.original[count - 1]["hash"]
        shown = self.run_at_home("log", "import", path)
        self.assertEqual(shown, f"'{self.store}' has {count} record{'s' if count > 1 else ''}, head {head}\n")
        self.assertEqual(self.run_at_home("log", "export").encode(), lines(self.original[:count]))

    def test_into_a_new_store(self):
        self.assert_imports(lines(self.original), 4)
        status = self.document_at_home("network", "status", exit_code=2)
        self.assertEqual((status["height"], status["log"]["head"]), (HEIGHT, self.original[-1]["hash"]))

    def test_again_changes_nothing(self):
        self.assert_imports(lines(self.original), 4)
        before = self.stored_bytes()
        self.assert_imports(lines(self.original), 4)
        self.assert_imports(lines(self.original[:2]), 4)
        self.assert_imports(lines(self.original[2:]), 4)
        self.assertEqual(self.stored_bytes(), before)

    def test_in_parts(self):
        self.assert_imports(lines(self.original[:1]), 1)
        self.assert_imports(lines(self.original[1:3]), 3)
        self.assert_imports(lines(self.original[1:]), 4)

    def test_json_and_standard_input(self):
        document = self.document_at_home("log", "import", "-", input=lines(self.original))
        self.assertEqual(document, {"store": self.store, "records": 4, "head": self.original[-1]["hash"]})

    def refuse(self, export, *fragments):
        before = self.stored_bytes()
        path = self.file(export, "log.jsonl")
        self.fail_at_home(["log", "import", path], BAD_DATA, *fragments)
        self.assertEqual(self.stored_bytes(), before)

    def test_forks(self):
        self.assert_imports(lines(self.original), 4)
        other = sealed({**self.original[2], "time": self.original[2]["time"] + 1}, self.original[1])
        end = sealed(self.original[3], other)
        for fork in [*self.original[:2], other], [*self.original[:2], other, end], [other, end], [other]:
            with self.subTest(fork=len(fork)):
                self.refuse(lines(fork), "record 3: ", "fork")
        self.refuse(lines([sealed({**self.original[0], "time": 5})]), "record 1: ", "fork")

    def test_a_gap(self):
        self.assert_imports(lines(self.original[:2]), 2)
        self.refuse(lines(self.original[3:]), "record 4: ", "record 3")

    def test_all_or_nothing(self):
        self.assert_imports(lines(self.original[:2]), 2)
        damaged = lines(self.original[:3]) + lines(self.original[3:]).replace(b"NEP-002", b"NEP-003")
        self.refuse(damaged, "record 4: ")

    def test_what_is_wrong_is_the_file(self):
        self.assert_imports(lines(self.original[:2]), 2)
        self.refuse(b"notes\n", "log.jsonl': record 1: ")
        self.refuse(b"", "log.jsonl': ", "at least one record")

    def test_of_another_network(self):
        self.assert_imports(lines(self.original), 4)

        def rename(definition):
            definition["id"] = "othernet"

        path = self.file(lines(self.original), "log.jsonl")
        home = {"env": environment(NEUROSHARD_HOME=new_home())}
        self.fail_at_home(["log", "import", path, "--network", self.network(rename)], BAD_DATA, "testnet", "othernet", **home)

    def test_standard_input_is_read_once(self):
        self.fail_at_home(["log", "import", "-", "--network", "-"], USAGE, "standard input", input=b"")

    def test_the_node_goes_on(self):
        self.assert_imports(lines(self.original[:2]), 2)
        nep = self.file(json.dumps({**MINOR_NEP, "activation_height": 2000}).encode(), "nep.json")
        shown = self.run_at_home("nep", "schedule", nep, *at(0, 0))
        self.assertEqual(shown.splitlines()[0], f"NEP-001 is scheduled. It is record 3 of '{self.store}'.")
        self.assertEqual(self.records()[2]["previous"], self.original[1]["hash"])
        self.assertEqual(self.records()[1]["nep"]["title"], NEP["title"])


if __name__ == "__main__":
    unittest.main()
