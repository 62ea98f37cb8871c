package io.millrace.jobmanager.succession;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.control.Epoch;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.accumulators.LongCounter;
import io.millrace.dataflow.contract.Coordinator;
import io.millrace.dataflow.contract.CoordinatorContext;
import io.millrace.dataflow.contract.CoordinatorFactory;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.util.InstantiationUtil;
import io.millrace.jobmanager.JobManager;
import io.millrace.jobmanager.JobManagerHouse;
import io.millrace.jobmanager.JobManagerHouse.Estate;
import io.millrace.jobmanager.TestGraphs;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.ClientMessage.CancelJob;
import io.millrace.protocol.ClientMessage.WantJob;
import io.millrace.protocol.JobEntry.RegionFinished;
import io.millrace.protocol.JobNews.JobMoved;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskManagerMessage.HeldTask;
import io.millrace.protocol.TaskManagerMessage.Here;
import io.millrace.protocol.TaskManagerMessage.OperatorSays;
import io.millrace.protocol.TaskManagerMessage.TaskMoved;
import io.millrace.protocol.TaskState;
import io.millrace.protocol.wire.MessageCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A leader is lost while a job comes to its end; the next one brings it to the same. The test is the disk. */
class EndThroughAChangeTest {
    private static final Epoch FIRST = new Epoch(3);
    private static final Epoch SECOND = new Epoch(4);

    /** What the coordinators of all leaders did; the tests run one after the other. */
    private static final List<String> DONE = new ArrayList<>();

    private final Estate estate = new Estate();
    private final Queue<Runnable> disk = new ArrayDeque<>();
    private final TaskManagerId one = new TaskManagerId("one");
    private final TaskManagerId two = new TaskManagerId("two");
    private final JobID job = new JobID(0, 1);
    private final AttemptId attempt = new AttemptId(job, 0, 0, 0);

    /** Remembers the last word of a task, and publishes it. */
    private record Recorder(boolean refuses) implements CoordinatorFactory {
        @Override
        public Coordinator create() {
            return new Coordinator() {
                private byte[] word = new byte[0];

                @Override
                public void start(CoordinatorContext context) {
                    DONE.add("start");
                }

                @Override
                public void startToEnd(CoordinatorContext context) {
                    DONE.add("start to end");
                }

                @Override
                public void said(int subtask, byte[] message) {
                    word = message.clone();
                }

                @Override
                public byte[] finished() {
                    return word;
                }

                @Override
                public void takeOverFinished(byte[] state) {
                    word = state.clone();
                }

                @Override
                public void publish(List<Integer> attempts) {
                    DONE.add("publish " + new String(word, StandardCharsets.UTF_8) + attempts);
                    if (refuses) {
                        throw new IllegalStateException("the table is locked");
                    }
                }

                @Override
                public void abort() {
                    DONE.add("abort");
                }
            };
        }
    }

    @BeforeEach
    void nothingDone() {
        DONE.clear();
    }

    private JobManagerHouse leader(Epoch epoch) {
        JobManagerHouse jm = new JobManagerHouse(estate, disk::add, epoch, new Leadership() {
            @Override
            public void tookOver(Inheritance inherited) {}

            @Override
            public void lost(String reason) {}
        });
        write(jm);
        return jm;
    }

    /** One wish at the disk is done, and all that follows from it but what needs the disk again. */
    private void writeOne(JobManagerHouse jm) {
        disk.remove().run();
        jm.settle();
    }

    private void write(JobManagerHouse jm) {
        while (!disk.isEmpty()) {
            writeOne(jm);
        }
    }

    /** What the lost leader still wanted from the disk is not done. */
    private JobManagerHouse successor() {
        disk.clear();
        JobManagerHouse jm = leader(SECOND);
        jm.tell(JobManager.DISPATCHER, new WantJob(JobManagerHouse.CLIENT, job));
        return jm;
    }

    private JobManagerHouse running(JobGraph graph) {
        JobManagerHouse jm = leader(FIRST);
        jm.taskManager("one", 1);
        jm.submit(1, graph);
        write(jm);
        jm.moved(one, attempt, TaskState.RUNNING);
        return jm;
    }

    private static JobGraph graph(JobGraph.Mode mode, boolean refuses) {
        return TestGraphs.sources(mode, Map.of(), Optional.of(new Recorder(refuses)), 1);
    }

