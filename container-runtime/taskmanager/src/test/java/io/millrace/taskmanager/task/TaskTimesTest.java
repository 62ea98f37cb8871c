package io.millrace.taskmanager.task;

import static io.millrace.taskmanager.task.TaskTimes.Doing.BACK_PRESSURED;
import static io.millrace.taskmanager.task.TaskTimes.Doing.BUSY;
import static io.millrace.taskmanager.task.TaskTimes.Doing.IDLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.taskmanager.task.TaskTimes.Shares;
import org.junit.jupiter.api.Test;

class TaskTimesTest {
    private static final long MS = 1_000_000;

    @Test
    void tellsWhatPartOfEachSecondWentWhere() {
        TaskTimes times = new TaskTimes();
        long start = System.nanoTime();
        times.take(start);
        times.becomes(BUSY, start + 100 * MS);
        times.becomes(BACK_PRESSURED, start + 150 * MS);
        times.becomes(IDLE, start + 400 * MS);
        assertThat(times.take(start + 500 * MS)).isEqualTo(new Shares(400, 100, 500));
    }

    @Test
    void countsWhatStillGoesOn() {
        TaskTimes times = new TaskTimes();
        long start = System.nanoTime();
        times.take(start);
        times.becomes(BUSY, start);
        assertThat(times.take(start + 10 * MS)).isEqualTo(new Shares(0, 1000, 0));
        assertThat(times.take(start + 20 * MS)).isEqualTo(new Shares(0, 1000, 0));
    }

    @Test
    void saysNothingOfNoTime() {
        TaskTimes times = new TaskTimes();
        long start = System.nanoTime();
        times.take(start);
        assertThat(times.take(start)).isEqualTo(new Shares(0, 0, 0));
    }
}
