"""Versions, networks and what operations give, as Python's values."""
import copy
import pickle

import pytest

import neuroshard_version
from neuroshard_version import (Compatibility, Error, FeatureSet, Manager, Network, NodeStatus, Reason, Side, Status, Verdict,
                                Version)

FULL = Version.parse("1.2.3-rc.1+build.5").replace(features=["ponw", "diloco"], active_neps=["NEP-003", "NEP-001"])


def everything(version):
    return version.to_json(), str(version), version.features, version.active_neps


def test_numbers_and_names():
    version = Version(major=1, minor=2, patch=2**64 - 1, features=["mtp"], active_neps=("NEP-001",))
    assert (version.major, version.minor, version.patch) == (1, 2, 2**64 - 1)
    assert (FULL.prerelease, FULL.build, str(FULL)) == ("rc.1", "build.5", "1.2.3-rc.1+build.5")
    assert version.features == {"mtp"} and version.active_neps == ["NEP-001"]
    assert version.supports_feature("mtp") and not version.supports_feature("MTP") and not version.supports_feature("")


def test_it_prints():
    assert repr(FULL) == "<Version 1.2.3-rc.1+build.5>"
    assert f"{Version(1, 0, 0):>8}|{Version(1, 0, 0)}" == "   1.0.0|1.0.0"
    assert repr(FULL.features) == "{'diloco', 'ponw'}" and repr(Version(1, 0, 0).features) == "set()"
    assert repr(FULL.active_neps) == "['NEP-003', 'NEP-001']"
    assert repr(Network.mainnet()) == "<Network neuroshard-mainnet>"
    assert str(Compatibility.UPGRADE_RECOMMENDED) == f"{Compatibility.UPGRADE_RECOMMENDED}" == "UPGRADE_RECOMMENDED"
    assert f"{Side.PEER:>6}" == "  PEER"


def test_order_and_hash_are_those_of_semver():
    texts = ["1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0", "1.9.0", "1.10.0"]
    versions = [Version.parse(text) for text in texts]
    assert sorted(reversed(versions)) == versions and max(versions) == Version(1, 10, 0)
    alike = {Version.parse("1.0.0+a"), Version(1, 0, 0), Version(1, 0, 0).replace(features=["mtp"])}
    assert len(alike) == 1
    assert Version(1, 0, 0) in {Version.parse("1.0.0+b"): 1}


def test_other_types_are_different_and_not_ordered():
    assert Version(1, 0, 0) != "1.0.0" and Version(1, 0, 0) != None  # noqa: E711  # the operator is what is tested
    assert Version(1, 0, 0) != Network.mainnet()
    for other in ("1.0.0", 1, None, Network.mainnet(), Manager()):
        with pytest.raises(TypeError, match="not supported between"):
            _ = Version(1, 0, 0) < other


def test_values_do_not_change():
    for value in (FULL, Network.mainnet()):
        for name in ("major", "features", "id", "anything"):
            with pytest.raises(AttributeError):
                setattr(value, name, 1)
    before = everything(FULL)
    FULL.active_neps.append("NEP-009")
    FULL.__init__(9, 9, 9)
    assert everything(FULL) == before
    assert not hasattr(FULL.features, "add")


def test_replace_keeps_what_is_not_named():
    assert everything(FULL.replace()) == everything(FULL)
    assert FULL.replace(features=[]).active_neps == FULL.active_neps
    assert FULL.replace(active_neps=iter(["NEP-007"])).features == FULL.features
    assert FULL.replace(features={b"mtp", "mla"}).features == {"mtp", "mla"}


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_values_survive_pickling(protocol):
    def pickled(value):
        return pickle.loads(pickle.dumps(value, protocol))

    assert everything(pickled(FULL)) == everything(FULL)
    assert pickled(Network.mainnet()).to_json() == Network.mainnet().to_json()
    manager = Manager()
    for value in (manager.check_peer_compatibility(FULL), manager.status, Reason(999), manager.upgrade_id, FULL.features,
                  manager.verify(), manager.network.features):
        assert pickled(value) == value and type(pickled(value)) is type(value)
    error = pickled(Error("what", Status.SYNTAX, 7))
    assert (str(error), error.status, error.offset) == ("what", Status.SYNTAX, 7)


def test_copies_are_the_value_itself():
    for value in (FULL, Network.mainnet()):
        assert copy.copy(value) is value and copy.deepcopy([value])[0] is value


def test_matching():
    match FULL:
        case Version(1, minor, 3):
            assert minor == 2
        case _:
            pytest.fail("it did not match")


