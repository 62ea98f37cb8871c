package io.millrace.simulation.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.simulation.scale.ScaleRun.Cost;
import io.millrace.simulation.scale.ScaleRun.Costs;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ScaleRunTest {
    private static final long TASK_MANAGERS = 200;
    private static final long TASKS = 2000;

    private static Costs costs;
    private static Costs threeTimesTheTasks;

    @BeforeAll
    static void runs() {
        costs = ScaleRun.of((int) TASKS, (int) TASK_MANAGERS, () -> 0, () -> 0);
        threeTimesTheTasks = ScaleRun.of(3 * (int) TASKS, (int) TASK_MANAGERS, () -> 0, () -> 0);
    }

    private static Map<String, Long> messages(Cost cost) {
        Map<String, Long> messages = new TreeMap<>();
        cost.kinds().forEach((kind, count) -> messages.put(kind, count.messages()));
        return messages;
    }

    @Test
    void aHeartbeatTakesMessagesForTaskManagersAndNoneForTasks() {
        assertThat(messages(costs.heartbeat()))
                .isEqualTo(Map.of("Heartbeat", TASK_MANAGERS, "TasksMeasured", TASK_MANAGERS, "Heard", TASK_MANAGERS));
        assertThat(messages(threeTimesTheTasks.heartbeat())).isEqualTo(messages(costs.heartbeat()));
    }

    @Test
    void eachTaskManagerIsToldOnceOfItsTasksAndEachTaskSaysOnceThatItRuns() {
        assertThat(messages(costs.deploy()))
                .containsEntry("DeployTasks", TASK_MANAGERS)
                .containsEntry("TaskMoved", TASKS)
                .containsEntry("Heard", TASKS);
    }

    @Test
    void aCheckpointTakesMessagesForTaskManagersAndNoneForTasks() {
        assertThat(messages(costs.checkpoint()))
                .containsEntry("TriggerCheckpoint", TASK_MANAGERS)
                .containsEntry("CheckpointTaken", TASK_MANAGERS)
                .containsEntry("CheckpointCompleted", TASK_MANAGERS);
        assertThat(messages(threeTimesTheTasks.checkpoint())).isEqualTo(messages(costs.checkpoint()));
    }

    @Test
    void takingDownTellsEachTaskManagerOnceToCancelAndOnceToForget() {
        assertThat(messages(costs.takeDown()))
                .containsEntry("CancelTasks", TASK_MANAGERS)
                .containsEntry("ForgetJob", TASK_MANAGERS)
                .containsEntry("TaskMoved", TASKS);
    }

    /** With three times the tasks, an all-to-all exchange has nine times the channels. */
    @Test
    void whatADeploymentSaysDoesNotGrowWithTheChannelsOfTheExchanges() {
        long bytes = costs.deploy().kinds().get("DeployTasks").bytes();
        long bytesOfMore =
                threeTimesTheTasks.deploy().kinds().get("DeployTasks").bytes();
        assertThat(bytesOfMore).isLessThan(3 * bytes);
        assertThat(bytes / TASK_MANAGERS).isLessThan(TASKS * 8);
    }
}
