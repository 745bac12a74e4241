#!/usr/bin/env python3
"""Runs the benchmarks and their peers and prints one table, with the project's goals beside what was measured.

It reports and does not judge: times depend on the machine and on what else it does.
Build first, with NSV_BUILD_BENCH=ON and in release mode.
"""

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import languages

REPETITIONS = 9
SECONDS = 0.1  # that each repetition lasts, at least
LONG = 1e6  # nanoseconds; how many empty calls that would be says nothing
SOURCE = Path(__file__).resolve().parent
RUST_PEER = "Rust semver"

SIZE_GOAL = "at most 500 KB"
GOALS = {  # by a pattern for the operation
    "parse/[abc]": "faster than Rust semver",
    "compare/.*": "at most 1.3 x the empty call + 1 ns",
    "check_compatibility/.*": "at most 1.3 x the empty call + 1 ns",
    "supports_feature/.*": "at most 5 ns",
    "check_peer/same": "at most 1.5 x simdjson's DOM parse",
    "check_peer/two_kinds": "at most 1.5 x simdjson's DOM parse",
    "read_._threads": "at least 10 x shared_mutex",
    "load": "at most 1 ms",
    "durable_record": "at most 1.1 x SQLite by hand",
    "verify": "at most 1.5 x SQLite and SHA-256 by hand",
}


class Times:
    """The times of one operation, in nanoseconds, one for each repetition."""

    def __init__(self, repetitions):
        self.median = statistics.median(repetitions)
        quarters = statistics.quantiles(repetitions, n=4)
        self.spread = (quarters[2] - quarters[0]) / self.median  # of the middle half, so that one hiccup is no spread


def run(command, **options):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, **options).stdout


def plain_name(name):
    """A benchmark's name without what Google Benchmark adds to tell how it was run."""
    return re.sub(r"/(iterations|repeats|real_time|threads)(:.*|$)", "", name)


def run_library(program):
    """Times by benchmark name, in the program's order."""
    output = run(
        [
            program,
            "--benchmark_format=json",
            f"--benchmark_repetitions={REPETITIONS}",
            f"--benchmark_min_time={SECONDS}",
            "--benchmark_enable_random_interleaving=true",
        ],
        stderr=subprocess.DEVNULL,
        cwd=program.parent,  # where stores are made: on a disk, unlike what is temporary
    )
    # The repetitions of all benchmarks are interleaved, so that a busy minute of the machine does not fall on one alone.
    names = run([program, "--benchmark_list_tests"], stderr=subprocess.DEVNULL).splitlines()
    repetitions = {plain_name(name): [] for name in names}
    for entry in json.loads(output)["benchmarks"]:
        if entry["run_type"] == "iteration":
            repetitions[plain_name(entry["run_name"])].append(entry["real_time"])
    return {name: Times(times) for name, times in repetitions.items()}


def run_rust(program, target):
    """Times by benchmark name, or a sentence that says why there are none."""
    if shutil.which("cargo") is None:
        return {}, f"{RUST_PEER} is absent: there is no cargo on the PATH."
    cargo = ["cargo", "build", "--quiet", "--release", "--locked", "--target-dir", str(target)]
    if subprocess.run(cargo, cwd=SOURCE / "peers" / "rust-semver", stderr=subprocess.DEVNULL).returncode != 0:
        return {}, f"{RUST_PEER} is absent: cargo could not build bench/peers/rust-semver."
    with tempfile.TemporaryDirectory() as corpora:
        run([program, "--write-corpora", corpora])
        output = run([target / "release" / "rust-semver-bench", corpora, str(REPETITIONS), str(SECONDS)])
    entries = [json.loads(line) for line in output.splitlines()]
    return {entry["operation"]: Times(entry["nanoseconds"]) for entry in entries}, None


def stripped_size(library):
    """Bytes of the library as it is packaged."""
    with tempfile.TemporaryDirectory() as folder:
        stripped = os.path.join(folder, "stripped")
        run(["strip", "--strip-unneeded", "-o", stripped, library])
        return os.path.getsize(stripped)


