package io.millrace.jobmanager;

import static io.millrace.dataflow.JobStatus.FINISHED;
import static io.millrace.dataflow.JobStatus.RESTARTING;
import static io.millrace.dataflow.JobStatus.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.accumulators.LongCounter;
import io.millrace.dataflow.contract.Coordinator;
import io.millrace.dataflow.contract.CoordinatorContext;
import io.millrace.dataflow.contract.CoordinatorFactory;
import io.millrace.dataflow.util.InstantiationUtil;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Failure;
import io.millrace.protocol.JobManagerMessage.DeployTasks;
import io.millrace.protocol.JobManagerMessage.GiveSplits;
import io.millrace.protocol.JobManagerMessage.ReleasePartitions;
import io.millrace.protocol.PartitionId;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskManagerMessage.Heartbeat;
import io.millrace.protocol.TaskManagerMessage.Leaving;
import io.millrace.protocol.TaskManagerMessage.WantSplits;
import io.millrace.protocol.TaskState;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a batch job with blocking edges runs, region after region, and what runs again after a loss. */
class RegionsTest {
    private static final List<String> CALLS = new ArrayList<>();

    /** Static record, because it travels as bytes. */
    private record Recording() implements CoordinatorFactory {
        @Override
        public Coordinator create() {
            return new Coordinator() {
                private String name = "";
                private CoordinatorContext context;

                @Override
                public void start(CoordinatorContext given) {
                    context = given;
                    name = given.operatorName();
                }

                @Override
                public void splitRequested(int subtask, String host) {
                    context.giveSplits(subtask, List.of(new byte[1]));
                }

                @Override
                public void restarted() {
                    CALLS.add(name + " restarted");
                }

                @Override
                public void publish(List<Integer> attempts) {
                    CALLS.add(name + " publish " + attempts);
                }
            };
        }
    }

    private final JobManagerHouse jm = new JobManagerHouse();

    @BeforeEach
    void forgetCalls() {
        CALLS.clear();
    }

    private JobID submit(int parallelism, int vertices, String... edges) {
        return jm.submit(1, TestGraphs.batch(parallelism, Optional.of(new Recording()), vertices, edges));
    }

    private static AttemptId attempt(JobID job, int vertex, int subtask, int attempt) {
        return new AttemptId(job, vertex, subtask, attempt);
    }

    private void finish(TaskManagerId on, AttemptId attempt) {
        jm.moved(on, attempt, TaskState.RUNNING);
        jm.moved(on, attempt, TaskState.FINISHED);
    }

    private void kill(TaskManagerId taskManager) {
        jm.tell(JobManager.SLOTS, new Leaving(JobManagerHouse.EPOCH, taskManager, "killed"));
        jm.advance(Duration.ZERO);
    }

    private void cannotRead(TaskManagerId on, AttemptId consumer, PartitionId partition) {
        jm.moved(
                on,
                consumer,
                TaskState.FAILED,
                Optional.of(new Failure(
                        Failure.Owner.PLATFORM,
                        Optional.of("op"),
                        consumer.subtask(),
                        partition + " is gone",
                        "at Here",
                        Optional.empty(),
                        Optional.of(partition))),
                Map.of());
    }

    @Test
    void aRegionBeginsWhenWhatItReadsIsWholeAndIsToldWhereThatIs() {
        TaskManagerId tm = jm.taskManager("tm", 1);
        JobID job = submit(1, 3, "0>1", "1|2");
        DeployTasks first = jm.house.take(DeployTasks.class).get(0);
        assertThat(first.attempts()).containsExactly(attempt(job, 0, 0, 0), attempt(job, 1, 0, 0));
        assertThat(first.placements().vertices().get(2).attempts()).isEmpty();
        finish(tm, attempt(job, 0, 0, 0));
        assertThat(jm.deployed()).isEmpty();
        finish(tm, attempt(job, 1, 0, 0));
        DeployTasks second = jm.house.take(DeployTasks.class).get(0);
        assertThat(second.attempts()).containsExactly(attempt(job, 2, 0, 0));
        assertThat(second.placements().vertices().get(1).taskManagers()).containsExactly(tm);
        finish(tm, attempt(job, 2, 0, 0));
        assertThat(jm.last(job).status()).isEqualTo(FINISHED);
        assertThat(jm.statuses(job)).doesNotContain(RESTARTING);
        assertThat(CALLS).containsExactly("v0 publish [0]", "v1 publish [0]", "v2 publish [0]");
    }

