"""What the completion of any shell must offer: what the help lists, nothing else."""

import os
import re

from command import CommandTest, all_commands, help_of, run

SHELL = os.environ["SHELL_PROGRAM"]
COMPLETION = os.environ["COMPLETION"]


class CompletionCases:
    """Mixed into a CommandTest that has `candidates(lines)`: for each line, the set of what is offered at its end.
    It runs in the directory `self.scratch`."""

    def assert_offers(self, expected):
        """`expected` maps a line to the set that is to be offered at its end."""
        for line, offered in zip(expected, self.candidates(list(expected)), strict=True):
            with self.subTest(line=line):
                self.assertEqual(offered, expected[line])

    offers_options_unasked = False  # where a command takes nothing else, before the user typed a dash

    def test_commands_and_options_are_those_of_the_help(self):
        expected = {}
        for command in all_commands():
            text, commands, options = help_of(*command)
            takes_nothing_else = not commands and "\nArguments:\n" not in text
            line = " ".join(["neuroshard", *command, ""])
            expected[line] = set(options if takes_nothing_else and self.offers_options_unasked else commands)
            expected[line + "-"] = set(options)
        self.assertEqual(len(expected), 44)
        self.assert_offers(expected)

    def test_formats_are_those_that_the_command_takes(self):
        error = run("network", "status", "--format", "?").stderr.decode()
        formats = set(re.search(r"\{(.*)\}", error)[1].split(","))
        self.assertEqual(len(formats), 3)
        self.assert_offers(
            {
                "neuroshard network status --format ": formats,
                "neuroshard network status --json --format o": {"openmetrics"},
            }
        )

    def test_options_and_their_values_are_no_commands(self):
        commands = set(help_of()[1])
        self.assert_offers(
            {
                "neuroshard --json ": commands,
                "neuroshard --network version ": commands,
                "neuroshard --network=version ": commands,
                "neuroshard --supported 1.0.0 network ": {"status", "timeline", "readiness"},
                "neuroshard network --json --supported=1.0.0 ": {"status", "timeline", "readiness"},
                "neuroshard --height 5 --time=6 network s": {"status"},
                "neuroshard --state log --read-only ": commands,
                "neuroshard --state=log log v": {"verify"},
                "neuroshard log --read-only export --after 3 --st": {"--state"},
                "neuroshard nep --height 3 cancel NEP-002 --rea": {"--reason", "--read-only"},
                "neuroshard log verify log.jsonl --he": {"--head", "--height", "--help"},
                "neuroshard log verify --head show --su": {"--supported"},
                "neuroshard log show 7 --af": {"--after"},
                "neuroshard network timeline NEP-002 --sv": {"--svg"},
                "neuroshard nep cancel --reason network --su": {"--supported"},
                "neuroshard nep schedule nep.json --ca": {"--catch-up"},
                "neuroshard features --json --p": {"--pending"},
                "neuroshard --network network network status --f": {"--format"},
            }
        )

    def test_words_are_completed_from_their_beginning(self):
        self.assert_offers(
            {
                "neuroshard fe": {"features"},
                "neuroshard --js": {"--json"},
                "neuroshard x": set(),
                "neuroshard network st": {"status"},
                "neuroshard network status --fo": {"--format"},
                "neuroshard compat 1": set(),
                "neuroshard --supported ": set(),
                "neuroshard --height ": set(),
                "neuroshard --time ": set(),
                "neuroshard nep cancel --reason ": set(),
                "neuroshard nep res": {"reschedule"},
                "neuroshard log i": {"import"},
                "neuroshard log show ": set(),
                "neuroshard log show --after ": set(),
                "neuroshard log verify --head ": set(),
            }
        )

    def test_files(self):
        for name in "one.json", "two.json":
            self.file(b"", name)
        self.assert_offers(
            {
                "neuroshard --network ": {"one.json", "two.json"},
                "neuroshard history --network o": {"one.json"},
                "neuroshard --network=t": {"two.json"},
                "neuroshard network timeline --svg o": {"one.json"},
                "neuroshard network readiness o": {"one.json"},
                "neuroshard nep schedule t": {"two.json"},
                "neuroshard --state ": {"one.json", "two.json"},
                "neuroshard log --state=o": {"one.json"},
                "neuroshard log verify t": {"two.json"},
                "neuroshard log import ": {"one.json", "two.json"},
            }
        )


__all__ = ["COMPLETION", "SHELL", "CommandTest", "CompletionCases"]
