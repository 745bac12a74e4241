import com.neuroshard.version.Manager;
import com.neuroshard.version.NeuroshardException;
import com.neuroshard.version.RecordPage;
import com.neuroshard.version.Status;
import com.neuroshard.version.Verdict;
import com.neuroshard.version.Version;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Ten tasks of a node. The same program stands in examples/ in each language, and prints the same. */
class TenTasks {
    private static final String NEP = """
            {"id": "NEP-002", "title": "Protocol 2.0.0", "target_version": "2.0.0", "adds": ["mtp"], "activation_height": 4464,
             "announced_at": 1800000000, "expected_activation_time": 1802678400}""";

    public static void main(String[] arguments) {
        if (arguments.length != 1) {
            System.err.println("usage: ten_tasks STORE");
            System.exit(64);
        }
        parseAVersion();
        sortVersions();
        compareWithAPeer();
        useAFeature();
        try (Manager node = openANode(Path.of(arguments[0]));
                Manager peer = Manager.create()) { // its software is older, and it has not heard of the upgrade
            checkAPeer(node, peer);
            negotiateWithAPeer(node, peer);
            passAnUpgrade(node, peer);
            askForARole(node);
            auditTheLog(node);
        }
    }

    static void parseAVersion() {
        // 1. Parse a version, and learn where one is wrong
        Version version = Version.parse("1.2.3-rc.1+build.5");
        System.out.println(version + " has major " + version.major() + " and pre-release " + version.prerelease());
        try {
            Version.parse("1.02.3");
        } catch (NeuroshardException error) {
            System.out.println(Status.nameOf(error.statusNumber()) + " at byte " + error.offset().getAsLong() + ": "
                    + error.getMessage());
        }
    }

    static void sortVersions() {
        // 2. Sort versions
        List<Version> versions = Arrays.asList(Version.parse("1.10.0"), Version.parse("1.9.0"), Version.parse("1.10.0-rc.1"));
        versions.sort(null);
        versions.forEach(System.out::println);
    }

    static void compareWithAPeer() {
        // 3. Ask how two versions get on
        Version mine = Version.of(1, 0, 0);
        Version peer = Version.of(1, 1, 0);
        System.out.println(mine.checkCompatibility(peer) + ": " + mine.compatibilityMessage(peer));
    }

    static void useAFeature() {
        // 4. Use a feature only where it is there
        Version version = Version.current();
        System.out.println(version + (version.supportsFeature("diloco") ? " has" : " lacks") + " diloco and"
                + (version.supportsFeature("mtp") ? " has" : " lacks") + " mtp");
    }

    static Manager openANode(Path store) {
        // 5. Open a node's store
        Manager node = Manager.builder()
                .supportedMin(Version.of(1, 0, 0)).supportedMax(Version.of(2, 0, 0)).store(store).build();
        node.advance(1, 1800000000); // the ledger's height and time
        System.out.println(node.network().id() + " at block " + node.height() + ": " + node.status());
        return node;
    }

    static void checkAPeer(Manager node, Manager peer) {
        // 6. Check a peer by its advertisement
        Verdict verdict = node.checkPeer(peer.advertisement());
        System.out.println(verdict.level() + " because of " + verdict.reason());
        System.out.println(node.verdictMessage(peer.currentVersion(), verdict));
    }

    static void negotiateWithAPeer(Manager node, Manager peer) {
        // 7. Negotiate what both may use
        Version common = node.negotiate(peer.advertisement());
        System.out.println(common + " with " + common.features().size() + " features");
    }

    static void passAnUpgrade(Manager node, Manager peer) {
        // 8. Schedule an upgrade, and pass its block
        node.scheduleNep(NEP);
        System.out.println("to be cut at block " + node.checkPeer(peer.advertisement()).cutHeight());
        node.advance(4464, 1802678400);
        peer.advance(4464, 1802678400);
        Verdict verdict = node.checkPeer(peer.advertisement());
        System.out.println(node.activateNep("NEP-002").message() + "; the peer: " + verdict.level());
    }

    static void askForARole(Manager node) {
        // 9. Ask whether the node may train
        var training = node.canParticipateInTraining();
        System.out.println((training.allowed() ? "yes: " : "no: ") + training.reason());
    }

    static void auditTheLog(Manager node) {
        // 10. Prove what happened
        var verification = node.verify();
        System.out.println(node.recordCount() + " records, " + (verification.sound() ? "sound" : verification.reason()));
        RecordPage page = node.exportRecords(0);
        try (Manager copy = Manager.builder().importRecords(page.jsonLines())) {
            boolean same = Arrays.equals(copy.head(), node.head());
            System.out.println(same ? "the export has the same head" : "the export is another log");
        }
    }
}
