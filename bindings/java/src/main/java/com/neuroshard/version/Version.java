package com.neuroshard.version;

import java.lang.ref.Reference;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A protocol version: a SemVer 2.0.0 version, a set of features and the list of active NEPs.
 *
 * <p>Immutable; any number of threads may use one. Equality, hash and order are SemVer precedence (S2): build metadata,
 * features and NEPs do not count. Its native memory is freed when the garbage collector finds it unreachable.
 *
 * @since 1.0
 */
public final class Version extends NativeObject implements Comparable<Version> {
    private static final int WEIGHT = 1 << 9;

    /** Takes a handle over. */
    Version(long handle) {
        super(handle, Raw::delete_Version, WEIGHT);
    }

    /**
     * The version {@code major.minor.patch}, without features or NEPs.
     *
     * @param major MAJOR, unsigned
     * @param minor MINOR, unsigned
     * @param patch PATCH, unsigned
     * @return the version
     * @since 1.0
     */
    public static Version of(long major, long minor, long patch) {
        return new Version(Raw.new_Version(major, minor, patch));
    }

    /**
     * Reads SemVer 2.0.0 text, and nothing but it (S1).
     *
     * @param text the text, at most 255 bytes; each number is one of 64 bits, unsigned
     * @return the version, without features or NEPs
     * @throws NeuroshardException with {@link Status#SYNTAX}; {@link Status#RANGE} for a number that is too large;
     *     {@link Status#LIMIT} for text that is too long
     * @since 1.0
     */
    public static Version parse(String text) {
        return parse(Utf8.encode(text));
    }

    /**
     * {@link #parse(String)} of the bytes of a text.
     *
     * @param text the text
     * @return the version
     * @throws NeuroshardException as there
     * @since 1.0
     */
    public static Version parse(byte[] text) {
        return new Version(Raw.Version_parse(Objects.requireNonNull(text, "text")));
    }

    /**
     * Like {@link #parse(String)}, and takes what people type: a leading {@code v}, and {@code 1} or {@code 1.2} for
     * {@code 1.0.0}, {@code 1.2.0}.
     *
     * @param text the text
     * @return the version
     * @throws NeuroshardException as there
     * @since 1.0
     */
    public static Version parseLenient(String text) {
        return parseLenient(Utf8.encode(text));
    }

    /**
     * {@link #parseLenient(String)} of the bytes of a text.
     *
     * @param text the text
     * @return the version
     * @throws NeuroshardException as there
     * @since 1.0
     */
    public static Version parseLenient(byte[] text) {
        return new Version(Raw.Version_parse_lenient(Objects.requireNonNull(text, "text")));
    }

    /**
     * Reads <code>{"major":1,"minor":0,"patch":0,"features":[…],"active_neps":[…]}</code> (S15). The three numbers are
     * needed, the lists may be absent; {@code prerelease} and {@code build} are taken where present; other keys are
     * ignored.
     *
     * @param json the JSON, at most 65536 bytes, with at most 256 features and 4096 NEPs
     * @return the version
     * @throws NeuroshardException with {@link Status#SYNTAX}, {@link Status#RANGE}, {@link Status#LIMIT},
     *     {@link Status#SCHEMA} or {@link Status#DUPLICATE}, the message beginning with the JSON path or naming the byte
     * @since 1.0
     */
    public static Version fromJson(String json) {
        return fromJson(Utf8.encode(json));
    }

    /**
     * {@link #fromJson(String)} of the bytes of a text.
     *
     * @param json the JSON
     * @return the version
     * @throws NeuroshardException as there
     * @since 1.0
     */
    public static Version fromJson(byte[] json) {
        return new Version(Raw.Version_from_json(Objects.requireNonNull(json, "json")));
    }

    /**
     * The current version of the built-in network, with its features and active NEPs.
     *
     * @return the version
     * @since 1.0
     */
    public static Version current() {
        return new Version(Raw.Version_current());
    }

    /**
     * A copy of this version with these features and these active NEPs in place of its own.
     *
     * @param features names of the form {@code [a-z][a-z0-9_]{0,63}} (S3), at most 256
     * @param activeNeps ids, {@code NEP-} and three or more digits, in the order of activation, at most 4096
     * @return the new version
     * @throws NeuroshardException with {@link Status#LIMIT}, also for a version whose JSON would be longer than 65536 bytes;
     *     {@link Status#SYNTAX}, {@link Status#RANGE} or {@link Status#DUPLICATE}, the message beginning with the place, as in
     *     {@code features[2]}
     * @since 1.0
     */
    public Version with(Collection<String> features, Collection<String> activeNeps) {
        return with(Utf8.encodeAll(features), Utf8.encodeAll(activeNeps));
    }

