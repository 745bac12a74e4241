package com.neuroshard.version.tests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.neuroshard.version.Compatibility;
import com.neuroshard.version.Manager;
import com.neuroshard.version.ManagerBuilder;
import com.neuroshard.version.Network;
import com.neuroshard.version.NeuroshardException;
import com.neuroshard.version.Readiness;
import com.neuroshard.version.Side;
import com.neuroshard.version.Status;
import com.neuroshard.version.Transcript;
import com.neuroshard.version.Verdict;
import com.neuroshard.version.Version;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Text of every kind reaches the library unchanged, and comes back so. */
class TextTest {
    private static final String ASTRAL = "grüße 🚀 \u2028";
    private static final String NEP = """
            {"id": "NEP-002", "title": "%s", "target_version": "1.1.0", "activation_height": 4464,
             "announced_at": 1800000000, "expected_activation_time": 1802678400}""";

    /** What a string brings is what its bytes bring. */
    private static NeuroshardException refused(Consumer<String> string, Consumer<byte[]> bytes, String text, byte[] utf8) {
        NeuroshardException error = assertThrows(NeuroshardException.class, () -> string.accept(text));
        NeuroshardException other = assertThrows(NeuroshardException.class, () -> bytes.accept(utf8));
        assertEquals(other.status(), error.status());
        assertEquals(other.offset(), error.offset());
        assertEquals(other.getMessage(), error.getMessage());
        return error;
    }

    @Test
    void offsetsCountBytes() {
        String text = "1.0.0-ü";
        NeuroshardException error = refused(Version::parse, Version::parse, text, text.getBytes(UTF_8));
        assertEquals(Status.SYNTAX, error.status());
        assertEquals(OptionalLong.of(6), error.offset());
        String json = "{\"major\":1,\"x\":\"🚀🚀\",\"minor\":}";
        error = refused(Version::fromJson, Version::fromJson, json, json.getBytes(UTF_8));
        assertEquals(Status.SYNTAX, error.status());
        assertTrue(error.offset().orElseThrow() <= json.getBytes(UTF_8).length);
    }

    @Test
    void nulIsRefusedWhereItIs() {
        NeuroshardException error = refused(Version::parse, Version::parse, "1.0\0.0", "1.0\0.0".getBytes(UTF_8));
        assertEquals(Status.SYNTAX, error.status());
        assertEquals(OptionalLong.of(3), error.offset());
        assertFalse(Version.current().supportsFeature("diloco\0"));
        try (Manager manager = Manager.create()) {
            assertThrows(NeuroshardException.class, () -> manager.cancelNep("NEP-001\0", ""));
            assertThrows(NeuroshardException.class, () -> manager.canParticipate("training\0"));
            assertThrows(NeuroshardException.class, () -> manager.checkPeer(manager.advertisement() + "\0"));
        }
    }

    @Test
    void aLoneSurrogateIsTheThreeBytesThatUtf8Forbids() {
        refused(Version::parse, Version::parse, "1.0.0-\uD83D", "1.0.0-\u00ED\u00A0\u00BD".getBytes(ISO_8859_1));
        refused(Version::parse, Version::parse, "1.0.0-\uDE80", "1.0.0-\u00ED\u00BA\u0080".getBytes(ISO_8859_1));
        try (Manager manager = Manager.create()) {
            for (String surrogate : List.of("\uD83D", "\uDE80", "\uDE80\uD83D", "a\uD83D")) {
                NeuroshardException error = assertThrows(NeuroshardException.class,
                        () -> manager.scheduleNep(NEP.formatted(surrogate)));
                assertEquals(Status.SYNTAX, error.status(), error.getMessage());
            }
        }
        String[] digests = {digest("\uD83D"), digest("\uDE80"), digest("?"), digest("🚀"), digest("\uDE80\uD83D")};
        assertEquals(digests.length, Arrays.stream(digests).distinct().count());
        assertEquals(digest(HexFormat.of().parseHex("61eda0bdf09f9a80")), digest("a\uD83D🚀"));
    }

    private static String digest(String text) {
        return Arrays.toString(Transcript.digest(text, ""));
    }

