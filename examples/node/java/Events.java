import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * What a node waits for: its ledger, its peers, and SIGTERM. The thread that makes it handles all of them. No selector watches
 * standard input, so that another thread reads it, and hands over its lines by a queue.
 */
final class Events {
    private static final int MOST_LINES_AHEAD = 64;

    private final Selector selector = Selector.open();
    private final BlockingQueue<Runnable> ledger = new ArrayBlockingQueue<>(MOST_LINES_AHEAD);
    private volatile boolean stopping;

    /** From now on, the virtual machine that SIGTERM stops waits until this thread has ended it. */
    Events() throws IOException {
        Thread owner = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stopping = true;
            selector.wakeup();
            try {
                owner.join();
            } catch (InterruptedException impatience) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    /** Handles what a channel is ready for. */
    SelectionKey watch(SelectableChannel channel, int operations, Runnable handler) throws IOException {
        channel.configureBlocking(false);
        return channel.register(selector, operations, handler);
    }

    /** Until the ledger ends, or SIGTERM. */
    void handle(Consumer<byte[]> ledgerLine) throws IOException {
        Thread reader = new Thread(() -> readLedger(ledgerLine));
        reader.setDaemon(true);
        reader.start();
        List<Runnable> lines = new ArrayList<>();
        while (!stopping) {
            selector.select(key -> ((Runnable) key.attachment()).run());
            ledger.drainTo(lines);
            lines.forEach(Runnable::run);
            lines.clear();
        }
    }

    private void readLedger(Consumer<byte[]> ledgerLine) {
        try {
            for (byte[] line; (line = readLine(System.in)) != null;) {
                byte[] read = line;
                handOver(() -> ledgerLine.accept(read));
            }
        } catch (IOException error) {
            // That is its end, too.
        }
        handOver(() -> stopping = true);
    }

    private void handOver(Runnable event) {
        try {
            ledger.put(event);
            selector.wakeup();
        } catch (InterruptedException impatience) {
            Thread.currentThread().interrupt();
        }
    }

    /** The bytes of a line; null at the end, also where that is in the middle of a line. */
    private static byte[] readLine(InputStream input) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next; (next = input.read()) >= 0;) {
            if (next == '\n') {
                return line.toByteArray();
            }
            line.write(next);
        }
        return null;
    }
}