    @Test
    void anExceptionInOneRegionLeavesTheResultsOfOthersAsTheyAre() {
        TaskManagerId a = jm.taskManager("a", 1);
        TaskManagerId b = jm.taskManager("b", 1);
        JobID job = submit(2, 2, "0|1");
        finish(a, attempt(job, 0, 0, 0));
        finish(b, attempt(job, 0, 1, 0));
        jm.deployed();
        jm.failed(b, attempt(job, 1, 1, 0), Failure.Owner.PLATFORM, "a channel broke");
        assertThat(jm.cancelled()).containsExactly(attempt(job, 1, 0, 0));
        jm.moved(a, attempt(job, 1, 0, 0), TaskState.CANCELED);
        jm.advance(Duration.ZERO);
        assertThat(jm.deployed())
                .isEqualTo(Map.of("a", List.of(attempt(job, 1, 0, 1)), "b", List.of(attempt(job, 1, 1, 1))));
        assertThat(CALLS).containsExactly("v1 restarted");
    }

    @Test
    void theLossOfAKeptResultRunsItsProducerAgainAndWhoReadsIt() {
        TaskManagerId a = jm.taskManager("a", 1);
        TaskManagerId b = jm.taskManager("b", 1);
        JobID job = submit(2, 3, "0|1", "1|2");
        for (int vertex = 0; vertex < 2; vertex++) {
            finish(a, attempt(job, vertex, 0, 0));
            finish(b, attempt(job, vertex, 1, 0));
        }
        jm.moved(a, attempt(job, 2, 0, 0), TaskState.RUNNING);
        jm.moved(b, attempt(job, 2, 1, 0), TaskState.FINISHED);
        jm.deployed();
        kill(b);
        assertThat(jm.cancelled()).containsExactly(attempt(job, 2, 0, 0));
        jm.moved(a, attempt(job, 2, 0, 0), TaskState.CANCELED);
        jm.advance(Duration.ZERO);
        assertThat(jm.deployed()).as("a slot is missing").isEmpty();
        TaskManagerId c = jm.taskManager("c", 1);
        assertThat(jm.deployed())
                .isEqualTo(Map.of("a", List.of(attempt(job, 0, 0, 1)), "c", List.of(attempt(job, 0, 1, 1))));
        assertThat(CALLS).containsExactly("v0 restarted", "v1 restarted", "v2 restarted");
        finish(a, attempt(job, 0, 0, 1));
        finish(c, attempt(job, 0, 1, 1));
        finish(a, attempt(job, 1, 0, 1));
        finish(c, attempt(job, 1, 1, 1));
        finish(a, attempt(job, 2, 0, 1));
        finish(c, attempt(job, 2, 1, 1));
        assertThat(jm.last(job).status()).isEqualTo(FINISHED);
    }

    @Test
    void theLossOfWhatNobodyReadsAnyMoreRunsNothingAgain() {
        TaskManagerId a = jm.taskManager("a", 1);
        TaskManagerId b = jm.taskManager("b", 1);
        JobID job = submit(2, 2, "0|1");
        finish(a, attempt(job, 0, 0, 0));
        finish(b, attempt(job, 0, 1, 0));
        finish(a, attempt(job, 1, 0, 0));
        finish(b, attempt(job, 1, 1, 0));
        assertThat(jm.last(job).status()).isEqualTo(FINISHED);
        kill(a);
        assertThat(jm.statuses(job)).doesNotContain(RESTARTING);
    }

