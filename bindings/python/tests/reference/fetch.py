#!/usr/bin/env python3
"""Gets NeuroShard's own module from the package index, as the package `reference_governance` in a directory.

Usage: fetch.py DIRECTORY

What is there already is not got again.
"""
import hashlib
import pathlib
import subprocess
import sys
import zipfile

RELEASE = "neuroshard-ai==0.4.1"
WHEEL = "neuroshard_ai-0.4.1-py3-none-any.whl"
SHA256 = "b5659eb80e3ff93644d6a446a05eed53e0d499179688992267043f136a9df2e9"
MODULE = "neuroshard/core/governance/"


def main():
    directory = pathlib.Path(sys.argv[1])
    wheel = directory / WHEEL
    if not wheel.exists():
        subprocess.run([sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet", "--no-deps",
                        "--dest", directory, RELEASE], check=True)
    found = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if found != SHA256:
        sys.exit(f"{wheel} has the SHA-256 {found}, not {SHA256}")
    package = directory / "reference_governance"
    package.mkdir(exist_ok=True)
    with zipfile.ZipFile(wheel) as files:
        for name in files.namelist():
            if name.startswith(MODULE) and name.endswith(".py"):
                (package / name.removeprefix(MODULE)).write_bytes(files.read(name))


main()
