"""How a node stands before, at and after the activation of an upgrade."""

import re
import unittest

from command import (
    BOLD,
    CANNOT_TAKE_PART,
    GREEN,
    HEIGHT,
    MINOR_NEP,
    NEP,
    RED,
    RESET,
    SUCCESS,
    UPGRADE_RECOMMENDED,
    CommandTest,
    at,
    run,
    run_on_terminal,
)

BEFORE = "Network minimum version: 1.0.0\nYour version: 1.0.0\n"
SUPPORTED = ["--supported", "1.0.0..2.0.0"]


class Status(CommandTest):
    def status(self, *options):
        result = run("network", "status", "--network", self.upgrading(), *options)
        self.assertEqual(result.stderr, b"")
        return result.stdout.decode(), result.returncode

    def pending(self, phase, left, support, title="Protocol 2.0.0"):
        return (
            f"\nPending upgrade NEP-002: {title}\n"
            "Target version:  2.0.0, breaking\n"
            f"Phase:           {phase}\n"
            f"Time left:       {left}\n"
            "Activation:      block 4464, expected 2027-02-15 08:00 UTC\n"
            f"This node:       {support}\n"
            "What to do:      1. Install the new release\n"
            "                 2. Restart the node\n"
        )

    def test_supported(self):
        for node, phase, left in (
            (at(0, 0), "Approved", "31 days, 4464 blocks"),
            (at(100, 14), "Grace period", "17 days, 4364 blocks"),
            (at(HEIGHT - 1, 30), "Deadline passed", "1 day, 1 block"),
            (at(HEIGHT - 1, 32), "Deadline passed", "0 days, 1 block"),
        ):
            with self.subTest(node=node):
                text = BEFORE + "Status: Compatible ✓\n" + self.pending(phase, left, "Supports it ✓")
                self.assertEqual(self.status(*SUPPORTED, *node), (text, SUCCESS))

    def test_not_supported(self):
        text, exit_code = self.status(*at(HEIGHT - 1, 30))
        self.assertEqual(exit_code, UPGRADE_RECOMMENDED)
        first, message, block = re.fullmatch(r"(.*!\n)([^\n]+\n)(\n.*)", text, re.DOTALL).groups()
        self.assertEqual(first, BEFORE + "Status: Upgrade recommended !\n")
        self.assertRegex(message, r"4464.*2\.0\.0.*1\.0\.0.*upgrade this node")
        self.assertEqual(block, self.pending("Deadline passed", "1 day, 1 block", "Does not support it ✗"))

    def test_from_the_activation_on(self):
        for height in HEIGHT, HEIGHT + 1:
            with self.subTest(height=height):
                text = "Network minimum version: 2.0.0\nYour version: 2.0.0\nStatus: Compatible ✓\n"
                self.assertEqual(self.status(*SUPPORTED, *at(height, 31)), (text, SUCCESS))
                text, exit_code = self.status(*at(height, 31))
                self.assertEqual(exit_code, CANNOT_TAKE_PART)
                lines = "Network minimum version: 2.0.0\nYour version: 1.0.0\nStatus: Must upgrade ✗\n"
                self.assertEqual(text[: len(lines)], lines)
                self.assertNotIn("Pending", text)

    def test_what_to_do_without_migration_steps(self):
        for nep, options, text in (
            ({**NEP, "migration_steps": []}, [], "Upgrade this node to 2.0.0 before block 4464."),
            ({**NEP, "migration_steps": []}, SUPPORTED, "Nothing, this node is ready."),
            ({**NEP, "migration_steps": ["One step"]}, SUPPORTED, "One step"),
            (MINOR_NEP, [], "Upgrade this node to 1.1.0 when convenient."),
        ):
            with self.subTest(text=text):
                shown = run("network", "status", "--network", self.upgrading(nep), *at(0, 0), *options).stdout.decode()
                self.assertIn(f"What to do:      {text}\n", shown)

    def test_every_pending_upgrade_in_order(self):
        shown = run("network", "status", "--network", self.upgrading(NEP, MINOR_NEP), *at(0, 0)).stdout.decode()
        self.assertEqual(re.findall(r"^Pending upgrade (NEP-\d+)", shown, re.MULTILINE), ["NEP-001", "NEP-002"])

    def test_json(self):
        node = ["--network", self.upgrading(), *at(HEIGHT - 1, 14), "--json"]
        document = self.document("network", "status", *node, exit_code=UPGRADE_RECOMMENDED)
        self.assertEqual(document["upgrades"], [self.document("nep", "show", "NEP-002", *node)])
        self.assertEqual(document["upgrade_id"]["next"], HEIGHT)

    def test_version_follows_the_height(self):
        node = ["version", "--network", self.upgrading(), *SUPPORTED]
        self.assert_prints([*node, "--height", str(HEIGHT - 1)], "NeuroShard v1.0.0\nFeatures: alpha\n")
        text = "NeuroShard v2.0.0\nFeatures: alpha, beta\nActive NEPs: NEP-002\n"
        self.assert_prints([*node, "--height", str(HEIGHT)], text)

    def test_colour(self):
        for options, support in ([], RED + "Does not support it ✗"), (SUPPORTED, GREEN + "Supports it ✓"):
            command = ["network", "status", "--network", self.upgrading(), *at(0, 0), *options]
            shown = run_on_terminal(*command, TERM="xterm")
            self.assertIn(f"\n{BOLD}Pending upgrade NEP-002: Protocol 2.0.0{RESET}\n", shown)
            self.assertIn(f"\nThis node:       {support}{RESET}\n", shown)
            plain = run(*command).stdout.decode()
            self.assertEqual(re.sub(r"\x1b\[\d*m", "", shown), plain)
            self.assertEqual(run_on_terminal(*command, TERM="xterm", NO_COLOR="1"), plain)


class OpenMetrics(CommandTest):
    def samples(self, *options):
        result = run("network", "status", "--format", "openmetrics", "--network", self.upgrading(NEP, MINOR_NEP), *options)
        return [line for line in result.stdout.decode().splitlines() if re.match("neuroshard_(height|upgrade)", line)]

    def test_upgrades(self):
        first = 'nep="NEP-001",target_version="1.1.0",supported="true"'
        second = 'nep="NEP-002",target_version="2.0.0",supported="{}"'
        self.assertEqual(
            self.samples(*at(100, 5), "--supported", "1.0.0..1.1.0"),
            [
                "neuroshard_height 100",
                f"neuroshard_upgrade_days_left{{{first}}} 2",
                f"neuroshard_upgrade_days_left{{{second.format('false')}}} 26",
                f"neuroshard_upgrade_blocks_left{{{first}}} 900",
                f"neuroshard_upgrade_blocks_left{{{second.format('false')}}} 4364",
            ],
        )
        self.assertEqual(
            self.samples(*at(HEIGHT - 1, 31), *SUPPORTED),
            [
                f"neuroshard_height {HEIGHT - 1}",
                f"neuroshard_upgrade_days_left{{{second.format('true')}}} 0",
                f"neuroshard_upgrade_blocks_left{{{second.format('true')}}} 1",
            ],
        )
        self.assertEqual(self.samples(*at(HEIGHT, 31)), [f"neuroshard_height {HEIGHT}"])


if __name__ == "__main__":
    unittest.main()