    @Test
    void anotherRegionGoesOnWhileOneIsRunAgain() {
        TaskManagerId a = jm.taskManager("a", 1);
        JobID job = submit(1, 3, "0|2", "1|2");
        jm.moved(a, attempt(job, 0, 0, 0), TaskState.RUNNING);
        jm.moved(a, attempt(job, 1, 0, 0), TaskState.RUNNING);
        jm.failed(a, attempt(job, 0, 0, 0), Failure.Owner.PLATFORM, "a disk broke");
        assertThat(jm.cancelled()).isEmpty();
        jm.advance(Duration.ZERO);
        assertThat(CALLS).containsExactly("v0 restarted");
        jm.tell(JobManager.SLOTS, new WantSplits(JobManagerHouse.EPOCH, a, attempt(job, 1, 0, 0), 0, "h"));
        assertThat(jm.house.take(GiveSplits.class)).hasSize(1);
        jm.moved(a, attempt(job, 1, 0, 0), TaskState.FINISHED);
        finish(a, attempt(job, 0, 0, 1));
        finish(a, attempt(job, 2, 0, 0));
        assertThat(jm.last(job).status()).isEqualTo(FINISHED);
        assertThat(CALLS).contains("v0 publish [1]", "v1 publish [0]", "v2 publish [0]");
    }

    @Test
    void aPartitionThatAConsumerCannotReadIsMadeAgain() {
        TaskManagerId a = jm.taskManager("a", 1);
        JobID job = submit(1, 2, "0|1");
        finish(a, attempt(job, 0, 0, 0));
        jm.deployed();
        cannotRead(a, attempt(job, 1, 0, 0), new PartitionId(job, 0, 0, 0));
        jm.advance(Duration.ZERO);
        assertThat(jm.deployed()).isEqualTo(Map.of("a", List.of(attempt(job, 0, 0, 1))));
        assertThat(jm.house.take(ReleasePartitions.class))
                .as("the old one is in nobody's use")
                .containsExactly(new ReleasePartitions(JobManagerHouse.EPOCH, List.of(new PartitionId(job, 0, 0, 0))));
        finish(a, attempt(job, 0, 0, 1));
        assertThat(jm.deployed()).isEqualTo(Map.of("a", List.of(attempt(job, 1, 0, 1))));
        assertThat(jm.last(job).status()).isEqualTo(RUNNING);
    }

    @Test
    void newsOfAnOldAttemptsPartitionRunNoProducerAgain() {
        TaskManagerId a = jm.taskManager("a", 1);
        JobID job = submit(1, 2, "0|1");
        finish(a, attempt(job, 0, 0, 0));
        cannotRead(a, attempt(job, 1, 0, 0), new PartitionId(job, 0, 0, 0));
        jm.advance(Duration.ZERO);
        finish(a, attempt(job, 0, 0, 1));
        jm.deployed();
        cannotRead(a, attempt(job, 1, 0, 1), new PartitionId(job, 0, 0, 0));
        jm.advance(Duration.ZERO);
        assertThat(jm.deployed()).isEqualTo(Map.of("a", List.of(attempt(job, 1, 0, 2))));
    }

    @Test
    void aSecondLossWhileSlotsAreAwaitedJoinsTheRestart() {
        TaskManagerId a = jm.taskManager("a", 1);
        TaskManagerId b = jm.taskManager("b", 1);
        JobID job = submit(2, 2, "0|1");
        finish(a, attempt(job, 0, 0, 0));
        jm.moved(b, attempt(job, 0, 1, 0), TaskState.RUNNING);
        jm.deployed();
        kill(b);
        assertThat(jm.last(job).status()).isEqualTo(RESTARTING);
        kill(a);
        TaskManagerId c = jm.taskManager("c", 2);
        assertThat(jm.deployed()).isEqualTo(Map.of("c", List.of(attempt(job, 0, 0, 1), attempt(job, 0, 1, 1))));
        finish(c, attempt(job, 0, 0, 1));
        finish(c, attempt(job, 0, 1, 1));
        finish(c, attempt(job, 1, 0, 0));
        finish(c, attempt(job, 1, 1, 0));
        assertThat(jm.last(job).status()).isEqualTo(FINISHED);
    }

