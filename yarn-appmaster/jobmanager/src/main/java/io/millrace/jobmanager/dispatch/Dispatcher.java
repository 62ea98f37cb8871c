package io.millrace.jobmanager.dispatch;

import io.millrace.control.Actor;
import io.millrace.control.Actors;
import io.millrace.control.Address;
import io.millrace.control.Epoch;
import io.millrace.control.Message;
import io.millrace.control.TimerName;
import io.millrace.control.Turn;
import io.millrace.control.checkpoint.CheckpointStore;
import io.millrace.control.leader.LeaderElection;
import io.millrace.control.ledger.Ledger;
import io.millrace.control.report.FailureReport;
import io.millrace.control.report.FailureReports;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.util.ExceptionUtils;
import io.millrace.dataflow.util.InstantiationUtil;
import io.millrace.jobmanager.checkpoint.CheckpointFigures;
import io.millrace.jobmanager.coordinator.CoordinatorHost;
import io.millrace.jobmanager.job.CheckpointWanted;
import io.millrace.jobmanager.job.JobMaster;
import io.millrace.jobmanager.job.JobReport;
import io.millrace.jobmanager.job.JobSettings;
import io.millrace.jobmanager.succession.Inheritance;
import io.millrace.jobmanager.succession.Inheritance.InheritedJob;
import io.millrace.jobmanager.succession.Leadership;
import io.millrace.protocol.ClientMessage;
import io.millrace.protocol.ClientMessage.CancelJob;
import io.millrace.protocol.ClientMessage.Received;
import io.millrace.protocol.ClientMessage.SubmitJob;
import io.millrace.protocol.ClientMessage.TakeCheckpoint;
import io.millrace.protocol.ClientMessage.WantJob;
import io.millrace.protocol.ClientMessage.WantJobs;
import io.millrace.protocol.Failure;
import io.millrace.protocol.JobEntry.JobAccepted;
import io.millrace.protocol.JobEntry.JobEnded;
import io.millrace.protocol.JobNews;
import io.millrace.protocol.wire.CorruptMessageException;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes jobs from clients, gives each an actor of its own, and tells the clients how their jobs stand. Remembers the last
 * ended ones.
 *
 * <p>That a job is accepted and that it has ended is written into the ledger first, and told to anybody only when that is
 * durable. A job that an earlier leader accepted and that has not ended is lost with that leader: here it fails.
 */
public final class Dispatcher implements Actor<Message> {
    /** The name of this actor in the JobManager's node. */
    public static final String NAME = "dispatcher";

    private static final TimerName BEAT = new TimerName("beat");

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private record Beat() implements Message {}

    // What it was told.
    private final Epoch epoch;
    private final JobSettings settings;
    private final int endedJobsKept;
    private final Actors actors;
    private final Address slotPool;
    private final CoordinatorHost coordinators;
    private final PausingCheckpoints checkpoints;
    private final FailureReports failures;
    private final Leadership leadership;

    // What it knows.
    private DispatcherPhase phase = DispatcherPhase.TAKING_OVER;
    private final Notebook notebook;
    private final List<ClientMessage> untilTakenOver = new ArrayList<>();
    private final Map<JobID, List<ClientMessage>> untilAccepted = new LinkedHashMap<>();
    private final Map<JobID, JobRecord> jobs = new LinkedHashMap<>();

    /**
     * @param endedJobsKept so many ended jobs can be asked for
     * @param actors the house of this actor; where the jobs' actors will live
     * @param ledger its facts are to be sent to this actor, and those of the election if there is one
     */
    public Dispatcher(
            Epoch epoch,
            JobSettings settings,
            int endedJobsKept,
            Actors actors,
            Address slotPool,
            CoordinatorHost coordinators,
            CheckpointStore checkpoints,
            FailureReports failures,
            Ledger ledger,
            Leadership leadership) {
        this.epoch = epoch;
        this.settings = settings;
        this.endedJobsKept = endedJobsKept;
        this.actors = actors;
        this.slotPool = slotPool;
        this.coordinators = coordinators;
        this.checkpoints = new PausingCheckpoints(checkpoints);
        this.failures = failures;
        this.notebook = new Notebook(epoch, ledger);
        this.leadership = leadership;
    }

