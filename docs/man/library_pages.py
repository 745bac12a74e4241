"""Section 3: a page for each function or group of functions, each enum and each struct, and one of the whole library."""

import re

from roff import bold, filled, guard, unmarked

MANUAL = "neuroshard_version library"
OVERVIEW = "neuroshard_version"


def first_sentence(text):
    """What a page is about, in a line."""
    sentence = re.split(r"(?<=[^.])[.:;](?:\s|$)| \(S\d+|, and nothing but it", " ".join(text.split()))[0]
    return re.sub(r"[`#]", "", sentence).strip()


def functions_in(text):
    return re.findall(r"\b(nsv_\w+)\(\)", text)


class LibraryPages:
    """All pages of section 3, by the header."""

    def __init__(self, header, new_page):
        self.header = header
        self.new_page = new_page
        self.page_of = {function.name: group[0].name for group in header.groups for function in group}
        self.functions = {function.name: function for group in header.groups for function in group}
        self.types = {kind.name: kind for kind in header.types}
        statuses = self.types["nsv_status"].members
        self.statuses = {name: prose for name, _, prose in statuses}

    def pages(self):
        """File name and text of each page, aliases included."""
        pages = {f"{OVERVIEW}.3": self.overview()}
        for group in self.header.groups:
            pages[f"{group[0].name}.3"] = self.function_page(group)
            pages.update({f"{function.name}.3": f".so man3/{group[0].name}.3\n" for function in group[1:]})
        pages.update({f"{kind.name}.3": self.type_page(kind) for kind in self.header.types})
        return pages

    def begin(self, *described):
        """A page about (name, brief) each, as far as its synopsis."""
        page = self.new_page(described[0][0], 3, MANUAL)
        page.names([(name, first_sentence(brief)) for name, brief in described])
        page.section("LIBRARY")
        page.paragraph("NeuroShard protocol versions (`libneuroshard_version`, `pkg-config neuroshard_version`)")
        page.section("SYNOPSIS")
        page.literal(["#include <neuroshard_version.h>"])
        return page

    def function_page(self, group):
        page = self.begin(*((function.name, function.comment.brief) for function in group))
        page.lines += [".PP", ".nf"]
        for function in group:
            page.lines += self.prototype(function.prototype)
        page.lines.append(".fi")
        page.section("DESCRIPTION")
        for function in group:
            self.describe(page, function, len(group) > 1)
        self.add_parameters(page, group)
        self.add_returns(page, group)
        text = "\n".join(function.comment.text() for function in group)
        self.add_statuses(page, text)
        self.add_limits(page, text)
        page.section("HISTORY")
        releases = sorted({function.comment.since for function in group})
        for since in releases:
            names = ", ".join(f"{function.name}()" for function in group if function.comment.since == since)
            page.paragraph(f"Since release {since}." if len(releases) == 1 else f"{names}: since release {since}.")
        self.add_references(page, [function.name for function in group],
                            text + "\n".join(function.prototype for function in group))
        return page.text()

    @staticmethod
    def prototype(text):
        """A prototype, its arguments under each other where they do not fit a line."""
        head, arguments = re.match(r"(.*?\()(.*)", text).groups()
        lines = [head]
        for argument in re.split(r"(?<=,) ", arguments):
            if len(lines[-1]) + len(argument) > 76 and lines[-1] != head:
                lines.append(" " * len(head))
            lines[-1] += argument if lines[-1].endswith(("(", " ")) else f" {argument}"
        return [guard(bold(line)) for line in lines]

    @staticmethod
    def describe(page, function, in_group):
        first, *more = function.comment.paragraphs
        if in_group:
            page.item(f"{function.name}()", first)
            for paragraph in more:
                page.lines += [".IP", *filled(paragraph)]
        else:
            for paragraph in (first, *more):
                page.paragraph(paragraph)

    @staticmethod
    def add_parameters(page, group):
        described = [(names, text) for function in group for names, text in function.comment.parameters]
        if described:
            page.section("PARAMETERS")
        for names, text in described:
            page.item(", ".join(names), text)

    @staticmethod
    def add_returns(page, group):
        described = [function for function in group if function.comment.returns]
        if described:
            page.section("RETURN VALUE")
        for function in described:
            prefix = f"{function.name}(): " if len(group) > 1 else ""
            page.paragraph(prefix + function.comment.returns)

    def add_statuses(self, page, text):
        """What the statuses that a page names mean."""
        named = [name for name in self.statuses if name.startswith("NSV_ERROR") and re.search(rf"\b{name}\b", text)]
        if named:
            page.section("ERRORS")
        for name in named:
            page.item(name, self.statuses[name])

    def add_limits(self, page, text):
        """The bounds that a page names, or a function that it refers to."""
        texts = [text, *(self.functions[name].comment.text() for name in functions_in(text))]
        named = [name for name in self.header.limits if any(re.search(rf"\b{name}\b", part) for part in texts)]
        if named:
            page.section("LIMITS")
        for name in named:
            number, prose = self.header.limits[name]
            page.item(f"{name} {number}", prose)

    def add_references(self, page, own, text):
        mentioned = {self.page_of[name] for name in functions_in(text)}
        mentioned |= {name for name in self.types if re.search(rf"\b{name}\b", text)}
        mentioned.discard(self.page_of.get(own[0], own[0]))
        page.references([(name, 3) for name in sorted(mentioned)] + [(OVERVIEW, 3)])

    def type_page(self, kind):
        page = self.begin((kind.name, kind.comment.brief))
        members = [declaration + ("," if kind.kind == "enum" else ";") for _, declaration, _ in kind.members]
        typedef, end = ("typedef ", f"}} {kind.name};") if kind.kind == "struct" else ("", "};")
        page.literal([f"{typedef}{kind.kind} {kind.name} {{", *(f"    {member}" for member in members), end])
        page.section("DESCRIPTION")
        for paragraph in kind.comment.paragraphs:
            page.paragraph(paragraph)
        for _, declaration, prose in kind.members:
            page.item(declaration, prose)
        text = "\n".join([kind.comment.text(), *(prose for *_, prose in kind.members)])
        self.add_limits(page, text)
        users = [name for name, function in self.functions.items() if kind.name in function.prototype + function.comment.text()]
        self.add_references(page, [kind.name], text + "".join(f"{name}() " for name in users))
        return page.text()

    def overview(self):
        brief, *conventions = self.header.overview.paragraphs
        page = self.begin((OVERVIEW, brief))
        page.section("DESCRIPTION")
        page.paragraph(brief)
        page.section("CONVENTIONS")
        for paragraph in conventions:
            if paragraph.startswith("- "):
                for item in re.split(r"(?:^|\n)- ", paragraph)[1:]:
                    page.bullet(item)
            elif not paragraph.endswith(":"):
                page.paragraph(paragraph)
        page.section("TYPES")
        for name, comment in self.header.handles:
            page.item(name, " ".join(comment.paragraphs))
        for kind in self.header.types:
            page.item(f"{kind.kind} {kind.name}", kind.comment.brief)
        page.section("STATUSES")
        for name, declaration, prose in self.types["nsv_status"].members:
            page.item(declaration, prose or "Success.")
        page.section("LIMITS")
        page.paragraph("Input beyond its bound is refused with #NSV_ERROR_LIMIT before it is looked at.")
        for name, (number, prose) in self.header.limits.items():
            page.item(f"{name} {number}", prose)
        for heading in dict.fromkeys(group[0].heading for group in self.header.groups):
            page.section(f"FUNCTIONS: {heading.upper()}")
            for group in (group for group in self.header.groups if group[0].heading == heading):
                for function in group:
                    page.item(f"{function.name}(3)", first_sentence(function.comment.brief), mark=unmarked)
        page.references([("neuroshard", 1), *((name, 3) for name in sorted(self.types))])
        return page.text()
