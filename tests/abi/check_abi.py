#!/usr/bin/env python3
"""Checks that the header, the symbol map, the built library and the C++ header agree on the interface.

    check_abi.py --header H --cpp-header HPP --map MAP --layout C --library SO [--symbols SYMBOLS] [--nm NM] [--readelf READELF]
                 --check CHECK...
    check_abi.py --header H --cpp-header HPP --map MAP --layout C --library DLL --objdump OBJDUMP --check CHECK...
    check_abi.py --self-test
"""

import argparse
import dataclasses
import re
import subprocess
import sys

# The symbol version of what release MAJOR.MINOR brought.
NODE_PREFIX = "NEUROSHARD_VERSION_"
FIRST_NODE = f"{NODE_PREFIX}1.0"
SONAME = "libneuroshard_version.so.1"
DLL_NAME = "libneuroshard_version-1.dll"

# Functions that the C++ header has no use for, and why.
NOT_IN_CPP_HEADER = {
    "nsv_library_version_number": "a number to compare in #if; C++ programs have library_version()",
    "nsv_manager_nep_count": "neps() reads to the end of the list, which may change between a count and the reading",
}

# What the library may need at run time: the text formatter, the JSON parser of hot calls, SHA-256, the store, and the
# languages' own libraries.
ALLOWED_NEEDED = (
    r"libsimdjson\.so\.\d+",
    r"libcrypto\.so\.3",
    r"libsqlite3\.so\.0",
    r"libfmt\.so\.\d+",
    r"libstdc\+\+\.so\.6",
    r"libgcc_s\.so\.1",
    r"libm\.so\.6",
    r"libc\.so\.6|libc\.so",  # glibc's name, and musl's
    r"ld-linux[\w.-]*\.so\.\d+|ld64\.so\.\d+",
)

# What every Windows has, with the library's other needs inside of it.
ALLOWED_NEEDED_BY_DLL = ("advapi32.dll", "bcrypt.dll", "crypt32.dll", "kernel32.dll", "msvcrt.dll", "user32.dll", "ws2_32.dll")


@dataclasses.dataclass(frozen=True)
class Inputs:
    """Texts: two headers, the symbol map, the C file that pins numbers and layouts, what nm says of the dynamic symbols,
    what readelf says of the library; for Windows, what objdump says of it; Debian's list of symbols."""

    header: str
    cpp_header: str
    map: str
    layout: str
    nm: str = ""
    readelf: str = ""
    objdump: str = ""
    symbols: str = ""


def without_comments(text):
    return re.sub(r"/\*.*?\*/|//[^\n]*", " ", text, flags=re.DOTALL)


def declarations(header):
    """The functions of the C header, each with the text of its declaration."""
    code = re.sub(r"(?m)^#(?:.*\\\n)*.*$", "", without_comments(header))
    return {match[2]: match[0] for match in re.finditer(r"[^;{}]*?(\b(nsv_\w+)\s*\()[^;]*;", code)}


def compare(left, left_name, right, right_name):
    """What is in one set of names only."""
    return [f"{name}: in {left_name}, not in {right_name}" for name in sorted(left - right)] + [
        f"{name}: in {right_name}, not in {left_name}" for name in sorted(right - left)
    ]


def releases(header):
    """The release that brought each function, by the `@since` of its comment."""
    comment = r"/\*\*((?:(?!\*/).)*)\*/\s*NSV_API\b[^;(]*?\b(nsv_\w+)\s*\("
    found = {name: re.findall(r"@since (\d+\.\d+)\b", text) for text, name in re.findall(comment, header, flags=re.DOTALL)}
    return {name: since[0] for name, since in found.items() if len(since) == 1}


def release_order(release):
    return tuple(int(number) for number in release.split("."))


def map_nodes(text):
    """Each version node of a symbol map: name, global names, local names, the node it inherits. None: not understood."""
    text = without_comments(text)
    pattern = r"\s*([\w.]+)\s*\{\s*global:([^{}:]*)(?:local:([^{}:]*))?\}\s*([\w.]*)\s*;\s*"
    nodes = [match.groups() for match in re.finditer(pattern, text)]
    if re.sub(pattern, "", text):
        return None
    return [(name, globals_.replace(";", " ").split(), (locals_ or "").replace(";", " ").split(), parent)
            for name, globals_, locals_, parent in nodes]


