"""Objects may go in any order, and nothing is left of them."""
import gc
import os
import weakref

import pytest

from neuroshard_version import Error, Manager, Network, Readiness, Version

PAGE = os.sysconf("SC_PAGE_SIZE")


def resident():
    """Bytes of memory that the process has."""
    with open("/proc/self/statm", encoding="ascii") as statm:
        return int(statm.read().split()[1]) * PAGE


def failed_parse():
    try:
        Version.parse("1.2.x")
    except Error:
        pass


def failed_use():
    try:
        Version.__new__(Version).is_compatible(VERSION)
    except ValueError:
        pass


def closed_manager():
    Manager().close()


VERSION = Version(1, 2, 3, features=["ponw", "mtp"], active_neps=["NEP-001"])
MANAGER = Manager()
ADVERTISEMENT = MANAGER.advertisement()


@pytest.mark.parametrize("call, times", [
    (lambda: Version(1, 2, 3), 1_000_000), (lambda: Version.parse("1.2.3-rc.1"), 1_000_000), (failed_parse, 1_000_000),
    (Network.mainnet, 1_000_000), (lambda: MANAGER.check_peer(ADVERTISEMENT), 1_000_000), (failed_use, 200_000),
    (lambda: VERSION.replace(features=["a", "b"]), 200_000), (lambda: (VERSION.features, VERSION.active_neps), 200_000),
    (lambda: MANAGER.current_version, 200_000), (lambda: VERSION.supports_feature("\ud800"), 200_000),
    (lambda: Readiness(MANAGER).add(ADVERTISEMENT), 20_000), (Manager, 10_000), (closed_manager, 10_000),
    (lambda: MANAGER.negotiate(ADVERTISEMENT), 50_000), (lambda: MANAGER.network.features, 20_000),
    (lambda: (MANAGER.verify(), MANAGER.export_records()), 5_000), (lambda: MANAGER.verdict_message(
        VERSION, MANAGER.check_peer_compatibility(VERSION)), 50_000)])
def test_memory_does_not_grow(call, times):
    for _ in range(times // 10):
        call()
    gc.collect()
    before = resident()
    for _ in range(times):
        call()
    gc.collect()
    assert resident() - before < 2_000_000


def test_what_is_derived_outlives_what_it_came_from():
    manager = Manager(network=Network.from_json(Network.mainnet().to_json()))
    version, network, count = manager.current_version, manager.network, Readiness(manager)
    genesis = network.genesis
    manager.close()
    del manager, network
    gc.collect()
    count.add(ADVERTISEMENT)
    assert "7" not in str(version) and version.supports_feature("ponw") and genesis == version
    assert '"peers":1' in count.to_json()


def test_freed_in_any_order():
    for order in range(6):
        parts = [Network.mainnet(), None, None]
        parts[1] = Manager(network=parts[0])
        parts[2] = Readiness(parts[1])
        first = order % 3
        second = [i for i in range(3) if i != first][order // 3]
        parts[first] = None
        parts[second] = None
        gc.collect()
        parts.clear()


def test_cycles_are_collected():
    class Node(Manager):
        pass

    node = Node()
    node.me = node
    gone = weakref.ref(node)
    del node
    gc.collect()
    assert gone() is None


def test_under_constant_collection():
    gc.set_threshold(1)
    try:
        for _ in range(200):
            manager = Manager()
            assert manager.check_peer(ADVERTISEMENT).can_talk
            assert manager.check_peer_compatibility(Version(2, 0, 0)).upgrade.name == "LOCAL"
            assert len(manager.network.features) == 12 and manager.network.roles and manager.network.history
            assert pytest.raises(Error, Version.parse, "x").value.offset == 0
    finally:
        gc.set_threshold(700, 10, 10)
