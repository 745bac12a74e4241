import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.neuroshard.version.Manager;
import com.neuroshard.version.NeuroshardException;
import com.neuroshard.version.Verdict;
import com.neuroshard.version.Version;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A node of a NeuroShard network, as small as one can be: it listens, dials peers, exchanges advertisements, keeps the
 * connections that its manager approves of, passes NEPs on, and follows a ledger. {@code ../README.md} says what goes over the
 * wire, what the ledger says on standard input, and what each line of standard output means.
 *
 * <p>One thread does everything, event by event, so that what it prints is in the order in which it happened.
 */
final class Node {
    private static final int MOST_PEERS = 256;
    private static final String ID_KEY = "{\"id\":\"";
    private static final String SCHEDULED = "\"status\":\"scheduled\"";
    private static final String CANCELLED = "\"status\":\"cancelled\"";

    private final class Peer {
        final Connection connection;
        byte[] name = "unknown".getBytes(UTF_8); // as it calls itself; nothing depends on it
        byte[] advertisement; // the last one, once it has sent one

        Peer(SocketChannel channel) throws IOException {
            connection = new Connection(channel, events, () -> serve(this));
        }
    }

    private interface Action {
        void run() throws IOException;
    }

    private final String name;
    private final Manager manager;
    private final Events events;
    private final List<Peer> peers = new ArrayList<>();

    private Node(String name, Manager manager, Events events) {
        this.name = name;
        this.manager = manager;
        this.events = events;
    }

    /** Until the ledger ends, or SIGTERM. */
    private void run() throws IOException {
        ServerSocketChannel listener = Connection.listenSomewhere();
        events.watch(listener, SelectionKey.OP_ACCEPT, () -> accept(listener));
        new Line("listening").with("port", listener.socket().getLocalPort()).say();
        viewChanged();
        events.handle(this::follow);
        for (Peer peer : peers) {
            bidFarewell(peer, "the node stops");
        }
        new Line("stopped").say();
    }

    // ---- Peers come and go.

    private void accept(ServerSocketChannel listener) {
        try {
            SocketChannel channel = listener.accept();
            if (channel != null && peers.size() < MOST_PEERS) {
                meet(channel);
            } else if (channel != null) {
                channel.close();
            }
        } catch (IOException error) {
            // It is gone already.
        }
    }

    private void dial(int port) throws IOException {
        if (peers.size() == MOST_PEERS) {
            throw new IOException("cannot dial: there are too many peers");
        }
        meet(Connection.dial(port));
    }

    /** Both sides of a new connection say who they are, what they speak, and what is to come. */
    private void meet(SocketChannel channel) throws IOException {
        Peer peer = new Peer(channel);
        peer.connection.send('I', name);
        peer.connection.send('A', manager.advertisement());
        for (String nep : manager.neps()) {
            if (nep.contains(SCHEDULED)) {
                peer.connection.send('N', nep);
            }
        }
        peers.add(peer);
    }

    private void end(Peer peer, String by, Object message) {
        if (!peer.connection.over()) {
            new Line("closed").with("peer", peer.name).with("by", by).with("message", message).say();
            peer.connection.end();
        }
    }

    private void bidFarewell(Peer peer, String message) {
        peer.connection.send('B', message);
        end(peer, "self", message);
    }

    private void hangUp(byte[] name) {
        for (Peer peer : peers) {
            if (Arrays.equals(peer.name, name)) {
                bidFarewell(peer, "the operator hung up");
            }
        }
    }

    private void serve(Peer peer) {
        boolean open = peer.connection.pump();
        try {
            for (Connection.Frame frame; (frame = peer.connection.nextFrame()) != null;) {
                hear(peer, frame);
            }
        } catch (IOException | NeuroshardException garbage) {
            bidFarewell(peer, garbage.getMessage());
        }
        if (!open) {
            end(peer, "peer", "it hung up");
            peer.connection.close();
            peers.remove(peer);
        }
    }

    // ---- What they say.

    private void hear(Peer peer, Connection.Frame frame) {
        switch (frame.kind()) {
            case 'I' -> peer.name = frame.payload();
            case 'A' -> judge(peer, frame.payload());
            case 'N' -> {
                // Of somebody whom the manager has not approved of, nothing is learnt.
                if (peer.advertisement != null) {
                    attempt("nep", () -> learn(frame.payload(), peer.name, false));
                }
            }
            case 'B' -> end(peer, "peer", frame.payload());
            default -> { } // nodes of the future say more
        }
    }

