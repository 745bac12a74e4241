package com.neuroshard.version.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.neuroshard.version.Manager;
import com.neuroshard.version.Network;
import com.neuroshard.version.NeuroshardException;
import com.neuroshard.version.Readiness;
import com.neuroshard.version.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Objects are freed in any order, once, and all of them. */
class LifetimeTest {
    private static final int REPETITIONS = Integer.getInteger("neuroshard.repetitions", 1_000_000);
    /** A version has 672 bytes, and a manager 4096: what leaks any of them is soon above this. */
    private static final long MOST_GROWTH = 64L << 20;

    @Test
    void whatIsDerivedOutlivesItsSource() {
        Manager manager = Manager.builder().network(Network.mainnet()).supportedMax(Version.of(2, 0, 0)).build();
        Readiness readiness = new Readiness(manager);
        Network network = manager.network();
        Version version = manager.currentVersion();
        String advertisement = manager.advertisement();
        manager.close();
        collectGarbage();
        readiness.add(advertisement);
        assertTrue(readiness.toJson().contains("1.0.0"));
        assertEquals("neuroshard-mainnet", network.id());
        assertEquals(network.genesis(), version);
        readiness.close();
    }

    @Test
    void closingAgainDoesNothing() {
        Manager manager = Manager.create();
        Readiness readiness = new Readiness(manager);
        for (int i = 0; i < 3; i++) {
            manager.close();
            readiness.close();
        }
    }

    @Test
    void everyCallAfterClosingThrows() {
        Manager manager = Manager.create();
        Readiness readiness = new Readiness(manager);
        String advertisement = manager.advertisement();
        byte[] bytes = advertisement.getBytes(UTF_8);
        Version version = Version.current();
        var verdict = manager.checkPeer(bytes);
        manager.close();
        readiness.close();
        List<Executable> calls = List.of(manager::network, manager::currentVersion, manager::networkVersion,
                manager::networkMinimum, manager::supportedMin, manager::supportedMax, manager::status, manager::statusJson,
                manager::height, manager::time, () -> manager.advance(1, 1), () -> manager.rewind(0, 1),
                () -> manager.scheduleNep("{}"), () -> manager.catchUpNep("{}"), () -> manager.rescheduleNep("NEP-001", 1, 1),
                () -> manager.cancelNep("NEP-001", ""), () -> manager.activateNep("NEP-001"), () -> manager.findNep("NEP-001"),
                manager::neps, manager::advertisement, manager::upgradeId, () -> manager.checkPeer(advertisement),
                () -> manager.checkPeer(bytes), () -> manager.checkPeerCompatibility(version),
                () -> manager.verdictMessage(version, verdict), () -> manager.negotiate(advertisement),
                () -> manager.canParticipate("training"), manager::canParticipateInTraining, manager::canParticipateInInference,
                manager::recordCount, manager::head, () -> manager.recordJson(1), () -> manager.exportRecords(0),
                manager::verify, () -> manager.verify(new byte[32]), () -> new Readiness(manager),
                () -> readiness.add(advertisement),
                () -> readiness.tryAdd(advertisement), readiness::toJson);
        for (Executable call : calls) {
            assertEquals("closed", assertThrows(IllegalStateException.class, call).getMessage());
        }
    }

    @Test
    void versionsThatAreDroppedDoNotPileUp() throws IOException {
        expectNoGrowth(REPETITIONS, () -> Version.parse("1.2.3-rc.1"));
    }

    @Test
    void textThatIsRefusedLeavesNothing() throws IOException {
        byte[] text = "1.2.x".getBytes(UTF_8);
        expectNoGrowth(REPETITIONS, () -> assertThrows(NeuroshardException.class, () -> Version.parse(text)));
    }

    @Test
    void managersThatAreClosedLeaveNothing() throws IOException {
        expectNoGrowth(REPETITIONS / 5, () -> {
            try (Manager manager = Manager.create()) {
                manager.height();
            }
        });
    }

    @Test
    void managersThatAreDroppedDoNotPileUp() throws IOException {
        expectNoGrowth(REPETITIONS / 10, Manager::create);
    }

    @Test
    void countsThatAreDroppedDoNotPileUp() throws IOException {
        try (Manager manager = Manager.create()) {
            expectNoGrowth(REPETITIONS / 50, () -> new Readiness(manager));
        }
    }

    @Test
    void theGarbageCollectorTakesNothingThatIsInUse() throws InterruptedException {
        String text = "1.2.3-" + "x".repeat(200);
        Thread collector = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                System.gc();
            }
        });
        collector.start();
        List<Version> kept = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            assertEquals(text, Version.parse(text).toString());
            assertTrue(Version.parse(text).compareTo(Version.parse("1.2.3")) < 0);
            assertEquals(i, new Counter(i).manager.height());
            if (i % 100 == 0) {
                kept.add(Version.parse(text));
            }
        }
        collector.interrupt();
        collector.join();
        kept.forEach(version -> assertEquals(text, version.toString()));
    }

    /** A manager that nothing reaches but the call. */
    private static final class Counter {
        final Manager manager = Manager.create();

        Counter(int height) {
            manager.advance(height, 0);
        }
    }

    /** Grows in the beginning, until the garbage collector has come round. */
    private static void expectNoGrowth(int times, Executable work) throws IOException {
        repeat(times / 2, work);
        long before = residentBytes();
        repeat(times / 2, work);
        collectGarbage();
        long growth = residentBytes() - before;
        assertTrue(growth < MOST_GROWTH, () -> "grew by " + growth + " bytes");
    }

    private static void repeat(int times, Executable work) {
        try {
            for (int i = 0; i < times; i++) {
                work.execute();
            }
        } catch (Throwable error) {
            throw new AssertionError(error);
        }
    }

    private static void collectGarbage() {
        System.gc();
        System.gc();
    }

    private static long residentBytes() throws IOException {
        String pages = Files.readString(Path.of("/proc/self/statm")).split(" ")[1];
        return Long.parseLong(pages) * 4096;
    }
}
