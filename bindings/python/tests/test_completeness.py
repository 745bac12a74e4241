"""Nothing of the C header is missing, and the stubs say what is there."""
import ast
import re
from pathlib import Path

import neuroshard_version
from neuroshard_version import _native

HEADER = (Path(__file__).parents[3] / "include" / "neuroshard_version.h").read_text(encoding="utf-8")
STUB = Path(__file__).parents[1] / "src" / "neuroshard_version" / "_native.pyi"

REACHED = {
    "nsv_library_version": "library_version", "nsv_library_version_number": "library_version_number",
    "nsv_status_name": "Status.c_name", "nsv_version_new": "Version", "nsv_version_parse": "Version.parse",
    "nsv_version_parse_lenient": "Version.parse_lenient", "nsv_version_from_json": "Version.from_json",
    "nsv_version_to_json": "Version.to_json", "nsv_version_with": "Version.replace", "nsv_version_major": "Version.major",
    "nsv_version_minor": "Version.minor", "nsv_version_patch": "Version.patch",
    "nsv_version_prerelease": "Version.prerelease", "nsv_version_build": "Version.build",
    "nsv_version_string": "Version.__str__", "nsv_version_compare": "Version.__lt__", "nsv_version_hash": "Version.__hash__",
    "nsv_version_check_compatibility": "Version.check_compatibility", "nsv_version_is_compatible": "Version.is_compatible",
    "nsv_version_side_to_upgrade": "Version.side_to_upgrade", "nsv_version_supports_feature": "Version.supports_feature",
    "nsv_version_feature_count": "Version.features", "nsv_version_feature_at": "Version.features",
    "nsv_version_active_nep_count": "Version.active_neps", "nsv_version_active_nep_at": "Version.active_neps",
    "nsv_current_version": "Version.current", "nsv_compatibility_name": "Compatibility._library_name",
    "nsv_compatibility_word": "Compatibility.word", "nsv_side_name": "Side._library_name",
    "nsv_compatibility_message": "Version.compatibility_message", "nsv_network_mainnet": "Network.mainnet",
    "nsv_network_from_json": "Network.from_json", "nsv_network_to_json": "Network.to_json", "nsv_network_id": "Network.id",
    "nsv_network_genesis": "Network.genesis", "nsv_network_notice_days": "Network.notice_days",
    "nsv_network_grace_from_day": "Network.grace_from_day", "nsv_network_feature_count": "Network.features",
    "nsv_network_feature_name": "Feature.name", "nsv_network_feature_title": "Feature.title",
    "nsv_network_feature_description": "Feature.description", "nsv_network_feature_since": "Feature.since",
    "nsv_network_feature_required_nep": "Feature.required_nep", "nsv_network_feature_is_pending": "Feature.pending",
    "nsv_network_history_count": "Network.history", "nsv_network_history_version": "HistoryEntry.version",
    "nsv_network_history_date": "HistoryEntry.date", "nsv_network_history_description": "HistoryEntry.description",
    "nsv_network_role_count": "Network.roles", "nsv_network_role_name": "Role.name",
    "nsv_network_role_feature_count": "Role.requires", "nsv_network_role_feature_at": "Role.requires",
    "nsv_manager_new": "Manager", "nsv_manager_free": "Manager.close", "nsv_manager_network": "Manager.network",
    "nsv_manager_current_version": "Manager.current_version", "nsv_manager_network_version": "Manager.network_version",
    "nsv_manager_network_minimum": "Manager.network_minimum", "nsv_manager_supported_min": "Manager.supported_min",
    "nsv_manager_supported_max": "Manager.supported_max", "nsv_manager_status": "Manager.status",
    "nsv_manager_status_json": "Manager.status_json", "nsv_manager_height": "Manager.height",
    "nsv_manager_time": "Manager.time", "nsv_manager_advance": "Manager.advance", "nsv_manager_rewind": "Manager.rewind",
    "nsv_manager_schedule_nep": "Manager.schedule_nep", "nsv_manager_catch_up_nep": "Manager.catch_up_nep",
    "nsv_manager_reschedule_nep": "Manager.reschedule_nep", "nsv_manager_cancel_nep": "Manager.cancel_nep",
    "nsv_manager_activate_nep": "Manager.activate_nep", "nsv_manager_nep_count": "Manager.nep_count",
    "nsv_manager_nep_json": "Manager.neps", "nsv_manager_find_nep_json": "Manager.find_nep",
    "nsv_manager_advertisement": "Manager.advertisement", "nsv_manager_upgrade_id": "Manager.upgrade_id",
    "nsv_manager_check_peer": "Manager.check_peer", "nsv_manager_negotiate": "Manager.negotiate",
    "nsv_transcript_digest": "transcript_digest", "nsv_manager_check_peer_compatibility": "Manager.check_peer_compatibility",
    "nsv_verdict_message": "Manager.verdict_message", "nsv_manager_can_participate": "Manager.can_participate",
    "nsv_manager_can_participate_in_training": "Manager.can_participate_in_training",
    "nsv_manager_can_participate_in_inference": "Manager.can_participate_in_inference",
    "nsv_manager_record_count": "Manager.record_count", "nsv_manager_head": "Manager.head",
    "nsv_manager_record_json": "Manager.record_json", "nsv_manager_export": "Manager.export_records",
    "nsv_manager_import": "Manager.import_", "nsv_manager_verify": "Manager.verify", "nsv_readiness_new": "Readiness",
    "nsv_readiness_add": "Readiness.add", "nsv_readiness_to_json": "Readiness.to_json",
    "nsv_node_status_name": "NodeStatus._library_name", "nsv_reason_name": "Reason._library_name",
}
BY_PYTHON = {  # what the life of objects does by itself
    "nsv_string_free": "texts are copied into str",
    "nsv_version_ref": "references are Python's", "nsv_version_unref": "references are Python's",
    "nsv_network_ref": "references are Python's", "nsv_network_unref": "references are Python's",
    "nsv_readiness_free": "a count has nothing to close",
}
ENUMERATIONS = {"Status": "NSV_ERROR_", "Compatibility": "NSV_", "Side": "NSV_SIDE_", "Reason": "NSV_REASON_",
                "NodeStatus": "NSV_NODE_"}


