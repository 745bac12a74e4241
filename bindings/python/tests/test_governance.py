"""`neuroshard.core.governance`: the programs of the page that describes protocol versioning, and the face of NeuroShard's own
module, which tests/reference compares with the original."""
import contextlib
import copy
import dataclasses
import io
import json
import pickle
import subprocess
import sys

import pytest

from neuroshard.core import governance
from neuroshard.core.governance import CompatibilityLevel, ProtocolVersion, VersionManager, get_current_version, is_compatible
from neuroshard_version import Error, Manager, Version

FEATURES = ["diloco", "dynamic_layers", "ecdsa_signatures", "gossip_proofs", "inference_market", "ponw", "robust_aggregation"]

# Word for word as the page has them, in its order, each with what it prints.
PAGE = [("""\
from neuroshard.core.governance import get_current_version
version = get_current_version()
print(version) # "1.0.0"
print(version.features) # {'diloco', 'ponw', 'dynamic_layers', ...}
""", f"1.0.0\n{{{', '.join(map(repr, FEATURES))}}}\n"), ("""\
from neuroshard.core.governance import ProtocolVersion, is_compatible
my_version = ProtocolVersion(1, 0, 0)
peer_version = ProtocolVersion(1, 1, 0)
if is_compatible(my_version, peer_version):
    print("Can communicate with peer")
else:
    print("Must upgrade to communicate")
""", "Can communicate with peer\n"), ("""\
version = get_current_version()
# Check if a feature is supported
if version.supports_feature("mtp"):
    print("Multi-Token Prediction enabled")
else:
    print("MTP not available in this version")
""", "MTP not available in this version\n"), ("""\
version = get_current_version()
print(f"Active NEPs: {version.active_neps}")
# ['NEP-001', 'NEP-003', ...] (empty at launch)
""", "Active NEPs: []\n"), ("""\
from neuroshard.core.governance import VersionManager
manager = VersionManager()
# Get current version
version = manager.get_current_version()
# Check peer compatibility
level, message = manager.check_peer_compatibility(peer_version)
print(message)
# Check if we can train/infer
can_train, reason = manager.can_participate_in_training()
can_infer, reason = manager.can_participate_in_inference()
# Activate a scheduled NEP
success, message = manager.activate_nep("NEP-001")
""", "Upgrade recommended: you have 1.0.0, peer has 1.1.0. You should upgrade.\n")]


def run_page():
    """The names that the page's programs define, one after the other."""
    names = {}
    for program, expected in PAGE:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(program, names)
        assert printed.getvalue() == expected
    return names


def test_the_page():
    names = run_page()
    assert (names["can_train"], names["can_infer"], names["reason"]) == (True, True, "Ready for inference")
    assert (names["success"], names["message"]) == (False, "NEP NEP-001 not found")
    assert names["level"] is CompatibilityLevel.UPGRADE_RECOMMENDED


def test_each_program_alone():
    known = "from neuroshard.core.governance import *\npeer_version = ProtocolVersion(1, 1, 0)\n"
    for program, expected in PAGE:
        answer = subprocess.run([sys.executable, "-c", known + program], check=True, capture_output=True, text=True)
        assert (answer.stdout, answer.stderr) == (expected, "")


def test_it_lives_beside_others(tmp_path):
    (tmp_path / "neuroshard" / "core").mkdir(parents=True)
    (tmp_path / "neuroshard" / "core" / "swarm.py").write_text("nodes = 3\n")
    program = (f"import sys; sys.path.append({str(tmp_path)!r})\n"
               "import neuroshard.core.swarm, neuroshard.core.governance; print(neuroshard.core.swarm.nodes)")
    assert subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout == "3\n"


def test_versions():
    version = ProtocolVersion(major=1, minor=2, patch=3, features={"ponw", "diloco"}, active_neps=["NEP-003", "NEP-001"])
    assert (version.major, version.minor, version.patch, version.version_string, str(version)) == (1, 2, 3, "1.2.3", "1.2.3")
    assert version.features == {"diloco", "ponw"} and version.active_neps == ["NEP-003", "NEP-001"]
    assert repr(version) == ("ProtocolVersion(major=1, minor=2, patch=3, features={'diloco', 'ponw'}, "
                             "active_neps=['NEP-003', 'NEP-001'])")
    assert ProtocolVersion() == ProtocolVersion(1) == ProtocolVersion(1, 0, 0) and ProtocolVersion(patch=4).patch == 4
    assert ProtocolVersion(1, 0, 0) == ProtocolVersion(1, 0, 0, {"x"}) and hash(ProtocolVersion()) == hash(Version(1, 0, 0))
    assert ProtocolVersion(1, 9, 0) < ProtocolVersion(1, 10, 0) <= ProtocolVersion(1, 10, 0) and ProtocolVersion() != "1.0.0"
    assert isinstance(version, Version) and Manager().check_peer_compatibility(version).can_talk
    for same in (copy.copy(version), copy.deepcopy(version), pickle.loads(pickle.dumps(version))):
        assert type(same) is ProtocolVersion and same.to_dict() == version.to_dict()


