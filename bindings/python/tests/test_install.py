"""The package installs with pip, on a library that is installed, and nothing else than the packages is."""
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from neuroshard_version import library_version

REPOSITORY = Path(__file__).parents[3]


@pytest.fixture
def sources(tmp_path):
    """A copy of what is needed where the library is there, so that nothing is left beside the originals."""
    for folder in ("bindings/python", "bindings/swig", "include"):
        shutil.copytree(REPOSITORY / folder, tmp_path / folder, ignore=shutil.ignore_patterns("tests", "build"))
    return tmp_path / "bindings" / "python"


def test_pip_install(sources, tmp_path):
    target = tmp_path / "target"
    subprocess.run([sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-build-isolation",
                    "--no-deps", "--no-index", "--target", target, sources], check=True,
                   env={**os.environ, "NEUROSHARD_VERSION_LIBRARY": "system"})
    program = ("import importlib.metadata, neuroshard.core.governance, neuroshard_version\n"
               "print(neuroshard_version.__file__, importlib.metadata.version('neuroshard-version'))")
    printed = subprocess.run([sys.executable, "-c", program], env={**os.environ, "PYTHONPATH": str(target)}, check=True,
                             cwd=tmp_path, capture_output=True, text=True).stdout
    assert printed == f"{target / 'neuroshard_version' / '__init__.py'} {library_version()}\n"
    packages = {path.name for path in target.iterdir() if not path.name.endswith(".dist-info")}
    assert packages == {"neuroshard", "neuroshard_version"}
    assert not (target / "neuroshard" / "__init__.py").exists() and (target / "neuroshard_version" / "py.typed").exists()


@pytest.mark.parametrize("change, why", [
    ({"NEUROSHARD_VERSION_LIBRARY": "static"}, "NEUROSHARD_VERSION_LIBRARY is 'static': expected bundled or system"),
    ({"NEUROSHARD_VERSION_LIBRARY": "system", "PKG_CONFIG_LIBDIR": "none", "PKG_CONFIG_PATH": ""}, "PKG_CONFIG_PATH, or leave"),
    ({}, "Set NEUROSHARD_VERSION_LIBRARY=system to link to one that is installed."),
])
def test_what_is_missing_is_said(sources, change, why):
    environment = {**os.environ, **change}
    command = [sys.executable, "setup.py", "--quiet", "build"]
    build = subprocess.run(command, env=environment, cwd=sources, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    assert build.returncode != 0 and why in build.stderr
