package io.millrace.jobmanager.job;

import io.millrace.control.Message;
import io.millrace.control.Turn;
import io.millrace.control.checkpoint.CheckpointStore;
import io.millrace.control.checkpoint.Manifest;
import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.config.ReadableConfig;
import io.millrace.dataflow.deploy.CheckpointStanding;
import io.millrace.jobmanager.checkpoint.CheckpointCoordinator;
import io.millrace.jobmanager.checkpoint.CheckpointFigures;
import io.millrace.jobmanager.checkpoint.CheckpointSettings;
import io.millrace.jobmanager.checkpoint.CheckpointedJob;
import io.millrace.jobmanager.checkpoint.Participant;
import io.millrace.jobmanager.checkpoint.StartPoint;
import io.millrace.jobmanager.coordinator.CoordinatorHost;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Failure;
import io.millrace.protocol.Restore;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskManagerMessage.Progress;
import io.millrace.protocol.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The checkpoints of a job, if it takes any, and the job as they see it. */
final class JobCheckpoints implements CheckpointedJob {
    /** What only the job itself can decide. */
    interface Decisions {
        void checkpointsFail(Failure cause, Turn turn);

        void giveUp(Failure cause, Turn turn);

        void foundRestorePoint(Optional<Manifest> manifest, Turn turn);
    }

    private static final String NO_CHECKPOINTS = "the job takes no checkpoints: it is a batch, or has neither"
            + " execution.checkpointing.interval nor execution.checkpointing.dir; submit it with one of them";

    private final JobLife life;
    private final Restarts restarts;
    private final Decisions decisions;
    private @Nullable CheckpointCoordinator coordinator;
    private @Nullable JobRun run;
    private @Nullable RunTalk talk;

    JobCheckpoints(JobLife life, Restarts restarts, Decisions decisions) {
        this.life = life;
        this.restarts = restarts;
        this.decisions = decisions;
    }

    /**
     * Before anything else.
     *
     * @param wanted empty if the job takes none
     * @param remembered so many are remembered one by one when they have ended
     * @throws io.millrace.dataflow.config.IllegalConfigurationException if it is to begin with one all the same
     */
    void take(
            JobSpec spec,
            ReadableConfig config,
            Optional<CheckpointSettings> wanted,
            int remembered,
            CheckpointStore store,
            CoordinatorHost coordinators) {
        Optional<StartPoint> from = StartPoint.of(config, wanted.isPresent());
        wanted.ifPresent(how -> coordinator = new CheckpointCoordinator(
                spec.job(),
                spec.epoch(),
                spec.generation(),
                spec.graph(),
                how,
                remembered,
                from,
                store,
                coordinators,
                this));
    }

    boolean areTaken() {
        return coordinator != null;
    }

    private void ifTaken(Consumer<CheckpointCoordinator> what) {
        if (coordinator != null) {
            what.accept(coordinator);
        }
    }

    void start() {
        ifTaken(CheckpointCoordinator::start);
    }

    /** Whether a job that is over still has a use for it. */
    static boolean concernsTheEnd(Message message) {
        return message instanceof CheckpointFigures.Call || message instanceof CheckpointStore.Closed;
    }

    boolean on(Message message, Turn turn) {
        if (message instanceof CheckpointStore.Closed closed) {
            life.report(new JobReport.CheckpointsClosed(closed.job()), turn);
            return true;
        }
        if (message instanceof CheckpointWanted wanted) {
            wanted(wanted.request(), turn);
            return true;
        }
        if (message instanceof CheckpointFigures.Call call) {
            turn.send(call.replyTo(), figures(turn));
            return true;
        }
        return coordinator != null && coordinator.on(message, turn);
    }

    private CheckpointFigures.Told figures(Turn turn) {
        return new CheckpointFigures.Told(
                life.job(), Optional.ofNullable(coordinator).map(one -> one.figures(turn)));
    }

    private void wanted(String request, Turn turn) {
        if (coordinator != null) {
            coordinator.want(request, turn);
        } else {
            tell(List.of(request), CheckpointStanding.failed(0, NO_CHECKPOINTS), turn);
        }
    }

    void coordinatorsSnapshotted(CoordinatorHost.Snapshotted fact, Turn turn) {
        ifTaken(one -> one.coordinatorsSnapshotted(fact, turn));
    }

    void consider(Turn turn) {
        ifTaken(one -> one.consider(turn));
    }

    void repeat(Turn turn) {
        ifTaken(one -> one.repeat(turn));
    }

