package com.neuroshard.version;

import java.util.OptionalLong;

/**
 * A failed operation: what went wrong, where, and what was expected. The message is one line, the same in every language; for
 * JSON it begins with the path, as in {@code $.features[2]}.
 *
 * @since 1.0
 */
public final class NeuroshardException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final long NO_OFFSET = -1;

    /** The number of the status. */
    private final int statusNumber;
    /** The byte of the input that is wrong, or -1. */
    private final long offset;

    /** Called by the library. */
    NeuroshardException(int statusNumber, long offset, byte[] message) {
        super(Utf8.decode(message));
        this.statusNumber = statusNumber;
        this.offset = offset;
    }

    /**
     * What kind of failure it is.
     *
     * @return the status; {@link Status#UNKNOWN} for one that a later release of the library added
     * @since 1.0
     */
    public Status status() {
        return Status.of(statusNumber);
    }

    /**
     * The number of the status, also of one that a later release of the library added.
     *
     * @return the number, for {@link Status#nameOf}
     * @since 1.0
     */
    public int statusNumber() {
        return statusNumber;
    }

    /**
     * The byte of the input that is wrong, counted in its UTF-8.
     *
     * @return the offset from 0; empty where no single byte is to blame
     * @since 1.0
     */
    public OptionalLong offset() {
        return offset == NO_OFFSET ? OptionalLong.empty() : OptionalLong.of(offset);
    }
}
