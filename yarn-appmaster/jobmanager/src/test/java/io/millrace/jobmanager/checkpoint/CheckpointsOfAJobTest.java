package io.millrace.jobmanager.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.control.checkpoint.Manifest;
import io.millrace.control.checkpoint.StateHandle;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.jobmanager.JobManager;
import io.millrace.jobmanager.JobManagerHouse;
import io.millrace.jobmanager.TestGraphs;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Failure;
import io.millrace.protocol.JobManagerMessage.CheckpointAborted;
import io.millrace.protocol.JobManagerMessage.CheckpointCompleted;
import io.millrace.protocol.JobManagerMessage.DeployTasks;
import io.millrace.protocol.JobManagerMessage.TriggerCheckpoint;
import io.millrace.protocol.Restore;
import io.millrace.protocol.SnapshotTiming;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskManagerMessage.AwaitsCheckpoint;
import io.millrace.protocol.TaskManagerMessage.CheckpointDeclined;
import io.millrace.protocol.TaskManagerMessage.CheckpointTaken;
import io.millrace.protocol.TaskManagerMessage.Leaving;
import io.millrace.protocol.TaskManagerMessage.Progress;
import io.millrace.protocol.TaskSnapshot;
import io.millrace.protocol.TaskState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A streaming job of two tasks, on TaskManagers with a slot each, that are told what to say. */
class CheckpointsOfAJobTest {
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final JobManagerHouse house = new JobManagerHouse();
    private final Map<String, String> settings = new TreeMap<>(Map.of(
            "execution.checkpointing.interval", "100 ms",
            "execution.checkpointing.timeout", "10 s",
            "restart-strategy.type", "fixed-delay",
            "restart-strategy.fixed-delay.attempts", "2",
            "restart-strategy.fixed-delay.delay", "0 ms"));
    private final Map<String, Long> said = new TreeMap<>();
    private TaskManagerId one = new TaskManagerId("one");
    private TaskManagerId two = new TaskManagerId("two");
    private JobID job = new JobID(0, 1);
    private List<Integer> committing = List.of();
    private AttemptId first = new AttemptId(job, 0, 0, 0);
    private AttemptId second = new AttemptId(job, 0, 1, 0);

    private void run() {
        one = house.taskManager("one", 1);
        two = house.taskManager("two", 1);
        job = house.submit(1, TestGraphs.sources(JobGraph.Mode.STREAMING, settings, Optional.empty(), 2));
        allRun(0);
    }

    /** All tasks that were deployed say that they run. */
    private void allRun(int attempt) {
        Map<String, List<AttemptId>> deployed = house.deployed();
        deployed.forEach((node, attempts) -> attempts.forEach(id -> {
            assertThat(id.attempt()).isEqualTo(attempt);
            if (id.subtask() == 0) {
                first = id;
                one = new TaskManagerId(node);
            } else {
                second = id;
                two = new TaskManagerId(node);
            }
            moved(new TaskManagerId(node), id, TaskState.RUNNING);
        }));
    }

    private long next(TaskManagerId from) {
        return said.merge(from.name(), 1L, Long::sum) - 1;
    }

    private void moved(TaskManagerId from, AttemptId id, TaskState to) {
        moved(from, id, to, Optional.empty());
    }

    private void moved(TaskManagerId from, AttemptId id, TaskState to, Optional<Failure> failure) {
        house.tell(
                JobManager.SLOTS,
                new io.millrace.protocol.TaskManagerMessage.TaskMoved(
                        JobManagerHouse.EPOCH, from, next(from), id, to, failure, Map.of()));
    }

