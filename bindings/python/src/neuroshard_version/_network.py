"""Networks."""
from __future__ import annotations

from typing import Any, TypeVar, Union

from . import _native
from ._values import Feature, HistoryEntry, Role
from ._version import Version

_N = TypeVar("_N", bound="Network")


class Network(_native.Network):
    """The definition of a network: id, genesis version, feature registry, history, roles, notice policy.

    Immutable: threads share networks freely. Since 1.0.
    """

    __slots__ = ()

    @classmethod
    def mainnet(cls: type[_N]) -> _N:
        """The network built into the library, `neuroshard-mainnet`. Since 1.0."""
        return _native.network_mainnet(cls)

    @classmethod
    def from_json(cls: type[_N], json: Union[str, bytes]) -> _N:
        """Reads the definition of a network (docs/network-definition.md), at most 1 MiB. Since 1.0."""
        return _native.network_from_json(cls, json)

    @property
    def id(self) -> str:
        """The id, as in `neuroshard-mainnet`. Since 1.0."""
        return self._id()

    @property
    def genesis(self) -> Version:
        """The genesis version, with the features that are in force since it (S6). Since 1.0."""
        return self._genesis()

    @property
    def notice_days(self) -> int:
        """Days of notice that a breaking upgrade needs (S9). Since 1.0."""
        return self._notice_days()

    @property
    def grace_from_day(self) -> int:
        """Day after the announcement on which the grace period begins (S14). Since 1.0."""
        return self._grace_from_day()

    @property
    def features(self) -> list[Feature]:
        """The feature registry, pending ones included. Since 1.0."""
        return self._features()

    @property
    def history(self) -> list[HistoryEntry]:
        """The released versions, oldest first. Since 1.0."""
        return self._history()

    @property
    def roles(self) -> list[Role]:
        """The roles. Since 1.0."""
        return self._roles()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id}>"

    def __copy__(self: _N) -> _N:
        return self

    def __deepcopy__(self: _N, memo: dict[int, Any]) -> _N:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self).from_json, (self.to_json(),)
