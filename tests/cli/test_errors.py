"""What goes wrong, and how the command says so."""

import os
import signal
import subprocess
import unittest

from command import BAD_DATA, CANNOT_WRITE, PROGRAM, USAGE, CommandTest, environment, run

LIMIT = 1024 * 1024  # bytes of a network's definition


class Usage(CommandTest):
    def test_wrong_usage(self):
        cases = {
            (): "a command is required; see 'neuroshard --help'",
            ("network",): "a command is required; see 'neuroshard network --help'",
            ("bogus",): "unknown command 'bogus'; see 'neuroshard --help'",
            ("",): "unknown command ''",
            ("network", "bogus"): "unknown command 'bogus'; see 'neuroshard network --help'",
            ("--bogus", "version"): "unknown option '--bogus'",
            ("version", "-x"): "unknown option '-x'; see 'neuroshard version --help'",
            ("version", "more"): "unexpected argument 'more'",
            ("compat",): "LOCAL is required; see 'neuroshard compat --help'",
            ("compat", "1.0.0"): "PEER is required",
            ("compat", "1.0.0", "1.0.0", "1.0.0"): "unexpected argument '1.0.0'",
            ("compat", "--", "1", "1", "more"): "unexpected argument 'more'",
            ("--", "bogus"): "unknown command 'bogus'",
            ("version", "--network"): "--network",
            ("version", "--supported"): "--supported",
            ("--network", "a", "--network", "b", "version"): "--network",
            ("version", "--json=false"): "option --json takes no value",
            ("features", "--pending=yes"): "option --pending takes no value",
            ("version", "--format", "json"): "unknown option '--format'",
            ("history", "--pending"): "unknown option '--pending'",
            ("nep",): "a command is required; see 'neuroshard nep --help'",
            ("nep", "bogus"): "unknown command 'bogus'; see 'neuroshard nep --help'",
            ("nep", "show"): "ID is required; see 'neuroshard nep show --help'",
            ("nep", "schedule"): "FILE is required",
            ("nep", "reschedule", "NEP-001", "5"): "TIME is required",
            ("nep", "reschedule", "NEP-001", "5", "6", "7"): "unexpected argument '7'",
            ("nep", "schedule", "x", "--catch-up=no"): "option --catch-up takes no value",
            ("nep", "show", "NEP-001", "--catch-up"): "unknown option '--catch-up'",
            ("version", "--height"): "--height",
            ("version", "--state"): "--state",
            ("version", "--read-only=no"): "option --read-only takes no value",
            ("log", "bogus"): "'bogus'; see 'neuroshard log --help'",
            ("log", "show", "1", "2"): "unexpected argument '2'",
            ("log", "show", "--head", "x"): "unknown option '--head'",
            ("log", "follow", "1"): "unexpected argument '1'",
            ("log", "verify", "--after", "1"): "unknown option '--after'",
            ("log", "verify", "--head"): "--head",
            ("log", "export", "--after"): "--after",
            ("log", "import"): "FILE is required; see 'neuroshard log import --help'",
            ("network", "timeline", "--svg"): "--svg",
            ("network", "timeline", "--svg", "x", "--json"): "--json excludes --svg",
            ("network", "readiness", "a", "b"): "unexpected argument 'b'",
            ("network", "status", "--format", "xml"): "xml not in {text,json,openmetrics}",
            ("network", "status", "--format", "text", "--json"): "--json excludes --format",
        }
        for arguments, message in cases.items():
            with self.subTest(arguments=arguments):
                self.assert_fails(arguments, USAGE, message)

    def test_control_characters_are_escaped(self):
        self.assert_fails(["bo\x1b[31m\ngus"], USAGE, r"'bo\x1b[31m\x0agus'")
        self.assert_fails(["network", "status", "--format", "\x1b[2J"], USAGE, r"\x1b[2J")
        self.assert_fails(["version", "\u009b\u202e"], USAGE, r"'\xc2\x9b\xe2\x80\xae'")
        self.assert_fails([b"bo\xffgus"], USAGE, r"'bo\xffgus'")