def check_header(inputs):
    """Every function of the header is exported and throws nothing."""
    problems = []
    for name, declaration in declarations(inputs.header).items():
        problems += [f"{name}: declared without {word}" for word in ("NSV_API", "NSV_NOEXCEPT")
                     if not re.search(rf"\b{word}\b", declaration)]
    return problems or ([] if declarations(inputs.header) else ["the header declares no function"])


def check_map_names(inputs, nodes):
    """Every function is in the node of the release that brought it."""
    exported = [(name, node) for node, names, *_ in nodes for name in names]
    names = [name for name, _ in exported]
    since = releases(inputs.header)
    problems = compare(set(declarations(inputs.header)), "the header", set(names), "the map")
    problems += [f"{pattern}: no name of a function" for pattern in names if not re.fullmatch(r"\w+", pattern)]
    problems += [f"{symbol}: twice in the map" for symbol in sorted(set(names)) if names.count(symbol) > 1]
    problems += [f"{name}: in {node}, but its comment says since {since.get(name, 'no release')}" for name, node in exported
                 if node != f"{NODE_PREFIX}{since.get(name)}"]
    return problems


def check_map(inputs):
    """The map lists the functions of the header by name, in one node a release, and hides all else."""
    nodes = map_nodes(inputs.map)
    if not nodes:
        return ["the map is not nodes with names behind global: and local:"]
    names = [name for name, *_ in nodes]
    problems = check_map_names(inputs, nodes)
    problems += [f"the node {name} does not say a release" for name in names
                 if not re.fullmatch(rf"{NODE_PREFIX}\d+\.\d+", name)]
    if problems:
        return problems
    if names[0] != FIRST_NODE or names != sorted(set(names), key=lambda name: release_order(name[len(NODE_PREFIX):])):
        problems.append(f"the map's nodes are {names}: expected one a release, from {FIRST_NODE} on")
    if [parent for *_, parent in nodes] != ["", *names[:-1]]:
        problems.append("each node of the map must inherit the one before")
    this_release = ".".join(re.findall(r"#define NSV_LIBRARY_VERSION_(?:MAJOR|MINOR) (\d+)", inputs.header))
    if release_order(names[-1][len(NODE_PREFIX):]) > release_order(this_release):
        problems.append(f"the node {names[-1]} is of a release after this one, {this_release}")
    hidden = [pattern for _, _, patterns, _ in nodes for pattern in patterns]
    if hidden != ["*"]:
        problems.append(f"the map hides {hidden}: expected everything else")
    return problems


def check_exports(inputs):
    """The library exports the functions of the header, each at the version of its node, and nothing more."""
    nodes = map_nodes(inputs.map) or []
    versions = {function: node for node, functions, *_ in nodes for function in functions}
    nodes_themselves = {form for node, *_ in nodes for form in (node, f"{node}@@{node}")}
    problems = []
    exported = set()
    for line in inputs.nm.splitlines():
        _, kind, symbol = line.split()
        if kind == "A" and symbol in nodes_themselves:
            continue
        name, _, version = symbol.partition("@")
        exported.add(name)
        if version != f"@{versions.get(name)}":
            problems.append(f"{symbol}: expected the version @@{versions.get(name)}")
        if kind != "T":
            problems.append(f"{symbol}: kind {kind}, expected a function, T")
    return problems + compare(set(declarations(inputs.header)), "the header", exported, "the library")


def dynamic_entries(readelf, tag):
    return re.findall(rf"\({tag}\)[^\[\n]*\[([^\]\n]*)\]", readelf)


def check_soname(inputs):
    """The library's SONAME is the one of this interface."""
    names = dynamic_entries(inputs.readelf, "SONAME")
    return [] if names == [SONAME] else [f"SONAME is {names}: expected {SONAME}"]


