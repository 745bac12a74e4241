"""Protocol versions of a NeuroShard network: who may talk to whom, what they may use together, and what an upgrade of the
network means for a node.

Heights are blocks; times are Unix seconds; both are at most 2**53 - 1. Text is taken as str or as bytes in UTF-8, and offsets
are offsets in UTF-8. An operation that fails raises `Error`, which is a ValueError, or MemoryError. "S" numbers in the
docstrings are rules of docs/semantics.md.
"""
import sys

from . import _native
from ._manager import Manager
from ._native import library_version, library_version_number, transcript_digest
from ._network import Network
from ._readiness import Readiness
from ._values import (Activation, Compatibility, Error, Feature, HistoryEntry, LogVerification, NodeStatus, Participation,
                      Reason, RecordPage, Role, Side, Status, UpgradeId, Verdict)
from ._version import FeatureSet, Version

__all__ = ["Activation", "Compatibility", "Error", "Feature", "FeatureSet", "HistoryEntry", "LogVerification", "Manager",
           "Network", "NodeStatus", "Participation", "Readiness", "Reason", "RecordPage", "Role", "Side", "Status", "UpgradeId",
           "Verdict", "Version", "library_version", "library_version_number", "transcript_digest"]

for _name in __all__:
    if isinstance(globals()[_name], type):
        globals()[_name].__module__ = __name__  # what people see, and pickles name

_native.use(sys.modules[__name__])
