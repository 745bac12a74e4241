// What help() says of the methods and functions that have no Python code. The first line becomes the signature.

%feature("docstring") neuroshard::Version::to_json "to_json($self, /)
--

The inverse of from_json: compact, features sorted. Since 1.0.";

%feature("docstring") neuroshard::Version::supports_feature "supports_feature($self, name, /)
--

Whether the version has a feature. What is no name is a feature that no version has. Since 1.0.";

%feature("docstring") neuroshard::Version::check_compatibility "check_compatibility($self, peer, /)
--

The compatibility level of this version and a peer's (S4). Features and NEPs do not count. Since 1.0.";

%feature("docstring") neuroshard::Version::is_compatible "is_compatible($self, peer, /)
--

Whether two versions can communicate: their level is not INCOMPATIBLE. Since 1.0.";

%feature("docstring") neuroshard::Version::side_to_upgrade "side_to_upgrade($self, peer, /)
--

Which side should upgrade: the older one, where the level is UPGRADE_RECOMMENDED or INCOMPATIBLE. Since 1.0.";

%feature("docstring") neuroshard::Version::compatibility_message "compatibility_message($self, peer, /)
--

What check_compatibility found, in a sentence that says who should upgrade (S5). Since 1.0.";

%feature("docstring") neuroshard::Network::to_json "to_json($self, /)
--

The inverse of from_json, compact. Since 1.0.";

%feature("docstring") neuroshard::Manager::check_peer "check_peer($self, advertisement, /)
--

Whether this node and a peer may talk (S17): what a node runs on every handshake, with what the peer sent (S15), at most
64 KiB. Nothing is trusted; what is no advertisement is an Error. It takes no lock. Since 1.0.";

%feature("docstring") neuroshard::Manager::check_peer_compatibility "check_peer_compatibility($self, peer, /)
--

Whether this node and a peer of a given version may talk (S17). Since 1.0.";

%feature("docstring") neuroshard::Manager::negotiate "negotiate($self, advertisement, /)
--

What this node and a peer may use together (S18): the lower of the two active versions, with the features and NEPs that
both have. An Error where the two cannot talk. Since 1.0.";

%feature("docstring") neuroshard::Manager::advertisement "advertisement($self, /)
--

What this node tells its peers (S15), as JSON. Make it anew for each connection. Since 1.0.";

%feature("docstring") neuroshard::Manager::status_json "status_json($self, /)
--

The whole status as JSON (docs/manager-json.md): how the node stands, what to do, and every pending upgrade. Since 1.0.";

%feature("docstring") neuroshard::Manager::neps "neps($self, /)
--

Every NEP that is known, as JSON (docs/nep-json.md), with status, phase, days and blocks left: first those with a place in
the schedule, in order of activation, then the cancelled ones. Since 1.0.";

%feature("docstring") neuroshard::Manager::find_nep "find_nep($self, id, /)
--

A NEP as JSON, like those of neps; None for one that is not known. Since 1.0.";

%feature("docstring") neuroshard::Manager::can_participate "can_participate($self, role, /)
--

Whether this node may act in a role of its network (S20), and why. Since 1.0.";

%feature("docstring") neuroshard::Manager::can_participate_in_training "can_participate_in_training($self, /)
--

can_participate in the role training. Since 1.0.";

%feature("docstring") neuroshard::Manager::can_participate_in_inference "can_participate_in_inference($self, /)
--

can_participate in the role inference. Since 1.0.";

%feature("docstring") neuroshard::Readiness::add "add($self, advertisement, /)
--

Counts one peer. What is no advertisement is counted as invalid, and an Error. Since 1.0.";

%feature("docstring") neuroshard::Readiness::try_add "try_add($self, advertisement, /)
--

Counts one peer like add, but for the Error: False for what is no advertisement. Since 1.0.";

%feature("docstring") neuroshard::Readiness::to_json "to_json($self, /)
--

The counts as JSON (docs/manager-json.md): peers by version, who can talk to this node, who is cut at which height. Since 1.0.";

%feature("docstring") neuroshard::transcript_digest "transcript_digest(a, b, /)
--

The SHA-256 of a connection's two advertisements as they were sent, the same whichever comes first (S19). Since 1.0.";

%feature("docstring") neuroshard::library_version "library_version()
--

The release of the library that is loaded, as in 1.0.0. Since 1.0.";

%feature("docstring") nsv_library_version_number "library_version_number()
--

The release of the library that is loaded, as a number: 1002003 for 1.2.3. Since 1.0.";
