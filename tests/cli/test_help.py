"""The help texts: complete, readable, and true."""

import json
import os
import re
import shlex
import unittest

from command import NETWORK, SUCCESS, CommandTest, all_commands, help_of, run


def section(text, title):
    """The lines of a section of a help text."""
    match = re.search(rf"^{title}[^\n]*:\n((?:[ ]+[^\n]*\n)*)", text, re.MULTILINE)
    return [] if match is None else match[1].splitlines()


class Help(CommandTest):
    def test_every_command_has_help(self):
        commands = list(all_commands())
        self.assertEqual(
            commands,
            [(), ("version",), ("network",), ("network", "status"), ("compat",), ("features",), ("history",)],
        )
        for command in commands:
            with self.subTest(command=command):
                text, _, options = help_of(*command)
                self.assert_prints([*command, "-h"], text)
                self.assertIn("Usage: " + " ".join(["neuroshard", *command]), text)
                self.assertIn("Exit codes", text)
                self.assertEqual(options[:2], ["-h", "--help"])
                for option in "--json", "--network", "--supported":
                    self.assertIn(option, options)
                for line in text.splitlines():
                    self.assertLessEqual(len(line), 80, line)
                    self.assertEqual(line, line.rstrip())

    def test_examples_work(self):
        with open(os.path.join(self.scratch, "testnet.json"), "w", encoding="utf-8") as file:
            json.dump(NETWORK, file)
        for command in all_commands():
            examples = section(help_of(*command)[0], "Examples")
            self.assertTrue(examples, command)
            for example in examples:
                with self.subTest(example=example):
                    name, *arguments = shlex.split(example.split("|")[0])
                    self.assertEqual(name, "neuroshard")
                    self.assertEqual(tuple(word for word in arguments if word in command), command)
                    result = run(*arguments, cwd=self.scratch)
                    self.assertIn(result.returncode, (0, 2))
                    self.assertTrue(result.stdout)

    def test_documented_keys_are_those_of_the_documents(self):
        arguments = {("compat",): ["1", "1"]}
        documented = 0
        for command in all_commands():
            lines = section(help_of(*command)[0], "Keys of the JSON document")
            keys = [key for line in lines if (match := re.match(r"  (\w+(?:, \w+)*)  ", line)) for key in match[1].split(", ")]
            if keys:
                with self.subTest(command=command):
                    self.assertEqual(list(self.document(*command, *arguments.get(command, []), "--json")), keys)
                    documented += 1
        self.assertEqual(documented, 5)

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
