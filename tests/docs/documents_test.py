"""Holds the documents to what they claim: their programs are built, their commands run, their links followed.

Usage: documents_test.py SOURCE_DIR PREFIX SCRATCH_DIR, with the library installed in PREFIX.

In a document, a `c` block is app.c and a `cpp` block is app.cpp. In a `console` block, lines that begin with `$ ` are
commands, and what follows one is all that it prints;
`node` is the directory of their node's log. A block with a file's name after its language is that file. The `json`
blocks of docs/network-definition.md are definitions that the command takes. What is in another language's block stands in
one of the examples in that language, which the tests build and run.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

SOURCE, PREFIX, SCRATCH = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
PLACES = ("*.md", "docs/*.md", "bindings/python/*.md", "tests/vectors/*.md")
DOCUMENTS = sorted(path for place in PLACES for path in SOURCE.glob(place))
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def plain(program):
    """A program's lines without blanks around them, so that a part of it may be indented otherwise."""
    return "\n".join(line.strip() for line in program.strip().splitlines())


EXAMPLES = {  # the programs by the language of a block
    language: [plain(path.read_text(encoding="utf-8")) for path in (SOURCE / "examples" / language).rglob(f"*.{suffix}")]
    for language, suffix in (("go", "go"), ("java", "java"), ("python", "py"), ("rust", "rs"))
}


def environment():
    library = next(PREFIX.glob("lib*/**/libneuroshard_version.so.1")).parent
    return {
        **os.environ,
        "PATH": f"{PREFIX / 'bin'}:{os.environ['PATH']}",
        "LD_LIBRARY_PATH": str(library),
        "PKG_CONFIG_PATH": str(library / "pkgconfig"),
        "NEUROSHARD_HOME": "node",
    }


def run(command):
    return subprocess.run(command, shell=True, cwd=SCRATCH, env=environment(), text=True, encoding="utf-8",
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120, check=False)


def conversations(block):
    """The commands of a console block, each with what it prints."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


class Documents(unittest.TestCase):
    def test_programs_and_commands(self):
        ran = 0
        for document in DOCUMENTS:
            shutil.rmtree(SCRATCH / "node", ignore_errors=True)  # each document has a node of its own
            for language, file, block in BLOCK.findall(document.read_text(encoding="utf-8")):
                if file or language in ("c", "cpp") and document.name != "ten-tasks.md":
                    (SCRATCH / (file or f"app.{language}")).write_text(block, encoding="utf-8")
                elif language == "console":
                    for command, output in conversations(block):
                        with self.subTest(document=document.name, command=command):
                            self.assertEqual(run(command).stdout, output)
                        ran += 1
        self.assertGreater(ran, 0)

    def test_network_definitions(self):
        taken = 0
        for language, _, block in BLOCK.findall((SOURCE / "docs/network-definition.md").read_text(encoding="utf-8")):
            if language == "json":
                (SCRATCH / "network.json").write_text(block, encoding="utf-8")
                result = run("neuroshard --network network.json features")
                self.assertEqual(result.returncode, 0, result.stdout)
                taken += 1
        self.assertGreater(taken, 0)

    def test_printed_examples(self):
        """What a document says an example prints is what the example's own test expects."""
        for document in DOCUMENTS:
            text = document.read_text(encoding="utf-8")
            for example, printed in re.findall(r"\((\S*examples/\S+)\).*?```text\n(.*?)```", text, re.DOTALL):
                with self.subTest(document=document.name, example=example):
                    expected = (document.parent / example).with_suffix(".txt")
                    self.assertEqual(printed, expected.read_text(encoding="utf-8"))

    def test_programs_are_parts_of_examples(self):
        found = 0
        for document in DOCUMENTS:
            for language, file, block in BLOCK.findall(document.read_text(encoding="utf-8")):
                if language not in EXAMPLES or file:
                    continue
                with self.subTest(document=document.name, language=language, block=block):
                    self.assertTrue(any(plain(block) in program for program in EXAMPLES[language]))
                found += 1
        self.assertGreater(found, 0)

    def test_the_ten_tasks_are_what_the_examples_do(self):
        subprocess.run([sys.executable, SOURCE / "docs/ten_tasks.py", "--check"], check=True)

    def test_links_lead_somewhere(self):
        for document in DOCUMENTS:
            for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8")):
                with self.subTest(document=document.name, target=target):
                    self.assertTrue((document.parent / target).exists())


if __name__ == "__main__":
    SCRATCH.mkdir(parents=True, exist_ok=True)
    unittest.main(argv=sys.argv[:1], verbosity=2)