def check_needed(inputs):
    """The library needs no library that it should not."""
    names = dynamic_entries(inputs.readelf, "NEEDED")
    unexpected = [name for name in names if not any(re.fullmatch(allowed, name) for allowed in ALLOWED_NEEDED)]
    return [f"{name}: needed, but not allowed" for name in unexpected] or ([] if names else ["readelf named no library"])


def check_dll(inputs):
    """A library for Windows has the name of this interface, exports the functions of the header, and needs nothing else."""
    names = re.findall(r"(?m)^Name\s+[0-9a-f]+ (\S+)$", inputs.objdump)
    table = inputs.objdump.partition("[Ordinal/Name Pointer] Table\n")[2].partition("\n\n")[0]
    exported = set(re.findall(r"(?m)^\s*\[\s*\d+\] (\S+)$", table))
    needed = re.findall(r"DLL Name: (\S+)", inputs.objdump)
    return (
        ([] if names == [DLL_NAME] else [f"the DLL's name is {names}: expected {DLL_NAME}"])
        + compare(set(declarations(inputs.header)), "the header", exported, "the library")
        + [f"{name}: needed, but not allowed" for name in needed if name.lower() not in ALLOWED_NEEDED_BY_DLL]
        + ([] if needed else ["objdump named no library"])
    )


def check_cpp_header(inputs):
    """The C++ header uses every function of the C header, but for those with a reason not to."""
    functions = set(declarations(inputs.header))
    used = set(re.findall(r"\bnsv_\w+", without_comments(inputs.cpp_header)))
    excused = set(NOT_IN_CPP_HEADER)
    return (
        [f"{name}: not in the C++ header" for name in sorted(functions - used - excused)]
        + [f"{name}: excused, but the C++ header has it" for name in sorted(excused & used)]
        + [f"{name}: excused, but no function" for name in sorted(excused - functions)]
    )


def check_layout(inputs):
    """The numbers of all enumerators and limits, the places of all fields and the types of all functions are pinned."""
    code = without_comments(inputs.header)
    numbers = {name for body in re.findall(r"\benum\s+\w+\s*\{([^}]*)\}", code)
               for name in re.findall(r"(\w+)\s*(?:=[^,]*)?(?:,|$)", body)}
    fields = {f"{struct}, {field}" for struct, body in re.findall(r"\bstruct\s+(\w+)\s*\{([^}]*)\}", code)
              for field in re.findall(r"(\w+)(?:\[\d+\])?\s*;", body)}
    limits = set(re.findall(r"(?m)^#define (NSV_MAX_\w+) ", code))
    functions = set(declarations(inputs.header))
    pinned = {name for macro in (r"NUMBER\((\w+)", r"FIELD\((\w+, \w+)", r"FUNCTION\([^,]*, (\w+)")
              for name in re.findall(rf"\b{macro}", inputs.layout)}
    problems = [f"{name}: not pinned" for name in sorted((numbers | limits | fields | functions) - pinned)]
    return problems or ([] if numbers and limits and fields else ["the header has no numbers, no limits or no fields"])


def check_symbols(inputs):
    """Debian's list of symbols names each at its version, and the release from which on a program may rely on it."""
    expected = set()
    for node, names, *_ in map_nodes(inputs.map) or []:
        expected |= {f"{name}@{node} {node[len(NODE_PREFIX):]}.0" for name in [node, *names]}
    listed = {line.strip() for line in inputs.symbols.splitlines() if line.startswith(" ")}
    return compare(expected, "the map", listed, "Debian's list") or ([] if listed else ["Debian's list is empty"])


CHECKS = {
    "header": check_header,
    "map": check_map,
    "exports": check_exports,
    "soname": check_soname,
    "needed": check_needed,
    "dll": check_dll,
    "cpp_header": check_cpp_header,
    "layout": check_layout,
    "symbols": check_symbols,
}

SECOND_NODE = f"{NODE_PREFIX}1.1"

