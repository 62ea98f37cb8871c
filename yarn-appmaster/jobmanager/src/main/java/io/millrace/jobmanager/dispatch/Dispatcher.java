package io.millrace.jobmanager.dispatch;

import io.millrace.control.Actor;
import io.millrace.control.Actors;
import io.millrace.control.Address;
import io.millrace.control.Epoch;
import io.millrace.control.Message;
import io.millrace.control.TimerName;
import io.millrace.control.Turn;
import io.millrace.control.graph.GraphStore;
import io.millrace.control.leader.LeaderElection;
import io.millrace.control.ledger.Ledger;
import io.millrace.control.report.FailureReport;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import io.millrace.jobmanager.checkpoint.CheckpointFigures;
import io.millrace.jobmanager.job.CheckpointWanted;
import io.millrace.jobmanager.job.JobMaster;
import io.millrace.jobmanager.job.JobPorts;
import io.millrace.jobmanager.job.JobReport;
import io.millrace.jobmanager.job.JobSettings;
import io.millrace.jobmanager.job.JobWritten;
import io.millrace.jobmanager.slot.Heirs;
import io.millrace.jobmanager.slot.SlotRequest;
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
import io.millrace.protocol.JobManagerMessage.ForgetJob;
import io.millrace.protocol.JobNews;
import io.millrace.protocol.wire.CorruptMessageException;
import java.util.ArrayList;
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
 * durable. A job that an earlier leader accepted and that has not ended goes on under this one; if its graph cannot be read, it
 * fails, and the others go on.
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
    private final PausingCoordinators coordinators;
    private final PausingCheckpoints checkpoints;
    private final Leadership leadership;

    // What it knows.
    private DispatcherPhase phase = DispatcherPhase.TAKING_OVER;
    private final Notebook notebook;
    private final List<ClientMessage> untilTakenOver = new ArrayList<>();
    private final Acceptance acceptance;
    private final Map<JobID, JobRecord> jobs = new LinkedHashMap<>();
    private final Map<JobID, List<Address>> farewells = new LinkedHashMap<>();
    private final Map<JobID, JobReport.StatusChanged> closing = new LinkedHashMap<>();

    /**
     * @param endedJobsKept so many ended jobs can be asked for
     * @param actors the house of this actor; where the jobs' actors will live
     * @param ports for the jobs
     * @param ledger its facts are to be sent to this actor, and those of the election if there is one
     * @param graphs its facts are to be sent to this actor
     */
    public Dispatcher(
            Epoch epoch,
            JobSettings settings,
            int endedJobsKept,
            Actors actors,
            JobPorts ports,
            Ledger ledger,
            GraphStore graphs,
            Leadership leadership) {
        this.epoch = epoch;
        this.settings = settings;
        this.endedJobsKept = endedJobsKept;
        this.actors = actors;
        this.slotPool = ports.slotPool();
        this.coordinators = new PausingCoordinators(ports.coordinators());
        this.checkpoints = new PausingCheckpoints(ports.checkpoints());
        this.notebook = new Notebook(epoch, ledger);
        this.acceptance = new Acceptance(
                epoch, settings, ports.with(coordinators, checkpoints), graphs, notebook, new Accepted());
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
        } else if (message instanceof GraphStore.Fact fact) {
            acceptance.graphFact(fact, turn);
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
        } else if (message instanceof JobReport.ToWrite wish) {
            notebook.record(
                    wish.entry(), later -> later.send(masterOf(wish.job(), later), new JobWritten(wish.entry())));
        } else if (message instanceof JobReport.Farewell farewell) {
            farewells.put(farewell.job(), farewell.taskManagers());
        } else if (message instanceof JobReport.CheckpointsClosed closed) {
            Optional.ofNullable(closing.remove(closed.job())).ifPresent(change -> over(change, turn));
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
            coordinators.suspend();
            checkpoints.suspend();
        } else if (fact instanceof LeaderElection.Resumed) {
            notebook.resume();
            coordinators.resume();
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
        Map<JobID, Address> heirs = new LinkedHashMap<>();
        for (InheritedJob job : inherited.jobs()) {
            inherit(job, turn);
            if (!job.hasEnded()) {
                heirs.put(job.accepted().job(), masterOf(job.accepted().job(), turn));
            }
        }
        turn.send(slotPool, new Heirs(heirs));
        inherited.jobs().stream().filter(InheritedJob::hasEnded).forEach(acceptance::hadEnded);
        moveTo(DispatcherPhase.LEADING, inherited.jobs().size() + " jobs of earlier leaders were found", turn);
        leadership.tookOver(inherited);
        List<ClientMessage> waited = new ArrayList<>(untilTakenOver);
        untilTakenOver.clear();
        waited.forEach(message -> clientMessage(message, turn));
    }

    /** What has ended can be asked for; what has not goes on when its graph is read. */
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
            acceptance.inherit(inherited);
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
        } else if (acceptance.awaits(message)) {
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
        } else {
            acceptance.submit(submit, turn);
        }
    }

    private JobRecord add(JobID id, String name, Turn turn) {
        JobRecord job = new JobRecord(epoch, id, name, turn.now().toEpochMilli());
        jobs.put(id, job);
        return job;
    }

    private final class Accepted implements Acceptance.Consequences {
        @Override
        public void begin(JobID job, String name, JobMaster master, boolean isNew, Turn turn) {
            if (isNew) {
                add(job, name, turn);
            }
            actors.host(JobMaster.nameOf(job), master);
        }

        @Override
        public void refuse(JobID id, String name, Failure failure, Turn turn) {
            add(id, name, turn)
                    .changed(
                            new JobReport.StatusChanged(id, JobStatus.FAILED, Optional.of(failure), Map.of(), 0), turn);
            forgetOldest();
        }

        @Override
        public void lost(JobID id, Failure failure, Turn turn) {
            ended(new JobReport.StatusChanged(id, JobStatus.FAILED, Optional.of(failure), Map.of(), 0));
        }

        @Override
        public void clear(JobID job, Optional<String> directory) {
            checkpoints.clear(job, directory, epoch);
        }

        @Override
        public void again(ClientMessage message, Turn turn) {
            clientMessage(message, turn);
        }
    }

    private void cancel(CancelJob cancel, Turn turn) {
        known(cancel.job(), cancel.replyTo(), turn).ifPresent(job -> {
            if (job.cancelWanted(cancel.replyTo(), turn)) {
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
            sayFarewell(change.job(), later);
            if (checkpoints.ended(change.job())) {
                closing.put(change.job(), change);
            } else {
                over(change, later);
            }
        });
    }

    /** Told when its checkpoints are deleted: who hears of the end may end the process, or count what is left. */
    private void over(JobReport.StatusChanged change, Turn turn) {
        JobRecord job = jobs.get(change.job());
        if (job != null) {
            job.changed(change, turn);
            actors.retire(JobMaster.nameOf(change.job()));
            acceptance.ended(change.job());
            forgetOldest();
        }
    }

    /** Not before the end is written down: a leader that follows would find nothing left of a job that has not ended. */
    private void sayFarewell(JobID job, Turn turn) {
        turn.send(slotPool, new SlotRequest.JobOver(job));
        List<Address> taskManagers = farewells.remove(job);
        if (taskManagers != null) {
            taskManagers.forEach(taskManager -> turn.send(taskManager, new ForgetJob(epoch, job)));
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
