"""Runs tests/vectors through the package; tests/vectors/README.md says what the files mean."""
import json
import os
from pathlib import Path

import pytest

from neuroshard_version import Error
from vector_inputs import VECTORS, Inputs
from vector_operations import OPERATIONS, digest

FILES = sorted(VECTORS.glob("*.json"), key=lambda path: os.fsencode(path.name))


def read(path):
    file = json.loads(path.read_bytes())
    assert file.keys() == {"operation", "about", "rules", "cases"}
    assert file["cases"]
    return file


def outcome(operation, inputs):
    try:
        return {"ok": operation(inputs)}
    except Error as error:
        return {"error": {"status": error.status.c_name, "offset": error.offset, "message": str(error)}}


def run(operation, case):
    inputs = Inputs(case, {"name", "ok", "error"})
    [expected] = [{key: case[key]} for key in ("ok", "error") if key in case]
    assert outcome(operation, inputs) == expected, case["name"]
    inputs.expect_no_other_keys()


@pytest.fixture(scope="module")
def counts():
    """The cases that were run, by file; reported for a comparison with the other languages when all files were."""
    counts = {}
    yield counts
    if "VECTORS_REPORT" in os.environ and len(counts) == len(FILES):
        lines = [f"vectors: {name}: {count} cases\n" for name, count in counts.items()]
        lines.append(f"vectors: total: {sum(counts.values())} cases\n")
        Path(os.environ["VECTORS_REPORT"]).write_text("".join(lines), encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_file(path, counts):
    file = read(path)
    for case in file["cases"]:
        run(OPERATIONS[file["operation"]], case)
    counts[path.name] = len(file["cases"])


def test_there_are_files():
    assert FILES


def test_what_is_unknown_fails():
    case = {"name": "a", "text": "1.0.0", "ok": {"major": "1"}}
    with pytest.raises(AssertionError):
        run(OPERATIONS["version.parse"], case)
    error = {"status": "NSV_ERROR_ARGUMENT", "offset": None, "message": "these differ"}
    with pytest.raises(AssertionError):
        run(OPERATIONS["version.parse"], {"name": "a", "text": "x", "error": error})
    with pytest.raises(AssertionError, match="more"):
        texts = {"a": "", "b": ""}
        run(OPERATIONS["transcript.digest"], {"name": "a", **texts, "more": 1, "ok": digest(Inputs(texts))})
    with pytest.raises(KeyError):
        Inputs({"steps": [{"jump": {}}]}).manager()
