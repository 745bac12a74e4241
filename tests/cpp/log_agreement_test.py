"""The auditor's recipe, examples/python/verify_log.py, and the library find the same record bad, whatever was done to a log.

Usage: log_agreement_test.py VERIFY_LOG_DIR LOG_VERDICTS
"""
import hashlib
import io
import json
import os
import random
import re
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
import verify_log  # noqa: E402

LOG_VERDICTS = sys.argv[2]
SEED = os.environ.get("NSV_TEST_SEED") or str(random.SystemRandom().getrandbits(32))
RANDOM = random.Random(SEED)
ROUNDS = 150


def library(text):
    return subprocess.run([LOG_VERDICTS], input=text, stdout=subprocess.PIPE, check=True, timeout=120).stdout


def verdict(export):
    """0 where the recipe takes an export, or the number of the first bad record."""
    try:
        verify_log.verify(io.BytesIO(export))
    except ValueError as error:
        return int(re.match(r"record (\d+): ", str(error)).group(1))
    return 0


def sealed(line):
    """A line with the hash that its other bytes have, which is what it takes to get past the hash."""
    rest = re.sub(rb'"hash":"[0-9a-f]{64}",', b"", line, count=1)
    return re.sub(rb'"hash":"[0-9a-f]{64}"', b'"hash":"%s"' % hashlib.sha256(rest).hexdigest().encode(), line, count=1)


def chained(records):
    """The export of these records, each sealed behind the one before."""
    export, previous = b"", "0" * 64
    for sequence, record in enumerate(records, 1):
        record = {**record, "sequence": sequence, "previous": previous}
        record.pop("hash")
        previous = hashlib.sha256(verify_log.canonical(record).encode()).hexdigest()
        export += verify_log.canonical({**record, "hash": previous}).encode() + b"\n"
    return export


def change_byte(lines, at):
    line = bytearray(lines[at])
    line[RANDOM.randrange(len(line))] = RANDOM.randrange(256)
    lines[at] = bytes(line)


def insert_byte(lines, at):
    place = RANDOM.randrange(len(lines[at]) + 1)
    lines[at] = lines[at][:place] + bytes([RANDOM.choice(b' \t\r\n\0"\\,0a{}[]\xff')]) + lines[at][place:]


def drop_byte(lines, at):
    place = RANDOM.randrange(len(lines[at]))
    lines[at] = lines[at][:place] + lines[at][place + 1:]


def drop_line(lines, at):
    del lines[at]


def double_line(lines, at):
    lines.insert(at, lines[at])


def swap_lines(lines, at):
    other = RANDOM.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]


def cut(lines, at):
    lines[at:] = [lines[at][:RANDOM.randrange(len(lines[at]) + 1)]]


def reorder_keys(lines, at):
    members = list(json.loads(lines[at]).items())
    RANDOM.shuffle(members)
    lines[at] = sealed(json.dumps(dict(members), separators=(",", ":"), ensure_ascii=False).encode())


def add_space(lines, at):
    place = RANDOM.choice([match.start() for match in re.finditer(rb'(?<=[,:{}\[\]])', lines[at])])
    lines[at] = sealed(lines[at][:place] + RANDOM.choice([b" ", b"\t", b"\r"]) + lines[at][place:])


def other_number(lines, at):
    number = RANDOM.choice(list(re.finditer(rb'(?<=[a-z]":)\d+', lines[at])))
    form = RANDOM.choice([b"%s.0", b"%se0", b"-%s", b"%sE+0", b"0%s", b"+%s", b"%s.", b"%s00000000000000000000"])
    lines[at] = sealed(lines[at][:number.start()] + form % number.group() + lines[at][number.end():])


def escape(lines, at):
    text = lines[at].decode()
    place = RANDOM.choice([match.start() for match in re.finditer(r"[a-zä]", text)])
    lines[at] = sealed((text[:place] + f"\\u{ord(text[place]):04x}" + text[place + 1:]).encode())


def double_key(lines, at):
    member = RANDOM.choice(list(re.finditer(rb'"(height|kind|sequence|time|version_after)":("[^"]*"|\d+),', lines[at])))
    lines[at] = sealed(lines[at][:member.end()] + member.group() + lines[at][member.end():])


def upper_case_hash(lines, at):
    key = RANDOM.choice([b"hash", b"previous"])
    lines[at] = re.sub(rb'(?<="%s":")[0-9a-f]{64}' % key, lambda match: match.group().upper(), lines[at])


def unseal(lines, at):
    record = json.loads(lines[at])
    if RANDOM.random() < 0.5:
        del record[RANDOM.choice(["hash", "previous", "sequence"])]
    else:
        record[RANDOM.choice(["hash", "previous", "sequence"])] = RANDOM.choice([None, True, 0, -1, 1, 2**53, "", [], {}])
    lines[at] = sealed(verify_log.canonical(record).encode())


def seal_changed(lines, at):
    records = [json.loads(line) for line in lines]
    records[at]["time"] = RANDOM.choice([0, 1, 2**53 - 1])
    lines[:] = chained(records).splitlines()
    if RANDOM.random() < 0.5:
        lines[at] = lines[at].replace(b'"time":', b'"time":1', 1)


CHANGES = [change_byte, insert_byte, drop_byte, drop_line, double_line, swap_lines, cut, reorder_keys, add_space, other_number,
           escape, double_key, upper_case_hash, unseal, seal_changed]


class LogAgreement(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        print(f"NSV_TEST_SEED={SEED}")
        cls.export = library(b"")

    def expect_agreement(self, cases):
        """Returns the verdicts, which are the same."""
        answers = library(b"".join(export.hex().encode() + b"\n" for _, export in cases)).decode().splitlines()
        self.assertEqual(len(answers), len(cases))
        verdicts = []
        for (name, export), answer in zip(cases, answers):
            verdicts.append(verdict(export))
            with self.subTest(name=name, export=export):
                self.assertEqual(answer, str(verdicts[-1]))
        return verdicts

    def test_a_real_export(self):
        lines = self.export.splitlines()
        count, head = verify_log.verify(io.BytesIO(self.export))
        self.assertEqual(count, len(lines))
        self.assertGreaterEqual(count, 40)
        self.assertEqual(head, json.loads(lines[-1])["hash"])
        self.assertEqual(self.expect_agreement([("export", self.export), ("cut", self.export[:-1])]), [0, 0])
        self.assertEqual(chained(map(json.loads, lines)), self.export)

    def test_a_known_head(self):
        lines = self.export.splitlines(keepends=True)
        heads = [json.loads(line)["hash"] for line in lines]
        for head in heads:
            verify_log.verify(io.BytesIO(self.export), head)
        for count in range(len(lines)):
            with self.assertRaisesRegex(ValueError, f"^record {count + 1}: it is missing"):
                verify_log.verify(io.BytesIO(b"".join(lines[:count])), heads[-1])

    def test_changes(self):
        for change in CHANGES:
            cases = []
            for _ in range(ROUNDS):
                lines = self.export.splitlines()[:RANDOM.randint(2, 12)]
                change(lines, RANDOM.randrange(len(lines)))
                cases.append((change.__name__, b"".join(line + b"\n" for line in lines)))
            # Only what leaves nothing at all is no case: the library wants a record.
            verdicts = self.expect_agreement([case for case in cases if case[1]])
            self.assertTrue(any(verdicts), f"{change.__name__} is never found")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
