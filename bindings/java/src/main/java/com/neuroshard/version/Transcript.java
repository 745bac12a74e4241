package com.neuroshard.version;

import java.util.Objects;

/**
 * What was said when a connection began.
 *
 * @since 1.0
 */
public final class Transcript {
    private Transcript() {}

    /**
     * A digest of the two advertisements of a connection as they were sent (S19), the same whichever comes first. Compare
     * it with the peer's over a channel that authenticates: if they differ, somebody changed what was advertised.
     *
     * @param a one advertisement, at most 65536 bytes; it is not parsed
     * @param b the other
     * @return SHA-256, 32 bytes
     * @throws NeuroshardException with {@link Status#LIMIT} for one that is longer
     * @since 1.0
     */
    public static byte[] digest(byte[] a, byte[] b) {
        return Raw.transcript_digest(Objects.requireNonNull(a, "a"), Objects.requireNonNull(b, "b"));
    }

    /**
     * {@link #digest(byte[], byte[])} of the UTF-8 of two texts.
     *
     * @param a one advertisement
     * @param b the other
     * @return SHA-256, 32 bytes
     * @throws NeuroshardException with {@link Status#LIMIT} for one that is longer
     * @since 1.0
     */
    public static byte[] digest(String a, String b) {
        return digest(Utf8.encode(a), Utf8.encode(b));
    }
}
