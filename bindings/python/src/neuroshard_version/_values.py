"""What operations give: enumerations, records and errors."""
from __future__ import annotations

from enum import IntEnum
from typing import Any, NamedTuple, Optional, TypeVar

from . import _native

_Member = TypeVar("_Member", bound="_Number")


class _Number(IntEnum):
    """A number of the library; it prints as its name.

    A number that this package does not know, of a later release, is a member all the same, with the name that the library
    has for it or `UNKNOWN`.
    """

    @classmethod
    def _missing_(cls: type[_Member], value: object) -> Optional[_Member]:
        if not isinstance(value, int):
            return None
        member = int.__new__(cls, value)
        member._name_ = cls._library_name(value)
        member._value_ = value
        return member

    @staticmethod
    def _library_name(_number: int) -> str:
        return "UNKNOWN"

    def __str__(self) -> str:
        return self.name

    def __format__(self, specification: str) -> str:
        return format(self.name, specification)

    def __reduce_ex__(self, protocol: object) -> tuple[Any, ...]:
        return type(self), (int(self),)  # by number: some releases of Python pickle the name, which need not be known


class Compatibility(_Number):
    """How two versions get on (S4). Since 1.0."""

    IDENTICAL = 0
    """Equal precedence."""
    COMPATIBLE = 1
    """PATCH differs."""
    UPGRADE_RECOMMENDED = 2
    """MINOR differs, or one of them is a pre-release: works, but the older side should upgrade."""
    INCOMPATIBLE = 3
    """MAJOR differs: cannot communicate."""

    @staticmethod
    def _library_name(number: int) -> str:
        return _native.compatibility_name(number)

    @property
    def word(self) -> str:
        """The level's word on the wire, as in `upgrade`. Since 1.0."""
        return _native.compatibility_word(self)


class Side(_Number):
    """A side of a connection. Since 1.0."""

    NONE = 0
    LOCAL = 1
    PEER = 2

    @staticmethod
    def _library_name(number: int) -> str:
        return _native.side_name(number)


class Reason(_Number):
    """Why a verdict is what it is: the rule of S17 times ten, plus a digit for its cases. Since 1.0."""

    DIFFERENT_NETWORK = 10
    """The peer belongs to another network."""
    LOCAL_HALTED = 20
    """This node is halted until it is upgraded."""
    PEER_HALTED = 21
    """The peer says that it is halted."""
    PEER_UNSUPPORTED = 22
    """The newest version that the peer supports is below the network's minimum."""
    NO_COMMON_VERSION = 30
    """The lower of the two active versions is below what the other side supports."""
    LOCAL_TOO_NEW = 31
    """This node supports only versions that the network has not reached; it waits."""
    PEER_TOO_NEW = 32
    """The peer supports only versions that the network has not reached; it waits."""
    LOCAL_STALE = 40
    """The peer has an upgrade at a height that this node has reached without it."""
    PEER_STALE = 41
    """The peer has reached the height of an upgrade without it."""
    PEER_SYNCING = 42
    """The peer has not yet reached an upgrade that it knows, and this node has passed."""
    LOCAL_SYNCING = 43
    """The peer has passed upgrades that this node knows, supports, and has not yet reached."""
    LOCAL_UNSUPPORTED = 44
    """The peer has passed an upgrade that this node does not support."""
    DIVERGED = 45
    """The two have passed different upgrades."""
    PEER_BELOW_MINIMUM = 50
    """The peer's version is below the network's minimum."""
    PEER_READY = 60
    """The peer's version is that of a scheduled breaking upgrade."""
    VERSIONS = 70
    """The compatibility level of the two versions decided."""

    @staticmethod
    def _library_name(number: int) -> str:
        return _native.reason_name(number)


class NodeStatus(_Number):
    """How a node stands in its network (S12). Since 1.0."""

    COMPATIBLE = 0
    """It speaks the network's version, and supports every breaking upgrade that is scheduled."""
    UPGRADE_RECOMMENDED = 1
    """It takes part, and the network's version is newer than what it supports, or will be after a breaking upgrade."""
    MUST_UPGRADE = 2
    """It is halted: it takes no part until it is upgraded."""
    TOO_NEW = 3
    """It takes no part yet: the network's version is below what it supports."""

    @staticmethod
    def _library_name(number: int) -> str:
        return _native.node_status_name(number)


