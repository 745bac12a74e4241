#!/usr/bin/env python3
"""Measures the package, beside an empty call and beside NeuroShard's own module.

Usage: bench.py REPETITIONS SECONDS

Prints one JSON line for each operation: its name, and the nanoseconds of processor time that a call took, once for each
repetition of that many seconds. The package `reference_governance`, which tests/reference/fetch.py gets, is measured too where
it is importable.
"""
import importlib.util
import json
import sys
from time import thread_time_ns
from timeit import Timer

from neuroshard_version import Manager, Version, library_version_number


def operations():
    """Statements by name, each with the names that it uses."""
    node = Manager()
    advertisement = node.advertisement()
    names = {"floor": sys.getrecursionlimit, "empty_call": library_version_number, "Version": Version,
             "a": Version(1, 9, 0), "b": Version(1, 10, 0), "node": node, "advertisement": advertisement}
    yield "floor", "floor()", names
    yield "empty_call", "empty_call()", names
    yield "compare", "a < b", names
    yield "parse", "Version.parse('1.2.3-rc.1')", names
    yield "check_peer", "node.check_peer(advertisement)", names
    if importlib.util.find_spec("reference_governance"):
        from reference_governance import versioning
        peer = {"loads": json.loads, "advertisement": advertisement, "manager": versioning.VersionManager(),
                "from_dict": versioning.ProtocolVersion.from_dict}
        yield "reference_check_peer", "manager.check_peer_compatibility(from_dict(loads(advertisement)))", peer


def measure(statement, names, repetitions, seconds):
    timer = Timer(statement, timer=thread_time_ns, globals=names)
    number, taken = 1000, 0
    while taken < 1e7:  # how many calls take that many seconds
        number *= 2
        taken = timer.timeit(number)
    number = max(1, round(number * seconds * 1e9 / taken))
    return [round(each / number, 2) for each in timer.repeat(repetitions, number)]


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: bench.py REPETITIONS SECONDS")
    for operation, statement, names in operations():
        nanoseconds = measure(statement, names, int(sys.argv[1]), float(sys.argv[2]))
        print(json.dumps({"operation": operation, "nanoseconds": nanoseconds}), flush=True)


if __name__ == "__main__":
    main()
