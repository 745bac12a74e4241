"""The operations of the test vectors, as calls of the package: each gives the `ok` of a case, or raises Error."""
import json

import pytest

from neuroshard_version import Error, Network, Readiness, Status, Version, transcript_digest
from vector_inputs import Inputs, json_text, text, texts, version


def described(parsed):
    return {"major": str(parsed.major), "minor": str(parsed.minor), "patch": str(parsed.patch),
            "prerelease": parsed.prerelease, "build": parsed.build, "string": str(parsed)}


def parse(inputs):
    return described(Version.parse(text(inputs["text"])))


def parse_lenient(inputs):
    return described(Version.parse_lenient(text(inputs["text"])))


def order(inputs):
    versions = [version(value) for value in inputs["ascending"]]
    for i, a in enumerate(versions):
        for j, b in enumerate(versions):
            assert (a < b, a <= b, a == b, a != b, a >= b, a > b) == (i < j, i <= j, i == j, i != j, i >= j, i > j), (a, b)
    return True


def equal(inputs):
    versions = [version(value) for value in inputs["versions"]]
    assert all(a == b and a <= b and not a < b for a in versions for b in versions)
    assert len({hash(each) for each in versions}) == 1
    return True


def compatibility(inputs):
    local, peer = version(inputs["local"]), version(inputs["peer"])
    level = local.check_compatibility(peer)
    return {"value": int(level), "level": level.name, "word": level.word, "compatible": local.is_compatible(peer),
            "upgrade": local.side_to_upgrade(peer).name, "message": local.compatibility_message(peer)}


def lists_of(one):
    return {"string": str(one), "features": sorted(one.features), "active_neps": one.active_neps}


def from_json(inputs):
    read = Version.from_json(text(inputs["json"]))
    return {**lists_of(read), "json": read.to_json()}


def replace(inputs):
    made = version(inputs["version"]).replace(features=texts(inputs["features"]), active_neps=texts(inputs["active_neps"]))
    asked = inputs["ok"] if "ok" in inputs else {"supports": [], "lacks": []}
    assert all(made.supports_feature(text(name)) for name in asked["supports"])
    assert not any(made.supports_feature(text(name)) for name in asked["lacks"])
    return {**lists_of(made), "supports": asked["supports"], "lacks": asked["lacks"]}


def network_from_json(inputs):
    return {"json": Network.from_json(text(inputs["json"])).to_json()}


def network_describe(inputs):
    network = inputs.network()
    return {"id": network.id, "genesis": str(network.genesis), "genesis_features": sorted(network.genesis.features),
            "features": [feature._asdict() for feature in network.features],
            "history": [entry._asdict() for entry in network.history],
            "roles": [role._asdict() for role in network.roles],
            "notice_days": network.notice_days, "grace_from_day": network.grace_from_day}


def judged(manager, peer, verdict):
    assert verdict.can_talk == (verdict.level.name != "INCOMPATIBLE")
    return {"level": verdict.level.name, "reason": verdict.reason.name, "upgrade": verdict.upgrade.name,
            "cut_height": str(verdict.cut_height), "message": manager.verdict_message(peer, verdict)}


def judge(manager, advertisement):
    verdict = manager.check_peer(advertisement)
    return judged(manager, Version.from_json(advertisement), verdict)


def status(inputs):
    manager = inputs.manager()
    lists = lists_of(manager.current_version)
    return {"status": manager.status.name, "version": lists["string"], "features": lists["features"],
            "active_neps": lists["active_neps"], "network_version": str(manager.network_version),
            "network_minimum": str(manager.network_minimum), "supported_min": str(manager.supported_min),
            "supported_max": str(manager.supported_max), "height": str(manager.height), "time": str(manager.time)}


def status_json(inputs):
    return json.loads(inputs.manager().status_json())


def neps(inputs):
    manager = inputs.manager()
    listed = manager.neps()
    assert manager.nep_count == len(listed)
    return [json.loads(nep) for nep in listed]


def activate(inputs):
    return inputs.manager().activate_nep(text(inputs["id"]))._asdict()


def participation(inputs):
    manager, role = inputs.manager(), text(inputs["role"])
    answer = manager.can_participate(role)
    assert role != "training" or manager.can_participate_in_training() == answer
    assert role != "inference" or manager.can_participate_in_inference() == answer
    return answer._asdict()


def advertisement(inputs):
    return {"text": inputs.manager().advertisement()}


def upgrade_id(inputs):
    digest, following = inputs.manager().upgrade_id
    return {"digest": digest.hex(), "next": str(following)}


def check_peer_compatibility(inputs):
    manager, peer = inputs.manager(), version(inputs["peer"])
    return judged(manager, peer, manager.check_peer_compatibility(peer))


def check_peer(inputs):
    return judge(inputs.manager(), json_text(inputs["advertisement"]))


def negotiate(inputs):
    return {"json": inputs.manager().negotiate(json_text(inputs["advertisement"])).to_json()}


def negotiated(manager, received):
    """None where the two cannot talk."""
    try:
        return manager.negotiate(received).to_json()
    except Error as error:
        assert error.status == Status.INCOMPATIBLE
        return None


def meet(inputs):
    of_a, of_b = Inputs(inputs["a"]), Inputs(inputs["b"])
    a, b = of_a.manager(), of_b.manager()
    of_a.expect_no_other_keys()
    of_b.expect_no_other_keys()
    return {"a": judge(a, b.advertisement()), "b": judge(b, a.advertisement()),
            "a_negotiated": negotiated(a, b.advertisement()), "b_negotiated": negotiated(b, a.advertisement())}


def readiness(inputs):
    count, again = Readiness(inputs.manager()), Readiness(inputs.manager())
    for value in inputs["advertisements"]:
        taken = count.try_add(json_text(value))
        try:
            again.add(json_text(value))
        except Error:
            assert not taken
        else:
            assert taken
    assert again.to_json() == count.to_json()
    return json.loads(count.to_json())


def log(inputs):
    manager = inputs.manager()
    records = [manager.record_json(sequence) for sequence in range(1, manager.record_count + 1)]
    with pytest.raises(Error) as none:
        manager.record_json(manager.record_count + 1)
    assert none.value.status == Status.NOT_FOUND
    assert manager.export_records() == ("".join(record + "\n" for record in records), len(records))
    assert manager.verify().sound and manager.verify(manager.head).sound
    return {"records": records, "head": manager.head.hex()}


def digest(inputs):
    a, b = text(inputs["a"]), text(inputs["b"])
    assert transcript_digest(a, b) == transcript_digest(b, a)
    return {"digest": transcript_digest(a, b).hex()}


OPERATIONS = {
    "version.parse": parse, "version.parse_lenient": parse_lenient, "version.order": order, "version.equal": equal,
    "version.compatibility": compatibility, "version.from_json": from_json, "version.with": replace,
    "network.from_json": network_from_json, "network.describe": network_describe,
    "manager.status": status, "manager.status_json": status_json, "manager.neps": neps, "manager.activate": activate,
    "manager.participation": participation, "manager.advertisement": advertisement, "manager.upgrade_id": upgrade_id,
    "manager.check_peer_compatibility": check_peer_compatibility, "manager.check_peer": check_peer,
    "manager.negotiate": negotiate, "manager.readiness": readiness, "manager.log": log, "managers.meet": meet,
    "transcript.digest": digest,
}
