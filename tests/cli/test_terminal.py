"""Colour: on a terminal that shows it, unless the user does not want it."""

import re
import unittest

from command import BOLD, GREEN, RED, RESET, YELLOW, CommandTest, environment, run, run_on_terminal


class Colour(CommandTest):
    def assert_plain(self, shown, *arguments):
        self.assertEqual(shown, run(*arguments).stdout.decode())
        self.assertNotIn("\x1b", shown)

    def test_status(self):
        cases = {
            GREEN + "Compatible ✓" + RESET: [],
            RED + "Must upgrade ✗" + RESET: ["--network", self.genesis("2.0.0")],
            RED + "Too new ✗" + RESET: ["--supported", "2.0.0"],
        }
        for label, options in cases.items():
            with self.subTest(label=label):
                shown = run_on_terminal("network", "status", *options, TERM="xterm")
                self.assertIn(f"\nStatus: {label}\n", shown)
                self.assert_plain(re.sub(r"\x1b\[\d*m", "", shown), "network", "status", *options)

    def test_levels(self):
        for peer, level in ("1", GREEN + "IDENTICAL"), ("1.1", YELLOW + "UPGRADE_RECOMMENDED"), ("2", RED + "INCOMPATIBLE"):
            shown = run_on_terminal("compat", "1", peer, TERM="xterm")
            self.assertTrue(shown.startswith(f"Level:    {level}{RESET}\n"), shown)

    def test_tables(self):
        for arguments in ["features"], ["features", "--pending"], ["history"]:
            shown = run_on_terminal(*arguments, TERM="xterm")
            self.assertRegex(shown, re.escape(BOLD) + "[A-Z][^\n]*" + re.escape(RESET) + "\n---")
            self.assert_plain(re.sub(r"\x1b\[\d*m", "", shown), *arguments)

    def test_never_where_it_is_not_wanted(self):
        command = ["network", "status"]
        self.assertIn(GREEN, run_on_terminal(*command, TERM="xterm", NO_COLOR=""))  # empty counts as not set
        self.assert_plain(run_on_terminal(*command, TERM="xterm", NO_COLOR="1"), *command)
        self.assert_plain(run_on_terminal(*command, TERM="dumb"), *command)
        self.assert_plain(run_on_terminal(*command), *command)  # a terminal that does not say what it is

    def test_never_in_machine_output(self):
        for command in (["network", "status", "--json", "--time", "5"], ["network", "status", "--format", "openmetrics"],
                        ["nep", "list", "--json"], ["network", "timeline", "--json", "--time", "5"],
                        ["network", "timeline", "--svg", "-"], ["network", "readiness", "--json", "/dev/null"],
                        ["compat", "1", "1", "--json"], ["features", "--json"], ["history", "--json"]):
            self.assert_plain(run_on_terminal(*command, TERM="xterm"), *command)

    def test_never_off_a_terminal(self):
        for command in ["network", "status"], ["features"], ["compat", "1", "2"]:
            self.assertNotIn(b"\x1b", run(*command, env=environment(TERM="xterm")).stdout)

    def test_errors_show_no_control_characters(self):
        shown = run_on_terminal("bo\x1b[31mgus", TERM="xterm")
        self.assert_error_line(shown.encode(), r"'bo\x1b[31mgus'")


if __name__ == "__main__":
    unittest.main()
