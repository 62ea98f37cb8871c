package io.millrace.rest;

import io.millrace.control.Actor;
import io.millrace.control.Address;
import io.millrace.control.Epoch;
import io.millrace.control.Message;
import io.millrace.control.Turn;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.deploy.CheckpointStanding;
import io.millrace.jobmanager.checkpoint.CheckpointFigures;
import io.millrace.protocol.ClientMessage.CancelJob;
import io.millrace.protocol.ClientMessage.Received;
import io.millrace.protocol.ClientMessage.SubmitJob;
import io.millrace.protocol.ClientMessage.TakeCheckpoint;
import io.millrace.protocol.ClientMessage.WantJob;
import io.millrace.protocol.ClientMessage.WantJobs;
import io.millrace.protocol.Failure;
import io.millrace.protocol.JobNews.CheckpointNews;
import io.millrace.protocol.JobNews.JobLine;
import io.millrace.protocol.JobNews.JobList;
import io.millrace.protocol.JobNews.JobMoved;
import io.millrace.protocol.JobNews.JobUnknown;
import io.millrace.protocol.JobNews.OperatorResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Plays the dispatcher: takes jobs, and says of them what the test has it say. */
final class FakeDispatcher implements Actor<Message> {
    static final Epoch EPOCH = new Epoch(4);

    /** What the test has it say next. */
    record Say(Message news) implements Message {}

    private final Map<JobID, JobMoved> jobs = new LinkedHashMap<>();
    private Optional<Address> client = Optional.empty();

    /** The highest result that was acknowledged, by job; read by tests. */
    final Map<JobID, Long> received = new ConcurrentHashMap<>();

    /** The graphs that came, by job; read by tests. */
    final Map<JobID, byte[]> graphs = new ConcurrentHashMap<>();

    /** How often a checkpoint was asked for, by request; read by tests. */
    final Map<String, Integer> requests = new ConcurrentHashMap<>();

    /** How the checkpoints of each job go. */
    volatile Optional<CheckpointFigures.Taken> figures = Optional.empty();

    /** What whoever asks for a checkpoint is told at once. */
    volatile CheckpointStanding checkpoint = CheckpointStanding.IN_PROGRESS;

    @Override
    public void on(Message message, Turn turn) {
        if (message instanceof SubmitJob submit) {
            client = Optional.of(submit.replyTo());
            graphs.put(submit.job(), submit.graph());
            tell(jobs.computeIfAbsent(submit.job(), job -> moved(job, JobStatus.RUNNING)), turn);
        } else if (message instanceof WantJob wish) {
            client = Optional.of(wish.replyTo());
            tellOf(wish.job(), turn);
        } else if (message instanceof CancelJob cancel) {
            client = Optional.of(cancel.replyTo());
            jobs.computeIfPresent(cancel.job(), (job, known) -> moved(job, JobStatus.CANCELED));
            tellOf(cancel.job(), turn);
        } else if (message instanceof WantJobs wish) {
            turn.send(
                    wish.replyTo(),
                    new JobList(
                            EPOCH,
                            jobs.values().stream()
                                    .map(job -> new JobLine(job.job(), job.name(), job.status(), 17))
                                    .toList()));
        } else if (message instanceof CheckpointFigures.Call call) {
            turn.send(
                    call.replyTo(),
                    jobs.containsKey(call.job())
                            ? new CheckpointFigures.Told(call.job(), figures)
                            : new JobUnknown(EPOCH, call.job()));
        } else if (message instanceof TakeCheckpoint wish) {
            client = Optional.of(wish.replyTo());
            requests.merge(wish.request(), 1, Integer::sum);
            tell(
                    jobs.containsKey(wish.job())
                            ? new CheckpointNews(EPOCH, wish.job(), wish.request(), checkpoint)
                            : new JobUnknown(EPOCH, wish.job()),
                    turn);
        } else if (message instanceof Received receipt) {
            received.merge(receipt.job(), receipt.sequence(), Math::max);
        } else if (message instanceof Say say) {
            if (say.news() instanceof JobMoved moved) {
                jobs.put(moved.job(), moved);
            }
            tell(say.news(), turn);
        }
    }

    private void tellOf(JobID job, Turn turn) {
        JobMoved known = jobs.get(job);
        tell(known == null ? new JobUnknown(EPOCH, job) : known, turn);
    }

    private void tell(Message news, Turn turn) {
        client.ifPresent(address -> turn.send(address, news));
    }

    static JobMoved moved(JobID job, JobStatus status) {
        return new JobMoved(EPOCH, job, "count", status, Optional.empty(), Map.of(), 5);
    }

    static JobMoved failed(JobID job, Failure failure) {
        return new JobMoved(EPOCH, job, "count", JobStatus.FAILED, Optional.of(failure), Map.of(), 5);
    }

    static OperatorResult result(JobID job, long sequence, byte[] payload) {
        return new OperatorResult(EPOCH, job, sequence, "collect", payload);
    }
}
