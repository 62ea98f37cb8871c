package io.millrace.jobmanager;

import static io.millrace.dataflow.JobStatus.CANCELED;
import static io.millrace.dataflow.JobStatus.CANCELLING;
import static io.millrace.dataflow.JobStatus.CREATED;
import static io.millrace.dataflow.JobStatus.FAILED;
import static io.millrace.dataflow.JobStatus.FAILING;
import static io.millrace.dataflow.JobStatus.FINISHED;
import static io.millrace.dataflow.JobStatus.INITIALIZING;
import static io.millrace.dataflow.JobStatus.RESTARTING;
import static io.millrace.dataflow.JobStatus.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.control.Epoch;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.accumulators.LongCounter;
import io.millrace.dataflow.contract.Coordinator;
import io.millrace.dataflow.contract.CoordinatorContext;
import io.millrace.dataflow.contract.CoordinatorFactory;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.JobGraph.Mode;
import io.millrace.dataflow.util.InstantiationUtil;
import io.millrace.jobmanager.job.MessageLimit;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.ClientMessage.CancelJob;
import io.millrace.protocol.ClientMessage.SubmitJob;
import io.millrace.protocol.ClientMessage.WantJob;
import io.millrace.protocol.ClientMessage.WantJobs;
import io.millrace.protocol.Failure;
import io.millrace.protocol.JobManagerMessage.ForgetJob;
import io.millrace.protocol.JobManagerMessage.GiveSplits;
import io.millrace.protocol.JobManagerMessage.Goodbye;
import io.millrace.protocol.JobManagerMessage.TellOperator;
import io.millrace.protocol.JobManagerMessage.Welcome;
import io.millrace.protocol.JobNews.JobList;
import io.millrace.protocol.JobNews.JobUnknown;
import io.millrace.protocol.JobNews.OperatorResult;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskManagerMessage.OperatorSays;
import io.millrace.protocol.TaskManagerMessage.Progress;
import io.millrace.protocol.TaskManagerMessage.TaskMoved;
import io.millrace.protocol.TaskManagerMessage.WantSplits;
import io.millrace.protocol.TaskState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobManagerTest {
    /** What coordinators were called with, in order; static because they are made from bytes. */
    private static final List<String> CALLS = new ArrayList<>();

    private record Recording(String startError, String publishError) implements CoordinatorFactory {
        @Override
        public Coordinator create() {
            return new Coordinator() {
                private CoordinatorContext context;

                @Override
                public void start(CoordinatorContext given) {
                    context = given;
                    CALLS.add("start");
                    if (!startError.isEmpty()) {
                        throw new IllegalStateException(startError);
                    }
                }

                @Override
                public void splitRequested(int subtask, String host) {
                    CALLS.add("split " + subtask + " " + host);
                    context.giveSplits(subtask, List.of(new byte[] {(byte) subtask}));
                }

                @Override
                public void said(int subtask, byte[] message) {
                    CALLS.add("said " + subtask + " " + message.length);
                    context.tell(subtask, message);
                    context.sayToClient("echo", message);
                }

                @Override
                public void attemptStarted(int subtask, int attempt) {
                    CALLS.add("started " + subtask + "#" + attempt);
                }

                @Override
                public void restarted() {
                    CALLS.add("restarted");
                }

                @Override
                public void publish(List<Integer> attempts) {
                    CALLS.add("publish " + attempts);
                    if (!publishError.isEmpty()) {
                        throw new IllegalStateException(publishError);
                    }
                }

                @Override
                public void abort() {
                    CALLS.add("abort");
                }

                @Override
                public void close() {
                    CALLS.add("close");
                }
            };
        }
    }

    private static final Optional<CoordinatorFactory> GOOD = Optional.of(new Recording("", ""));

    private final JobManagerHouse jm = new JobManagerHouse();

    @BeforeEach
    void forgetCalls() {
        CALLS.clear();
    }

    private static JobGraph batch(int... parallelism) {
        return TestGraphs.sources(Mode.BATCH, Map.of(), GOOD, parallelism);
    }

    private static JobGraph streaming(int... parallelism) {
        return TestGraphs.sources(Mode.STREAMING, Map.of(), GOOD, parallelism);
    }

    private static AttemptId attempt(JobID job, int vertex, int subtask, int attempt) {
        return new AttemptId(job, vertex, subtask, attempt);
    }

    private void allMove(TaskManagerId from, JobID job, int attempt, TaskState to, int... parallelism) {
        for (int vertex = 0; vertex < parallelism.length; vertex++) {
            for (int subtask = 0; subtask < parallelism[vertex]; subtask++) {
                jm.moved(from, attempt(job, vertex, subtask, attempt), to);
            }
        }
    }

    @Test
    void runsAJobToItsEnd() {
        JobID job = jm.submit(1, batch(2, 1));
        assertThat(CALLS).containsExactly("start");
        assertThat(jm.driver.wanted()).isEqualTo(Map.of(JobManagerHouse.PROFILE, 1));
        TaskManagerId tm = jm.taskManager("tm", 2);
        assertThat(jm.house.take(Welcome.class)).containsExactly(new Welcome(JobManagerHouse.EPOCH, 1000));
        assertThat(jm.deployed())
                .isEqualTo(Map.of("tm", List.of(attempt(job, 0, 0, 0), attempt(job, 0, 1, 0), attempt(job, 1, 0, 0))));
        allMove(tm, job, 0, TaskState.RUNNING, 2, 1);
        allMove(tm, job, 0, TaskState.FINISHED, 2, 1);
        assertThat(CALLS).containsExactly("start", "started 0#0", "started 1#0", "publish [0, 0]", "close");
        assertThat(jm.statuses(job)).containsExactly(INITIALIZING, CREATED, RUNNING, FINISHED);
        assertThat(jm.house.take(ForgetJob.class)).containsExactly(new ForgetJob(JobManagerHouse.EPOCH, job));
        assertThat(jm.house.isHosting(JobManager.jobActor(job))).isFalse();
        assertThat(jm.jobManager.slotPool().count()).allMatch(count -> count.free() == 2 && count.given() == 0);
    }

    @Test
    void aCoordinatorThatRefusesFailsTheJobBeforeAnythingIsDeployed() {
        jm.taskManager("tm", 2);
        JobID job = jm.submit(
                1, TestGraphs.sources(Mode.BATCH, Map.of(), Optional.of(new Recording("/out exists already", "")), 1));
        assertThat(jm.last(job).status()).isEqualTo(FAILED);
        assertThat(jm.last(job).failure()).hasValueSatisfying(failure -> {
            assertThat(failure.message()).isEqualTo("/out exists already");
            assertThat(failure.operator()).contains("source 0");
            assertThat(failure.owner()).isEqualTo(Failure.Owner.USER);
        });
        assertThat(jm.deployed()).isEmpty();
        assertThat(CALLS).as("what refused to start holds nothing to undo").containsExactly("start", "close");
    }

    @Test
    void aGraphThatCannotBeReadFailsAloneAndOthersRun() {
        TaskManagerId tm = jm.taskManager("tm", 2);
        JobID bad = new JobID(0, 7);
        jm.tell(JobManager.DISPATCHER, new SubmitJob(JobManagerHouse.CLIENT, bad, new byte[] {1, 2, 3}));
        JobID good = jm.submit(8, batch(1));
        allMove(tm, good, 0, TaskState.RUNNING, 1);
        allMove(tm, good, 0, TaskState.FINISHED, 1);
        assertThat(jm.last(bad).status()).isEqualTo(FAILED);
        assertThat(jm.last(bad).failure().orElseThrow().message()).contains("cannot be accepted");
        assertThat(jm.last(good).status()).isEqualTo(FINISHED);
    }

    @Test
    void aGraphThatNoMessageCanHoldIsRefusedWithTheSettingToRaise() {
        JobGraph graph = batch(1);
        int bytes = TestGraphs.bytes(graph).length;
        JobManagerHouse narrow = JobManagerHouse.withMessageLimit(new MessageLimit(bytes, "largest.message"));
        narrow.taskManager("tm", 2);
        JobID job = narrow.submit(1, graph);
        assertThat(narrow.last(job).status()).isEqualTo(FAILED);
        assertThat(narrow.last(job).failure()).hasValueSatisfying(failure -> {
            assertThat(failure.owner()).isEqualTo(Failure.Owner.USER);
            assertThat(failure.message())
                    .contains("cannot be accepted", "has " + bytes + " bytes", "'largest.message' allows " + bytes);
        });
        assertThat(narrow.deployed()).isEmpty();

        JobManagerHouse wide = JobManagerHouse.withMessageLimit(new MessageLimit(bytes + 5_000, "largest.message"));
        wide.taskManager("tm", 2);
        wide.submit(1, graph);
        assertThat(wide.deployed()).containsOnlyKeys("tm");
    }

    @Test
    void anImpossibleRestartStrategyFailsTheJobByName() {
        JobID job = jm.submit(1, TestGraphs.sources(Mode.BATCH, Map.of("restart-strategy.type", "hope"), GOOD, 1));
        assertThat(jm.last(job).status()).isEqualTo(FAILED);
        assertThat(jm.last(job).failure().orElseThrow().message())
                .contains("hope")
                .contains("restart-strategy.type");
    }

    @Test
    void anImpossibleFailoverStrategyFailsTheJobByName() {
        JobID job = jm.submit(
                1, TestGraphs.sources(Mode.BATCH, Map.of("jobmanager.execution.failover-strategy", "some"), GOOD, 1));
        assertThat(jm.last(job).failure().orElseThrow().message())
                .contains("'some'")
                .contains("jobmanager.execution.failover-strategy")
                .contains("region or full");
    }

    @Test
    void withFullFailoverAllTasksRunAgain() {
        TaskManagerId tm = jm.taskManager("tm", 2);
        JobID job = jm.submit(
                1,
                TestGraphs.sources(
                        Mode.BATCH,
                        Map.of(
                                "jobmanager.execution.failover-strategy",
                                "full",
                                "restart-strategy.type",
                                "fixed-delay"),
                        GOOD,
                        1,
                        1));
        jm.moved(tm, attempt(job, 0, 0, 0), TaskState.RUNNING);
        jm.moved(tm, attempt(job, 1, 0, 0), TaskState.RUNNING);
        jm.failed(tm, attempt(job, 0, 0, 0), Failure.Owner.USER, "first");
        assertThat(jm.cancelled()).as("a source of its own region").containsExactly(attempt(job, 1, 0, 0));
    }

    @Test
    void aJobThatWaitsTooLongForSlotsFailsWithWhatItNeededAndWhatThereWas() {
        TaskManagerId tm = jm.taskManager("tm", 2);
        JobID job = jm.submit(1, batch(3));
        for (int second = 0; second <= JobManagerHouse.SLOT_TIMEOUT.toSeconds(); second++) {
            jm.beat(tm);
        }
        assertThat(jm.last(job).status()).isEqualTo(FAILED);
        assertThat(jm.last(job).failure()).hasValueSatisfying(failure -> {
            assertThat(failure.owner()).isEqualTo(Failure.Owner.RESOURCES);
            assertThat(failure.message())
                    .contains("needed=3")
                    .contains("free=2")
                    .contains("total=2")
                    .contains("slot.request.timeout")
                    .contains("taskmanager.numberOfTaskSlots")
                    .contains("parallelism");
        });
        assertThat(CALLS).containsExactly("start", "abort", "close");
    }

    @Test
    void aJobThatNeedsMoreThanCanEverBeFailsAtOnce() {
        jm.taskManager("tm", 2);
        JobID job = jm.submit(1, batch(3));
        jm.driver.refuse(JobManagerHouse.PROFILE, "this is one process");
        jm.settle();
        assertThat(jm.last(job).status()).isEqualTo(FAILED);
        assertThat(jm.last(job).failure().orElseThrow().message())
                .contains("needed=3")
                .contains("one process");
    }

    @Test
    void aUserExceptionFailsTheJobAndLaterFailuresAreNotReportedOverIt() {
        TaskManagerId tm = jm.taskManager("tm", 2);
        JobID job = jm.submit(1, batch(2));
        allMove(tm, job, 0, TaskState.RUNNING, 2);
        jm.failed(tm, attempt(job, 0, 1, 0), Failure.Owner.USER, "division by zero");
        assertThat(jm.cancelled()).containsExactly(attempt(job, 0, 0, 0));
        assertThat(jm.last(job).status()).isEqualTo(FAILING);
        jm.failed(tm, attempt(job, 0, 0, 0), Failure.Owner.USER, "a consequence");
        assertThat(jm.last(job).status()).isEqualTo(FAILED);
        assertThat(jm.last(job).failure().orElseThrow().message()).isEqualTo("division by zero");
        assertThat(CALLS).endsWith("abort", "close");
    }

    @Test
    void fixedDelayRunsABatchJobAgainWithNewAttempts() {
        TaskManagerId tm = jm.taskManager("tm", 2);
        JobID job = jm.submit(
                1,
                TestGraphs.sources(
                        Mode.BATCH,
                        Map.of(
                                "restart-strategy.type",
                                "fixed-delay",
                                "restart-strategy.fixed-delay.attempts",
                                "1",
                                "restart-strategy.fixed-delay.delay",
                                "3 s"),
                        GOOD,
                        2));
        allMove(tm, job, 0, TaskState.RUNNING, 2);
        jm.deployed();
        jm.failed(tm, attempt(job, 0, 0, 0), Failure.Owner.USER, "first");
        assertThat(jm.deployed()).isEmpty();
        jm.moved(tm, attempt(job, 0, 1, 0), TaskState.CANCELED);
        assertThat(CALLS).endsWith("restarted");
        jm.beat(tm);
        jm.beat(tm);
        assertThat(jm.deployed()).as("the delay is not over").isEmpty();
        jm.beat(tm);
        assertThat(jm.deployed()).isEqualTo(Map.of("tm", List.of(attempt(job, 0, 0, 1), attempt(job, 0, 1, 1))));
        jm.failed(tm, attempt(job, 0, 0, 1), Failure.Owner.USER, "second");
        jm.moved(tm, attempt(job, 0, 1, 1), TaskState.CANCELED);
        assertThat(jm.last(job).status()).isEqualTo(FAILED);
        assertThat(jm.last(job).failure().orElseThrow().message())
                .startsWith("second")
                .contains("restarted 1 times");
    }

    @Test
    void theLossOfATaskManagerRunsABatchJobAgainAfterAllOldAttemptsEnded() {
        TaskManagerId a = jm.taskManager("a", 1);
        TaskManagerId b = jm.taskManager("b", 1);
        JobID job = jm.submit(1, batch(2));
        jm.moved(a, attempt(job, 0, 0, 0), TaskState.RUNNING);
        jm.moved(b, attempt(job, 0, 1, 0), TaskState.RUNNING);
        jm.deployed();
        for (int second = 0; second < 6; second++) {
            jm.beat(b);
        }
        assertThat(jm.last(job).status()).isEqualTo(RESTARTING);
        assertThat(jm.cancelled()).contains(attempt(job, 0, 1, 0));
        assertThat(jm.deployed()).isEmpty();
        jm.moved(b, attempt(job, 0, 1, 0), TaskState.CANCELED);
        jm.advance(Duration.ZERO);
        TaskManagerId c = jm.taskManager("c", 1);
        assertThat(jm.deployed())
                .isEqualTo(Map.of(
                        "b", List.of(attempt(job, 0, 1, 1)),
                        "c", List.of(attempt(job, 0, 0, 1))));
        for (TaskState state : List.of(TaskState.RUNNING, TaskState.FINISHED)) {
            jm.moved(b, attempt(job, 0, 1, 1), state);
            jm.moved(c, attempt(job, 0, 0, 1), state);
        }
        assertThat(jm.last(job).status()).isEqualTo(FINISHED);
        assertThat(CALLS).contains("restarted", "publish [1, 1]").doesNotContain("abort");
    }

    @Test
    void whatFailsWhileTasksAreStoppedIsAConsequenceAndDoesNotStopTheRestart() {
        TaskManagerId a = jm.taskManager("a", 1);
        TaskManagerId b = jm.taskManager("b", 2);
        JobID job = jm.submit(1, batch(3));
        jm.tell(
                JobManager.SLOTS,
                new io.millrace.protocol.TaskManagerMessage.Leaving(JobManagerHouse.EPOCH, a, "killed"));
        jm.failed(b, attempt(job, 0, 0, 0), Failure.Owner.INTERNAL, "stumbled while it was cancelled");
        jm.failed(b, attempt(job, 0, 1, 0), Failure.Owner.USER, "interrupted");
        assertThat(jm.last(job).status()).isEqualTo(RESTARTING);
        assertThat(jm.last(job).failure().orElseThrow().message()).contains("killed");
        assertThat(CALLS).endsWith("restarted");
    }

    @Test
    void theLossOfATaskManagerFailsAStreamingJobWithoutCheckpointsAndSaysSo() {
        TaskManagerId tm = jm.taskManager("tm", 1);
        JobID job = jm.submit(1, streaming(1));
        allMove(tm, job, 0, TaskState.RUNNING, 1);
        for (int second = 0; second < 6; second++) {
            jm.beat();
        }
        assertThat(jm.last(job).status()).isEqualTo(FAILED);
        assertThat(jm.last(job).failure().orElseThrow().message())
                .contains("TaskManager tm was lost")
                .contains("without checkpoints");
        assertThat(CALLS).contains("abort");
    }

    @Test
    void aBatchJobThatLosesTaskManagersWithoutProgressGivesUp() {
        JobID job = jm.submit(1, batch(1));
        for (int run = 0; run <= 4; run++) {
            TaskManagerId tm = jm.taskManager("tm" + run, 1);
            jm.moved(tm, attempt(job, 0, 0, run), TaskState.RUNNING);
            assertThat(jm.last(job).status()).isEqualTo(RUNNING);
            jm.tell(
                    JobManager.SLOTS,
                    new io.millrace.protocol.TaskManagerMessage.Leaving(JobManagerHouse.EPOCH, tm, "killed"));
            jm.advance(Duration.ZERO);
        }
        assertThat(jm.last(job).status()).isEqualTo(FAILED);
        assertThat(jm.last(job).failure().orElseThrow().message())
                .contains("4 times in a row")
                .contains("killed");
    }

    @Test
    void aLostTaskManagerThatComesBackIsToldToGo() {
        TaskManagerId tm = jm.taskManager("tm", 1);
        for (int second = 0; second < 6; second++) {
            jm.beat();
        }
        jm.house.sent().clear();
        jm.heartbeat(tm, List.of(), List.of());
        jm.taskManager("tm", 1);
        assertThat(jm.house.take(Goodbye.class)).hasSize(2);
        assertThat(jm.jobManager.slotPool().count()).isEmpty();
    }

    @Test
    void cancelsARunningJobAndAnswersWithItsEnd() {
        TaskManagerId tm = jm.taskManager("tm", 1);
        JobID job = jm.submit(1, batch(1));
        allMove(tm, job, 0, TaskState.RUNNING, 1);
        jm.tell(JobManager.DISPATCHER, new CancelJob(JobManagerHouse.CLIENT, job));
        assertThat(jm.last(job).status()).isEqualTo(CANCELLING);
        jm.moved(tm, attempt(job, 0, 0, 0), TaskState.CANCELED);
        assertThat(jm.last(job).status()).isEqualTo(CANCELED);
        assertThat(CALLS).endsWith("abort", "close");
    }

    @Test
    void cancelsAJobThatWaitsForSlots() {
        JobID job = jm.submit(1, batch(1));
        jm.tell(JobManager.DISPATCHER, new CancelJob(JobManagerHouse.CLIENT, job));
        assertThat(jm.last(job).status()).isEqualTo(CANCELED);
        TaskManagerId tm = jm.taskManager("tm", 1);
        assertThat(jm.deployed()).isEmpty();
        assertThat(tm).isNotNull();
    }

    @Test
    void submittingAJobAgainTellsItsStateAndRunsNothingTwice() {
        jm.taskManager("tm", 1);
        JobID job = jm.submit(1, batch(1));
        assertThat(jm.deployed()).hasSize(1);
        jm.news.clear();
        jm.submit(1, batch(1));
        assertThat(jm.statuses(job)).containsExactly(RUNNING);
        assertThat(jm.deployed()).isEmpty();
        assertThat(CALLS).containsExactly("start");
    }

    @Test
    void repeatsWhatWasLostUntilAHeartbeatShowsItArrived() {
        TaskManagerId tm = jm.taskManager("tm", 1);
        JobID job = jm.submit(1, batch(1));
        AttemptId attempt = attempt(job, 0, 0, 0);
        jm.deployed();
        jm.beat(tm);
        jm.beat(tm);
        assertThat(jm.deployed()).as("the first deployment was lost").isNotEmpty();
        jm.moved(tm, attempt, TaskState.RUNNING);
        jm.tell(JobManager.SLOTS, new WantSplits(JobManagerHouse.EPOCH, tm, attempt, 0, "h"));
        assertThat(jm.house.take(GiveSplits.class)).singleElement().satisfies(given -> {
            assertThat(given.sequence()).isZero();
            assertThat(given.splits()).hasSize(1);
        });
        jm.tell(JobManager.SLOTS, new WantSplits(JobManagerHouse.EPOCH, tm, attempt, 0, "h"));
        assertThat(jm.house.take(GiveSplits.class)).as("the same splits again").hasSize(1);
        assertThat(CALLS).containsOnlyOnce("split 0 h");
        jm.heartbeat(tm, List.of(new Progress(attempt, 1, 0)), List.of(job));
        jm.beat(tm);
        jm.beat(tm);
        assertThat(jm.house.take(GiveSplits.class)).isEmpty();
        assertThat(jm.deployed()).isEmpty();
    }

    @Test
    void passesOperatorMessagesOnInOrderAndOnceThoughTheyComeReorderedAndTwice() {
        TaskManagerId tm = jm.taskManager("tm", 1);
        JobID job = jm.submit(1, batch(1));
        AttemptId attempt = attempt(job, 0, 0, 0);
        OperatorSays first = new OperatorSays(JobManagerHouse.EPOCH, tm, 1, attempt, 0, new byte[1]);
        OperatorSays second = new OperatorSays(JobManagerHouse.EPOCH, tm, 2, attempt, 0, new byte[2]);
        jm.tell(JobManager.SLOTS, second);
        jm.tell(JobManager.SLOTS, first);
        jm.tell(JobManager.SLOTS, second);
        assertThat(CALLS).as("its start comes first").containsExactly("start");
        jm.moved(tm, attempt, TaskState.RUNNING);
        assertThat(CALLS).containsExactly("start", "started 0#0", "said 0 1", "said 0 2");
        assertThat(jm.house.take(TellOperator.class))
                .extracting(TellOperator::sequence)
                .containsExactly(0L, 1L);
    }

    @Test
    void dropsWhatBelongsToAnOlderEpoch() {
        TaskManagerId tm = jm.taskManager("tm", 1);
        JobID job = jm.submit(1, batch(1));
        jm.tell(
                JobManager.SLOTS,
                new TaskMoved(
                        new Epoch(2), tm, 0, attempt(job, 0, 0, 0), TaskState.FINISHED, Optional.empty(), Map.of()));
        assertThat(jm.last(job).status()).isEqualTo(RUNNING);
        assertThat(CALLS).containsExactly("start");
    }

    @Test
    void tellsTheEndOnlyToAClientThatHasAllResultsAndUntilItHasHeard() {
        TaskManagerId tm = jm.taskManager("tm", 1);
        JobID job = jm.submit(1, batch(1));
        AttemptId attempt = attempt(job, 0, 0, 0);
        jm.moved(tm, attempt, TaskState.RUNNING);
        jm.tell(JobManager.SLOTS, new OperatorSays(JobManagerHouse.EPOCH, tm, 1, attempt, 0, new byte[1]));
        jm.tell(
                JobManager.SLOTS,
                new TaskMoved(JobManagerHouse.EPOCH, tm, 2, attempt, TaskState.FINISHED, Optional.empty(), Map.of()));
        assertThat(jm.last(job).status()).isEqualTo(RUNNING);
        jm.beat(tm);
        assertThat(jm.house.take(OperatorResult.class))
                .as("said and said again")
                .extracting(OperatorResult::sequence)
                .containsOnly(0L)
                .hasSizeGreaterThan(1);
        jm.received(job, 1);
        assertThat(jm.last(job).status()).isEqualTo(FINISHED);
        jm.news.clear();
        jm.beat(tm);
        assertThat(jm.statuses(job)).containsExactly(FINISHED);
        jm.received(job, io.millrace.protocol.ClientMessage.Received.END);
        jm.news.clear();
        jm.beat(tm);
        assertThat(jm.news).isEmpty();
    }

    @Test
    void mergesTheAccumulatorsOfAllSubtasks() throws Exception {
        TaskManagerId tm = jm.taskManager("tm", 2);
        JobID job = jm.submit(1, batch(2));
        allMove(tm, job, 0, TaskState.RUNNING, 2);
        for (int subtask = 0; subtask < 2; subtask++) {
            jm.moved(
                    tm,
                    attempt(job, 0, subtask, 0),
                    TaskState.FINISHED,
                    Optional.empty(),
                    Map.of("lines", InstantiationUtil.serializeObject(new LongCounter(20 + subtask))));
        }
        LongCounter merged = InstantiationUtil.deserializeObject(
                jm.last(job).accumulators().get("lines"), getClass().getClassLoader());
        assertThat(merged.getLocalValue()).isEqualTo(41L);
    }

    @Test
    void aPublicationThatFailsFailsTheJob() {
        TaskManagerId tm = jm.taskManager("tm", 1);
        JobID job =
                jm.submit(1, TestGraphs.sources(Mode.BATCH, Map.of(), Optional.of(new Recording("", "disk full")), 1));
        allMove(tm, job, 0, TaskState.RUNNING, 1);
        allMove(tm, job, 0, TaskState.FINISHED, 1);
        assertThat(jm.last(job).status()).isEqualTo(FAILED);
        assertThat(jm.last(job).failure().orElseThrow().message()).isEqualTo("disk full");
        assertThat(CALLS).endsWith("abort", "close");
    }

    @Test
    void remembersTheLastEndedJobsOnly() {
        TaskManagerId tm = jm.taskManager("tm", 1);
        List<JobID> jobs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            JobID job = jm.submit(i, batch(1));
            allMove(tm, job, 0, TaskState.RUNNING, 1);
            allMove(tm, job, 0, TaskState.FINISHED, 1);
            jobs.add(job);
        }
        jm.tell(JobManager.DISPATCHER, new WantJobs(JobManagerHouse.CLIENT));
        assertThat(jm.house.take(JobList.class).get(0).jobs())
                .extracting(line -> line.job())
                .containsExactly(jobs.get(2), jobs.get(3));
        jm.tell(JobManager.DISPATCHER, new WantJob(JobManagerHouse.CLIENT, jobs.get(0)));
        assertThat(jm.house.take(JobUnknown.class)).hasSize(1);
    }

    @Test
    void givesIdleContainersBackAndReplacesLostOnes() {
        JobID job = jm.submit(1, batch(1));
        var container = jm.driver.grant(JobManagerHouse.PROFILE, new io.millrace.jobmanager.container.NodeName("n1"));
        jm.driver.start(container);
        TaskManagerId tm = jm.taskManager(container.name(), 2);
        allMove(tm, job, 0, TaskState.RUNNING, 1);
        jm.driver.lose(container, io.millrace.jobmanager.container.ContainerDriver.Cause.PREEMPTED, "queue full");
        jm.settle();
        jm.advance(Duration.ZERO);
        assertThat(jm.statuses(job)).contains(RESTARTING);
        assertThat(jm.driver.pending()).as("a replacement is wished for").isEqualTo(1);
        var second = jm.driver.grant(JobManagerHouse.PROFILE, new io.millrace.jobmanager.container.NodeName("n2"));
        jm.driver.start(second);
        TaskManagerId replacement = jm.taskManager(second.name(), 2);
        allMove(replacement, job, 1, TaskState.RUNNING, 1);
        allMove(replacement, job, 1, TaskState.FINISHED, 1);
        assertThat(jm.last(job).status()).isEqualTo(FINISHED);
        for (int i = 0; i < 29; i++) {
            jm.beat(replacement);
        }
        assertThat(jm.driver.released()).isEmpty();
        for (int i = 0; i < 3; i++) {
            jm.beat(replacement);
        }
        assertThat(jm.driver.released()).containsExactly(second);
    }

    @Test
    void forgetsJobsThatATaskManagerStillHolds() {
        TaskManagerId tm = jm.taskManager("tm", 1);
        JobID ended = new JobID(0, 99);
        jm.heartbeat(tm, List.of(), List.of(ended));
        assertThat(jm.house.take(ForgetJob.class)).containsExactly(new ForgetJob(JobManagerHouse.EPOCH, ended));
    }
}