    private static String digest(byte[] text) {
        return Arrays.toString(Transcript.digest(text, new byte[0]));
    }

    @Test
    void everyCharacterComesBack() {
        try (Manager manager = Manager.create()) {
            manager.advance(1, 1800000000);
            manager.scheduleNep(NEP.formatted(ASTRAL));
            assertTrue(manager.findNep("NEP-002").orElseThrow().contains(ASTRAL));
            manager.cancelNep("NEP-002", ASTRAL);
            assertTrue(manager.exportRecords(0).jsonLines().contains(ASTRAL));
            try (Manager copy = Manager.builder().importRecords(manager.exportRecords(0).jsonLines())) {
                assertArrayEquals(manager.head(), copy.head());
            }
        }
    }

    @Test
    void stringsAndBytesAreTheSame() {
        byte[] feature = "diloco".getBytes(UTF_8);
        byte[] id = "NEP-002".getBytes(UTF_8);
        assertTrue(Version.current().supportsFeature(feature));
        assertEquals(Version.parseLenient("v1"), Version.parseLenient("v1".getBytes(UTF_8)));
        Network network = Network.fromJson(Network.mainnet().toJson());
        assertEquals(network.toJson(), Network.fromJson(network.toJson().getBytes(UTF_8)).toJson());
        try (Manager manager = Manager.create()) {
            manager.advance(1, 1800000000);
            manager.scheduleNep(NEP.formatted("x").getBytes(UTF_8));
            manager.rescheduleNep(id, 5000, 1803000000);
            assertEquals(manager.findNep("NEP-002"), manager.findNep(id));
            manager.cancelNep(id, ASTRAL.getBytes(UTF_8));
            assertEquals(manager.activateNep("NEP-002"), manager.activateNep(id));
            manager.catchUpNep(NEP.formatted("x").getBytes(UTF_8));
            String advertisement = manager.advertisement();
            byte[] bytes = advertisement.getBytes(UTF_8);
            assertEquals(manager.checkPeer(advertisement), manager.checkPeer(bytes));
            assertEquals(manager.negotiate(advertisement).toJson(), manager.negotiate(bytes).toJson());
            assertEquals(manager.canParticipate("training"), manager.canParticipate("training".getBytes(UTF_8)));
            try (Readiness strings = new Readiness(manager); Readiness arrays = new Readiness(manager)) {
                strings.add(advertisement);
                arrays.add(bytes);
                assertFalse(strings.tryAdd("x"));
                assertFalse(arrays.tryAdd(new byte[] {'x'}));
                assertEquals(strings.toJson(), arrays.toJson());
            }
        }
    }

    @Test
    void tenMebibytesAreRefusedForTheirLength() {
        String large = "1".repeat(10 << 20);
        byte[] bytes = large.getBytes(UTF_8);
        assertEquals(Status.LIMIT, refused(Version::parse, Version::parse, large, bytes).status());
        assertEquals(Status.LIMIT, refused(Version::parseLenient, Version::parseLenient, large, bytes).status());
        assertEquals(Status.LIMIT, refused(Version::fromJson, Version::fromJson, large, bytes).status());
        assertEquals(Status.LIMIT, refused(Network::fromJson, Network::fromJson, large, bytes).status());
        assertFalse(Version.current().supportsFeature(large));
        try (Manager manager = Manager.create()) {
            assertEquals(Status.LIMIT, refused(manager::checkPeer, manager::checkPeer, large, bytes).status());
            assertEquals(Status.LIMIT, refused(manager::negotiate, manager::negotiate, large, bytes).status());
            assertEquals(Status.LIMIT, refused(manager::scheduleNep, manager::scheduleNep, large, bytes).status());
            assertEquals(Status.LIMIT, refused(manager::findNep, manager::findNep, large, bytes).status());
        }
        String astral = "🚀".repeat(5 << 20);
        assertEquals(Status.LIMIT,
                refused(Version::parse, Version::parse, astral + "\uD83D", (astral + "???").getBytes(UTF_8)).status());
    }

