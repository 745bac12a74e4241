"""Code that was written against NeuroShard's own module."""
from neuroshard.core.governance import ProtocolVersion, VersionManager, get_current_version, is_compatible

version = get_current_version()
print(version, version.features)
print(is_compatible(version, ProtocolVersion(1, 1, 0)))
level, message = VersionManager().check_peer_compatibility(ProtocolVersion(2, 0, 0))
print(level.value, message, sep=": ")
