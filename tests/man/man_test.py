"""The manual pages that the build has made. Tools and paths are in the environment: tests/man/CMakeLists.txt."""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ["NEUROSHARD_SOURCE"])
HEADER = SOURCE / "include/neuroshard_version.h"
PAGES = {path.name: path for path in pathlib.Path(os.environ["MAN_PAGES"]).glob("man[13]/*")}
COMMAND = os.environ["NEUROSHARD"]


def run(*command, **environment):
    return subprocess.run([str(word) for word in command], env={**os.environ, "LC_ALL": "C.UTF-8", **environment},
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)


def page(name):
    """A page's text in roff; an alias gives the page that it stands for."""
    text = PAGES[name].read_text(encoding="ascii")
    alias = re.fullmatch(r"\.so man3/(\S+)\n", text)
    return page(alias[1]) if alias else text


def own_pages():
    return [path for path in PAGES.values() if not path.read_text(encoding="ascii").startswith(".so ")]


def functions():
    """Every exported function: what the symbol map lists."""
    return re.findall(r"^\s+(nsv_\w+);", (SOURCE / "src/capi/neuroshard_version.map").read_text(encoding="utf-8"), re.MULTILINE)


def comment_of(name):
    header = HEADER.read_text(encoding="utf-8")
    end = re.search(rf"NSV_API[^;(]*\b{name}\(", header).start()
    return header[header.rindex("/**", 0, end):end]


def command_paths(words=()):
    """Every command with those below it, by what the help lists."""
    yield words
    text = run(COMMAND, *words, "--help").stdout
    listed = re.search(r"^Commands:\n((?:  .*\n)+)", text, re.MULTILINE)
    for name in re.findall(r"^  (\w+)", listed[1], re.MULTILINE) if listed else []:
        yield from command_paths((*words, name))


class Pages(unittest.TestCase):
    def test_every_function_has_a_page_that_names_it_and_shows_its_prototype(self):
        self.assertGreater(len(functions()), 90)
        for name in functions():
            with self.subTest(name):
                text = page(f"{name}.3")
                self.assertRegex(text, rf"(?m)^{name} \\-$")
                self.assertRegex(text, rf"(?s)\.SH \"SYNOPSIS\".*\b{name}\(.*\.SH \"DESCRIPTION\"")

    def test_every_type_and_the_library_have_pages(self):
        header = HEADER.read_text(encoding="utf-8")
        types = re.findall(r"^(?:enum|typedef struct) (nsv_\w+) \{", header, re.MULTILINE)
        self.assertGreater(len(types), 9)
        for name in [*types, "neuroshard_version"]:
            self.assertIn(f"{name}.3", PAGES)
        handles = re.findall(r"^typedef struct (nsv_\w+) \w+;", header, re.MULTILINE)
        self.assertEqual(len(handles), 4)
        for name in [*types, *handles, *functions()]:
            self.assertIn(name, page("neuroshard_version.3"))

    def test_every_command_has_a_page_with_all_its_options_and_exit_codes(self):
        paths = list(command_paths())
        self.assertGreater(len(paths), 15)
        for words in paths:
            with self.subTest(" ".join(words)):
                text = page("-".join(["neuroshard", *words]) + ".1").replace("\\-", "-").replace("\\:", "")
                help_text = run(COMMAND, *words, "--help").stdout
                for option in re.findall(r"(?<![\w-])--[a-z-]+", help_text):
                    self.assertIn(option, text)
                for code in re.findall(r"^ +(\d+)  ", help_text, re.MULTILINE):
                    self.assertIn(f"\\fB{code}\\fP", text)

    def test_pages_name_their_limits_with_their_numbers(self):
        limits = dict(re.findall(r"#define (NSV_MAX_\w+) (\d+)", HEADER.read_text(encoding="utf-8")))
        self.assertGreater(len(limits), 8)
        for name in functions():
            for limit in re.findall(r"NSV_MAX_\w+", comment_of(name)):
                with self.subTest(name):
                    self.assertIn(f".TP\n\\fB{limit} {limits[limit]}\\fP\n", page(f"{name}.3"))
        for limit, number in limits.items():
            self.assertIn(f"\\fB{limit} {number}\\fP", page("neuroshard_version.3"))
            self.assertIn(f"\\fB{number}\\fP", page("neuroshard.1"))

    def test_pages_name_every_parameter_and_status_of_the_comments(self):
        for name in functions():
            comment, text = comment_of(name), page(f"{name}.3")
            with self.subTest(name):
                for parameters in re.findall(r"@param\[\w+\] (\S+)", comment):
                    self.assertIn(f"\\fB{parameters.replace(',', ', ')}\\fP", text)
                for status in re.findall(r"#(NSV_ERROR_\w+)", comment):
                    self.assertIn(f".TP\n\\fB{status}\\fP\n", text)
                self.assertNotRegex(text, r"@(param|return|brief|since)|\]$")

    def test_references_lead_to_pages(self):
        for path in PAGES.values():
            for name, section in re.findall(r"^\.BR (\S+) \((\d)\)", path.read_text(encoding="ascii"), re.MULTILINE):
                reference = f"{name}.{section}".replace("\\-", "-")
                self.assertIn(reference, PAGES, path.name)
            page(path.name)