# A small interface on which all checks agree, in the second release.
GOOD = Inputs(
    header="""
/** nsv_in_a_comment(x); */
#define NSV_MACRO(x) nsv_in_a_macro(x); \\
    nsv_in_its_next_line(x);
#define NSV_LIBRARY_VERSION_MAJOR 1
#define NSV_LIBRARY_VERSION_MINOR 1
#define NSV_MAX_NAME 64
enum nsv_kind { NSV_ONE = 1, NSV_TWO = 2 };
typedef struct nsv_thing { uint32_t size; char name[8]; const char* text; } nsv_thing;
/** @since 1.0 */
NSV_API int nsv_a(const nsv_thing* thing) NSV_NOEXCEPT NSV_NONNULL((1));
/** @since 1.1 */
NSV_API void nsv_b(void (*call)(int),
                   nsv_thing* thing) NSV_NOEXCEPT;
/** @since 1.0 */
NSV_API uint32_t nsv_library_version_number(void) NSV_NOEXCEPT;
/** @since 1.0 */
NSV_API uint64_t nsv_manager_nep_count(void) NSV_NOEXCEPT;
""",
    cpp_header="// nsv_library_version_number\nint a() { return nsv_a(nullptr); }\nvoid b() { nsv_b(nullptr, nullptr); }\n",
    map=f"/* comment */ {FIRST_NODE} {{\n global:\n nsv_a;\n nsv_library_version_number; nsv_manager_nep_count;\n"
    f" local:\n *;\n}};\n{SECOND_NODE} {{ global: nsv_b; }} {FIRST_NODE};\n",
    layout="NUMBER(NSV_ONE, 1);\nNUMBER(NSV_TWO, 2);\nNUMBER(NSV_MAX_NAME, 64);\n"
    "FUNCTION(int, nsv_a, (const nsv_thing*));\nFUNCTION(void, nsv_b, (void (*)(int), nsv_thing*));\n"
    "FUNCTION(uint32_t, nsv_library_version_number, (void));\nFUNCTION(uint64_t, nsv_manager_nep_count, (void));\n"
    "FIELD(nsv_thing, size, 0, 4);\nFIELD(nsv_thing, name, 4, 8);\nFIELD(nsv_thing, text, 12, 8);\n",
    nm=f"0000 A {FIRST_NODE}\n0000 A {SECOND_NODE}@@{SECOND_NODE}\n0010 T nsv_a@@{FIRST_NODE}\n0020 T nsv_b@@{SECOND_NODE}\n"
    f"0030 T nsv_library_version_number@@{FIRST_NODE}\n0040 T nsv_manager_nep_count@@{FIRST_NODE}\n",
    readelf=f""" 0x01 (NEEDED)  Shared library: [libstdc++.so.6]
 0x01 (NEEDED)  Shared library: [libc.so.6]
 0x01 (NEEDED)  Shared library: [ld-linux-x86-64.so.2]
 0x0e (SONAME)  Library soname: [{SONAME}]
""",
    symbols=f"""libneuroshard_version.so.1 libneuroshard-version1 #MINVER#
* Build-Depends-Package: libneuroshard-version-dev
 {FIRST_NODE}@{FIRST_NODE} 1.0.0
 {SECOND_NODE}@{SECOND_NODE} 1.1.0
 nsv_a@{FIRST_NODE} 1.0.0
 nsv_b@{SECOND_NODE} 1.1.0
 nsv_library_version_number@{FIRST_NODE} 1.0.0
 nsv_manager_nep_count@{FIRST_NODE} 1.0.0
""",
    objdump=f"""
Name \t\t\t\t000000000059f41a {DLL_NAME}
[Ordinal/Name Pointer] Table
\t[   0] nsv_a
\t[   1] nsv_b
\t[   2] nsv_library_version_number
\t[  30] nsv_manager_nep_count

\tDLL Name: KERNEL32.dll
\tDLL Name: msvcrt.dll
""",
)