def test_every_function_of_the_header():
    declared = set(re.findall(r"^NSV_API [^(]*?\b(nsv_\w+)\(", HEADER, re.MULTILINE))
    assert declared == REACHED.keys() | BY_PYTHON.keys() and not REACHED.keys() & BY_PYTHON.keys()
    for path in REACHED.values():
        value = neuroshard_version
        for name in path.split("."):
            value = getattr(value, name)


def test_every_number_of_the_header():
    for name, prefix in ENUMERATIONS.items():
        c_name = "nsv_" + re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
        body = re.search(rf"^enum {c_name} {{(.*?)}};", HEADER, re.MULTILINE | re.DOTALL).group(1)
        declared = {found[0].removeprefix(prefix).removeprefix("NSV_"): int(found[1])
                    for found in re.findall(r"(NSV_\w+) = (-?\d+)", body)}
        assert declared == {member.name: member.value for member in getattr(neuroshard_version, name)}
        assert all(member._library_name(member.value) == member.name for member in getattr(neuroshard_version, name))


def test_flags_of_the_header():
    body = re.search(r"enum nsv_manager_flags {(.*?)};", HEADER, re.DOTALL).group(1)
    flags = {flag.lower() for flag in re.findall(r"NSV_MANAGER_(\w+) =", body)}
    fields = set(re.findall(r"^\s+(?:const )?\w+\*? (\w+);", re.search(
        r"typedef struct nsv_manager_options {(.*?)} nsv_manager_options;", HEADER, re.DOTALL).group(1), re.MULTILINE))
    options = set(neuroshard_version.Manager.__init__.__kwdefaults__)
    assert options == flags | fields - {"size", "flags", "store_size"}
    assert set(neuroshard_version.Manager.import_.__func__.__kwdefaults__) == options


def test_the_stub_of_the_extension_module():
    declared = {}
    for node in ast.parse(STUB.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            declared[node.name] = {method.name for method in node.body}
        elif isinstance(node, ast.FunctionDef):
            declared[node.name] = set()
    present = {name: value for name, value in vars(_native).items() if not name.startswith("_") and callable(value)}
    assert declared.keys() == present.keys()
    for name, methods in declared.items():
        own = vars(present[name]).keys() - {"this", "thisown"} if methods else set()  # SWIG's
        assert {method for method in own if not method.startswith("__")} == {
            method for method in methods if not method.startswith("__")}, name
        assert methods <= set(dir(present[name]))
