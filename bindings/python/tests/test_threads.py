"""Threads: what they may do at once, and which calls let the others run."""
import json
import subprocess
import sys
import threading
import time

import pytest

from neuroshard_version import Error, Manager, Network, Readiness, Status, Version

NEP = json.dumps({"id": "NEP-002", "title": "Protocol 2.0.0", "target_version": "2.0.0", "activation_height": 1000,
                  "announced_at": 1, "expected_activation_time": 9999999})
ADVERTISEMENT = Manager().advertisement()


def lets_others_run(call, seconds):
    """Whether a thread that is ready to run gets to run during one of many calls. Only a call that lets go of the interpreter
    makes it so, for Python itself waits for longer before it switches."""
    gate, ran = threading.Lock(), []

    def other():
        with gate:
            ran.append(True)

    gate.acquire()
    thread = threading.Thread(target=other)
    thread.start()
    time.sleep(0.02)  # until it waits at the gate
    before, interval = time.monotonic(), sys.getswitchinterval()
    sys.setswitchinterval(1000)
    try:
        gate.release()
        while not ran and time.monotonic() - before < seconds:
            call()
        return bool(ran)
    finally:
        sys.setswitchinterval(interval)
        thread.join()


NODE = Manager()
VERSION = Version(1, 0, 0)
COUNT = Readiness(NODE)


@pytest.mark.parametrize("call", [
    lambda: NODE.check_peer(ADVERTISEMENT), lambda: NODE.check_peer_compatibility(VERSION),
    lambda: NODE.negotiate(ADVERTISEMENT), lambda: Version.parse("1.2.3"),
    lambda: Version.from_json(ADVERTISEMENT), lambda: VERSION < VERSION,
    lambda: VERSION.supports_feature("mtp"), NODE.can_participate_in_training, NODE.advertisement,
    lambda: COUNT.try_add(ADVERTISEMENT), lambda: NODE.current_version])
def test_quick_calls_keep_the_interpreter(call):
    assert not lets_others_run(call, 0.1)


@pytest.mark.parametrize("call", [
    Manager, lambda: Manager.import_(RECORDS), lambda: Manager().close(), NODE.verify, NODE.export_records,
    lambda: NODE.advance(1, 1), lambda: NODE.record_json(1), lambda: NODE.rewind(1, 1)])
def test_calls_that_may_wait_let_others_run(call):
    NODE.advance(1, 1)
    assert lets_others_run(call, 10)


RECORDS = NODE.export_records().json_lines


def lock(path):
    """Has another process lock a store, and gives what unlocks it. Two copies of SQLite in one process would not see it."""
    program = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
