package com.neuroshard.version;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What kind of failure a {@link NeuroshardException} is. The numbers are never reused or changed; later releases of the library
 * may add some. Where memory runs out, {@link OutOfMemoryError} is thrown instead.
 *
 * @since 1.0
 */
public enum Status {
    /** Arguments that contradict each other, or a value that is none. */
    ARGUMENT(-10),
    /** Text that does not follow its grammar; the exception's offset is the byte. */
    SYNTAX(-20),
    /** A number beyond what its type or its rule allows. */
    RANGE(-30),
    /** Input longer, deeper or more numerous than its documented bound. */
    LIMIT(-40),
    /** JSON that is well formed but of the wrong shape; the message begins with the JSON path. */
    SCHEMA(-50),
    /** A feature, NEP, role or JSON key given twice. */
    DUPLICATE(-60),
    /** A role, feature, NEP, record or store that is not there. */
    NOT_FOUND(-70),
    /** A NEP that contradicts what is scheduled or in force; a log that contradicts another one, or the network. */
    CONFLICT(-80),
    /** A height that has passed where one to come is needed, or the reverse. */
    HEIGHT(-90),
    /** A defect of the library; please report it. Nothing has changed. */
    INTERNAL(-110),
    /** A breaking upgrade with less notice than the network requires. */
    NOTICE(-120),
    /** Two nodes that cannot talk have nothing to negotiate. */
    INCOMPATIBLE(-130),
    /** The store cannot be read or written; the message has the system's reason. The call may be repeated. */
    IO(-140),
    /** No room on the store's disk. Nothing has changed; the call may be repeated. */
    FULL(-150),
    /** Another process has kept the store locked for five seconds. Nothing has changed; the call may be repeated. */
    LOCKED(-160),
    /** A store that may only be read, because it was opened so or its file is. Nothing has changed. */
    READ_ONLY(-170),
    /** A log that is damaged or has been tampered with; the message begins with the first bad record. */
    CORRUPT(-180),
    /** A file that is no store, or a store that only a newer release can read. It was left as it is. */
    FORMAT(-190),
    /** A status that a later release of the library added; {@link NeuroshardException#statusNumber()} says which. */
    UNKNOWN(Integer.MIN_VALUE);

    private static final Map<Integer, Status> BY_NUMBER =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Status::number, Function.identity()));

    private final int number;

    Status(int number) {
        this.number = number;
    }

    /**
     * The number of this status in the library.
     *
     * @return the number, negative
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
    public static Status of(int number) {
        return BY_NUMBER.getOrDefault(number, UNKNOWN);
    }

    /**
     * The library's name of a status, also of one that this enum has no constant for.
     *
     * @param number the status's number
     * @return the name, as in {@code NSV_ERROR_SYNTAX}; {@code NSV_STATUS_UNKNOWN} for a number that the library does not
     *     have either
     * @since 1.0
     */
    public static String nameOf(int number) {
        return Utf8.decode(Raw.status_name(number));
    }
}
