package com.neuroshard.version;

/**
 * Whether the activation of a NEP is confirmed (S11).
 *
 * @param activated whether it is
 * @param message what is to be said about it, as in {@code Activated NEP-001, now at version 1.1.0}
 * @since 1.0
 */
public record Activation(boolean activated, String message) {
    /** Called by the library. */
    Activation(boolean activated, byte[] message) {
        this(activated, Utf8.decode(message));
    }
}
