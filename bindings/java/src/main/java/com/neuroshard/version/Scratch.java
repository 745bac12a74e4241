package com.neuroshard.version;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Memory that Java and the library both see. Through it a check costs one call into the library and none back; arrays would
 * cost two more, about twice what crossing costs at all.
 */
final class Scratch {
    /** Most advertisements have some hundred bytes. */
    static final int SIZE = 4096;

    // Where the fields of an nsv_verdict are.
    private static final int LEVEL = 4;
    private static final int REASON = 8;
    private static final int UPGRADE = 12;
    private static final int CUT_HEIGHT = 16;

    private final ByteBuffer memory = ByteBuffer.allocateDirect(SIZE).order(ByteOrder.nativeOrder());
    private final long address = Raw.address(memory);

    Verdict checkPeer(long manager, byte[] advertisement) {
        memory.put(0, advertisement);
        Raw.check_peer_in(manager, address, advertisement.length);
        return new Verdict(memory.getInt(LEVEL), memory.getInt(REASON), memory.getInt(UPGRADE), memory.getLong(CUT_HEIGHT));
    }
}
