"""Ten tasks of a node. The same program stands in examples/ in each language, and prints the same."""
import sys

from neuroshard_version import Error, Manager, Version

NEP = """{
    "id": "NEP-002", "title": "Protocol 2.0.0", "target_version": "2.0.0", "adds": ["mtp"], "activation_height": 4464,
    "announced_at": 1800000000, "expected_activation_time": 1802678400
}"""


def parse_a_version():
    # 1. Parse a version, and learn where one is wrong
    version = Version.parse("1.2.3-rc.1+build.5")
    print(f"{version} has major {version.major} and pre-release {version.prerelease}")
    try:
        Version.parse("1.02.3")
    except Error as error:
        print(f"{error.status.c_name} at byte {error.offset}: {error}")


def sort_versions():
    # 2. Sort versions
    versions = [Version.parse(text) for text in ("1.10.0", "1.9.0", "1.10.0-rc.1")]
    for version in sorted(versions):
        print(version)


def compare_with_a_peer():
    # 3. Ask how two versions get on
    mine = Version(1, 0, 0)
    peer = Version(1, 1, 0)
    print(f"{mine.check_compatibility(peer)}: {mine.compatibility_message(peer)}")


def use_a_feature():
    # 4. Use a feature only where it is there
    version = Version.current()
    has = {name: "has" if version.supports_feature(name) else "lacks" for name in ("diloco", "mtp")}
    print(f"{version} {has['diloco']} diloco and {has['mtp']} mtp")


def open_a_node(store):
    # 5. Open a node's store
    node = Manager(store=store, supported_min=Version(1, 0, 0), supported_max=Version(2, 0, 0))
    node.advance(1, 1800000000)  # the ledger's height and time
    print(f"{node.network.id} at block {node.height}: {node.status}")
    return node


def check_a_peer(node, peer):
    # 6. Check a peer by its advertisement
    verdict = node.check_peer(peer.advertisement())
    print(f"{verdict.level} because of {verdict.reason}")
    print(node.verdict_message(peer.current_version, verdict))


def negotiate_with_a_peer(node, peer):
    # 7. Negotiate what both may use
    common = node.negotiate(peer.advertisement())
    print(f"{common} with {len(common.features)} features")


def pass_an_upgrade(node, peer):
    # 8. Schedule an upgrade, and pass its block
    node.schedule_nep(NEP)
    print(f"to be cut at block {node.check_peer(peer.advertisement()).cut_height}")
    node.advance(4464, 1802678400)
    peer.advance(4464, 1802678400)
    verdict = node.check_peer(peer.advertisement())
    print(f"{node.activate_nep('NEP-002').message}; the peer: {verdict.level}")


def ask_for_a_role(node):
    # 9. Ask whether the node may train
    allowed, reason = node.can_participate_in_training()
    print(f"{'yes' if allowed else 'no'}: {reason}")


def audit_the_log(node):
    # 10. Prove what happened
    verification = node.verify()
    print(f"{node.record_count} records, {'sound' if verification.sound else verification.reason}")
    copy = Manager.import_(node.export_records().json_lines)
    print("the export has the same head" if copy.head == node.head else "the export is another log")


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: ten_tasks.py STORE")
    parse_a_version()
    sort_versions()
    compare_with_a_peer()
    use_a_feature()
    with open_a_node(sys.argv[1]) as node, Manager() as peer:  # whose software is older, and knows of no upgrade
        check_a_peer(node, peer)
        negotiate_with_a_peer(node, peer)
        pass_an_upgrade(node, peer)
        ask_for_a_role(node)
        audit_the_log(node)


if __name__ == "__main__":
    main()
