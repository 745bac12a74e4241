"""What no input brings about: a library that fails, or that answers what this release cannot know yet."""

import json
import os
import unittest

from command import (
    RESET,
    STATUS_UNKNOWN,
    UNEXPECTED,
    UPGRADE_RECOMMENDED,
    YELLOW,
    CommandTest,
    environment,
    run,
    run_on_terminal,
)

PROGRAM = os.environ["NEUROSHARD_WITH_FAULTS"]


def with_fault(fault=""):
    return {"program": PROGRAM, "env": environment(NEUROSHARD_FAULT=fault)}


class Faults(CommandTest):
    def test_status_unknown(self):
        cases = {
            "internal": "NSV_ERROR_INTERNAL",
            "no_memory": "out of memory",
            "unknown_status": "unknown status: 99",
        }
        for fault, message in cases.items():
            with self.subTest(fault=fault):
                self.assert_fails(["network", "status"], STATUS_UNKNOWN, message, **with_fault(fault))

    def test_other_commands(self):
        for fault, message in ("internal", "NSV_ERROR_INTERNAL"), ("no_memory", "out of memory"):
            with self.subTest(fault=fault):
                self.assert_fails(["version"], UNEXPECTED, message, **with_fault(fault))

    def test_a_defect_is_not_taken_for_bad_data(self):
        fault = with_fault("internal")
        self.assert_fails(["compat", "1.0.0", "1.0.0"], UNEXPECTED, "neuroshard: a defect", **fault)
        self.assert_fails(["network", "status", "--supported", "1.0.0"], STATUS_UNKNOWN, "neuroshard: a defect", **fault)


class States(CommandTest):
    """States that a node reaches only over time."""

    def test_upgrade_recommended(self):
        text = (
            "Network minimum version: 1.0.0\nYour version: 1.1.0\nStatus: Upgrade recommended !\n"
            "Upgrade this node when convenient.\n"
        )
        self.assert_prints(["network", "status"], text, UPGRADE_RECOMMENDED, **with_fault())
        shown = run_on_terminal("network", "status", program=PROGRAM, TERM="xterm")
        self.assertEqual(shown, text.replace("Upgrade recommended !", YELLOW + "Upgrade recommended !" + RESET))
        result = run("network", "status", "--json", **with_fault())
        self.assertEqual(result.returncode, UPGRADE_RECOMMENDED)
        message = "upgrade this node when convenient"
        self.assertEqual(json.loads(result.stdout), {"message": message, "upgrades": [], "log": None})

    def test_active_neps(self):
        text = "NeuroShard v1.1.0\nFeatures: none\nActive NEPs: NEP-001, NEP-003\n"
        self.assert_prints(["version"], text, **with_fault())
        document = json.loads(run("version", "--json", **with_fault()).stdout)
        self.assertEqual(document["active_neps"], ["NEP-001", "NEP-003"])

    def test_cancelled_neps(self):
        text = (
            "NEP      Target  Status     Phase  Height  Blocks left  Days left  Title\n"
            "-------  ------  ---------  -----  ------  -----------  ---------  --------------\n"
            "NEP-002  2.0.0   cancelled  -      4464    -            -          Protocol 2.0.0\n"
        )
        self.assert_prints(["nep", "list"], text, **with_fault())
        text = "NEP-002 (Protocol 2.0.0) is cancelled.\n"
        self.assert_prints(["network", "timeline", "NEP-002"], text, **with_fault())

    def test_label_values_are_escaped(self):
        result = run("network", "status", "--format", "openmetrics", **with_fault())
        self.assertEqual(result.returncode, UPGRADE_RECOMMENDED)
        self.assertIn(rb'{network="a\"b\\c\nd",version="1.1.0",', result.stdout)
        self.assertIn(b"\nneuroshard_status 1\n", result.stdout)


if __name__ == "__main__":
    unittest.main()
