#!/usr/bin/env python3
"""The gate of tests/abi, tried out: altered copies of the interface, those that break programs and those that do not.

    compare_abi_test.py --header H --map MAP [--cc CC] [--abidw ABIDW] [--abidiff ABIDIFF]
"""

import argparse
import dataclasses
import pathlib
import re
import subprocess
import sys
import tempfile

import check_abi
import compare_abi

# Alterations are (file, pattern, replacement), applied where the pattern occurs first.
GROWN_VERDICT = ("header", r"(?=\} nsv_verdict;)", "uint64_t more; ")
NEXT_RELEASE = [("header", r"(?<=NSV_LIBRARY_VERSION_MINOR )\d+", "99"),
                ("header", r"(?<=NSV_LIBRARY_VERSION_NUMBER 1)\d{3}", "099")]


def add_function(name, since, node):
    """A new function, said to be of a release, in a node of the map."""
    return [*NEXT_RELEASE,
            ("header", r"(?=/\*\*(?:(?!\*/).)*\*/\s*NSV_API const char\* nsv_reason_name)",
             f"/** @brief New. @since {since} */ NSV_API int32_t {name}(const nsv_version* version) NSV_NOEXCEPT;\n"),
            node]


IN_NEW_NODE = ("map", r"\Z", "\nNEUROSHARD_VERSION_1.99 { global: nsv_added; } NEUROSHARD_VERSION_1.0;\n")
IN_RELEASED_NODE = ("map", r"nsv_reason_name;", "nsv_reason_name; nsv_added;")

# Each with a word of the complaint.
BREAKS = {
    "a removed function": ([("header", r"NSV_API const char\* nsv_reason_name[^;]*;", ""), ("map", r"nsv_reason_name;", "")],
                           "nsv_reason_name"),
    "a renamed function": ([("header", r"nsv_reason_name\(", "nsv_reason_title("),
                            ("map", "nsv_reason_name", "nsv_reason_title")], "nsv_reason_name"),
    "a changed parameter": ([("header", r"(?<=nsv_reason_name\()int32_t", "int64_t")], "parameter 1"),
    "a further parameter": ([("header", r"(?<=nsv_reason_name\()", "int32_t language, ")], "parameter"),
    "a changed result": ([("header", r"uint64_t(?= nsv_version_major)", "uint32_t")], "return type changed"),
    "a changed enum value": ([("header", r"NSV_REASON_VERSIONS = 70", "NSV_REASON_VERSIONS = 71")], "from value '70' to '71'"),
    "a removed enumerator": ([("header", r"NSV_NODE_MUST_UPGRADE = 2,", "")], "NSV_NODE_MUST_UPGRADE"),
    "a removed enum": ([("header", r"enum nsv_side \{[^}]*\};", "")], "nsv_side"),
    "a renumbered status": ([("header", r"NSV_ERROR_HEIGHT = -90", "NSV_ERROR_HEIGHT = -91")], "from value '-90' to '-91'"),
    "a grown struct without a size": ([("header", r"(?=\} nsv_text;)", "size_t more; ")], "nsv_text"),
    "a sized struct grown within": ([("header", r"int32_t upgrade;", "uint64_t more; int32_t upgrade;")], "nsv_verdict"),
    "a field of another type": ([("header", r"uint64_t cut_height;", "int32_t cut_height; int32_t more;")], "cut_height"),
    "a shrunk struct": ([("header", r"char message\[496\]", "char message[240]")], "message"),
    "fields in another order": ([("header", r"int32_t level;(.*?)int32_t reason;", r"int32_t reason;\1int32_t level;")],
                                "place of nsv_verdict.level"),
    "a sized struct grown, its new size not noted": ([GROWN_VERDICT], "size of nsv_verdict"),
    "a changed limit": ([("header", r"NSV_MAX_NEPS 4096", "NSV_MAX_NEPS 1024")], "NSV_MAX_NEPS is 4096"),
    "a function moved to a new node": ([*NEXT_RELEASE, ("map", r"nsv_reason_name;", ""),
                                        (*IN_NEW_NODE[:2], IN_NEW_NODE[2].replace("nsv_added", "nsv_reason_name"))],
                                       "nsv_reason_name"),
    "a new function in the node of a release": (add_function("nsv_added", "1.99", IN_RELEASED_NODE),
                                                "nsv_added: in NEUROSHARD_VERSION_1.0, but its comment says since 1.99"),
    "a new function said to be of a release": (add_function("nsv_added", "1.0", IN_RELEASED_NODE),
                                               "nsv_added: in the map, not in the release"),
    "a new function that the map lacks": (add_function("nsv_added", "1.99", ("map", r"\Z", "")),
                                          "nsv_added: in the header, not in the map"),
}