    @Override
    public void start(Turn turn) {
        turn.arm(BEAT, settings.repeatInterval(), new Beat());
        notebook.takeOver();
    }

    @Override
    public void on(Message message, Turn turn) {
        if (phase == DispatcherPhase.DEPOSED) {
            return;
        }
        if (message instanceof ClientMessage wish) {
            clientMessage(wish, turn);
        } else if (message instanceof Ledger.Fact fact) {
            ledgerFact(fact, turn);
        } else if (message instanceof LeaderElection.Fact fact) {
            electionFact(fact, turn);
        } else if (message instanceof JobReport.StatusChanged change) {
            statusChanged(change, turn);
        } else if (message instanceof JobReport.FailureNoted noted) {
            JobRecord job = jobs.get(noted.job());
            if (job != null) {
                job.failed(noted.report());
            }
        } else if (message instanceof RecentFailures.Call call) {
            Optional<List<FailureReport>> recent =
                    Optional.ofNullable(jobs.get(call.job())).map(JobRecord::recentFailures);
            turn.send(call.replyTo(), new RecentFailures.Recent(call.job(), recent));
        } else if (message instanceof JobReport.ResultAdded result) {
            JobRecord job = jobs.get(result.job());
            if (job != null) {
                job.resultAdded(result.name(), result.payload(), turn);
            }
        } else if (message instanceof JobReport.CheckpointMoved moved) {
            JobRecord job = jobs.get(moved.job());
            if (job != null) {
                job.checkpointMoved(moved, turn);
            }
        } else if (message instanceof JobReport.CheckpointsEnded ended) {
            JobRecord job = jobs.get(ended.job());
            if (job != null) {
                job.checkpointsEnded(ended.figures());
            }
        } else if (message instanceof CheckpointFigures.Call call) {
            known(call.job(), call.replyTo(), turn).ifPresent(job -> {
                if (job.figuresWanted(call.replyTo(), turn)) {
                    turn.send(masterOf(call.job(), turn), call);
                }
            });
        } else if (message instanceof Beat) {
            jobs.values().forEach(job -> job.repeat(turn));
            turn.arm(BEAT, settings.repeatInterval(), new Beat());
        } else {
            throw new IllegalArgumentException("the dispatcher has no use for " + message);
        }
    }

    // Leadership.

    private void ledgerFact(Ledger.Fact fact, Turn turn) {
        if (fact instanceof Ledger.Appended appended) {
            notebook.appended(appended, turn);
        } else if (fact instanceof Ledger.TakenOver takenOver) {
            takenOver(takenOver, turn);
        } else if (fact instanceof Ledger.Superseded superseded) {
            depose(superseded.reason(), turn);
        } else if (fact instanceof Ledger.Broken broken) {
            depose("the ledger of jobs cannot be read or written: " + broken.reason(), turn);
        }
    }

    private void electionFact(LeaderElection.Fact fact, Turn turn) {
        if (fact instanceof LeaderElection.Revoked revoked) {
            depose(revoked.reason(), turn);
        } else if (fact instanceof LeaderElection.Suspended) {
            notebook.suspend();
            checkpoints.suspend();
        } else if (fact instanceof LeaderElection.Resumed) {
            notebook.resume();
            checkpoints.resume();
        }
    }