class Versions(CommandTest):
    def test_malformed_versions(self):
        cases = {
            "": "'': invalid version: expected a digit of MAJOR at byte 0",
            "1.x": "'1.x': invalid version: expected a digit of MINOR at byte 2, found 'x'",
            "1.2.3 ": "at byte 5, found ' '",
            "01.2.3": "at byte 1",
            "-1": "'-1': invalid version: expected a digit of MAJOR at byte 0",
            "1.99999999999999999999": "version number at byte 2 is too large",
            "1.0.0-" + "a" * 300: "255",
            "1.\x1b[31m": r"'1.\x1b[31m': invalid version: expected a digit of MINOR at byte 2",
            "1.\n2": r"'1.\x0a2'",
            b"1.\xc3": r"'1.\xc3'",
        }
        for text, message in cases.items():
            with self.subTest(text=text):
                self.assert_fails(["compat", text, "1.0.0"], BAD_DATA, "LOCAL '", message)
                self.assert_fails(["compat", "1.0.0", text], BAD_DATA, "PEER '", message)

    def test_long_arguments_are_cut(self):
        self.assert_fails(["compat", "1" * 100000, "1"], BAD_DATA, f"'{'1' * 200}...'")

    def test_malformed_ranges(self):
        cases = {
            "": "--supported '': invalid version",
            "1.x": "--supported '1.x': invalid version: expected a digit of MINOR at byte 2",
            "1.0.0..": "maximum of --supported '': invalid version",
            "..1.0.0": "minimum of --supported '': invalid version",
            "1..2..3": "maximum of --supported '2..3': invalid version",
            "2.0.0..1.0.0": "--supported '2.0.0..1.0.0': supported range is empty",
        }
        for text, message in cases.items():
            for command in (["version"], ["network", "status"], ["compat", "1", "1"], ["history"]):
                with self.subTest(text=text, command=command):
                    self.assert_fails([*command, "--supported", text], BAD_DATA, message)

    def test_an_empty_value_behind_an_equals_sign_is_a_value(self):
        self.assert_fails(["--supported=", "version"], BAD_DATA, "--supported ''")
        self.assert_fails(["--network=", "version"], BAD_DATA, "cannot read ''")


class Standing(CommandTest):
    """The height and the time of the node."""

    def test_malformed_heights(self):
        for text in "", "-1", "1.5", " 1", "1 ", "0x10", "9007199254740992", "99999999999999999999", "1\x1b":
            with self.subTest(text=text):
                message = "expected a whole number from 0 to 9007199254740991"
                self.assert_fails(["version", f"--height={text}"], BAD_DATA, "--height '", message)

    def test_malformed_times(self):
        wrong = ("", "-1", "1.5", "9007199254740992", "tomorrow", "2026-02-30", "2026-2-3", "1969-12-31", " 2026-11-22",
                 "2026-11-22 ", "2026-11-22T25:00:00Z", "2026-11-22T00:00:00", "2026-11-22T00:00:00+01:00",
                 "2026-11-22T08:00Z")
        for text in wrong:
            with self.subTest(text=text):
                self.assert_fails(["network", "status", f"--time={text}"], BAD_DATA, f"--time '{text}': expected ")


