package com.neuroshard.version;

import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.Objects;

/**
 * How a node is set up. What is not said has a default: the built-in network, a log in memory.
 *
 * <p>For one thread at a time. It may be used again.
 *
 * @since 1.0
 */
public final class ManagerBuilder {

    private Network network;
    private Version supportedMin;
    private Version supportedMax;
    private byte[] store;
    private boolean grease;
    private boolean readOnly;
    private boolean salvage;
    private long unixTime;

    /** {@link Manager#builder()} makes it. */
    ManagerBuilder() {}

    /**
     * The network; without it, the one that the store is of, or the built-in one. Where the store is of another network,
     * that is {@link Status#CONFLICT}.
     *
     * @param network the network
     * @return this
     * @since 1.0
     */
    public ManagerBuilder network(Network network) {
        this.network = Objects.requireNonNull(network, "network");
        return this;
    }

    /**
     * Oldest protocol version that the node's software speaks; without it, the one that the log told of last, or the built-in
     * network's genesis version.
     *
     * @param version the version
     * @return this
     * @since 1.0
     */
    public ManagerBuilder supportedMin(Version version) {
        supportedMin = Objects.requireNonNull(version, "version");
        return this;
    }

    /**
     * Newest protocol version that the node's software speaks; without it likewise. Its features count only where it is
     * below the network's genesis version.
     *
     * @param version the version
     * @return this
     * @since 1.0
     */
    public ManagerBuilder supportedMax(Version version) {
        supportedMax = Objects.requireNonNull(version, "version");
        return this;
    }

    /**
     * File of the log (S21), made with the directories that it needs, for their owner alone, where there is none. Without
     * it the log is in memory, ends with the manager, and keeps the newest 10000 records.
     *
     * @param file the file
     * @return this
     * @since 1.0
     */
    public ManagerBuilder store(Path file) {
        return store(file.toString());
    }

    /**
     * {@link #store(Path)} by its name.
     *
     * @param file the file's name
     * @return this
     * @since 1.0
     */
    public ManagerBuilder store(String file) {
        return store(Utf8.encode(file));
    }

    /**
     * {@link #store(Path)} by the bytes of its name.
     *
     * @param file the file's name
     * @return this
     * @since 1.0
     */
    public ManagerBuilder store(byte[] file) {
        store = file.clone();
        return this;
    }

    /**
     * Whether the node's advertisements carry one more feature, {@code grease_} and eight hex digits that change with the
     * height, so that peers stay used to names they do not know. It is never negotiated.
     *
     * @param grease whether they do
     * @return this
     * @since 1.0
     */
    public ManagerBuilder grease(boolean grease) {
        this.grease = grease;
        return this;
    }

    /**
     * Whether the log is only read: nothing is recorded and the store is not written. What would change the schedule is refused
     * with {@link Status#READ_ONLY}; heights are taken, and forgotten with the manager.
     *
     * @param readOnly whether it is
     * @return this
     * @since 1.0
     */
    public ManagerBuilder readOnly(boolean readOnly) {
        this.readOnly = readOnly;
        return this;
    }

    /**
     * Whether the records before the damage are taken of a store that is damaged, so that they can be exported. Only reads,
     * too.
     *
     * @param salvage whether they are
     * @return this
     * @since 1.0
     */
    public ManagerBuilder salvage(boolean salvage) {
        this.salvage = salvage;
        return this;
    }

    /**
     * The time for what opening records; without it, that of the last record.
     *
     * @param unixTime Unix seconds
     * @return this
     * @since 1.0
     */
    public ManagerBuilder unixTime(long unixTime) {
        this.unixTime = unixTime;
        return this;
    }

    /**
     * Sets a node up, where its log ends (S21), or at height 0 with the upgrades that the network's definition lists.
     *
     * <p>A log without records begins. One that has some is read and checked from end to end; a supported range other than
     * the one it told of last, and NEPs of the network's definition that it has not told of, are recorded. Software that is
     * too old for what the log has activated gives a halted manager. Between records the log does not tell of heights:
     * report the ledger's again.
     *
     * @return the manager, to be closed
     * @throws NeuroshardException with {@link Status#ARGUMENT} for a supported range whose minimum is above its maximum;
     *     {@link Status#CORRUPT}, the message beginning with the first bad record; {@link Status#FORMAT};
     *     {@link Status#CONFLICT} for a store of another network, or NEPs of the definition that contradict the log;
     *     {@link Status#NOT_FOUND} where there is no store and it is only to be read; {@link Status#IO},
     *     {@link Status#FULL}, {@link Status#LOCKED} or {@link Status#READ_ONLY}; {@link Status#LIMIT} for a maximum that
     *     no advertisement could hold; {@link Status#RANGE} for a time beyond 2<sup>53</sup>&nbsp;&minus;&nbsp;1
     * @since 1.0
     */
    public Manager build() {
        return open(null);
    }

    /**
     * Sets a node up like {@link #build()}, on a log that takes over exported records first.
     *
     * <p>A log without records takes all of them. One that has some takes those that come after; where both have a record
     * it must be the same one. All or nothing is taken. Without a store, it is a check of an export.
     *
     * @param jsonLines records that follow each other, a line each
     * @return the manager, to be closed
     * @throws NeuroshardException as {@link #build()}; with {@link Status#CORRUPT} for a line that is no sound record;
     *     {@link Status#CONFLICT} where the log has another record (a fork), or lacks the one before the first line.
     *     Messages begin with the first bad record
     * @since 1.0
     */
    public Manager importRecords(String jsonLines) {
        return importRecords(Utf8.encode(jsonLines));
    }

    /**
     * {@link #importRecords(String)} of the bytes of an export.
     *
     * @param jsonLines records that follow each other, a line each
     * @return the manager, to be closed
     * @throws NeuroshardException as there
     * @since 1.0
     */
    public Manager importRecords(byte[] jsonLines) {
        return open(Objects.requireNonNull(jsonLines, "jsonLines"));
    }

    private Manager open(byte[] records) {
        try {
            return new Manager(Raw.open_manager(NativeObject.handleOf(network), NativeObject.handleOf(supportedMin),
                    NativeObject.handleOf(supportedMax), store, grease, readOnly, salvage, unixTime, records));
        } finally {
            Reference.reachabilityFence(this);
        }
    }
}
