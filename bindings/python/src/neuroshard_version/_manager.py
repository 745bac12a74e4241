"""Nodes' views of their network."""
from __future__ import annotations

import os
from types import TracebackType
from typing import Optional, TypeVar, Union

from . import _native
from ._network import Network
from ._values import Activation, LogVerification, NodeStatus, RecordPage, UpgradeId, Verdict
from ._version import Version

_M = TypeVar("_M", bound="Manager")
_Path = Union[str, bytes, "os.PathLike[str]", "os.PathLike[bytes]"]


class Manager(_native.Manager):
    """One node's view of its network.

    Threads may use a manager at once. Calls that may wait for a disk or for another process let other threads run. As a
    context manager it is closed at the end; what is called after `close` is a ValueError. Since 1.0.
    """

    __slots__ = ("__weakref__",)

    def __init__(self, *, network: Optional[Network] = None, supported_min: Optional[Version] = None,
                 supported_max: Optional[Version] = None, store: Optional[_Path] = None, grease: bool = False,
                 read_only: bool = False, salvage: bool = False, unix_time: int = 0) -> None:
        """Sets a node up, where its log ends, or at height 0 with the upgrades that the network's definition lists. Since 1.0.

        network        the one that the store is of, or the built-in one, by default
        supported_min  oldest protocol version that the node's software speaks; by default the one that the log told of last,
                       or the built-in network's genesis version
        supported_max  newest one; likewise
        store          file of the log (S21), made where there is none; by default the log is in memory, ends with the manager
                       and keeps the newest 10000 records
        grease         advertise one more feature that changes with the height, so that peers stay used to unknown names
        read_only      record nothing; what would change the schedule is refused
        salvage        of a store that is damaged, take the records before the damage; reads only, too
        unix_time      the time, in seconds, for what opening records; 0: that of the last record
        """
        super().__init__(network, supported_min, supported_max, grease, read_only, salvage, _path(store), unix_time, None)

    @classmethod
    def import_(cls: type[_M], json_lines: Union[str, bytes], *, network: Optional[Network] = None,
                supported_min: Optional[Version] = None, supported_max: Optional[Version] = None,
                store: Optional[_Path] = None, grease: bool = False, read_only: bool = False, salvage: bool = False,
                unix_time: int = 0) -> _M:
        """Sets a node up, on a log that takes over exported records first; the options are those of `Manager`.

        A log without records takes all of them. One that has some takes those that come after; where both have a record it
        must be the same one. All or nothing is taken. Since 1.0.
        """
        manager = cls.__new__(cls)
        _native.Manager.__init__(manager, network, supported_min, supported_max, grease, read_only, salvage, _path(store),
                                 unix_time, json_lines)
        return manager

    def close(self) -> None:
        """Frees the manager and its store, after the calls that other threads have under way. Twice is once. Since 1.0."""
        _native.manager_close(self)

    @property
    def closed(self) -> bool:
        """Whether the manager is closed. Since 1.0."""
        return _native.manager_is_closed(self)

    def __enter__(self: _M) -> _M:
        return self

    def __exit__(self, kind: Optional[type[BaseException]], error: Optional[BaseException],
                 traceback: Optional[TracebackType]) -> None:
        self.close()

    def __repr__(self) -> str:
        name = type(self).__name__
        state = "closed" if self.closed else f"{self.network.id}: {self.current_version} at height {self.height}"
        return f"<{name} {state}>"

    @property
    def network(self) -> Network:
        """The node's network. Since 1.0."""
        return self._network()

    @property
    def current_version(self) -> Version:
        """What this node speaks now (S12): the network's version, or the newest that it supports below that. Since 1.0."""
        return self._current_version()

    @property
    def network_version(self) -> Version:
        """The version in force on the network. Since 1.0."""
        return self._network_version()

    @property
    def network_minimum(self) -> Version:
        """The oldest version that may take part. Since 1.0."""
        return self._network_minimum()

    @property
    def supported_min(self) -> Version:
        """Oldest version that this node supports. Since 1.0."""
        return self._supported_min()

    @property
    def supported_max(self) -> Version:
        """Newest version that this node supports. Since 1.0."""
        return self._supported_max()

    @property
    def status(self) -> NodeStatus:
        """How this node stands in its network. Since 1.0."""
        return self._status()

    @property
    def height(self) -> int:
        """The height that was reported last, in blocks; 0 at first. Since 1.0."""
        return self._height()

    @property
    def time(self) -> int:
        """The time that was reported last, in Unix seconds; 0 at first. Since 1.0."""
        return self._time()

    @property
    def nep_count(self) -> int:
        """How many NEPs are known: active, scheduled and cancelled ones. Since 1.0."""
        return self._nep_count()

    @property
    def upgrade_id(self) -> UpgradeId:
        """The upgrades that this node has passed, and the height of the next one (S16). Since 1.0."""
        return self._upgrade_id()

    @property
    def record_count(self) -> int:
        """How many records the log has, as far as the manager has taken them over (S21). Since 1.0."""
        return self._record_count()

    @property
    def head(self) -> bytes:
        """The SHA-256 of the last of these records; zeros for a log without records (S23). Since 1.0."""
        return self._head()

    def advance(self, height: int, unix_time: int) -> None:
        """Reports the ledger's height and time; every NEP that is due becomes active, in order, however far the jump (S8).

        Call it for every block. The height is at least the one that was reported last. Since 1.0.
        """
        _native.manager_advance(self, height, unix_time)

    def rewind(self, height: int, unix_time: int) -> None:
        """Reports that the ledger went back (S13): NEPs above the height are scheduled again. Since 1.0."""
        _native.manager_rewind(self, height, unix_time)

    def schedule_nep(self, json: Union[str, bytes]) -> None:
        """Schedules a NEP (S7, S9): JSON of this project (docs/nep-json.md) or of the Python reference's `to_dict`.

        One that is scheduled already, with the same effect, is success and changes nothing. Since 1.0.
        """
        _native.manager_schedule_nep(self, json)

    def catch_up_nep(self, json: Union[str, bytes]) -> None:
        """Like `schedule_nep`, for a NEP that the network has agreed on already (S10), as while a node syncs: its height
        may have passed and its notice is not checked. Since 1.0."""
        _native.manager_catch_up_nep(self, json)

    def reschedule_nep(self, id: Union[str, bytes], height: int, expected_time: int) -> None:
        """Moves a scheduled NEP to another height (S10). Its notice starts anew, at the time reported last. Since 1.0."""
        _native.manager_reschedule_nep(self, id, height, expected_time)

    def cancel_nep(self, id: Union[str, bytes], reason: Union[str, bytes] = "") -> None:
        """Cancels a scheduled NEP (S10); the reason is for people, at most 1000 bytes. It may be scheduled anew. Since 1.0."""
        _native.manager_cancel_nep(self, id, reason)

    def activate_nep(self, id: Union[str, bytes]) -> Activation:
        """Confirms, once, the activation of a scheduled NEP (S11). Heights activate NEPs; this says whether it has happened.
        Since 1.0."""
        return _native.manager_activate_nep(self, id)

    def verdict_message(self, peer: Version, verdict: Verdict) -> str:
        """A verdict of this manager on this peer in a sentence, with who should upgrade and when the connection will be cut.
        `Version.from_json` reads the peer's version from an advertisement. Since 1.0."""
        return self._verdict_message(peer, *verdict)

    def record_json(self, sequence: int) -> str:
        """A record of the log, 1 for the first one, as it is kept: canonical JSON (docs/log.md). Since 1.0."""
        return _native.manager_record_json(self, sequence)

    def export_records(self, after: int = 0) -> RecordPage:
        """Records after one, as JSON Lines: how a log is exported, and how a host follows it (S22).

        Begin with 0 and go on with `last` until no text comes. Since 1.0.
        """
        return _native.manager_export_records(self, after)

    def verify(self, expected_head: Optional[bytes] = None) -> LogVerification:
        """Checks every record of the log (S23): that it is unchanged and in its place, and that none is missing between.

        One of the records must have the expected head, 32 bytes that `head` gave once, where one is given. Since 1.0.
        """
        return _native.manager_verify(self, expected_head)


def _path(store: Optional[_Path]) -> Optional[bytes]:
    return None if store is None else os.fsencode(store)
