package io.millrace.local;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.dataflow.JobExecutionException;
import io.millrace.dataflow.JobExecutionResult;
import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.TaskManagerOptions;
import io.millrace.dataflow.execution.JobClient;
import io.millrace.dataflow.execution.ResultListener;
import io.millrace.dataflow.functions.MapFunction;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.protocol.Failure;
import io.millrace.protocol.JobCancellationException;
import io.millrace.protocol.JobFailedException;
import io.millrace.protocol.ReportedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalClusterTest {
    private final List<Long> numbers = Collections.synchronizedList(new ArrayList<>());
    private final ResultListener keep = (name, payload) -> numbers.add(HandMade.number(payload));
    private LocalCluster cluster = LocalCluster.start(settings(2));

    @AfterEach
    void nothingIsLeftRunning() {
        cluster.close();
        await().atMost(5, SECONDS).untilAsserted(() -> assertThat(threads()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void runsAJobAndHearsEveryResultOnceBeforeItsEnd(int parallelism) throws Exception {
        use(settings(parallelism));

        JobExecutionResult result = run(HandMade.job(1000, parallelism, value -> value * 2));

        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, 1000).mapToObj(value -> value * 2).toList());
        assertThat(result.<Long>getAccumulatorResult("told")).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7})
    void joinsSeveralTaskManagers(int taskManagers) throws Exception {
        use(new LocalClusterSettings(new Configuration(), taskManagers, 2, taskManagers));

        for (int job = 0; job < 5; job++) {
            numbers.clear();
            run(HandMade.job(5000, taskManagers * 2, value -> value));
            assertThat(numbers)
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.range(0, 5000).boxed().toList());
        }
    }

    @Test
    void cancelsAJobOfSeveralTaskManagers() throws Exception {
        use(new LocalClusterSettings(new Configuration(), 2, 1, 0));
        JobClient job = cluster.submit(HandMade.job(-1, 2, value -> value), loader(), keep);
        await().atMost(20, SECONDS).until(() -> numbers.size() > 100);

        job.cancel().get(20, SECONDS);

        assertThatThrownBy(() -> end(job)).isInstanceOf(JobCancellationException.class);
    }

    @Test
    void runsManyJobsOneAfterAnother() throws Exception {
        for (int job = 0; job < 20; job++) {
            numbers.clear();
            run(HandMade.job(10, 2, value -> value));
            assertThat(numbers).hasSize(10);
        }
    }

    @Test
    void failsWithTheOperatorTheSubtaskAndTheUsersException() {
        MapFunction<Long, Long> function = value -> {
            if (value == 17) {
                throw new IllegalStateException("seventeen", new IllegalArgumentException("is prime"));
            }
            return value;
        };

        assertThatThrownBy(() -> run(HandMade.job(100, 2, function)))
                .isInstanceOfSatisfying(JobFailedException.class, failed -> {
                    assertThat(failed)
                            .hasMessageContaining("'by hand'")
                            .hasMessageContaining("'map'")
                            .hasMessageContaining("java.lang.IllegalStateException: seventeen");
                    assertThat(failed.getMessage()).doesNotContain("\n");
                    assertThat(failed.failure().owner()).isEqualTo(Failure.Owner.USER);
                    assertThat(failed.failure().operator()).contains("map");
                    assertThat(failed.failure().subtask()).isEqualTo(1);
                    assertThat(failed.getCause()).isInstanceOfSatisfying(ReportedException.class, cause -> {
                        assertThat(cause).hasToString("java.lang.IllegalStateException: seventeen");
                        assertThat(cause.getStackTrace()[0].getClassName())
                                .startsWith(getClass().getName());
                        assertThat(cause.getCause()).hasToString("java.lang.IllegalArgumentException: is prime");
                    });
                });
    }

    @Test
    void failsBeforeAnyTaskRunsIfACoordinatorRefuses() {
        JobGraph graph = HandMade.job(
                new HandMade.Numbers(10), new HandMade.Checks("there is no input at /nowhere"), 1, value -> value);

        assertThatThrownBy(() -> run(graph))
                .isInstanceOf(JobFailedException.class)
                .hasMessageContaining("there is no input at /nowhere");
        assertThat(numbers).isEmpty();
    }

    @Test
    void refusesAJobThatNeedsMoreSlotsThanThereCanBe() {
        assertThatThrownBy(() -> run(HandMade.job(10, 3, value -> value)))
                .isInstanceOfSatisfying(JobFailedException.class, failed -> {
                    assertThat(failed.failure().owner()).isEqualTo(Failure.Owner.RESOURCES);
                    assertThat(failed)
                            .hasMessageContaining("taskmanager.numberOfTaskSlots")
                            .hasMessageContaining("needed=3");
                });
    }

    @Test
    void cancelsAJobWithoutEnd() throws Exception {
        JobClient job = cluster.submit(HandMade.job(-1, 2, value -> value), loader(), keep);
        await().atMost(10, SECONDS).until(() -> numbers.size() > 100);

        job.cancel().get(10, SECONDS);

        assertThatThrownBy(() -> end(job)).isInstanceOf(JobCancellationException.class);
        assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.CANCELED);
    }

    @Test
    void cancelsWhatRunsWhenItIsClosed() throws Exception {
        JobClient job = cluster.submit(HandMade.job(-1, 1, value -> value), loader(), ResultListener.none());
        await().atMost(10, SECONDS).until(() -> job.getJobStatus().get() == JobStatus.RUNNING);

        cluster.close();

        assertThatThrownBy(() -> end(job)).isInstanceOf(JobCancellationException.class);
        assertThatThrownBy(() -> cluster.submit(HandMade.job(1, 1, value -> value), loader(), keep))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void endsAJobWhoseResultsTheProgramCannotTakeOver() {
        ResultListener broken = (name, payload) -> {
            throw new IllegalArgumentException("cannot read this");
        };
        JobClient job = cluster.submit(HandMade.job(-1, 1, value -> value), loader(), broken);

        assertThatThrownBy(() -> end(job))
                .isInstanceOf(JobExecutionException.class)
                .hasMessageContaining("cannot read this");
    }

    @Test
    void isNotHeldUpByWhatUsersHangOnFutures() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        JobClient first = cluster.submit(HandMade.job(1, 1, value -> value), loader(), keep);
        CompletableFuture<Void> stuck = first.getJobExecutionResult().thenAccept(result -> awaitQuietly(release));

        run(HandMade.job(10, 1, value -> value));

        release.countDown();
        stuck.get(10, SECONDS);
    }

    private void use(LocalClusterSettings settings) {
        cluster.close();
        cluster = LocalCluster.start(settings);
    }

    private static LocalClusterSettings settings(int slots) {
        return LocalClusterSettings.of(new Configuration().set(TaskManagerOptions.NUM_TASK_SLOTS, slots));
    }

    private JobExecutionResult run(JobGraph graph) throws Exception {
        return end(cluster.submit(graph, loader(), keep));
    }

    private static JobExecutionResult end(JobClient job) throws Exception {
        try {
            return job.getJobExecutionResult().get(30, SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static ClassLoader loader() {
        return LocalClusterTest.class.getClassLoader();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("millrace-"))
                .toList();
    }
}
