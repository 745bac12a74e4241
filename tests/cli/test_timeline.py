"""The timeline of a breaking upgrade, as text, SVG and data."""

import os
import re
import unittest
from xml.etree import ElementTree

from command import (
    ANNOUNCED,
    BAD_DATA,
    BOLD,
    CANNOT_WRITE,
    DAY,
    GREEN,
    HEIGHT,
    MINOR_NEP,
    NEP,
    RED,
    REFUSED,
    RESET,
    SUCCESS,
    CommandTest,
    at,
    run,
    run_on_terminal,
)

SVG = "{http://www.w3.org/2000/svg}"

FIGURE = """\
┌──────────────────────────────────────────────────────────────┐
│                    MAJOR VERSION UPGRADE                     │
├──────────────────────────────────────────────────────────────┤
│                                                              │
│      Day 0         Day 14         Day 30         Day 31      │
│   2027-01-15     2027-01-29     2027-02-14     2027-02-15    │
│        │              │              │              │        │
│        ▼              ▼              ▼              ▼        │
│  ┌───────────┐  ┌───────────┐  ┌───────────┐  ┌───────────┐  │
│  │    NEP    │  │   Grace   │  │  Upgrade  │  │  v2.0.0   │  │
│  │ Approved  │  │  Period   │  │ Deadline  │  │  Active   │  │
│  └───────────┘  └───────────┘  └───────────┘  └───────────┘  │
{now}
│                                                              │
│   v1.x nodes:     ✓ Working      ✓ Working   ✗ Disconnected  │
│   v2.x nodes:     ✓ Working      ✓ Working      ✓ Working    │
│                                                              │
└──────────────────────────────────────────────────────────────┘
"""


def now_lines(column, text):
    """The two lines that say where the node stands, below one of the four boxes."""
    cells = [["", "", "", ""], ["", "", "", ""]]
    cells[0][column] = "▲"
    cells[1][column] = text
    return "\n".join("│ " + "".join(centred(cell) for cell in line) + " │" for line in cells)


def centred(text):
    left = (15 - len(text)) // 2
    return " " * left + text + " " * (15 - len(text) - left)


