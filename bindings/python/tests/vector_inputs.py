"""The inputs of the test vectors, read as tests/vectors/README.md says."""
import json
from pathlib import Path

from neuroshard_version import Error, Manager, Network, Version

VECTORS = Path(__file__).parents[3] / "tests" / "vectors"


def text(value):
    """T: a text of bytes."""
    if isinstance(value, str):
        return value
    if "hex" in value:
        return bytes.fromhex(only(value, "hex"))
    return value["repeat"] * value["times"]


def only(value, key):
    """The one member of an object."""
    assert value.keys() == {key}, value
    return value[key]


def texts(values):
    return [text(value) for value in values]


def json_text(value):
    """J: a JSON text."""
    return json.dumps(value["value"]) if isinstance(value, dict) and "value" in value else text(value)


def version(value):
    """V: a version."""
    return Version.parse(value) if isinstance(value, str) else Version.from_json(text(only(value, "json")))


class Inputs:
    """An object of inputs, which remembers the keys that it was asked for."""

    def __init__(self, values, known=()):
        self.values = values
        self.known = set(known)

    def __contains__(self, key):
        self.known.add(key)
        return key in self.values

    def __getitem__(self, key):
        self.known.add(key)
        return self.values[key]

    def number(self, key):
        """N: a number of 64 bits."""
        return int(self[key])

    def network(self):
        if "network" not in self:
            return Network.mainnet()
        return Network.from_json((VECTORS / "networks" / f"{self['network']}.json").read_bytes())

    def manager(self):
        """The manager that the inputs describe, after its steps."""
        options = {}
        if "network" in self:
            options["network"] = self.network()
        for key in ("supported_min", "supported_max"):
            if key in self:
                options[key] = version(self[key])
        if "grease" in self:
            options["grease"] = self["grease"]
        if "unix_time" in self:
            options["unix_time"] = self.number("unix_time")
        manager = Manager.import_(text(self["import"]), **options) if "import" in self else Manager(**options)
        if "steps" in self:
            take_steps(manager, self["steps"])
        return manager

    def expect_no_other_keys(self):
        assert self.values.keys() <= self.known, f"unknown keys {self.values.keys() - self.known}"


def of_step(value, *keys):
    assert value.keys() == set(keys), value
    return [int(value[key]) if key in ("height", "time") else text(value[key]) for key in keys]


STEPS = {
    "advance": lambda manager, value: manager.advance(*of_step(value, "height", "time")),
    "rewind": lambda manager, value: manager.rewind(*of_step(value, "height", "time")),
    "schedule": lambda manager, value: manager.schedule_nep(json_text(value)),
    "catch_up": lambda manager, value: manager.catch_up_nep(json_text(value)),
    "reschedule": lambda manager, value: manager.reschedule_nep(*of_step(value, "id", "height", "time")),
    "cancel": lambda manager, value: manager.cancel_nep(*of_step(value, "id", "reason")),
    "activate": lambda manager, value: expect_activated(manager.activate_nep(text(value))),
}


def expect_activated(answer):
    assert answer.activated, answer


def said_by(manager):
    """All that a step may change."""
    return manager.status_json(), manager.neps(), manager.head


def take_steps(manager, steps):
    for position, step in enumerate(steps, 1):
        before = said_by(manager)
        [(name, value)] = step.items()
        try:
            STEPS[name](manager, value)
        except Error:
            assert position == len(steps), "a step before the last failed"
            assert said_by(manager) == before, "changed by a step that failed"
            raise
