"""Runs the program that uses stores, and checks logs without the library."""

import hashlib
import json
import os
import random
import subprocess

PROGRAM = os.environ["STORE_NODE"]
SEED = int(os.environ.get("NSV_TEST_SEED") or random.SystemRandom().randrange(2**32))
NO_HASH = 64 * "0"


def start(*arguments, **options):
    return subprocess.Popen([PROGRAM, *map(str, arguments)], **options)


def answer(*arguments, request=None):
    """What a command prints, as JSON."""
    result = subprocess.run([PROGRAM, *map(str, arguments)], input=json.dumps(request or {}).encode(), capture_output=True)
    if result.returncode != 0 or result.stderr:
        raise AssertionError(f"{arguments}: exit code {result.returncode}: {result.stderr.decode()}")
    return json.loads(result.stdout)


def check_chain(lines, sequence=0, previous=NO_HASH):
    """Each record follows the one before it, and its hash is that of all the rest of it (S23); the last hash."""
    for line in lines:
        record = json.loads(line)
        claimed = record.pop("hash")
        # That is canonical JSON here, for all keys are ASCII, and all numbers whole.
        rest = json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        sequence += 1
        assert record["sequence"] == sequence, f"{record['sequence']} in place {sequence}"
        assert record["previous"] == previous, f"record {sequence} does not follow the one before it"
        assert hashlib.sha256(rest.encode()).hexdigest() == claimed, f"record {sequence} has another hash"
        previous = claimed
    return previous
