"""The completion for fish, asked as fish asks it."""

import os
import subprocess
import tempfile
import unittest

from command import environment
from completion import COMPLETION, SHELL, CommandTest, CompletionCases

SCRIPT = """
source $argv[1]
for line in $argv[2..]
    complete -C $line
    echo ---
end
"""


class Fish(CompletionCases, CommandTest):
    def candidates(self, lines):
        with tempfile.TemporaryDirectory(dir=os.getcwd()) as home:
            result = subprocess.run(
                [SHELL, "-N", "-c", SCRIPT, COMPLETION, *lines],
                capture_output=True, cwd=self.scratch, check=True, text=True,
                env=environment(HOME=home, XDG_CONFIG_HOME=home, XDG_DATA_HOME=home, XDG_RUNTIME_DIR=home,
                                TERM="dumb", LC_ALL="C"),
            )
        self.assertEqual(result.stderr, "")
        # A candidate is followed by a description; a value by the name of its option comes as `--option=value`.
        return [
            {line.split("\t")[0].split("=")[-1] for line in offered.splitlines()}
            for offered in result.stdout.split("---\n")[:-1]
        ]


if __name__ == "__main__":
    unittest.main()
