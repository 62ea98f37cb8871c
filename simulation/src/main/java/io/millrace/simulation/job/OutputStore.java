package io.millrace.simulation.job;

import io.millrace.simulation.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where sinks of simulated jobs write: aside, by attempt, until the job publishes. Outlives TaskManagers, as a file system
 * does. Operators find theirs by name, because they travel as bytes.
 */
final class OutputStore {
    private static final Map<String, OutputStore> STORES = new ConcurrentHashMap<>();
    private static final AtomicLong MADE = new AtomicLong();

    private record Place(int subtask, int attempt) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int bySubtask = Integer.compare(subtask, other.subtask);
            return bySubtask != 0 ? bySubtask : Integer.compare(attempt, other.attempt);
        }
    }

    private final Map<Place, List<String>> aside = new TreeMap<>();
    private final List<String> published = new ArrayList<>();
    private final Map<Integer, List<String>> laidDown = new TreeMap<>();
    private final TreeSet<String> committed = new TreeSet<>();
    private final Map<String, Long> preparedFor = new TreeMap<>();
    private final TreeSet<Long> durable = new TreeSet<>();
    private final List<String> mistakes = new ArrayList<>();
    private boolean isPublished;
    private boolean isAborted;

    private OutputStore() {}

    /** A new one; its name. */
    static String open() {
        String name = "store-" + MADE.getAndIncrement();
        STORES.put(name, new OutputStore());
        return name;
    }

    static OutputStore named(String name) {
        OutputStore store = STORES.get(name);
        if (store == null) {
            throw new IllegalStateException("no output store is named '" + name + "'; it was taken away");
        }
        return store;
    }

    static OutputStore remove(String name) {
        OutputStore store = named(name);
        STORES.remove(name);
        return store;
    }

    /** An attempt begins: it finds nothing of its own, for no attempt runs twice. */
    void begin(int subtask, int attempt) {
        if (aside.putIfAbsent(new Place(subtask, attempt), new ArrayList<>()) != null) {
            throw new IllegalStateException("attempt " + attempt + " of subtask " + subtask + " began twice");
        }
    }

    void append(int subtask, int attempt, String line) {
        List<String> lines = aside.get(new Place(subtask, attempt));
        if (lines == null) {
            throw new IllegalStateException(
                    "attempt " + attempt + " of subtask " + subtask + " writes before it began");
        }
        lines.add(line);
    }

    /** Makes the lines of exactly these attempts visible; again, nothing changes. */
    void publish(List<Integer> attempts) {
        if (isAborted) {
            throw new IllegalStateException("published after it was aborted");
        }
        if (isPublished) {
            return;
        }
        isPublished = true;
        for (int subtask = 0; subtask < attempts.size(); subtask++) {
            List<String> lines = aside.get(new Place(subtask, attempts.get(subtask)));
            if (lines == null) {
                throw new IllegalStateException(
                        "attempt " + attempts.get(subtask) + " of subtask " + subtask + " finished but never began");
            }
            published.addAll(lines);
        }
    }

    /** Makes lines visible; the first is an id, and what comes again under the same changes nothing. */
    void commit(String idAndLines) {
        List<String> lines = List.of(idAndLines.split("\n"));
        Long checkpoint = preparedFor.get(lines.get(0));
        if (!durable.isEmpty() || checkpoint != null) {
            if (checkpoint == null || durable.isEmpty() || durable.last() < checkpoint) {
                mistakes.add(lines.get(0) + " of checkpoint " + checkpoint + " is committed when " + durable
                        + " are complete");
            }
        }
        if (committed.add(lines.get(0))) {
            published.addAll(lines.subList(1, lines.size()));
        }
    }

    /** Of a job that has failed without checkpoints. */
    void checkNothingIsPublished() {
        if (isPublished || !published.isEmpty()) {
            throw new Violation("a job that has failed has published: " + published);
        }
    }

    /** These are to be committed when a checkpoint is complete. */
    void prepared(long checkpoint, List<String> ids) {
        ids.forEach(id -> preparedFor.put(id, checkpoint));
    }

    void isDurable(long checkpoint) {
        durable.add(checkpoint);
    }

    /** What writers of a sink go on from: the numbers of the checkpoint, all the same. */
    void restored(Collection<String> checkpoints) {
        if (new TreeSet<>(checkpoints).size() > 1
                || !durable.containsAll(checkpoints.stream().map(Long::valueOf).toList())) {
            mistakes.add("a writer goes on from checkpoints " + checkpoints + ", complete are " + durable);
        }
    }

    /** @throws Violation if something was committed before its checkpoint was complete */
    void checkCommits() {
        if (!mistakes.isEmpty()) {
            throw new Violation("commits: " + mistakes);
        }
    }

    /** All that a subtask has to put out, in the place of what it laid down before. */
    void layDown(int subtask, List<String> lines) {
        laidDown.put(subtask, List.copyOf(lines));
    }

    void abort() {
        isAborted = true;
        aside.clear();
    }

    boolean isPublished() {
        return isPublished;
    }

    List<String> published() {
        List<String> all = new ArrayList<>(published);
        laidDown.values().forEach(all::addAll);
        return all;
    }
}