    void seen(TaskManagerId taskManager, long completed, Turn turn) {
        ifTaken(one -> one.seen(taskManager, completed, turn));
    }

    void stop(Turn turn) {
        ifTaken(one -> one.stop(turn));
    }

    /** @return false if the job begins with nothing; else {@link Decisions#foundRestorePoint} says what it begins with */
    boolean findStart() {
        return coordinator != null && coordinator.findStart();
    }

    /** @return false if there is none; else {@link Decisions#foundRestorePoint} says which it is */
    boolean findRestorePoint() {
        ifTaken(CheckpointCoordinator::findRestorePoint);
        return areTaken();
    }

    Optional<Restore> restore(List<AttemptId> attempts) {
        return coordinator == null ? Optional.empty() : coordinator.restore(attempts);
    }

    /** The tasks run on under this leader. @param begun the highest checkpoint that any of them has begun */
    void adopted(long begun, Turn turn) {
        if (life.is(JobPhase.RUNNING)) {
            ifTaken(one -> one.adopted(begun, turn));
        }
    }

    void end(JobStatus status, Turn turn) {
        ifTaken(one -> one.end(status, turn));
        life.report(new JobReport.CheckpointsEnded(life.job(), figures(turn)), turn);
    }

    List<Manifest> completed() {
        return coordinator == null ? List.of() : coordinator.completed();
    }

    void are(JobRun tasks, RunTalk words) {
        run = tasks;
        talk = words;
    }

    @Override
    public boolean tasksRun() {
        return run != null && life.is(JobPhase.RUNNING) && run.live() > 0 && run.allLiveOrFinished();
    }

    @Override
    public int running() {
        return run == null ? 0 : run.live();
    }

    @Override
    public Optional<String> objection() {
        if (!life.is(JobPhase.RUNNING) || run == null) {
            boolean published = life.is(JobPhase.PUBLISHING);
            return Optional.of(
                    published
                            ? "all tasks of the job have finished"
                            : "the job is " + life.phase().status()
                                    + ", and only of one that is RUNNING a checkpoint can be taken; ask again then");
        }
        List<TaskRun> all = run.tasks(task -> true);
        long notYet = all.stream()
                .filter(task -> task.state() != TaskState.RUNNING && task.state() != TaskState.FINISHED)
                .count();
        if (notYet > 0) {
            return Optional.of(
                    notYet + " of the " + all.size() + " tasks of the job do not run yet; ask again when" + " they do");
        }
        return tasksRun() ? Optional.empty() : Optional.of("all tasks of the job have finished");
    }

    @Override
    public void tell(List<String> requests, CheckpointStanding outcome, Turn turn) {
        if (!requests.isEmpty()) {
            life.report(new JobReport.CheckpointMoved(life.job(), requests, outcome), turn);
        }
    }

    @Override
    public List<Participant> participants() {
        if (run == null) {
            return List.of();
        }
        Map<String, List<TaskRun>> byTaskManager = new TreeMap<>();
        for (TaskRun task : run.tasks(one -> one.state() == TaskState.RUNNING)) {
            byTaskManager
                    .computeIfAbsent(task.slot.taskManager().name(), name -> new ArrayList<>())
                    .add(task);
        }
        return byTaskManager.values().stream()
                .map(tasks -> new Participant(
                        tasks.get(0).slot.taskManager(),
                        tasks.get(0).slot.address(),
                        tasks.stream()
                                .map(task -> new Progress(task.id, task.splits.count(), task.tells.count()))
                                .toList()))
                .toList();
    }

    @Override
    public List<AttemptId> finished() {
        return run == null
                ? List.of()
                : run.tasks(task -> task.state() == TaskState.FINISHED).stream()
                        .map(task -> task.id)
                        .toList();
    }

    @Override
    public void triggered(long checkpoint) {
        if (talk != null) {
            talk.triggered(checkpoint);
        }
    }

    @Override
    public void givenUp(long checkpoint) {
        if (talk != null) {
            talk.givenUp(checkpoint);
        }
    }

    @Override
    public void progressed() {
        restarts.progressed();
    }

    @Override
    public void checkpointsFail(Failure cause, Turn turn) {
        decisions.checkpointsFail(cause, turn);
    }

    @Override
    public void giveUp(Failure cause, Turn turn) {
        decisions.giveUp(cause, turn);
    }

    @Override
    public void foundRestorePoint(Optional<Manifest> manifest, Turn turn) {
        decisions.foundRestorePoint(manifest, turn);
    }
}
