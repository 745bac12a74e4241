"""What the commands print."""

import hashlib
import json
import os
import re
import time
import unicodedata
import unittest

from command import CANNOT_TAKE_PART, NETWORK, SUCCESS, CommandTest, run

FEATURES = [
    "diloco",
    "dynamic_layers",
    "ecdsa_signatures",
    "gossip_proofs",
    "inference_market",
    "ponw",
    "robust_aggregation",
]
# S16: what identifies a network whose nodes have passed no upgrade.
DIGEST = hashlib.sha256(
    b"\0".join([b"neuroshard-upgrade-id/1", b"neuroshard-mainnet", b"1.0.0", ",".join(FEATURES).encode()])
).hexdigest()[:16]


class Text(CommandTest):
    def test_version(self):
        self.assert_prints(["version"], f"NeuroShard v1.0.0\nFeatures: {', '.join(FEATURES)}\n")

    def test_version_of_a_node_without_features(self):
        path = self.genesis("2.0.0")
        self.assert_prints(["version", "--network", path, "--supported", "1.0.0"], "NeuroShard v1.0.0\nFeatures: none\n")

    def test_release(self):
        self.assert_prints(["--version"], f"neuroshard {os.environ['NEUROSHARD_RELEASE']}\n")

    def test_status_compatible(self):
        text = "Network minimum version: 1.0.0\nYour version: 1.0.0\nStatus: Compatible ✓\n"
        self.assert_prints(["network", "status"], text)
        self.assert_prints(["network", "status", "--format", "text"], text)
        self.assert_prints(["network", "status", "--supported", "1.0.0..2.0.0"], text)
        self.assert_prints(["network", "status", "--supported", "v1..2"], text)

    def test_status_must_upgrade(self):
        self.assert_prints(
            ["network", "status", "--network", self.genesis("2.0.0")],
            "Network minimum version: 2.0.0\nYour version: 1.0.0\nStatus: Must upgrade ✗\n"
            "The network requires at least 2.0.0 and this node supports at most 1.0.0; upgrade this node.\n",
            CANNOT_TAKE_PART,
        )

    def test_status_too_new(self):
        self.assert_prints(
            ["network", "status", "--supported", "2.0.0"],
            "Network minimum version: 1.0.0\nYour version: 1.0.0\nStatus: Too new ✗\n"
            "The network is at 1.0.0 and this node supports no version below 2.0.0; wait for the network's upgrade.\n",
            CANNOT_TAKE_PART,
        )

    def test_compat(self):
        cases = {
            ("1.2.0", "1.2"): ("IDENTICAL", "Identical version", "nobody", SUCCESS),
            ("1.2.0", "v1.2.3"): ("COMPATIBLE", "Compatible versions", "nobody", SUCCESS),
            ("v1.2", "1.3.0"): (
                "UPGRADE_RECOMMENDED",
                "Upgrade recommended: you have 1.2.0, peer has 1.3.0. You should upgrade.",
                "you",
                SUCCESS,
            ),
            ("3", "2.0.0"): (
                "INCOMPATIBLE",
                "Incompatible versions: you have 3.0.0, peer has 2.0.0. Major version mismatch. The peer must upgrade.",
                "the peer",
                CANNOT_TAKE_PART,
            ),
        }
        for (local, peer), (level, message, upgrade, exit_code) in cases.items():
            with self.subTest(local=local, peer=peer):
                text = f"Level:    {level}\nMessage:  {message}\nUpgrade:  {upgrade}\n"
                self.assert_prints(["compat", local, peer], text, exit_code)

    def test_features(self):
        text = """\
Feature             Description                              Since
------------------  ---------------------------------------  -----
diloco              DiLoCo distributed training              1.0.0
dynamic_layers      Dynamic layer assignment                 1.0.0
ponw                Proof of Neural Work                     1.0.0
gossip_proofs       Gossip-based proof sharing               1.0.0
ecdsa_signatures    ECDSA cryptographic signatures           1.0.0
inference_market    Dynamic inference pricing                1.0.0
robust_aggregation  Byzantine-tolerant gradient aggregation  1.0.0
"""
        self.assert_prints(["features"], text)

    def test_pending_features(self):
        text = """\
Feature       Description                        Required NEP
------------  ---------------------------------  ------------
mtp           Multi-Token Prediction             TBD
mla           Multi-Head Latent Attention        TBD
aux_free_moe  Auxiliary-Loss-Free MoE Balancing  TBD
fp8_training  FP8 Mixed Precision Training       TBD
dualpipe      DualPipe Parallelism               TBD
"""
        self.assert_prints(["features", "--pending"], text)

    def test_required_nep_of_a_pending_feature(self):
        self.assert_prints(
            ["features", "--pending", "--network", self.network()],
            "Feature  Description  Required NEP\n-------  -----------  ------------\nbeta     The second   NEP-002\n",
        )

    def test_history(self):
        text = """\
Version  Date    Description
-------  ------  -------------------------------------------------
1.0.0    Launch  Initial release with DiLoCo, PoNW, dynamic layers
"""
        self.assert_prints(["history"], text)

    def test_empty_tables(self):
        def empty(definition):
            definition.update(features=[], history=[], roles=[])

        path = self.network(empty)
        self.assert_prints(["features", "--network", path], "testnet has no features.\n")
        self.assert_prints(["features", "--pending", "--network", path], "testnet has no pending features.\n")
        self.assert_prints(["history", "--network", path], "testnet has no version history.\n")


