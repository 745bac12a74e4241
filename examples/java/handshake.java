import com.neuroshard.version.Manager;
import com.neuroshard.version.Verdict;
import com.neuroshard.version.Version;

class Handshake {
    public static void main(String[] arguments) {
        try (Manager node = Manager.create()) { // a node of the built-in network
            Version peer = Version.parse("2.0.0");
            Verdict verdict = node.checkPeerCompatibility(peer);
            System.out.println(node.verdictMessage(peer, verdict));
            System.out.println(node.canParticipateInTraining().reason());
        }
    }
}
