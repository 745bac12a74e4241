package com.neuroshard.version;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The definition of a network: id, genesis version, feature registry, history, roles, notice policy.
 *
 * <p>Immutable; any number of threads may use one. Its native memory is freed when the garbage collector finds it unreachable.
 *
 * @since 1.0
 */
public final class Network extends NativeObject {
    private static final int WEIGHT = 1 << 14;

    /** Takes a handle over. */
    Network(long handle) {
        super(handle, Raw::delete_Network, WEIGHT);
    }

    /**
     * A feature of the registry.
     *
     * @param name its name, as in {@code diloco}
     * @param title its title, as in {@code DiLoCo}
     * @param description what it is, in a few words
     * @param since the version that brought it, or {@code pending}
     * @param requiredNep the NEP that it waits for or came with; empty where there is none or it is not yet decided
     * @param pending whether it is in no version yet
     * @since 1.0
     */
    public record Feature(
            String name, String title, String description, String since, Optional<String> requiredNep, boolean pending) {
        /** Called by the library. */
        Feature(byte[] name, byte[] title, byte[] description, byte[] since, byte[] requiredNep, boolean pending) {
            this(Utf8.decode(name), Utf8.decode(title), Utf8.decode(description), Utf8.decode(since),
                    Optional.ofNullable(requiredNep).map(Utf8::decode), pending);
        }
    }

    /**
     * An entry of the version history.
     *
     * @param version the version
     * @param date the date, as people write it, as in {@code Launch}
     * @param description what it brought
     * @since 1.0
     */
    public record HistoryEntry(String version, String date, String description) {
        /** Called by the library. */
        HistoryEntry(byte[] version, byte[] date, byte[] description) {
            this(Utf8.decode(version), Utf8.decode(date), Utf8.decode(description));
        }
    }

    /**
     * A role that nodes may act in.
     *
     * @param name its name, as in {@code training}
     * @param requiredFeatures the features that it requires, in ascending order
     * @since 1.0
     */
    public record Role(String name, List<String> requiredFeatures) {
        /** Called by the library. */
        Role(byte[] name, byte[][] requiredFeatures) {
            this(Utf8.decode(name), Utf8.decodeAll(requiredFeatures));
        }
    }

    /**
     * The network built into the library, {@code neuroshard-mainnet}.
     *
     * @return the network
     * @since 1.0
     */
    public static Network mainnet() {
        return new Network(Raw.Network_mainnet());
    }

    /**
     * Reads the definition of a network ({@code docs/network-definition.md}).
     *
     * @param json the JSON, at most 1048576 bytes
     * @return the network
     * @throws NeuroshardException with {@link Status#SYNTAX}, {@link Status#RANGE}, {@link Status#LIMIT},
     *     {@link Status#SCHEMA}, {@link Status#DUPLICATE} or {@link Status#NOT_FOUND} (a role requires an unknown feature),
     *     the message beginning with the JSON path or naming the byte
     * @since 1.0
     */
    public static Network fromJson(String json) {
        return fromJson(Utf8.encode(json));
    }

    /**
     * {@link #fromJson(String)} of the bytes of a text.
     *
     * @param json the JSON
     * @return the network
     * @throws NeuroshardException as there
     * @since 1.0
     */
    public static Network fromJson(byte[] json) {
        return new Network(Raw.Network_from_json(Objects.requireNonNull(json, "json")));
    }

    /**
     * The inverse of {@link #fromJson(String)}, compact.
     *
     * @return the JSON
     * @since 1.0
     */
    public String toJson() {
        return Utf8.decode(call(Raw::Network_to_json));
    }

    /**
     * The id, as in {@code neuroshard-mainnet}.
     *
     * @return the id
     * @since 1.0
     */
    public String id() {
        return Utf8.decode(call(Raw::Network_id));
    }

    /**
     * The genesis version, with the features that are in force since it (S6).
     *
     * @return the version
     * @since 1.0
     */
    public Version genesis() {
        return new Version(call(Raw::Network_genesis));
    }

    /**
     * Days of notice that a breaking upgrade needs (S9).
     *
     * @return the days
     * @since 1.0
     */
    public long noticeDays() {
        return call(Raw::Network_notice_days);
    }

    /**
     * Day after the announcement on which the grace period begins (S14).
     *
     * @return the day
     * @since 1.0
     */
    public long graceFromDay() {
        return call(Raw::Network_grace_from_day);
    }

    /**
     * The features that the registry knows, pending ones included.
     *
     * @return the features; cannot be modified
     * @since 1.0
     */
    public List<Feature> features() {
        return List.of(call(Raw::Network_features));
    }

    /**
     * The version history.
     *
     * @return the entries, oldest first; cannot be modified
     * @since 1.0
     */
    public List<HistoryEntry> history() {
        return List.of(call(Raw::Network_history));
    }

    /**
     * The roles.
     *
     * @return the roles; cannot be modified
     * @since 1.0
     */
    public List<Role> roles() {
        return List.of(call(Raw::Network_roles));
    }

    /** The id. */
    @Override
    public String toString() {
        return id();
    }
}
