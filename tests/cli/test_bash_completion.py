"""The completion for bash, called as bash calls it."""

import subprocess
import unittest

from command import environment
from completion import COMPLETION, SHELL, CommandTest, CompletionCases

# Splits the line as readline does, at `=` too, and prints what is offered, a line of dashes behind it. File names are
# readline's business, which the function asks for with `compopt -o default`.
SCRIPT = r"""
source "$1"
shift
compopt() { [[ "$*" == '-o default' ]] && mapfile -t COMPREPLY < <(compgen -f -- "$current"); }
for line; do
    read -ra COMP_WORDS <<< "${line//=/ = }"
    [[ $line == *[[:space:]=] ]] && [[ $line != *= ]] && COMP_WORDS+=('')
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    COMP_LINE=$line COMP_POINT=${#line} COMPREPLY=(stale)
    "$(complete -p neuroshard | sed 's/.*-F \([^ ]*\) neuroshard$/\1/')" neuroshard
    printf '%s\n' "${COMPREPLY[@]}" ---
done
"""


class Bash(CompletionCases, CommandTest):
    def candidates(self, lines):
        result = subprocess.run(
            [SHELL, "--norc", "--noprofile", "-c", SCRIPT, "bash", COMPLETION, *lines],
            capture_output=True, cwd=self.scratch, env=environment(LC_ALL="C"), check=True, text=True,
        )
        self.assertEqual(result.stderr, "")
        return [set(offered.split()) for offered in result.stdout.split("---\n")[:-1]]


if __name__ == "__main__":
    unittest.main()
