import static java.nio.charset.StandardCharsets.UTF_8;

import com.neuroshard.version.Manager;
import com.neuroshard.version.NeuroshardException;
import com.neuroshard.version.Readiness;
import com.neuroshard.version.RecordPage;
import com.neuroshard.version.Version;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** What a node does with its peers, its errors, its threads and its log. */
class Node {
    public static void main(String[] arguments) throws InterruptedException {
        try (Manager node = Manager.builder().supportedMax(Version.of(2, 0, 0)).build(); Manager peer = Manager.create()) {
            answer(node, peer.advertisement().getBytes(UTF_8));
            answer(node, "{\"major\":1}".getBytes(UTF_8));
            refuseWhatIsWrong(node);
            checkInThreads(node, peer.advertisement().getBytes(UTF_8));
            count(node, List.of(peer.advertisement(), node.advertisement(), "not an advertisement"));
            follow(node);
            largeNumbers();
        }
        closed();
    }

    static void answer(Manager node, byte[] received) {
        try {
            var verdict = node.checkPeer(received);
            System.out.println(verdict.canTalk() ? "talk: " + node.negotiate(received) : "hang up: " + verdict.reason());
        } catch (NeuroshardException error) {
            System.out.println("hang up: " + error.getMessage());
        }
    }

    static void refuseWhatIsWrong(Manager node) {
        try {
            node.scheduleNep("{\"id\": \"NEP-1\"}");
        } catch (NeuroshardException error) {
            switch (error.status()) {
                case CONFLICT, HEIGHT, NOTICE -> System.out.println("cannot be scheduled: " + error.getMessage());
                case LOCKED, FULL, IO -> System.out.println("try again later: " + error.getMessage());
                default -> System.out.println("is no NEP: " + error.getMessage());
            }
        }
        try {
            Version.parse("1.0.0-ü");
        } catch (NeuroshardException error) {
            System.out.println(error.status() + " at byte " + error.offset().getAsLong());
        }
    }

    static void checkInThreads(Manager node, byte[] received) throws InterruptedException {
        ExecutorService connections = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 1000; i++) {
            connections.execute(() -> node.checkPeer(received));
        }
        node.advance(1, 1800000000); // meanwhile
        connections.shutdown();
        System.out.println(connections.awaitTermination(1, TimeUnit.MINUTES) ? "checked" : "still checking");
    }

    static void count(Manager node, List<String> advertisements) {
        try (Readiness readiness = new Readiness(node)) {
            for (String advertisement : advertisements) {
                System.out.println(readiness.tryAdd(advertisement) ? "counted" : "counted as invalid");
            }
        }
    }

    static void follow(Manager node) {
        long last = 0;
        for (RecordPage page; !(page = node.exportRecords(last)).jsonLines().isEmpty(); last = page.last()) {
            System.out.println(page.jsonLines().lines().count() + " records");
        }
    }

    static void largeNumbers() {
        Version largest = Version.of(-1, 0, 0);
        System.out.println(Long.toUnsignedString(largest.major()));
    }

    static void closed() {
        Manager node = Manager.create();
        node.close();
        try {
            node.status();
        } catch (IllegalStateException error) {
            System.out.println(error.getMessage());
        }
    }
}
