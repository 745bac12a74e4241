"""Beside NeuroShard's own module: the same answers, but where it is wrong.

The package `reference_governance`, which fetch.py gets, has to be importable. Numbers in comments are those of its known
defects, by which tests/cpp/reference_bugs_test.cpp names its tests.
"""
import dataclasses
import itertools
import json
import random

import pytest
import reference_governance as reference
from reference_governance import proposal, registry, versioning

from neuroshard.core import governance

RANDOM = random.Random(20240417)
FEATURES = sorted(versioning.CURRENT_VERSION.features) + ["mtp", "mla", "x"]
TRIPLES = [tuple(RANDOM.choice((0, 1, 1, 2, 10, 99)) for _ in range(3)) for _ in range(60)]


def versions(triple):
    """The same version in both modules, with random features and NEPs."""
    features = set(RANDOM.sample(FEATURES, RANDOM.randrange(len(FEATURES))))
    neps = [f"NEP-{number:03}" for number in RANDOM.sample(range(1, 50), RANDOM.randrange(4))]
    return (governance.ProtocolVersion(*triple, features=set(features), active_neps=list(neps)),
            versioning.ProtocolVersion(*triple, features=set(features), active_neps=list(neps)))


PAIRS = [(versions(a), versions(b)) for a, b in itertools.product(TRIPLES, repeat=2)]


def test_levels_truth_and_order():
    for (our_a, their_a), (our_b, their_b) in PAIRS:
        assert our_a.check_compatibility(our_b).value == their_a.check_compatibility(their_b).value
        assert our_a.check_compatibility(our_b).name == their_a.check_compatibility(their_b).name
        assert governance.is_compatible(our_a, our_b) is versioning.is_compatible(their_a, their_b)
        assert (our_a == our_b, our_a < our_b, our_a <= our_b, our_a > our_b, our_a >= our_b) == (
            their_a == their_b, their_a < their_b, their_a <= their_b, their_a > their_b, their_a >= their_b)
        assert (hash(our_a) == hash(our_b)) >= (our_a == our_b)


def test_managers():
    for (our_a, their_a), (our_b, their_b) in RANDOM.sample(PAIRS, 400):
        our_level, our_message = governance.VersionManager(our_a).check_peer_compatibility(our_b)
        their_level, their_message = versioning.VersionManager(their_a).check_peer_compatibility(their_b)
        assert our_level.value == their_level.value
        if their_level.name in ("IDENTICAL", "COMPATIBLE"):
            assert our_message == their_message
        else:  # 14: it tells whoever asks to upgrade, which may be the newer one
            who = "The peer" if our_b < our_a else "You"
            word = "should" if their_level.name == "UPGRADE_RECOMMENDED" else "must"
            assert our_message == f"{their_message}{'' if their_message.endswith('.') else '.'} {who} {word} upgrade."


def test_default_managers():
    ours, theirs = governance.VersionManager(), versioning.VersionManager()
    for (our_b, their_b) in (pair[0] for pair in PAIRS[::len(TRIPLES)]):
        our_level, our_message = ours.check_peer_compatibility(our_b)
        their_level, their_message = theirs.check_peer_compatibility(their_b)
        assert our_level.value == their_level.value
        if our_b >= ours.version:
            assert our_message.startswith(their_message)
        else:  # 27: it knows of no minimum, which is another reason than the major version
            assert our_message.startswith(their_message.removesuffix(". Major version mismatch."))
    assert ours.can_participate_in_training() == theirs.can_participate_in_training()
    assert ours.can_participate_in_inference() == theirs.can_participate_in_inference()


def test_participation():
    for (ours, theirs), _ in PAIRS[::len(TRIPLES)]:
        for call in ("can_participate_in_training", "can_participate_in_inference"):
            our_answer, our_reason = getattr(governance.VersionManager(ours), call)()
            their_answer, their_reason = getattr(versioning.VersionManager(theirs), call)()
            assert our_answer is their_answer
            if our_answer:
                assert our_reason == their_reason
            else:  # 18: the order of its set is another in each process
                start = "Missing required features: "
                missing = our_reason.removeprefix(start).split(", ")
                assert their_reason.startswith(start) and eval(their_reason.removeprefix(start)) == set(missing)
                assert missing == sorted(missing)


def test_what_versions_say():
    for (ours, theirs), _ in PAIRS[::len(TRIPLES)]:
        assert str(ours) == str(theirs) and ours.version_string == theirs.version_string
        assert ours.features == theirs.features and ours.active_neps == theirs.active_neps
        assert {**theirs.to_dict(), "features": sorted(theirs.features)} == ours.to_dict()  # 18: it does not sort them
        assert list(ours.to_dict()) == list(theirs.to_dict())
        assert dataclasses.asdict(ours) == dataclasses.asdict(theirs)
        assert governance.ProtocolVersion.from_dict(theirs.to_dict()).to_dict() == ours.to_dict()
        assert versioning.ProtocolVersion.from_dict(json.loads(json.dumps(ours.to_dict()))).features == ours.features
        assert repr(ours).split("features")[0] == repr(theirs).split("features")[0]
        assert eval(repr(ours), {"ProtocolVersion": versioning.ProtocolVersion}) == theirs
        assert all(ours.supports_feature(name) is theirs.supports_feature(name) for name in FEATURES)


