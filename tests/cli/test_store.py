"""Where a node's log is kept, which commands make it, and what a node knows from it."""

import json
import os
import stat
import unittest

from command import (
    ANNOUNCED,
    BAD_DATA,
    CANNOT_WRITE,
    DAY,
    HEIGHT,
    MINOR_NEP,
    NEP,
    REFUSED,
    UPGRADE_RECOMMENDED,
    USAGE,
    at,
    environment,
    new_home,
    run,
)
from node_log import NO_LOG, LogTest, lines

READING = (["version"], ["network", "status"], ["network", "timeline"], ["network", "readiness"], ["nep", "list"],
           ["features"], ["history"], ["compat", "1", "1"])
READING_THE_LOG = ["log"], ["log", "show"], ["log", "follow"], ["log", "verify"], ["log", "export"]


def mode(path):
    return stat.S_IMODE(os.stat(path).st_mode)


class Making(LogTest):
    def test_reading_makes_nothing(self):
        for command in READING:
            with self.subTest(command=command):
                self.run_at_home(*command)
                self.assertFalse(os.path.exists(self.home))
        self.fail_at_home(["nep", "show", "NEP-002"], REFUSED, "not found")
        for command in READING_THE_LOG:
            with self.subTest(command=command):
                self.fail_at_home(command, BAD_DATA, NO_LOG)
        self.assertFalse(os.path.exists(self.home))

    def test_a_node_that_moves_makes_nothing_unless_it_records(self):
        self.run_at_home("network", "status", "--network", self.upgrading(), *at(HEIGHT, 31), "--supported", "1..2")
        self.assertFalse(os.path.exists(self.home))

    def test_recording_makes_it(self):
        self.schedule()
        export = self.file(self.run_at_home("log", "export").encode(), "log.jsonl")
        nep = self.file(json.dumps(NEP).encode(), "nep.json")
        node = ["--network", self.upgrading(), *at(0, 0)]
        for command, exit_code in (
            (["nep", "schedule", nep, *node], 0),
            (["nep", "reschedule", "NEP-002", "9000", "2027-06-01", *node], 0),
            (["nep", "cancel", "NEP-002", *node], 0),
            (["nep", "activate", "NEP-002", *node], REFUSED),
            (["log", "import", export], 0),
        ):
            with self.subTest(command=command):
                home = new_home()
                self.run_at_home(*command, exit_code=exit_code, env=environment(NEUROSHARD_HOME=home))
                self.assertTrue(os.path.isfile(os.path.join(home, "protocol.db")))

    def test_it_is_for_its_owner_alone(self):
        before = os.umask(0)
        self.addCleanup(os.umask, before)
        nested = os.path.join(self.home, "of", "node")
        self.run_at_home("nep", "activate", "NEP-001", "--state", nested, exit_code=REFUSED)
        for directory in self.home, os.path.join(self.home, "of"), nested:
            self.assertEqual(mode(directory), 0o700, directory)
        self.assertEqual(mode(os.path.join(nested, "protocol.db")), 0o600)
        self.run_at_home("log", "verify", "--state", nested)
        for name in os.listdir(nested):
            self.assertEqual(mode(os.path.join(nested, name)), 0o600, name)

    def test_what_is_bad_from_the_start_leaves_no_trace(self):
        nep = self.file(json.dumps(NEP).encode(), "nep.json")
        for arguments in (["nep", "schedule", "missing.json"], ["nep", "schedule", nep, "--network", "missing.json"],
                          ["nep", "cancel", "NEP-2"], ["nep", "schedule", nep, "--supported", "2..1"],
                          ["log", "import", "missing.json"], ["log", "import", nep]):
            with self.subTest(arguments=arguments):
                environment_of_node = {"env": environment(NEUROSHARD_HOME=new_home())}
                self.fail_at_home(arguments, BAD_DATA, **environment_of_node)
                self.run_at_home("network", "status", **environment_of_node)


