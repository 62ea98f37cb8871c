package io.millrace.simulation;

import io.millrace.control.Actor;
import io.millrace.control.Address;
import io.millrace.control.Epoch;
import io.millrace.control.Message;
import io.millrace.control.TimerName;
import io.millrace.control.Turn;
import io.millrace.control.leader.LeaderWatch.LeaderIs;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.deploy.CheckpointStanding;
import io.millrace.protocol.ClientMessage.CancelJob;
import io.millrace.protocol.ClientMessage.Received;
import io.millrace.protocol.ClientMessage.SubmitJob;
import io.millrace.protocol.ClientMessage.TakeCheckpoint;
import io.millrace.protocol.InOrder;
import io.millrace.protocol.JobNews;
import io.millrace.protocol.JobNews.CheckpointNews;
import io.millrace.protocol.JobNews.JobMoved;
import io.millrace.protocol.JobNews.OperatorResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Submits one job, again and again until it hears how it ended; collects its results. */
final class SimulatedClient implements Actor<Message> {
    static final String NAME = "client";

    private static final TimerName ASK = new TimerName("ask");
    private static final String REQUEST = "the client's only one";
    private static final Duration ASK_INTERVAL = Duration.ofSeconds(2);

    private record Ask() implements Message {}

    /** From now on a checkpoint is wanted. */
    record AskCheckpoint() implements Message {}

    /** From now on the job is to be cancelled. */
    record Cancel() implements Message {}

    private Address dispatcher;
    private final JobID job;
    private final byte[] graph;
    private Epoch epoch = Epoch.NONE;
    private InOrder<OperatorResult> results = new InOrder<>();
    private final List<String> resultNames = new ArrayList<>();
    private List<String> resultsAtEnd = List.of();
    private boolean cancels;
    private boolean asksCheckpoint;
    private Optional<CheckpointStanding> asked = Optional.empty();
    private Optional<JobMoved> end = Optional.empty();

    SimulatedClient(Address dispatcher, JobID job, byte[] graph) {
        this.dispatcher = dispatcher;
        this.job = job;
        this.graph = graph;
    }

    /** How the job ended, once it is known. */
    Optional<JobMoved> end() {
        return end;
    }

    /** The names of the results that had come when the end came, in order and each once. */
    List<String> resultsAtEnd() {
        return resultsAtEnd;
    }

    /** What became of the checkpoint that was asked for, once it is known. */
    Optional<CheckpointStanding> asked() {
        return asked;
    }

    @Override
    public void start(Turn turn) {
        ask(turn);
    }

    private boolean isDone() {
        return end.isPresent() && !(asksCheckpoint && asked.isEmpty());
    }

    private void ask(Turn turn) {
        if (end.isEmpty()) {
            turn.send(dispatcher, new SubmitJob(turn.self(), job, graph));
        }
        if (cancels && end.isEmpty()) {
            turn.send(dispatcher, new CancelJob(turn.self(), job));
        }
        if (asksCheckpoint && asked.isEmpty()) {
            turn.send(dispatcher, new TakeCheckpoint(turn.self(), job, REQUEST));
        }
        turn.arm(ASK, ASK_INTERVAL, new Ask());
    }

    @Override
    public void on(Message message, Turn turn) {
        if (message instanceof Ask && !isDone()) {
            ask(turn);
        } else if (message instanceof AskCheckpoint) {
            asksCheckpoint = end.isEmpty();
        } else if (message instanceof Cancel) {
            cancels = true;
        } else if (message instanceof LeaderIs leader) {
            dispatcher = new Address(leader.address().node(), dispatcher.actor());
            if (!isDone()) {
                ask(turn);
            }
        } else if (message instanceof JobNews news && news.epoch().isOlderThan(epoch)) {
            return;
        } else if (message instanceof CheckpointNews told) {
            heard(told.standing(), turn);
        } else if (message instanceof OperatorResult result) {
            if (epoch.isOlderThan(result.epoch())) {
                // Another leader, who numbers what it says from the start.
                epoch = result.epoch();
                results = new InOrder<>();
                resultNames.clear();
            }
            results.take(result.sequence(), result).forEach(due -> resultNames.add(due.name()));
            turn.send(dispatcher, new Received(turn.self(), job, results.next()));
        } else if (message instanceof JobMoved moved && moved.status().isGloballyTerminalState()) {
            if (end.isEmpty()) {
                end = Optional.of(moved);
                resultsAtEnd = List.copyOf(resultNames);
            }
            disarmIfDone(turn);
            turn.send(dispatcher, new Received(turn.self(), job, Received.END));
        }
    }

    private void heard(CheckpointStanding standing, Turn turn) {
        if (asked.isPresent() && standing.isKnown() && !isTheSame(asked.get(), standing)) {
            throw new Violation("the checkpoint that the client asked for stands as " + standing + ", but was told as "
                    + asked.get());
        }
        if (standing.isKnown() && asked.isEmpty()) {
            asked = Optional.of(standing);
            disarmIfDone(turn);
        }
    }

    private static boolean isTheSame(CheckpointStanding one, CheckpointStanding other) {
        return one.status() == other.status() && one.checkpoint() == other.checkpoint();
    }

    private void disarmIfDone(Turn turn) {
        if (isDone()) {
            turn.disarm(ASK);
        }
    }
}
