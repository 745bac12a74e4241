package com.neuroshard.version;

/**
 * May this node and a peer talk, and what follows (S17).
 *
 * @param level how the two get on; they may talk unless it is {@link Compatibility#INCOMPATIBLE}
 * @param reasonNumber the number of the reason, kept as it is: a later release of the library may give one that {@link Reason}
 *     does not have
 * @param upgrade who must upgrade if the level is {@link Compatibility#INCOMPATIBLE}, else who should
 * @param cutHeight block at which the connection will be cut, as far as is known; 0 for none, and where the two cannot talk
 * @since 1.0
 */
public record Verdict(Compatibility level, int reasonNumber, Side upgrade, long cutHeight) {
    /**
     * A verdict with a reason that is known.
     *
     * @param level how the two get on
     * @param reason why
     * @param upgrade who must or should upgrade
     * @param cutHeight block at which the connection will be cut; 0 for none
     * @since 1.0
     */
    public Verdict(Compatibility level, Reason reason, Side upgrade, long cutHeight) {
        this(level, reason.number(), upgrade, cutHeight);
    }

    /** Called by the library. */
    Verdict(int level, int reason, int upgrade, long cutHeight) {
        this(Compatibility.of(level), reason, Side.of(upgrade), cutHeight);
    }

    /**
     * Why the verdict is what it is.
     *
     * @return the reason; {@link Reason#UNKNOWN} for one that a later release of the library added
     * @since 1.0
     */
    public Reason reason() {
        return Reason.of(reasonNumber);
    }

    /**
     * Whether the two may talk.
     *
     * @return whether the level is not {@link Compatibility#INCOMPATIBLE}
     * @since 1.0
     */
    public boolean canTalk() {
        return level != Compatibility.INCOMPATIBLE;
    }
}