    private static Map<String, byte[]> lines(long count) throws Exception {
        LongCounter counter = new LongCounter();
        counter.add(count);
        return Map.of("lines", InstantiationUtil.serializeObject(counter));
    }

    private static long lines(JobMoved end) throws Exception {
        LongCounter counter = InstantiationUtil.deserializeObject(
                end.accumulators().get("lines"), EndThroughAChangeTest.class.getClassLoader());
        return counter.getLocalValue();
    }

    /** It says something to its coordinator, counts, and ends. */
    private void finish(JobManagerHouse jm) throws Exception {
        jm.tell(
                JobManager.SLOTS,
                new OperatorSays(jm.epoch, one, 1, attempt, 0, "word".getBytes(StandardCharsets.UTF_8)));
        jm.tell(
                JobManager.SLOTS,
                new TaskMoved(jm.epoch, one, 2, attempt, TaskState.FINISHED, Optional.empty(), lines(7)));
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
                                .map(id -> new HeldTask(id, 0, 0, 0))
                                .toList(),
                        List.of(),
                        List.of(),
                        List.of(),
                        reports));
    }

    private List<Object> written() throws Exception {
        List<Object> contents = new ArrayList<>();
        for (var entry : estate.ledgers.entries()) {
            contents.add(MessageCodec.decode(entry.content()));
        }
        return contents;
    }

    // Published.

    @Test
    void nothingIsPublishedBeforeItIsWrittenDownWhatIs() throws Exception {
        JobManagerHouse jm = running(graph(JobGraph.Mode.BATCH, false));
        finish(jm);
        assertThat(DONE).containsExactly("start");
        writeOne(jm);
        assertThat(DONE).containsExactly("start", "publish word[0]");
        assertThat(written()).last().isInstanceOf(RegionFinished.class);
        assertThat(jm.last(job).status()).isEqualTo(JobStatus.RUNNING);
        write(jm);
        assertThat(jm.last(job).status()).isEqualTo(JobStatus.FINISHED);
    }

    @Test
    void aJobThatPublishedAndLostLeaderAndTasksIsPublishedAgainAndEndsAndNothingRuns() throws Exception {
        JobManagerHouse first = running(graph(JobGraph.Mode.STREAMING, false));
        finish(first);
        writeOne(first);
        assertThat(DONE).containsExactly("start", "publish word[0]");

        JobManagerHouse second = successor();
        second.left();
        write(second);
        assertThat(DONE).containsExactly("start", "publish word[0]", "start to end", "publish word[0]");
        assertThat(second.last(job).status()).isEqualTo(JobStatus.FINISHED);
        assertThat(lines(second.last(job))).isEqualTo(7);
        assertThat(second.deployed()).isEmpty();
    }

    @Test
    void whatHadFinishedButIsNotWrittenDownIsConcludedByTheNextLeader() throws Exception {
        JobManagerHouse first = running(TestGraphs.batch(1, Optional.empty(), 1));
        first.moved(one, attempt, TaskState.FINISHED, Optional.empty(), lines(7));
        JobManagerHouse second = successor();
        here(second, one, 1, attempt);
        second.left(one);
        second.moved(one, attempt, TaskState.FINISHED, Optional.empty(), lines(7));
        write(second);
        assertThat(second.last(job).status()).isEqualTo(JobStatus.FINISHED);
        assertThat(lines(second.last(job))).isEqualTo(7);
        assertThat(second.deployed()).isEmpty();
    }

    @Test
    void aPublicationThatFailedIsNotTriedByTheNextLeader() throws Exception {
        JobManagerHouse first = running(graph(JobGraph.Mode.BATCH, true));
        finish(first);
        writeOne(first);
        assertThat(DONE).as("undone only when that is written down").containsExactly("start", "publish word[0]");
        writeOne(first);
        assertThat(DONE).containsExactly("start", "publish word[0]", "abort");

        JobManagerHouse second = successor();
        second.left();
        write(second);
        assertThat(DONE).containsExactly("start", "publish word[0]", "abort", "start to end", "abort");
        assertThat(second.last(job).status()).isEqualTo(JobStatus.FAILED);
        assertThat(second.last(job).failure().orElseThrow().message()).isEqualTo("the table is locked");
        assertThat(second.deployed()).isEmpty();
    }

    // Cancelled.

    @Test
    void aCancellationIsAnsweredWhenItIsWrittenDown() {
        JobManagerHouse jm = running(graph(JobGraph.Mode.STREAMING, false));
        jm.news.clear();
        jm.tell(JobManager.DISPATCHER, new CancelJob(JobManagerHouse.CLIENT, job));
        assertThat(jm.news).isEmpty();
        assertThat(jm.cancelled()).isEmpty();
        writeOne(jm);
        assertThat(jm.statuses(job)).containsExactly(JobStatus.CANCELLING);
        assertThat(jm.cancelled()).containsExactly(attempt);
    }

    @Test
    void aCancellationThatIsWrittenDownHoldsUnderTheNextLeaderWhateverIsLost() {
        JobManagerHouse first = running(graph(JobGraph.Mode.STREAMING, false));
        first.tell(JobManager.DISPATCHER, new CancelJob(JobManagerHouse.CLIENT, job));
        writeOne(first);

        JobManagerHouse second = successor();
        here(second, one, 1, attempt);
        second.moved(one, attempt, TaskState.RUNNING);
        second.left(one);
        assertThat(second.cancelled()).containsExactly(attempt);
        second.moved(one, attempt, TaskState.CANCELED);
        write(second);
        assertThat(second.last(job).status()).isEqualTo(JobStatus.CANCELED);

        assertThat(DONE).containsExactly("start", "start to end", "abort");
    }

    @Test
    void aCancelledJobOfWhichNothingIsLeftIsCancelledAndDoesNotFail() {
        JobManagerHouse first = running(graph(JobGraph.Mode.STREAMING, false));
        first.tell(JobManager.DISPATCHER, new CancelJob(JobManagerHouse.CLIENT, job));
        writeOne(first);
        JobManagerHouse second = successor();
        second.left();
        write(second);
        assertThat(second.last(job).status()).isEqualTo(JobStatus.CANCELED);
        assertThat(second.deployed()).isEmpty();
    }

    @Test
    void aJobThatFinishesWhileItsCancellationIsWrittenDownIsCancelled() throws Exception {
        JobManagerHouse jm = running(graph(JobGraph.Mode.BATCH, false));
        jm.tell(JobManager.DISPATCHER, new CancelJob(JobManagerHouse.CLIENT, job));
        finish(jm);
        write(jm);
        assertThat(jm.last(job).status()).isEqualTo(JobStatus.CANCELED);
        assertThat(DONE).containsExactly("start", "abort");
        assertThat(written()).noneMatch(RegionFinished.class::isInstance);
    }

    @Test
    void aCancellationComesTooLateOnceAllTasksHaveFinished() throws Exception {
        JobManagerHouse jm = running(graph(JobGraph.Mode.BATCH, false));
        finish(jm);
        jm.tell(JobManager.DISPATCHER, new CancelJob(JobManagerHouse.CLIENT, job));
        write(jm);
        assertThat(jm.last(job).status()).isEqualTo(JobStatus.FINISHED);
    }

    // Regions of a batch job.

    @Test
    void aRegionBeginsWhenThoseThatItReadsAreWrittenDownAsFinished() throws Exception {
        JobManagerHouse jm = running(TestGraphs.batch(1, Optional.empty(), 2, "0|1"));
        jm.deployed();
        jm.moved(one, attempt, TaskState.FINISHED);
        assertThat(jm.deployed()).isEmpty();
        writeOne(jm);
        assertThat(jm.deployed().get("one")).containsExactly(new AttemptId(job, 1, 0, 0));
    }

    @Test
    void whatARegionCountedOutlivesTheLeaderAndTheContainerThatRanIt() throws Exception {
        JobManagerHouse first = running(TestGraphs.batch(1, Optional.empty(), 2, "0|1"));
        first.moved(one, attempt, TaskState.FINISHED, Optional.empty(), lines(7));
        write(first);

        AttemptId consumer = new AttemptId(job, 1, 0, 0);
        JobManagerHouse second = successor();
        here(second, two, 1, consumer);
        second.left(two);
        second.moved(two, consumer, TaskState.FINISHED, Optional.empty(), lines(5));
        write(second);
        assertThat(second.last(job).status()).isEqualTo(JobStatus.FINISHED);
        assertThat(lines(second.last(job))).isEqualTo(12);
        assertThat(second.deployed()).as("no finished region runs again").isEmpty();
    }
}
