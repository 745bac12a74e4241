"""How the package feels: values, errors, threads, the log."""
import json
import pickle
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from neuroshard_version import Compatibility, Error, Manager, Readiness, Status, Version

NEP = {"id": "NEP-002", "title": "Protocol 2.0.0", "target_version": "2.0.0", "adds": ["mtp"], "activation_height": 4464,
       "announced_at": 1800000000, "expected_activation_time": 1802678400}


def values():
    mine = Version.current()
    more = mine.replace(features=mine.features | {"mtp"})
    assert more == mine and "mtp" in more.features  # precedence alone counts
    assert {Version(1, 0, 0): "launch"}[mine] == "launch"
    assert pickle.loads(pickle.dumps(more)).supports_feature("mtp")
    print(max(Version.parse("1.10.0-rc.1"), Version.parse("1.9.0")), more.active_neps)


def errors(text):
    try:
        print(Version.parse(text))
    except Error as error:
        if error.status == Status.SYNTAX:
            print(f"{text[:error.offset]}⟨here⟩{text[error.offset:]}: {error}")
        else:
            print(f"{error.status}: {error}")


def levels(level):
    match level:
        case Compatibility.IDENTICAL | Compatibility.COMPATIBLE:
            return "talk"
        case Compatibility.UPGRADE_RECOMMENDED:
            return "talk, and tell the operator"
        case Compatibility.INCOMPATIBLE:
            return "hang up"
        case _:
            return f"talk, as the library allows it ({level})"  # of a later release


def threads(node, advertisements):
    with ThreadPoolExecutor() as pool:
        verdicts = list(pool.map(node.check_peer, advertisements))
        node.advance(node.height + 1, 1800000600)  # checks never wait for it
    print(sum(verdict.can_talk for verdict in verdicts), "peers can talk")


def readiness(node, advertisements):
    count = Readiness(node)
    for advertisement in advertisements:
        count.try_add(advertisement)
    print(json.loads(count.to_json())["cuts"])


def log(node):
    known = node.record_count
    node.schedule_nep(json.dumps(NEP))
    for line in node.export_records(after=known).json_lines.splitlines():
        print(json.loads(line)["kind"])
    assert node.verify(expected_head=node.head).sound


def main():
    values()
    for text in ("1.2", "1.2.3", "1" * 300):
        errors(text)
    print(levels(Version(1, 0, 0).check_compatibility(Version(1, 1, 0))))
    with tempfile.TemporaryDirectory() as directory:
        with Manager(store=Path(directory, "protocol.db"), supported_max=Version(2, 0, 0), unix_time=1800000000) as node:
            log(node)
            advertisements = [Manager().advertisement(), node.advertisement(), '{"major": 3, "minor": 0, "patch": 0}']
            threads(node, advertisements)
            readiness(node, advertisements)


if __name__ == "__main__":
    main()
