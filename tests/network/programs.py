"""The programs of a run, and the command line that all scripts here share."""

import argparse
import json
import os
import random


class Programs:
    """The command, and a node in each language."""

    def __init__(self, neuroshard, nodes):
        self.neuroshard, self.nodes = neuroshard, nodes


def parser(description):
    """For `SCRIPT PROGRAMS [--language NAME …] [--seed NUMBER]`. PROGRAMS is JSON:
    {"neuroshard": PATH, "nodes": {LANGUAGE: [PROGRAM, ARGUMENT…], …}}"""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("programs", help="the programs, as JSON: build/tests/network/programs.json")
    parser.add_argument("--language", action="append", help="only nodes in this language; may be given several times")
    seed = int(os.environ.get("NSV_TEST_SEED") or random.SystemRandom().randrange(2**32))
    parser.add_argument("--seed", type=int, default=seed, help="of whatever is random")
    return parser


def load(arguments):
    with open(arguments.programs, encoding="utf-8") as file:
        found = json.load(file)
    wanted = arguments.language or list(found["nodes"])
    return Programs(found["neuroshard"], {language: found["nodes"][language] for language in wanted})
