"""Networks that live through upgrades, and through what goes wrong meanwhile."""

import time

import figure
from network import block_time, make_nep
from network_test import DATE, V1, V1_1, V2, V3, NetworkTest, scenario


class Upgrades(NetworkTest):
    @scenario
    def test_users_figure(self, network):
        nodes, table = figure.measure(network)
        for (language, software), days in table.items():
            self.assertEqual(days, figure.EXPECTED[software], f"{software} nodes in {language}")
        old, new = ([node for (_, of), node in nodes.items() if of == software] for software in figure.RANGES)
        for node in old:
            for peer in new:
                self.assert_refused(node, peer, "NEP-002 needs 2.0.0 and this node supports at most 1.0.0", "You must upgrade")
        self.assert_all_see(new, new, level="IDENTICAL", reason="VERSIONS")
        network.stop(old + new)
        self.assert_same_heads(old)
        self.assert_same_heads(new)

    @scenario
    def test_minor_upgrade(self, network):
        old, new = network.add_each("old", V1), network.add_each("new", V1_1)
        network.start(old + new)
        network.connect_all(old + new)
        network.advance(old + new, 1)
        network.schedule(old[0], make_nep(1, "1.1.0", DATE, adds=["mtp"]))
        network.advance(old + new, DATE)
        network.settle()
        self.assert_versions(old, "1.0.0")
        self.assert_versions(new, "1.1.0")
        self.assertEqual({node.view["status"] for node in old}, {"UPGRADE_RECOMMENDED"})
        self.assertEqual({node.view["status"] for node in new}, {"COMPATIBLE"})
        self.assertTrue(all(node.participates() for node in old + new))
        self.assert_all_see(old, new, level="UPGRADE_RECOMMENDED", upgrade="LOCAL", cut="0")
        self.assert_all_see(new, old, level="UPGRADE_RECOMMENDED", upgrade="PEER", cut="0")
        self.assert_all_see(old, old, level="IDENTICAL")
        for node in new:
            for peer in old + new:
                if peer is not node:
                    self.assertEqual('"mtp"' in node.verdict(peer)["negotiated"], peer in new)
        self.assertEqual([node.closures for node in old + new], [[]] * len(old + new))

    @scenario
    def test_kills_during_activation(self, network):
        nodes = [*network.add_each("one", V3), *network.add_each("two", V3)]
        steps = {DATE: "1.1.0", DATE + 1: "2.0.0", DATE + 2: "2.1.0", DATE + 3: "3.0.0"}
        network.start(nodes)
        network.connect_all(nodes)
        network.advance(nodes, 1)
        for number, (height, version) in enumerate(steps.items(), 1):
            network.schedule(nodes[0], make_nep(number, version, height))
        before = "1.0.0"
        for round_, (height, after) in enumerate(steps.items()):
            victims, others = nodes[round_ % 2::2], nodes[1 - round_ % 2::2]
            for node in nodes:
                node.write(f"advance {height} {block_time(height)}")
            time.sleep(network.chance.uniform(0, 0.004))  # to kill them at different moments
            network.kill(victims)
            network.wait(lambda: all(node.view["height"] == height for node in others), "the others advance")
            network.start(victims)
            for node in victims:
                self.assertIn(node.version(), (before, after), node.title)
            network.advance(victims, height)
            network.connect_all(nodes)
            network.settle()
            self.assert_versions(nodes, after)
            self.assert_all_see(nodes, nodes, level="IDENTICAL")
            before = after
        network.stop(nodes)
        for node in nodes:
            activations = [(record["height"], record["version_after"]) for record in network.records(node)
                           if record["kind"] == "nep_activated"]
            self.assertEqual(activations, list(steps.items()), node.title)

    @scenario
    def test_offline_across_two_upgrades(self, network):
        awake, sleepers = network.add_each("awake", V3), network.add_each("sleeper", V3)
        self.begin(network, *awake, *sleepers)
        network.stop(sleepers)
        second = make_nep(3, "3.0.0", 2 * DATE, DATE)
        network.advance(awake, DATE)
        network.schedule(awake[0], second)
        network.advance(awake, 2 * DATE + 1)
        network.start(sleepers)
        # They know of one upgrade, and their peers have passed two.
        for sleeper in sleepers:
            self.assert_refused(sleeper, awake[0], "the peer has passed other upgrades than this node's schedule has")
        network.tell(sleepers, f"catch-up {second}")
        network.connect_across(sleepers, awake)
        network.settle()
        self.assert_all_see(sleepers, awake, level="COMPATIBLE", reason="LOCAL_SYNCING")
        self.assert_all_see(awake, sleepers, level="COMPATIBLE", reason="PEER_SYNCING")
        for height in (DATE - 1, DATE, 2 * DATE - 1, 2 * DATE, 2 * DATE + 1):
            network.advance(sleepers, height)
            network.settle()
        network.connect_all(awake + sleepers)
        network.settle()
        self.assert_versions(awake + sleepers, "3.0.0")
        self.assert_all_see(awake + sleepers, awake + sleepers, level="IDENTICAL")

    @scenario
    def test_local_reschedule(self, network):
        usual, odd = network.add_each("usual", V2), network.add_each("odd", V2)
        self.begin(network, *usual, *odd)
        network.tell(odd, f"reschedule NEP-002 {DATE + 5} {block_time(1) + 31 * 86400}")
        network.settle()
        for height in (2, DATE - 1):
            network.advance(usual + odd, height)
            network.settle()
            # It is named long before.
            self.assert_all_see(usual, odd, level="IDENTICAL", cut=str(DATE))
            self.assert_all_see(odd, usual, level="IDENTICAL", cut=str(DATE))
        network.advance(usual + odd, DATE)
        network.settle()
        for node in usual + odd:
            side = usual if node in usual else odd
            self.assertEqual(node.peers(), {peer.name for peer in side if peer is not node}, node.title)
        self.assert_versions(usual, "2.0.0")
        self.assert_versions(odd, "1.0.0")
        for node, peer in zip(usual, odd):
            self.assert_refused(node, peer)
        network.advance(usual + odd, DATE + 5)
        network.settle()
        self.assert_versions(usual + odd, "2.0.0")
        for node, peer in zip(usual, odd):
            self.assert_refused(node, peer, "the peer has passed other upgrades than this node's schedule has")

    @scenario
    def test_rewind_across_activation(self, network):
        old, new = network.add_each("old", V1), network.add_each("new", V2)
        self.begin(network, *old, *new)
        for _ in range(2):
            network.advance(old + new, DATE)
            network.settle()
            self.assert_versions(new, "2.0.0")
            self.assertFalse(any(node.participates() or node.peers() for node in old))
            for node in new:  # one after the other, so that they are on different sides of it meanwhile
                network.rewind([node], DATE - 2)
                network.settle()
            network.rewind(old, DATE - 2)
            self.assert_versions(old + new, "1.0.0")
            self.assertTrue(all(node.participates() for node in old + new))
            network.connect_all(old + new)
            network.settle()
            self.assert_all_see(old, new, level="IDENTICAL", cut=str(DATE))
        names = {node.name for node in new}
        parted = [closure for node in new for closure in node.closures if closure.peer in names]
        self.assertEqual(parted, [], "nodes that support the upgrade never part")
        network.stop(old + new)
        for node in old + new:
            kinds = [record["kind"] for record in network.records(node)]
            self.assertEqual((kinds.count("nep_activated"), kinds.count("rewound")), (2, 2), node.title)

    @scenario
    def test_cancel_one_block_before(self, network):
        nodes = [*network.add_each("old", V1), *network.add_each("new", V2)]
        self.begin(network, *nodes)
        network.advance(nodes, DATE - 1)
        *in_time, late = nodes
        network.tell(in_time, "cancel NEP-002 A defect was found")
        network.settle()
        self.assert_all_see(in_time, [late], level="IDENTICAL", cut=str(DATE))
        # What the late one still tells of does not bring it back.
        network.hang_up(late, in_time[0])
        self.assertTrue(network.connect(late, in_time[0]))
        network.settle()
        self.assertFalse(any(node.scheduled() for node in in_time))
        network.tell([late], "cancel NEP-002 A defect was found")
        network.settle()  # one that reached the block would hold its old word against it
        for height in (DATE, DATE + 1):
            network.advance(nodes, height)
            network.settle()
            self.assert_versions(nodes, "1.0.0")
            self.assertTrue(all(node.participates() for node in nodes))
            self.assert_all_see(nodes, nodes, level="IDENTICAL", cut="0")
        # One block too late, it is refused.
        network.schedule(nodes[0], make_nep(3, "1.1.0", DATE + 2, DATE + 1))
        network.advance(nodes, DATE + 2)
        self.assertIn("NEP-003", network.refused(nodes, "cancel NEP-003 too late"))

    @scenario
    def test_partition_healed_after_activation(self, network):
        ahead, behind, old = network.add_each("ahead", V2), network.add_each("behind", V2), network.add_each("old", V1)
        everyone = ahead + behind + old
        self.begin(network, *everyone)
        for node in ahead:
            for peer in behind + old:
                network.hang_up(node, peer)
        network.advance(ahead, DATE + 5)
        network.advance(behind + old, DATE - 5)
        network.settle()
        # Healed: the old software cannot come along, the new one has to sync.
        for node in old:
            self.assert_refused(node, ahead[0])
        network.connect_all(ahead + behind)
        network.settle()
        self.assert_all_see(ahead, behind, level="COMPATIBLE", reason="PEER_SYNCING")
        self.assert_all_see(behind, ahead, level="COMPATIBLE", reason="LOCAL_SYNCING")
        self.assert_all_see(behind, old, level="IDENTICAL", cut=str(DATE))
        network.advance(behind + old, DATE + 5)
        network.settle()
        self.assert_all_see(ahead + behind, ahead + behind, level="IDENTICAL", reason="VERSIONS")
        self.assertFalse(any(node.peers() for node in old))

    @scenario
    def test_software_of_halted_nodes_is_upgraded(self, network):
        old, new = network.add_each("old", V1), network.add_each("new", V2)
        self.begin(network, *old, *new)
        network.advance(old + new, DATE)
        network.settle()
        self.assertEqual({node.view["status"] for node in old}, {"MUST_UPGRADE"})
        network.stop(old)
        network.start(old)  # that alone does not help
        self.assertEqual({node.view["status"] for node in old}, {"MUST_UPGRADE"})
        network.stop(old)
        for node in old:
            node.upgrade_software(V2)
        network.start(old)
        self.assert_versions(old, "2.0.0")
        network.advance(old + new, DATE + 1)
        network.connect_across(old, new)
        network.settle()
        self.assert_all_see(old, new, level="IDENTICAL")
        self.assert_all_see(new, old, level="IDENTICAL")
        self.assertTrue(all(node.participates() for node in old))
        network.stop(old)
        for node in old:
            self.assertEqual([record["kind"] for record in network.records(node)],
                             ["genesis", "nep_scheduled", "nep_activated", "halted", "software_changed"], node.title)
