package io.millrace.jobmanager.slot;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.JobID;
import io.millrace.jobmanager.JobManager;
import io.millrace.jobmanager.JobManagerHouse;
import io.millrace.jobmanager.container.ContainerDriver.Cause;
import io.millrace.jobmanager.container.ContainerDriver.Lost;
import io.millrace.jobmanager.container.ContainerId;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.OperatorMeasures;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskManagerMessage.TasksMeasured;
import io.millrace.protocol.TaskMeasures;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How the tasks of a job do, as the slot pool has it from their TaskManagers. */
class MeasuresTest {
    private static final JobID JOB = new JobID(1, 7);
    private static final JobID OTHER = new JobID(1, 8);

    private final JobManagerHouse jm = new JobManagerHouse();
    private final TaskManagerId a = jm.taskManager("a", 1);
    private final TaskManagerId b = jm.taskManager("b", 1);

    private static TaskMeasures measures(JobID job, int subtask, int busy) {
        return new TaskMeasures(
                new AttemptId(job, 0, subtask, 0),
                busy,
                1000 - busy,
                0,
                5L * busy,
                List.of(new OperatorMeasures("Map", busy, Map.of())));
    }

    private void says(TaskManagerId from, TaskMeasures... tasks) {
        jm.tell(JobManager.SLOTS, new TasksMeasured(jm.epoch, from, List.of(tasks)));
    }

    private List<TaskMeasures> known(JobID job) {
        jm.tell(JobManager.SLOTS, new TaskManagerRoll.MeasuresCall(JobManagerHouse.CLIENT, job));
        List<TaskManagerRoll.Measured> answers = jm.house.take(TaskManagerRoll.Measured.class);
        assertThat(answers).singleElement().extracting(TaskManagerRoll.Measured::job).isEqualTo(job);
        return answers.get(0).tasks();
    }

    @Test
    void areNoneBeforeAnybodySaysAnything() {
        assertThat(known(JOB)).isEmpty();
    }

    @Test
    void areWhatEachTaskManagerSaidLast() {
        says(a, measures(JOB, 0, 100));
        says(b, measures(JOB, 1, 200));
        says(a, measures(JOB, 0, 300));

        assertThat(known(JOB)).containsExactlyInAnyOrder(measures(JOB, 0, 300), measures(JOB, 1, 200));
    }

    @Test
    void areThoseOfTheJobThatIsAskedFor() {
        says(a, measures(JOB, 0, 100), measures(OTHER, 0, 400));

        assertThat(known(OTHER)).containsExactly(measures(OTHER, 0, 400));
    }

    @Test
    void goWithTheTasks() {
        says(a, measures(JOB, 0, 100));
        says(a);

        assertThat(known(JOB)).isEmpty();
    }

    @Test
    void goWithTheirTaskManager() {
        says(a, measures(JOB, 0, 100));
        says(b, measures(JOB, 1, 200));
        jm.tell(JobManager.SLOTS, new Lost(new ContainerId(a.name()), Cause.EXITED, "killed"));

        assertThat(known(JOB)).containsExactly(measures(JOB, 1, 200));
    }

    @Test
    void areNotTakenFromAStranger() {
        says(new TaskManagerId("nobody"), measures(JOB, 0, 100));

        assertThat(known(JOB)).isEmpty();
    }
}