    private void taken(TaskManagerId from, long checkpoint, AttemptId id) {
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
                        List.of(new TaskSnapshot(
                                id,
                                Optional.of(state),
                                false,
                                List.of(0),
                                committing,
                                new SnapshotTiming(0, 0, 0, 1)))));
    }

    private void complete(long checkpoint) {
        house.advance(INTERVAL);
        assertThat(triggers()).contains(checkpoint);
        taken(one, checkpoint, first);
        taken(two, checkpoint, second);
    }

    private List<Long> triggers() {
        return house.house.take(TriggerCheckpoint.class).stream()
                .map(TriggerCheckpoint::checkpoint)
                .distinct()
                .toList();
    }

    private List<Long> kept() {
        return house.checkpoints.kept(job).stream().map(Manifest::checkpoint).toList();
    }

    /** A TaskManager comes in place of a lost one, and the restart that is due begins. */
    private void another(String name) {
        house.taskManager(name, 1);
        house.advance(Duration.ofMillis(1));
    }

    private void lose(TaskManagerId gone) {
        house.tell(JobManager.SLOTS, new Leaving(JobManagerHouse.EPOCH, gone, "killed"));
    }

    @Test
    void aCheckpointIsCompleteWhenAllTaskManagersHaveTakenTheirPart() {
        run();
        house.advance(INTERVAL);
        List<TriggerCheckpoint> triggered = house.house.take(TriggerCheckpoint.class);
        assertThat(triggered).hasSize(2);
        assertThat(triggered).allSatisfy(one -> {
            assertThat(one.checkpoint()).isEqualTo(1);
            assertThat(one.directory()).isEqualTo("memory:/" + job + "/chk-1");
        });
        taken(one, 1, first);
        assertThat(house.house.take(CheckpointCompleted.class)).isEmpty();
        taken(two, 1, second);
        assertThat(house.house.take(CheckpointCompleted.class)).hasSize(2);
        assertThat(kept()).containsExactly(1L);
    }

    @Test
    void repeatedAndLatePartsChangeNothing() {
        run();
        house.advance(INTERVAL);
        taken(one, 1, first);
        taken(one, 1, first);
        assertThat(kept()).isEmpty();
        taken(two, 1, second);
        taken(two, 1, second);
        taken(two, 9, second);
        assertThat(kept()).containsExactly(1L);
        assertThat(house.house.take(CheckpointCompleted.class)).hasSize(2);
    }

    @Test
    void theNextBeginsAnIntervalLaterAndOnlyTheNewestAreKept() {
        settings.put("execution.checkpointing.num-retained", "2");
        run();
        complete(1);
        complete(2);
        complete(3);
        assertThat(kept()).containsExactly(2L, 3L);
    }

    @Test
    void noMoreThanAllowedAreUnderWayAtOnce() {
        run();
        house.advance(INTERVAL);
        assertThat(triggers()).containsExactly(1L);
        house.advance(INTERVAL.multipliedBy(3));
        assertThat(triggers()).isEmpty();
        taken(one, 1, first);
        taken(two, 1, second);
        assertThat(triggers()).containsExactly(2L);
    }

    /** It would be complete after the later one, and tell of a time before it. */
    @Test
    void oneWhosePartsComeWhenALaterOneIsBeingCommittedIsGivenUp() {
        settings.put("execution.checkpointing.max-concurrent-checkpoints", "2");
        run();
        house.advance(INTERVAL);
        house.advance(INTERVAL);
        assertThat(triggers()).contains(1L, 2L);
        List<Runnable> slow = new ArrayList<>();
        house.storing = slow::add;
        taken(one, 2, first);
        taken(two, 2, second);
        taken(one, 1, first);
        taken(two, 1, second);
        assertThat(house.house.take(CheckpointAborted.class))
                .extracting(CheckpointAborted::checkpoint)
                .containsOnly(1L);
        house.storing = Runnable::run;
        slow.forEach(Runnable::run);
        house.advance(Duration.ofMillis(1));
        assertThat(kept()).containsExactly(2L);
    }

    @Test
    void whatIsNotAnsweredIsTriggeredAgain() {
        run();
        house.advance(INTERVAL);
        taken(one, 1, first);
        house.house.take(TriggerCheckpoint.class);
        house.beat(one, two);
        house.beat(one, two);
        assertThat(house.house.sent())
                .filteredOn(sent -> sent.message() instanceof TriggerCheckpoint)
                .isNotEmpty()
                .allSatisfy(sent -> assertThat(sent.to()).isEqualTo(two.address()));
    }

    @Test
    void aTaskManagerThatMissedTheWordIsToldAgainThatACheckpointIsComplete() {
        run();
        complete(1);
        house.house.take(CheckpointCompleted.class);
        house.heartbeat(one, List.of(new Progress(first, 0, 0)), List.of(job));
        assertThat(house.house.take(CheckpointCompleted.class)).hasSize(1);
    }

    @Test
    void aCheckpointThatTakesTooLongRestartsTheJobFromTheOneBefore() {
        run();
        complete(1);
        house.advance(INTERVAL);
        for (int i = 0; i < 11; i++) {
            house.beat(one, two);
        }
        assertThat(house.house.take(CheckpointAborted.class)).isNotEmpty();
        assertThat(house.last(job).status()).isEqualTo(JobStatus.RESTARTING);
        assertThat(house.last(job).failure().orElseThrow().message())
                .contains("checkpoint 2")
                .contains("10000 ms")
                .contains("tolerable-failed-checkpoints=0");
    }

    @Test
    void tolerableFailuresAreBorne() {
        settings.put("execution.checkpointing.tolerable-failed-checkpoints", "1");
        run();
        house.advance(INTERVAL);
        decline(1);
        assertThat(house.last(job).status()).isEqualTo(JobStatus.RUNNING);
        complete(2);
        house.advance(INTERVAL);
        decline(3);
        assertThat(house.last(job).status()).isEqualTo(JobStatus.RUNNING);
        house.advance(INTERVAL);
        decline(4);
        assertThat(house.last(job).status()).isEqualTo(JobStatus.RESTARTING);
    }

    @Test
    void thatACheckpointWasGivenUpIsSaidAgainUntilALaterOneIsComplete() {
        settings.put("execution.checkpointing.tolerable-failed-checkpoints", "1");
        run();
        house.advance(INTERVAL);
        decline(1);
        assertThat(house.house.take(CheckpointAborted.class)).hasSize(2);
        house.beat(one, two);
        assertThat(house.house.take(CheckpointAborted.class))
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(message -> assertThat(message.checkpoint()).isEqualTo(1));
        assertThat(triggers()).contains(2L);
        taken(one, 2, first);
        taken(two, 2, second);
        assertThat(kept()).containsExactly(2L);
        house.house.take(CheckpointAborted.class);
        house.beat(one, two);
        assertThat(house.house.take(CheckpointAborted.class)).isEmpty();
    }

    private void decline(long checkpoint) {
        house.tell(
                JobManager.SLOTS,
                new CheckpointDeclined(JobManagerHouse.EPOCH, one, next(one), job, checkpoint, "disk full", false));
    }

    @Test
    void aLostTaskManagerRestartsAllTasksFromTheNewestCompleteCheckpoint() {
        run();
        complete(1);
        complete(2);
        house.advance(INTERVAL);
        taken(one, 3, first);
        lose(two);
        house.house.take(TriggerCheckpoint.class);
        moved(one, first, TaskState.CANCELED);
        another("three");
        List<DeployTasks> deployed = house.house.sent().stream()
                .filter(sent -> sent.message() instanceof DeployTasks)
                .map(sent -> (DeployTasks) sent.message())
                .filter(message -> message.attempts().get(0).attempt() == 1)
                .toList();
        assertThat(deployed).hasSize(2);
        assertThat(deployed).allSatisfy(message -> {
            Restore from = message.restore().orElseThrow();
            assertThat(from.checkpoint()).isEqualTo(2);
            assertThat(from.states())
                    .singleElement()
                    .satisfies(state -> assertThat(state.subtask())
                            .isEqualTo(message.attempts().get(0).subtask()));
        });
        allRun(1);
        complete(4);
        assertThat(kept()).containsExactly(4L);
    }

    @Test
    void withoutACompleteCheckpointAJobBeginsAgain() {
        run();
        lose(two);
        moved(one, first, TaskState.CANCELED);
        another("three");
        assertThat(house.house.sent())
                .filteredOn(sent -> sent.message() instanceof DeployTasks deploy
                        && deploy.attempts().get(0).attempt() == 1)
                .hasSize(2)
                .allSatisfy(sent ->
                        assertThat(((DeployTasks) sent.message()).restore()).isEmpty());
    }

    @Test
    void aDamagedCheckpointIsPassedOverForAnOlderOne() {
        settings.put("execution.checkpointing.num-retained", "2");
        run();
        complete(1);
        complete(2);
        house.checkpoints.damage(job, 2);
        lose(two);
        moved(one, first, TaskState.CANCELED);
        another("three");
        assertThat(house.house.sent())
                .filteredOn(sent -> sent.message() instanceof DeployTasks deploy
                        && deploy.attempts().get(0).attempt() == 1)
                .hasSize(2)
                .allSatisfy(sent -> assertThat(((DeployTasks) sent.message())
                                .restore()
                                .orElseThrow()
                                .checkpoint())
                        .isEqualTo(1));
    }

    @Test
    void aJobThatHasCommittedDoesNotGoBackBehindACompleteCheckpoint() {
        settings.put("execution.checkpointing.num-retained", "2");
        committing = List.of(0);
        run();
        complete(1);
        complete(2);
        house.checkpoints.damage(job, 2);
        lose(two);
        moved(one, first, TaskState.CANCELED);
        assertThat(house.last(job).status()).isEqualTo(JobStatus.FAILED);
        assertThat(house.last(job).failure().orElseThrow().message())
                .contains("checkpoint 2")
                .contains("does not go back to checkpoint 1")
                .contains("'source 0'")
                .contains("written twice")
                .contains("chk-1");
    }

    @Test
    void aJobNeverBeginsWithNothingWhenItsCheckpointsAreDamaged() {
        run();
        complete(1);
        house.checkpoints.damage(job, 1);
        lose(two);
        moved(one, first, TaskState.CANCELED);
        assertThat(house.last(job).status()).isEqualTo(JobStatus.FAILED);
        assertThat(house.last(job).failure().orElseThrow().message())
                .contains("checkpoint 1")
                .contains("does not begin with nothing");
    }

    @Test
    void lossesDoNotCountForTheStrategyAndEndAfterFourWithoutACompleteCheckpoint() {
        settings.put("restart-strategy.type", "none");
        run();
        for (int loss = 0; loss < 4; loss++) {
            TaskManagerId gone = two;
            lose(gone);
            moved(one, first, TaskState.CANCELED);
            another("more" + loss);
            allRun(loss + 1);
        }
        assertThat(house.last(job).status()).isEqualTo(JobStatus.RUNNING);
        lose(two);
        moved(one, first, TaskState.CANCELED);
        assertThat(house.last(job).status()).isEqualTo(JobStatus.FAILED);
        assertThat(house.last(job).failure().orElseThrow().message()).contains("4 times in a row");
    }

    @Test
    void aCompleteCheckpointIsProgressAfterLosses() {
        run();
        for (int loss = 0; loss < 6; loss++) {
            complete(loss + 1);
            lose(two);
            moved(one, first, TaskState.CANCELED);
            another("more" + loss);
            allRun(loss + 1);
        }
        assertThat(house.last(job).status()).isEqualTo(JobStatus.RUNNING);
    }

    @Test
    void whenAllTasksWaitForACheckpointOneBeginsAtOnce() {
        settings.put("execution.checkpointing.interval", "1 h");
        run();
        awaits(one, first);
        assertThat(triggers()).isEmpty();
        awaits(two, second);
        assertThat(triggers()).containsExactly(1L);
        taken(one, 1, first);
        taken(two, 1, second);
        assertThat(kept()).containsExactly(1L);
        assertThat(triggers()).isEmpty();
        moved(one, first, TaskState.FINISHED);
        moved(two, second, TaskState.FINISHED);
        assertThat(house.last(job).status()).isEqualTo(JobStatus.FINISHED);
        assertThat(kept()).isEmpty();
    }

    private void awaits(TaskManagerId from, AttemptId attempt) {
        house.tell(JobManager.SLOTS, new AwaitsCheckpoint(JobManagerHouse.EPOCH, from, next(from), attempt));
    }

    @Test
    void aFinishedTaskIsRestoredFromTheCheckpointThatSawItsEnd() {
        run();
        complete(1);
        moved(one, first, TaskState.FINISHED);
        house.advance(INTERVAL);
        assertThat(house.house.take(TriggerCheckpoint.class))
                .filteredOn(message -> message.checkpoint() == 2)
                .singleElement()
                .satisfies(message -> assertThat(message.attempts()).hasSize(1));
        taken(two, 2, second);
        Manifest newest = house.checkpoints.kept(job).get(0);
        assertThat(newest.checkpoint()).isEqualTo(2);
        assertThat(newest.files())
                .containsExactly("memory:/chk-1/" + one.name() + "-0", "memory:/chk-2/" + two.name() + "-0");
    }

    @Test
    void theCheckpointsOfACancelledJobGoUnlessTheyAreToBeKept() {
        run();
        complete(1);
        cancel();
        assertThat(kept()).isEmpty();
    }

    @Test
    void theCheckpointsOfACancelledJobStayIfTheyAreToBeKept() {
        settings.put("execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
        run();
        complete(1);
        cancel();
        assertThat(kept()).containsExactly(1L);
    }

    private void cancel() {
        house.tell(
                JobManager.DISPATCHER, new io.millrace.protocol.ClientMessage.CancelJob(JobManagerHouse.CLIENT, job));
        moved(one, first, TaskState.CANCELED);
        moved(two, second, TaskState.CANCELED);
        assertThat(house.last(job).status()).isEqualTo(JobStatus.CANCELED);
    }

    @Test
    void theCheckpointsOfAFailedJobStay() {
        settings.put("restart-strategy.type", "none");
        run();
        complete(1);
        moved(
                one,
                first,
                TaskState.FAILED,
                Optional.of(new Failure(Failure.Owner.USER, Optional.of("op"), 0, "no", "", Optional.empty())));
        moved(two, second, TaskState.CANCELED);
        assertThat(house.last(job).status()).isEqualTo(JobStatus.FAILED);
        assertThat(kept()).containsExactly(1L);
    }
}
