package io.millrace.jobmanager.succession;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.control.Epoch;
import io.millrace.control.checkpoint.Manifest.CoordinatorState;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.contract.Coordinator;
import io.millrace.dataflow.contract.CoordinatorFactory;
import io.millrace.dataflow.deploy.CheckpointStatus;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.jobmanager.JobManager;
import io.millrace.jobmanager.JobManagerHouse;
import io.millrace.jobmanager.JobManagerHouse.Estate;
import io.millrace.jobmanager.TestGraphs;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.ClientMessage.CancelJob;
import io.millrace.protocol.ClientMessage.TakeCheckpoint;
import io.millrace.protocol.ClientMessage.WantJob;
import io.millrace.protocol.JobManagerMessage.CheckpointAborted;
import io.millrace.protocol.JobManagerMessage.DeployTasks;
import io.millrace.protocol.JobManagerMessage.TriggerCheckpoint;
import io.millrace.protocol.JobNews.CheckpointNews;
import io.millrace.protocol.PartitionId;
import io.millrace.protocol.SnapshotTiming;
import io.millrace.protocol.Standing;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskManagerMessage.CheckpointTaken;
import io.millrace.protocol.TaskManagerMessage.HeldTask;
import io.millrace.protocol.TaskManagerMessage.Here;
import io.millrace.protocol.TaskManagerMessage.JobProgress;
import io.millrace.protocol.TaskManagerMessage.Progress;
import io.millrace.protocol.TaskSnapshot;
import io.millrace.protocol.TaskState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A leader takes over jobs that run; the test plays the TaskManagers. */
class AdoptionTest {
    private static final Epoch FIRST = new Epoch(3);
    private static final Epoch SECOND = new Epoch(5);
    private static final Map<String, String> CHECKPOINTS =
            new TreeMap<>(Map.of("execution.checkpointing.interval", "100 ms"));

    private final Estate estate = new Estate();
    private final TaskManagerId one = new TaskManagerId("one");
    private final TaskManagerId two = new TaskManagerId("two");
    private final JobID job = new JobID(0, 1);
    private final AttemptId first = new AttemptId(job, 0, 0, 0);
    private final AttemptId second = new AttemptId(job, 0, 1, 0);

    // What the TaskManagers say.
    private long begun = 1;
    private long received;
    private long said;
    private Optional<Standing> standing = Optional.empty();
    private List<PartitionId> partitions = List.of();

    private JobManagerHouse leader(Epoch epoch) {
        return new JobManagerHouse(estate, Runnable::run, epoch, Leadership.alone());
    }

    /** What coordinators were told to go on from. */
    private static final List<String> TAKEN_OVER = new ArrayList<>();

    /** Its state is a word. */
    private static final class Remembers implements Coordinator {
        @Override
        public byte[] snapshot(long checkpoint) {
            return ("at checkpoint " + checkpoint).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void takeOver(byte[] state) {
            TAKEN_OVER.add(new String(state, StandardCharsets.UTF_8));
        }
    }

    private void run(Map<String, String> settings) {
        run(settings, Optional.empty());
    }

    /** Two tasks, one on each TaskManager, and a complete checkpoint if there are any. */
    private void run(Map<String, String> settings, Optional<CoordinatorFactory> coordinator) {
        JobManagerHouse jm = leader(FIRST);
        jm.taskManager("one", 1);
        jm.taskManager("two", 1);
        jm.submit(1, TestGraphs.sources(JobGraph.Mode.STREAMING, settings, coordinator, 2));
        assertThat(jm.deployed()).containsOnlyKeys("one", "two");
        jm.moved(one, first, TaskState.RUNNING);
        jm.moved(two, second, TaskState.RUNNING);
        if (!settings.isEmpty()) {
            jm.advance(Duration.ofMillis(100));
            assertThat(jm.house.take(TriggerCheckpoint.class)).hasSize(2);
            taken(jm, one, first);
            taken(jm, two, second);
            assertThat(jm.checkpoints.kept(job)).hasSize(1);
        }
    }

    private void taken(JobManagerHouse jm, TaskManagerId from, AttemptId id) {
        jm.tell(
                JobManager.SLOTS,
                new CheckpointTaken(
                        jm.epoch,
                        from,
                        1,
                        job,
                        1,
                        List.of(new TaskSnapshot(
                                id, Optional.empty(), false, List.of(), List.of(), new SnapshotTiming(0, 0, 0, 1)))));
    }

