package io.millrace.taskmanager.control;

import io.millrace.dataflow.JobID;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Failure;
import io.millrace.protocol.PartitionId;
import io.millrace.protocol.Placements;
import io.millrace.protocol.Restore;
import io.millrace.protocol.TaskSnapshot;
import io.millrace.protocol.TaskState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Runs nothing: says at once that attempts run, and ends them when a button is pressed. Remembers what it was told. */
public final class FakeTaskRunner implements TaskRunner {
    private final Consumer<Fact> facts;
    private final Set<AttemptId> running = new LinkedHashSet<>();
    private final List<String> calls = new ArrayList<>();
    private boolean heedsCancellation = true;

    public FakeTaskRunner(Consumer<Fact> facts) {
        this.facts = facts;
    }

    @Override
    public void deploy(
            JobID job, byte[] graph, List<AttemptId> attempts, Placements placements, Optional<Restore> restore) {
        for (AttemptId attempt : attempts) {
            if (!running.add(attempt)) {
                throw new IllegalStateException("attempt " + attempt + " was deployed twice");
            }
            calls.add("deploy " + attempt
                    + restore.map(from -> " from " + from.checkpoint()).orElse(""));
            facts.accept(new Moved(attempt, TaskState.RUNNING, Optional.empty(), Map.of()));
        }
    }

    @Override
    public void cancel(AttemptId attempt, String reason) {
        calls.add("cancel " + attempt);
        if (heedsCancellation || !running.contains(attempt)) {
            end(attempt, TaskState.CANCELED, Optional.empty());
        }
    }

    @Override
    public void giveSplits(AttemptId attempt, List<byte[]> splits, boolean noMore) {
        if (running.contains(attempt)) {
            calls.add("splits " + attempt + " " + splits.size() + (noMore ? " no more" : ""));
        }
    }

    @Override
    public void tell(AttemptId attempt, int operator, byte[] message) {
        if (running.contains(attempt)) {
            calls.add("tell " + attempt + " " + operator + " " + message.length);
        }
    }

    @Override
    public void triggerCheckpoint(
            JobID job, long checkpoint, long timestamp, String directory, List<AttemptId> attempts) {
        calls.add("trigger " + checkpoint + " " + attempts);
    }

    @Override
    public void checkpointCompleted(JobID job, long checkpoint) {
        calls.add("completed " + checkpoint);
    }

    @Override
    public void checkpointAborted(JobID job, long checkpoint) {
        calls.add("aborted " + checkpoint);
    }

    @Override
    public void release(List<PartitionId> partitions) {
        calls.add("release " + partitions);
    }

    @Override
    public void forget(JobID job) {
        calls.add("forget " + job);
    }

    /** What it was told, in order. */
    public List<String> calls() {
        return calls;
    }

    // Buttons.

    public void ignoreCancellation() {
        heedsCancellation = false;
    }

    public void end(AttemptId attempt, TaskState state, Optional<Failure> failure) {
        running.remove(attempt);
        facts.accept(new Moved(attempt, state, failure, Map.of()));
    }

    public void keep(PartitionId partition) {
        facts.accept(new Kept(partition));
    }

    public void took(JobID job, long checkpoint, List<TaskSnapshot> tasks) {
        facts.accept(new Taken(job, checkpoint, tasks));
    }

    public void decline(JobID job, long checkpoint, String reason) {
        facts.accept(new Declined(job, checkpoint, reason, false));
    }

    public void awaitCheckpoint(AttemptId attempt) {
        facts.accept(new AwaitsCheckpoint(attempt));
    }

    public void wantSplit(AttemptId attempt) {
        facts.accept(new SplitWanted(attempt));
    }

    public void say(AttemptId attempt, int operator, byte[] message) {
        facts.accept(new OperatorSaid(attempt, operator, message));
    }
}