def test_dictionaries():
    version = ProtocolVersion(1, 2, 3, {"b", "a"}, ("NEP-001",))
    assert list(version.to_dict().items()) == [("major", 1), ("minor", 2), ("patch", 3), ("features", ["a", "b"]),
                                               ("active_neps", ["NEP-001"])]
    for dictionary in (version.to_dict(), {**version.to_dict(), "features": {"a", "b"}, "extra": object()},
                       json.loads(json.dumps(version.to_dict()))):
        read = ProtocolVersion.from_dict(dictionary)
        assert type(read) is ProtocolVersion and read.to_dict() == version.to_dict()
    assert ProtocolVersion.from_dict({"major": 1, "minor": 0, "patch": 0}).features == set()
    for wrong in ({}, {"major": 1}, {"major": "1", "minor": 0, "patch": 0}, {**version.to_dict(), "features": "diloco"},
                  {**version.to_dict(), "patch": -1}, {**version.to_dict(), "active_neps": [1]}):
        with pytest.raises(Error):
            ProtocolVersion.from_dict(wrong)


def test_texts():
    for text, read in {"1.2.3": "1.2.3", "v1.2.3": "1.2.3", "2": "2.0.0", "2.1": "2.1.0", "1.0.0-rc.1": "1.0.0-rc.1"}.items():
        assert str(ProtocolVersion.from_string(text)) == read
    for text in ("", "x", "-1.0.0", "1_0.0.0", "١.0.0", "1.2.3.4"):
        with pytest.raises(ValueError):
            ProtocolVersion.from_string(text)


def test_what_dataclasses_do():
    version = ProtocolVersion(1, 2, 3, {"a"}, ["NEP-001"])
    assert dataclasses.is_dataclass(version)
    assert [field.name for field in dataclasses.fields(version)] == ["major", "minor", "patch", "features", "active_neps"]
    assert dataclasses.asdict(version) == {"major": 1, "minor": 2, "patch": 3, "features": {"a"}, "active_neps": ["NEP-001"]}
    changed = dataclasses.replace(version, minor=9)
    assert type(changed) is ProtocolVersion and changed.to_dict() == {**version.to_dict(), "minor": 9}
    match version:
        case ProtocolVersion(1, 2, 3, features, ["NEP-001"]):
            assert features == {"a"}
        case _:
            pytest.fail("it did not match")


def test_levels():
    pairs = {(1, 0, 0): CompatibilityLevel.IDENTICAL, (1, 0, 7): CompatibilityLevel.COMPATIBLE,
             (1, 7, 0): CompatibilityLevel.UPGRADE_RECOMMENDED, (2, 0, 0): CompatibilityLevel.INCOMPATIBLE}
    for numbers, level in pairs.items():
        peer = ProtocolVersion(*numbers)
        assert ProtocolVersion().check_compatibility(peer) is level
        assert is_compatible(ProtocolVersion(), peer) is (level is not CompatibilityLevel.INCOMPATIBLE)
    assert [level.value for level in CompatibilityLevel] == ["identical", "compatible", "upgrade", "incompatible"]


def test_managers_with_a_version_of_their_own():
    version = ProtocolVersion(1, 5, 0, {"ponw", "inference_market", "x"}, ["NEP-007"])
    manager = VersionManager(version)
    assert manager.version.to_dict() == manager.get_current_version().to_dict() == version.to_dict()
    level, message = manager.check_peer_compatibility(ProtocolVersion(1, 0, 0))
    assert level is CompatibilityLevel.UPGRADE_RECOMMENDED
    assert message == "Upgrade recommended: you have 1.5.0, peer has 1.0.0. The peer should upgrade."
    assert manager.can_participate_in_training() == (False, "Missing required features: diloco, robust_aggregation")
    assert manager.can_participate_in_inference() == (True, "Ready for inference")
    assert VersionManager(current_version=version).activate_nep("NEP-007") == (False, "NEP NEP-007 not found")


def test_activation():
    manager = VersionManager()
    manager.manager.schedule_nep(json.dumps({
        "nep_id": "NEP-001", "title": "MTP", "status": "scheduled", "created_at": 1.5, "activation_block": 10,
        "parameter_changes": [{"parameter": "feature_mtp", "old_value": False, "new_value": True}],
        "upgrade_path": {"target_version": "1.1.0", "backward_compatible": True}}))
    assert not manager.activate_nep("NEP-001")[0]
    manager.manager.advance(10, 2)
    success, message = manager.activate_nep("NEP-001")
    assert not success and "1.1.0" in message, "this node's software speaks 1.0.0 alone"
    assert get_current_version() == ProtocolVersion(1, 0, 0) == manager.version


def test_names():
    assert sorted(governance.__all__) == sorted(name for name in vars(governance) if not name.startswith("_")
                                                and getattr(vars(governance)[name], "__module__", "") == governance.__name__)
    assert all(getattr(governance, name).__doc__ for name in governance.__all__)