    private void takenOver(Ledger.TakenOver fact, Turn turn) {
        Inheritance inherited;
        try {
            inherited = Inheritance.of(fact.entries());
        } catch (CorruptMessageException | IllegalArgumentException e) {
            depose("the ledger of jobs was not written by this version of Millrace: " + e.getMessage(), turn);
            return;
        }
        inherited.jobs().forEach(job -> inherit(job, turn));
        moveTo(DispatcherPhase.LEADING, inherited.jobs().size() + " jobs of earlier leaders were found", turn);
        leadership.tookOver(inherited);
        List<ClientMessage> waited = new ArrayList<>(untilTakenOver);
        untilTakenOver.clear();
        waited.forEach(message -> clientMessage(message, turn));
    }

    /** What has ended can be asked for; what has not fails, as soon as that is written down. */
    private void inherit(InheritedJob inherited, Turn turn) {
        JobAccepted accepted = inherited.accepted();
        JobRecord job = new JobRecord(epoch, accepted.job(), accepted.name(), accepted.acceptedAtMs());
        jobs.put(accepted.job(), job);
        if (inherited.end().isPresent()) {
            JobEnded end = inherited.end().get();
            job.changed(
                    new JobReport.StatusChanged(
                            end.job(), end.status(), end.failure(), end.accumulators(), end.runtimeMs()),
                    turn);
            forgetOldest();
        } else {
            Failure lost = new Failure(
                    Failure.Owner.PLATFORM,
                    Optional.empty(),
                    -1,
                    "the JobManager of epoch " + epoch.number() + " found that job " + accepted.job()
                            + ", accepted in epoch " + inherited.acceptedIn().number()
                            + ", had not ended when the JobManager of that epoch was lost; submit it again",
                    "",
                    Optional.empty());
            ended(new JobReport.StatusChanged(accepted.job(), JobStatus.FAILED, Optional.of(lost), Map.of(), 0));
        }
    }

    private void depose(String reason, Turn turn) {
        LOG.warn("dispatcher of epoch {}: leads no more because {}", epoch.number(), reason);
        moveTo(DispatcherPhase.DEPOSED, reason, turn);
        turn.disarm(BEAT);
        jobs.keySet().forEach(job -> actors.retire(JobMaster.nameOf(job)));
        actors.retire(slotPool.actor());
        leadership.lost(reason);
    }

    private void moveTo(DispatcherPhase next, String because, Turn turn) {
        if (!phase.mayBecome(next)) {
            throw new IllegalStateException("dispatcher: " + phase + " may not become " + next);
        }
        turn.moved("dispatcher", phase, next, because);
        phase = next;
    }

    // Clients.

    private void clientMessage(ClientMessage message, Turn turn) {
        if (phase == DispatcherPhase.TAKING_OVER) {
            untilTakenOver.add(message);
        } else if (awaitsAcceptance(message)) {
            return;
        } else if (message instanceof SubmitJob submit) {
            submit(submit, turn);
        } else if (message instanceof CancelJob cancel) {
            cancel(cancel, turn);
        } else if (message instanceof WantJob wish) {
            known(wish.job(), wish.replyTo(), turn).ifPresent(job -> job.subscribe(wish.replyTo(), turn));
        } else if (message instanceof TakeCheckpoint wish) {
            takeCheckpoint(wish, turn);
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
            Optional<String> objection = settings.messageLimit().objection(graph, submit.graph().length);
            if (objection.isPresent()) {
                refuse(submit, graph.name(), objection.get(), "", turn);
                return;
            }
            JobMaster master = new JobMaster(
                    submit.job(),
                    submit.graph(),
                    graph,
                    epoch,
                    settings,
                    turn.self(),
                    slotPool,
                    coordinators,
                    checkpoints,
                    failures);
            untilAccepted.put(submit.job(), new ArrayList<>());
            JobAccepted entry = new JobAccepted(
                    submit.job(),
                    graph.name(),
                    submit.graphPlace(),
                    hash(submit.graph()),
                    turn.now().toEpochMilli());
            notebook.record(entry, later -> begin(submit, graph, master, later));
        } catch (IOException | ClassNotFoundException | RuntimeException e) {
            String because =
                    e.getMessage() + "; client and JobManager must be of the same version, and its settings valid";
            refuse(submit, "unreadable", because, ExceptionUtils.stringifyException(e), turn);
        }
    }

