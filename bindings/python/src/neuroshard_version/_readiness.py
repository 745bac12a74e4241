"""Counts over many peers."""
from . import _native


class Readiness(_native.Readiness):
    """A count over many peers' advertisements: who is ready for the scheduled upgrades, and who will be cut.

    Readiness(manager) begins a count as the manager stands now; later changes of the manager do not touch it. One thread at
    a time uses a count. Memory stays bounded: beyond 1000 distinct versions, further ones are counted together. Since 1.0.
    """

    __slots__ = ("__weakref__",)
