"""What the C header says: its functions, enums, structs and limits, with their comments."""

import dataclasses
import re


@dataclasses.dataclass
class Comment:
    """A doc comment: paragraphs, (names, text) of parameters, what is returned, the release that brought it."""

    paragraphs: list
    parameters: list
    returns: str
    since: str

    @property
    def brief(self):
        return self.paragraphs[0] if self.paragraphs else ""

    def text(self):
        return "\n".join([*self.paragraphs, *(text for _, text in self.parameters), self.returns])


@dataclasses.dataclass
class Function:
    name: str
    prototype: str
    comment: Comment
    heading: str  # the part of the header it is in


@dataclasses.dataclass
class Type:
    """An enum or a struct: its members are (name, declaration, prose)."""

    name: str
    kind: str
    comment: Comment
    members: list


@dataclasses.dataclass
class Header:
    release: str
    overview: Comment
    groups: list  # of lists of functions: those that no empty line separates
    types: list
    handles: list  # (name, Comment) of the opaque types
    limits: dict  # name: (number, prose)


def plain(comment):
    """The lines of a comment without its stars."""
    body = re.sub(r"^/\*\*<?|\*/$", "", comment.strip())
    return [re.sub(r"^\s*\*? ?", "", line, count=1) if index else line.strip() for index, line in enumerate(body.split("\n"))]


def read_comment(text):
    parts = re.split(r"(?:^|(?<=\s))@(brief|file|param\[\w+\]|param|return|since)(?=\s)", "\n".join(plain(text)))
    paragraphs, parameters, returns, since = [], [], "", ""
    for tag, body in [("brief", parts[0]), *zip(parts[1::2], parts[2::2])]:
        if tag == "brief":
            paragraphs += [part for part in re.split(r"\n\s*\n", body.strip()) if part]
        elif tag.startswith("param"):
            names, _, rest = body.strip().partition(" ")
            first, *more = re.split(r"\n\s*\n", rest)
            parameters.append((names.split(","), first))
            paragraphs += more
        elif tag == "return":
            returns = body.strip()
        elif tag == "since":
            since = body.split()[0]
    return Comment(paragraphs, parameters, returns, since)


COMMENT = r"(?P<comment>/\*\*(?:(?!\*/).)*\*/)\s*"


def find(pattern, text):
    return re.finditer(COMMENT + pattern, text, flags=re.DOTALL)


def prototype(declaration):
    """A declaration as a program's author sees it."""
    text = re.sub(r"\bNSV_NONNULL\(\([^)]*\)\)|\bNSV_(?:API|NOEXCEPT|MUST_CHECK)\b", "", declaration)
    return stars_to_names(" ".join(text.split()).replace(" ;", ";"))


def stars_to_names(declaration):
    return re.sub(r"(\*+) ", r" \1", declaration)


def read_functions(text):
    """Groups of functions: an empty line ends a group."""
    groups, end = [], None
    headings = [(match.start(), match[1]) for match in re.finditer(r"/\* -{20,} (\w+) -- \*/", text)]
    for match in find(r"(?P<declaration>NSV_API\b[^;(]*?\b(?P<name>nsv_\w+)\s*\([^;]*;)", text):
        heading = [name for start, name in headings if start < match.start()][-1]
        function = Function(match["name"], prototype(match["declaration"]), read_comment(match["comment"]), heading)
        if end is not None and text[end:match.start()].count("\n") == 1:
            groups[-1].append(function)
        else:
            groups.append([function])
        end = match.end()
    return groups


def read_types(text):
    types = []
    for match in find(r"(?:typedef )?(?P<kind>enum|struct) (?P<name>nsv_\w+) \{(?P<body>.*?)\n?\}", text):
        separator = r"," if match["kind"] == "enum" else r";"
        members = []
        pattern = rf"(?P<comment>/\*\*(?:(?!\*/).)*\*/)?\s*(?P<declaration>[^{separator}/]+?)(?:{separator}|\s*\Z)"
        for member in re.finditer(pattern, match["body"], flags=re.DOTALL):
            declaration = stars_to_names(" ".join(member["declaration"].split()))
            name = re.search(r"(\w+)(?: = -?\d+|\[\d+\])?$", declaration)[1]
            members.append((name, declaration, " ".join(plain(member["comment"] or "")).strip()))
        types.append(Type(match["name"], match["kind"], read_comment(match["comment"]), members))
    return types


def read_limits(text):
    limits = {match[1]: (match[2], match[3].strip())
              for match in re.finditer(r"#define (NSV_MAX_\w+) (\d+)\s+/\*\*<(.*?)\*/", text)}
    for match in find(r"#define (?P<name>NSV_MAX_\w+) (?P<number>\d+)\n", text):
        if match["name"] not in limits:
            limits[match["name"]] = (match["number"], read_comment(match["comment"]).brief)
    return limits


def read_header(text):
    release = ".".join(re.findall(r"#define NSV_LIBRARY_VERSION_(?:MAJOR|MINOR|PATCH) (\d+)", text))
    handles = [(match["name"], read_comment(match["comment"]))
               for match in find(r"typedef struct (?P<name>nsv_\w+) \w+;", text)]
    overview = read_comment(re.search(COMMENT, text, flags=re.DOTALL)["comment"])
    return Header(release, overview, read_functions(text), read_types(text), handles, read_limits(text))
