#!/usr/bin/env python3
"""Runs networks of nodes in several languages through upgrades, kills, partitions, rewinds, hostile peers and random faults."""

import sys
import unittest

import isolation
import programs
import test_faults
import test_strangers
import test_upgrades
from network_test import NetworkTest


def tests_of(suite):
    for test in suite:
        yield from tests_of(test) if isinstance(test, unittest.TestSuite) else [test]


def main():
    parser = programs.parser(__doc__)
    parser.add_argument("--only", metavar="WORD", default="", help="only the scenarios whose names have it")
    parser.add_argument("--without", metavar="WORD", help="all but the scenarios whose names have it")
    arguments = parser.parse_args()
    isolation.isolate()
    NetworkTest.programs, NetworkTest.seed = programs.load(arguments), arguments.seed
    print(f"seed {arguments.seed}; nodes in {', '.join(NetworkTest.programs.nodes)}", flush=True)
    found = [unittest.defaultTestLoader.loadTestsFromModule(module) for module in (test_upgrades, test_strangers, test_faults)]
    suite = unittest.TestSuite(test for test in tests_of(found) if arguments.only in test.id()
                               and (arguments.without is None or arguments.without not in test.id()))
    result = unittest.TextTestRunner(failfast=True, verbosity=0).run(suite)
    print(f"{NetworkTest.agreement}; seed {arguments.seed}")
    return 0 if result.wasSuccessful() and result.testsRun > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
