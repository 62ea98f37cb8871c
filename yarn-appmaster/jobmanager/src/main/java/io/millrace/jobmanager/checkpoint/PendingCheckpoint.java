package io.millrace.jobmanager.checkpoint;

import io.millrace.control.checkpoint.Manifest.CoordinatorState;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskManagerMessage.Progress;
import io.millrace.protocol.TaskSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A checkpoint under way: who still owes a part, and what came. */
final class PendingCheckpoint {
    /** The life of a checkpoint until it is complete or given up. */
    enum Phase {
        /** Awaits the place for its files. */
        PREPARING,
        /** Awaits the states of the coordinators. */
        ASKING_COORDINATORS,
        /** Awaits the parts of the TaskManagers. */
        COLLECTING,
        /** Awaits that its manifest is durable. */
        COMMITTING;

        boolean mayBecome(Phase next) {
            return next.ordinal() == ordinal() + 1;
        }
    }

    /** @param at when it came */
    record Part(TaskSnapshot snapshot, Instant at) {}

    final long id;
    final long timestamp;
    final Instant begun;
    final Instant deadline;
    private Phase phase = Phase.PREPARING;
    private String directory = "";
    private List<CoordinatorState> coordinators = List.of();
    private final Map<TaskManagerId, Participant> asked = new TreeMap<>();
    private final Map<TaskManagerId, Participant> owing = new TreeMap<>();
    private final Map<AttemptId, Part> taken = new TreeMap<>();
    private final List<AttemptId> finished = new ArrayList<>();
    private boolean fresh;
    private final boolean isAsked;

    /**
     * @param timestamp when it began by the clock on the wall
     * @param begun when it began in steady time
     * @param isAsked somebody asked for it
     */
    PendingCheckpoint(long id, long timestamp, Instant begun, Duration timeout, boolean isAsked) {
        this.id = id;
        this.timestamp = timestamp;
        this.isAsked = isAsked;
        this.begun = begun;
        this.deadline = begun.plus(timeout);
    }

    Phase phase() {
        return phase;
    }

    /** A moment of steady time as the clock on the wall would have shown it, had nobody set that since this began. */
    long onTheWallMs(Instant steady) {
        return timestamp + Duration.between(begun, steady).toMillis();
    }

    boolean is(Phase one) {
        return phase == one;
    }

    void moveTo(Phase next) {
        if (!phase.mayBecome(next)) {
            throw new IllegalStateException("checkpoint " + id + ": " + phase + " may not become " + next);
        }
        phase = next;
    }

    void prepared(String place) {
        moveTo(Phase.ASKING_COORDINATORS);
        directory = place;
    }

    String directory() {
        return directory;
    }

    /** @param over attempts that have finished: what they gave to an earlier checkpoint counts */
    void collect(List<CoordinatorState> states, Collection<Participant> participants, List<AttemptId> over) {
        moveTo(Phase.COLLECTING);
        coordinators = states;
        participants.forEach(one -> asked.put(one.taskManager(), one));
        owing.putAll(asked);
        finished.addAll(over);
        fresh = true;
    }

    Collection<Participant> asked() {
        return asked.values();
    }

    Collection<Participant> owing() {
        return owing.values();
    }

    /** True once: it was triggered since this was last called, so that repeating it is too early. */
    boolean wasFresh() {
        boolean was = fresh;
        fresh = false;
        return was;
    }

    /** @return true if with this nobody owes anything any more; false for repeated parts and those of strangers */
    boolean take(TaskManagerId from, List<TaskSnapshot> parts, Instant now) {
        Participant one = phase == Phase.COLLECTING ? owing.remove(from) : null;
        if (one == null) {
            return false;
        }
        parts.forEach(part -> taken.put(part.attempt(), new Part(part, now)));
        for (Progress asked : one.attempts()) {
            if (!taken.containsKey(asked.attempt())) {
                finished.add(asked.attempt());
            }
        }
        return owing.isEmpty();
    }

    List<TaskSnapshot> taken() {
        return taken.values().stream().map(Part::snapshot).toList();
    }

    Collection<Part> parts() {
        return taken.values();
    }

    /** Those that are to give a part, or had finished before. */
    int subtasks() {
        int owed =
                owing.values().stream().mapToInt(one -> one.attempts().size()).sum();
        return taken.size() + finished.size() + owed;
    }

    boolean isAsked() {
        return isAsked;
    }

    /** Those that had finished before it reached them. */
    List<AttemptId> finished() {
        return finished;
    }

    List<CoordinatorState> coordinators() {
        return coordinators;
    }
}