class Status(_Number):
    """What an `Error` is about; the C header's statuses. Since 1.0."""

    OK = 0
    ARGUMENT = -10
    """Arguments that contradict each other."""
    SYNTAX = -20
    """Text that does not follow its grammar; `Error.offset` is the byte."""
    RANGE = -30
    """A number beyond what its type or its rule allows."""
    LIMIT = -40
    """Input longer, deeper or more numerous than its documented bound."""
    SCHEMA = -50
    """JSON that is well formed but of the wrong shape; the message begins with the JSON path."""
    DUPLICATE = -60
    """A feature, NEP, role or JSON key given twice."""
    NOT_FOUND = -70
    """A role, feature, NEP, record or store that is not there."""
    CONFLICT = -80
    """A NEP that contradicts what is scheduled or in force; a log that contradicts another one, or the network."""
    HEIGHT = -90
    """A height that has passed where one to come is needed, or the reverse."""
    NO_MEMORY = -100
    """Memory ran out; this is a `MemoryError` in Python."""
    INTERNAL = -110
    """A defect of the library; please report it. Nothing has changed."""
    NOTICE = -120
    """A breaking upgrade with less notice than the network requires."""
    INCOMPATIBLE = -130
    """Two nodes that cannot talk have nothing to negotiate."""
    IO = -140
    """The store cannot be read or written; the message has the system's reason. The call may be repeated."""
    FULL = -150
    """No room on the store's disk. Nothing has changed; the call may be repeated."""
    LOCKED = -160
    """Another process has kept the store locked for five seconds. Nothing has changed; the call may be repeated."""
    READ_ONLY = -170
    """A store that may only be read, because it was opened so or its file is. Nothing has changed."""
    CORRUPT = -180
    """A log that is damaged or has been tampered with; the message begins with the first bad record."""
    FORMAT = -190
    """A file that is no store, or a store that only a newer release can read. It was left as it is."""

    @staticmethod
    def _library_name(number: int) -> str:
        return _native.status_name(number).removeprefix("NSV_").removeprefix("ERROR_").removeprefix("STATUS_")

    @property
    def c_name(self) -> str:
        """The name in the C header, as in `NSV_ERROR_SYNTAX`. Since 1.0."""
        return _native.status_name(self)


class Error(ValueError):
    """An operation that failed. Its text is the library's message, one line of printable ASCII. Since 1.0."""

    def __init__(self, message: str, status: int, offset: Optional[int] = None) -> None:
        super().__init__(message, Status(status), offset)
        self.status = Status(status)
        """What it is about."""
        self.offset = offset
        """The byte of the input, in UTF-8, that is wrong; None where no single one is."""

    def __str__(self) -> str:
        return str(self.args[0])


class Verdict(NamedTuple):
    """May this node and a peer talk, and what follows (S17). Since 1.0."""

    level: Compatibility
    reason: Reason
    upgrade: Side
    """Who must upgrade where the level is INCOMPATIBLE, else who should."""
    cut_height: int
    """Block at which this connection will be cut, as far as is known; 0 for none, and where the two cannot talk."""

    @property
    def can_talk(self) -> bool:
        """Whether the two may talk: the level is not INCOMPATIBLE. Since 1.0."""
        return self.level != Compatibility.INCOMPATIBLE


class Feature(NamedTuple):
    """A feature of a network's registry. Since 1.0."""

    name: str
    title: str
    description: str
    since: str
    """The version that brought it, or `pending`."""
    required_nep: Optional[str]
    """The NEP it waits for or came with; None where there is none or it is not yet decided."""
    pending: bool
    """Whether no version has it yet."""


class HistoryEntry(NamedTuple):
    """A released version of a network. Since 1.0."""

    version: str
    date: str
    """As people write it: `Launch`."""
    description: str


class Role(NamedTuple):
    """What a node may do in a network, and the features that it needs for it, in ascending order. Since 1.0."""

    name: str
    requires: list[str]


class Participation(NamedTuple):
    """Whether a node may act in a role, and why (S20). Since 1.0."""

    allowed: bool
    reason: str


class Activation(NamedTuple):
    """Whether an activation is confirmed, and what is to be said about it (S11). Since 1.0."""

    activated: bool
    message: str


class UpgradeId(NamedTuple):
    """The upgrades that a node has passed (S16). Since 1.0."""

    digest: bytes
    """The first eight bytes of the upgrade digest."""
    next: int
    """Height of the next breaking upgrade, or 0."""


class RecordPage(NamedTuple):
    """Records of a log as JSON Lines, about a mebibyte. Since 1.0."""

    json_lines: str
    """Whole lines; empty where there is nothing more."""
    last: int
    """Sequence of the last record in it; what was asked for where there is none."""


class LogVerification(NamedTuple):
    """What was found out about a log (S23). Since 1.0."""

    sound: bool
    bad_sequence: int
    """The first record that is bad or missing; 0 where the log is sound."""
    reason: str
    """What is wrong; empty where the log is sound."""
