package com.neuroshard.version.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.neuroshard.version.LogVerification;
import com.neuroshard.version.Manager;
import com.neuroshard.version.Network;
import com.neuroshard.version.NeuroshardException;
import com.neuroshard.version.RecordPage;
import com.neuroshard.version.Status;
import com.neuroshard.version.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What the vectors cannot say: options, stores, and what they lead to. */
class ManagerTest {
    private static final String NEP = """
            {"id": "NEP-002", "title": "Protocol 2.0.0", "target_version": "2.0.0", "adds": ["mtp"], "activation_height": 4464,
             "announced_at": 1800000000, "expected_activation_time": 1802678400}""";

    @TempDir
    private Path folder;

    private static NeuroshardException expect(Status status, Executable call) {
        NeuroshardException error = assertThrows(NeuroshardException.class, call);
        assertEquals(status, error.status(), error.getMessage());
        return error;
    }

    private Path writtenStore() {
        Path store = folder.resolve("node").resolve("protocol.db");
        try (Manager manager = Manager.builder().store(store).supportedMax(Version.of(2, 0, 0)).unixTime(1799999999).build()) {
            manager.advance(1, 1800000000);
            manager.scheduleNep(NEP);
        }
        return store;
    }

    @Test
    void aStoreIsTakenUpWhereItEnded() {
        Path store = writtenStore();
        byte[] head;
        try (Manager manager = Manager.builder().store(store.toString()).build()) {
            assertEquals(Version.of(2, 0, 0), manager.supportedMax());
            assertTrue(manager.findNep("NEP-002").isPresent());
            assertTrue(manager.findNep("NEP-003").isEmpty());
            assertEquals(1, manager.neps().size());
            assertTrue(manager.recordJson(1).contains("\"time\":1799999999"));
            head = manager.head();
            assertEquals(new LogVerification(true, 0, ""), manager.verify(head));
            byte[] other = head.clone();
            other[31] ^= 1;
            assertFalse(manager.verify(other).sound());
        }
        byte[] name = store.toString().getBytes(StandardCharsets.UTF_8);
        try (Manager manager = Manager.builder().store(name).readOnly(true).build()) {
            assertArrayEquals(head, manager.head());
            manager.advance(100, 1800060000);
            expect(Status.READ_ONLY, () -> manager.cancelNep("NEP-002", ""));
        }
    }

    @Test
    void closingReleasesTheStore() throws IOException {
        Path store = writtenStore();
        try (var files = Files.list(store.getParent())) {
            assertEquals(List.of(store), files.toList(), "nothing but the store is left");
        }
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            assertTrue(open.noneMatch(file -> file.toFile().getAbsoluteFile().toPath().endsWith("protocol.db")));
        }
    }

    @Test
    void aDamagedStoreIsSalvaged() throws IOException {
        Path store = writtenStore();
        byte[] bytes = Files.readAllBytes(store);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        bytes[text.indexOf("Protocol 2.0.0")] = 'p';
        Files.write(store, bytes);
        NeuroshardException error = expect(Status.CORRUPT, () -> Manager.builder().store(store).build());
        assertTrue(error.getMessage().startsWith("record "), error.getMessage());
        try (Manager manager = Manager.builder().store(store).salvage(true).build()) {
            assertTrue(manager.recordCount() >= 1);
            LogVerification found = manager.verify();
            assertFalse(found.sound());
            assertEquals(manager.recordCount() + 1, found.badSequence());
            assertFalse(found.reason().isEmpty());
        }
    }

    @Test
    void anExportIsImported() {
        try (Manager source = Manager.builder().store(writtenStore()).build()) {
            RecordPage page = source.exportRecords(0);
            assertEquals(source.recordCount(), page.last());
            assertEquals(new RecordPage("", page.last()), source.exportRecords(page.last()));
            try (Manager copy = Manager.builder().store(folder.resolve("copy.db")).importRecords(page.jsonLines())) {
                assertArrayEquals(source.head(), copy.head());
            }
            expect(Status.CORRUPT, () -> Manager.builder().importRecords(page.jsonLines().replace("mtp", "mla")));
        }
    }

    @Test
    void optionsThatCannotBeAreRefused() throws IOException {
        Version one = Version.of(1, 0, 0);
        Version two = Version.of(2, 0, 0);
        expect(Status.ARGUMENT, () -> Manager.builder().supportedMin(two).supportedMax(one).build());
        expect(Status.NOT_FOUND, () -> Manager.builder().store(folder.resolve("none.db")).readOnly(true).build());
        expect(Status.RANGE, () -> Manager.builder().unixTime(-1).build());
        expect(Status.ARGUMENT, () -> Manager.builder().store("").build());
        Path text = Files.writeString(folder.resolve("text"), "no store ".repeat(200));
        expect(Status.FORMAT, () -> Manager.builder().store(text).build());
        Path store = writtenStore();
        Network other = Network.fromJson(Files.readString(Project.source("tests/vectors/networks/testnet-2.json")));
        expect(Status.CONFLICT, () -> Manager.builder().store(store).network(other).build());
    }

    @Test
    void greaseIsAFeatureThatNobodyHas() {
        try (Manager manager = Manager.builder().grease(true).build(); Manager peer = Manager.create()) {
            Version advertised = Version.fromJson(manager.advertisement());
            assertTrue(advertised.features().stream().anyMatch(name -> name.startsWith("grease_")));
            assertEquals(peer.currentVersion().features(), peer.negotiate(manager.advertisement()).features());
        }
    }

    @Test
    void heightsGoOnlyUpButByRewinding() {
        try (Manager manager = Manager.create()) {
            manager.advance(10, 1000);
            expect(Status.HEIGHT, () -> manager.advance(9, 1000));
            expect(Status.HEIGHT, () -> manager.rewind(11, 1000));
            manager.rewind(9, 900);
            assertEquals(9, manager.height());
            assertEquals(900, manager.time());
        }
    }
}
