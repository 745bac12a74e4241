"""Protocol versions."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Optional, TypeVar, Union

from . import _native

_V = TypeVar("_V", bound="Version")


class FeatureSet(frozenset[str]):
    """The features of a version. It prints them in ascending order. Since 1.0."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"{{{', '.join(map(repr, sorted(self)))}}}" if self else "set()"


class Version(_native.Version):
    """A protocol version: a SemVer 2.0.0 version, a set of features and the list of active NEPs.

    Immutable: threads share versions freely. Versions are equal, ordered and hashed by SemVer precedence (S2); build
    metadata, features and NEPs do not count. Since 1.0.

    Version(major, minor, patch, features=(), active_neps=()) takes numbers of 64 bits, at most 256 features of the form
    `[a-z][a-z0-9_]{0,63}` (S3), and at most 4096 ids of NEPs in the order of activation. Negative and larger numbers are an
    OverflowError, other names an Error.
    """

    __slots__ = ()
    __match_args__ = ("major", "minor", "patch")

    @classmethod
    def parse(cls: type[_V], text: Union[str, bytes]) -> _V:
        """Reads SemVer 2.0.0 text, and nothing but it (S1), at most 255 bytes. Since 1.0."""
        return _native.version_parse(cls, text)

    @classmethod
    def parse_lenient(cls: type[_V], text: Union[str, bytes]) -> _V:
        """Like `parse`, and takes what people type: a leading `v`, and `1` or `1.2` for `1.0.0`, `1.2.0`. Since 1.0."""
        return _native.version_parse_lenient(cls, text)

    @classmethod
    def from_json(cls: type[_V], json: Union[str, bytes]) -> _V:
        """Reads the JSON of a version (S15), or the version in an advertisement; at most 64 KiB. Since 1.0."""
        return _native.version_from_json(cls, json)

    @classmethod
    def current(cls: type[_V]) -> _V:
        """The current version of the built-in network, with its features and NEPs. Since 1.0."""
        return _native.version_current(cls)

    def replace(self: _V, *, features: Optional[Iterable[Union[str, bytes]]] = None,
                active_neps: Optional[Iterable[Union[str, bytes]]] = None) -> _V:
        """A copy with these features and these active NEPs in place of its own. Since 1.0."""
        return _native.version_with(type(self), self, self._features() if features is None else features,
                                    self._active_neps() if active_neps is None else active_neps)

    @property
    def major(self) -> int:
        """MAJOR. Since 1.0."""
        return self._major()

    @property
    def minor(self) -> int:
        """MINOR. Since 1.0."""
        return self._minor()

    @property
    def patch(self) -> int:
        """PATCH. Since 1.0."""
        return self._patch()

    @property
    def prerelease(self) -> str:
        """The pre-release without its `-`; empty for a release. Since 1.0."""
        return self._prerelease()

    @property
    def build(self) -> str:
        """The build metadata without its `+`; empty where there is none. Since 1.0."""
        return self._build()

    @property
    def features(self) -> FeatureSet:
        """The features. `supports_feature` asks for one without making a set. Since 1.0."""
        return FeatureSet(self._features())

    @property
    def active_neps(self) -> list[str]:
        """The active NEPs in the order of activation: a new list each time. Since 1.0."""
        return self._active_neps()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self}>"

    def __format__(self, specification: str) -> str:
        return format(str(self), specification)

    def __copy__(self: _V) -> _V:
        return self

    def __deepcopy__(self: _V, memo: dict[int, Any]) -> _V:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self).from_json, (self.to_json(),)
