"""The help texts: complete, readable, and true."""

import json
import os
import pathlib
import re
import shlex
import shutil
import unittest

from command import ANNOUNCED, DAY, HEIGHT, NEP, NETWORK, SUCCESS, all_commands, at, help_of, run
from node_log import PROGRAM, LogTest, software_changes


def section(text, title):
    """The lines of a section of a help text."""
    match = re.search(rf"^{title}[^\n]*:\n((?:[ ]+[^\n]*\n)*)", text, re.MULTILINE)
    return [] if match is None else match[1].splitlines()


def keys_in(lines):
    """The keys that lines of a section list, each with its meaning behind it or in the next line."""
    found = (re.match(r"  (\w+(?:, \w+)*)(?:  |$)", line) for line in lines)
    return [key for match in found if match for key in match[1].split(", ")]


def documented_keys(document, title):
    """The keys in the first column of the table in a section of one of the project's documents."""
    path = pathlib.Path(__file__).parents[2] / "docs" / document
    text = path.read_text(encoding="utf-8").partition(title + "\n")[2].partition("\n#")[0]
    return {key for row in re.findall(r"^\| (`[^|]*) \|", text, re.MULTILINE) for key in re.findall(r"`(\w+)`", row)}


class Help(LogTest):
    def test_every_command_has_help(self):
        commands = list(all_commands())
        self.assertEqual(
            commands,
            [
                (),
                ("version",),
                ("network",),
                *[("network", name) for name in ("status", "timeline", "readiness")],
                ("nep",),
                *[("nep", name) for name in ("list", "show", "schedule", "reschedule", "cancel", "activate")],
                ("log",),
                *[("log", name) for name in ("show", "follow", "verify", "export", "import")],
                ("compat",),
                ("features",),
                ("history",),
            ],
        )
        for command in commands:
            with self.subTest(command=command):
                text, _, options = help_of(*command)
                self.assert_prints([*command, "-h"], text)
                self.assertIn("Usage: " + " ".join(["neuroshard", *command]), text)
                self.assertIn("Exit codes", text)
                self.assertEqual(options[:2], ["-h", "--help"])
                for option in "--json", "--network", "--height", "--time", "--supported", "--state", "--read-only":
                    self.assertIn(option, options)
                for line in text.splitlines():
                    self.assertLessEqual(len(line), 80, line)
                    self.assertEqual(line, line.rstrip())

    def node_with_a_long_log(self):
        """Its home. Its scheduled NEP is the one of the examples, and the files that they read are there."""
        self.run_at_home("nep", "schedule", os.path.join(self.scratch, "nep.json"), "--network",
                         os.path.join(self.scratch, "testnet.json"), *at(0, 0))
        self.import_records(software_changes(self.records(), 100))
        self.file(self.head().encode(), "head.txt")
        return shutil.copytree(self.home, os.path.join(self.scratch, "home"))

    def test_examples_work(self):
        self.file(json.dumps({**NETWORK, "neps": [NEP]}).encode(), "testnet.json")
        self.file(json.dumps(NEP).encode(), "nep.json")
        self.file(run("version", "--json").stdout.replace(b"\n", b""), "peers.jsonl")
        home = self.node_with_a_long_log()
        for command in all_commands():
            examples = section(help_of(*command)[0], "Examples")
            self.assertTrue(examples, command)
            for example in examples:
                with self.subTest(example=example):
                    example = re.split(r"[|>]", example)[0]
                    name, *arguments = shlex.split(example)
                    self.assertEqual(name, "neuroshard")
                    self.assertEqual(tuple(word for word in arguments if word in command), command)
                    if command == ("log", "follow"):
                        continue  # they do not end; test_follow.py runs them
                    shutil.copytree(home, self.home, dirs_exist_ok=True)
                    today = "" if "--time" in arguments else f" --time {ANNOUNCED}"
                    result = run("-c", f'neuroshard() {{ "$0" "$@"; }}; {example}{today}', PROGRAM, program="/bin/sh",
                                 cwd=self.scratch, **self.at_home)
                    self.assertIn(result.returncode, (0, 1, 2), result)
                    self.assertTrue(result.stdout, result)

    def test_documented_keys_are_those_of_the_documents(self):
        self.schedule()
        export = self.file(self.run_at_home("log", "export").encode(), "log.jsonl")
        network = ["--network", self.upgrading()]
        arguments = {
            ("compat",): ["1", "1"],
            ("nep", "show"): ["NEP-002", *network],
            ("nep", "activate"): ["NEP-002", *network, "--height", "4464", "--supported", "1..2"],
            ("network", "readiness"): [os.devnull],
            ("log", "import"): [export],
        }
        documented = 0
        for command in all_commands():
            if command == ("log", "show"):
                continue  # its keys depend on the record; see below
            lines = section(help_of(*command)[0], "Keys of the JSON document")
            keys = keys_in(lines)
            if keys:
                with self.subTest(command=command):
                    node = self.at_home if command[0] == "log" else {}
                    self.assertEqual(list(self.document(*command, *arguments.get(command, []), "--json", **node)), keys)
                    documented += 1
        self.assertEqual(documented, 12)

    def test_keys_of_records(self):
        self.pass_the_upgrade()
        times = {"announced_at": ANNOUNCED + 31 * DAY, "expected_activation_time": ANNOUNCED + 99 * DAY}
        later = {"id": "NEP-003", "target_version": "3.0.0", "adds": [], "activation_height": 9000, **times}
        self.schedule({**NEP, **later}, *at(HEIGHT, 31))
        self.run_at_home("nep", "cancel", "NEP-003", *at(HEIGHT, 31))
        documented = keys_in(section(help_of("log", "show")[0], "Keys of the JSON document"))
        printed = {key for record in self.records() for key in record}
        self.assertEqual(sorted(documented), sorted(printed))
        self.assertEqual(list(self.document_at_home("log", "show")), ["records"])

    def test_keys_that_are_documented_with_another_command(self):
        text, _, _ = help_of("nep", "show")
        documented = keys_in(section(text, "Keys of the JSON document"))
        nep = self.file(json.dumps(NEP).encode(), "nep.json")
        node = ["--network", self.upgrading(), "--json", "--time", str(NEP["announced_at"])]
        for arguments in (["schedule", nep], ["reschedule", "NEP-002", "9000", "2027-06-01"]):
            with self.subTest(arguments=arguments):
                self.assertIn("see 'neuroshard nep show --help'", help_of("nep", arguments[0])[0])
                self.assertEqual(list(self.document("nep", *arguments, *node)), documented)
        cancelled = self.document("nep", "cancel", "NEP-002", *node)
        self.assertEqual(list(cancelled), [*documented, "cancel_reason"])

    def test_keys_are_those_of_the_documentation(self):
        node = ["--json", "--network", self.upgrading(), "--time", str(NEP["announced_at"])]
        nep = self.document("nep", "cancel", "NEP-002", *node)
        read, printed = (documented_keys("nep-json.md", title) for title in ("# NEPs as JSON", "## What the library prints"))
        self.assertEqual(read | printed, set(nep))
        status = self.document("network", "status", "--json")
        # What the library prints says nothing of the log; the command adds it.
        self.assertEqual(documented_keys("manager-json.md", "## Status") | {"log"}, set(status))
        readiness = self.document("network", "readiness", "--json", os.devnull)
        self.assertEqual(documented_keys("manager-json.md", "## Readiness"), set(readiness))

    def test_what_is_recorded_says_so(self):
        for name in "schedule", "reschedule", "cancel", "activate":
            text, _, _ = help_of("nep", name)
            self.assertIn("It is recorded in the node's log (--state), which is made where there is none", text)

    def test_documented_metrics_are_those_that_are_printed(self):
        documented = re.findall(r"^  (neuroshard_\w+)", help_of("network", "status")[0], re.MULTILINE)
        metrics = run("network", "status", "--format", "openmetrics").stdout.decode()
        printed = re.findall(r"^# TYPE (\w+)", metrics, re.MULTILINE)
        self.assertEqual(documented, printed)

    def test_exit_codes(self):
        listed = [int(line.split()[0]) for line in section(help_of()[0], "Exit codes") if re.match(r" +\d", line)]
        self.assertEqual(listed, [0, 1, 2, 3, 64, 65, 70, 74])

    def test_help_wins_over_what_is_missing(self):
        self.assertEqual(run("compat", "--help").returncode, SUCCESS)
        self.assertEqual(run("network", "--help").returncode, SUCCESS)


if __name__ == "__main__":
    unittest.main()
