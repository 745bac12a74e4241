"""Other libraries than the one that the package was built with, by functions that are loaded before those of the real one."""
import os
import shlex
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from neuroshard_version import library_version

TESTS = Path(__file__).parent


@pytest.fixture
def run(tmp_path):
    """Runs a program with the functions of a C file in place of the library's; gives what it prints on both outputs."""
    def run(functions, program):
        library = tmp_path / "functions.so"
        compiler = shlex.split(os.environ.get("CC") or sysconfig.get_config_var("CC"))
        subprocess.run([*compiler, "-shared", "-fPIC", "-o", library, "-I", TESTS.parents[2] / "include", TESTS / functions],
                       check=True)
        return subprocess.run([sys.executable, "-c", program], env={**os.environ, "LD_PRELOAD": str(library)},
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True).stdout
    return run


def test_numbers_of_a_later_release(run):
    assert run("later_release.c", """
import pickle
from neuroshard_version import Error, Manager, Reason
manager = Manager()
verdict = manager.check_peer("{}")
assert tuple(verdict) == (12345, 71, -1, 2**64 - 1) and verdict.can_talk
assert (verdict.level.name, verdict.reason.name, verdict.upgrade.name) == ("UNKNOWN", "MOON_PHASE", "UNKNOWN")
assert pickle.loads(pickle.dumps(verdict)) == verdict and Reason(71) == verdict.reason
assert (manager.status, manager.status.name) == (77, "UNKNOWN")
try:
    manager.check_peer("!")
except Error as error:
    print(int(error.status), error.status, error.offset, error)
""") == "-12345 UNKNOWN 3 too late\n"


def test_an_earlier_release_is_refused(run):
    printed = run("earlier_release.c", "import neuroshard_version")
    why = f"neuroshard_version needs libneuroshard_version {library_version()} or newer, and found 0.999.999"
    assert printed.endswith(f"ImportError: {why}\n")


def test_a_library_without_memory(run):
    assert run("no_memory.c", """
from neuroshard_version import Version
for make in (lambda: Version.parse("1.0.0"), Version.current):
    try:
        make()
    except MemoryError:
        print("no memory")
""") == "no memory\nno memory\n"
