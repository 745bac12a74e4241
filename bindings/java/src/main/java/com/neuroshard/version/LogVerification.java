package com.neuroshard.version;

/**
 * What was found out about a log (S23).
 *
 * @param sound whether every record is unchanged and in its place
 * @param badSequence sequence of the first record that is bad or missing; 0 where the log is sound
 * @param reason what is wrong; empty where the log is sound
 * @since 1.0
 */
public record LogVerification(boolean sound, long badSequence, String reason) {
    /** Called by the library. */
    LogVerification(boolean sound, long badSequence, byte[] reason) {
        this(sound, badSequence, Utf8.decode(reason));
    }
}