    private void here(JobManagerHouse jm, TaskManagerId from, long reports, AttemptId... attempts) {
        jm.tell(
                JobManager.SLOTS,
                new Here(
                        jm.epoch,
                        from,
                        from.address(),
                        "host-" + from.name(),
                        0,
                        1,
                        List.of(attempts).stream()
                                .map(id -> new HeldTask(id, received, 0, said))
                                .toList(),
                        partitions,
                        List.of(new JobProgress(job, 1, begun)),
                        standing.stream().toList(),
                        reports));
    }

    private JobStatus status(JobManagerHouse jm) {
        jm.tell(JobManager.DISPATCHER, new WantJob(JobManagerHouse.CLIENT, job));
        return jm.last(job).status();
    }

    /** Both come, and say that their tasks run. */
    private JobManagerHouse successor() {
        JobManagerHouse jm = leader(SECOND);
        here(jm, one, 1, first);
        here(jm, two, 1, second);
        jm.moved(one, first, TaskState.RUNNING);
        jm.moved(two, second, TaskState.RUNNING);
        jm.left(one, two);
        return jm;
    }

    @Test
    void whatIsLeftOfAJobIsAwaitedBeforeAnythingIsDone() {
        run(CHECKPOINTS);
        JobManagerHouse jm = leader(SECOND);
        here(jm, one, 1, first);
        jm.left(one, two);
        jm.moved(one, first, TaskState.RUNNING);
        assertThat(status(jm)).isEqualTo(JobStatus.RECONCILING);
        jm.heartbeat(one, List.of(), List.of(job));
        assertThat(jm.house.sent()).noneMatch(sent -> sent.message() instanceof DeployTasks);
        assertThat(jm.cancelled()).isEmpty();
    }

    @Test
    void aJobOfWhichAllIsThereGoesOnAndNothingIsStoppedOrDeployed() {
        run(CHECKPOINTS);
        JobManagerHouse jm = successor();
        assertThat(status(jm)).isEqualTo(JobStatus.RUNNING);
        assertThat(jm.cancelled()).isEmpty();
        assertThat(jm.deployed()).isEmpty();
        assertThat(jm.jobManager.slotPool().count()).allMatch(slots -> slots.given() == 1 && slots.free() == 0);
        jm.advance(Duration.ofMillis(100));
        assertThat(jm.house.take(TriggerCheckpoint.class))
                .extracting(TriggerCheckpoint::checkpoint)
                .containsOnly(2_000_000_001L);
        for (int second = 0; second < 10; second++) {
            jm.heartbeat(one, List.of(new Progress(first, 0, 0)), List.of(job));
            jm.heartbeat(two, List.of(new Progress(this.second, 0, 0)), List.of(job));
            jm.advance(JobManagerHouse.BEAT);
        }
        assertThat(status(jm)).isEqualTo(JobStatus.RUNNING);
        assertThat(jm.deployed()).isEmpty();
        jm.moved(one, first, TaskState.FINISHED);
        jm.moved(two, second, TaskState.FINISHED);
        assertThat(status(jm)).isEqualTo(JobStatus.FINISHED);
    }

    @Test
    void whatHasFinishedIsNotRunAgainAndTheEndIsPublished() {
        run(CHECKPOINTS);
        JobManagerHouse jm = leader(SECOND);
        here(jm, one, 1, first);
        here(jm, two, 1, second);
        jm.moved(one, first, TaskState.FINISHED);
        jm.moved(two, second, TaskState.FINISHED);
        jm.left(one, two);
        assertThat(status(jm)).isEqualTo(JobStatus.FINISHED);
        assertThat(jm.deployed()).isEmpty();
    }

    @Test
    void aCheckpointOfTheEarlierLeaderThatWasUnderWayIsOver() {
        run(CHECKPOINTS);
        begun = 3;
        JobManagerHouse jm = successor();
        assertThat(jm.house.take(CheckpointAborted.class))
                .extracting(CheckpointAborted::checkpoint)
                .containsOnly(2L, 3L);
    }