# How it can break: the check that must notice, the input, what is replaced in it by what, and a word of the complaint.
BREAKS = (
    ("layout", "header", "NSV_TWO = 2", "NSV_TWO = 2, NSV_THREE", "NSV_THREE: not pinned"),
    ("layout", "header", "char name[8];", "char name[8]; int32_t level;", "nsv_thing, level: not pinned"),
    ("layout", "layout", "NUMBER(NSV_ONE, 1);", "", "NSV_ONE: not pinned"),
    ("layout", "header", "#define NSV_MAX_NAME 64", "#define NSV_MAX_NAME 64\n#define NSV_MAX_SIZE 8",
     "NSV_MAX_SIZE: not pinned"),
    ("layout", "layout", "FUNCTION(int, nsv_a", "FUNCTION(int, nsv_c", "nsv_a: not pinned"),
    ("layout", "layout", "FIELD(nsv_thing, name, 4, 8);", "", "nsv_thing, name: not pinned"),
    ("layout", "header", GOOD.header, "", "no numbers"),
    ("header", "header", "NSV_API void nsv_b", "void nsv_b", "nsv_b: declared without NSV_API"),
    ("header", "header", "thing) NSV_NOEXCEPT;", "thing);", "nsv_b: declared without NSV_NOEXCEPT"),
    ("header", "header", GOOD.header, "", "no function"),
    ("map", "header", "enum", "NSV_API int nsv_extra(void) NSV_NOEXCEPT;\nenum", "nsv_extra: in the header, not in the map"),
    ("map", "header", "@since 1.1", "@since 1.0", f"nsv_b: in {SECOND_NODE}, but its comment says since 1.0"),
    ("map", "header", "@since 1.1", "", "nsv_b: in NEUROSHARD_VERSION_1.1, but its comment says since no release"),
    ("map", "header", "_MINOR 1", "_MINOR 0", f"the node {SECOND_NODE} is of a release after this one, 1.0"),
    ("map", "map", "nsv_b;", "", "nsv_b: in the header, not in the map"),
    ("map", "map", "nsv_b;", "nsv_b; nsv_c;", "nsv_c: in the map, not in the header"),
    ("map", "map", "nsv_b;", "nsv_b; nsv_b;", "nsv_b: twice"),
    ("map", "map", "nsv_a;", "nsv_a; nsv_b;", "nsv_b: twice"),
    ("map", "map", "nsv_b;", "nsv_b*;", "nsv_b*: no name"),
    ("map", "map", "nsv_b;", 'nsv_b; extern "C++" { std::*; };', "not nodes"),
    ("map", "map", GOOD.map, "", "not nodes"),
    ("map", "map", "local:\n *;", "", "expected everything else"),
    ("map", "map", " *;", " nsv_hidden;", "expected everything else"),
    ("map", "map", "};\n", "};\nOTHER { global: nsv_x; local: *; };\n", "OTHER does not say a release"),
    ("map", "map", FIRST_NODE, f"{NODE_PREFIX}0.9", "nsv_a: in NEUROSHARD_VERSION_0.9, but its comment says since 1.0"),
    ("map", "map", f"}} {FIRST_NODE};", "};", "must inherit the one before"),
    ("map", "map", f"/* comment */ {FIRST_NODE} {{", f"NEUROSHARD_VERSION_0.9 {{ global: }};\n{FIRST_NODE} {{",
     "expected one a release"),
    ("exports", "nm", f"0020 T nsv_b@@{SECOND_NODE}\n", "", "nsv_b: in the header, not in the library"),
    ("exports", "nm", "0020 T", f"0040 T _ZSt4cout@@{FIRST_NODE}\n0020 T", "_ZSt4cout: in the library, not in the header"),
    ("exports", "nm", f"nsv_b@@{SECOND_NODE}", "nsv_b", "nsv_b: expected the version"),
    ("exports", "nm", f"nsv_b@@{SECOND_NODE}", f"nsv_b@@{FIRST_NODE}", f"nsv_b@@{FIRST_NODE}: expected the version"),
    ("exports", "nm", f"nsv_b@@{SECOND_NODE}", f"nsv_b@{SECOND_NODE}", f"nsv_b@{SECOND_NODE}: expected the version"),
    ("exports", "nm", "0020 T", "0020 D", "kind D"),
    ("exports", "nm", f"A {FIRST_NODE}", "A OTHER_NODE", "OTHER_NODE"),
    ("soname", "readelf", SONAME, "libneuroshard_version.so.2", "so.2"),
    ("soname", "readelf", "(SONAME)", "(RUNPATH)", "expected libneuroshard_version"),
    ("needed", "readelf", "libc.so.6", "libssl.so.3", "libssl.so.3: needed"),
    ("needed", "readelf", "libc.so.6", "libstdc++.so.66", "libstdc++.so.66: needed"),
    ("needed", "readelf", "(NEEDED)", "(RUNPATH)", "named no library"),
    ("symbols", "symbols", f" nsv_b@{SECOND_NODE} 1.1.0\n", "", f"nsv_b@{SECOND_NODE} 1.1.0: in the map"),
    ("symbols", "symbols", f"nsv_b@{SECOND_NODE} 1.1.0", f"nsv_b@{SECOND_NODE} 1.0.0", "1.0.0: in Debian's"),
    ("symbols", "map", "nsv_b;", "", f"nsv_b@{SECOND_NODE} 1.1.0: in Debian's"),
    ("dll", "objdump", "-1.dll", "-2.dll", "expected libneuroshard_version-1.dll"),
    ("dll", "objdump", "\t[   1] nsv_b\n", "", "nsv_b: in the header, not in the library"),
    ("dll", "objdump", "] nsv_b", "] nsv_b\n\t[   2] _ZSt4cout", "_ZSt4cout: in the library, not in the header"),
    ("dll", "objdump", "msvcrt", "libstdc++-6", "libstdc++-6.dll: needed"),
    ("dll", "objdump", "DLL Name:", "DLL:", "named no library"),
    ("cpp_header", "cpp_header", "nsv_b(", "// nsv_b(", "nsv_b: not in the C++ header"),
    ("cpp_header", "cpp_header", "int a()", "int n() { return nsv_library_version_number(); } int a()", "C++ header has it"),
    ("cpp_header", "header", "nsv_library_version_number", "nsv_a", "nsv_library_version_number: excused, but no function"),
)


