package com.neuroshard.version.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.neuroshard.version.Compatibility;
import com.neuroshard.version.Manager;
import com.neuroshard.version.NeuroshardException;
import com.neuroshard.version.Readiness;
import com.neuroshard.version.Status;
import com.neuroshard.version.Verdict;
import com.neuroshard.version.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    private static final int THREADS = 8;
    private static final long ACTIVATION = 5000;
    private static final String NEP = """
            {"id": "NEP-002", "title": "Protocol 2.0.0", "target_version": "2.0.0", "adds": ["mtp"], "activation_height": 5000,
             "announced_at": 1800000000, "expected_activation_time": 1803000000}""";

    private final ExecutorService executor = Executors.newCachedThreadPool();

    @AfterEach
    void stop() throws InterruptedException {
        executor.shutdownNow();
        assertTrue(executor.awaitTermination(30, TimeUnit.SECONDS));
    }

    /** All results; begins them at once. */
    private <T> List<T> together(int threads, Callable<T> work) throws InterruptedException, ExecutionException {
        CountDownLatch begin = new CountDownLatch(1);
        List<Future<T>> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            running.add(executor.submit(() -> {
                begin.await();
                return work.call();
            }));
        }
        begin.countDown();
        List<T> results = new ArrayList<>();
        for (Future<T> one : running) {
            results.add(one.get());
        }
        return results;
    }

    @Test
    void peersAreCheckedWhileTheLedgerGrows() throws InterruptedException, ExecutionException {
        try (Manager manager = Manager.builder().supportedMax(Version.of(2, 0, 0)).build(); Manager old = Manager.create()) {
            manager.advance(1, 1800000000);
            manager.scheduleNep(NEP);
            byte[] advertisement = old.advertisement().getBytes(UTF_8);
            AtomicBoolean done = new AtomicBoolean();
            Future<?> writer = executor.submit(() -> {
                for (long height = 2; height <= ACTIVATION + 1000; height++) {
                    manager.advance(height, 1800000000 + height * 600);
                }
                done.set(true);
            });
            List<Integer> checks = together(THREADS, () -> {
                int count = 0;
                boolean cut = false;
                for (; !done.get() || count < 1000; count++) {
                    Verdict verdict = manager.checkPeer(advertisement);
                    boolean now = verdict.level() == Compatibility.INCOMPATIBLE;
                    assertTrue(now || verdict.cutHeight() == ACTIVATION, verdict::toString);
                    assertFalse(cut && !now, "a peer that was cut talks again");
                    cut = now;
                }
                return count;
            });
            writer.get();
            assertEquals(THREADS, checks.size());
            assertEquals(Compatibility.INCOMPATIBLE, manager.checkPeer(advertisement).level());
            assertTrue(manager.verify().sound());
        }
    }

    @Test
    void closingWaitsForRunningCallsAndRefusesLaterOnes() throws InterruptedException, ExecutionException {
        for (int round = 0; round < 200; round++) {
            Manager manager = Manager.create();
            byte[] advertisement = manager.advertisement().getBytes(UTF_8);
            CountDownLatch running = new CountDownLatch(THREADS);
            Future<Void> closer = executor.submit(() -> {
                running.await();
                manager.close();
                return null;
            });
            List<Boolean> refused = together(THREADS, () -> {
                manager.checkPeer(advertisement);
                running.countDown();
                try {
                    while (true) {
                        assertTrue(manager.checkPeer(advertisement).canTalk());
                        assertTrue(manager.statusJson().startsWith("{"));
                    }
                } catch (IllegalStateException closed) {
                    return true;
                }
            });
            assertEquals(THREADS, refused.size());
            closer.get();
        }
    }

    @Test
    void manyThreadsMayClose() throws InterruptedException, ExecutionException {
        for (int round = 0; round < 200; round++) {
            Manager manager = Manager.create();
            Readiness readiness = new Readiness(manager);
            together(THREADS, () -> {
                manager.close();
                readiness.close();
                assertThrows(IllegalStateException.class, manager::height);
                assertThrows(IllegalStateException.class, readiness::toJson);
                return null;
            });
        }
    }

    /** More threads at once than there are slots, each with its own memory to be checked in. */
    @Test
    void manyThreadsGetTheirOwnAnswers() throws InterruptedException, ExecutionException {
        try (Manager manager = Manager.create()) {
            Version current = manager.currentVersion();
            together(300, () -> {
                long patch = Thread.currentThread().getId();
                byte[] mine = current.toJson().replace("\"patch\":0", "\"patch\":" + patch).getBytes(UTF_8);
                byte[] wrong = (" ".repeat((int) patch % 500) + "x").getBytes(UTF_8);
                for (int i = 0; i < 200; i++) {
                    NeuroshardException error = assertThrows(NeuroshardException.class, () -> manager.checkPeer(wrong));
                    assertEquals(Status.SYNTAX, error.status());
                    assertEquals(patch % 500, error.offset().orElseThrow());
                    assertEquals(manager.checkPeerCompatibility(Version.fromJson(mine)), manager.checkPeer(mine));
                }
                return null;
            });
        }
    }

    @Test
    void aCountMayBeSharedThoughOneThreadAddsAtATime() throws InterruptedException, ExecutionException {
        try (Manager manager = Manager.create(); Readiness readiness = new Readiness(manager)) {
            String advertisement = manager.advertisement();
            together(THREADS, () -> {
                for (int i = 0; i < 1000; i++) {
                    readiness.add(advertisement);
                }
                return null;
            });
            assertTrue(readiness.toJson().contains("8000"), readiness::toJson);
        }
    }
}