class GlobalOptions(CommandTest):
    def test_they_may_stand_anywhere(self):
        path = self.network()
        expected = run("network", "status", "--json", "--network", path, "--time", "5").stdout
        self.assertIn(b'"testnet"', expected)
        for arguments in (
            ["--json", "--time", "5", "--network", path, "network", "status"],
            ["--json", "network", "--network", path, "status", "--time=5"],
            ["network", f"--network={path}", "--time", "5", "status", "--json"],
        ):
            self.assert_prints(arguments, expected.decode())

    def test_network_from_standard_input(self):
        text = "Version  Date    Description\n-------  ------  -------------\n1.0.0    Launch  First release\n"
        self.assert_prints(["history", "--network", "-"], text, input=json.dumps(NETWORK).encode())

    def test_height(self):
        cases = {"--height=0": 0, "--height=0012": 12, "--height=9007199254740991": 2**53 - 1}
        for option, height in cases.items():
            self.assertEqual(self.document("network", "status", "--json", option)["height"], height)
        self.assertEqual(self.document("--height", "12", "network", "status", "--json")["height"], 12)
        self.assertEqual(self.document("network", "status", "--json")["height"], 0)

    def test_time(self):
        cases = {
            "0": 0,
            "1800000000": 1800000000,
            "9007199254740991": 2**53 - 1,
            "1970-01-01": 0,
            "2027-01-15": 1799971200,
            "2027-01-15T08:00:00Z": 1800000000,
            "2028-02-29": 1835395200,
        }
        for text, seconds in cases.items():
            with self.subTest(text=text):
                self.assertEqual(self.document("network", "status", "--json", "--time", text)["time"], seconds)

    def test_time_is_the_clock_by_default(self):
        before = int(time.time())
        self.assertIn(self.document("network", "status", "--json")["time"], range(before, before + 60))

    def test_a_double_dash_ends_the_options(self):
        self.assert_prints(["compat", "--", "1.0.0", "1.0.0"], run("compat", "1.0.0", "1.0.0").stdout.decode())


class Json(CommandTest):
    def test_version(self):
        self.assertEqual(
            self.document("version", "--json"),
            {"network": "neuroshard-mainnet", "version": "1.0.0", "features": FEATURES, "active_neps": []},
        )

    def test_status(self):
        expected = {
            "network": "neuroshard-mainnet",
            "status": "COMPATIBLE",
            "message": "",
            "version": "1.0.0",
            "network_version": "1.0.0",
            "network_minimum": "1.0.0",
            "supported": {"min": "1.0.0", "max": "1.0.0"},
            "height": 7,
            "time": 1800000000,
            "upgrade_id": {"digest": DIGEST, "next": 0},
            "participation": {
                "training": {"allowed": True, "reason": "Ready for training"},
                "inference": {"allowed": True, "reason": "Ready for inference"},
            },
            "upgrades": [],
            "log": None,
        }
        node = ["--height", "7", "--time", "1800000000"]
        self.assertEqual(self.document("network", "status", "--json", *node), expected)
        self.assertEqual(self.document("network", "status", "--format", "json", *node), expected)

    def test_status_keeps_its_exit_code(self):
        document = self.document("network", "status", "--json", "--supported", "2..3", exit_code=CANNOT_TAKE_PART)
        self.assertEqual(document["status"], "TOO_NEW")
        self.assertEqual(document["supported"], {"min": "2.0.0", "max": "3.0.0"})

    def test_compat(self):
        self.assertEqual(
            self.document("compat", "1", "2", "--json", exit_code=CANNOT_TAKE_PART),
            {
                "local": "1.0.0",
                "peer": "2.0.0",
                "level": "INCOMPATIBLE",
                "can_communicate": False,
                "upgrade": "LOCAL",
                "message": "Incompatible versions: you have 1.0.0, peer has 2.0.0. Major version mismatch. You must upgrade.",
            },
        )
        document = self.document("compat", "1", "1", "--json")
        self.assertEqual((document["can_communicate"], document["upgrade"]), (True, "NONE"))

    def test_features(self):
        path = self.network()
        for arguments, feature in ((), NETWORK["features"][0]), (("--pending",), NETWORK["features"][1]):
            document = self.document("features", *arguments, "--json", "--network", path)
            self.assertEqual(document, {"network": "testnet", "features": [feature]})

    def test_history(self):
        self.assertEqual(
            self.document("history", "--json", "--network", self.network()),
            {"network": "testnet", "history": NETWORK["history"]},
        )