class Text(CommandTest):
    def test_figure(self):
        text = FIGURE.replace("{now}", now_lines(1, "now, day 20")) + (
            "Upgrade:     NEP-002: Protocol 2.0.0\n"
            "In force:    at block 4464, expected 2027-02-15 08:00 UTC (11 days, 4364 blocks left)\n"
            "This node:   at block 100, 2027-02-04 08:00 UTC; does not support 2.0.0 ✗\n"
            "What to do:  1. Install the new release\n"
            "             2. Restart the node\n"
        )
        node = ["--network", self.upgrading(MINOR_NEP, NEP), *at(100, 20)]
        self.assert_prints(["network", "timeline", *node], text)
        self.assert_prints(["network", "timeline", "NEP-0002", *node], text)
        supported = text.replace("does not support 2.0.0 ✗", "supports 2.0.0 ✓")
        self.assert_prints(["network", "timeline", *node, "--supported", "1..2"], supported)

    def test_where_the_node_stands(self):
        network = ["--network", self.upgrading()]
        for node, column, now in (
            (at(0, 0), 0, "now, day 0"),
            (["--time", str(ANNOUNCED - 1)], 0, "now"),
            (["--time", str(ANNOUNCED + 14 * DAY - 1)], 0, "now, day 13"),
            (at(100, 14), 1, "now, day 14"),
            (at(100, 30), 2, "now, day 30"),
            (at(HEIGHT - 1, 400), 2, "now, day 400"),
            (at(HEIGHT, 20), 3, "now, day 20"),
            (at(HEIGHT + 1, 32), 3, "now, day 32"),
        ):
            with self.subTest(node=node):
                result = run("network", "timeline", "NEP-002", *network, *node)
                self.assertEqual(result.returncode, SUCCESS)
                self.assertTrue(result.stdout.decode().startswith(FIGURE.replace("{now}", now_lines(column, now))))

    def test_active(self):
        node = ["--network", self.upgrading(), *at(HEIGHT, 31)]
        self.assert_prints(["network", "timeline", *node], "No breaking upgrade is pending.\n")
        shown = run("network", "timeline", "NEP-002", *node).stdout.decode()
        self.assertIn("\nIn force:    since block 4464; it was expected 2027-02-15 08:00 UTC\n", shown)

    def test_days_are_those_of_the_upgrade(self):
        nep = {**NEP, "grace_days": 10, "expected_activation_time": ANNOUNCED + 100 * DAY}
        shown = run("network", "timeline", "--network", self.upgrading(nep), *at(0, 0)).stdout.decode()
        document = self.document("network", "timeline", "--json", "--network", self.upgrading(nep), *at(0, 0))
        days = [str(milestone["day"]) for milestone in document["milestones"]]
        self.assertEqual(re.findall(r"Day (\d+)", shown), days)
        self.assertEqual((days[0], days[3]), ("0", "100"))
        self.assertNotEqual(days, ["0", "14", "30", "31"])

    def test_names_of_the_nodes(self):
        older = {**MINOR_NEP, "id": "NEP-003", "activation_height": 900}
        for target, first, old, new in (
            ("2.1.0", None, "v1.x nodes:", "v2.x nodes:"),
            ("1.2.0", None, "v1.0.x nodes:", "v1.2.x nodes:"),
            ("1.2.0", "1.1.0", "v1.1.x nodes:", "v1.2.x nodes:"),
            ("1.0.1", None, "v1.0.0 nodes:", "v1.0.1 nodes:"),
            ("1.0.0", None, "Older nodes:", "v1.0.0 nodes:"),
        ):
            with self.subTest(target=target):
                neps = [{**NEP, "target_version": target, "backward_compatible": False}]
                neps += [{**older, "target_version": first}] if first else []
                network = ["--network", self.upgrading(*neps)]
                title = "MAJOR VERSION UPGRADE" if target == "2.1.0" else "BREAKING UPGRADE"
                for height in 0, 1000, HEIGHT:
                    shown = run("network", "timeline", "NEP-002", *network, *at(height, 0)).stdout.decode()
                    for text in title, old, new:
                        self.assertRegex(shown, f"│ +{re.escape(text)} ")

    def test_long_texts_do_not_break_the_frame(self):
        nep = {**NEP, "target_version": "2.0.0-" + "x" * 200, "title": "機能" * 100}
        shown = run("network", "timeline", "--network", self.upgrading(nep), *at(0, 0)).stdout.decode()
        frame = [line for line in shown.splitlines() if line[0] in "┌│├└"]
        self.assertEqual({len(line) for line in frame}, {64})
        self.assertIn("v2.0.0-xxx…", shown)

    def test_no_upgrade(self):
        self.assert_prints(["network", "timeline"], "No breaking upgrade is pending.\n")
        minor = ["--network", self.upgrading(MINOR_NEP), *at(0, 0)]
        self.assert_prints(["network", "timeline", *minor], "No breaking upgrade is pending.\n")
        text = ("NEP-001 (Better gossip) is not breaking: older nodes keep working. "
                "1.1.0 is in force at block 1000, expected 2027-01-22 08:00 UTC (7 days, 1000 blocks left).\n")
        self.assert_prints(["network", "timeline", "NEP-001", *minor], text)

    def test_unknown_and_malformed_ids(self):
        self.assert_fails(["network", "timeline", "NEP-009"], REFUSED, "NEP-009", "not found")
        for text in "", "NEP-1", "2":
            self.assert_fails(["network", "timeline", text], BAD_DATA, f"'{text}': ")

    def test_colour(self):
        command = ["network", "timeline", "--network", self.upgrading(), *at(0, 0)]
        shown = run_on_terminal(*command, TERM="xterm")
        self.assertRegex(shown, re.escape(BOLD) + " +MAJOR VERSION UPGRADE +" + re.escape(RESET))
        for line in "NEP", "Approved", "▲", "now, day 0":
            self.assertRegex(shown, "│ " + re.escape(BOLD) + f" *│? *{line} *│? *" + re.escape(RESET))
        self.assertEqual(shown.count(BOLD), 7)  # the title, the four lines of the present box and the two below it
        self.assertRegex(shown, re.escape(RED) + " *✗ Disconnected *" + re.escape(RESET))
        self.assertRegex(shown, re.escape(GREEN) + " *✓ Working *" + re.escape(RESET))
        plain = run(*command).stdout.decode()
        self.assertEqual(re.sub(r"\x1b\[\d*m", "", shown), plain)
        self.assertEqual(run_on_terminal(*command, TERM="xterm", NO_COLOR="1"), plain)