class Networks(CommandTest):
    def refuse(self, path, *fragments, **options):
        for command in (["network", "status"], ["compat", "1", "1"], ["features"]):
            with self.subTest(path=path, command=command):
                self.assert_fails([*command, "--network", path], BAD_DATA, *fragments, **options)

    def test_unreadable_files(self):
        self.refuse("", "cannot read '': No such file or directory")
        self.refuse("missing.json", "cannot read 'missing.json': No such file or directory")
        self.refuse(self.file(b"{}") + "/x", "network.json/x': Not a directory")
        self.refuse(self.scratch, f"cannot read '{self.scratch}': Is a directory")
        self.refuse("a\x1b[31m\nb", r"cannot read 'a\x1b[31m\x0ab'")
        self.refuse("größe", "cannot read 'größe'")
        self.refuse("x" * 5000, "...': File name too long")

    def test_contents_that_are_no_definition(self):
        cases = {
            b"": "invalid JSON at byte 0",
            b'{"id": ': "invalid JSON at byte 7",
            b'{"id": "\xff"}': "invalid JSON at byte 8",
            b'{"id":\x00 "testnet"}': "invalid JSON at byte 6",
            b"[]": "$: expected an object, found an array",
            b"{}": "$.id: missing",
            b'{"id": "a", "id": "b"}': "$.id: key appears twice",
            b'{"\x1b": 1}': "invalid JSON at byte 2",
        }
        for content, message in cases.items():
            self.refuse(self.file(content), "network.json': " + message)

    def test_wrong_types(self):
        def change(path, value):
            def apply(definition):
                *parents, last = path
                for key in parents:
                    definition = definition[key]
                definition[last] = value

            return apply

        cases = {
            "$.id: expected a text, found a number": change(["id"], 1),
            "$.genesis: expected a text, found an array": change(["genesis"], []),
            "$.genesis: invalid version": change(["genesis"], "1.0"),
            "$.features[1].name: expected a text, found null": change(["features", 1, "name"], None),
            "$.features: expected an array, found an object": change(["features"], {}),
            "$.roles[0].requires[0]: expected a text, found a boolean": change(["roles", 0, "requires", 0], True),
            "$.notice.minimum_days: expected a whole number": change(["notice", "minimum_days"], 1.5),
            "$.notice: expected an object, found a text": change(["notice"], "soon"),
            "$['x\\x1b[31m']: unknown key": change(["x\x1b[31m"], 1),
            "$.features[0].description: expected no control character": change(["features", 0, "description"], "\x1b[31m"),
        }
        for message, wrong in cases.items():
            self.refuse(self.network(wrong), message)

    def test_standard_input(self):
        self.assert_fails(["version", "--network", "-"], BAD_DATA, "standard input: invalid JSON at byte 1", input=b"{")
        closed = ["-c", '"$0" version --network - <&-', PROGRAM]
        self.assert_fails(closed, BAD_DATA, "cannot read standard input", program="/bin/sh")


class Limits(CommandTest):
    def padded(self, size):
        with open(self.network(), "rb") as file:
            return self.file(file.read().ljust(size), "padded.json")

    def test_the_limit_is_exact(self):
        shown = run("history", "--network", self.padded(LIMIT)).stdout
        self.assertIn(b"First release", shown)
        for size in LIMIT + 1, 10 * LIMIT:
            path = self.padded(size)
            self.assert_fails(["history", "--network", path], BAD_DATA,
                              "padded.json': too long: expected at most 1048576 bytes")

    def test_no_more_is_read_than_the_limit_takes(self):
        with open(self.padded(10 * LIMIT), "rb", buffering=0) as file:
            self.assert_fails(["version", "--network", "-"], BAD_DATA, "standard input: too long", stdin=file)
            self.assertGreater(file.tell(), LIMIT)
            self.assertLessEqual(file.tell(), LIMIT + 4096 + 1)  # a buffer's worth beyond

    def test_endless_input(self):
        self.assert_fails(["version", "--network", "/dev/zero"], BAD_DATA, "'/dev/zero': too long")


class Output(CommandTest):
    COMMANDS = (["version"], ["network", "status"], ["compat", "1", "2"], ["features", "--json"],
                ["nep", "list"], ["network", "timeline", "--svg", "-"], ["network", "readiness", "/dev/null"],
                ["--help"], ["--version"])

    def refuse(self, shell_command, message, *arguments, **options):
        result = subprocess.run(["/bin/sh", "-c", shell_command, PROGRAM, *arguments], stderr=subprocess.PIPE,
                                env=environment(), **options)
        self.assertEqual(result.returncode, CANNOT_WRITE)
        self.assert_error_line(result.stderr, "cannot write to standard output: " + message)

    def test_full_device(self):
        for command in self.COMMANDS:
            with self.subTest(command=command):
                self.refuse('exec "$0" "$@" >/dev/full', "No space left on device", *command)

    def test_closed_output(self):
        # Where standard output is closed, the file that is opened next takes its number.
        for command in (*self.COMMANDS, ["version", "--network", self.network()]):
            with self.subTest(command=command):
                self.refuse('exec "$0" "$@" >&-', "Bad file descriptor", *command)

    def test_broken_pipe(self):
        reader, writer = os.pipe()
        os.close(reader)
        with os.fdopen(writer, "wb") as pipe:
            # Python ignores SIGPIPE, and here lets its child inherit that.
            self.assertEqual(signal.getsignal(signal.SIGPIPE), signal.SIG_IGN)
            self.refuse('exec "$0" "$@"', "Broken pipe", "history", stdout=pipe, restore_signals=False)


if __name__ == "__main__":
    unittest.main()
