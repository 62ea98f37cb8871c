package io.millrace.yarn.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.control.Epoch;
import io.millrace.control.leader.LeaderAddress;
import io.millrace.control.leader.LeaderWatch.LeaderIs;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeaderSearchTest {
    private static final Duration QUIET = Duration.ofMillis(1);
    private static final Duration NEVER = Duration.ofDays(1);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final List<LeaderIs> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicLong clock = new AtomicLong();
    private volatile LeaderIs published = leader(1);
    private volatile boolean broken;

    private LeaderSearch search(Duration quiet) {
        return new LeaderSearch(new Epoch(1), this::look, quiet, clock::get, thread, told::add);
    }

    private Optional<LeaderIs> look() throws IOException {
        looks.incrementAndGet();
        if (broken) {
            throw new IOException("for the test");
        }
        return Optional.of(published);
    }

    private static LeaderIs leader(long epoch) {
        return new LeaderIs(new Epoch(epoch), new LeaderAddress("jobmanager", "host", (int) epoch));
    }

    @AfterEach
    void end() {
        thread.shutdownNow();
    }

    @Test
    void nobodyIsLookedForWhileTheLeaderIsHeard() throws Exception {
        LeaderSearch search = search(NEVER);
        search.watch();
        published = leader(2);
        search.heard(new Epoch(1));
        thread.submit(() -> {}).get();
        assertThat(looks).hasValue(0);
    }

    @Test
    void theNextLeaderIsFoundWhenTheConnectionBreaks() {
        LeaderSearch search = search(NEVER);
        search.watch();
        published = leader(2);
        search.cutOff();
        await().until(() -> told.equals(List.of(leader(2))));
    }

    @Test
    void theNextLeaderIsFoundWhenTheKnownOneFallsSilent() {
        clock.addAndGet(QUIET.toNanos());
        LeaderSearch search = search(QUIET);
        clock.addAndGet(QUIET.toNanos());
        search.watch();
        await().until(() -> looks.get() > 0);
        published = leader(2);
        await().until(() -> told.equals(List.of(leader(2))));
    }

    @Test
    void theKnownLeaderAndEarlierOnesAreNotToldOfAgain() {
        published = leader(1);
        LeaderSearch search = search(QUIET);
        search.watch();
        search.cutOff();
        await().until(() -> looks.get() > 1);
        assertThat(told).isEmpty();
    }

    @Test
    void aFileSystemThatDoesNotAnswerIsAskedAgain() {
        broken = true;
        published = leader(2);
        LeaderSearch search = search(QUIET);
        search.watch();
        search.cutOff();
        await().until(() -> looks.get() > 0);
        broken = false;
        await().until(() -> told.equals(List.of(leader(2))));
    }

    @Test
    void wordsOfADeposedLeaderDoNotEndTheSearch() {
        LeaderSearch search = search(QUIET);
        search.watch();
        published = leader(2);
        search.cutOff();
        await().until(() -> !told.isEmpty());
        search.cutOff();
        search.heard(new Epoch(1));
        published = leader(3);
        await().until(() -> told.equals(List.of(leader(2), leader(3))));
    }

    @Test
    void nobodyIsToldAfterTheStop() throws Exception {
        LeaderSearch search = search(NEVER);
        search.watch();
        search.stop();
        published = leader(2);
        search.cutOff();
        thread.submit(() -> {}).get();
        assertThat(told).isEmpty();
    }
}