    @Test
    void tasksThatHadNoPartInTheNewestCheckpointDoNotGoOn() {
        run(CHECKPOINTS);
        begun = 0;
        JobManagerHouse jm = successor();
        assertThat(status(jm)).isEqualTo(JobStatus.RESTARTING);
        assertThat(jm.last(job).failure().orElseThrow().message()).contains("had no part in checkpoint 1");
        assertThat(jm.cancelled()).contains(first, second);
    }

    @Test
    void tasksWhoseCoordinatorsCannotGoOnRunAgain() {
        run(CHECKPOINTS);
        received = 2;
        standing = Optional.of(new Standing(job, 0, 3, 0, List.of()));
        JobManagerHouse jm = successor();
        assertThat(status(jm)).isEqualTo(JobStatus.RESTARTING);
        assertThat(jm.last(job).failure().orElseThrow().message())
                .contains("nobody holds how the coordinators of 'source 0' stood behind 4 words");
    }

    @Test
    void tasksWhoseCoordinatorsStandingIsHeldGoOn() {
        run(CHECKPOINTS);
        received = 2;
        standing = Optional.of(new Standing(job, 0, 4, 0, List.of()));
        JobManagerHouse jm = successor();
        assertThat(status(jm)).isEqualTo(JobStatus.RUNNING);
        assertThat(jm.cancelled()).isEmpty();
    }

    @Test
    void coordinatorsThatSaidNothingInThisRunGoOnFromTheNewestCheckpoint() {
        TAKEN_OVER.clear();
        run(CHECKPOINTS, Optional.of(Remembers::new));
        JobManagerHouse jm = successor();
        assertThat(status(jm)).isEqualTo(JobStatus.RUNNING);
        assertThat(TAKEN_OVER).containsExactly("at checkpoint 1");
    }

    @Test
    void coordinatorsThatAreInAStandingGoOnFromThatAlone() {
        TAKEN_OVER.clear();
        run(CHECKPOINTS, Optional.of(Remembers::new));
        received = 2;
        String operator = TestGraphs.sources(JobGraph.Mode.STREAMING, CHECKPOINTS, Optional.of(Remembers::new), 2)
                .vertex(0)
                .chain()
                .get(0)
                .id()
                .hex();
        standing = Optional.of(new Standing(
                job,
                0,
                4,
                0,
                List.of(new CoordinatorState(operator, "behind 4 words".getBytes(StandardCharsets.UTF_8)))));
        JobManagerHouse jm = successor();
        assertThat(status(jm)).isEqualTo(JobStatus.RUNNING);
        assertThat(TAKEN_OVER).containsExactly("behind 4 words");
    }

    @Test
    void ofThreeWordsTheSecondWasLostAndTheStandingBehindTwoIsNotTheirs() {
        run(CHECKPOINTS);
        received = 1;
        JobManagerHouse jm = leader(SECOND);
        standing = Optional.of(new Standing(job, 0, 2, 0, List.of()));
        here(jm, one, 1, first);
        standing = Optional.of(new Standing(job, 0, 3, 0, List.of()));
        here(jm, two, 1, second);
        jm.moved(one, first, TaskState.RUNNING);
        jm.moved(two, second, TaskState.RUNNING);
        jm.left(one, two);
        assertThat(jm.cancelled()).isNotEmpty();
    }

    @Test
    void tasksWhoseCoordinatorsBearLostWordsGoOnHoweverMuchTheyHaveSaid() {
        run(CHECKPOINTS);
        received = 2;
        said = 9;
        standing = Optional.of(new Standing(job, 0, 4, Standing.ANY, List.of()));
        JobManagerHouse jm = successor();
        assertThat(status(jm)).isEqualTo(JobStatus.RUNNING);
        assertThat(jm.cancelled()).isEmpty();
    }

    @Test
    void aCheckpointThatIsAskedForTooEarlyIsTakenWhenTheTasksAreThere() {
        run(CHECKPOINTS);
        JobManagerHouse jm = leader(SECOND);
        jm.tell(JobManager.DISPATCHER, new TakeCheckpoint(JobManagerHouse.CLIENT, job, "request"));
        assertThat(jm.house.take(CheckpointNews.class))
                .extracting(news -> news.standing().status())
                .containsExactly(CheckpointStatus.IN_PROGRESS);
        here(jm, one, 1, first);
        here(jm, two, 1, second);
        jm.moved(one, first, TaskState.RUNNING);
        jm.moved(two, second, TaskState.RUNNING);
        jm.left(one, two);
        assertThat(jm.house.take(CheckpointNews.class)).isEmpty();
        assertThat(jm.house.take(TriggerCheckpoint.class)).hasSize(2);
    }

