package com.neuroshard.version.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.neuroshard.version.Activation;
import com.neuroshard.version.Compatibility;
import com.neuroshard.version.Manager;
import com.neuroshard.version.Network;
import com.neuroshard.version.NeuroshardException;
import com.neuroshard.version.NodeStatus;
import com.neuroshard.version.Participation;
import com.neuroshard.version.Readiness;
import com.neuroshard.version.Reason;
import com.neuroshard.version.RecordPage;
import com.neuroshard.version.Side;
import com.neuroshard.version.Status;
import com.neuroshard.version.Transcript;
import com.neuroshard.version.UpgradeId;
import com.neuroshard.version.Verdict;
import com.neuroshard.version.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The operations of the test vectors, as calls of the Java interface: each gives the {@code ok} of a case. */
final class VectorOperations {
    private static final Gson GSON = new GsonBuilder().serializeNulls().create();

    private static final Map<String, Function<VectorInputs, Object>> OPERATIONS = Map.ofEntries(
            Map.entry("version.parse", inputs -> describe(Version.parse(inputs.text("text")))),
            Map.entry("version.parse_lenient", inputs -> describe(Version.parseLenient(inputs.text("text")))),
            Map.entry("version.order", VectorOperations::order),
            Map.entry("version.equal", VectorOperations::equal),
            Map.entry("version.compatibility", VectorOperations::compatibility),
            Map.entry("version.from_json", VectorOperations::fromJson),
            Map.entry("version.with", VectorOperations::with),
            Map.entry("network.from_json", inputs -> object("json", Network.fromJson(inputs.text("json")).toJson())),
            Map.entry("network.describe", VectorOperations::describeNetwork),
            Map.entry("manager.status", with(VectorOperations::status)),
            Map.entry("manager.status_json", with((manager, inputs) -> JsonParser.parseString(manager.statusJson()))),
            Map.entry("manager.neps", with((manager, inputs) -> manager.neps().stream().map(JsonParser::parseString).toList())),
            Map.entry("manager.activate", with(VectorOperations::activate)),
            Map.entry("manager.participation", with(VectorOperations::participation)),
            Map.entry("manager.advertisement", with((manager, inputs) -> object("text", manager.advertisement()))),
            Map.entry("manager.upgrade_id", with(VectorOperations::upgradeId)),
            Map.entry("manager.check_peer_compatibility", with(VectorOperations::checkPeerCompatibility)),
            Map.entry("manager.check_peer", with((manager, inputs) -> judge(manager, inputs.jsonText("advertisement")))),
            Map.entry("manager.negotiate", with((manager, inputs) ->
                    object("json", manager.negotiate(inputs.jsonText("advertisement")).toJson()))),
            Map.entry("manager.readiness", with(VectorOperations::readiness)),
            Map.entry("manager.log", with(VectorOperations::log)),
            Map.entry("managers.meet", VectorOperations::meet),
            Map.entry("transcript.digest", VectorOperations::transcriptDigest));

    private VectorOperations() {}

    /** The {@code ok} of a case; throws {@link NeuroshardException} where the library failed. */
    static JsonElement run(String operation, VectorInputs inputs) {
        Function<VectorInputs, Object> known = OPERATIONS.get(operation);
        assertNotNull(known, () -> "unknown operation " + operation);
        return GSON.toJsonTree(known.apply(inputs));
    }

    private interface OnManager {
        Object apply(Manager manager, VectorInputs inputs);
    }

    private static Function<VectorInputs, Object> with(OnManager operation) {
        return inputs -> {
            try (Manager manager = inputs.manager()) {
                return operation.apply(manager, inputs);
            }
        };
    }