class Json(CommandTest):
    def test_data(self):
        node = ["--network", self.upgrading(MINOR_NEP, NEP), *at(100, 20), "--json"]
        days = [("approved", 0), ("grace", 14), ("deadline_passed", 30), ("active", 31)]
        self.assertEqual(
            self.document("network", "timeline", *node),
            {
                "network": "testnet",
                "height": 100,
                "time": ANNOUNCED + 20 * DAY,
                "upgrade": self.document("nep", "show", "NEP-002", *node),
                "milestones": [{"phase": phase, "time": ANNOUNCED + day * DAY, "day": day} for phase, day in days],
            },
        )

    def test_nothing_to_draw(self):
        document = self.document("network", "timeline", "--json", "--time", "5")
        expected = {"network": "neuroshard-mainnet", "height": 0, "time": 5, "upgrade": None, "milestones": []}
        self.assertEqual(document, expected)
        minor = self.document("network", "timeline", "NEP-001", "--json", "--network", self.upgrading(MINOR_NEP), *at(0, 0))
        upgrade = minor["upgrade"]
        self.assertEqual((upgrade["id"], upgrade["version_before"], minor["milestones"]), ("NEP-001", "1.0.0", []))


class Svg(CommandTest):
    def svg(self, *arguments, nep=NEP):
        result = run("network", "timeline", "--svg", "-", "--network", self.upgrading(nep), *(arguments or at(100, 20)))
        self.assertEqual((result.stderr, result.returncode), (b"", SUCCESS))
        return ElementTree.fromstring(result.stdout)

    @staticmethod
    def texts(svg):
        return [element.text for element in svg.iter(SVG + "text")]

    def test_it_says_what_the_text_says(self):
        texts = self.texts(self.svg())
        for text in (
            "MAJOR VERSION UPGRADE", "NEP-002: Protocol 2.0.0", "Now: day 20", "v2.0.0", "Active", "v1.x nodes", "v2.x nodes",
            *("Day 0", "Day 14", "Day 30", "Day 31"), *("2027-01-15", "2027-01-29", "2027-02-14", "2027-02-15"),
            "In force at block 4464, expected 2027-02-15 08:00 UTC (11 days, 4364 blocks left)",
            "✗ This node does not support 2.0.0",
        ):
            self.assertEqual(texts.count(text), 1, text)
        self.assertEqual((texts.count("✓ Working"), texts.count("✗ Disconnected")), (5, 1))
        self.assertIn("✓ This node supports 2.0.0", self.texts(self.svg("--supported", "1..2")))

    def test_disconnected_begins_at_the_activation(self):
        svg = self.svg()
        stops = [float(circle.get("cx")) for circle in svg.iter(SVG + "circle")]
        cut = next(rect for rect in svg.iter(SVG + "rect") if rect.get("class") == "cut")
        self.assertEqual(len(stops), 4)
        self.assertLess(abs(float(cut.get("x")) - stops[3]), 5)

    def test_the_pin_moves_with_the_node(self):
        def pin(*node):
            path = next(path for path in self.svg("NEP-002", *node).iter(SVG + "path") if path.get("class") == "pin")
            return float(re.match(r"M(\d+) ", path.get("d"))[1])

        nodes = ["--time", "0"], at(0, 0), at(0, 7), at(0, 14), at(0, 29), at(0, 30), at(HEIGHT - 1, 400), at(HEIGHT, 31)
        positions = [pin(*node) for node in nodes]
        self.assertEqual(positions, sorted(positions))
        self.assertEqual(len(set(positions)), len(positions) - 1)  # before the announcement it stands at the beginning

    def test_everything_is_inside(self):
        for nep in NEP, {**NEP, "target_version": "2.0.0-" + "x" * 200, "title": "W" * 1000}:
            svg = self.svg(nep=nep)
            _, _, width, height = map(float, svg.get("viewBox").split())
            for rect in svg.iter(SVG + "rect"):
                x, y, w, h = (float(rect.get(name)) for name in ("x", "y", "width", "height"))
                self.assertTrue(0 <= x and x + w <= width and 0 <= y and y + h <= height)
            for text in svg.iter(SVG + "text"):
                self.assertTrue(0 < float(text.get("y")) < height and len(text.text) <= 90, text.text)

    def test_it_is_accessible_and_self_contained(self):
        result = run("network", "timeline", "--svg", "-", "--network", self.upgrading(), *at(100, 20))
        svg = ElementTree.fromstring(result.stdout)
        self.assertEqual(svg.get("role"), "img")
        ids = {element.get("id"): element for element in (svg.find(SVG + "title"), svg.find(SVG + "desc"))}
        self.assertEqual(svg.get("aria-labelledby").split(), list(ids))
        title, description = ids.values()
        self.assertEqual(title.text, "MAJOR VERSION UPGRADE")
        for text in "Protocol 2.0.0", "block 4464", "Day 14, 2027-01-29: Grace Period", "v1.x nodes":
            self.assertIn(text, description.text)
        for name in "script", "image", "use", "foreignObject", "a":
            self.assertIsNone(svg.find(".//" + SVG + name))
        rest = result.stdout.decode().replace('xmlns="http://www.w3.org/2000/svg"', "")
        self.assertNotRegex(rest, r"https?:|url\(|@import|href|\bon\w+=")
        self.assertIn(b"prefers-color-scheme: dark", result.stdout)

    def test_hostile_titles(self):
        for title in ("</text><script>alert(1)</script>", "a & b < c > d \" e ' f", "]]>", "<!--", "&#x1b;&lt;",
                      "\ufffe\uffff\uffe9機能🚀"):
            for nep in {**NEP, "title": title}, {**MINOR_NEP, "id": "NEP-002", "title": title}:
                svg = self.svg("NEP-002", nep=nep)
                shown = title.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
                self.assertIsNone(svg.find(".//" + SVG + "script"))
                self.assertIn(shown, svg.find(SVG + "desc").text)
                self.assertIn(shown, " ".join(self.texts(svg)))

    def test_nothing_to_draw(self):
        svg = self.svg(nep=MINOR_NEP)
        self.assertEqual(self.texts(svg), ["testnet", "No breaking upgrade is pending."])
        lines = self.texts(self.svg("NEP-001", *at(0, 0), nep={**MINOR_NEP, "title": "word " * 100 + "x" * 300}))
        self.assertGreater(len(lines), 5)
        self.assertLessEqual(max(map(len, lines)), 66)

    def test_into_a_file(self):
        path = os.path.join(self.scratch, "upgrade.svg")
        command = ["network", "timeline", "--network", self.upgrading(), *at(100, 20)]
        self.assert_prints([*command, "--svg", path], run(*command).stdout.decode())
        with open(path, "rb") as file:
            self.assertEqual(file.read(), run(*command, "--svg", "-").stdout)

    def test_files_that_cannot_be_written(self):
        for path, message in (self.scratch, "Is a directory"), ("/dev/full", "No space left on device"), ("", "No such file"):
            self.assert_fails(["network", "timeline", f"--svg={path}"], CANNOT_WRITE, f"cannot write to '{path}': {message}")


if __name__ == "__main__":
    unittest.main()