def self_test():
    """Nothing is wrong with GOOD, and every break of it is noticed by its check."""
    wrong = [f"{name} complains of nothing: {check(GOOD)}" for name, check in CHECKS.items() if check(GOOD)]
    for check, field, old, new, complaint in BREAKS:
        text = getattr(GOOD, field)
        problems = CHECKS[check](dataclasses.replace(GOOD, **{field: text.replace(old, new)}))
        if old not in text or not any(complaint in problem for problem in problems):
            wrong.append(f"{check} misses {old!r} -> {new!r} in the {field}: {problems}")
    untested = set(CHECKS) - {check for check, *_ in BREAKS}
    return wrong + [f"{check} was never seen to fail" for check in sorted(untested)]


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def output(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def contents(arguments):
    if arguments.objdump:
        return {"objdump": output(arguments.objdump, "--private-headers", arguments.library)}
    return {
        "nm": output(arguments.nm, "--dynamic", "--defined-only", arguments.library),
        "readelf": output(arguments.readelf, "--dynamic", "--wide", arguments.library),
    }


def run_checks(arguments):
    inputs = Inputs(
        header=read(arguments.header),
        cpp_header=read(arguments.cpp_header),
        map=read(arguments.map),
        layout=read(arguments.layout),
        **contents(arguments),
        symbols=read(arguments.symbols) if arguments.symbols else "",
    )
    return [f"{name}: {problem}" for name in arguments.check for problem in CHECKS[name](inputs)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--self-test", action="store_true")
    for option in ("header", "cpp-header", "map", "layout", "library", "symbols"):
        parser.add_argument(f"--{option}")
    parser.add_argument("--nm", default="nm")
    parser.add_argument("--readelf", default="readelf")
    parser.add_argument("--objdump", help="for a library of Windows")
    parser.add_argument("--check", nargs="+", choices=CHECKS)
    arguments = parser.parse_args()
    if not arguments.self_test and not arguments.check:
        parser.error("expected --check or --self-test")
    problems = self_test() if arguments.self_test else run_checks(arguments)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
