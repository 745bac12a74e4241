package com.neuroshard.version;

/**
 * Whether a node may act in a role of its network (S20).
 *
 * @param allowed whether it may
 * @param reason why, in a sentence, as in {@code Ready for training}
 * @since 1.0
 */
public record Participation(boolean allowed, String reason) {
    /** Called by the library. */
    Participation(boolean allowed, byte[] reason) {
        this(allowed, Utf8.decode(reason));
    }
}