    @Test
    void advertisementsOfEveryLengthAreChecked() {
        try (Manager manager = Manager.create()) {
            String advertisement = manager.advertisement();
            Verdict verdict = manager.checkPeer(advertisement);
            for (int size : new int[] {512, 513, 4095, 4096, 4097, 65535, 65536}) {
                byte[] padded = Arrays.copyOf(advertisement.getBytes(UTF_8), size);
                Arrays.fill(padded, advertisement.length(), size, (byte) ' ');
                assertEquals(verdict, manager.checkPeer(padded), () -> size + " bytes");
            }
            NeuroshardException error = assertThrows(NeuroshardException.class,
                    () -> manager.checkPeer(advertisement + " ".repeat(65537 - advertisement.length())));
            assertEquals(Status.LIMIT, error.status());
            assertEquals(Status.SYNTAX, assertThrows(NeuroshardException.class, () -> manager.checkPeer("")).status());
        }
    }

    @Test
    void nullIsRefused() {
        Version version = Version.current();
        byte[][] noTexts = {};
        byte[][] nullText = {null};
        ManagerBuilder builder = Manager.builder();
        try (Manager manager = Manager.create(); Readiness readiness = new Readiness(manager)) {
            Verdict verdict = new Verdict(Compatibility.IDENTICAL, 70, Side.NONE, 0);
            List<Executable> calls = List.of(
                    () -> Version.parse((String) null), () -> Version.parse((byte[]) null),
                    () -> Version.parseLenient((String) null), () -> Version.parseLenient((byte[]) null),
                    () -> Version.fromJson((String) null), () -> Version.fromJson((byte[]) null),
                    () -> version.with(null, List.of()), () -> version.with(List.of(), null),
                    () -> version.with(Collections.singleton(null), List.of()),
                    () -> version.with((byte[][]) null, noTexts), () -> version.with(noTexts, nullText),
                    () -> version.supportsFeature((String) null), () -> version.supportsFeature((byte[]) null),
                    () -> version.checkCompatibility(null), () -> version.isCompatible(null), () -> version.compareTo(null),
                    () -> version.sideToUpgrade(null), () -> version.compatibilityMessage(null),
                    () -> Network.fromJson((String) null), () -> Network.fromJson((byte[]) null),
                    () -> builder.network(null), () -> builder.supportedMin(null), () -> builder.supportedMax(null),
                    () -> builder.store((String) null), () -> builder.store((byte[]) null), () -> builder.store((Path) null),
                    () -> builder.importRecords((String) null), () -> builder.importRecords((byte[]) null),
                    () -> manager.scheduleNep((String) null), () -> manager.scheduleNep((byte[]) null),
                    () -> manager.catchUpNep((String) null), () -> manager.catchUpNep((byte[]) null),
                    () -> manager.rescheduleNep((String) null, 1, 1), () -> manager.rescheduleNep((byte[]) null, 1, 1),
                    () -> manager.cancelNep((String) null, ""), () -> manager.cancelNep("", null),
                    () -> manager.cancelNep((byte[]) null, new byte[0]), () -> manager.cancelNep(new byte[0], null),
                    () -> manager.activateNep((String) null), () -> manager.activateNep((byte[]) null),
                    () -> manager.findNep((String) null), () -> manager.findNep((byte[]) null),
                    () -> manager.checkPeer((String) null), () -> manager.checkPeer((byte[]) null),
                    () -> manager.negotiate((String) null), () -> manager.negotiate((byte[]) null),
                    () -> manager.checkPeerCompatibility(null), () -> manager.verdictMessage(null, verdict),
                    () -> manager.verdictMessage(version, null), () -> manager.canParticipate((String) null),
                    () -> manager.canParticipate((byte[]) null), () -> manager.verify(null), () -> new Readiness(null),
                    () -> readiness.add((String) null), () -> readiness.add((byte[]) null),
                    () -> readiness.tryAdd((String) null), () -> readiness.tryAdd((byte[]) null),
                    () -> Transcript.digest((byte[]) null, new byte[0]), () -> Transcript.digest("", null));
            calls.forEach(call -> assertThrows(NullPointerException.class, call));
            assertThrows(IllegalArgumentException.class, () -> manager.verify(new byte[31]));
            assertThrows(IllegalArgumentException.class, () -> manager.verify(new byte[33]));
        }
        assertFalse(version.equals(null));
    }
}
