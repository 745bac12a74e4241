"""The count over peers' advertisements."""

import json
import os
import re
import subprocess
import time
import unittest

from command import BAD_DATA, HEIGHT, PROGRAM, USAGE, CommandTest, at, environment, read_to_end, run

LIMIT = 64 * 1024  # bytes of an advertisement
PLAIN = b'{"major":1,"minor":0,"patch":0}'


class Readiness(CommandTest):
    def node(self, day=20):
        return ["--network", self.upgrading(), *at(100, day), "--supported", "1.0.0..2.0.0"]

    def peer(self, newest, **more):
        """A peer at 1.0.0 whose software reaches `newest`, or which says nothing of it."""
        declared = {"supported": {"min": "1.0.0", "max": newest}} if newest else {}
        return json.dumps({"major": 1, "minor": 0, "patch": 0, "network": "testnet", **declared, **more}).encode()

    def count(self, content, *options):
        return self.document("network", "readiness", "--json", *options, input=content)


class Counts(Readiness):
    def test_text(self):
        peers = [self.peer("2.0.0")] * 6 + [self.peer("1.0.0")] * 3 + [self.peer(None)] + [b"{}", b"?"]
        result = run("network", "readiness", self.file(b"\n".join(peers) + b"\n", "peers.jsonl"), *self.node())
        self.assertEqual((result.stderr, result.returncode), (b"", 0))
        summary, versions, cuts, verdicts = result.stdout.decode().split("\n\n")
        self.assertEqual(
            summary,
            "Peers:                    10\n"
            "Invalid:                  2\n"
            "Can talk to this node:    10 (100.0 %)\n"
            "Ready for every upgrade:  6 (60.0 %)\n"
            "Undeclared:               1 (10.0 %)",
        )
        self.assertEqual(versions, "Version  Peers  Share\n-------  -----  -------\n1.0.0    10     100.0 %")
        self.assertEqual(cuts.splitlines()[0], "Cut at block  NEP      Target  Peers  Share")
        self.assertRegex(cuts.splitlines()[2], r"^4464          NEP-002  2\.0\.0   \d+ +\d+\.0 %$")
        self.assertEqual(verdicts.splitlines()[0].split(), ["Level", "Reason", "Peers"])

    def test_json(self):
        peers = [self.peer("2.0.0")] * 3 + [self.peer("1.0.0"), b'{"major": "1"}']
        document = self.count(b"\n".join(peers), *self.node())
        self.assertEqual((document["network"], document["height"]), ("testnet", 100))
        self.assertEqual((document["peers"], document["invalid"], document["ready"], document["undeclared"]), (4, 1, 3, 0))
        self.assertEqual(document["versions"], [{"version": "1.0.0", "peers": 4}])
        self.assertEqual(document["cuts"], [{"height": HEIGHT, "nep": "NEP-002", "target_version": "2.0.0", "peers": 1}])

    def test_what_is_beyond_what_is_told_apart(self):
        digest = self.document("network", "status", "--json", *self.node())["upgrade_id"]["digest"]
        schedules = [self.peer("2.0.0", upgrade_id={"digest": digest, "next": 200 + i}) for i in range(1002)]
        versions = [self.peer("2.0.0", patch=i) for i in range(1, 1003)]
        peers = b"\n".join(schedules + versions)
        document = self.count(peers, *self.node())
        self.assertEqual((len(document["cuts"]), document["other_cuts"]), (1000, 2))
        self.assertEqual((len(document["versions"]), document["other_versions"]), (1000, 3))
        text = run("network", "readiness", *self.node(), input=peers).stdout.decode()
        self.assertRegex(text, r"\nothers   3      0\.1 %\n")
        self.assertRegex(text, r"\nothers        -    -       2      0\.1 %\n")
        self.assertRegex(text, r"\n200           -    -       1      0\.0 %\n")

    def test_cuts_end_at_the_activation(self):
        for height, cuts in (HEIGHT - 1, 1), (HEIGHT, 0), (HEIGHT + 1, 0):
            node = ["--network", self.upgrading(), *at(height, 31), "--supported", "1..2"]
            self.assertEqual(len(self.count(self.peer("1.0.0"), *node)["cuts"]), cuts)

    def test_the_newest_version_comes_first(self):
        peers = [self.peer("2.0.0", major=major) for major in (1, 2)]
        versions = self.count(b"\n".join(peers), *self.node())["versions"]
        self.assertEqual([entry["version"] for entry in versions], ["2.0.0", "1.0.0"])

    def test_nobody(self):
        for content in b"", b"\n\n", b" \t\r\n\r\n":
            document = self.count(content)
            self.assertEqual((document["peers"], document["invalid"], document["versions"]), (0, 0, []))
        text = run("network", "readiness", "/dev/null").stdout.decode()
        self.assertTrue(text.startswith("Peers:                    0\nInvalid:                  0\n"), text)
        self.assertIn("Ready for every upgrade:  0 (-)\n", text)