class Places(LogTest):
    def assert_log_at(self, store, *options, cwd=None, **variables):
        """It is made at `store`, and found there again."""
        env = environment(**{"NEUROSHARD_HOME": "", **variables})
        self.assertFalse(os.path.exists(store))
        self.run_at_home("nep", "activate", "NEP-001", *options, exit_code=REFUSED, env=env, cwd=cwd)
        self.assertTrue(os.path.isfile(store))
        log = self.document_at_home("network", "status", *options, env=env, cwd=cwd)["log"]
        self.assertEqual((os.path.join(cwd or "", log["store"]), log["records"]), (store, 1))

    def test_directory(self):
        directory = os.path.join(self.scratch, "node")
        self.assert_log_at(os.path.join(directory, "protocol.db"), "--state", directory)

    def test_file(self):
        self.schedule()
        moved = os.path.join(self.scratch, "some.db")
        os.rename(self.store, moved)
        self.assertEqual(self.document_at_home("network", "status", "--state", moved, exit_code=1)["log"]["store"], moved)
        self.run_at_home("nep", "cancel", "NEP-002", "--state", moved, *at(0, 0))
        self.assertEqual(self.document_at_home("network", "status", "--state", moved)["log"]["records"], 3)

    def test_names_that_mean_something_elsewhere(self):
        """To SQLite, that is."""
        for name in "a?mode=memory#b%41", "file:x", ":memory:", "größe '1\"", "-x":
            with self.subTest(name=name):
                self.assert_log_at(os.path.join(self.scratch, name, "protocol.db"), f"--state={name}", cwd=self.scratch)

    def test_names_are_printed_safely(self):
        shown = self.run_at_home("log", "import", self.exported(), "--state", "a\x1b[31m", cwd=self.scratch)
        self.assertTrue(shown.startswith(r"'a\x1b[31m/protocol.db' has 2 records, head "), shown)

    def exported(self):
        self.schedule()
        return self.file(self.run_at_home("log", "export").encode(), "log.jsonl")

    def test_none(self):
        nep = self.file(json.dumps(NEP).encode(), "nep.json")
        shown = self.run_at_home("nep", "schedule", nep, "--network", self.network(), *at(0, 0), "--state", "-")
        self.assertEqual(shown.splitlines()[0], "NEP-002 is scheduled. Nothing was kept, for there is no store.")
        self.assertFalse(os.path.exists(self.home))
        for command in *READING_THE_LOG, ["log", "import", self.exported()]:
            with self.subTest(command=command):
                self.fail_at_home([*command, "--state", "-"], USAGE, "--state -")

    def test_a_store_that_was_left_aside(self):
        self.schedule()
        self.assertEqual(self.document_at_home("network", "status", "--state", "-")["upgrades"], [])

    def test_empty_name(self):
        for command in *READING, *READING_THE_LOG, ["nep", "cancel", "NEP-001"]:
            if command[0] == "compat":
                continue
            with self.subTest(command=command):
                self.fail_at_home([*command, "--state="], USAGE, "--state ''")

    def test_a_place_that_was_named_must_be_there(self):
        for command in ["network", "status"], ["log"], ["log", "verify"], ["nep", "list"]:
            with self.subTest(command=command):
                elsewhere = os.path.join(self.scratch, "nothing")
                self.fail_at_home([*command, "--state", elsewhere], BAD_DATA, "there is none")
        self.assertEqual(os.listdir(self.scratch), [])

    def test_order_of_the_environment(self):
        places = [os.path.join(self.scratch, name) for name in ("option", "variable", "user")]
        option, variable, user = places
        usual = os.path.join(user, ".neuroshard")
        self.assert_log_at(os.path.join(usual, "protocol.db"), HOME=user)
        self.assert_log_at(os.path.join(variable, "protocol.db"), HOME=user, NEUROSHARD_HOME=variable)
        self.assert_log_at(os.path.join(option, "protocol.db"), "--state", option, HOME=user, NEUROSHARD_HOME=variable)
        self.assertEqual(mode(usual), 0o700)

    def test_no_home_at_all(self):
        homeless = environment()
        del homeless["NEUROSHARD_HOME"]
        homeless.pop("HOME", None)
        for env in homeless, {**homeless, "HOME": "", "NEUROSHARD_HOME": ""}:
            self.assertIsNone(self.document_at_home("network", "status", env=env)["log"])
            self.fail_at_home(["nep", "cancel", "NEP-001"], USAGE, "NEUROSHARD_HOME", "--state", env=env)
            self.fail_at_home(["log"], BAD_DATA, NO_LOG, env=env)

    def test_where_nothing_can_be_made(self):
        blocked = os.path.join(self.file(b"", "file"), "node")
        self.fail_at_home(["nep", "cancel", "NEP-001", "--state", blocked], CANNOT_WRITE, "cannot make its directory")


