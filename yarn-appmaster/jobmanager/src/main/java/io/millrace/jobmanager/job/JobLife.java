package io.millrace.jobmanager.job;

import io.millrace.control.Address;
import io.millrace.control.Turn;
import io.millrace.dataflow.JobID;
import io.millrace.protocol.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Where a job is in its life, and why; tells the dispatcher whenever users see a difference. */
final class JobLife {
    private final JobID job;
    private final Address dispatcher;

    private JobPhase phase;
    private Optional<Failure> failure = Optional.empty();
    private Optional<Instant> firstRan = Optional.empty();
    private int resets;

    JobLife(JobID job, JobPhase first, Address dispatcher) {
        this.job = job;
        this.phase = first;
        this.dispatcher = dispatcher;
    }

    JobID job() {
        return job;
    }

    JobPhase phase() {
        return phase;
    }

    boolean is(JobPhase one) {
        return phase == one;
    }

    Optional<Failure> failure() {
        return failure;
    }

    /** How often tasks were stopped to run again. */
    int resets() {
        return resets;
    }

    void reset() {
        resets++;
    }

    /** What is told from now on as the reason. */
    void because(Optional<Failure> cause) {
        failure = cause;
    }

    void begin(Turn turn) {
        report(Map.of(), turn);
    }

    void moveTo(JobPhase next, String because, Turn turn) {
        moveTo(next, because, Map.of(), turn);
    }

    /** @param accumulators filled with the end */
    void moveTo(JobPhase next, String because, Map<String, byte[]> accumulators, Turn turn) {
        if (!phase.mayBecome(next)) {
            throw new IllegalStateException("job " + job + ": " + phase + " may not become " + next);
        }
        if (next == JobPhase.RUNNING) {
            firstRan = Optional.of(firstRan.orElse(turn.steady()));
        }
        turn.moved("job " + job, phase, next, because);
        boolean visible = phase.status() != next.status();
        phase = next;
        if (visible) {
            report(accumulators, turn);
        }
    }

    void report(JobReport what, Turn turn) {
        turn.send(dispatcher, what);
    }

    private void report(Map<String, byte[]> accumulators, Turn turn) {
        long runtimeMs = firstRan.map(
                        since -> Duration.between(since, turn.steady()).toMillis())
                .orElse(0L);
        turn.send(dispatcher, new JobReport.StatusChanged(job, phase.status(), failure, accumulators, runtimeMs));
    }
}
