"""Managers: options, stores, closing, derived classes."""
import json
import pathlib

import pytest

from neuroshard_version import Error, Manager, Network, NodeStatus, Readiness, Status, Version

NEP = json.dumps({"id": "NEP-002", "title": "Protocol 2.0.0", "target_version": "2.0.0", "activation_height": 100,
                  "announced_at": 1800000000, "expected_activation_time": 1802678400})


def error_of(call):
    with pytest.raises(Error) as caught:
        call()
    return caught.value.status


def test_options():
    network = Network.mainnet()
    manager = Manager(network=network, supported_min=Version(1, 0, 0), supported_max=Version(2, 0, 0), unix_time=1800000000)
    assert (manager.supported_min, manager.supported_max) == (Version(1, 0, 0), Version(2, 0, 0))
    assert manager.network.id == network.id and manager.time == 1800000000
    assert "grease_" in Manager(grease=True).advertisement() and "grease_" not in Manager().advertisement()
    assert error_of(lambda: Manager(read_only=True).schedule_nep(NEP)) == Status.READ_ONLY
    assert error_of(lambda: Manager(salvage=True).schedule_nep(NEP)) == Status.READ_ONLY
    assert error_of(lambda: Manager(supported_min=Version(2, 0, 0), supported_max=Version(1, 0, 0))) == Status.ARGUMENT
    with pytest.raises(TypeError):
        Manager(network)
    with pytest.raises(TypeError):
        Manager(colour="red")


@pytest.mark.parametrize("form", [str, lambda path: str(path).encode(), pathlib.Path])
def test_stores(tmp_path, form):
    path = form(tmp_path / "wäre" / "protocol.db")
    with Manager(store=path, supported_max=Version(2, 0, 0), unix_time=1800000000) as manager:
        manager.advance(5, 1800000000)
        manager.schedule_nep(NEP)
        head, count = manager.head, manager.record_count
    with Manager(store=path) as again:
        assert (again.head, again.record_count, again.supported_max) == (head, count, Version(2, 0, 0))
        exported = again.export_records()
    assert (tmp_path / "wäre" / "protocol.db").exists()
    imported = Manager.import_(exported.json_lines, store=tmp_path / "copy.db")
    assert imported.head == head and exported.last == count
    assert Manager(store=tmp_path / "copy.db", read_only=True).verify(head).sound
    assert error_of(lambda: Manager.import_("{}\n")) == Status.CORRUPT
    assert error_of(lambda: Manager(store=tmp_path / "none.db", read_only=True)) == Status.NOT_FOUND
    assert error_of(lambda: Manager(store="no\0path")) in (Status.ARGUMENT, Status.IO)


def test_a_store_without_a_name():
    assert error_of(lambda: Manager(store="")) == Status.ARGUMENT  # it would be a log in memory, and lost


def test_an_upgrade():
    node, peer = Manager(supported_max=Version(2, 0, 0)), Manager()
    node.advance(1, 1800000000)
    node.schedule_nep(NEP)
    assert node.check_peer(peer.advertisement()).cut_height == 100
    for manager in (node, peer):
        manager.advance(height=100, unix_time=1802678400)
    verdict = node.check_peer(peer.advertisement())
    assert not verdict.can_talk and "2.0.0" in node.verdict_message(peer.current_version, verdict)
    assert node.activate_nep("NEP-002") == (True, "Activated NEP-002, now at version 2.0.0")
    assert (node.current_version, node.network_minimum) == (Version(2, 0, 0), Version(2, 0, 0))
    node.rewind(height=50, unix_time=1802678400)
    node.reschedule_nep("NEP-002", height=200, expected_time=1902678400)
    assert json.loads(node.find_nep("NEP-002"))["activation_height"] == 200
    node.cancel_nep(b"NEP-002", reason="not now")
    assert json.loads(node.neps()[0])["cancel_reason"] == "not now" and node.nep_count == 1
    node.catch_up_nep(NEP)
    assert node.height == 50 and node.status == NodeStatus.COMPATIBLE
    assert [json.loads(line)["sequence"] for line in node.export_records(3).json_lines.splitlines()][0] == 4


def test_use_after_close():
    manager = Manager()
    assert not manager.closed
    manager.close()
    manager.close()
    assert manager.closed and repr(manager) == "<Manager closed>"
    one = Version(1, 0, 0)
    verdict = Manager().check_peer_compatibility(one)
    uses = [lambda name=name: getattr(manager, name)
            for name, member in vars(Manager).items() if isinstance(member, property) and name != "closed"]
    uses += [manager.advertisement, manager.neps, manager.status_json, manager.verify, manager.export_records,
             manager.can_participate_in_training, manager.can_participate_in_inference, lambda: manager.advance(1, 1),
             lambda: manager.rewind(0, 0), lambda: manager.schedule_nep(NEP), lambda: manager.catch_up_nep(NEP),
             lambda: manager.reschedule_nep("NEP-002", 1, 1), lambda: manager.cancel_nep("NEP-002"),
             lambda: manager.activate_nep("NEP-002"), lambda: manager.find_nep("NEP-002"), lambda: manager.record_json(1),
             lambda: manager.check_peer("{}"), lambda: manager.check_peer_compatibility(one), lambda: manager.negotiate("{}"),
             lambda: manager.can_participate("training"), lambda: manager.verdict_message(one, verdict),
             lambda: Readiness(manager)]
    for use in uses:
        with pytest.raises(ValueError, match="the Manager is closed"):
            use()
    public = {name for name in dir(Manager) if not name.startswith("_")} - swig_names() - {"close", "closed", "import_"}
    assert len(uses) == len(public) + 1, "each member, and what takes a manager"


def swig_names():
    """What SWIG gives every class."""
    return {"acquire", "append", "disown", "next", "own", "this", "thisown"}


def test_closing_at_the_end_of_a_block():
    with Manager() as manager:
        pass
    assert manager.closed
    with pytest.raises(KeyError), Manager() as manager:
        raise KeyError
    assert manager.closed


def test_managers_are_no_values():
    assert Manager() != Manager() and Manager() != 5 and len({Manager(), Manager()}) == 2


def test_derived_classes():
    class Node(Manager):
        def __init__(self, name):
            super().__init__(supported_max=Version(2, 0, 0))
            self.name = name

        def check_peer(self, advertisement):
            return self.name, super().check_peer(advertisement)

    node = Node("a")
    assert node.check_peer(node.advertisement())[0] == "a" and node.supported_max == Version(2, 0, 0)
    assert type(Node.import_(node.export_records().json_lines)) is Node