class Persistence(LogTest):
    def test_a_schedule_is_seen_by_later_runs(self):
        self.schedule()
        status = self.document_at_home("network", "status", *at(0, 0), exit_code=UPGRADE_RECOMMENDED)
        self.assertEqual(status["network"], "testnet")
        self.assertEqual([nep["id"] for nep in status["upgrades"]], ["NEP-002"])
        self.assertEqual(self.document_at_home("nep", "list", *at(0, 0))["neps"], status["upgrades"])
        self.assertEqual(self.document_at_home("nep", "show", "NEP-002", *at(0, 0)), status["upgrades"][0])
        self.assertEqual(self.document_at_home("network", "timeline", *at(0, 0))["upgrade"], status["upgrades"][0])
        self.assertEqual(self.document_at_home("features", "--pending")["features"][0]["name"], "beta")
        self.assertEqual(self.document_at_home("history")["network"], "testnet")

    def test_it_is_the_network_that_a_definition_would_list(self):
        self.schedule()
        defined = run("network", "status", "--network", self.upgrading(), *at(100, 3)).stdout.decode()
        shown = self.run_at_home("network", "status", *at(100, 3), exit_code=UPGRADE_RECOMMENDED)
        self.assertEqual("".join(line for line in shown.splitlines(keepends=True) if not line.startswith("Log: ")), defined)

    def test_a_height_that_was_recorded_is_remembered(self):
        self.schedule(None, *at(50, 1))
        status = self.document_at_home("network", "status", exit_code=1)
        self.assertEqual(status["height"], 50)
        self.fail_at_home(["nep", "cancel", "NEP-002", "--height", "49"], BAD_DATA, "--height 49", "50")
        self.run_at_home("nep", "cancel", "NEP-002", "--height", "50", "--time", str(ANNOUNCED + DAY))

    def test_a_height_that_is_supposed_is_not(self):
        self.pass_the_upgrade()
        before = self.stored_bytes()
        for height, version in (HEIGHT - 1, "1.0.0"), (HEIGHT, "2.0.0"), (HEIGHT + 1, "2.0.0"), (0, "1.0.0"):
            with self.subTest(height=height):
                result = run("network", "status", "--json", *at(height, 20), **self.at_home)
                status = json.loads(result.stdout)
                self.assertEqual((status["height"], status["network_version"], status["log"]["records"]), (height, version, 4))
        self.assertEqual(self.document_at_home("network", "status", exit_code=2)["height"], HEIGHT)
        self.assertEqual(self.stored_bytes(), before)

    def test_software_that_is_recorded_is_remembered_and_supposed_software_is_not(self):
        self.schedule(None, *at(0, 0), "--supported", "1.0.0..2.0.0")
        self.run_at_home("network", "status")
        self.run_at_home("network", "status", "--supported", "1.0.0", exit_code=UPGRADE_RECOMMENDED)
        status = self.document_at_home("network", "status")
        self.assertEqual((status["supported"]["max"], status["log"]["records"]), ("2.0.0", 2))

    def test_an_activation_is_recorded_once(self):
        self.schedule(None, *at(0, 0), "--supported", "1.0.0..2.0.0")
        self.run_at_home("nep", "activate", "NEP-002", *at(HEIGHT - 1, 30), exit_code=REFUSED)
        self.assertEqual(len(self.records()), 2)
        shown = self.run_at_home("nep", "activate", "NEP-002", *at(HEIGHT, 31))
        self.assertEqual(shown, "Activated NEP-002, now at version 2.0.0\n")
        record = self.records()[2]
        self.assertEqual((record["kind"], record["nep_id"], record["height"]), ("nep_activated", "NEP-002", HEIGHT))
        self.run_at_home("nep", "activate", "NEP-002", *at(HEIGHT + 1, 31), exit_code=REFUSED)
        self.assertEqual(len(self.records()), 3)
        self.assertEqual(self.document_at_home("version")["version"], "2.0.0")

    def test_definitions_that_list_more(self):
        self.schedule(MINOR_NEP)
        both = self.upgrading(MINOR_NEP, NEP)
        listed = self.document_at_home("nep", "list", "--network", both)["neps"]
        self.assertEqual([nep["id"] for nep in listed], ["NEP-001", "NEP-002"])
        self.assertEqual(len(self.records()), 2)  # reading only supposes it
        self.run_at_home("nep", "cancel", "NEP-001", "--network", both, *at(0, 0))
        self.assertEqual([(record["kind"], record.get("nep_id")) for record in self.records()[2:]],
                         [("nep_scheduled", "NEP-002"), ("nep_cancelled", "NEP-001")])


