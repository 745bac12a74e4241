"""A long reading in little memory. Not for sanitizers, which take more themselves."""

import json
import resource
import subprocess
import unittest

from command import PROGRAM, CommandTest, environment

PLAIN = '{"major":1,"minor":0,"patch":0}'
LIMIT = 16 * 1024 * 1024


def limit_memory():
    resource.setrlimit(resource.RLIMIT_DATA, (LIMIT, LIMIT))


class Memory(CommandTest):
    def assert_counts(self, source, peers, invalid):
        """`source` is a shell command that writes more than fits in the limit."""
        result = subprocess.run(["/bin/sh", "-c", f'{source} | "$0" network readiness --json', PROGRAM],
                                capture_output=True, env=environment(), preexec_fn=limit_memory, timeout=120)
        self.assertEqual((result.stderr, result.returncode), (b"", 0))
        document = json.loads(result.stdout)
        self.assertEqual((document["peers"], document["invalid"]), (peers, invalid))

    def test_an_endless_line(self):
        self.assert_counts("head -c 100000000 /dev/zero", 0, 1)

    def test_a_million_lines(self):
        self.assert_counts(f"yes '{PLAIN}' | head -n 1000000", 1000000, 0)


if __name__ == "__main__":
    unittest.main()
