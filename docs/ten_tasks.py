#!/usr/bin/env python3
"""Writes docs/ten-tasks.md from the programs in examples/, so that what the page shows is what the tests run.

Usage: ten_tasks.py [--check]
With --check it writes nothing, and fails where the page is not what it would write.
"""
import pathlib
import re
import sys
import textwrap

SOURCE = pathlib.Path(__file__).resolve().parent.parent
PAGE = SOURCE / "docs/ten-tasks.md"
PROGRAMS = {  # by the language, as people write it and as Markdown has it
    ("C", "c"): "examples/c/ten_tasks.c",
    ("C++", "cpp"): "examples/cpp/ten_tasks.cpp",
    ("Go", "go"): "examples/go/ten_tasks/main.go",
    ("Java", "java"): "examples/java/ten_tasks.java",
    ("Python", "python"): "examples/python/ten_tasks.py",
    ("Rust", "rust"): "examples/rust/src/bin/ten_tasks.rs",
}
TITLE = re.compile(r"^(\s*)(?:#|//|/\*) (\d+)\. (.*?)(?: \*/)?$")

INTRODUCTION = """\
# Ten tasks in six languages

The same program in each language: [C](../examples/c/ten_tasks.c), [C++](../examples/cpp/ten_tasks.cpp),
[Go](../examples/go/ten_tasks/main.go), [Java](../examples/java/ten_tasks.java), [Python](../examples/python/ten_tasks.py),
[Rust](../examples/rust/src/bin/ten_tasks.rs). All of them print [the same](../examples/ten_tasks.txt); the tests run them.
Below is the body of each task; `node` and `peer` are two managers, and `nep` is a NEP's JSON.
Made by `docs/ten_tasks.py`.
"""


def tasks_of(program):
    """The title and the lines of each task by number: from its comment to the end of the block that the comment is in."""
    tasks = {}
    lines = iter((SOURCE / program).read_text(encoding="utf-8").splitlines())
    for line in lines:
        if not (title := TITLE.match(line)):
            continue
        indentation, number = title.group(1), int(title.group(2))
        body = []
        for following in lines:
            if following.strip() and not following.startswith(indentation):
                break
            body.append(following)
        tasks[number] = title.group(3), textwrap.dedent("\n".join(body)).strip("\n")
    if sorted(tasks) != list(range(1, 11)):
        raise SystemExit(f"{program}: expected the tasks 1 to 10, found {sorted(tasks)}")
    return tasks


def page():
    programs = {language: tasks_of(program) for language, program in PROGRAMS.items()}
    parts = [INTRODUCTION]
    for number in range(1, 11):
        titles = {tasks[number][0] for tasks in programs.values()}
        if len(titles) != 1:
            raise SystemExit(f"task {number} has several titles: {sorted(titles)}")
        parts.append(f"## {number}. {titles.pop()}\n")
        parts += [f"{name}\n\n```{fence}\n{tasks[number][1]}\n```\n" for (name, fence), tasks in programs.items()]
    return "\n".join(parts)


def main():
    if sys.argv[1:] == ["--check"]:
        if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page():
            raise SystemExit("docs/ten-tasks.md is not what the examples say; run docs/ten_tasks.py")
    else:
        PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
