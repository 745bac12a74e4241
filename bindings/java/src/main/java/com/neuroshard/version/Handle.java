package com.neuroshard.version;

import java.lang.ref.Reference;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;

/**
 * A handle of the library that can be closed while other threads call with it: it lets calls begin until it is closed, and
 * is freed when none runs any more.
 *
 * <p>A call notes its handle in a slot, as with hazard pointers: one atomic step in a cache line that other threads seldom
 * touch, where a lock or a count of calls would take two and make the threads wait for each other. All handles share the
 * slots. A slot belongs to the call until it leaves, and with it the slot's {@link Scratch}.
 */
final class Handle extends NativeObject {
    /** What {@link #enter()} gives a call that found its slot taken: it is counted instead. */
    static final int NO_SLOT = -1;

    private static final int SLOTS = Integer.highestOneBit(Math.min(256, Runtime.getRuntime().availableProcessors() * 8));
    /** Longs from slot to slot: two cache lines, for processors fetch them in pairs. */
    private static final int STRIDE = 16;
    private static final long FREE = 0;

    private static final AtomicLongArray RUNNING = new AtomicLongArray(SLOTS * STRIDE);
    private static final Scratch[] SCRATCHES = new Scratch[SLOTS];

    private final AtomicInteger withoutSlot = new AtomicInteger();
    private volatile boolean closed;

    Handle(long handle, LongConsumer delete, int weight) {
        super(handle, delete, weight);
    }

    @Override
    <R> R call(LongFunction<R> operation) {
        int slot = enter();
        try {
            return operation.apply(handle);
        } finally {
            leave(slot);
        }
    }

    /** A call without a result. */
    void run(LongConsumer operation) {
        int slot = enter();
        try {
            operation.accept(handle);
        } finally {
            leave(slot);
        }
    }

    /** A check in the slot's memory, where there is a slot and the advertisement is no larger than most. */
    Verdict checkPeer(byte[] advertisement) {
        int slot = enter();
        try {
            return slot != NO_SLOT && advertisement.length <= Scratch.SIZE
                    ? scratch(slot).checkPeer(handle, advertisement)
                    : Raw.Manager_check_peer(handle, advertisement);
        } finally {
            leave(slot);
        }
    }

    /** Lets no further call begin, waits for those that run, and frees. */
    void close() {
        closed = true;
        while (isRunning()) {
            LockSupport.parkNanos(20_000);
        }
        free();
    }

    private int enter() {
        int slot = (int) Thread.currentThread().getId() & SLOTS - 1;
        if (!RUNNING.compareAndSet(slot * STRIDE, FREE, handle)) {
            slot = NO_SLOT;
            withoutSlot.getAndIncrement();
        }
        if (closed) {
            leave(slot);
            throw new IllegalStateException("closed");
        }
        return slot;
    }

    private void leave(int slot) {
        if (slot == NO_SLOT) {
            withoutSlot.getAndDecrement();
        } else {
            RUNNING.setRelease(slot * STRIDE, FREE);
        }
        Reference.reachabilityFence(this);
    }

    private boolean isRunning() {
        for (int slot = 0; slot < SLOTS; slot++) {
            if (RUNNING.get(slot * STRIDE) == handle) {
                return true;
            }
        }
        return withoutSlot.get() != 0;
    }

    /** Who is in the slot is alone with it. */
    private static Scratch scratch(int slot) {
        if (SCRATCHES[slot] == null) {
            SCRATCHES[slot] = new Scratch();
        }
        return SCRATCHES[slot];
    }
}
