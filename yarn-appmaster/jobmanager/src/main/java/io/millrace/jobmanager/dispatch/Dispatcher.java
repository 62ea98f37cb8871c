package io.millrace.jobmanager.dispatch;

import io.millrace.control.Actor;
import io.millrace.control.Actors;
import io.millrace.control.Address;
import io.millrace.control.Epoch;
import io.millrace.control.Message;
import io.millrace.control.TimerName;
import io.millrace.control.Turn;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.util.ExceptionUtils;
import io.millrace.dataflow.util.InstantiationUtil;
import io.millrace.jobmanager.coordinator.CoordinatorHost;
import io.millrace.jobmanager.job.JobMaster;
import io.millrace.jobmanager.job.JobReport;
import io.millrace.jobmanager.job.JobSettings;
import io.millrace.jobmanager.job.RestartStrategy;
import io.millrace.protocol.ClientMessage;
import io.millrace.protocol.ClientMessage.CancelJob;
import io.millrace.protocol.ClientMessage.Received;
import io.millrace.protocol.ClientMessage.SubmitJob;
import io.millrace.protocol.ClientMessage.WantJob;
import io.millrace.protocol.ClientMessage.WantJobs;
import io.millrace.protocol.Failure;
import io.millrace.protocol.JobNews;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Takes jobs from clients, gives each an actor of its own, and tells the clients how their jobs stand. Remembers the last
 * ended ones.
 */
public final class Dispatcher implements Actor<Message> {
    /** The name of this actor in the JobManager's node. */
    public static final String NAME = "dispatcher";

    private static final TimerName BEAT = new TimerName("beat");

    private record Beat() implements Message {}

    // What it was told.
    private final Epoch epoch;
    private final JobSettings settings;
    private final int endedJobsKept;
    private final Actors actors;
    private final Address slotPool;
    private final CoordinatorHost coordinators;

    // What it knows.
    private final Map<JobID, JobRecord> jobs = new LinkedHashMap<>();

    /**
     * @param endedJobsKept so many ended jobs can be asked for
     * @param actors the house of this actor; where the jobs' actors will live
     */
    public Dispatcher(
            Epoch epoch,
            JobSettings settings,
            int endedJobsKept,
            Actors actors,
            Address slotPool,
            CoordinatorHost coordinators) {
        this.epoch = epoch;
        this.settings = settings;
        this.endedJobsKept = endedJobsKept;
        this.actors = actors;
        this.slotPool = slotPool;
        this.coordinators = coordinators;
    }

    @Override
    public void start(Turn turn) {
        turn.arm(BEAT, settings.repeatInterval(), new Beat());
    }

    @Override
    public void on(Message message, Turn turn) {
        if (message instanceof ClientMessage wish) {
            clientMessage(wish, turn);
        } else if (message instanceof JobReport.StatusChanged change) {
            statusChanged(change, turn);
        } else if (message instanceof JobReport.ResultAdded result) {
            JobRecord job = jobs.get(result.job());
            if (job != null) {
                job.resultAdded(result.name(), result.payload(), turn);
            }
        } else if (message instanceof Beat) {
            jobs.values().forEach(job -> job.repeat(turn));
            turn.arm(BEAT, settings.repeatInterval(), new Beat());
        } else {
            throw new IllegalArgumentException("the dispatcher has no use for " + message);
        }
    }

    private void clientMessage(ClientMessage message, Turn turn) {
        if (message instanceof SubmitJob submit) {
            submit(submit, turn);
        } else if (message instanceof CancelJob cancel) {
            cancel(cancel, turn);
        } else if (message instanceof WantJob wish) {
            known(wish.job(), wish.replyTo(), turn).ifPresent(job -> job.subscribe(wish.replyTo(), turn));
        } else if (message instanceof WantJobs wish) {
            turn.send(
                    wish.replyTo(),
                    new JobNews.JobList(
                            epoch, jobs.values().stream().map(JobRecord::line).toList()));
        } else if (message instanceof Received receipt) {
            JobRecord job = jobs.get(receipt.job());
            if (job != null) {
                job.received(receipt, turn);
            }
        }
    }

    private void submit(SubmitJob submit, Turn turn) {
        JobRecord known = jobs.get(submit.job());
        if (known != null) {
            known.subscribe(submit.replyTo(), turn);
            return;
        }
        try {
            JobGraph graph = InstantiationUtil.deserializeObject(submit.graph(), JobGraph.class.getClassLoader());
            RestartStrategy strategy = RestartStrategy.of(Configuration.fromMap(graph.configuration()));
            JobRecord job = add(submit, graph.name(), turn);
            job.subscribe(submit.replyTo(), turn);
            actors.host(
                    JobMaster.nameOf(submit.job()),
                    new JobMaster(
                            submit.job(),
                            submit.graph(),
                            graph,
                            epoch,
                            strategy,
                            settings,
                            turn.self(),
                            slotPool,
                            coordinators));
        } catch (IOException | ClassNotFoundException | RuntimeException e) {
            refuse(submit, e, turn);
        }
    }

    private JobRecord add(SubmitJob submit, String name, Turn turn) {
        JobRecord job = new JobRecord(epoch, submit.job(), name, turn.now().toEpochMilli());
        jobs.put(submit.job(), job);
        return job;
    }

    private void refuse(SubmitJob submit, Exception cause, Turn turn) {
        Failure failure = new Failure(
                Failure.Owner.USER,
                Optional.empty(),
                -1,
                "job " + submit.job() + " cannot be accepted: " + cause.getMessage()
                        + "; client and JobManager must be of the same version, and its settings valid",
                ExceptionUtils.stringifyException(cause),
                Optional.empty());
        JobRecord job = add(submit, "unreadable", turn);
        job.subscribe(submit.replyTo(), turn);
        job.changed(
                new JobReport.StatusChanged(submit.job(), JobStatus.FAILED, Optional.of(failure), Map.of(), 0), turn);
        forgetOldest();
    }

    private void cancel(CancelJob cancel, Turn turn) {
        known(cancel.job(), cancel.replyTo(), turn).ifPresent(job -> {
            job.subscribe(cancel.replyTo(), turn);
            if (!job.hasEnded()) {
                turn.send(
                        new Address(turn.self().node(), JobMaster.nameOf(cancel.job())), new JobMaster.CancelWanted());
            }
        });
    }

    private void statusChanged(JobReport.StatusChanged change, Turn turn) {
        JobRecord job = jobs.get(change.job());
        if (job == null) {
            return;
        }
        job.changed(change, turn);
        if (job.hasEnded()) {
            actors.retire(JobMaster.nameOf(change.job()));
            forgetOldest();
        }
    }

    private Optional<JobRecord> known(JobID id, Address replyTo, Turn turn) {
        JobRecord job = jobs.get(id);
        if (job == null) {
            turn.send(replyTo, new JobNews.JobUnknown(epoch, id));
        }
        return Optional.ofNullable(job);
    }

    private void forgetOldest() {
        long surplus = jobs.values().stream().filter(JobRecord::hasEnded).count() - endedJobsKept;
        for (Iterator<JobRecord> eldest = jobs.values().iterator(); surplus > 0 && eldest.hasNext(); ) {
            if (eldest.next().hasEnded()) {
                eldest.remove();
                surplus--;
            }
        }
    }
}
