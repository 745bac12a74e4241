package com.neuroshard.version;

import java.util.Objects;

/**
 * A count over many peers' advertisements: who is ready for the scheduled upgrades, and who will be cut.
 *
 * <p>For one thread at a time: others wait. Close it when it is not needed any more; a call after that throws
 * {@link IllegalStateException}. One that is never closed is freed when the garbage collector finds it unreachable.
 *
 * @since 1.0
 */
public final class Readiness implements AutoCloseable {
    private static final int WEIGHT = 1 << 17;

    private final Handle handle;

    /**
     * Begins a count, as the manager stands now; later changes of the manager do not touch it.
     *
     * @param manager the manager; it may be closed before the count
     * @throws IllegalStateException if the manager is closed
     * @since 1.0
     */
    public Readiness(Manager manager) {
        handle = new Handle(manager.call(Raw::new_Readiness), Raw::delete_Readiness, WEIGHT);
    }

    /**
     * Counts one peer. What is no advertisement is counted as invalid, and throws. Memory stays bounded: beyond 1000 distinct
     * versions, further ones are counted together.
     *
     * @param advertisement what the peer sent
     * @throws NeuroshardException as {@link Manager#checkPeer(String)}
     * @since 1.0
     */
    public void add(String advertisement) {
        add(Utf8.encode(advertisement));
    }

    /**
     * {@link #add(String)} of the bytes that the peer sent.
     *
     * @param advertisement what the peer sent
     * @throws NeuroshardException as there
     * @since 1.0
     */
    public synchronized void add(byte[] advertisement) {
        Objects.requireNonNull(advertisement, "advertisement");
        handle.run(self -> Raw.Readiness_add(self, advertisement));
    }

    /**
     * Counts one peer like {@link #add(String)}, without an exception.
     *
     * @param advertisement what the peer sent
     * @return false for what is no advertisement, which is counted as invalid
     * @since 1.0
     */
    public boolean tryAdd(String advertisement) {
        return tryAdd(Utf8.encode(advertisement));
    }

    /**
     * {@link #tryAdd(String)} of the bytes that the peer sent.
     *
     * @param advertisement what the peer sent
     * @return false for what is no advertisement
     * @since 1.0
     */
    public synchronized boolean tryAdd(byte[] advertisement) {
        Objects.requireNonNull(advertisement, "advertisement");
        return handle.call(self -> Raw.Readiness_try_add(self, advertisement));
    }

    /**
     * The counts ({@code docs/manager-json.md}): peers by version, who can talk to this node, who is cut at which height.
     *
     * @return the JSON
     * @since 1.0
     */
    public synchronized String toJson() {
        return Utf8.decode(handle.call(Raw::Readiness_to_json));
    }

    /** Frees the count, when a call that runs has returned. Closing again does nothing. */
    @Override
    public void close() {
        handle.close();
    }
}
