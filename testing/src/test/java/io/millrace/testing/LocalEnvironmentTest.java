package io.millrace.testing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.dataflow.JobExecutionResult;
import io.millrace.dataflow.accumulators.IntCounter;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.functions.RichMapFunction;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.datastream.StreamExecutionEnvironment;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that nobody has prepared a cluster for: each job gets one of its own in this JVM. */
class LocalEnvironmentTest {
    @AfterEach
    void noThreadIsLeft() {
        await().atMost(5, SECONDS).untilAsserted(() -> assertThat(threads()).isEmpty());
    }

    @Test
    void runsManyJobsOneAfterAnotherAndLeavesNoThread() throws Exception {
        for (int job = 0; job < 10; job++) {
            assertThat(ExecutionEnvironment.getExecutionEnvironment()
                            .generateSequence(1, 100)
                            .filter(number -> number % 2 == 0)
                            .count())
                    .isEqualTo(50);
        }
    }

    @Test
    void runsManyStreamsOneAfterAnotherAndLeavesNoThread() throws Exception {
        for (int job = 0; job < 10; job++) {
            assertThat(StreamExecutionEnvironment.getExecutionEnvironment()
                            .fromSequence(1, 10)
                            .map(number -> number + 1)
                            .executeAndCollect(100))
                    .hasSize(10);
        }
    }

    @Test
    void leavesNoThreadAfterAFailure() {
        assertThatThrownBy(() -> ExecutionEnvironment.getExecutionEnvironment()
                        .fromElements(1, 0)
                        .map(number -> 1 / number)
                        .collect())
                .hasMessageContaining("/ by zero");
    }

    @Test
    void bringsAccumulatorsBack(@TempDir Path folder) throws Exception {
        ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(3);
        env.generateSequence(1, 60)
                .map(new Counting())
                .writeAsText(folder.resolve("out").toString());

        JobExecutionResult result = env.execute("counts");

        assertThat(result.<Integer>getAccumulatorResult("seen")).isEqualTo(60);
        assertThat(result.getNetRuntime()).isNotNegative();
    }

    /** Counts what it maps. */
    public static class Counting extends RichMapFunction<Long, Long> {
        private final IntCounter seen = new IntCounter();

        @Override
        public void open(OpenContext context) {
            getRuntimeContext().addAccumulator("seen", seen);
        }

        @Override
        public Long map(Long value) {
            seen.add(1);
            return value;
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("millrace-"))
                .toList();
    }
}
