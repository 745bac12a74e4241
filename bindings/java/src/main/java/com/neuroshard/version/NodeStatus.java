package com.neuroshard.version;

/**
 * How a node stands in its network (S12). The numbers are stable, and exit codes of monitoring up to 2.
 *
 * @since 1.0
 */
public enum NodeStatus {
    /** It speaks the network's version, and supports every breaking upgrade that is scheduled. */
    COMPATIBLE(0),
    /**
     * It takes part, and the network's version is newer than what it supports, or will be after a breaking upgrade.
     */
    UPGRADE_RECOMMENDED(1),
    /** It is halted: the network's minimum is above what it supports, so it takes no part until it is upgraded. */
    MUST_UPGRADE(2),
    /** It takes no part yet: the network's version is below what it supports. */
    TOO_NEW(3),
    /** A status that this release does not have. */
    UNKNOWN(Integer.MIN_VALUE);

    private final int number;

    NodeStatus(int number) {
        this.number = number;
    }

    /**
     * The number of this status in the library.
     *
     * @return the number
     * @since 1.0
     */
    public int number() {
        return number;
    }

    /**
     * The status with a number.
     *
     * @param number the number
     * @return the status, or {@link #UNKNOWN}
     * @since 1.0
     */
    public static NodeStatus of(int number) {
        return switch (number) {
            case 0 -> COMPATIBLE;
            case 1 -> UPGRADE_RECOMMENDED;
            case 2 -> MUST_UPGRADE;
            case 3 -> TOO_NEW;
            default -> UNKNOWN;
        };
    }

    /**
     * The library's name of a status of a node.
     *
     * @param number the status's number
     * @return the name, as in {@code MUST_UPGRADE}; {@code UNKNOWN} for other numbers
     * @since 1.0
     */
    public static String nameOf(int number) {
        return Utf8.decode(Raw.node_status_name(number));
    }
}
