package io.millrace.taskmanager.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.JobID;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.SnapshotTiming;
import io.millrace.protocol.TaskManagerId;
import io.millrace.taskmanager.control.TaskRunner;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointRoundsTest {
    private final JobID job = JobID.generate();
    private final AttemptId one = new AttemptId(job, 0, 0, 0);
    private final AttemptId two = new AttemptId(job, 1, 0, 0);
    private final MemorySnapshotFiles files = new MemorySnapshotFiles();
    private final List<TaskRunner.Fact> facts = new ArrayList<>();
    private final CheckpointRounds rounds =
            new CheckpointRounds(new TaskManagerId("tm"), files, Runnable::run, () -> 0, facts::add);

    private CapturedTask end(AttemptId attempt) {
        return new CapturedTask(attempt, 1, true, List.of(), new SnapshotTiming(0, 0, 0, 0), 0);
    }

    @Test
    void isTakenWhenAllHaveGivenTheirParts() {
        rounds.begin(job, 1, "mem", List.of(one, two));
        rounds.give(end(one));
        assertThat(facts).isEmpty();
        rounds.give(end(two));
        assertThat(facts)
                .singleElement()
                .isInstanceOfSatisfying(
                        TaskRunner.Taken.class,
                        taken -> assertThat(taken.tasks()).hasSize(2));
        assertThat(files.paths()).hasSize(1);
    }

    @Test
    void nothingIsToldOfARoundOfWhichATaskFailsAndItsFileIsRemoved() {
        rounds.begin(job, 1, "mem", List.of(one, two));
        rounds.give(end(one));
        rounds.ended(two, false);
        assertThat(facts).as("how the task ended is told by the task").isEmpty();
        assertThat(files.paths()).isEmpty();

        rounds.give(end(two));
        rounds.decline(one, 1, "too late");
        assertThat(facts).isEmpty();
        assertThat(files.paths()).isEmpty();
    }

    @Test
    void isDeclinedAsOvertakenIfATaskSawALaterOneFirst() {
        rounds.begin(job, 1, "mem", List.of(one, two));
        rounds.overtaken(two, 1, "too late");
        assertThat(facts).containsExactly(new TaskRunner.Declined(job, 1, "too late", true));
    }

    @Test
    void isDeclinedOnceIfATaskCannotGiveItsPart() {
        rounds.begin(job, 1, "mem", List.of(one, two));
        rounds.decline(two, 1, "broken");
        rounds.decline(one, 1, "broken, too");
        assertThat(facts).containsExactly(new TaskRunner.Declined(job, 1, "broken", false));
    }
}
