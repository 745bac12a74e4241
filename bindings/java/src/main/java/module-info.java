/**
 * Protocol versions of a NeuroShard network: who may talk to whom, what they may use together, and what an upgrade of the
 * network means for a node.
 *
 * @since 1.0
 */
module com.neuroshard.version {
    exports com.neuroshard.version;
}