def rows_of(library_times, rust_times):
    """One row for each operation of the library, its peers in it."""
    empty = library_times["empty_call"].median
    rows = []
    for name, times in library_times.items():
        if name.startswith("peer/"):
            continue
        peers = {
            other.split("/")[1]: other_times
            for other, other_times in library_times.items()
            if re.fullmatch(f"peer/[^/]+/{re.escape(name)}", other)
        }
        if name in rust_times:
            peers[RUST_PEER] = rust_times[name]
        rows.append(
            {
                "operation": name,
                "median_ns": round(times.median, 2),
                "spread": round(times.spread, 3),
                "ratio_to_empty_call": round(times.median / empty, 2) if times.median < LONG and name != "load" else None,
                "peers": [
                    {"peer": peer, "median_ns": round(other.median, 2), "ratio": round(times.median / other.median, 2)}
                    for peer, other in peers.items()
                ],
                "goal": next((goal for pattern, goal in GOALS.items() if re.fullmatch(pattern, name)), None),
            }
        )
    return rows


def run_simulation(program):
    """A network of so many managers in one process, taken through an upgrade."""
    rows = [json.loads(run([program, str(nodes)]).splitlines()[-1]) for nodes in (1000, 10000, 100000)]
    for row in rows:
        row["nanoseconds_a_check"] = round(1e9 / row["checks_a_second"], 1)
    return rows


def print_simulation(rows):
    layout = "{:>8} {:>10} {:>10} {:>13}  {}"
    print("\nA network in one process. forecast: nodes that were to be cut, counted the day before; halted: those that were.")
    print(layout.format("managers", "bytes each", "ns a check", "activation ms", "forecast, halted"))
    for row in rows:
        print(layout.format(row["nodes"], f"{row['bytes_a_manager']:.0f}", row["nanoseconds_a_check"],
                            f"{row['activation_seconds'] * 1000:.0f}", f"{row['counted_cut']}, {row['halted']}"))


def print_table(report):
    layout = "{:<38} {:>12} {:>6} {:>8}  {:<13} {:>10} {:>7}  {}"
    print(layout.format("operation", "median ns", "spread", "x empty", "peer", "peer ns", "x peer", "goal").rstrip())
    for row in report["operations"]:
        ratio = f"{row['ratio_to_empty_call']:.1f}" if row["ratio_to_empty_call"] else ""
        own = [row["operation"], f"{row['median_ns']:.2f}", f"{row['spread']:.0%}", ratio]
        goal = row["goal"] or ""
        for peer in row["peers"] or [None]:
            cells = [peer["peer"], f"{peer['median_ns']:.2f}", f"{peer['ratio']:.2f}"] if peer else ["", "", ""]
            print(layout.format(*own, *cells, goal).rstrip())
            own, goal = [""] * 4, ""
    size = report["library_size"]
    print(f"\nThe shared library, stripped: {size['bytes'] / 1000:.0f} KB; goal: {size['goal']}.")
    print("spread: the middle half of the repetitions, as a part of the median. x peer: below 1, this library is faster.")
    for note in report["notes"]:
        print(note)
    print("\nFrom the languages, in nanoseconds; floor: the language's cheapest call of a C function.")
    print(*languages.table(report["languages"]), sep="\n")
    print_simulation(report["simulation"])


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    built = SOURCE.parent / "build" / "bench"
    arguments.add_argument("benchmarks", type=Path, nargs="?", default=built, help="where they were built: build/bench")
    arguments.add_argument("--json", action="store_true", help="print JSON in place of the table")
    options = arguments.parse_args()
    benchmarks = options.benchmarks.resolve()
    program = benchmarks / "nsv_bench"
    if not program.exists():
        sys.exit(f"{program} is missing: build with NSV_BUILD_BENCH=ON first")

    library_times = run_library(program)
    rust_times, note = run_rust(program, benchmarks / "rust-semver")
    report = {
        "operations": rows_of(library_times, rust_times),
        "library_size": {
            "bytes": stripped_size(benchmarks.parent / "src" / "libneuroshard_version.so"),
            "goal": SIZE_GOAL,
        },
        "languages": languages.measure(benchmarks.parent, REPETITIONS, SECONDS),
        "simulation": run_simulation(benchmarks / "simulation"),
        "notes": [note] if note else [],
    }
    if options.json:
        print(json.dumps(report, indent=2))
    else:
        print_table(report)


if __name__ == "__main__":
    main()
