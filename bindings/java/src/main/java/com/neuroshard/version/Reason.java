package com.neuroshard.version;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Why a verdict is what it is: the rule of S17 times ten, plus a digit for its cases. The numbers are stable; later releases of
 * the library may add some.
 *
 * @since 1.0
 */
public enum Reason {
    /** The peer belongs to another network. */
    DIFFERENT_NETWORK(10),
    /** This node is halted until it is upgraded. */
    LOCAL_HALTED(20),
    /** The peer says that it is halted. */
    PEER_HALTED(21),
    /** The newest version that the peer supports is below the network's minimum. */
    PEER_UNSUPPORTED(22),
    /** The lower of the two active versions is below what the other side supports. */
    NO_COMMON_VERSION(30),
    /** This node supports only versions that the network has not reached; it waits. */
    LOCAL_TOO_NEW(31),
    /** The peer supports only versions that the network has not reached; it waits. */
    PEER_TOO_NEW(32),
    /** The peer has an upgrade at a height that this node has reached without it. */
    LOCAL_STALE(40),
    /** The peer has reached the height of an upgrade without it. */
    PEER_STALE(41),
    /** The peer has not yet reached an upgrade that it knows, and this node has passed. */
    PEER_SYNCING(42),
    /** The peer has passed upgrades that this node knows, supports, and has not yet reached. */
    LOCAL_SYNCING(43),
    /** The peer has passed an upgrade that this node does not support. */
    LOCAL_UNSUPPORTED(44),
    /** The two have passed different upgrades. */
    DIVERGED(45),
    /** The peer's version is below the network's minimum. */
    PEER_BELOW_MINIMUM(50),
    /** The peer's version is that of a scheduled breaking upgrade. */
    PEER_READY(60),
    /** The compatibility level of the two versions decided. */
    VERSIONS(70),
    /** A reason that a later release of the library added; {@link Verdict#reasonNumber()} says which. */
    UNKNOWN(Integer.MIN_VALUE);

    private static final Map<Integer, Reason> BY_NUMBER =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Reason::number, Function.identity()));

    private final int number;

    Reason(int number) {
        this.number = number;
    }

    /**
     * The number of this reason in the library.
     *
     * @return the number
     * @since 1.0
     */
    public int number() {
        return number;
    }

    /**
     * The reason with a number.
     *
     * @param number the number
     * @return the reason, or {@link #UNKNOWN}
     * @since 1.0
     */
    public static Reason of(int number) {
        return BY_NUMBER.getOrDefault(number, UNKNOWN);
    }

    /**
     * The library's name of a reason, also of one that this enum has no constant for.
     *
     * @param number the reason's number
     * @return the name, as in {@code PEER_BELOW_MINIMUM}; {@code UNKNOWN} for a number that the library does not have either
     * @since 1.0
     */
    public static String nameOf(int number) {
        return Utf8.decode(Raw.reason_name(number));
    }
}