    /** Keys and values in turn. */
    private static Map<String, Object> object(Object... members) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            object.put((String) members[i], members[i + 1]);
        }
        return object;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static Object describe(Version parsed) {
        return object(
                "major", Long.toUnsignedString(parsed.major()),
                "minor", Long.toUnsignedString(parsed.minor()),
                "patch", Long.toUnsignedString(parsed.patch()),
                "prerelease", parsed.prerelease(),
                "build", parsed.build(),
                "string", parsed.toString());
    }

    private static Object order(VectorInputs inputs) {
        List<Version> versions = inputs.versions("ascending");
        for (int i = 0; i < versions.size(); i++) {
            for (int j = 0; j < versions.size(); j++) {
                assertEquals(Integer.compare(i, j), versions.get(i).compareTo(versions.get(j)),
                        versions.get(i) + " and " + versions.get(j));
                assertEquals(i == j, versions.get(i).equals(versions.get(j)));
            }
        }
        return true;
    }

    private static Object equal(VectorInputs inputs) {
        List<Version> versions = inputs.versions("versions");
        for (Version a : versions) {
            for (Version b : versions) {
                assertEquals(a, b);
                assertEquals(a.hashCode(), b.hashCode(), a + " and " + b);
            }
        }
        return true;
    }

    private static Object compatibility(VectorInputs inputs) {
        Version local = inputs.version("local");
        Version peer = inputs.version("peer");
        Compatibility level = local.checkCompatibility(peer);
        return object(
                "value", level.number(),
                "level", Compatibility.nameOf(level.number()),
                "word", level.word(),
                "compatible", local.isCompatible(peer),
                "upgrade", Side.nameOf(local.sideToUpgrade(peer).number()),
                "message", local.compatibilityMessage(peer));
    }

    private static Object fromJson(VectorInputs inputs) {
        Version read = Version.fromJson(inputs.text("json"));
        return object("string", read.toString(), "features", read.features(), "active_neps", read.activeNeps(),
                "json", read.toJson());
    }

    private static Object with(VectorInputs inputs) {
        Version made = inputs.version("version").with(inputs.texts("features"), inputs.texts("active_neps"));
        if (inputs.has("ok")) {
            VectorInputs expected = inputs.inputs("ok");
            Arrays.stream(expected.texts("supports")).forEach(name -> assertTrue(made.supportsFeature(name), () -> text(name)));
            Arrays.stream(expected.texts("lacks")).forEach(name -> assertTrue(!made.supportsFeature(name), () -> text(name)));
            return object("string", made.toString(), "features", made.features(), "active_neps", made.activeNeps(),
                    "supports", expected.get("supports"), "lacks", expected.get("lacks"));
        }
        return made.toString();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    private static Object describeNetwork(VectorInputs inputs) {
        Network network = inputs.network();
        List<Object> features = new ArrayList<>();
        for (Network.Feature feature : network.features()) {
            features.add(object("name", feature.name(), "title", feature.title(), "description", feature.description(),
                    "since", feature.since(), "required_nep", feature.requiredNep().orElse(null),
                    "pending", feature.pending()));
        }
        List<Object> history = new ArrayList<>();
        for (Network.HistoryEntry entry : network.history()) {
            history.add(object("version", entry.version(), "date", entry.date(), "description", entry.description()));
        }
        List<Object> roles = new ArrayList<>();
        for (Network.Role role : network.roles()) {
            roles.add(object("name", role.name(), "requires", role.requiredFeatures()));
        }
        return object(
                "id", network.id(),
                "genesis", network.genesis().toString(),
                "genesis_features", network.genesis().features(),
                "features", features,
                "history", history,
                "roles", roles,
                "notice_days", network.noticeDays(),
                "grace_from_day", network.graceFromDay());
    }

    private static Object describe(Manager manager, Version peer, Verdict verdict) {
        assertEquals(verdict.level() != Compatibility.INCOMPATIBLE, verdict.canTalk());
        assertEquals(verdict.reason().name(), Reason.nameOf(verdict.reasonNumber()));
        return object(
                "level", verdict.level().name(),
                "reason", verdict.reason().name(),
                "upgrade", verdict.upgrade().name(),
                "cut_height", Long.toUnsignedString(verdict.cutHeight()),
                "message", manager.verdictMessage(peer, verdict));
    }

    private static Object judge(Manager manager, byte[] advertisement) {
        Verdict verdict = manager.checkPeer(advertisement);
        return describe(manager, Version.fromJson(advertisement), verdict);
    }

    private static Object status(Manager manager, VectorInputs inputs) {
        Version version = manager.currentVersion();
        return object(
                "status", NodeStatus.nameOf(manager.status().number()),
                "version", version.toString(),
                "features", version.features(),
                "active_neps", version.activeNeps(),
                "network_version", manager.networkVersion().toString(),
                "network_minimum", manager.networkMinimum().toString(),
                "supported_min", manager.supportedMin().toString(),
                "supported_max", manager.supportedMax().toString(),
                "height", Long.toUnsignedString(manager.height()),
                "time", Long.toUnsignedString(manager.time()));
    }

    private static Object activate(Manager manager, VectorInputs inputs) {
        Activation answer = manager.activateNep(inputs.text("id"));
        return object("activated", answer.activated(), "message", answer.message());
    }

    private static Object participation(Manager manager, VectorInputs inputs) {
        byte[] role = inputs.text("role");
        Participation answer = manager.canParticipate(role);
        switch (text(role)) {
            case "training" -> assertEquals(answer, manager.canParticipateInTraining());
            case "inference" -> assertEquals(answer, manager.canParticipateInInference());
            default -> { }
        }
        return object("allowed", answer.allowed(), "reason", answer.reason());
    }

    private static Object upgradeId(Manager manager, VectorInputs inputs) {
        UpgradeId id = manager.upgradeId();
        return object("digest", hex(id.digest()), "next", Long.toUnsignedString(id.next()));
    }

    private static Object checkPeerCompatibility(Manager manager, VectorInputs inputs) {
        Version peer = inputs.version("peer");
        return describe(manager, peer, manager.checkPeerCompatibility(peer));
    }

    /** Null where the two cannot talk. */
    private static String negotiated(Manager manager, String advertisement) {
        try {
            return manager.negotiate(advertisement).toJson();
        } catch (NeuroshardException error) {
            assertEquals(Status.INCOMPATIBLE, error.status(), error.getMessage());
            return null;
        }
    }

    private static Object meet(VectorInputs inputs) {
        VectorInputs ofA = inputs.inputs("a");
        VectorInputs ofB = inputs.inputs("b");
        try (Manager a = ofA.manager(); Manager b = ofB.manager()) {
            ofA.expectNoOtherKeys();
            ofB.expectNoOtherKeys();
            return object(
                    "a", judge(a, b.advertisement().getBytes(UTF_8)),
                    "b", judge(b, a.advertisement().getBytes(UTF_8)),
                    "a_negotiated", negotiated(a, b.advertisement()),
                    "b_negotiated", negotiated(b, a.advertisement()));
        }
    }

    private static Object readiness(Manager manager, VectorInputs inputs) {
        try (Readiness readiness = new Readiness(manager)) {
            inputs.jsonTexts("advertisements").forEach(readiness::tryAdd);
            return JsonParser.parseString(readiness.toJson());
        }
    }

    private static Object log(Manager manager, VectorInputs inputs) {
        List<String> records = new ArrayList<>();
        for (long sequence = 1; sequence <= manager.recordCount(); sequence++) {
            records.add(manager.recordJson(sequence));
        }
        long behind = manager.recordCount() + 1;
        assertEquals(Status.NOT_FOUND, assertThrows(NeuroshardException.class, () -> manager.recordJson(behind)).status());
        RecordPage page = manager.exportRecords(0);
        assertEquals(String.join("\n", records) + "\n", page.jsonLines());
        assertEquals(records.size(), page.last());
        assertTrue(manager.verify().sound());
        assertTrue(manager.verify(manager.head()).sound());
        return object("records", records, "head", hex(manager.head()));
    }

    private static Object transcriptDigest(VectorInputs inputs) {
        byte[] a = inputs.text("a");
        byte[] b = inputs.text("b");
        byte[] digest = Transcript.digest(a, b);
        assertArrayEquals(digest, Transcript.digest(b, a));
        return object("digest", hex(digest));
    }
}
