"""The log of a node, shown to people."""

import json
import unittest

from command import ANNOUNCED, BAD_DATA, BOLD, DAY, HEIGHT, MINOR_NEP, RESET, at, environment, new_home, run_on_terminal
from node_log import FIRST_PREVIOUS, LogTest, lines, sealed, software_changes


class Show(LogTest):
    def every_kind(self):
        """A node that has a record of each kind, and those records."""
        self.schedule()
        self.schedule(MINOR_NEP)
        self.run_at_home("nep", "reschedule", "NEP-001", "2000", "2027-01-30", *at(10, 1))
        self.run_at_home("nep", "cancel", "NEP-001", "--reason", "a defect", *at(20, 2))
        self.run_at_home("nep", "activate", "NEP-002", *at(20, 3), "--supported", "1.0.0..1.5.0", exit_code=2)
        self.run_at_home("nep", "activate", "NEP-002", *at(HEIGHT, 31), exit_code=2)
        # The command never goes back. A node does, whose ledger is reorganised.
        records = self.records()
        rewound = {"kind": "rewound", "height": HEIGHT - 1, "time": ANNOUNCED + 31 * DAY, "version_before": "2.0.0",
                   "version_after": "1.0.0", "features_added": [], "features_removed": ["beta"]}
        records.append(sealed(rewound, records[-1]))
        self.import_records(records)
        return records

    def test_each_kind_in_words(self):
        head = self.every_kind()[-1]["hash"]
        text = f"""\
Record  Time                  Height  Kind              What
------  --------------------  ------  ----------------  ------------------------------------------------------------------
1       2027-01-15 08:00 UTC  0       genesis           testnet begins at 1.0.0; this node speaks 1.0.0 to 1.0.0
2       2027-01-15 08:00 UTC  0       nep_scheduled     NEP-002 'Protocol 2.0.0': 2.0.0 at block 4464, expected 2027-02-15
3       2027-01-15 08:00 UTC  0       nep_scheduled     NEP-001 'Better gossip': 1.1.0 at block 1000, expected 2027-01-22
4       2027-01-16 08:00 UTC  10      nep_rescheduled   NEP-001: 1.1.0 at block 2000, expected 2027-01-30
5       2027-01-17 08:00 UTC  20      nep_cancelled     NEP-001: a defect
6       2027-01-18 08:00 UTC  20      software_changed  this node speaks 1.0.0 to 1.5.0
7       2027-02-15 08:00 UTC  4464    nep_activated     NEP-002: 1.0.0 → 2.0.0, adds beta
8       2027-02-15 08:00 UTC  4464    halted            NEP-002 needs 2.0.0
9       2027-02-15 08:00 UTC  4463    rewound           2.0.0 → 1.0.0, removes beta

Head: {head}
"""
        self.assertEqual(self.run_at_home("log", "show"), text)
        self.assertEqual(self.run_at_home("log"), text)
        shown = run_on_terminal("log", TERM="xterm", NEUROSHARD_HOME=self.home)
        self.assertTrue(shown.startswith(f"{BOLD}Record "), shown)
        self.assertEqual(shown.replace(BOLD, "").replace(RESET, ""), text)

    def test_catching_up_in_words(self):
        path = self.file(json.dumps(MINOR_NEP).encode(), "nep.json")
        self.run_at_home("nep", "schedule", path, "--catch-up", "--network", self.network(), *at(0, 0))
        self.assertIn("expected 2027-01-22; agreed on before\n", self.run_at_home("log"))

    def test_one_record(self):
        records = self.every_kind()
        activated = records[6]
        self.assertEqual(self.run_at_home("log", "show", "7"), f"""\
Record:            7
Kind:              nep_activated
What:              NEP-002: 1.0.0 → 2.0.0, adds beta
Time:              2027-02-15 08:00 UTC
Height:            4464
Version before:    1.0.0
Version after:     2.0.0
Features added:    beta
Features removed:  none
Effect hash:       {activated["effect_hash"]}
Previous:          {records[5]["hash"]}
Hash:              {activated["hash"]}
""")
        first = self.run_at_home("log", "show", "1")
        self.assertIn("\nVersion before:    none\n", first)
        self.assertIn(f"\nPrevious:          {FIRST_PREVIOUS}\n", first)
        self.assertNotIn("Effect hash", first)

    def test_json(self):
        records = self.every_kind()
        document = self.document_at_home("log", "show")
        self.assertEqual(document, {"records": records})
        self.assertEqual(self.document_at_home("log"), document)
        shown = run_on_terminal("log", "--json", TERM="xterm", NEUROSHARD_HOME=self.home)
        self.assertEqual(shown, self.run_at_home("log", "--json"))
        for record in records:
            self.assertEqual(self.document_at_home("log", "show", str(record["sequence"])), record)

    def test_after(self):
        records = self.every_kind()
        for after in "0", "1", "8", "9", "10", "9007199254740991":
            with self.subTest(after=after):
                kept = records[int(after):]
                self.assertEqual(self.document_at_home("log", "show", "--after", after)["records"], kept)
                rows = self.run_at_home("log", "show", "--after", after).splitlines()[2:-2]
                self.assertEqual([row.split()[0] for row in rows], [str(record["sequence"]) for record in kept])
                self.assertEqual(self.run_at_home("log", "export", "--after", after).encode(), lines(kept))

    def test_records_that_are_not_there(self):
        self.schedule()
        for number in "0", "3", "9007199254740991":
            self.fail_at_home(["log", "show", number], BAD_DATA, f"RECORD {number}: ", "the last one is 2")
        for command, option in ("show", "RECORD"), ("show", "--after"), ("follow", "--after"), ("export", "--after"):
            for text in "", "x", "-1", "1.5", " 1", "9007199254740992", "\x1b":
                with self.subTest(command=command, option=option, text=text):
                    arguments = [f"--after={text}"] if option == "--after" else ["--", text]
                    self.fail_at_home(["log", command, *arguments], BAD_DATA, f"{option} '", "expected a whole number")

    def test_a_height_that_is_named_changes_nothing(self):
        self.pass_the_upgrade()
        self.assertEqual(self.run_at_home("log", "--height", "5"), self.run_at_home("log"))

    def test_a_long_log(self):
        self.schedule()
        records = software_changes(self.records(), 12000)  # several pages, more than a log in memory keeps
        self.import_records(records)
        self.assertEqual(self.run_at_home("log", "export").encode(), lines(records))
        self.assertEqual(len(self.document_at_home("log")["records"]), 12002)
        self.assertEqual(self.run_at_home("log", "verify"), f"Sound ✓ 12002 records, head {records[-1]['hash']}\n")