    /** A job that is being written down is neither known nor unknown: what is wanted of it waits. */
    private boolean awaitsAcceptance(ClientMessage message) {
        Optional<JobID> job = jobOf(message);
        List<ClientMessage> waiting = job.isPresent() ? untilAccepted.get(job.get()) : null;
        if (waiting != null) {
            waiting.add(message);
        }
        return waiting != null;
    }

    private static Optional<JobID> jobOf(ClientMessage message) {
        if (message instanceof SubmitJob submit) {
            return Optional.of(submit.job());
        } else if (message instanceof CancelJob cancel) {
            return Optional.of(cancel.job());
        } else if (message instanceof WantJob wish) {
            return Optional.of(wish.job());
        } else if (message instanceof TakeCheckpoint wish) {
            return Optional.of(wish.job());
        }
        return Optional.empty();
    }

    /** It is written down that the job is accepted. */
    private void begin(SubmitJob submit, JobGraph graph, JobMaster master, Turn turn) {
        JobRecord job = add(submit, graph.name(), turn);
        job.subscribe(submit.replyTo(), turn);
        actors.host(JobMaster.nameOf(submit.job()), master);
        List<ClientMessage> waited = untilAccepted.remove(submit.job());
        if (waited != null) {
            waited.forEach(message -> clientMessage(message, turn));
        }
    }

    private static String hash(byte[] graph) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(graph));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private JobRecord add(SubmitJob submit, String name, Turn turn) {
        JobRecord job = new JobRecord(epoch, submit.job(), name, turn.now().toEpochMilli());
        jobs.put(submit.job(), job);
        return job;
    }

    private void refuse(SubmitJob submit, String name, String because, String stackTrace, Turn turn) {
        Failure failure = new Failure(
                Failure.Owner.USER,
                Optional.empty(),
                -1,
                "job " + submit.job() + " cannot be accepted: " + because,
                stackTrace,
                Optional.empty());
        JobRecord job = add(submit, name, turn);
        job.subscribe(submit.replyTo(), turn);
        job.changed(
                new JobReport.StatusChanged(submit.job(), JobStatus.FAILED, Optional.of(failure), Map.of(), 0), turn);
        forgetOldest();
    }

    private void cancel(CancelJob cancel, Turn turn) {
        known(cancel.job(), cancel.replyTo(), turn).ifPresent(job -> {
            job.subscribe(cancel.replyTo(), turn);
            if (!job.hasEnded()) {
                turn.send(masterOf(cancel.job(), turn), new JobMaster.CancelWanted());
            }
        });
    }

    private void takeCheckpoint(TakeCheckpoint wish, Turn turn) {
        known(wish.job(), wish.replyTo(), turn).ifPresent(job -> {
            if (job.checkpointWanted(wish, turn)) {
                turn.send(masterOf(wish.job(), turn), new CheckpointWanted(wish.request()));
            }
        });
    }

    private static Address masterOf(JobID job, Turn turn) {
        return new Address(turn.self().node(), JobMaster.nameOf(job));
    }

    private void statusChanged(JobReport.StatusChanged change, Turn turn) {
        JobRecord job = jobs.get(change.job());
        if (job == null) {
            return;
        }
        if (change.status().isGloballyTerminalState()) {
            ended(change);
        } else {
            job.changed(change, turn);
        }
    }

    private void ended(JobReport.StatusChanged change) {
        JobEnded entry = new JobEnded(
                change.job(), change.status(), change.failure(), change.accumulators(), change.runtimeMs());
        notebook.record(entry, later -> {
            JobRecord job = jobs.get(change.job());
            if (job != null) {
                job.changed(change, later);
                actors.retire(JobMaster.nameOf(change.job()));
                forgetOldest();
            }
        });
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
