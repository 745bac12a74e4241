package com.neuroshard.version;

/**
 * How two versions get on (S4). The numbers are stable.
 *
 * @since 1.0
 */
public enum Compatibility {
    /** Equal precedence. */
    IDENTICAL(0),
    /** PATCH differs. */
    COMPATIBLE(1),
    /** MINOR differs, or one of them is a pre-release: works, but the older side should upgrade. */
    UPGRADE_RECOMMENDED(2),
    /** MAJOR differs: cannot communicate. */
    INCOMPATIBLE(3),
    /** A level that this release does not have. */
    UNKNOWN(Integer.MIN_VALUE);

    private final int number;

    Compatibility(int number) {
        this.number = number;
    }

    /**
     * The number of this level in the library.
     *
     * @return the number
     * @since 1.0
     */
    public int number() {
        return number;
    }

    /**
     * The word for this level on the wire.
     *
     * @return {@code identical}, {@code compatible}, {@code upgrade} or {@code incompatible}; {@code unknown} for
     *     {@link #UNKNOWN}
     * @since 1.0
     */
    public String word() {
        return Utf8.decode(Raw.compatibility_word(number));
    }

    /**
     * The level with a number.
     *
     * @param number the number
     * @return the level, or {@link #UNKNOWN}
     * @since 1.0
     */
    public static Compatibility of(int number) {
        return switch (number) {
            case 0 -> IDENTICAL;
            case 1 -> COMPATIBLE;
            case 2 -> UPGRADE_RECOMMENDED;
            case 3 -> INCOMPATIBLE;
            default -> UNKNOWN;
        };
    }

    /**
     * The library's name of a level.
     *
     * @param number the level's number
     * @return the name, as in {@code UPGRADE_RECOMMENDED}; {@code UNKNOWN} for other numbers
     * @since 1.0
     */
    public static String nameOf(int number) {
        return Utf8.decode(Raw.compatibility_name(number));
    }
}