class OpenMetrics(CommandTest):
    def metrics(self, *arguments, exit_code=SUCCESS):
        result = run("network", "status", "--format", "openmetrics", *arguments)
        self.assertEqual((result.stderr, result.returncode), (b"", exit_code))
        return result.stdout.decode()

    def test_samples(self):
        samples = [line for line in self.metrics().splitlines() if not line.startswith("#")]
        self.assertEqual(
            samples,
            [
                'neuroshard_protocol_info{network="neuroshard-mainnet",version="1.0.0",'
                'network_version="1.0.0",network_minimum="1.0.0"} 1',
                "neuroshard_status 0",
                'neuroshard_participation{role="training"} 1',
                'neuroshard_participation{role="inference"} 1',
                "neuroshard_height 0",
            ],
        )

    def test_values_follow_the_status(self):
        must_upgrade = self.metrics("--network", self.genesis("2.0.0"), exit_code=CANNOT_TAKE_PART)
        self.assertIn("\nneuroshard_status 2\n", must_upgrade)
        self.assertIn('network="testnet",version="1.0.0",network_version="2.0.0",network_minimum="2.0.0"', must_upgrade)
        self.assertIn('\nneuroshard_participation{role="training"} 0\n', must_upgrade)
        self.assertIn("\nneuroshard_status 3\n", self.metrics("--supported", "2.0.0", exit_code=CANNOT_TAKE_PART))

    def test_lines_are_well_formed(self):
        text = self.metrics()
        self.assertTrue(text.endswith("\n# EOF\n"))
        label = r'[a-z_]+="(?:[^"\\\n]|\\[\\"n])*"'
        introduced = []
        for line in text.splitlines()[:-1]:
            if match := re.fullmatch(r"# HELP (neuroshard_[a-z_]+) [^\\\n]+", line):
                self.assertNotIn(match[1], introduced)
                introduced.append(match[1])
            elif match := re.fullmatch(r"# TYPE (neuroshard_[a-z_]+) gauge", line):
                self.assertEqual(match[1], introduced[-1])
            else:
                match = re.fullmatch(rf"(neuroshard_[a-z_]+)(?:\{{{label}(?:,{label})*\}})? [0-3]", line)
                self.assertIsNotNone(match, line)
                self.assertEqual(match[1], introduced[-1])


class Alignment(CommandTest):
    @staticmethod
    def columns(text):
        wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
        return len(text) + wide - sum(unicodedata.combining(character) != 0 for character in text)

    def test_columns_follow_the_width_on_a_terminal(self):
        descriptions = ["plain", "größer", "日本語の機能", "e\u0301te\u0301", "🚀 launch"]

        def change(definition):
            definition["features"] = [
                {"name": f"feature_{i}", "title": "T", "description": description, "since": "1.0.0"}
                for i, description in enumerate(descriptions)
            ]
            definition["roles"] = []

        result = run("features", "--network", self.network(change))
        lines = result.stdout.decode().splitlines()
        self.assertEqual(len(lines), 2 + len(descriptions))
        start = lines[0].index("Since")
        self.assertEqual(lines[1].split("  ")[1], "-" * max(map(self.columns, descriptions)))
        for line, description in zip(lines[2:], descriptions):
            self.assertIn(description, line)
            self.assertTrue(line.endswith("1.0.0"))
            self.assertEqual(self.columns(line[: -len("1.0.0")]), start, line)


if __name__ == "__main__":
    unittest.main()
