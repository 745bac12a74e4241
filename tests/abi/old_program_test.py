#!/usr/bin/env python3
"""A program of the last release runs unchanged on this library, and on one that has added symbols.

    old_program_test.py --baseline DIRECTORY --cc CC --library SO --later-library SO

The program is compiled with the header of the baseline, and linked with a stand-in that has the baseline's symbols alone.
"""

import argparse
import ctypes
import os
import pathlib
import subprocess
import sys
import tempfile

import check_abi
import compare_abi


def build_program(cc, baseline, scratch):
    texts = [(baseline / name).read_text(encoding="utf-8") for name in (compare_abi.HEADER, compare_abi.MAP)]
    library = compare_abi.build_stand_in(compare_abi.Tools(cc=cc), *texts, scratch)
    program = scratch / "old_program"
    subprocess.run([cc, "-std=c11", "-Wall", "-Wextra", "-Werror", "-I", scratch, compare_abi.HERE / "old_program.c", library,
                    "-o", program], check=True)
    return program


def run_on(program, library, scratch):
    """What the program prints when the loader finds this library under the SONAME."""
    directory = scratch / library.parent.name
    directory.mkdir()
    (directory / check_abi.SONAME).symlink_to(library)
    environment = {**os.environ, "LD_LIBRARY_PATH": str(directory), "LD_BIND_NOW": "1"}
    return subprocess.run([program], env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in ("baseline", "library", "later-library"):
        parser.add_argument(f"--{option}", type=lambda text: pathlib.Path(text).resolve(), required=True)
    parser.add_argument("--cc", required=True)
    arguments = parser.parse_args()
    if ctypes.CDLL(str(arguments.later_library)).nsv_added_later() != 1:
        raise LookupError("the later library has nothing added")
    with tempfile.TemporaryDirectory() as name:
        scratch = pathlib.Path(name)
        program = build_program(arguments.cc, arguments.baseline, scratch)
        now, later = (run_on(program, library, scratch) for library in (arguments.library, arguments.later_library))
    if not now or now != later:
        print(f"this library: {now!r}\nthe one with added symbols: {later!r}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
