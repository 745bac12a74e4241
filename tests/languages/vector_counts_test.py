"""Holds every language to all vectors: each must have run as many cases of each file as every other.

Usage: vector_counts_test.py C_RUNNER VECTORS CPP_RUNNER REPORT..., where a REPORT is what a language's tests wrote to the file
that the environment variable VECTORS_REPORT named.
"""
import pathlib
import re
import subprocess
import sys

LINE = re.compile(r"^vectors: .*: \d+ cases$", re.MULTILINE)


def lines_of(text):
    return LINE.findall(text)


def printed(*command):
    return lines_of(subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout)


def main():
    c_runner, vectors, cpp_runner, *reports = sys.argv[1:]
    expected = printed(c_runner, vectors)
    counts = {"C++": printed(cpp_runner)}
    counts.update({pathlib.Path(report).stem: lines_of(pathlib.Path(report).read_text(encoding="utf-8")) for report in reports})
    files = {path.name for path in pathlib.Path(vectors).glob("*.json")}
    assert {line.split(": ")[1] for line in expected} == files | {"total"}, expected
    for language, lines in counts.items():
        assert lines == expected, f"{language} ran {lines}, C ran {expected}"
    print(f"{expected[-1]}, in C, {', '.join(counts)}")


if __name__ == "__main__":
    main()
