#!/usr/bin/env python3
"""Compares the interface with that of the last release: programs compiled with it must run unchanged.

    compare_abi.py --header H --map MAP --baseline DIRECTORY [--cc CC] [--abidw ABIDW] [--abidiff ABIDIFF] [--write]

The interface is a header and a symbol map. What abidw reads is a stand-in made of them: every function at its symbol version,
without its body. So it sees the types as a C program does, also the enums, which cross as int32_t, and none of the library's
own. That the header, the map and the library that is built agree is for check_abi.py.

--write makes the baseline anew: only for a release (docs/abi.md).
"""

import argparse
import dataclasses
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

import check_abi

HERE = pathlib.Path(__file__).resolve().parent
HEADER = "neuroshard_version.h"
MAP = "neuroshard_version.map"
ABI = "neuroshard_version.abi"


@dataclasses.dataclass(frozen=True)
class Tools:
    cc: str = "cc"
    abidw: str = "abidw"
    abidiff: str = "abidiff"


def stand_in_source(header):
    """A C file that uses every enum of a header, and defines every function."""
    lines = ["#define NSV_BUILDING_LIBRARY", f'#include "{HEADER}"']
    for enum in re.findall(r"\benum\s+(\w+)\s*\{", check_abi.without_comments(header)):
        lines.append(f"static __attribute__((used)) enum {enum} use_of_{enum};")
    for declaration in check_abi.declarations(header).values():
        prototype = re.sub(r"NSV_NONNULL\(\([^)]*\)\)|\bNSV_(API|NOEXCEPT|MUST_CHECK)\b|;", "", declaration)
        lines.append(f"{' '.join(prototype.split())} {{ __builtin_trap(); }}")
    return "\n".join(lines) + "\n"


def build_stand_in(tools, header, symbol_map, directory):
    """A shared library with the interface of a header and a map (two texts), in a directory. Gives its path."""
    (directory / HEADER).write_text(header, encoding="utf-8")
    (directory / MAP).write_text(symbol_map, encoding="utf-8")
    (directory / "stand_in.c").write_text(stand_in_source(header), encoding="utf-8")
    # DWARF 4, whatever the compiler's default is: what abidw reads best.
    subprocess.run([tools.cc, "-std=c11", "-gdwarf-4", "-O0", "-fPIC", "-shared", "stand_in.c", "-o", check_abi.SONAME,
                    f"-Wl,-soname,{check_abi.SONAME}", f"-Wl,--version-script={MAP}"], cwd=directory, check=True)
    return directory / check_abi.SONAME


def describe(tools, library):
    """abidw's description of a library."""
    command = [tools.abidw, "--no-show-locs", "--no-comp-dir-path", "--no-corpus-path", "--load-all-types",
               "--drop-private-types", "--headers-dir", ".", library.name]
    return subprocess.run(command, cwd=library.parent, check=True, stdout=subprocess.PIPE, text=True).stdout


def released_nodes(description):
    """Symbol versions of an abidw description, each with its names."""
    nodes = {}
    for symbol in xml.etree.ElementTree.fromstring(description).iter("elf-symbol"):
        nodes.setdefault(symbol.get("version"), set()).add(symbol.get("name"))
    return nodes


def compare_nodes(description, symbol_map):
    """A node of a release has the names that it was released with, and no others."""
    now = {name: set(exported) for name, exported, *_ in check_abi.map_nodes(symbol_map) or []}
    return [f"{node}: {problem}" for node, names in released_nodes(description).items()
            for problem in check_abi.compare(names, "the release", now.get(node, set()), "the map")]


def run_abidiff(tools, old, new, *options):
    command = [tools.abidiff, "--no-added-syms", "--suppressions", str(HERE / "compatible.suppr"), *options, str(old), str(new)]
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def compare_types(tools, old, new):
    """What abidiff has against a description that follows another one."""
    functions = run_abidiff(tools, old, new)
    if functions.returncode != 0:
        return [functions.stdout or f"abidiff failed with {functions.returncode}"]
    # Enums, and structs that no function takes. Here a new one is a difference too, which is none to a program.
    types = run_abidiff(tools, old, new, "--non-reachable-types")
    harmless = re.search(r"^Unreachable types summary: 0 removed, 0 changed\b", types.stdout, flags=re.MULTILINE)
    return [] if types.returncode == 0 or types.returncode == 4 and harmless else [types.stdout]


def compare_with_baseline(tools, header, symbol_map, baseline):
    """Every way in which an interface (two texts) breaks programs compiled with the baseline (a path)."""
    with tempfile.TemporaryDirectory() as scratch:
        new = pathlib.Path(scratch, ABI)
        new.write_text(describe(tools, build_stand_in(tools, header, symbol_map, new.parent)), encoding="utf-8")
        return (compare_nodes((baseline / ABI).read_text(encoding="utf-8"), symbol_map)
                + compare_types(tools, baseline / ABI, new))


def without_prose(text):
    """A header or map without comments and empty lines: it changes with the interface alone."""
    lines = [line.rstrip() for line in check_abi.without_comments(text).splitlines()]
    return "\n".join(line for line in lines if line) + "\n"


def write_baseline(tools, header, symbol_map, baseline):
    baseline.mkdir(exist_ok=True)
    (baseline / HEADER).write_text(without_prose(header), encoding="utf-8")
    (baseline / MAP).write_text(without_prose(symbol_map), encoding="utf-8")
    with tempfile.TemporaryDirectory() as scratch:
        library = build_stand_in(tools, header, symbol_map, pathlib.Path(scratch))
        (baseline / ABI).write_text(describe(tools, library), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in ("header", "map", "baseline"):
        parser.add_argument(f"--{option}", type=pathlib.Path, required=True)
    for field in dataclasses.fields(Tools):
        parser.add_argument(f"--{field.name}", default=field.default)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    tools = Tools(arguments.cc, arguments.abidw, arguments.abidiff)
    interface = [path.read_text(encoding="utf-8") for path in (arguments.header, arguments.map)]
    if arguments.write:
        write_baseline(tools, *interface, arguments.baseline)
        return 0
    problems = compare_with_baseline(tools, *interface, arguments.baseline)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
