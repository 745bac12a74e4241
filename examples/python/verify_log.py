#!/usr/bin/env python3
"""Checks an exported log with nothing but SHA-256: that no record was changed, dropped, moved or put in.

Usage: verify_log.py [EXPORT [HEAD]]

EXPORT has a record in each line; without it, or for `-`, it is read from standard input. HEAD is a hash that was kept
elsewhere: a log that was cut, or made anew, has no record with it.
"""
import hashlib
import json
import sys


def whole(number):
    """The only numbers in a record: those that every JSON reader keeps exactly."""
    if not number.isdecimal() or int(number) >= 2**53:
        raise ValueError(f"it has the number {number}")
    return int(number)


def canonical(value):
    """RFC 8785, where all numbers are whole and all keys are ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def check(line, sequence, previous):
    """The hash of this line, which must be the record that follows the one with the hash `previous`."""
    text = line.decode()
    record = json.loads(text, parse_int=whole, parse_float=whole, parse_constant=whole)
    if not isinstance(record, dict) or canonical(record) != text:
        raise ValueError("it is not canonical JSON")
    if canonical(record.get("sequence")) != str(sequence):
        raise ValueError(f"it says that it is record {record.get('sequence')}")
    if record.get("previous") != previous:
        raise ValueError(f"it follows {record.get('previous')}, and the one before it is {previous}")
    claimed = record.pop("hash", None)
    computed = hashlib.sha256(canonical(record).encode()).hexdigest()
    if claimed != computed:
        raise ValueError(f"it has been changed: its hash is {computed}, and it says {claimed}")
    return computed


def verify(lines, head=None):
    """How many records the lines are, and the hash of the last one. A ValueError names the first bad one."""
    hashes = ["0" * 64]
    for sequence, line in enumerate(lines, 1):
        try:
            hashes.append(check(line.removesuffix(b"\n"), sequence, hashes[-1]))
        except (ValueError, RecursionError) as error:
            raise ValueError(f"record {sequence}: {error}") from error
    if head is not None and head not in hashes[1:]:
        raise ValueError(f"record {len(hashes)}: it is missing, or the log was made anew: none has the hash {head}")
    return len(hashes) - 1, hashes[-1]


def main():
    path = sys.argv[1] if len(sys.argv) > 1 else "-"
    head = sys.argv[2] if len(sys.argv) > 2 else None
    try:
        with sys.stdin.buffer if path == "-" else open(path, "rb") as lines:
            count, last = verify(lines, head)
    except ValueError as error:
        print(error)
        return 1
    print(f"sound: {count} records, head {last}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