class Status(LogTest):
    def test_text(self):
        self.schedule()
        shown = self.run_at_home("network", "status", exit_code=UPGRADE_RECOMMENDED)
        self.assertIn(f"\nLog: 2 records, head {self.head()}\n", shown)
        self.assertNotIn("Log:", run("network", "status").stdout.decode())
        self.run_at_home("nep", "activate", "NEP-009", "--state", self.scratch, exit_code=REFUSED)
        self.assertIn("\nLog: 1 record, head ", self.run_at_home("network", "status", "--state", self.scratch))

    def test_json(self):
        self.schedule()
        expected = {"store": self.store, "records": 2, "head": self.head()}
        self.assertEqual(self.document_at_home("network", "status", exit_code=UPGRADE_RECOMMENDED)["log"], expected)
        for options in ["--state", "-"], ["--state=-", "--network", self.network()]:
            self.assertIsNone(self.document_at_home("network", "status", *options)["log"])


class ReadOnly(LogTest):
    def test_changes_are_refused(self):
        self.schedule()
        minor = self.file(json.dumps(MINOR_NEP).encode(), "minor.json")
        export = self.file(self.run_at_home("log", "export").encode(), "log.jsonl")
        before = self.stored_bytes()
        for command in (["nep", "schedule", minor], ["nep", "reschedule", "NEP-002", "9000", "2027-06-01"],
                        ["nep", "cancel", "NEP-002"], ["log", "import", export]):
            with self.subTest(command=command):
                self.fail_at_home([*command, "--read-only", *at(0, 0)], CANNOT_WRITE, "read")
                self.assertEqual(self.stored_bytes(), before)

    def test_reading_is_not(self):
        self.schedule()
        before = self.stored_bytes()
        for command in *READING, ["nep", "show", "NEP-002"], ["log"], ["log", "verify"], ["log", "export"]:
            with self.subTest(command=command):
                without = run(*command, *at(5, 0), **self.at_home)
                result = run(*command, *at(5, 0), "--read-only", **self.at_home)
                self.assertEqual((result.returncode, result.stdout), (without.returncode, without.stdout))
        self.assertEqual(self.stored_bytes(), before)

    def test_nothing_is_made(self):
        result = run("nep", "cancel", "NEP-002", "--read-only", **self.at_home)
        self.assertIn(result.returncode, (BAD_DATA, CANNOT_WRITE))
        self.assert_error_line(result.stderr)
        self.assertFalse(os.path.exists(self.home))


class OtherStores(LogTest):
    def test_another_network(self):
        self.schedule()
        before = self.stored_bytes()

        def rename(definition):
            definition["id"] = "othernet"

        other = ["--network", self.network(rename)]
        for command in ["network", "status"], ["nep", "list"], ["nep", "cancel", "NEP-002"], ["nep", "activate", "NEP-002"]:
            with self.subTest(command=command):
                message = f"'{self.store}': ", "testnet", "othernet", "'--state -' leaves it aside"
                self.fail_at_home([*command, *other], BAD_DATA, *message)
        for command in ["log"], ["log", "verify"], ["log", "export"]:
            with self.subTest(command=command):
                self.fail_at_home([*command, *other], BAD_DATA, "testnet", "othernet")
        self.assertEqual(self.document_at_home("network", "status", *other, "--state", "-")["network"], "othernet")
        self.assertEqual(self.stored_bytes(), before)

    def refuse_all(self, message):
        nep = self.file(json.dumps(NEP).encode(), "nep.json")
        with open(self.store, "rb") as file:
            before = file.read()
        for command in (["network", "status"], ["nep", "list"], ["nep", "schedule", nep], ["nep", "activate", "NEP-002"],
                        *READING_THE_LOG, ["log", "import", self.file(lines([]))]):
            with self.subTest(command=command):
                self.fail_at_home(command, BAD_DATA, f"'{self.store}'", message)
        with open(self.store, "rb") as file:
            self.assertEqual(file.read(), before)

    def test_a_newer_format(self):
        self.schedule()
        self.tamper("PRAGMA user_version = 2")
        self.refuse_all("newer release")

    def test_another_programs_database(self):
        os.mkdir(self.home)
        self.tamper("CREATE TABLE log (sequence INTEGER PRIMARY KEY, record TEXT)")
        self.refuse_all("another program's")

    def test_no_database(self):
        os.mkdir(self.home)
        with open(self.store, "wb") as file:
            file.write(b"notes " * 1000)
        self.refuse_all("store")


if __name__ == "__main__":
    unittest.main()
