package com.neuroshard.version;

/**
 * A side of a connection. The numbers are stable.
 *
 * @since 1.0
 */
public enum Side {
    /** Neither side. */
    NONE(0),
    /** This node. */
    LOCAL(1),
    /** The peer. */
    PEER(2),
    /** A side that this release does not have. */
    UNKNOWN(Integer.MIN_VALUE);

    private final int number;

    Side(int number) {
        this.number = number;
    }

    /**
     * The number of this side in the library.
     *
     * @return the number
     * @since 1.0
     */
    public int number() {
        return number;
    }

    /**
     * The side with a number.
     *
     * @param number the number
     * @return the side, or {@link #UNKNOWN}
     * @since 1.0
     */
    public static Side of(int number) {
        return switch (number) {
            case 0 -> NONE;
            case 1 -> LOCAL;
            case 2 -> PEER;
            default -> UNKNOWN;
        };
    }

    /**
     * The library's name of a side.
     *
     * @param number the side's number
     * @return the name, as in {@code LOCAL}; {@code UNKNOWN} for other numbers
     * @since 1.0
     */
    public static String nameOf(int number) {
        return Utf8.decode(Raw.side_name(number));
    }
}
