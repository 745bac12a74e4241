"""What calls cost from each language: its own program measures them, beside its cheapest call of a C function."""
import json
import os
import statistics
import subprocess
from pathlib import Path

OPERATIONS = ("floor", "empty_call", "compare", "parse", "check_peer")
REFERENCE = "reference_check_peer"  # the Python reference's json.loads, from_dict and check of the same bytes


def programs(build):
    """A command for each language whose program is built, and what it needs in its environment."""
    bindings = build / "bindings"
    java, python = bindings / "java", bindings / "python"
    jars = [jar for jar in java.glob("neuroshard-version-*.jar") if not jar.is_symlink()]
    commands = {
        "C": [build / "bench" / "call_overhead"],
        "Rust": [bindings / "rust" / "target" / "release" / "neuroshard-version-bench"],
        "Go": [bindings / "go" / "bench_go"],
        "Java": ["java", f"-Djava.library.path={java / 'jni'}",
                 f"-Dneuroshard.floor={java / 'bench' / 'libneuroshard_version_jni_floor.so'}",
                 "-cp", os.pathsep.join(map(str, [java / "bench", *jars])), "Bench"],
        "Python": [system_python(build), build.parent / "bindings" / "python" / "bench" / "bench.py"],
    }
    built = {"Java": java / "bench" / "Bench.class", "Python": python / "neuroshard_version"}
    return {language: command for language, command in commands.items() if built.get(language, Path(command[0])).exists()}


def system_python(build):
    """The Python that the package was built for."""
    for line in (build / "CMakeCache.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("NSV_PYTHON:"):
            return line.partition("=")[2]
    return "python3"


def measure(build, repetitions, seconds):
    """Median nanoseconds by operation for each language."""
    python = build / "bindings" / "python"
    environment = {**os.environ, "LD_LIBRARY_PATH": str(build / "src"), "PYTHONPATH": f"{python}:{python / 'reference'}"}
    medians = {}
    for language, command in programs(build).items():
        command = [*map(str, command), str(repetitions), str(seconds)]
        output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment).stdout
        lines = map(json.loads, output.splitlines())
        medians[language] = {line["operation"]: round(statistics.median(line["nanoseconds"]), 1) for line in lines}
    return medians


def table(medians):
    """Lines for people. The goal of check_peer is that of C and twice the language's own empty call."""
    layout = "{:<9} {:>9} {:>11} {:>9} {:>9} {:>11} {:>15}  {}"
    header = ("language", "floor", "empty call", "compare", "parse", "check_peer", "C + 2 x empty", "beside")
    yield layout.format(*header).rstrip()
    for language, times in medians.items():
        goal = medians["C"]["check_peer"] + 2 * times["empty_call"] if language != "C" else None
        beside = f"the reference: {times[REFERENCE] / times['check_peer']:.0f} x slower" if REFERENCE in times else ""
        yield layout.format(language, *(times[name] for name in OPERATIONS), f"{goal:.1f}" if goal else "", beside).rstrip()
