package com.neuroshard.version.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.neuroshard.version.Compatibility;
import com.neuroshard.version.Library;
import com.neuroshard.version.Manager;
import com.neuroshard.version.Network;
import com.neuroshard.version.NeuroshardException;
import com.neuroshard.version.NodeStatus;
import com.neuroshard.version.Reason;
import com.neuroshard.version.Side;
import com.neuroshard.version.Status;
import com.neuroshard.version.UpgradeId;
import com.neuroshard.version.Verdict;
import com.neuroshard.version.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ValuesTest {
    private static final int UNKNOWN_NUMBER = 12345;

    @Test
    void versionsAreOrderedAndHashedByPrecedence() {
        Version version = Version.parse("1.2.3-rc.1+build.5");
        Version same = Version.parse("1.2.3-rc.1+other").with(Set.of("mtp"), List.of("NEP-001"));
        assertEquals(version, same);
        assertEquals(version.hashCode(), same.hashCode());
        assertEquals(0, version.compareTo(same));
        assertNotEquals(version, Version.parse("1.2.3"));
        assertFalse(version.equals("1.2.3-rc.1+build.5"));
        assertEquals(1, new HashSet<>(List.of(version, same)).size());
        TreeSet<Version> sorted = new TreeSet<>(List.of(Version.of(1, 10, 0), Version.of(1, 9, 0), version));
        assertEquals("[1.2.3-rc.1+build.5, 1.9.0, 1.10.0]", sorted.toString());
    }

    @Test
    void numbersReachTheLargestOfSixtyFourBits() {
        long largest = -1;
        Version version = Version.of(largest, Long.MIN_VALUE, Long.MAX_VALUE);
        assertEquals("18446744073709551615.9223372036854775808.9223372036854775807", version.toString());
        assertEquals(largest, version.major());
        assertEquals(Long.MIN_VALUE, version.minor());
        assertEquals(Long.MAX_VALUE, version.patch());
        assertEquals(version, Version.parse(version.toString()));
        assertTrue(version.compareTo(Version.of(Long.MAX_VALUE, 0, 0)) > 0);
        NeuroshardException error = assertThrows(NeuroshardException.class, () -> Version.parse("18446744073709551616.0.0"));
        assertEquals(Status.RANGE, error.status());
        try (Manager manager = Manager.create()) {
            error = assertThrows(NeuroshardException.class, () -> manager.advance(largest, 0));
            assertEquals(Status.RANGE, error.status());
            assertTrue(error.getMessage().contains("18446744073709551615"), error.getMessage());
            assertEquals(Status.NOT_FOUND,
                    assertThrows(NeuroshardException.class, () -> manager.recordJson(largest)).status());
        }
    }

    @Test
    void collectionsCannotBeModified() {
        Version version = Version.current().with(List.of("mtp", "diloco"), List.of("NEP-002", "NEP-001"));
        assertEquals("[diloco, mtp]", version.features().toString());
        assertEquals("[NEP-002, NEP-001]", version.activeNeps().toString());
        assertThrows(UnsupportedOperationException.class, () -> version.features().add("x"));
        assertThrows(UnsupportedOperationException.class, () -> version.activeNeps().add("x"));
        assertThrows(UnsupportedOperationException.class, () -> Network.mainnet().features().clear());
        assertThrows(UnsupportedOperationException.class, () -> Network.mainnet().roles().get(0).requiredFeatures().clear());
    }

    @Test
    void upgradeIdsAreValues() {
        byte[] digest = {1, 2, 3, 4, 5, 6, 7, 8};
        UpgradeId id = new UpgradeId(digest, 9);
        assertEquals(new UpgradeId(digest.clone(), 9), id);
        assertEquals(new UpgradeId(digest.clone(), 9).hashCode(), id.hashCode());
        assertNotEquals(new UpgradeId(digest, 10), id);
        digest[0] = 0;
        id.digest()[1] = 0;
        assertArrayEquals(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, id.digest());
        assertEquals("UpgradeId[digest=0102030405060708, next=9]", id.toString());
    }

    @Test
    void whatALaterReleaseAddsIsCarried() {
        Verdict verdict = new Verdict(Compatibility.IDENTICAL, UNKNOWN_NUMBER, Side.NONE, 0);
        assertEquals(Reason.UNKNOWN, verdict.reason());
        assertEquals(UNKNOWN_NUMBER, verdict.reasonNumber());
        assertEquals(new Verdict(Compatibility.IDENTICAL, Reason.VERSIONS, Side.NONE, 0),
                new Verdict(Compatibility.IDENTICAL, 70, Side.NONE, 0));
        try (Manager manager = Manager.create()) {
            Version peer = manager.currentVersion();
            for (Verdict none : List.of(verdict, new Verdict(Compatibility.UNKNOWN, Reason.VERSIONS, Side.NONE, 0),
                    new Verdict(Compatibility.IDENTICAL, Reason.VERSIONS, Side.UNKNOWN, 0))) {
                NeuroshardException error =
                        assertThrows(NeuroshardException.class, () -> manager.verdictMessage(peer, none));
                assertEquals(Status.ARGUMENT, error.status());
                assertTrue(error.offset().isEmpty());
            }
        }
        assertEquals("unknown", Compatibility.UNKNOWN.word());
    }

    @Test
    void enumsHaveTheHeadersNamesAndNumbers() throws IOException {
        assertEquals(header("nsv_status", "NSV_ERROR_", "NSV_OK", "NSV_ERROR_NO_MEMORY"), numbers(Status.values()));
        assertEquals(header("nsv_compatibility", "NSV_"), numbers(Compatibility.values()));
        assertEquals(header("nsv_side", "NSV_SIDE_"), numbers(Side.values()));
        assertEquals(header("nsv_node_status", "NSV_NODE_"), numbers(NodeStatus.values()));
        assertEquals(header("nsv_reason", "NSV_REASON_"), numbers(Reason.values()));
        for (Status status : known(Status.values())) {
            assertEquals(status, Status.of(status.number()));
            assertEquals("NSV_ERROR_" + status, Status.nameOf(status.number()));
        }
        for (Compatibility level : known(Compatibility.values())) {
            assertEquals(level, Compatibility.of(level.number()));
            assertEquals(level.name(), Compatibility.nameOf(level.number()));
        }
        for (Side side : known(Side.values())) {
            assertEquals(side, Side.of(side.number()));
            assertEquals(side.name(), Side.nameOf(side.number()));
        }
        for (NodeStatus status : known(NodeStatus.values())) {
            assertEquals(status, NodeStatus.of(status.number()));
            assertEquals(status.name(), NodeStatus.nameOf(status.number()));
        }
        for (Reason reason : known(Reason.values())) {
            assertEquals(reason, Reason.of(reason.number()));
            assertEquals(reason.name(), Reason.nameOf(reason.number()));
        }
    }

    @Test
    void otherNumbersAreUnknown() {
        assertEquals(Status.UNKNOWN, Status.of(UNKNOWN_NUMBER));
        assertEquals("NSV_STATUS_UNKNOWN", Status.nameOf(UNKNOWN_NUMBER));
        assertEquals(Compatibility.UNKNOWN, Compatibility.of(UNKNOWN_NUMBER));
        assertEquals("UNKNOWN", Compatibility.nameOf(UNKNOWN_NUMBER));
        assertEquals(Side.UNKNOWN, Side.of(UNKNOWN_NUMBER));
        assertEquals("UNKNOWN", Side.nameOf(UNKNOWN_NUMBER));
        assertEquals(NodeStatus.UNKNOWN, NodeStatus.of(UNKNOWN_NUMBER));
        assertEquals("UNKNOWN", NodeStatus.nameOf(UNKNOWN_NUMBER));
        assertEquals(Reason.UNKNOWN, Reason.of(UNKNOWN_NUMBER));
        assertEquals("UNKNOWN", Reason.nameOf(UNKNOWN_NUMBER));
    }

    @Test
    void theLibrarySaysItsRelease() {
        String[] numbers = Library.version().split("\\.");
        assertEquals(3, numbers.length);
        int number = Library.versionNumber();
        assertEquals(List.of(numbers),
                Stream.of(number / 1_000_000, number / 1000 % 1000, number % 1000).map(Object::toString).toList());
    }

    private static <E extends Enum<E>> List<E> known(E[] values) {
        assertEquals("UNKNOWN", values[values.length - 1].name());
        return List.of(values).subList(0, values.length - 1);
    }

    private static <E extends Enum<E>> Map<String, Integer> numbers(E[] values) {
        Map<String, Integer> numbers = new HashMap<>();
        known(values).forEach(value -> numbers.put(value.name(), number(value)));
        return numbers;
    }

    private static int number(Enum<?> value) {
        try {
            return (int) value.getClass().getMethod("number").invoke(value);
        } catch (ReflectiveOperationException error) {
            throw new AssertionError(error);
        }
    }

    /** The constants of an enum of the C header, without their prefix. */
    private static Map<String, Integer> header(String name, String prefix, String... without) throws IOException {
        String header = Files.readString(Project.source("include/neuroshard_version.h"));
        var body = Pattern.compile("enum " + name + " \\{(.*?)\\}", Pattern.DOTALL).matcher(header);
        assertTrue(body.find(), name);
        Map<String, Integer> numbers = new HashMap<>();
        Pattern.compile("(NSV_\\w+) = (-?\\d+)").matcher(body.group(1)).results()
                .filter(constant -> !Arrays.asList(without).contains(constant.group(1)))
                .forEach(constant ->
                        numbers.put(constant.group(1).substring(prefix.length()), Integer.valueOf(constant.group(2))));
        return numbers;
    }
}
