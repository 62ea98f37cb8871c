package io.millrace.jobmanager.slot;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.JobGraph.Mode;
import io.millrace.jobmanager.JobManager;
import io.millrace.jobmanager.JobManagerHouse;
import io.millrace.jobmanager.TestGraphs;
import io.millrace.jobmanager.container.ContainerDriver.Cause;
import io.millrace.jobmanager.container.ContainerDriver.Lost;
import io.millrace.jobmanager.container.ContainerId;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Failure;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** TaskManagers whose connection breaks, some time before it is known whether they are gone. */
class CutOffTest {
    private static final Duration DELAY = Duration.ofSeconds(2);
    private static final JobGraph GRAPH = TestGraphs.sources(
            Mode.BATCH,
            Map.of(
                    "restart-strategy.type", "fixed-delay",
                    "restart-strategy.fixed-delay.attempts", "3",
                    "restart-strategy.fixed-delay.delay", "2 s"),
            Optional.empty(),
            2);

    private final JobManagerHouse jm = new JobManagerHouse();
    private final TaskManagerId a = jm.taskManager("a", 1);
    private final TaskManagerId b = jm.taskManager("b", 1);

    private void cutOff(TaskManagerId taskManager) {
        jm.tell(JobManager.SLOTS, new TaskManagerCutOff(taskManager));
    }

    private void lost(TaskManagerId taskManager) {
        jm.tell(JobManager.SLOTS, new Lost(new ContainerId(taskManager.name()), Cause.EXITED, "killed"));
    }

    private static List<AttemptId> attempt(JobID job, int subtask, int number) {
        return List.of(new AttemptId(job, 0, subtask, number));
    }

    /** It failed, all its tasks have ended, and it waits to begin again. */
    private JobID aJobThatRestarts() {
        JobID job = jm.submit(1, GRAPH);
        assertThat(jm.deployed()).isEqualTo(Map.of("a", attempt(job, 0, 0), "b", attempt(job, 1, 0)));
        jm.moved(a, attempt(job, 0, 0).get(0), TaskState.RUNNING);
        jm.moved(b, attempt(job, 1, 0).get(0), TaskState.RUNNING);
        jm.failed(a, attempt(job, 0, 0).get(0), Failure.Owner.USER, "it broke");
        jm.moved(b, attempt(job, 1, 0).get(0), TaskState.CANCELED);
        assertThat(jm.deployed()).isEmpty();
        return job;
    }

    @Test
    void aJobBeginsWhenTheyAreHeardAgain() {
        cutOff(b);
        JobID job = jm.submit(1, GRAPH);
        assertThat(jm.deployed()).isEmpty();
        jm.heartbeat(b, List.of(), List.of());
        assertThat(jm.deployed()).isEqualTo(Map.of("a", attempt(job, 0, 0), "b", attempt(job, 1, 0)));
    }

    @Test
    void aJobRestartsOnThemWhenTheyAreHeardAgain() {
        JobID job = aJobThatRestarts();
        cutOff(b);
        jm.advance(DELAY);
        assertThat(jm.deployed()).isEmpty();
        jm.heartbeat(b, List.of(), List.of());
        assertThat(jm.deployed()).isEqualTo(Map.of("a", attempt(job, 0, 1), "b", attempt(job, 1, 1)));
    }

    @Test
    void aJobRestartsOnceOnAnotherWhenTheyAreGone() {
        JobID job = aJobThatRestarts();
        cutOff(b);
        jm.advance(DELAY);
        lost(b);
        assertThat(jm.deployed()).isEmpty();
        jm.taskManager("c", 1);
        assertThat(jm.deployed()).isEqualTo(Map.of("a", attempt(job, 0, 1), "c", attempt(job, 1, 1)));
        assertThat(jm.last(job).status()).isEqualTo(JobStatus.RUNNING);
    }

    @Test
    void aJobRestartsAtOnceWhenTheyAreGoneAndOthersAreFree() {
        JobID job = aJobThatRestarts();
        jm.taskManager("c", 1);
        cutOff(b);
        jm.advance(DELAY);
        assertThat(jm.deployed()).isEmpty();
        lost(b);
        assertThat(jm.deployed()).isEqualTo(Map.of("a", attempt(job, 0, 1), "c", attempt(job, 1, 1)));
    }

    @Test
    void aJobThatNeedsThemNotDoesNotWaitForThem() {
        jm.taskManager("c", 1);
        cutOff(b);
        JobID job = jm.submit(1, GRAPH);
        assertThat(jm.deployed()).isEqualTo(Map.of("a", attempt(job, 0, 0), "c", attempt(job, 1, 0)));
    }

    @Test
    void whoIsNotRegisteredIsNobody() {
        cutOff(new TaskManagerId("client"));
        JobID job = jm.submit(1, GRAPH);
        assertThat(jm.deployed()).isEqualTo(Map.of("a", attempt(job, 0, 0), "b", attempt(job, 1, 0)));
    }
}
