#!/usr/bin/env python3
"""Writes the manual pages: section 3 from the C header, section 1 from what the command's --help prints.

    generate.py --header H --output DIRECTORY [--command NEUROSHARD] [--list FILE --mandir MANDIR]

DIRECTORY gets man1 and man3, with nothing else in them; FILE, where they will be installed. Their date is that of
SOURCE_DATE_EPOCH, or today.
"""

import argparse
import datetime
import os
import pathlib
import shutil
import time

from command_pages import CommandPages
from header import read_header
from library_pages import LibraryPages
from roff import Page

HERE = pathlib.Path(__file__).resolve().parent


def page_maker(release):
    seconds = int(os.environ.get("SOURCE_DATE_EPOCH", time.time()))
    date = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).date().isoformat()
    return lambda title, section, manual: Page(title, section, date, f"libneuroshard_version {release}", manual)


def write_pages(pages, directory):
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    for name, text in pages.items():
        (directory / name).write_text(text, encoding="ascii")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--header", type=pathlib.Path, required=True)
    parser.add_argument("--output", type=pathlib.Path, required=True)
    parser.add_argument("--command")
    parser.add_argument("--list", type=pathlib.Path)
    parser.add_argument("--mandir", default="man")
    arguments = parser.parse_args()
    header = read_header(arguments.header.read_text(encoding="utf-8"))
    new_page = page_maker(header.release)
    sections = {"man3": LibraryPages(header, new_page).pages()}
    if arguments.command:
        supplement = (HERE / "neuroshard.txt").read_text(encoding="utf-8")
        sections["man1"] = CommandPages(arguments.command, supplement, header.limits, new_page).pages()
    for section, pages in sections.items():
        write_pages(pages, arguments.output / section)
    if arguments.list:
        names = [f"{arguments.mandir}/{section}/{name}\n" for section, pages in sections.items() for name in pages]
        arguments.list.write_text("".join(sorted(names)), encoding="ascii")


if __name__ == "__main__":
    main()