HARMLESS = {
    "no change": [],
    "a new function in a new node": add_function("nsv_added", "1.99", IN_NEW_NODE),
    "a new status": [("header", r"NSV_ERROR_FORMAT = -190", "NSV_ERROR_FORMAT = -190, NSV_ERROR_NEW = -200")],
    "a new reason between two": [("header", r"NSV_REASON_VERSIONS = 70", "NSV_REASON_NEW = 65, NSV_REASON_VERSIONS = 70")],
    "a new enum": [("header", r"(?=enum nsv_side)", "enum nsv_new { NSV_NEW = 1 };\n")],
    "a sized struct grown at its end, its new size noted": [GROWN_VERDICT, ("layout", r"(?<=nsv_verdict, )24", "32")],
    "a parameter with another name": [("header", r"(?<=nsv_reason_name\(int32_t )reason", "number")],
}


def alter(interface, changes):
    """A copy of an interface (texts by name) with changes, each of which must find its place."""
    texts = dict(interface)
    for file, pattern, replacement in changes:
        texts[file], count = re.subn(pattern, replacement, texts[file], count=1, flags=re.DOTALL)
        if count != 1:
            raise LookupError(f"{pattern!r} is not in the {file}")
    return texts


def compile_layout(tools, interface):
    """What the compiler says of the numbers and layouts that are pinned."""
    with tempfile.TemporaryDirectory() as scratch:
        pathlib.Path(scratch, compare_abi.HEADER).write_text(interface["header"], encoding="utf-8")
        return subprocess.run([tools.cc, "-std=c11", "-fsyntax-only", "-I", scratch, "-x", "c", "-"], input=interface["layout"],
                              stderr=subprocess.PIPE, text=True).stderr.splitlines()


def problems_of(tools, interface, baseline):
    """What the gate says: check_abi.py of header and map, the compiler of layout.c, compare_abi.py of the baseline."""
    inputs = dataclasses.replace(check_abi.GOOD, header=interface["header"], map=interface["map"])
    return (check_abi.check_header(inputs) + check_abi.check_map(inputs) + compile_layout(tools, interface)
            + compare_abi.compare_with_baseline(tools, interface["header"], interface["map"], baseline))


def check_size_rules(interface):
    """What may grow begins with its size."""
    listed = re.search(r"\^nsv_\(([\w|]+)\)\$", (compare_abi.HERE / "compatible.suppr").read_text(encoding="utf-8"))
    code = check_abi.without_comments(interface["header"])
    return [f"nsv_{name} may grow, but does not begin with its size" for name in listed[1].split("|")
            if not re.search(rf"\bstruct\s+nsv_{name}\s*\{{\s*uint32_t\s+size;", code)]


def run(tools, interface, baseline):
    compare_abi.write_baseline(tools, interface["header"], interface["map"], baseline)
    wrong = check_size_rules(interface)
    for what, (changes, complaint) in BREAKS.items():
        problems = problems_of(tools, alter(interface, changes), baseline)
        if not any(complaint in problem for problem in problems):
            wrong.append(f"{what} is not noticed: {problems}")
    for what, changes in HARMLESS.items():
        problems = problems_of(tools, alter(interface, changes), baseline)
        wrong += [f"{what} is taken for a break: {problem}" for problem in problems]
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--header", type=pathlib.Path, required=True)
    parser.add_argument("--map", type=pathlib.Path, required=True)
    for field in dataclasses.fields(compare_abi.Tools):
        parser.add_argument(f"--{field.name}", default=field.default)
    arguments = parser.parse_args()
    tools = compare_abi.Tools(arguments.cc, arguments.abidw, arguments.abidiff)
    files = {"header": arguments.header, "map": arguments.map, "layout": compare_abi.HERE / "layout.c"}
    interface = {name: path.read_text(encoding="utf-8") for name, path in files.items()}
    with tempfile.TemporaryDirectory() as scratch:
        wrong = run(tools, interface, pathlib.Path(scratch))
    for problem in wrong:
        print(problem, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