class Generator(unittest.TestCase):
    def generate(self, directory, **environment):
        result = run(sys.executable, SOURCE / "docs/man/generate.py", "--header", HEADER, "--command", COMMAND,
                     "--output", directory, "--list", directory / "list", "--mandir", "share/man", **environment)
        self.assertEqual((result.returncode, result.stdout, result.stderr), (0, "", ""))
        return {path.relative_to(directory): path.read_bytes() for path in directory.rglob("*") if path.is_file()}

    def test_the_same_input_gives_the_same_pages_at_the_date_of_the_source(self):
        made = []
        for home, zone, columns in (("one", "UTC", "200"), ("other", "Pacific/Auckland", "20")):
            with tempfile.TemporaryDirectory() as directory:
                made.append(self.generate(pathlib.Path(directory), SOURCE_DATE_EPOCH="1800000000", LC_ALL="C", TZ=zone,
                                          HOME=f"/nowhere/{home}", COLUMNS=columns))
        self.assertEqual(made[0], made[1])
        pages = [text for path, text in made[0].items() if path.parent.name and not text.startswith(b".so ")]
        self.assertEqual({text.split(b" ")[3] for text in pages}, {b"2027-01-15"})

    def test_the_list_has_every_page_where_it_will_be_installed(self):
        with tempfile.TemporaryDirectory() as name:
            directory = pathlib.Path(name)
            (directory / "man3").mkdir()
            (directory / "man3/nsv_gone.3").write_text("of an older header", encoding="ascii")
            pages = [str(path) for path in self.generate(directory) if path.name != "list"]
            listed = (directory / "list").read_text(encoding="ascii").splitlines()
        self.assertEqual(listed, sorted(f"share/man/{page}" for page in pages))
        self.assertEqual(len(listed), len(PAGES))


class Mandoc(unittest.TestCase):
    def test_no_page_has_a_warning_or_a_matter_of_style(self):
        result = run(os.environ["MANDOC"], "-T", "lint", *own_pages())
        self.assertEqual((result.stdout, result.stderr), ("", ""))


class Groff(unittest.TestCase):
    def test_every_page_is_set_without_a_warning(self):
        for path in own_pages():
            result = run(os.environ["MAN"], "--warnings", "-E", "UTF-8", "-l", path, MANWIDTH="80")
            self.assertEqual((result.returncode, result.stderr), (0, ""), path.name)

    def test_whatis_finds_every_page_by_each_of_its_names(self):
        for path in own_pages():
            names = re.findall(r"^(\S+) \\-$", path.read_text(encoding="ascii"), re.MULTILINE)
            found = re.findall(r'"(\S+) - .+"', run(os.environ["LEXGROG"], path).stdout)
            self.assertEqual([name.replace("\\-", "-") for name in names], found, path.name)


if __name__ == "__main__":
    unittest.main()
