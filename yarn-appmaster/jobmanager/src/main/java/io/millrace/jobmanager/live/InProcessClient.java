package io.millrace.jobmanager.live;

import io.millrace.control.Actor;
import io.millrace.control.Address;
import io.millrace.control.Turn;
import io.millrace.control.live.Transport;
import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.deploy.CheckpointStanding;
import io.millrace.dataflow.execution.ResultListener;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.util.InstantiationUtil;
import io.millrace.protocol.ClientMessage.CancelJob;
import io.millrace.protocol.ClientMessage.Received;
import io.millrace.protocol.ClientMessage.SubmitJob;
import io.millrace.protocol.ClientMessage.TakeCheckpoint;
import io.millrace.protocol.ClientMessage.WantJob;
import io.millrace.protocol.JobNews;
import io.millrace.protocol.JobNews.CheckpointNews;
import io.millrace.protocol.JobNews.JobMoved;
import io.millrace.protocol.JobNews.JobUnknown;
import io.millrace.protocol.JobNews.OperatorResult;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The submitter's end of the protocol, in the dispatcher's own process: hands news to the jobs they are about and tells the
 * dispatcher what was received. It must be hosted in a node of its own, because the listeners that it calls are the
 * program's code.
 */
public final class InProcessClient implements Actor<JobNews> {
    /** The name of this actor, and of the node that it is alone in. */
    public static final String NAME = "client";

    private static final Address SELF = new Address(NAME, NAME);

    private final Address dispatcher;
    private final Transport toDispatcher;
    private final Consumer<JobID> onEnd;
    private final Map<JobID, InProcessJob> jobs = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<CheckpointStanding>> checkpoints = new ConcurrentHashMap<>();

    /**
     * @param toDispatcher loses nothing: the processes are one
     * @param onEnd hears of each job's end, once, on the client's thread
     */
    public InProcessClient(Address dispatcher, Transport toDispatcher, Consumer<JobID> onEnd) {
        this.dispatcher = dispatcher;
        this.toDispatcher = toDispatcher;
        this.onEnd = onEnd;
    }

    /**
     * Submits a job; returns at once. Any thread.
     *
     * @param loader finds the program's classes among the job's results
     * @param before is told of the job's id before anybody else is
     * @throws InvalidProgramException if the graph cannot be serialised
     */
    public InProcessJob submit(JobGraph graph, ClassLoader loader, ResultListener results, Consumer<JobID> before) {
        byte[] bytes;
        try {
            bytes = InstantiationUtil.serializeObject(graph);
        } catch (IOException e) {
            throw new InvalidProgramException("job '" + graph.name() + "' cannot be serialised: " + e.getMessage(), e);
        }
        JobID id = JobID.generate();
        InProcessJob job = new InProcessJob(
                id, graph.name(), loader, results, () -> toDispatcher.send(dispatcher, new CancelJob(SELF, id)));
        before.accept(id);
        jobs.put(id, job);
        toDispatcher.send(dispatcher, new SubmitJob(SELF, id, bytes));
        return job;
    }

    /**
     * Hears of a job that was submitted before, by whomever: how it stands and how it ends; returns at once. Any thread.
     *
     * @param loader finds the program's classes among the job's results
     * @param results hears what the job says from now on
     * @param before is told of the job's id before anybody else is
     */
    public InProcessJob attach(
            JobID id, String name, ClassLoader loader, ResultListener results, Consumer<JobID> before) {
        InProcessJob job = new InProcessJob(
                id, name, loader, results, () -> toDispatcher.send(dispatcher, new CancelJob(SELF, id)));
        before.accept(id);
        jobs.put(id, job);
        toDispatcher.send(dispatcher, new WantJob(SELF, id));
        return job;
    }

    /** Takes a checkpoint of a job; done when its outcome is known. Any thread. */
    public CompletableFuture<CheckpointStanding> takeCheckpoint(JobID job) {
        String request = UUID.randomUUID().toString().replace("-", "");
        CompletableFuture<CheckpointStanding> outcome = new CompletableFuture<>();
        checkpoints.put(request, outcome);
        toDispatcher.send(dispatcher, new TakeCheckpoint(SELF, job, request));
        return outcome;
    }

    /** Those that have not ended. */
    public List<InProcessJob> jobs() {
        return List.copyOf(jobs.values());
    }

    @Override
    public void on(JobNews news, Turn turn) {
        if (news instanceof OperatorResult result) {
            InProcessJob job = jobs.get(result.job());
            long received = job == null ? result.sequence() + 1 : job.result(result);
            turn.send(dispatcher, new Received(turn.self(), result.job(), received));
        } else if (news instanceof JobMoved moved) {
            moved(moved, turn);
        } else if (news instanceof CheckpointNews told) {
            CompletableFuture<CheckpointStanding> asked =
                    told.standing().isKnown() ? checkpoints.remove(told.request()) : null;
            if (asked != null) {
                asked.completeAsync(told::standing);
            }
        } else if (news instanceof JobUnknown unknown) {
            end(
                    unknown.job(),
                    job -> job.lost(new IllegalStateException(
                            "the JobManager does not know job " + unknown.job() + " any more")));
        }
    }

    private void moved(JobMoved news, Turn turn) {
        InProcessJob job = jobs.get(news.job());
        if (job != null && job.moved(news)) {
            end(news.job(), ended -> {});
        }
        if (news.status().isTerminalState()) {
            turn.send(dispatcher, new Received(turn.self(), news.job(), Received.END));
        }
    }

    /** On the client's thread, or when that has ended. */
    public void end(JobID id, Consumer<InProcessJob> how) {
        InProcessJob job = jobs.remove(id);
        if (job != null) {
            how.accept(job);
            onEnd.accept(id);
        }
    }
}