sys.stdin.read()
"""
    process = subprocess.Popen([sys.executable, "-c", program, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout.readline() == b"locked\n"
    return process.communicate


@pytest.fixture
def locked(tmp_path):
    """A store that another process has locked, and a function that unlocks it."""
    path = tmp_path / "protocol.db"
    Manager(store=path, supported_max=Version(2, 0, 0), unix_time=1).close()
    unlock = lock(path)
    yield path, unlock
    unlock()


@pytest.mark.parametrize("name, arguments", [
    ("schedule_nep", (NEP,)), ("catch_up_nep", (NEP,)), ("advance", (1000, 2)), ("reschedule_nep", ("NEP-002", 2000, 9999999)),
    ("cancel_nep", ("NEP-002",)), ("rewind", (0, 2))])
def test_a_store_is_waited_for_without_the_interpreter(tmp_path, name, arguments):
    path = tmp_path / "protocol.db"
    manager = Manager(store=path, supported_max=Version(2, 0, 0), unix_time=1)
    if name in ("advance", "reschedule_nep", "cancel_nep"):
        manager.schedule_nep(NEP)
    if name == "rewind":
        manager.catch_up_nep(NEP)
        manager.advance(1000, 2)
    unlock = lock(path)
    thread = threading.Thread(target=getattr(manager, name), args=arguments)
    count = manager.record_count
    thread.start()
    time.sleep(0.1)
    assert thread.is_alive(), "it waits for the other process, and this thread runs"
    unlock()
    thread.join()
    assert manager.record_count > count


def test_opening_waits_without_the_interpreter(locked):
    path, unlock = locked
    opened = []
    thread = threading.Thread(target=lambda: opened.append(Manager(store=path, supported_max=Version(3, 0, 0))))
    thread.start()
    time.sleep(0.1)
    assert not opened
    unlock()
    thread.join()
    assert opened[0].supported_max == Version(3, 0, 0)


def test_closing_during_a_call(locked):
    path, unlock = locked
    unlock()
    manager = Manager(store=path)
    unlock = lock(path)
    thread = threading.Thread(target=manager.schedule_nep, args=(NEP,))
    thread.start()
    time.sleep(0.1)
    manager.close()
    assert manager.closed and thread.is_alive()
    unlock()
    thread.join()
    with Manager(store=path) as again:
        assert again.nep_count == 1, "the call that was under way has been done"


def test_eight_threads_check_peers_while_another_advances():
    manager = Manager(supported_max=Version(2, 0, 0))
    manager.schedule_nep(NEP)
    errors, stop, checked = [], threading.Event(), [0] * 8
    expected = {(level, cut) for level, cut in (("IDENTICAL", 1000), ("INCOMPATIBLE", 0))}

    def check(place):
        try:
            while not stop.is_set():
                verdict = manager.check_peer(ADVERTISEMENT)
                assert (verdict.level.name, verdict.cut_height) in expected, verdict
                assert manager.current_version in (Version(1, 0, 0), Version(2, 0, 0))
                checked[place] += 1
        except Exception as error:  # whatever it is, the main thread has to hear of it
            errors.append(error)

    threads = [threading.Thread(target=check, args=(place,)) for place in range(8)]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + 20
    while not all(checked) and time.monotonic() < deadline:
        for height in range(990, 1010):
            manager.advance(height, height)
        manager.rewind(990, 990)
    for _ in range(50):
        for height in range(990, 1010):
            manager.advance(height, height)
        manager.rewind(990, 990)
    stop.set()
    for thread in threads:
        thread.join()
    assert not errors and all(checked)


def test_threads_that_close_and_use_the_same_managers():
    failures = []

    def use(manager):
        try:
            while True:
                manager.verify()
                manager.check_peer(ADVERTISEMENT)
        except ValueError as error:
            if str(error) != "the Manager is closed":
                failures.append(error)

    for _ in range(50):
        manager = Manager()
        threads = [threading.Thread(target=use, args=(manager,)) for _ in range(4)]
        for thread in threads:
            thread.start()
        manager.close()
        for thread in threads:
            thread.join()
    assert not failures


def test_threads_that_are_left_when_the_process_ends():
    program = """
import threading, time
from neuroshard_version import Error, Manager
class Slow:
    def __del__(self):
        time.sleep(0.2)
slow = Slow()  # it goes when no thread may have the interpreter any more
manager = Manager()
def follow():
    while True:
        manager.verify()
        manager.export_records()
def fail():
    while True:
        try:
            manager.schedule_nep("{}")
        except Error:
            pass
for work in (follow, fail, follow, fail):
    threading.Thread(target=work, daemon=True).start()
time.sleep(0.1)
"""
    for _ in range(3):
        answer = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
        assert (answer.stdout, answer.stderr) == ("", "")


def test_values_are_shared():
    version, network = Version(1, 2, 3, features=["mtp"]), Network.mainnet()
    seen = []

    def use():
        seen.append({(str(version), network.id, version.to_json(), hash(version)) for _ in range(2000)})

    threads = [threading.Thread(target=use) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 8 and all(each == seen[0] and len(each) == 1 for each in seen)


def test_a_lock_that_stays_is_an_error(locked):
    path, _ = locked
    with pytest.raises(Error) as caught:
        Manager(store=path, supported_max=Version(3, 0, 0))
    assert caught.value.status == Status.LOCKED
