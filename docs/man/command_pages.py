"""Section 1: a page for the command and each command of it, from what `neuroshard … --help` prints."""

import subprocess

from roff import bold, unmarked

MANUAL = "neuroshard command"
PROGRAM = "neuroshard"
GLOBAL = "Global options"
TITLES = {"Arguments": "ARGUMENTS", "Options": "OPTIONS", "Commands": "COMMANDS", "Exit codes": "EXIT STATUS"}


def title_and_rest(heading):
    """A heading as a page has it, and what it says beyond that."""
    for begin in ("Exit codes", "Keys of the JSON document", "Metrics"):
        if heading.startswith(begin):
            rest = heading[len(begin):].strip(":,. ")
            return TITLES.get(begin, begin.upper()), f"{rest[0].upper()}{rest[1:]}." if rest else ""
    return TITLES.get(heading.rstrip(":"), heading.rstrip(":").upper()), ""


def entries(lines):
    """Tags and their texts: `  tag   text`, the text going on in lines that are indented deeper."""
    found = []
    for line in lines:
        indent = len(line) - len(line.lstrip())
        if found and indent > 4:
            found[-1][1].append(line.strip())
        else:
            tag, _, text = line.strip().partition("  ")
            found.append((tag.replace("-h,--", "-h, --"), [text.strip()]))
    return [(tag, " ".join(text).strip()) for tag, text in found]


class CommandPages:
    """All pages of section 1."""

    def __init__(self, program, supplement, limits, new_page):
        self.program = program
        self.supplement = supplement
        self.limits = limits
        self.new_page = new_page
        self.global_options = []

    def help(self, words):
        return subprocess.run([self.program, *words, "--help"], check=True, stdout=subprocess.PIPE, text=True).stdout

    def pages(self, words=()):
        """File name and text of the page of a command, and of those below it."""
        blocks = [block.split("\n") for block in self.help(words).strip("\n").split("\n\n")]
        if not words:
            self.global_options = next(entries(lines[1:]) for lines in blocks if lines[0] == f"{GLOBAL}:")
        commands = next((entries(lines[1:]) for lines in blocks if lines[0] == "Commands:"), [])
        pages = {f"{'-'.join([PROGRAM, *words])}.1": self.page(words, blocks, [name for name, _ in commands])}
        for name, _ in commands:
            pages.update(self.pages((*words, name)))
        return pages

    def page(self, words, blocks, commands):
        name = "-".join([PROGRAM, *words])
        brief, *blocks = blocks
        page = self.new_page(name, 1, MANUAL)
        page.names([(name, " ".join(brief).rstrip("."))])
        page.section("SYNOPSIS")
        usage = next(lines[0] for lines in blocks if lines[0].startswith("Usage: "))
        page.paragraph(usage[len("Usage: "):], mark=bold)
        texts = [lines for lines in blocks if lines[0][-1:] != ":" and not lines[0].startswith(("Usage: ", "Exit codes"))]
        page.section("DESCRIPTION")
        page.paragraph(" ".join(brief), mark=unmarked)
        for lines in texts:
            page.paragraph(" ".join(lines), mark=unmarked)
        for lines in blocks:
            if lines not in texts and not lines[0].startswith("Usage: "):
                self.add_block(page, lines, words)
        if not words:
            self.add_supplement(page)
        others = {"-".join([PROGRAM, *words, command]) for command in commands}
        others |= {"-".join([PROGRAM, *words[:-1]])} if words else set()
        page.references([(other, 1) for other in sorted(others)] + ([("neuroshard_version", 3)] if not words else []))
        return page.text()

    def add_block(self, page, lines, words):
        heading, body = lines[0], lines[1:]
        if heading == f"{GLOBAL}:" and words:
            self.refer_to_global_options(page)
        elif heading == "Examples:":
            page.section("EXAMPLES")
            page.literal([line[2:] for line in body])
        else:
            title, rest = title_and_rest(heading)
            page.section(title)
            if rest:
                page.paragraph(rest, mark=unmarked)
            for tag, text in entries([line for line in body if line.startswith(" ")]):
                page.item(tag, text, mark=unmarked)
            after = [line for line in body if not line.startswith(" ")]
            if after:
                page.paragraph(" ".join(after), mark=unmarked)

    def refer_to_global_options(self, page):
        names = ", ".join(bold(tag) for tag, _ in self.global_options)
        page.section("GLOBAL OPTIONS")
        page.paragraph(names + ": see neuroshard(1).", mark=lambda text: text)

    def add_supplement(self, page):
        """What the help does not say: the environment, files, limits."""
        for block in self.supplement.strip("\n").split("\n\n"):
            self.add_block(page, block.split("\n"), ())
        page.section("LIMITS")
        page.paragraph("Input beyond these is refused with exit code 65.", mark=unmarked)
        for number, text in self.limits.values():
            page.item(number, text, mark=unmarked)
