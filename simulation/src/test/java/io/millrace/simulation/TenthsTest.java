package io.millrace.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.JobStatus;
import io.millrace.simulation.job.ThreeStages;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The leader of a batch job of three blocking stages dies after each tenth of the job's time; nothing else happens. */
class TenthsTest {
    /** A world without faults, with more than one of each task. */
    private static long calmWorld(boolean elects) {
        return LongStream.iterate(0, seed -> seed + 1)
                .filter(seed -> new Draws(seed).isCalm())
                .filter(seed -> Options.drawnFrom(seed, true).parallelism() > 1)
                .filter(seed -> Options.drawnFrom(seed, true).leaders().elects() == elects)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noStageThatHadFinishedRunsAgain(boolean elects) {
        long seed = calmWorld(elects);
        Run calm = World.ofLeaders(seed).run(new ThreeStages());
        assertThat(calm.isViolated()).as(calm::report).isFalse();
        for (int tenth = 1; tenth < 10; tenth++) {
            World world = World.ofLeaders(seed).whereLeaderDiesAfterMs(calm.endedMs() * tenth / 10);
            Run run = world.run(new ThreeStages());
            assertThat(run.isViolated()).as(run::report).isFalse();
            assertThat(run.end().status()).isEqualTo(JobStatus.FINISHED);
            assertThat(world.attempts().count()).isEqualTo(2);
            assertThat(run.reruns()).as("after tenth %d", tenth).isZero();
        }
    }
}
