"""Manual pages in the man(7) language, which groff and mandoc both read."""

import re
import textwrap

SPECIAL = {"\\": "\\e", "-": "\\-", "'": "\\(aq", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti", "…": "..."}


def escape(text, keep=""):
    """Text as roff: each character as itself, so that it can be copied from the page."""
    characters = (char if char in keep else SPECIAL.get(char, char) for char in text)
    return "".join(char if char.isascii() else f"\\[u{ord(char):04X}]" for char in characters)


def guard(line):
    """A line that roff does not take for a request."""
    return f"\\&{line}" if line[:1] in (".", "'") else line


def bold(text):
    return f"\\fB{breakable(escape(text))}\\fP"


def breakable(text):
    """A word that may not fit a line may be broken after a comma."""
    return " ".join(re.sub(r",(?!$)", ",\\\\:", word) if len(word) > 40 else word for word in text.split(" "))


def unmarked(text):
    """Prose without marks: a hyphen is a hyphen, but that of an option, an id or a version is to be copied."""
    to_copy = r"(?<=[A-Z\d])-|-(?=\d)|(?<!\w)-+(?=\w)"
    pieces = re.split(f"({to_copy})", text)
    return breakable("".join(escape(piece, keep="'" if index % 2 else "-'") for index, piece in enumerate(pieces)))


def marked(text):
    """Prose of a comment: `code`, #NAMES, functions() and the library's own names are bold; a hyphen is a hyphen."""
    pieces = re.split(r"(`[^`]+`|#NSV_\w+|\b(?:nsv_|NSV_)[\w.]*\w)", text)
    return "".join(bold(piece.strip("`#")) if index % 2 else unmarked(piece) for index, piece in enumerate(pieces))


def filled(text, mark=marked):
    """A paragraph's lines."""
    lines = textwrap.wrap(mark(" ".join(text.split())), 78, break_long_words=False, break_on_hyphens=False)
    return [guard(line) for line in lines]


class Page:
    """Lines of a page, section by section. It is not hyphenated: names are to be found by searching."""

    def __init__(self, title, section, date, source, manual):
        self.lines = [f'.TH {escape(title.upper())} {section} {date} "{source}" "{manual}"',
                      ".ad l", ".nh"]
        self.begins = True

    def section(self, title):
        self.lines.append(f'.SH "{title}"')
        self.begins = True

    def paragraph(self, text, mark=marked):
        if not self.begins:
            self.lines.append(".PP")
        self.lines += filled(text, mark)
        self.begins = False

    def literal(self, lines):
        """Lines as they are, in a fixed font."""
        if not self.begins:
            self.lines.append(".PP")
        self.lines += [".nf", *(guard(escape(line)) for line in lines), ".fi"]
        self.begins = False

    def item(self, tag, text, mark=marked):
        """A tag and what is said of it."""
        self.lines += [".TP", bold(tag), *(filled(text, mark) or ["\\&"])]
        self.begins = False

    def bullet(self, text):
        self.lines += [".IP \\(bu 2", *filled(text)]
        self.begins = False

    def names(self, briefs):
        """The section that whatis and apropos read: (name, what it is) of all that the page is about."""
        self.section("NAME")
        for name, brief in briefs:
            self.lines += [*([] if self.begins else [".br"]), f"{escape(name)} \\-", *filled(brief, unmarked)]
            self.begins = False

    def references(self, pages):
        """The section of other pages: (name, section)."""
        self.section("SEE ALSO")
        entries = [f".BR {escape(name)} ({section})" for name, section in pages]
        self.lines += [f"{entry} ," for entry in entries[:-1]] + entries[-1:]

    def text(self):
        return "\n".join(self.lines) + "\n"
