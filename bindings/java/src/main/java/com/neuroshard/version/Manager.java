package com.neuroshard.version;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * One node's view of its network.
 *
 * <p>Every method may be called from any thread at any time. Close it when it is not needed any more: calls that run
 * finish, later ones throw {@link IllegalStateException}. One that is never closed is freed when the garbage collector
 * finds it unreachable.
 *
 * <p>A manager with a store throws {@link NeuroshardException} with {@link Status#IO}, {@link Status#FULL},
 * {@link Status#LOCKED}, {@link Status#READ_ONLY} or {@link Status#CORRUPT} of the store from whatever would change or read
 * it; nothing has changed then.
 *
 * @since 1.0
 */
public final class Manager implements AutoCloseable {
    private static final int HEAD_SIZE = 32;
    private static final int WEIGHT = 1 << 12;

    private final Handle handle;

    /** Takes a handle over. */
    Manager(long handle) {
        this.handle = new Handle(handle, Raw::delete_Manager, WEIGHT);
    }

    /**
     * A node of the built-in network, with its log in memory.
     *
     * @return the manager, to be closed
     * @since 1.0
     */
    public static Manager create() {
        return builder().build();
    }

    /**
     * For a node that is set up otherwise.
     *
     * @return a builder with all defaults
     * @since 1.0
     */
    public static ManagerBuilder builder() {
        return new ManagerBuilder();
    }

    /**
     * The manager's network.
     *
     * @return the network
     * @since 1.0
     */
    public Network network() {
        return new Network(call(Raw::Manager_network));
    }

    /**
     * What this node speaks now (S12): the network's version or, where that is newer than what the node supports, the
     * version made by the upgrades it supports.
     *
     * @return the version
     * @since 1.0
     */
    public Version currentVersion() {
        return new Version(call(Raw::Manager_current_version));
    }

    /**
     * The version in force on the network.
     *
     * @return the version
     * @since 1.0
     */
    public Version networkVersion() {
        return new Version(call(Raw::Manager_network_version));
    }

    /**
     * The oldest version that may take part.
     *
     * @return the version
     * @since 1.0
     */
    public Version networkMinimum() {
        return new Version(call(Raw::Manager_network_minimum));
    }

    /**
     * Oldest version this node supports.
     *
     * @return the version
     * @since 1.0
     */
    public Version supportedMin() {
        return new Version(call(Raw::Manager_supported_min));
    }

    /**
     * Newest version this node supports.
     *
     * @return the version
     * @since 1.0
     */
    public Version supportedMax() {
        return new Version(call(Raw::Manager_supported_max));
    }

    /**
     * How this node stands in its network.
     *
     * @return the status
     * @since 1.0
     */
    public NodeStatus status() {
        return NodeStatus.of(call(Raw::Manager_status));
    }

    /**
     * The whole status ({@code docs/manager-json.md}): how the node stands, what to do, and every pending upgrade.
     *
     * @return the JSON
     * @since 1.0
     */
    public String statusJson() {
        return Utf8.decode(call(Raw::Manager_status_json));
    }

    /**
     * The height that was reported last.
     *
     * @return the block; 0 at first
     * @since 1.0
     */
    public long height() {
        return call(Raw::Manager_height);
    }

    /**
     * The time that was reported last.
     *
     * @return Unix seconds; 0 at first
     * @since 1.0
     */
    public long time() {
        return call(Raw::Manager_time);
    }

    /**
     * Reports the ledger's height and time; every NEP that is due becomes active, in order, however far the jump (S8). Call
     * it for every block; other threads' reads never wait for it.
     *
     * @param height at least the height reported last; a lower one is for {@link #rewind}
     * @param unixTime the time of the block, or of the clock; it may go back
     * @throws NeuroshardException with {@link Status#HEIGHT} for a lower height; {@link Status#RANGE} beyond
     *     2<sup>53</sup>&nbsp;&minus;&nbsp;1
     * @since 1.0
     */
    public void advance(long height, long unixTime) {
        handle.run(self -> Raw.Manager_advance(self, height, unixTime));
    }

    /**
     * Reports that the ledger went back (S13): the state is that of the lower height, NEPs above it are scheduled again.
     *
     * @param height at most the height reported last
     * @param unixTime Unix seconds
     * @throws NeuroshardException with {@link Status#HEIGHT} for a higher height; {@link Status#RANGE} for a time beyond
     *     2<sup>53</sup>&nbsp;&minus;&nbsp;1
     * @since 1.0
     */
    public void rewind(long height, long unixTime) {
        handle.run(self -> Raw.Manager_rewind(self, height, unixTime));
    }

    /**
     * Schedules a NEP (S7, S9): this project's NEP JSON ({@code docs/nep-json.md}) or the {@code to_dict} JSON of the
     * Python reference. The schedule is checked as a whole. A NEP that is scheduled already, with the same effect, changes
     * nothing.
     *
     * @param json at most 65536 bytes
     * @throws NeuroshardException with {@link Status#SYNTAX}, {@link Status#RANGE}, {@link Status#LIMIT},
     *     {@link Status#SCHEMA} or {@link Status#DUPLICATE} for JSON that is no NEP; {@link Status#CONFLICT} where it
     *     contradicts the schedule, or its id has another effect already; {@link Status#HEIGHT} for an activation height
     *     that has passed; {@link Status#NOTICE}
     * @since 1.0
     */
    public void scheduleNep(String json) {
        scheduleNep(Utf8.encode(json));
    }

    /**
     * {@link #scheduleNep(String)} of the bytes of a text.
     *
     * @param json the NEP
     * @throws NeuroshardException as there
     * @since 1.0
     */
    public void scheduleNep(byte[] json) {
        Objects.requireNonNull(json, "json");
        handle.run(self -> Raw.Manager_schedule_nep(self, json));
    }

    /**
     * Takes over a NEP that the network has agreed on already (S10), as a node does while it syncs: like
     * {@link #scheduleNep(String)}, but its height may have passed and its notice is not checked.
     *
     * @param json the NEP
     * @throws NeuroshardException as there
     * @since 1.0
     */
    public void catchUpNep(String json) {
        catchUpNep(Utf8.encode(json));
    }

    /**
     * {@link #catchUpNep(String)} of the bytes of a text.
     *
     * @param json the NEP
     * @throws NeuroshardException as there
     * @since 1.0
     */
    public void catchUpNep(byte[] json) {
        Objects.requireNonNull(json, "json");
        handle.run(self -> Raw.Manager_catch_up_nep(self, json));
    }

    /**
     * Moves a scheduled NEP to another height (S10). Its notice starts anew, at the time reported last.
     *
     * @param id its id, as in {@code NEP-001}
     * @param height the new activation height, above the height reported last
     * @param expectedTime when that is expected to be; not before the time reported last
     * @throws NeuroshardException with {@link Status#NOT_FOUND}; {@link Status#HEIGHT} where the old or the new height has
     *     passed; {@link Status#NOTICE}; {@link Status#CONFLICT}; {@link Status#SYNTAX}, {@link Status#RANGE} or
     *     {@link Status#LIMIT}
     * @since 1.0
     */
    public void rescheduleNep(String id, long height, long expectedTime) {
        rescheduleNep(Utf8.encode(id), height, expectedTime);
    }

    /**
     * {@link #rescheduleNep(String, long, long)} with the bytes of an id.
     *
     * @param id its id
     * @param height the new activation height
     * @param expectedTime when that is expected to be
     * @throws NeuroshardException as there
     * @since 1.0
     */
    public void rescheduleNep(byte[] id, long height, long expectedTime) {
        Objects.requireNonNull(id, "id");
        handle.run(self -> Raw.Manager_reschedule_nep(self, id, height, expectedTime));
    }

    /**
     * Cancels a scheduled NEP (S10). It stays in the list of NEPs as cancelled, and may be scheduled anew.
     *
     * @param id its id
     * @param reason why, for people: at most 1000 bytes without control characters; may be empty
     * @throws NeuroshardException with {@link Status#NOT_FOUND}; {@link Status#HEIGHT} where its height has passed;
     *     {@link Status#CONFLICT} where another NEP builds on it; {@link Status#NOTICE} where another NEP becomes breaking
     *     without it, and lacks the notice; {@link Status#SYNTAX}, {@link Status#RANGE} or {@link Status#LIMIT}
     * @since 1.0
     */
    public void cancelNep(String id, String reason) {
        cancelNep(Utf8.encode(id), Utf8.encode(reason));
    }

    /**
     * {@link #cancelNep(String, String)} with the bytes of texts.
     *
     * @param id its id
     * @param reason why
     * @throws NeuroshardException as there
     * @since 1.0
     */
    public void cancelNep(byte[] id, byte[] reason) {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(reason, "reason");
        handle.run(self -> Raw.Manager_cancel_nep(self, id, reason));
    }

    /**
     * Confirms the activation of a scheduled NEP (S11). Heights activate NEPs; this says, once, whether it has happened.
     * Nothing is recorded by it, and what is active when a manager is set up counts as confirmed.
     *
     * @param id its id
     * @return whether it is confirmed, and a message for both answers
     * @throws NeuroshardException with {@link Status#SYNTAX}, {@link Status#RANGE} or {@link Status#LIMIT} for what is no
     *     id
     * @since 1.0
     */
    public Activation activateNep(String id) {
        return activateNep(Utf8.encode(id));
    }

    /**
     * {@link #activateNep(String)} with the bytes of an id.
     *
     * @param id its id
     * @return whether it is confirmed, and a message
     * @throws NeuroshardException as there
     * @since 1.0
     */
    public Activation activateNep(byte[] id) {
        Objects.requireNonNull(id, "id");
        return call(self -> Raw.Manager_activate_nep(self, id));
    }

    /**
     * A NEP by its id, as JSON ({@code docs/nep-json.md}) with its status, phase, days and blocks left.
     *
     * @param id its id
     * @return the JSON; empty for a NEP that is not known
     * @throws NeuroshardException with {@link Status#SYNTAX}, {@link Status#RANGE} or {@link Status#LIMIT} for what is no id
     * @since 1.0
     */
    public Optional<String> findNep(String id) {
        return findNep(Utf8.encode(id));
    }

    /**
     * {@link #findNep(String)} with the bytes of an id.
     *
     * @param id its id
     * @return the JSON; empty for a NEP that is not known
     * @throws NeuroshardException as there
     * @since 1.0
     */
    public Optional<String> findNep(byte[] id) {
        Objects.requireNonNull(id, "id");
        return Optional.ofNullable(call(self -> Raw.Manager_find_nep(self, id))).map(Utf8::decode);
    }

    /**
     * Every NEP that is known, as {@link #findNep} gives it: first those with a place in the schedule, in order of
     * activation, then the cancelled ones.
     *
     * @return the JSON of each; cannot be modified
     * @since 1.0
     */
    public List<String> neps() {
        return Utf8.decodeAll(call(Raw::Manager_neps));
    }

    /**
     * What this node tells its peers (S15), at most 65536 bytes. Make it anew for each connection, and send it again when the
     * node's version or height has changed.
     *
     * @return the JSON
     * @since 1.0
     */
    public String advertisement() {
        return Utf8.decode(call(Raw::Manager_advertisement));
    }

    /**
     * The upgrades this node has passed, and the height of the next one (S16).
     *
     * @return both
     * @since 1.0
     */
    public UpgradeId upgradeId() {
        return call(Raw::Manager_upgrade_id);
    }

    /**
     * Whether this node and a peer may talk (S17): what a node runs on every handshake. It takes no lock. Bytes are faster.
     *
     * @param advertisement what the peer sent (S15), at most 65536 bytes; nothing is trusted
     * @return the verdict, whatever it is
     * @throws NeuroshardException with {@link Status#SYNTAX}, {@link Status#RANGE}, {@link Status#LIMIT},
     *     {@link Status#SCHEMA} or {@link Status#DUPLICATE} for what is no advertisement, the message beginning with the
     *     JSON path or naming the byte
     * @since 1.0
     */
    public Verdict checkPeer(String advertisement) {
        return checkPeer(Utf8.encode(advertisement));
    }

    /**
     * {@link #checkPeer(String)} of the bytes that the peer sent.
     *
     * @param advertisement what the peer sent
     * @return the verdict
     * @throws NeuroshardException as there
     * @since 1.0
     */
    public Verdict checkPeer(byte[] advertisement) {
        return handle.checkPeer(Objects.requireNonNull(advertisement, "advertisement"));
    }

    /**
     * Whether this node and a peer of a given version may talk (S17).
     *
     * @param peer the peer's version
     * @return the verdict
     * @since 1.0
     */
    public Verdict checkPeerCompatibility(Version peer) {
        return call(self -> peer.call(version -> Raw.Manager_check_peer_compatibility(self, version)));
    }

    /**
     * A verdict of this manager on this peer in a sentence, with who should upgrade and when the connection will be cut.
     *
     * @param peer the peer's version; {@link Version#fromJson(String)} reads it from an advertisement
     * @param verdict the verdict
     * @return the sentence
     * @throws NeuroshardException with {@link Status#ARGUMENT} for a verdict whose level, reason or side is none
     * @since 1.0
     */
    public String verdictMessage(Version peer, Verdict verdict) {
        return Utf8.decode(call(self -> peer.call(version -> Raw.verdict_message(self, version, verdict.level().number(),
                verdict.reasonNumber(), verdict.upgrade().number(), verdict.cutHeight()))));
    }

    /**
     * What this node and a peer may use together (S18): the lower of the two active versions, with the features and NEPs
     * that both have. Both sides get the same. Send by it; accept what you implement.
     *
     * @param advertisement what the peer sent
     * @return the version
     * @throws NeuroshardException with {@link Status#INCOMPATIBLE} where the two cannot talk, with the reason; otherwise as
     *     {@link #checkPeer(String)}
     * @since 1.0
     */
    public Version negotiate(String advertisement) {
        return negotiate(Utf8.encode(advertisement));
    }

    /**
     * {@link #negotiate(String)} on the bytes that the peer sent.
     *
     * @param advertisement what the peer sent
     * @return the version
     * @throws NeuroshardException as there
     * @since 1.0
     */
    public Version negotiate(byte[] advertisement) {
        Objects.requireNonNull(advertisement, "advertisement");
        return new Version(call(self -> Raw.Manager_negotiate(self, advertisement)));
    }

    /**
     * Whether this node may act in a role of its network (S20).
     *
     * @param role the role's name, as in {@code training}
     * @return whether it may, and why
     * @throws NeuroshardException with {@link Status#NOT_FOUND} for a role that the network does not have
     * @since 1.0
     */
    public Participation canParticipate(String role) {
        return canParticipate(Utf8.encode(role));
    }

    /**
     * {@link #canParticipate(String)} with the bytes of a name.
     *
     * @param role the role's name
     * @return whether it may, and why
     * @throws NeuroshardException as there
     * @since 1.0
     */
    public Participation canParticipate(byte[] role) {
        Objects.requireNonNull(role, "role");
        return call(self -> Raw.Manager_can_participate(self, role));
    }

    /**
     * {@link #canParticipate(String)} in the role {@code training}.
     *
     * @return whether it may, and why
     * @throws NeuroshardException with {@link Status#NOT_FOUND} where the network does not have it
     * @since 1.0
     */
    public Participation canParticipateInTraining() {
        return call(Raw::Manager_can_participate_in_training);
    }

    /**
     * {@link #canParticipate(String)} in the role {@code inference}.
     *
     * @return whether it may, and why
     * @throws NeuroshardException with {@link Status#NOT_FOUND} where the network does not have it
     * @since 1.0
     */
    public Participation canParticipateInInference() {
        return call(Raw::Manager_can_participate_in_inference);
    }

    /**
     * How many records the log has, as far as the manager has taken them over (S21). Those that another process adds to the
     * store count from the next {@link #advance}, {@link #rewind} or change of the schedule on.
     *
     * @return their count, and the sequence of the last one
     * @since 1.0
     */
    public long recordCount() {
        return call(Raw::Manager_record_count);
    }

    /**
     * The hash of the last of these records: whoever keeps it can prove later that nothing before it was changed (S23).
     *
     * @return SHA-256, 32 bytes; zeros for a log without records
     * @since 1.0
     */
    public byte[] head() {
        return call(Raw::Manager_head);
    }

    /**
     * A record of the log, as it is kept: canonical JSON (RFC 8785; {@code docs/log.md}).
     *
     * @param sequence 1 for the first one
     * @return the JSON
     * @throws NeuroshardException with {@link Status#NOT_FOUND}, also where a log in memory has forgotten it;
     *     {@link Status#CORRUPT} or {@link Status#IO}
     * @since 1.0
     */
    public String recordJson(long sequence) {
        return Utf8.decode(call(self -> Raw.Manager_record_json(self, sequence)));
    }

    /**
     * Records after one, as JSON Lines: how a log is exported, and how a host follows it (S22).
     *
     * <p>Begin with 0 and go on with {@link RecordPage#last()} until no text comes: that was the end, and what is recorded
     * later follows it. Records that another process has added come at once; only sound ones are given.
     *
     * @param after sequence of the last record that is known; 0 for none
     * @return about a mebibyte of them
     * @throws NeuroshardException with {@link Status#CORRUPT} or {@link Status#IO} where not even the next record is sound
     * @since 1.0
     */
    public RecordPage exportRecords(long after) {
        return call(self -> Raw.Manager_export_records(self, after));
    }

    /**
     * Checks every record of the log (S23): that it is unchanged and in its place, and that none is missing between.
     *
     * @return what was found
     * @throws NeuroshardException with {@link Status#IO} where it cannot be read
     * @since 1.0
     */
    public LogVerification verify() {
        return call(self -> Raw.Manager_verify(self, null));
    }

    /**
     * Checks every record like {@link #verify()}, and that one of them has a hash that {@link #head()} gave once, kept
     * elsewhere; else the log has lost its end, or was made anew from some record on.
     *
     * @param expectedHead the hash, 32 bytes
     * @return what was found
     * @throws IllegalArgumentException if the hash has another size
     * @throws NeuroshardException with {@link Status#IO} where the log cannot be read
     * @since 1.0
     */
    public LogVerification verify(byte[] expectedHead) {
        if (expectedHead.length != HEAD_SIZE) {
            throw new IllegalArgumentException("expectedHead: expected 32 bytes, found " + expectedHead.length);
        }
        return call(self -> Raw.Manager_verify(self, expectedHead));
    }

    /** Frees the manager, when the calls that run have returned. Closing again does nothing. */
    @Override
    public void close() {
        handle.close();
    }

    <R> R call(LongFunction<R> operation) {
        return handle.call(operation);
    }
}
