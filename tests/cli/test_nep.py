"""The NEPs that a node knows, and what becomes of a change to its schedule."""

import hashlib
import json
import os
import unittest

from command import (
    ANNOUNCED,
    BAD_DATA,
    DAY,
    HEIGHT,
    MINOR_NEP,
    NEP,
    REFUSED,
    USAGE,
    CommandTest,
    at,
    run,
)

LIMIT = 64 * 1024  # bytes of a NEP


def effect_hash(nep):
    effect = {key: nep.get(key, []) for key in ("activation_height", "adds", "id", "removes", "requires", "target_version")}
    effect["backward_compatible"] = nep.get("backward_compatible", True)
    return hashlib.sha256(json.dumps(effect, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


class List(CommandTest):
    def test_table(self):
        node = ["--network", self.upgrading(NEP, MINOR_NEP), *at(1000, 20)]
        text = """\
NEP      Target  Status     Phase         Height  Blocks left  Days left  Title
-------  ------  ---------  ------------  ------  -----------  ---------  --------------
NEP-001  1.1.0   active     Active        1000    0            0          Better gossip
NEP-002  2.0.0   scheduled  Grace period  4464    3464         11         Protocol 2.0.0
"""
        self.assert_prints(["nep", "list", *node], text)

    def test_json(self):
        node = ["--network", self.upgrading(NEP, MINOR_NEP), *at(0, 0), "--json"]
        document = self.document("nep", "list", *node)
        self.assertEqual(list(document), ["network", "neps"])
        self.assertEqual(document["network"], "testnet")
        self.assertEqual(document["neps"], [self.document("nep", "show", id, *node) for id in ("NEP-001", "NEP-002")])

    def test_none(self):
        self.assert_prints(["nep", "list"], "neuroshard-mainnet has no NEPs.\n")
        self.assertEqual(self.document("nep", "list", "--json"), {"network": "neuroshard-mainnet", "neps": []})


class Show(CommandTest):
    def test_text(self):
        text = f"""\
NEP-002: Protocol 2.0.0
Status:             scheduled
Phase:              Grace period
Target version:     2.0.0, breaking
Activation block:   4464
Time left:          17 days, 1 block
Announced:          2027-01-15 08:00 UTC
Grace period from:  2027-01-29 08:00 UTC
Upgrade deadline:   2027-02-14 08:00 UTC
Expected:           2027-02-15 08:00 UTC
Adds:               beta
Removes:            none
Requires:           none
Upgrades from:      any version
Emergency:          no
This node:          Does not support it ✗
Effect hash:        {effect_hash(NEP)}
Migration steps:    1. Install the new release
                    2. Restart the node
"""
        node = ["--network", self.upgrading(), *at(HEIGHT - 1, 14)]
        self.assert_prints(["nep", "show", "NEP-002", *node], text)
        self.assert_prints(["nep", "show", "NEP-0002", *node], text)
        supported = text.replace("Does not support it ✗", "Supports it ✓")
        self.assert_prints(["nep", "show", "NEP-002", *node, "--supported", "1..2"], supported)

    def test_text_of_one_that_is_not_breaking(self):
        nep = {**MINOR_NEP, "requires": ["NEP-003"], "min_version": "1.0.1"}
        first = {**MINOR_NEP, "id": "NEP-003", "target_version": "1.0.1", "activation_height": 5}
        shown = run("nep", "show", "NEP-001", "--network", self.upgrading(nep, first), *at(0, 0)).stdout.decode()
        self.assertNotIn("Grace period", shown)
        for line in (
            "Target version:    1.1.0\n",
            "Time left:         7 days, 1000 blocks\n",
            "Requires:          NEP-003\n",
            "Upgrades from:     1.0.1 on\n",
            "Migration steps:   none\n",
        ):
            self.assertIn(line, shown)

    def test_json(self):
        document = self.document("nep", "show", "NEP-002", "--json", "--network", self.upgrading(), *at(HEIGHT - 1, 30))
        expected = {
            **NEP,
            "removes": [],
            "requires": [],
            "min_version": None,
            "backward_compatible": True,
            "emergency": False,
            "grace_days": 16,
            "effect_hash": effect_hash(NEP),
            "breaking": True,
            "supported": False,
            "status": "scheduled",
            "version_before": "1.0.0",
            "phase": "deadline_passed",
            "grace_from": ANNOUNCED + 14 * DAY,
            "deadline": ANNOUNCED + 30 * DAY,
            "days_left": 1,
            "blocks_left": 1,
        }
        self.assertEqual(document, expected)

    def test_phases_around_the_activation(self):
        network = ["--network", self.upgrading()]
        for height, status, blocks in (HEIGHT - 1, "scheduled", 1), (HEIGHT, "active", 0), (HEIGHT + 1, "active", 0):
            with self.subTest(height=height):
                nep = self.document("nep", "show", "NEP-002", "--json", *network, *at(height, 40))
                self.assertEqual((nep["status"], nep["blocks_left"]), (status, blocks))
                self.assertEqual(nep["phase"], "active" if status == "active" else "deadline_passed")

    def test_unknown_and_malformed_ids(self):
        for command in (["show"], ["cancel"]):
            self.assert_fails(["nep", *command, "NEP-009"], REFUSED, "NEP-009", "not found")
        for text in "", "NEP-", "NEP-1", "nep-001", "NEP-001 ", "NEP-99999999999999999999", "\x1b[31m":
            for command in (["show"], ["cancel"], ["activate"]):
                with self.subTest(text=text, command=command):
                    self.assert_fails(["nep", *command, text], BAD_DATA, "neuroshard: '")


class Schedule(CommandTest):
    def nep(self, **changes):
        return self.file(json.dumps({**NEP, **changes}).encode(), "nep.json")

    def node(self, *options):
        return ["--network", self.network(), *at(0, 0), *options]

    def refuse(self, *fragments, options=(), **changes):
        node = ["--network", self.network(), *(options or at(0, 0))]
        self.assert_fails(["nep", "schedule", self.nep(**changes), *node], REFUSED, "nep.json'", *fragments)

    def test_text(self):
        shown = run("nep", "schedule", self.nep(), *self.node("--state", "-")).stdout.decode()
        first, empty, *details = shown.splitlines(keepends=True)
        self.assertEqual((first, empty), ("NEP-002 is scheduled. Nothing was kept, for there is no store.\n", "\n"))
        known = run("nep", "show", "NEP-002", "--network", self.upgrading(), *at(0, 0)).stdout.decode()
        self.assertEqual("".join(details), known)

    def test_json(self):
        known = self.document("nep", "show", "NEP-002", "--json", "--network", self.upgrading(), *at(0, 0))
        self.assertEqual(self.document("nep", "schedule", self.nep(), *self.node("--json")), known)
        self.assertEqual(self.document("nep", "schedule", "-", *self.node("--json"), input=json.dumps(NEP).encode()), known)

    def test_it_says_where_it_is_kept(self):
        store = os.path.join(self.scratch, "protocol.db")
        shown = run("nep", "schedule", self.nep(), *self.node("--state", self.scratch)).stdout.decode()
        self.assertEqual(shown.splitlines()[0], f"NEP-002 is scheduled. It is record 2 of '{store}'.")

    def test_nothing_is_kept_without_a_store(self):
        node = self.node("--json", "--state", "-")
        self.document("nep", "schedule", self.nep(), *node)
        self.assertEqual(self.document("nep", "list", *node)["neps"], [])

    def test_again_with_the_same_effect(self):
        node = ["--json", "--network", self.upgrading(), *at(0, 0)]
        nep = self.document("nep", "schedule", self.nep(title="Other words"), *node)
        self.assertEqual((nep["title"], nep["status"]), (NEP["title"], "scheduled"))

    def test_the_form_of_the_python_reference(self):
        reference = {
            "nep_id": "NEP-0007",
            "title": "Protocol 1.1.0",
            "status": "scheduled",
            "upgrade_path": {"target_version": "1.1.0", "backward_compatible": True, "migration_steps": []},
            "parameter_changes": [{"parameter": "feature_beta", "old_value": False, "new_value": True}],
            "activation_block": 50,
            "created_at": ANNOUNCED + 0.5,
        }
        nep = self.document("nep", "schedule", self.file(json.dumps(reference).encode(), "nep.json"), *self.node("--json"))
        self.assertEqual((nep["id"], nep["adds"], nep["announced_at"]), ("NEP-007", ["beta"], ANNOUNCED))

    def test_refusals(self):
        self.refuse(options=at(HEIGHT, 40))
        self.refuse("30", expected_activation_time=ANNOUNCED + 30 * DAY - 1)
        self.refuse(target_version="0.9.0")
        self.refuse("NEP-001", requires=["NEP-001"])
        self.refuse(adds=["alpha"])
        other = ["nep", "schedule", self.nep(activation_height=9000), "--network", self.upgrading(), *at(0, 0)]
        self.assert_fails(other, REFUSED, effect_hash(NEP), effect_hash({**NEP, "activation_height": 9000}))

    def test_notice_is_exact(self):
        self.document("nep", "schedule", self.nep(expected_activation_time=ANNOUNCED + 30 * DAY), *self.node("--json"))

    def test_catch_up(self):
        late = ["--network", self.network(), *at(HEIGHT, 40), "--json"]
        nep = self.document("nep", "schedule", self.nep(), "--catch-up", *late)
        self.assertEqual(nep["status"], "active")
        short = self.nep(expected_activation_time=ANNOUNCED)
        self.assertEqual(self.document("nep", "schedule", short, "--catch-up", *self.node("--json"))["status"], "scheduled")
        wrong = ["nep", "schedule", self.nep(target_version="0.9.0"), "--catch-up", *late]
        self.assert_fails(wrong, REFUSED, "nep.json'")

    def test_what_is_no_nep(self):
        cases = {
            b"": "invalid JSON at byte 0",
            b"[]": "expected an object",
            b'{"id": "\xff"}': "invalid JSON at byte 8",
            b"{}": "$.id: missing",
            json.dumps({**NEP, "id": "NEP-1"}).encode(): "$.id",
            json.dumps({**NEP, "title": "\x1b[31m"}).encode(): "$.title: expected no control character",
            json.dumps({**NEP, "activation_height": 0}).encode(): "$.activation_height",
            json.dumps({**NEP, "activation_height": 2**53}).encode(): "$.activation_height",
        }
        for content, message in cases.items():
            with self.subTest(content=content):
                path = self.file(content, "nep.json")
                self.assert_fails(["nep", "schedule", path, *self.node()], BAD_DATA, "nep.json': ", message)
        self.assert_fails(["nep", "schedule", "-"], BAD_DATA, "standard input: $.id: missing", input=b"{}")
        self.assert_fails(["nep", "schedule", "missing.json"], BAD_DATA, "cannot read 'missing.json'")

    def test_the_limit_is_exact(self):
        content = json.dumps(NEP).encode().ljust(LIMIT)
        self.document("nep", "schedule", self.file(content, "nep.json"), *self.node("--json"))
        message = "nep.json': too long: expected at most 65536 bytes"
        self.assert_fails(["nep", "schedule", self.file(content + b" ", "nep.json")], BAD_DATA, message)
        self.assert_fails(["nep", "schedule", "/dev/zero"], BAD_DATA, "'/dev/zero': too long")

    def test_standard_input_is_read_once(self):
        with open(self.network(), "rb") as file:
            self.assert_fails(["nep", "schedule", "-", "--network", "-"], USAGE, "standard input", stdin=file)


class Reschedule(CommandTest):
    def test_it_moves_and_the_notice_starts_anew(self):
        node = ["--network", self.upgrading(), *at(100, 10)]
        nep = self.document("nep", "reschedule", "NEP-002", "9000", str(ANNOUNCED + 40 * DAY), *node, "--json")
        self.assertEqual((nep["activation_height"], nep["expected_activation_time"]), (9000, ANNOUNCED + 40 * DAY))
        self.assertEqual((nep["announced_at"], nep["blocks_left"], nep["phase"]), (ANNOUNCED + 10 * DAY, 8900, "approved"))
        shown = run("nep", "reschedule", "NEP-002", "9000", "2027-06-01", *node, "--state", "-").stdout.decode()
        answer = "NEP-002 is rescheduled. Nothing was kept, for there is no store.\n\nNEP-002: "
        self.assertTrue(shown.startswith(answer), shown)
        self.assertIn("Expected:           2027-06-01 00:00 UTC\n", shown)

    def test_refusals(self):
        network = ["--network", self.upgrading()]
        late = str(ANNOUNCED + 100 * DAY)
        for node, arguments in (
            (at(100, 10), ["NEP-009", "9000", late]),
            (at(100, 10), ["NEP-002", "100", late]),
            (at(100, 10), ["NEP-002", "9000", str(ANNOUNCED + 40 * DAY - 1)]),
            (at(HEIGHT, 40), ["NEP-002", "9000", late]),
        ):
            with self.subTest(arguments=arguments):
                self.assert_fails(["nep", "reschedule", *arguments, *network, *node], REFUSED, f"neuroshard: {arguments[0]}: ")

    def test_bad_data(self):
        for arguments, message in (
            (["NEP-2", "9000", "1"], "NEP-2"),
            (["NEP-002", "x", "1"], "HEIGHT 'x': expected a whole number"),
            (["NEP-002", "9000", "soon"], "TIME 'soon': expected Unix seconds"),
        ):
            self.assert_fails(["nep", "reschedule", *arguments], BAD_DATA, message)


class Cancel(CommandTest):
    def test_cancelled(self):
        node = ["--network", self.upgrading(), *at(HEIGHT - 1, 10)]
        nep = self.document("nep", "cancel", "NEP-002", "--reason", "a defect", *node, "--json")
        self.assertEqual((nep["status"], nep["phase"], nep["breaking"]), ("cancelled", None, False))
        self.assertEqual(nep["cancel_reason"], "a defect")
        shown = run("nep", "cancel", "NEP-002", "--reason=a defect", *node, "--state", "-").stdout.decode()
        self.assertTrue(shown.startswith("NEP-002 is cancelled. Nothing was kept, for there is no store.\n\nNEP-002: "), shown)
        self.assertRegex(shown, r"\nStatus: +cancelled\nCancelled because: +a defect\nTarget version: +2\.0\.0\n")
        self.assertNotIn("left", shown)

    def test_without_a_reason(self):
        node = ["--network", self.upgrading(), *at(0, 0)]
        self.assertEqual(self.document("nep", "cancel", "NEP-002", *node, "--json")["cancel_reason"], "")
        self.assertNotIn("because", run("nep", "cancel", "NEP-002", *node).stdout.decode())

    def test_refused_from_its_height_on(self):
        for height in HEIGHT, HEIGHT + 1:
            node = ["--network", self.upgrading(), *at(height, 40)]
            self.assert_fails(["nep", "cancel", "NEP-002", *node], REFUSED, "neuroshard: NEP-002: ", str(HEIGHT))

    def test_bad_reasons(self):
        for reason in "\x1b[31m", "x" * 1001:
            node = ["--network", self.upgrading(), *at(0, 0)]
            self.assert_fails(["nep", "cancel", "NEP-002", "--reason", reason, *node], BAD_DATA, "NEP-002: ")


class Activate(CommandTest):
    def test_around_the_height(self):
        network = ["--network", self.upgrading(), "--supported", "1.0.0..2.0.0"]
        for height, exit_code in (HEIGHT - 1, REFUSED), (HEIGHT, 0), (HEIGHT + 1, 0):
            with self.subTest(height=height):
                arguments = ["nep", "activate", "NEP-0002", *network, *at(height, 31)]
                answer = self.document(*arguments, "--json", exit_code=exit_code)
                self.assertEqual(list(answer), ["id", "activated", "message"])
                self.assertEqual((answer["id"], answer["activated"]), ("NEP-002", exit_code == 0))
                if exit_code == 0:
                    self.assertEqual(answer["message"], "Activated NEP-002, now at version 2.0.0")
                else:
                    self.assertIn(str(HEIGHT), answer["message"])
                    self.assertIn(str(height), answer["message"])
                self.assert_prints(arguments, answer["message"] + "\n", exit_code)

    def test_not_supported(self):
        answer = self.document("nep", "activate", "NEP-002", "--network", self.upgrading(), *at(HEIGHT, 31), "--json",
                               exit_code=REFUSED)
        self.assertIn("2.0.0", answer["message"])

    def test_unknown(self):
        self.assert_prints(["nep", "activate", "NEP-009"], "NEP NEP-009 not found\n", REFUSED)


if __name__ == "__main__":
    unittest.main()
