"""The source distribution gives a wheel that needs nothing but Python and the C library of the system."""
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
OTHERS = ("LD_LIBRARY_PATH", "NEUROSHARD_VERSION_LIBRARY", "PKG_CONFIG_PATH", "PYTHONPATH")
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in OTHERS}
OF_LIBRARY = {"CMakeLists.txt", "LICENSE", "bindings", "cmake", "include", "pkgconfig", "src"}
USE_ALL = """
import re
from neuroshard_version import Manager
with Manager(store="protocol.db") as node:
    assert node.verify(expected_head=node.head).sound and node.check_peer(node.advertisement()).can_talk
with open("/proc/self/maps", encoding="utf-8") as maps:
    print(*sorted(set(re.findall(r"/(lib(?:neuroshard|fmt|simdjson|sqlite3|stdc|crypto)[^/]*)$", maps.read(), re.MULTILINE))))
"""


def run(*command, **options):
    return subprocess.run(command, env=ENVIRONMENT, check=True, **options)


def pip(*arguments):
    run(sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments)


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    folder = tmp_path_factory.mktemp("source")
    command = [sys.executable, "setup.py", "--quiet", "egg_info", "--egg-base", folder, "sdist", "--dist-dir", folder]
    run(*command, cwd=TESTS.parent)
    return next(folder.glob("*.tar.gz"))


@pytest.fixture(scope="module")
def wheel(source):
    pip("wheel", "--no-build-isolation", "--no-deps", "--no-index", "--wheel-dir", source.parent, source)
    return next(source.parent.glob("*.whl"))


@pytest.fixture(scope="module")
def python(wheel, tmp_path_factory):
    """The interpreter of an environment in which the wheel is installed, and pytest is from outside."""
    folder = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", "--system-site-packages", "--without-pip", folder)
    pip("--python", folder / "bin" / "python3", "install", "--no-deps", "--no-index", wheel)
    return folder / "bin" / "python3"


def test_what_is_in_the_source_distribution(source):
    with tarfile.open(source) as archive:
        names = [name.split("/")[1:] for name in archive.getnames()]
        assert all(member.isfile() or member.isdir() for member in archive)
    assert {path[0] for path in names if path} == {"LICENSE", "MANIFEST.in", "PKG-INFO", "README.md", "library", "native",
                                                   "pyproject.toml", "setup.cfg", "setup.py", "src"}
    assert {path[1] for path in names if path[:1] == ["library"] and len(path) > 1} == OF_LIBRARY


def test_what_is_in_the_wheel(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        information = {name.rpartition("/")[2]: archive.read(name).decode() for name in set(archive.namelist()) - names}
        notice = archive.read("neuroshard_version/NOTICE").decode()
    sources = (path for path in (TESTS.parent / "src").rglob("*") if path.is_file())
    expected = {str(path.relative_to(TESTS.parent / "src")) for path in sources if path.suffix != ".pyc"}
    native = {name for name in names if name.startswith("neuroshard_version/_native.") and name.endswith(".so")}
    assert len(native) == 1
    assert names - native == {name for name in expected if ".egg-info" not in name} | {"neuroshard_version/NOTICE"}
    assert information["LICENSE"] == (TESTS.parents[2] / "LICENSE").read_text(encoding="utf-8")
    assert "\n  OpenSSL 3" in notice
    assert (TESTS.parent / "README.md").read_text(encoding="utf-8") in information["METADATA"]


def test_it_needs_the_c_library_alone(python):
    native = next(python.parents[1].glob("lib/python3*/site-packages/neuroshard_version/_native.*.so"))
    run("sh", TESTS.parents[1] / "needs_only_libc.sh", "readelf", native, "^PyInit__native$")


def test_nothing_else_is_loaded(python, tmp_path):
    """Of the system's libcrypto not even the configuration, which whoever reads it here would wait for without end."""
    os.mkfifo(tmp_path / "openssl.cnf")
    program = ["env", f"OPENSSL_CONF={tmp_path / 'openssl.cnf'}", python, "-c", USE_ALL]
    assert run(*program, cwd=tmp_path, stdout=subprocess.PIPE, text=True, timeout=60).stdout == "\n"


def test_all_that_it_does(python, tmp_path):
    """All tests but those of another library in its place, and of other installations."""
    left_out = ("bundle", "install", "other_libraries")
    run(python, "-m", "pytest", "-q", "-p", "no:cacheprovider", TESTS, f"--ignore={TESTS / 'reference'}",
        *(f"--ignore={TESTS / f'test_{name}.py'}" for name in left_out), cwd=tmp_path)
