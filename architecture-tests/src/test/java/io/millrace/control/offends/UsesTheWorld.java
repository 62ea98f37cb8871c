package io.millrace.control.offends;

import io.millrace.control.live.fixture.ReadsAClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Breaks every part of the rule of determinism, one method for each. */
public class UsesTheWorld {
    public long millis() {
        return System.currentTimeMillis();
    }

    public Instant instant() {
        return Instant.now();
    }

    public Supplier<Instant> instantByReference() {
        return Instant::now;
    }

    public int chance() {
        return new Random().nextInt();
    }

    public int chanceOfASeed() {
        return new Random(17).nextInt();
    }

    public String id() {
        return UUID.randomUUID().toString();
    }

    public Supplier<Set<String>> set() {
        return HashSet::new;
    }

    public String threadName() {
        return Thread.currentThread().getName();
    }

    public boolean future(CompletableFuture<String> future) {
        return future.isDone();
    }

    public int identity(Object what) {
        return System.identityHashCode(what);
    }

    public long parallel(List<String> all) {
        return all.parallelStream().count();
    }

    public Set<String> saltedOrder() {
        return Set.of("a", "b");
    }

    public Set<String> saltedCopy(Set<String> other) {
        return Set.copyOf(other);
    }

    public Map<Integer, List<String>> grouped(List<String> all) {
        return all.stream().collect(Collectors.groupingBy(String::length));
    }

    public long live() {
        return new ReadsAClock().millis();
    }

    public List<String> allowed() {
        return new ArrayList<>(Set.of("one"));
    }
}
