package io.millrace.taskmanager.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.ExecutionOptions;
import io.millrace.dataflow.graph.Vertex;
import io.millrace.taskmanager.kit.Ops;
import io.millrace.taskmanager.kit.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The buffer timeout. */
class FlushTimeTest {
    private static final long NOW = 1_000;
    private static final long LOOP_DELAY_MS = 20;

    @Test
    void aRecordWaitsForTheTimeoutAtMost() {
        FlushTime time = new FlushTime(100, LOOP_DELAY_MS);
        assertThat(time.isSet()).isFalse();
        assertThat(time.isDue(Long.MAX_VALUE - 1)).isFalse();

        time.begin(NOW);

        assertThat(time.eachAlone()).isFalse();
        assertThat(time.isSet()).isTrue();
        assertThat(time.at()).isEqualTo(1_100);
        assertThat(time.isDue(1_099)).isFalse();
        assertThat(time.isDue(1_100)).isTrue();
    }

    @Test
    void nothingIsDueWhenAllWasSent() {
        FlushTime time = new FlushTime(100, LOOP_DELAY_MS);
        time.begin(NOW);

        time.clear();

        assertThat(time.isSet()).isFalse();
        assertThat(time.isDue(1_100)).isFalse();
    }

    @Test
    void noRecordWaitsWithoutATimeToWait() {
        FlushTime time = new FlushTime(0, LOOP_DELAY_MS);

        time.begin(NOW);
        time.beginInLoop(NOW);

        assertThat(time.eachAlone()).isTrue();
        assertThat(time.isSet()).isFalse();
    }

    @Test
    void aRecordWaitsForCompanyIfThereIsNoTimeout() {
        FlushTime time = new FlushTime(-1, LOOP_DELAY_MS);

        time.begin(NOW);

        assertThat(time.eachAlone()).isFalse();
        assertThat(time.isSet()).isFalse();
    }

    @Test
    void aRecordOfALoopWaitsForAShortTimeWhateverTheTimeout() {
        for (long timeout : new long[] {-1, 100}) {
            FlushTime time = new FlushTime(timeout, LOOP_DELAY_MS);
            time.beginInLoop(NOW);
            assertThat(time.at()).isEqualTo(1_020);
        }
        FlushTime shorter = new FlushTime(2, LOOP_DELAY_MS);
        shorter.beginInLoop(NOW);
        assertThat(shorter.at()).isEqualTo(1_002);
    }

    @Test
    void theVertexsOwnTimeGoesBeforeTheJobsAndThatBeforeTheTaskManagers() {
        TaskSettings settings = new TaskSettings(1 << 20, 100, LOOP_DELAY_MS, List.of(Path.of("anywhere")));
        Configuration job = new Configuration();
        assertThat(begun(FlushTime.of(vertex(null), job, settings))).isEqualTo(NOW + 100);

        job.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(30));
        assertThat(begun(FlushTime.of(vertex(null), job, settings))).isEqualTo(NOW + 30);
        assertThat(begun(FlushTime.of(vertex(Duration.ofMillis(7)), job, settings)))
                .isEqualTo(NOW + 7);
        assertThat(FlushTime.of(vertex(Duration.ZERO), job, settings).eachAlone())
                .isTrue();
    }

    private static long begun(FlushTime time) {
        time.begin(NOW);
        return time.at();
    }

    private static Vertex vertex(@Nullable Duration timeout) {
        Program program = new Program();
        program.source("numbers", 1, Ops.numbers(0, 1));
        Vertex made = program.build().vertices().get(0);
        return new Vertex(made.index(), made.name(), 1, 1, made.slotSharingGroup(), timeout, made.chain());
    }
}
