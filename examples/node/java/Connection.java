import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;

/** Carries a node's frames: TCP on the loopback interface, never waited for. {@code ../README.md} says what a frame is. */
final class Connection {
    record Frame(char kind, byte[] payload) {}

    private static final String LOOPBACK = "127.0.0.1";
    private static final int HEADER_SIZE = 5; // the kind, and four bytes of size
    private static final int LARGEST_PAYLOAD = 65536;
    private static final int MOST_UNSENT = 1 << 20;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer received = ByteBuffer.allocate(HEADER_SIZE + LARGEST_PAYLOAD);
    private final Queue<ByteBuffer> unsent = new ArrayDeque<>();
    private boolean over;

    /** Has the events pump when it may be time to. */
    Connection(SocketChannel channel, Events events, Runnable serve) throws IOException {
        this.channel = channel;
        this.key = events.watch(channel, SelectionKey.OP_READ, serve);
    }

    /** A channel that listens on a port of the system's choice. */
    static ServerSocketChannel listenSomewhere() throws IOException {
        return ServerSocketChannel.open().bind(new InetSocketAddress(LOOPBACK, 0), Integer.MAX_VALUE);
    }

    static SocketChannel dial(int port) throws IOException {
        try {
            return SocketChannel.open(new InetSocketAddress(LOOPBACK, port));
        } catch (IOException error) {
            throw new IOException("cannot dial: " + error.getMessage(), error);
        }
    }

    void send(char kind, String payload) {
        if (!over) {
            byte[] bytes = payload.getBytes(UTF_8);
            unsent.add(ByteBuffer.allocate(HEADER_SIZE + bytes.length).put((byte) kind).putInt(bytes.length).put(bytes).flip());
            watch();
        }
    }

    /** Nothing more is said or heard. It stays open until the peer has read the last words: closing could take them from it. */
    void end() {
        over = true;
        if (stuck()) {
            unsent.clear();
        }
        flush();
    }

    boolean over() {
        return over;
    }

    /** Whether the peer leaves too much unread. */
    boolean stuck() {
        if (unsentSize() > MOST_UNSENT) {
            flush();
        }
        return unsentSize() > MOST_UNSENT;
    }

    void close() {
        try {
            channel.close();
        } catch (IOException error) {
            // It is closed all the same.
        }
    }

    /** Sends and receives what can be; false when the peer has closed its side. */
    boolean pump() {
        flush();
        if (over) {
            received.clear(); // what still comes is dropped
        }
        try {
            return channel.read(received) >= 0;
        } catch (IOException reset) {
            return false;
        }
    }

    /** The next frame that has come whole, or null. */
    Frame nextFrame() throws ProtocolException {
        received.flip();
        try {
            if (over || received.remaining() < HEADER_SIZE) {
                return null;
            }
            long size = Integer.toUnsignedLong(received.getInt(1));
            if (size > LARGEST_PAYLOAD) {
                throw new ProtocolException("expected a frame of at most " + LARGEST_PAYLOAD + " bytes, found " + size);
            }
            if (received.remaining() < HEADER_SIZE + size) {
                return null;
            }
            Frame frame = new Frame((char) received.get(), new byte[(int) size]);
            received.position(HEADER_SIZE).get(frame.payload());
            return frame;
        } finally {
            received.compact();
        }
    }

    private int unsentSize() {
        return unsent.stream().mapToInt(ByteBuffer::remaining).sum();
    }

    private void flush() {
        try {
            channel.write(unsent.toArray(ByteBuffer[]::new));
            unsent.removeIf(frame -> !frame.hasRemaining());
            if (over && unsent.isEmpty()) {
                channel.shutdownOutput();
            }
        } catch (IOException error) {
            // Receiving will tell.
        }
        watch();
    }

    /** It is time to pump when something comes, or when what is unsent can be sent. */
    private void watch() {
        key.interestOps(unsent.isEmpty() ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }
}
