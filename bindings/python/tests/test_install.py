"""The package installs with pip, and nothing else than the packages is installed."""
import os
import shutil
import subprocess
import sys
from pathlib import Path

from neuroshard_version import library_version

BINDINGS = Path(__file__).parents[2]


def test_pip_install(tmp_path):
    for folder in ("python", "swig"):
        shutil.copytree(BINDINGS / folder, tmp_path / "bindings" / folder, ignore=shutil.ignore_patterns("tests", "build"))
    target = tmp_path / "target"
    subprocess.run([sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-build-isolation",
                    "--no-deps", "--no-index", "--target", target, tmp_path / "bindings" / "python"], check=True)
    program = ("import importlib.metadata, neuroshard.core.governance, neuroshard_version\n"
               "print(neuroshard_version.__file__, importlib.metadata.version('neuroshard-version'))")
    printed = subprocess.run([sys.executable, "-c", program], env={**os.environ, "PYTHONPATH": str(target)}, check=True,
                             cwd=tmp_path, capture_output=True, text=True).stdout
    assert printed == f"{target / 'neuroshard_version' / '__init__.py'} {library_version()}\n"
    packages = {path.name for path in target.iterdir() if not path.name.endswith(".dist-info")}
    assert packages == {"neuroshard", "neuroshard_version"}
    assert not (target / "neuroshard" / "__init__.py").exists() and (target / "neuroshard_version" / "py.typed").exists()
