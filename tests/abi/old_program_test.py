#!/usr/bin/env python3
"""A program of the last release runs unchanged on this library, and on one that has added symbols.

    old_program_test.py --baseline DIRECTORY --cc CC --library SO --later-library SO

The program is compiled with the header of the baseline, and linked with a stand-in that has the baseline's symbols alone.
That it notices a library without a rule for sizes is tried out with some.
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

# What a function does in a library whose verdict has grown, and that does not ask what the caller's is.
CARELESS = {
    "refuses the old size": "return NSV_ERROR_ARGUMENT;",
    "writes beyond the old size": """
        memset(&verdict->cut_height, 0, 2 * sizeof verdict->cut_height);
        verdict->level = NSV_INCOMPATIBLE;
        verdict->reason = NSV_REASON_VERSIONS;
        verdict->upgrade = NSV_SIDE_LOCAL;
        return NSV_OK;""",
}


def build_program(cc, baseline, scratch):
    texts = [(baseline / name).read_text(encoding="utf-8") for name in (compare_abi.HEADER, compare_abi.MAP)]
    library = compare_abi.build_stand_in(compare_abi.Tools(cc=cc), *texts, scratch)
    program = scratch / "old_program"
    subprocess.run([cc, "-std=c11", "-Wall", "-Wextra", "-Werror", "-I", scratch, compare_abi.HERE / "old_program.c", library,
                    "-o", program], check=True)
    return program


def run_on(program, library, preload=""):
    """What the program prints when the loader finds this library under the SONAME; nothing where it fails."""
    with tempfile.TemporaryDirectory() as directory:
        pathlib.Path(directory, check_abi.SONAME).symlink_to(library)
        environment = {**os.environ, "LD_LIBRARY_PATH": directory, "LD_BIND_NOW": "1", "LD_PRELOAD": str(preload)}
        result = subprocess.run([program], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    return result.stdout if result.returncode == 0 and not result.stderr else ""


def build_careless(cc, body, scratch):
    """A library that comes before this one, with a function of its own."""
    careless = scratch / "careless.so"
    prototype = check_abi.declarations((scratch / compare_abi.HEADER).read_text(encoding="utf-8"))[
        "nsv_manager_check_peer_compatibility"].partition(" NSV_NOEXCEPT")[0]
    source = f'#include <string.h>\n#include "{compare_abi.HEADER}"\n{prototype} {{ {body} }}\n'
    subprocess.run([cc, "-std=c11", "-shared", "-fPIC", "-I", scratch, "-x", "c", "-", "-o", careless], input=source, text=True,
                   check=True)
    return careless


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
        now, later = (run_on(program, library) for library in (arguments.library, arguments.later_library))
        problems = [] if now and now == later else [f"this library: {now!r}, the one with added symbols: {later!r}"]
        problems += [f"the program does not notice a library that {what}" for what, body in CARELESS.items()
                     if run_on(program, arguments.library, build_careless(arguments.cc, body, scratch))]
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