def test_the_current_version():
    ours, theirs = governance.get_current_version(), versioning.get_current_version()
    assert {**theirs.to_dict(), "features": sorted(theirs.features)} == ours.to_dict()
    assert [(level.name, level.value) for level in governance.CompatibilityLevel] == [
        (level.name, level.value) for level in versioning.CompatibilityLevel]
    assert not hasattr(reference, "VersionManager") and hasattr(governance, "VersionManager")  # 26: it does not export it


def outcome(call, *arguments):
    try:
        return call(*arguments).to_dict()
    except (ValueError, TypeError, AttributeError):
        return "refused"


def test_texts():
    our_read, their_read = governance.ProtocolVersion.from_string, versioning.ProtocolVersion.from_string
    texts = [".".join(parts) for count in (1, 2, 3) for parts in itertools.product(["0", "1", "12", "007"], repeat=count)]
    for text in texts:
        ours, theirs = outcome(our_read, text), outcome(their_read, text)
        if "007" in text:  # 16: it takes what is no version
            assert ours == "refused" != theirs
        else:
            assert ours == theirs
    for text in ("-1.0.0", "1_0.0.0", "١.0.0", "1.2.3.4", " 1.0.0", "1.0.0\n", "+1.0.0"):  # 16
        assert outcome(our_read, text) == "refused"
        assert outcome(their_read, text) != "refused"
    for text in ("v1.0.0", "1.0.0-rc.1"):  # 16: it refuses what people type
        assert outcome(our_read, text) != "refused"
        assert outcome(their_read, text) == "refused"
    for text in ("", "x", "1.x.0", "1..0"):
        assert outcome(our_read, text) == "refused"
        assert outcome(their_read, text) == "refused"


@pytest.mark.parametrize("wrong", [{}, {"major": 1}, {"major": "1", "minor": 0, "patch": 0},
                                   {"major": 1, "minor": 0, "patch": 0, "features": "diloco"}])
def test_dictionaries_are_read_strictly(wrong):
    assert outcome(versioning.ProtocolVersion.from_dict, wrong) != "refused"  # 17: it takes all of these
    assert outcome(governance.ProtocolVersion.from_dict, wrong) == "refused"


def scheduled(directory, activation_block):
    """A NEP in the reference's registry, and the registry."""
    neps = registry.NEPRegistry(str(directory / "neps.db"))
    nep = proposal.NEP(title="MTP", upgrade_path=proposal.UpgradePath(target_version="1.1.0", backward_compatible=True),
                       parameter_changes=[proposal.ParameterChange("m", "feature_mtp", False, True, "")])
    _, _, nep_id = neps.submit_proposal(nep, "node", "signature")
    neps.update_status(nep_id, proposal.NEPStatus.SCHEDULED, activation_block=activation_block)
    return nep_id, neps


def test_activation(tmp_path):
    nep_id, neps = scheduled(tmp_path, 1000)
    ours = governance.VersionManager(governance.ProtocolVersion(1, 1, 0, versioning.CURRENT_VERSION.features))
    theirs = versioning.VersionManager(versioning.ProtocolVersion(features=set(versioning.CURRENT_VERSION.features)), neps)
    for unknown in ("NEP-777", "NEP-778"):
        assert ours.activate_nep(unknown) == theirs.activate_nep(unknown) == (False, f"NEP {unknown} not found")
    ours.manager.schedule_nep(json.dumps(neps.get_proposal(nep_id).to_dict()))
    assert not ours.activate_nep(nep_id)[0]  # 4: it ignores the height
    their_answer = theirs.activate_nep(nep_id)
    ours.manager.advance(1000, 2**40)
    assert ours.activate_nep(nep_id) == their_answer == (True, "Activated NEP-001, now at version 1.1.0")
    again = (False, "NEP NEP-001 not scheduled (status: active)")
    assert ours.activate_nep(nep_id) == theirs.activate_nep(nep_id) == again
    current = ours.manager.current_version
    assert current.features == {*versioning.CURRENT_VERSION.features, "mtp"} and theirs.version.features == {"mtp"}  # 1
    assert current.active_neps == ["NEP-001"] and theirs.version.active_neps == []  # 2
    assert ours.can_participate_in_training()[0] and not theirs.can_participate_in_training()[0]  # 1


def test_managers_share_nothing():
    assert versioning.VersionManager().version is versioning.CURRENT_VERSION  # 15: a change of one is a change of all
    assert not hasattr(governance.VersionManager().version.features, "add")