    @Test
    void whatNobodyMayReadAgainIsReleasedAndAgainUntilNoHeartbeatNamesIt() {
        TaskManagerId a = jm.taskManager("a", 1);
        JobID job = submit(1, 4, "0|1", "1|2", "1|3");
        PartitionId first = new PartitionId(job, 0, 0, 0);
        PartitionId toSlow = new PartitionId(job, 2, 0, 0);
        PartitionId toQuick = new PartitionId(job, 1, 0, 0);
        finish(a, attempt(job, 0, 0, 0));
        finish(a, attempt(job, 1, 0, 0));
        assertThat(jm.house.take(ReleasePartitions.class))
                .as("the second region's result may be lost before it is read")
                .isEmpty();
        finish(a, attempt(job, 2, 0, 0));
        assertThat(jm.house.take(ReleasePartitions.class))
                .containsExactly(new ReleasePartitions(JobManagerHouse.EPOCH, List.of(toQuick)));
        jm.tell(
                JobManager.SLOTS,
                new Heartbeat(
                        JobManagerHouse.EPOCH,
                        a,
                        0,
                        List.of(),
                        List.of(job),
                        List.of(first, toQuick, toSlow),
                        List.of()));
        assertThat(jm.house.take(ReleasePartitions.class))
                .as("the word was lost")
                .containsExactly(new ReleasePartitions(JobManagerHouse.EPOCH, List.of(toQuick)));
    }

    @Test
    void whatAttemptsCountedThatRanAgainCountsOnce() throws IOException, ClassNotFoundException {
        TaskManagerId a = jm.taskManager("a", 1);
        JobID job = submit(1, 2, "0|1");
        finishCounting(a, attempt(job, 0, 0, 0), 5);
        cannotRead(a, attempt(job, 1, 0, 0), new PartitionId(job, 0, 0, 0));
        jm.advance(Duration.ZERO);
        finishCounting(a, attempt(job, 0, 0, 1), 7);
        finishCounting(a, attempt(job, 1, 0, 1), 30);
        LongCounter counted = InstantiationUtil.deserializeObject(
                jm.last(job).accumulators().get("lines"), getClass().getClassLoader());
        assertThat(counted.getLocalValue()).isEqualTo(37L);
    }

    private void finishCounting(TaskManagerId on, AttemptId attempt, long lines) throws IOException {
        jm.moved(on, attempt, TaskState.RUNNING);
        jm.moved(
                on,
                attempt,
                TaskState.FINISHED,
                Optional.empty(),
                Map.of("lines", InstantiationUtil.serializeObject(new LongCounter(lines))));
    }

    @Test
    void aRegionThatIsHitAgainAndAgainEndsTheJobThoughItsProducerSucceedsEachTime() {
        TaskManagerId a = jm.taskManager("a", 1);
        JobID job = submit(1, 2, "0|1");
        for (int run = 0; run <= 4; run++) {
            finish(a, attempt(job, 0, 0, run));
            jm.moved(a, attempt(job, 1, 0, run), TaskState.RUNNING);
            assertThat(jm.last(job).status()).isEqualTo(RUNNING);
            cannotRead(a, attempt(job, 1, 0, run), new PartitionId(job, 0, 0, run));
            jm.advance(Duration.ZERO);
        }
        assertThat(jm.last(job).failure().orElseThrow().message()).contains("4 times in a row");
    }
}