class Input(Readiness):
    def test_sources(self):
        content = PLAIN + b"\n" + PLAIN
        path = self.file(content, "peers.jsonl")
        expected = self.document("network", "readiness", "--json", path)
        self.assertEqual(expected["peers"], 2)
        self.assertEqual(self.count(content), expected)
        self.assertEqual(self.document("network", "readiness", "-", "--json", input=content), expected)

    def test_ends_of_lines(self):
        for ending in b"\n", b"\r\n", b"\n\n", b"\n \t\n":
            for content in PLAIN + ending + PLAIN, PLAIN + ending + PLAIN + ending:
                document = self.count(content)
                self.assertEqual((document["peers"], document["invalid"]), (2, 0), content)

    def test_the_limit_is_exact(self):
        longest = PLAIN.ljust(LIMIT)
        for line, invalid in (longest, 0), (longest + b" ", 1), (PLAIN.ljust(300 * 1024), 1), (PLAIN.ljust(3 * 1024 * 1024), 1):
            for content in line, line + b"\n" + PLAIN, PLAIN + b"\n" + line + b"\n" + PLAIN + b"\n":
                with self.subTest(size=len(line), lines=content.count(b"\n")):
                    document = self.count(content)
                    self.assertEqual(document["invalid"], invalid)
                    self.assertEqual(document["peers"] + invalid, len(content.strip().split(b"\n")))

    def test_lines_across_the_chunks_of_the_reader(self):
        lines = [b'{"major":1,"minor":%d,"patch":0,"pad":"%s"}' % (i % 7, b"x" * (i * 37 % 5000)) for i in range(2000)]
        document = self.count(b"\n".join(lines))
        self.assertEqual((document["peers"], document["invalid"]), (len(lines), 0))
        expected = {f"1.{minor}.0": sum(i % 7 == minor for i in range(2000)) for minor in range(7)}
        self.assertEqual({entry["version"]: entry["peers"] for entry in document["versions"]}, expected)

    def test_pieces_from_a_pipe(self):
        process = subprocess.Popen([PROGRAM, "network", "readiness", "--json"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   env=environment())
        for piece in PLAIN[:9], PLAIN[9:] + b"\n" + PLAIN[:4], PLAIN[4:] + b"\n", b"\n", PLAIN:
            process.stdin.write(piece)
            process.stdin.flush()
            time.sleep(0.02)
        output = process.communicate(timeout=60)[0]
        self.assertEqual((json.loads(output)["peers"], json.loads(output)["invalid"]), (3, 0))

    def test_unreadable(self):
        self.assert_fails(["network", "readiness", "missing"], BAD_DATA, "cannot read 'missing': No such file or directory")
        self.assert_fails(["network", "readiness", ""], BAD_DATA, "cannot read ''")
        self.assert_fails(["network", "readiness", self.scratch], BAD_DATA, "Is a directory")
        closed = ["-c", '"$0" network readiness <&-', PROGRAM]
        self.assert_fails(closed, BAD_DATA, "cannot read standard input", program="/bin/sh")

    def test_standard_input_is_read_once(self):
        with open(self.network(), "rb") as file:
            self.assert_fails(["network", "readiness", "--network", "-"], USAGE, "standard input", stdin=file)


class Progress(Readiness):
    """What a terminal shows of a long reading; nothing is left of it."""

    def shown(self, arguments, feed=None, terminal=True):
        """What goes to standard error, a terminal or a pipe."""
        ours, its = os.openpty() if terminal else os.pipe()
        process = subprocess.Popen([PROGRAM, "network", "readiness", *arguments], stdin=subprocess.PIPE if feed else None,
                                   stdout=subprocess.DEVNULL, stderr=its, env=environment(TERM="xterm"))
        os.close(its)
        if feed:
            for piece in feed:
                process.stdin.write(piece)
                process.stdin.flush()
                time.sleep(0.25)
            process.stdin.close()
        shown = read_to_end(ours)
        self.assertEqual(process.wait(60), 0)
        return shown.decode()

    SLOW = [PLAIN + b"\n"] * 4

    def test_lines_where_the_size_is_not_known(self):
        shown = self.shown([], self.SLOW)
        self.assertRegex(shown, r"\r[234] lines")
        self.assertRegex(shown, r"\r +\r\Z")
        self.assertNotIn("%", shown)
        self.assertNotRegex(shown, r"[^\r -~]")

    def test_a_bar_where_it_is(self):
        shown = self.shown([self.file(b"?\n" * 3000000, "peers.jsonl")])
        percents = [int(percent) for percent in re.findall(r"\r\[#*-*\] +(\d+) % \d+ lines", shown)]
        self.assertTrue(percents, shown)
        self.assertEqual(percents, sorted(percents))
        self.assertLessEqual(percents[-1], 100)
        self.assertRegex(shown, r"\r +\r\Z")

    def test_none_of_a_short_reading(self):
        self.assertEqual(self.shown([self.file(PLAIN, "peers.jsonl")]), "")

    def test_none_off_a_terminal(self):
        self.assertEqual(self.shown([], self.SLOW, terminal=False), "")


if __name__ == "__main__":
    unittest.main()