    /** What the manager makes of a peer's advertisement decides whether the connection is kept. */
    private void judge(Peer peer, byte[] advertisement) {
        Verdict verdict = manager.checkPeer(advertisement);
        String message = manager.verdictMessage(Version.fromJson(advertisement), verdict);
        String negotiated = verdict.canTalk() ? manager.negotiate(advertisement).toJson() : "";
        peer.advertisement = advertisement;
        new Line("verdict").with("peer", peer.name).with("level", verdict.level()).with("reason", verdict.reason())
                .with("upgrade", verdict.upgrade()).with("cut", verdict.cutHeight()).with("message", message)
                .with("negotiated", negotiated).with("received", advertisement).say();
        if (!verdict.canTalk()) {
            bidFarewell(peer, message);
        }
    }

    /** Every peer hears of it, and is judged anew. */
    private void viewChanged() {
        String advertisement = manager.advertisement();
        new Line("view").with("view", manager.statusJson()).with("advertisement", advertisement).say();
        for (Peer peer : peers) {
            peer.connection.send('A', advertisement);
            if (peer.connection.stuck()) {
                end(peer, "self", "it does not read");
            }
            if (!peer.connection.over() && peer.advertisement != null) {
                judge(peer, peer.advertisement);
            }
        }
    }

    /** Schedules a NEP, and passes it on where it is news. Rumour does not bring back what the ledger has cancelled. */
    private void learn(byte[] nep, Object from, boolean fromLedger) throws IOException {
        byte[] id = idOf(nep);
        Optional<String> known = manager.findNep(id);
        boolean wasCancelled = known.isPresent() && known.get().contains(CANCELLED);
        if (wasCancelled && !fromLedger) {
            return;
        }
        manager.scheduleNep(nep);
        if (known.isPresent() && !wasCancelled) {
            return;
        }
        new Line("nep").with("id", id).with("from", from).say();
        String news = manager.findNep(id).orElseThrow();
        for (Peer peer : peers) {
            peer.connection.send('N', news);
        }
        viewChanged();
    }

    /** The id of a NEP as the library prints it. What a peer sends need not be UTF-8: a character for each byte. */
    private static byte[] idOf(byte[] nep) throws IOException {
        String text = new String(nep, ISO_8859_1);
        int end = text.startsWith(ID_KEY) ? text.indexOf('"', ID_KEY.length()) : -1;
        if (end < 0) {
            throw new IOException("expected a NEP that begins with its id");
        }
        return Arrays.copyOfRange(nep, ID_KEY.length(), end);
    }

    /** Whether it was not refused. */
    private static boolean attempt(Object command, Action action) {
        try {
            action.run();
            return true;
        } catch (IOException | NeuroshardException error) {
            new Line("refused").with("command", command).with("message", error.getMessage()).say();
            return false;
        }
    }

    // ---- What the ledger and the operator say.

    private void follow(byte[] line) {
        Words words = new Words(line);
        byte[] command = words.first();
        if (attempt(command, () -> obey(new String(command, ISO_8859_1), words))) {
            new Line("done").with("command", command).say();
        }
    }

    private void obey(String command, Words words) throws IOException {
        switch (command) {
            case "schedule" -> learn(words.rest(), "ledger", true);
            case "dial" -> dial(words.port());
            case "hang-up" -> hangUp(words.next());
            default -> {
                change(command, words);
                viewChanged();
            }
        }
    }

    private void change(String command, Words words) throws IOException {
        switch (command) {
            case "advance" -> manager.advance(words.number(), words.number());
            case "rewind" -> manager.rewind(words.number(), words.number());
            case "catch-up" -> manager.catchUpNep(words.rest());
            case "reschedule" -> manager.rescheduleNep(words.next(), words.number(), words.number());
            case "cancel" -> manager.cancelNep(words.next(), words.rest());
            default -> throw Words.noSuchCommand();
        }
    }

    // ---- The program.

    /** For a range as in {@code 1.0.0..2.0.0}. */
    private static Manager open(String store, String range) throws IOException {
        int dots = range.indexOf("..");
        if (dots < 0) {
            throw new IOException("expected MIN..MAX, found " + range);
        }
        return Manager.builder().supportedMin(Version.parse(range.substring(0, dots)))
                .supportedMax(Version.parse(range.substring(dots + 2))).store(store).build();
    }

    public static void main(String[] arguments) {
        if (arguments.length != 3) {
            System.err.println("usage: node NAME STORE MIN..MAX");
            System.exit(64);
        }
        try {
            Events events = new Events();
            try (Manager manager = open(arguments[1], arguments[2])) {
                new Node(arguments[0], manager, events).run();
            }
        } catch (IOException | NeuroshardException error) {
            System.err.println("node: " + error.getMessage());
            Runtime.getRuntime().halt(1);
        }
        Runtime.getRuntime().halt(0); // at once: after SIGTERM, the virtual machine would end with 143
    }
}
