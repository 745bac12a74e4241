package com.neuroshard.version;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * The upgrades that a node has passed, and the height of the next one (S16).
 *
 * @param digest the first eight bytes of the upgrade digest; a copy goes in, and copies come out
 * @param next height of the next breaking upgrade; 0 for none
 * @since 1.0
 */
public record UpgradeId(byte[] digest, long next) {
    /**
     * An id.
     *
     * @param digest the first eight bytes of the upgrade digest
     * @param next height of the next breaking upgrade; 0 for none
     * @since 1.0
     */
    public UpgradeId {
        digest = digest.clone();
    }

    /**
     * The first eight bytes of the upgrade digest.
     *
     * @return a copy
     * @since 1.0
     */
    @Override
    public byte[] digest() {
        return digest.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UpgradeId id && next == id.next && Arrays.equals(digest, id.digest);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(digest) + Long.hashCode(next);
    }

    /** The digest in hexadecimal, and the height, as in {@code UpgradeId[digest=0011223344556677, next=4464]}. */
    @Override
    public String toString() {
        return "UpgradeId[digest=" + HexFormat.of().formatHex(digest) + ", next=" + next + "]";
    }
}
