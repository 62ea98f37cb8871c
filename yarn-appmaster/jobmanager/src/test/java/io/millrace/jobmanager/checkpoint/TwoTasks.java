package io.millrace.jobmanager.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.control.Address;
import io.millrace.control.checkpoint.Manifest;
import io.millrace.control.checkpoint.StateHandle;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.deploy.CheckpointStanding;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.jobmanager.JobManager;
import io.millrace.jobmanager.JobManagerHouse;
import io.millrace.jobmanager.TestGraphs;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.ClientMessage.CancelJob;
import io.millrace.protocol.ClientMessage.TakeCheckpoint;
import io.millrace.protocol.Failure;
import io.millrace.protocol.JobManagerMessage.TriggerCheckpoint;
import io.millrace.protocol.JobNews.CheckpointNews;
import io.millrace.protocol.SnapshotTiming;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskManagerMessage.CheckpointDeclined;
import io.millrace.protocol.TaskManagerMessage.CheckpointTaken;
import io.millrace.protocol.TaskManagerMessage.Leaving;
import io.millrace.protocol.TaskManagerMessage.TaskMoved;
import io.millrace.protocol.TaskSnapshot;
import io.millrace.protocol.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A streaming job of two tasks, on TaskManagers with a slot each; the test plays these, and a client. */
final class TwoTasks {
    static final Duration INTERVAL = Duration.ofMillis(100);

    final JobManagerHouse house = new JobManagerHouse();
    final Map<String, String> settings = new TreeMap<>(Map.of(
            "execution.checkpointing.interval", "100 ms",
            "execution.checkpointing.timeout", "10 s",
            "restart-strategy.type", "fixed-delay",
            "restart-strategy.fixed-delay.attempts", "2",
            "restart-strategy.fixed-delay.delay", "0 ms"));
    private final Map<String, Long> said = new TreeMap<>();
    TaskManagerId one = new TaskManagerId("one");
    TaskManagerId two = new TaskManagerId("two");
    JobID job = new JobID(0, 1);
    AttemptId first = new AttemptId(job, 0, 0, 0);
    AttemptId second = new AttemptId(job, 0, 1, 0);

    void submit(JobGraph.Mode mode) {
        house.taskManager("one", 1);
        house.taskManager("two", 1);
        job = house.submit(1, TestGraphs.sources(mode, settings, Optional.empty(), 2));
        deployed();
    }

    void run() {
        submit(JobGraph.Mode.STREAMING);
        allRun();
    }

    private void deployed() {
        house.deployed()
                .forEach((node, attempts) -> attempts.forEach(id -> {
                    if (id.subtask() == 0) {
                        first = id;
                        one = new TaskManagerId(node);
                    } else {
                        second = id;
                        two = new TaskManagerId(node);
                    }
                }));
    }

    /** All tasks that were deployed say that they run. */
    void allRun() {
        deployed();
        moved(one, first, TaskState.RUNNING, Optional.empty());
        moved(two, second, TaskState.RUNNING, Optional.empty());
    }

    private long next(TaskManagerId from) {
        return said.merge(from.name(), 1L, Long::sum) - 1;
    }

    void moved(TaskManagerId from, AttemptId id, TaskState to, Optional<Failure> failure) {
        house.tell(JobManager.SLOTS, new TaskMoved(JobManagerHouse.EPOCH, from, next(from), id, to, failure, Map.of()));
    }

    /** The next heartbeat interval passes. */
    void beat() {
        house.beat(one, two);
    }

    void taken(TaskManagerId from, long checkpoint, AttemptId id) {
        taken(from, checkpoint, id, new SnapshotTiming(0, 0, 0, 1));
    }

    void taken(TaskManagerId from, long checkpoint, AttemptId id, SnapshotTiming timing) {
        StateHandle state =
                new StateHandle("memory:/chk-" + checkpoint + "/" + from.name() + "-" + id.attempt(), 0, 10, 7);
        house.tell(
                JobManager.SLOTS,
                new CheckpointTaken(
                        JobManagerHouse.EPOCH,
                        from,
                        next(from),
                        job,
                        checkpoint,
                        List.of(new TaskSnapshot(id, Optional.of(state), false, List.of(0), List.of(), timing))));
    }

    void taken(long checkpoint) {
        taken(one, checkpoint, first);
        taken(two, checkpoint, second);
    }

    void declined(TaskManagerId from, long checkpoint, String reason) {
        declined(from, checkpoint, reason, false);
    }

    /** A later one came before it. */
    void overtaken(TaskManagerId from, long checkpoint) {
        declined(from, checkpoint, "a later checkpoint came before it", true);
    }

    private void declined(TaskManagerId from, long checkpoint, String reason, boolean overtaken) {
        house.tell(
                JobManager.SLOTS,
                new CheckpointDeclined(JobManagerHouse.EPOCH, from, next(from), job, checkpoint, reason, overtaken));
    }

    /** The numbers of those that were triggered since the last call. */
    List<Long> triggers() {
        return house.house.take(TriggerCheckpoint.class).stream()
                .map(TriggerCheckpoint::checkpoint)
                .distinct()
                .toList();
    }

    List<Long> kept() {
        return house.checkpoints.kept(job).stream().map(Manifest::checkpoint).toList();
    }

    void lose(TaskManagerId gone) {
        house.tell(JobManager.SLOTS, new Leaving(JobManagerHouse.EPOCH, gone, "killed"));
    }

    /** A TaskManager comes in place of a lost one, and the restart that is due begins. */
    void another(String name) {
        house.taskManager(name, 1);
        house.advance(Duration.ofMillis(1));
    }

    void cancel() {
        house.tell(JobManager.DISPATCHER, new CancelJob(JobManagerHouse.CLIENT, job));
    }

    void finish() {
        moved(one, first, TaskState.FINISHED, Optional.empty());
        moved(two, second, TaskState.FINISHED, Optional.empty());
    }

    void ask(String request) {
        ask(job, request);
    }

    void ask(JobID of, String request) {
        ask(JobManagerHouse.CLIENT, of, request);
    }

    void ask(Address client, JobID of, String request) {
        house.tell(JobManager.DISPATCHER, new TakeCheckpoint(client, of, request));
    }

    /** How the checkpoints go, as who asks is told. */
    CheckpointFigures.Told figures() {
        house.tell(JobManager.DISPATCHER, new CheckpointFigures.Call(JobManagerHouse.CLIENT, job));
        List<CheckpointFigures.Told> told = house.house.take(CheckpointFigures.Told.class);
        assertThat(told).hasSize(1);
        return told.get(0);
    }

    CheckpointStatistics statistics() {
        return figures().taken().orElseThrow().statistics();
    }

    /** What the client was told since the last call, of this request. */
    List<CheckpointStanding> told(String request) {
        List<CheckpointNews> news = house.house.take(CheckpointNews.class);
        assertThat(news).allSatisfy(one -> assertThat(one.epoch()).isEqualTo(JobManagerHouse.EPOCH));
        return news.stream()
                .filter(one -> one.request().equals(request))
                .map(CheckpointNews::standing)
                .toList();
    }
}
