package com.neuroshard.version;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.function.LongConsumer;

/**
 * Frees what the library holds for a Java object, once: when nothing reaches the object any more, or when {@link #run()} is
 * called.
 *
 * <p>{@link java.lang.ref.Cleaner} leaves all of it to one thread, and objects that are made faster than that thread frees
 * them pile up without bound: three million versions held more than a gibibyte. Here whoever makes an object frees up to two
 * that are unreachable.
 */
final class Reclaimer extends PhantomReference<Object> implements Runnable {
    private static final int FREED_FOR_ONE_MADE = 2;

    private static final ReferenceQueue<Object> UNREACHABLE = new ReferenceQueue<>();
    /** Keeps those that wait reachable: a ring, in which this stands between the last and the first. Guarded by itself. */
    private static final Reclaimer RING = new Reclaimer();

    private final long handle;
    private final LongConsumer delete;
    private Reclaimer previous;
    private Reclaimer next;

    static {
        Thread thread = new Thread(null, Reclaimer::freeForever, "neuroshard-version-reclaimer", 0, false);
        thread.setContextClassLoader(null);
        thread.setDaemon(true);
        thread.start();
    }

    private Reclaimer() {
        super(null, null);
        handle = 0;
        delete = null;
        previous = this;
        next = this;
    }

    /** Waits for {@code owner} to become unreachable. */
    Reclaimer(Object owner, long handle, LongConsumer delete) {
        super(owner, UNREACHABLE);
        this.handle = handle;
        this.delete = delete;
        for (int i = 0; i < FREED_FOR_ONE_MADE && UNREACHABLE.poll() instanceof Reclaimer dead; i++) {
            dead.run();
        }
        synchronized (RING) {
            previous = RING;
            next = RING.next;
            next.previous = this;
            RING.next = this;
        }
    }

    @Override
    public void run() {
        synchronized (RING) {
            if (next == null) {
                return;
            }
            previous.next = next;
            next.previous = previous;
            next = null;
        }
        clear();
        delete.accept(handle);
    }

    private static void freeForever() {
        try {
            while (true) {
                ((Reclaimer) UNREACHABLE.remove()).run();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
