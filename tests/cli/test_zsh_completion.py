"""The completion for zsh, in an interactive zsh: its completion system works nowhere else."""

import os
import shutil
import subprocess
import tempfile
import unittest

from command import environment, read_to_end
from completion import COMPLETION, SHELL, CommandTest, CompletionCases

# Completes each line of LINES_TO_COMPLETE as soon as the shell is ready for input. Completion functions offer their
# candidates through compadd, which here writes them to a file as well.
STARTUP = r"""
fpath=($ZDOTDIR $fpath)
autoload -Uz compinit
compinit -D -u
compadd() {
    local -a offered
    if [[ -z ${argv[(r)-(O|A|D)]} ]]; then # with one of these it only asks which words would match
        builtin compadd -O offered "$@"
        print -rl -- $offered >> $ZDOTDIR/offered
    fi
    builtin compadd "$@"
}
complete-lines() {
    local line
    for line in "${(@f)LINES_TO_COMPLETE}"; do
        BUFFER=$line CURSOR=$#line
        zle list-choices
        print -r -- --- >> $ZDOTDIR/offered
    done
    exit 0
}
zle -N zle-line-init complete-lines
"""


class Zsh(CompletionCases, CommandTest):
    offers_options_unasked = True

    def candidates(self, lines):
        with tempfile.TemporaryDirectory(dir=os.getcwd()) as directory:
            shutil.copy(COMPLETION, directory)
            with open(os.path.join(directory, ".zshrc"), "w", encoding="utf-8") as file:
                file.write(STARTUP)
            self.run_on_terminal(directory, lines)
            with open(os.path.join(directory, "offered"), encoding="utf-8") as file:
                return [set(offered.split()) for offered in file.read().split("---\n")[:-1]]

    def run_on_terminal(self, directory, lines):
        ours, its = os.openpty()
        shell = subprocess.Popen(
            [SHELL, "-d", "-i"], stdin=its, stdout=its, stderr=its, cwd=self.scratch, start_new_session=True,
            env=environment(ZDOTDIR=directory, LINES_TO_COMPLETE="\n".join(lines), TERM="vt100", LC_ALL="C"),
        )
        os.close(its)
        read_to_end(ours)  # or it would wait for its output to be taken
        self.assertEqual(shell.wait(), 0)


if __name__ == "__main__":
    unittest.main()
