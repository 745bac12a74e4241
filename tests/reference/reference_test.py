"""The reference that the build has made, and how it is made. What the environment has to say is in CMakeLists.txt."""

import html.parser
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ["NEUROSHARD_SOURCE"])
REFERENCE = pathlib.Path(os.environ["REFERENCE"])
HEADER = (SOURCE / "include/neuroshard_version.h").read_text(encoding="utf-8")


class Page(html.parser.HTMLParser):
    """What a page links to, what it loads, and what can be linked to in it."""

    def __init__(self, path):
        super().__init__()
        self.links, self.loads, self.anchors = [], [], {""}
        self.source = path.read_text(encoding="utf-8")
        self.feed(self.source)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.anchors |= {attributes[name] for name in ("id", "name") if name in attributes}
        if "href" in attributes:
            (self.links if tag == "a" else self.loads).append(attributes["href"])
        if "src" in attributes:
            self.loads.append(attributes["src"])


PAGES = {path.name: Page(path) for path in REFERENCE.glob("*.html")}


def declared():
    """Every function, type, enumerator and macro of the C header."""
    code = re.sub(r"/\*.*?\*/", "", HEADER, flags=re.DOTALL)
    names = re.findall(r"#define (NSV_\w+)|\b(nsv_\w+)\(|(?:enum|struct) (nsv_\w+) [{n]|^ *(NSV_\w+) = ", code, re.MULTILINE)
    enumerators = re.findall(r"\b(NSV_\w+) = -?\d", code)
    return {name for match in names for name in match if name} | set(enumerators)


class Pages(unittest.TestCase):
    def test_every_name_of_the_c_header_has_an_entry(self):
        self.assertGreater(len(declared()), 180)
        entries = dict(re.findall(r'<li>(\w+)[^<]*<a class="el" href="([^"]+)"', PAGES["globals.html"].source))
        for name in declared():
            with self.subTest(name):
                entry = entries.get(name) or f"struct{name.replace('_', '__')}.html#"
                page, _, anchor = entry.partition("#")
                self.assertIn(anchor, PAGES[page].anchors)
                self.assertIn(name, PAGES[page].source)

    def test_every_function_is_in_one_group(self):
        groups = [page.source for name, page in PAGES.items() if name.startswith("group__")]
        for name in re.findall(r"^NSV_API[^;(]*\b(nsv_\w+)\(", HEADER, re.MULTILINE):
            titles = [group for group in groups if re.search(rf'<h2 class="memtitle">.*</span>{name}\(\)</h2>', group)]
            self.assertEqual(len(titles), 1, name)

    def test_links_lead_to_pages_and_to_places_in_them(self):
        for name, page in PAGES.items():
            for link in page.links:
                target, _, anchor = link.partition("#")
                with self.subTest(f"{name}: {link}"):
                    self.assertIn(anchor, PAGES[target or name].anchors)

    def test_rules_are_linked(self):
        for rule in set(re.findall(r"\(S(\d+)\)", HEADER)):
            self.assertTrue(any(f"guide-semantics.html#S{rule}" in page.links for page in PAGES.values()), f"S{rule}")

    def test_pages_need_no_script_and_nothing_from_elsewhere(self):
        self.assertEqual([path for path in REFERENCE.iterdir() if path.suffix not in (".html", ".css", ".png", ".svg")], [])
        for name, page in PAGES.items():
            self.assertNotRegex(page.source, r"(?i)<script|javascript:|\son\w+=", name)
            for loaded in page.loads:
                self.assertTrue((REFERENCE / loaded).is_file(), f"{name}: {loaded}")
        for path in REFERENCE.glob("*.css"):
            for loaded in re.findall(r"""url\(['"]?([^'")]+)|@import""", path.read_text(encoding="utf-8")):
                self.assertTrue((REFERENCE / loaded).is_file(), f"{path.name}: {loaded}")


class Build(unittest.TestCase):
    """A copy of the sources, configured and built for the reference alone."""

    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.copy = pathlib.Path(directory.name).resolve() / "another place"
        for name in ("cmake", "docs", "include", "pkgconfig", "src"):
            shutil.copytree(SOURCE / name, self.copy / name)
        shutil.copy(SOURCE / "CMakeLists.txt", self.copy)
        configured = self.run_cmake("-S", self.copy, "-B", self.copy / "build", "-DNSV_BUILD_TESTS=OFF", "-DNSV_BUILD_MAN=OFF",
                                    "-DNSV_BUILD_REFERENCE=ON")
        self.assertEqual(configured.returncode, 0, configured.stdout)

    def run_cmake(self, *arguments):
        return subprocess.run([os.environ["CMAKE"], *map(str, arguments)], text=True, encoding="utf-8", stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, check=False)

    def build(self):
        return self.run_cmake("--build", self.copy / "build", "--target", "reference")

    def test_another_directory_gives_the_same_bytes(self):
        built = self.build()
        self.assertEqual(built.returncode, 0, built.stdout)
        self.assertNotIn("warning", built.stdout)
        made, here = ({path.name: path.read_bytes() for path in directory.iterdir()}
                      for directory in (self.copy / "build/reference/html", REFERENCE))
        self.assertEqual(made, here)
        for name, contents in here.items():
            for place in (SOURCE, REFERENCE.parent.parent, self.copy):
                self.assertNotIn(str(place).encode(), contents, name)

    def refused(self, name, right, wrong):
        """What the build says of a file in which RIGHT is WRONG."""
        path = self.copy / name
        text = path.read_text(encoding="utf-8")
        self.assertIn(right, text)
        path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
        built = self.build()
        path.write_text(text, encoding="utf-8")
        self.assertNotEqual(built.returncode, 0, f"{wrong!r} in {name} was taken")
        return built.stdout

    def test_what_is_wrong_is_refused(self):
        header, cpp_header = "include/neuroshard_version.h", "include/neuroshard_version.hpp"
        for name, right, wrong, message in (
                (header, "@param[in] text,size The text.", "@param[in] words,size The text.", "words"),
                (header, "@return #NSV_OK", "@return #NSV_FINE", "'NSV_FINE'"),
                (header, "@brief Reads SemVer", "@breif Reads SemVer", "breif"),
                (header, "(S17)", "(S99)", "S99"),
                (header, "docs/nep-json.md", "docs/nep.md", "guide-nep"),
                (header, "    /** Equal precedence. */\n", "", "NSV_IDENTICAL"),
                (header, "/** @brief MAJOR; 0 for NULL. @since 1.0 */\n", "", "nsv_version_major"),
                (header, "/** What an `nsv_verdict` begins with. */\n", "", "NSV_VERDICT_INIT"),
                (cpp_header, "    /// MAJOR: nsv_version_major().\n", "", "major() const"),
                (cpp_header, "identical = NSV_IDENTICAL", "identical = NSV_SAME", "NSV_SAME"),
                ("docs/semantics.md", "(nep-json.md)", "(nep.md)", "guide-nep"),
                ("docs/semantics.md", "manager-json.md#advertisement", "manager-json.md#announcement", "announcement"),
                ("docs/semantics.md", "**S17 — ", "**S170 — ", "S17"),
        ):
            with self.subTest(wrong or right):
                self.assertIn(message, self.refused(name, right, wrong))
        built = self.build()
        self.assertEqual(built.returncode, 0, built.stdout)


if __name__ == "__main__":
    unittest.main()