class Texts(LogTest):
    """What would disturb a terminal."""

    DISTURBING = "\x1b[31m", "two\nlines", "\x7f", "\u009b2J", "\u202egnp"

    def test_it_cannot_get_in(self):
        self.schedule()
        before = self.stored_bytes()
        for text in *self.DISTURBING, b"\xff":
            with self.subTest(text=text):
                self.fail_at_home(["nep", "cancel", "NEP-002", "--reason", text], BAD_DATA, "NEP-002: ")
        for text in self.DISTURBING:
            with self.subTest(text=text):
                path = self.file(json.dumps({**MINOR_NEP, "title": text}).encode(), "nep.json")
                self.fail_at_home(["nep", "schedule", path], BAD_DATA, "nep.json': $.title")
        self.assertEqual(self.stored_bytes(), before)

    def test_nor_with_an_import(self):
        self.schedule()
        scheduled = self.records()[-1]
        for text in self.DISTURBING:
            cancelled = {key: value for key, value in scheduled.items() if key != "catch_up"}
            cancelled.update(kind="nep_cancelled", reason=text)
            titled = {**scheduled, "nep": {**scheduled["nep"], "title": text}}
            for record in cancelled, titled:
                with self.subTest(text=text, kind=record["kind"]):
                    records = self.records()[:1 if record is titled else 2]
                    path = self.file(lines([*records, sealed(record, records[-1])]), "log.jsonl")
                    home = environment(NEUROSHARD_HOME=new_home())
                    self.fail_at_home(["log", "import", path], BAD_DATA, f"record {len(records) + 1}: ", env=home)

    def test_what_has_no_width_is_shown_escaped(self):
        self.schedule()
        self.run_at_home("nep", "cancel", "NEP-002", "--reason", "two\u2028lines", *at(0, 0))
        for command in ["log"], ["log", "show", "3"]:
            self.assertIn(r"NEP-002: two\xe2\x80\xa8lines" + "\n", self.run_at_home(*command))

    def test_other_texts_are_as_they_were(self):
        self.schedule()
        self.run_at_home("nep", "cancel", "NEP-002", "--reason", "größe \\ 日本語 \"🚀\"", *at(0, 0))
        for command in ["log"], ["log", "show", "3"]:
            self.assertIn("NEP-002: größe \\ 日本語 \"🚀\"\n", self.run_at_home(*command))


if __name__ == "__main__":
    unittest.main()
