package io.millrace.jobmanager.dispatch;

import io.millrace.control.Address;
import io.millrace.control.Epoch;
import io.millrace.control.Turn;
import io.millrace.control.report.FailureReport;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import io.millrace.jobmanager.checkpoint.CheckpointFigures;
import io.millrace.jobmanager.job.JobReport.CheckpointMoved;
import io.millrace.jobmanager.job.JobReport.StatusChanged;
import io.millrace.protocol.ClientMessage.Received;
import io.millrace.protocol.ClientMessage.TakeCheckpoint;
import io.millrace.protocol.JobNews.JobLine;
import io.millrace.protocol.JobNews.JobMoved;
import io.millrace.protocol.JobNews.OperatorResult;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the dispatcher knows of a job, and its conversation with the clients that want to hear about it. Results go out as
 * they come and again until received; the terminal state goes to those that have all results.
 */
final class JobRecord {
    /** So many results that were not acknowledged are said again at a beat: what is lost is rarely more. */
    private static final int REPEATED_RESULTS_MAX = 64;

    /** A client that did not answer to so many tellings of the end, one a beat, is gone. */
    private static final int END_TELLINGS_MAX = 60;

    private final Epoch epoch;
    private final JobID job;
    private final String name;
    private final long startedAtMs;
    private final Map<Address, Subscriber> subscribers = new TreeMap<>();
    private final Set<Address> cancelling = new TreeSet<>();
    private final TreeMap<Long, OperatorResult> results = new TreeMap<>();
    private final Deque<FailureReport> failures = new ArrayDeque<>();
    private long nextResult;
    private StatusChanged latest;
    private final AskedCheckpoints checkpoints;
    private CheckpointFigures.@Nullable Told checkpointFigures;

    JobRecord(Epoch epoch, JobID job, String name, long startedAtMs) {
        this.epoch = epoch;
        this.job = job;
        this.name = name;
        this.startedAtMs = startedAtMs;
        this.checkpoints = new AskedCheckpoints(epoch, job);
        this.latest = new StatusChanged(job, JobStatus.INITIALIZING, Optional.empty(), Map.of(), 0);
    }

    boolean hasEnded() {
        return latest.status().isGloballyTerminalState();
    }

    JobLine line() {
        return new JobLine(job, name, latest.status(), startedAtMs);
    }

    /** The client hears about the job from now on, and at once how it stands. */
    void subscribe(Address client, Turn turn) {
        long first = results.isEmpty() ? nextResult : results.firstKey();
        Subscriber subscriber = subscribers.computeIfAbsent(client, address -> new Subscriber(address, first));
        subscriber.asksAgain();
        results.tailMap(subscriber.has()).values().forEach(result -> turn.send(client, result));
        tell(subscriber, turn);
    }

    /**
     * The client is answered when it is durable that the job is to be cancelled, or when it ends otherwise.
     *
     * @return true if the job is to be told
     */
    boolean cancelWanted(Address client, Turn turn) {
        if (latest.status() == JobStatus.CANCELLING || hasEnded()) {
            subscribe(client, turn);
            return false;
        }
        cancelling.add(client);
        return true;
    }

    /** @return true if the job is to be asked for a checkpoint */
    boolean checkpointWanted(TakeCheckpoint wish, Turn turn) {
        boolean isNew = checkpoints.ask(wish.request(), wish.replyTo(), turn);
        if (isNew && hasEnded()) {
            endCheckpoints(turn);
        }
        return isNew && !hasEnded();
    }

    void checkpointsEnded(CheckpointFigures.Told figures) {
        checkpointFigures = figures;
    }

    /**
     * Somebody wants to know how the checkpoints go.
     *
     * @return true if the job itself is to say so
     */
    boolean figuresWanted(Address client, Turn turn) {
        CheckpointFigures.Told last = checkpointFigures;
        if (last == null && !hasEnded()) {
            return true;
        }
        turn.send(client, last == null ? new CheckpointFigures.Told(job, Optional.empty()) : last);
        return false;
    }

    void checkpointMoved(CheckpointMoved report, Turn turn) {
        checkpoints.moved(report.requests(), report.outcome(), turn);
    }

    private void endCheckpoints(Turn turn) {
        checkpoints.over("the job has ended: it is " + latest.status(), turn);
    }

    void changed(StatusChanged change, Turn turn) {
        latest = change;
        if (hasEnded()) {
            endCheckpoints(turn);
        }
        if (hasEnded() || change.status() == JobStatus.CANCELLING) {
            long first = results.isEmpty() ? nextResult : results.firstKey();
            cancelling.forEach(client -> subscribers.computeIfAbsent(client, any -> new Subscriber(client, first)));
            cancelling.clear();
        }
        subscribers.values().forEach(subscriber -> tell(subscriber, turn));
    }

    void resultAdded(String resultName, byte[] payload, Turn turn) {
        OperatorResult result = new OperatorResult(epoch, job, nextResult++, resultName, payload);
        results.put(result.sequence(), result);
        subscribers.keySet().forEach(client -> turn.send(client, result));
    }

    void failed(FailureReport report) {
        failures.add(report);
        if (failures.size() > RecentFailures.KEPT_MAX) {
            failures.remove();
        }
    }

    List<FailureReport> recentFailures() {
        return List.copyOf(failures);
    }

    void received(Received receipt, Turn turn) {
        Subscriber subscriber = subscribers.get(receipt.replyTo());
        if (subscriber == null) {
            return;
        }
        if (receipt.sequence() == Received.END) {
            subscriber.receivedEnd();
            return;
        }
        boolean hadAll = hasAll(subscriber);
        subscriber.received(Math.min(receipt.sequence(), nextResult));
        long hadByAll =
                subscribers.values().stream().mapToLong(Subscriber::has).min().orElse(0);
        results.headMap(hadByAll).clear();
        if (!hadAll && hasAll(subscriber) && hasEnded()) {
            tell(subscriber, turn);
        }
    }

    /** Says again what clients seem to have missed. */
    void repeat(Turn turn) {
        for (Subscriber subscriber : subscribers.values()) {
            results.tailMap(subscriber.has()).values().stream()
                    .limit(REPEATED_RESULTS_MAX)
                    .forEach(result -> turn.send(subscriber.address, result));
            if (hasEnded() && subscriber.mayMissEnd(END_TELLINGS_MAX)) {
                tell(subscriber, turn);
            }
        }
    }

    private void tell(Subscriber subscriber, Turn turn) {
        if (hasEnded()) {
            if (!hasAll(subscriber)) {
                return;
            }
            subscriber.endTold();
        }
        turn.send(
                subscriber.address,
                new JobMoved(
                        epoch,
                        job,
                        name,
                        latest.status(),
                        latest.failure(),
                        latest.accumulators(),
                        latest.runtimeMs()));
    }

    private boolean hasAll(Subscriber subscriber) {
        return subscriber.has() >= nextResult;
    }
}