def test_derived_classes():
    class Mine(Version):
        def shout(self):
            return f"{self}!"

    class MyNetwork(Network):
        pass

    made = [Mine(1, 2, 3), Mine.parse("1.2.3"), Mine.parse_lenient("v1.2.3"), Mine.from_json(Version(1, 2, 3).to_json()),
            Mine(1, 2, 3).replace(features=["mtp"])]
    assert [type(version) for version in made] == [Mine] * 5
    assert {version.shout() for version in made} == {"1.2.3!"} and made[0] == Version(1, 2, 3)
    assert type(Mine.current()) is Mine
    networks = [MyNetwork.mainnet(), MyNetwork.from_json(Network.mainnet().to_json())]
    assert [type(network) for network in networks] == [MyNetwork] * 2
    Mine.note = 1
    assert made[0].note == 1


def test_objects_that_were_never_initialised():
    for make, use in ((lambda: Version.__new__(Version), str), (lambda: Version.__new__(Version), hash),
                      (lambda: Version.__new__(Version), lambda version: version < FULL),
                      (lambda: Version.__new__(Version), FULL.is_compatible),
                      (lambda: Network.__new__(Network), lambda network: network.id),
                      (lambda: Network.__new__(Network), lambda network: Manager(network=network)),
                      (lambda: Manager.__new__(Manager), lambda manager: manager.height)):
        with pytest.raises(ValueError, match="never initialised"):
            use(make())
    with pytest.raises(TypeError):
        Network()


def test_arguments_of_other_types():
    for call in (lambda: FULL.is_compatible("1.0.0"), lambda: FULL.check_compatibility(None), lambda: Version(b"1", 0, 0),
                 lambda: FULL.is_compatible(Manager()),
                 lambda: Manager(network=FULL), lambda: Manager(supported_max="1.0.0"), lambda: Version.parse(1),
                 lambda: Version.parse(None), lambda: FULL.supports_feature(1), lambda: FULL.replace(features="mtp"),
                 lambda: FULL.replace(features=[1]), lambda: FULL.replace(active_neps=3), lambda: Version("1", 0, 0),
                 lambda: Version(1.0, 0, 0), lambda: Version(1, 0), lambda: Version(1, 0, 0, 0), lambda: Manager(FULL),
                 lambda: Manager(store=3), lambda: Manager().verify("0" * 64), lambda: Manager().verify(b"short"),
                 lambda: Manager().advance("1", 1), lambda: FULL.supports_feature(), lambda: FULL.supports_feature("a", "b")):
        with pytest.raises(TypeError):
            call()


@pytest.mark.parametrize("number", [-1, 2**64, 10**30])
def test_numbers_that_are_none_of_64_bits(number):
    for call in (lambda: Version(number, 0, 0), lambda: Manager().advance(number, 0), lambda: Manager(unix_time=number)):
        with pytest.raises(OverflowError):
            call()


def test_numbers_of_later_releases():
    for kind in (Compatibility, Side, Reason, NodeStatus, Status):
        later = kind(12345)
        assert later == 12345 and later.name == str(later) == "UNKNOWN" and later == kind(12345)
        for other in ("COMPATIBLE", None, 1.5):
            with pytest.raises(ValueError):
                kind(other)
    assert Compatibility(12345).word == "unknown" and Status(12345).c_name == "NSV_STATUS_UNKNOWN"
    verdict = Verdict(Compatibility(12345), Reason(12345), Side(12345), 7)
    assert verdict.can_talk
    with pytest.raises(Error) as error:
        Manager().verdict_message(FULL, verdict)
    assert error.value.status == Status.ARGUMENT


def test_records_are_tuples():
    manager = Manager()
    level, reason, upgrade, cut_height = manager.check_peer_compatibility(Version(2, 0, 0))
    assert (level, reason, upgrade, cut_height) == (Compatibility.INCOMPATIBLE, Reason.VERSIONS, Side.LOCAL, 0)
    allowed, why = manager.can_participate_in_training()
    assert allowed is True and why == "Ready for training"
    assert manager.network.features[0]._fields == ("name", "title", "description", "since", "required_nep", "pending")


def test_all_names_are_the_packages_own():
    for name in neuroshard_version.__all__:
        value = getattr(neuroshard_version, name)
        assert value.__doc__
        if isinstance(value, type):
            assert value.__module__ == "neuroshard_version" and value.__qualname__ == name
    assert issubclass(FeatureSet, frozenset) and issubclass(Error, ValueError)
