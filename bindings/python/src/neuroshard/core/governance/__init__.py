"""The protocol-versioning part of NeuroShard's `neuroshard.core.governance`, over libneuroshard_version.

Code that was written against NeuroShard's own module keeps working; where that module was wrong, this one is right, as
docs/python.md says. New code uses the package `neuroshard_version`, which this module is made of.
"""
from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Optional, Union

from neuroshard_version import Compatibility, Manager, Network, Version

__all__ = ["CompatibilityLevel", "ProtocolVersion", "VersionManager", "get_current_version", "is_compatible"]


class CompatibilityLevel(Enum):
    """How two versions get on (S4). The values are the words on the wire. Since 1.0."""

    IDENTICAL = "identical"
    COMPATIBLE = "compatible"
    UPGRADE_RECOMMENDED = "upgrade"
    INCOMPATIBLE = "incompatible"


@dataclass
class _Fields:
    """What `dataclasses` knows of a ProtocolVersion."""

    major: int = 1
    minor: int = 0
    patch: int = 0
    features: frozenset[str] = field(default_factory=frozenset)
    active_neps: list[str] = field(default_factory=list)


class ProtocolVersion(Version):
    """A protocol version with feature flags: a `neuroshard_version.Version` with the names of NeuroShard's own class.

    Immutable: `dataclasses.replace` gives a changed copy. Since 1.0.
    """

    __slots__ = ()
    __match_args__ = ("major", "minor", "patch", "features", "active_neps")
    __dataclass_fields__ = _Fields.__dataclass_fields__

    def __init__(self, major: int = 1, minor: int = 0, patch: int = 0, features: Iterable[Union[str, bytes]] = (),
                 active_neps: Iterable[Union[str, bytes]] = ()) -> None:
        super().__init__(major, minor, patch, features, active_neps)

    def __repr__(self) -> str:
        return (f"{type(self).__name__}(major={self.major}, minor={self.minor}, patch={self.patch}, "
                f"features={self.features!r}, active_neps={self.active_neps!r})")

    @property
    def version_string(self) -> str:
        """The version as text, as in `1.2.3`. Since 1.0."""
        return str(self)

    @classmethod
    def from_string(cls, version_str: Union[str, bytes]) -> ProtocolVersion:
        """Reads a version as people type it: `1.2.3`, `v1.2.3`, `1.2` or `1`. Since 1.0."""
        return cls.parse_lenient(version_str)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> ProtocolVersion:
        """Reads what `to_dict` gives, as strictly as its JSON (S15): the three numbers are needed. Since 1.0."""
        return cls.from_json(json.dumps({key: data[key] for key in _KEYS if key in data}, default=list))

    def to_dict(self) -> dict[str, Any]:
        """The version as plain values: the five keys of a peer's message, features sorted. Since 1.0."""
        return dict(json.loads(self.to_json()))

    def check_compatibility(self, other: Version) -> CompatibilityLevel:  # type: ignore[override]  # NeuroShard's own levels
        """The compatibility level of this version and a peer's (S4). Since 1.0."""
        return _level(super().check_compatibility(other))


_KEYS = ("major", "minor", "patch", "features", "active_neps", "prerelease", "build")


def _level(level: Compatibility) -> CompatibilityLevel:
    return CompatibilityLevel(level.word)


class VersionManager:
    """One node's view of its network, with the calls of NeuroShard's own class. Since 1.0.

    VersionManager() is a node of the built-in network. VersionManager(version) speaks a version of its own, in a network that
    begins with it, and compares peers with that version alone (S4). `manager` is the `neuroshard_version.Manager` behind it,
    for everything else: heights, NEPs, peers' advertisements.
    """

    def __init__(self, current_version: Optional[ProtocolVersion] = None) -> None:
        self.manager = Manager() if current_version is None else _manager_at(current_version)
        self._own_version = current_version

    @property
    def version(self) -> ProtocolVersion:
        """The version that this node speaks now. Since 1.0."""
        return self.get_current_version()

    def get_current_version(self) -> ProtocolVersion:
        """The version that this node speaks now (S12). Since 1.0."""
        version = self.manager.current_version
        if self._own_version is not None and version == self._own_version:
            return self._own_version
        return ProtocolVersion.from_json(version.to_json())

    def check_peer_compatibility(self, peer_version: Version) -> tuple[CompatibilityLevel, str]:
        """Whether this node and a peer may talk (S17), and why: level and message. Since 1.0."""
        if self._own_version is not None:
            version = self.get_current_version()
            return version.check_compatibility(peer_version), version.compatibility_message(peer_version)
        verdict = self.manager.check_peer_compatibility(peer_version)
        return _level(verdict.level), self.manager.verdict_message(peer_version, verdict)

    def can_participate_in_training(self) -> tuple[bool, str]:
        """Whether this node may train (S20), and why. Since 1.0."""
        return self.manager.can_participate_in_training()

    def can_participate_in_inference(self) -> tuple[bool, str]:
        """Whether this node may answer requests (S20), and why. Since 1.0."""
        return self.manager.can_participate_in_inference()

    def activate_nep(self, nep_id: Union[str, bytes]) -> tuple[bool, str]:
        """Confirms the activation of a NEP (S11), which `manager` has to know and whose height has to come. Since 1.0."""
        return self.manager.activate_nep(nep_id)


def _manager_at(version: ProtocolVersion) -> Manager:
    """A node of a network like the built-in one, but for its id and for the version that it begins with."""
    definition = json.loads(Network.mainnet().to_json())
    features = {feature["name"]: feature for feature in definition["features"]}
    for name in version.features - features.keys():
        features[name] = {"name": name, "title": name, "description": name}
    for name, feature in features.items():
        feature["since"] = str(version) if name in version.features else None
    definition.update(id="own-version", genesis=str(version), features=list(features.values()), history=[])
    return Manager(network=Network.from_json(json.dumps(definition)), supported_min=version, supported_max=version)


def get_current_version() -> ProtocolVersion:
    """The current version of the built-in network, with its features and NEPs. Since 1.0."""
    return ProtocolVersion.current()


def is_compatible(local_version: Version, peer_version: Version) -> bool:
    """Whether two versions can communicate: their level is not INCOMPATIBLE (S4). Since 1.0."""
    return local_version.is_compatible(peer_version)