    @Test
    void aRegionThatHasFinishedIsKeptAndOnlyWhatIsLostRunsAgain() {
        JobManagerHouse before = leader(FIRST);
        before.taskManager("one", 1);
        before.submit(1, TestGraphs.batch(1, Optional.empty(), 2, "0|1"));
        AttemptId producer = new AttemptId(job, 0, 0, 0);
        before.moved(one, producer, TaskState.RUNNING);
        before.moved(one, producer, TaskState.FINISHED);

        partitions = List.of(new PartitionId(job, 0, 0, 0));
        JobManagerHouse jm = leader(SECOND);
        here(jm, one, 1, producer);
        jm.moved(one, producer, TaskState.FINISHED);
        jm.left(one);
        assertThat(jm.deployed().get("one")).containsExactly(new AttemptId(job, 1, 0, 2_000_000));

        partitions = List.of();
        JobManagerHouse later = leader(new Epoch(6));
        here(later, one, 1, producer);
        later.moved(one, producer, TaskState.FINISHED);
        later.left(one);
        later.beat(one);
        assertThat(later.deployed().get("one"))
                .as("its partition is gone")
                .containsExactly(new AttemptId(job, 0, 0, 3_000_000));
    }

    @Test
    void whoNeverComesIsGivenUp() {
        run(CHECKPOINTS);
        JobManagerHouse jm = leader(SECOND);
        here(jm, one, 1, first);
        jm.moved(one, first, TaskState.RUNNING);
        for (int second = 0; second < 10; second++) {
            jm.heartbeat(one, List.of(), List.of(job));
            jm.advance(JobManagerHouse.BEAT);
        }
        assertThat(jm.cancelled()).contains(first);
        jm.moved(one, first, TaskState.CANCELED);
        jm.taskManager("three", 1);
        jm.beat(one);
        assertThat(jm.deployed().values())
                .flatMap(any -> any)
                .extracting(AttemptId::attempt)
                .as("two epochs after the leader that accepted it")
                .containsOnly(2_000_000);
    }

    @Test
    void numbersOfCheckpointsAreNotGivenTwice() {
        Generation third = Generation.of(FIRST, SECOND);
        assertThat(third.checkpointAfter(7)).isEqualTo(2_000_000_001L);
        assertThat(third.checkpointAfter(1_000_000_007L)).isEqualTo(3_000_000_001L);
        assertThat(Generation.FIRST.checkpointAfter(7)).isEqualTo(8);
        assertThat(third.attempt(3)).isEqualTo(2_000_003);
    }

    @Test
    void aStreamingJobWithoutCheckpointsThatLostATaskFailsAndSaysSo() {
        run(Map.of());
        JobManagerHouse jm = leader(SECOND);
        here(jm, one, 1, first);
        jm.moved(one, first, TaskState.RUNNING);
        jm.left(one);
        assertThat(jm.cancelled()).containsExactly(first);
        jm.moved(one, first, TaskState.CANCELED);
        assertThat(status(jm)).isEqualTo(JobStatus.FAILED);
        assertThat(jm.last(job).failure().orElseThrow().message()).contains("without checkpoints");
    }

    @Test
    void aCancellationThatComesTooEarlyIsKept() {
        run(CHECKPOINTS);
        JobManagerHouse jm = leader(SECOND);
        jm.tell(JobManager.DISPATCHER, new CancelJob(JobManagerHouse.CLIENT, job));
        here(jm, one, 1, first);
        here(jm, two, 1, second);
        jm.moved(one, first, TaskState.RUNNING);
        jm.moved(two, second, TaskState.RUNNING);
        jm.left(one, two);
        assertThat(jm.cancelled()).contains(first, second);
        jm.moved(one, first, TaskState.CANCELED);
        jm.moved(two, second, TaskState.CANCELED);
        assertThat(status(jm)).isEqualTo(JobStatus.CANCELED);
    }
}