    /**
     * {@link #with(Collection, Collection)} of the bytes of texts.
     *
     * @param features names
     * @param activeNeps ids
     * @return the new version
     * @throws NeuroshardException as there
     * @since 1.0
     */
    public Version with(byte[][] features, byte[][] activeNeps) {
        byte[][] featureTexts = Utf8.requireNonNull(features);
        byte[][] nepTexts = Utf8.requireNonNull(activeNeps);
        return new Version(call(self -> Raw.Version_with(self, featureTexts, nepTexts)));
    }

    /**
     * MAJOR.
     *
     * @return the number, unsigned
     * @since 1.0
     */
    public long major() {
        return call(Raw::Version_major);
    }

    /**
     * MINOR.
     *
     * @return the number, unsigned
     * @since 1.0
     */
    public long minor() {
        return call(Raw::Version_minor);
    }

    /**
     * PATCH.
     *
     * @return the number, unsigned
     * @since 1.0
     */
    public long patch() {
        return call(Raw::Version_patch);
    }

    /**
     * The pre-release without its {@code -}.
     *
     * @return the text; empty for a release
     * @since 1.0
     */
    public String prerelease() {
        return Utf8.decode(call(Raw::Version_prerelease));
    }

    /**
     * The build metadata without its {@code +}.
     *
     * @return the text; empty where there is none
     * @since 1.0
     */
    public String build() {
        return Utf8.decode(call(Raw::Version_build));
    }

    /**
     * The features.
     *
     * @return their names, in ascending order; cannot be modified
     * @since 1.0
     */
    public Set<String> features() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(Utf8.decodeAll(call(Raw::Version_features))));
    }

    /**
     * The active NEPs.
     *
     * @return their ids, in the order of activation; cannot be modified
     * @since 1.0
     */
    public List<String> activeNeps() {
        return Utf8.decodeAll(call(Raw::Version_active_neps));
    }

    /**
     * Whether this version has a feature.
     *
     * @param feature a name; one that is malformed is a feature that no version has
     * @return whether it has it
     * @since 1.0
     */
    public boolean supportsFeature(String feature) {
        return supportsFeature(Utf8.encode(feature));
    }

    /**
     * {@link #supportsFeature(String)} of the bytes of a name.
     *
     * @param feature a name
     * @return whether it has it
     * @since 1.0
     */
    public boolean supportsFeature(byte[] feature) {
        Objects.requireNonNull(feature, "feature");
        return call(self -> Raw.Version_supports_feature(self, feature));
    }

    /**
     * The compatibility level with a peer's version (S4). Features and NEPs do not count.
     *
     * @param peer the peer's version
     * @return the level
     * @since 1.0
     */
    public Compatibility checkCompatibility(Version peer) {
        return Compatibility.of(call(peer, Raw::Version_check_compatibility));
    }

    /**
     * Whether the two versions can communicate.
     *
     * @param peer the peer's version
     * @return whether their level is not {@link Compatibility#INCOMPATIBLE}
     * @since 1.0
     */
    public boolean isCompatible(Version peer) {
        return call(peer, Raw::Version_is_compatible);
    }

    /**
     * Which side should upgrade: the older one, where the level is {@link Compatibility#UPGRADE_RECOMMENDED} or
     * {@link Compatibility#INCOMPATIBLE}.
     *
     * @param peer the peer's version
     * @return the side
     * @since 1.0
     */
    public Side sideToUpgrade(Version peer) {
        return Side.of(call(peer, Raw::Version_side_to_upgrade));
    }

    /**
     * What {@link #checkCompatibility} found, in a sentence that says who should upgrade (S5).
     *
     * @param peer the peer's version
     * @return the sentence
     * @since 1.0
     */
    public String compatibilityMessage(Version peer) {
        return Utf8.decode(call(peer, Raw::Version_compatibility_message));
    }

    /**
     * The inverse of {@link #fromJson(String)}: compact, features sorted, the five keys first; {@code prerelease} and
     * {@code build} behind them only where the version has them.
     *
     * @return the JSON
     * @since 1.0
     */
    public String toJson() {
        return Utf8.decode(call(Raw::Version_to_json));
    }

    /** By SemVer precedence. */
    @Override
    public int compareTo(Version other) {
        try {
            return Raw.compare(handle, other.handle);
        } finally {
            Reference.reachabilityFence(this);
            Reference.reachabilityFence(other);
        }
    }

    /** Whether the other is a version of the same precedence. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Version version && compareTo(version) == 0;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(call(Raw::Version_hash));
    }

    /** The SemVer text, as in {@code 1.2.3-rc.1}. */
    @Override
    public String toString() {
        return Utf8.decode(call(Raw::Version_string));
    }

    private <R> R call(Version peer, LongBiFunction<R> operation) {
        return call(self -> peer.call(other -> operation.apply(self, other)));
    }

    private interface LongBiFunction<R> {
        R apply(long self, long other);
    }
}
