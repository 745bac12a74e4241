package com.neuroshard.version;

import java.lang.ref.Reference;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;

/** An object whose value is on the library's side. It is freed there when nothing reaches it here any more. */
abstract class NativeObject {
    final long handle;

    private final Reclaimer reclaimer;
    /** As many bytes as the library's side has, about: the garbage collector sees only these, and comes in time for both. */
    private final byte[] weight;

    NativeObject(long handle, LongConsumer delete, int weight) {
        this.handle = handle;
        this.weight = new byte[weight];
        this.reclaimer = new Reclaimer(this, handle, delete);
    }

    /** The handle, or 0 for null. The caller keeps the object reachable. */
    static long handleOf(NativeObject object) {
        return object == null ? 0 : object.handle;
    }

    /** An operation on the handle, during which the garbage collector must not take it. */
    <R> R call(LongFunction<R> operation) {
        try {
            return operation.apply(handle);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** Frees it now; nothing may use it at the same time or later. */
    void free() {
        reclaimer.run();
    }
}
