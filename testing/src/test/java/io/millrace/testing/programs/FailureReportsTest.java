package io.millrace.testing.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.control.report.FailureReport;
import io.millrace.control.report.FailureReportFormat;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.execution.SuppressRestartsException;
import io.millrace.dataflow.functions.RichMapFunction;
import io.millrace.dataset.ExecutionEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is left to read when a program has failed. */
@Timeout(60)
class FailureReportsTest {
    @TempDir
    Path directory;

    private static final class BreaksTwice extends RichMapFunction<Integer, Integer> {
        private static final long serialVersionUID = 1L;

        @Override
        public Integer map(Integer value) {
            if (value == 7 && getRuntimeContext().getTaskInfo().getAttemptNumber() < 2) {
                throw new IllegalStateException("seven is not liked");
            }
            return value;
        }
    }

    private List<FailureReport> reports() {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(path -> path.toString().endsWith(".txt"))
                    .sorted()
                    .map(FailureReportsTest::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FailureReport read(Path path) {
        try {
            return FailureReportFormat.read(path.toString(), Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ExecutionEnvironment environment(String attempts) {
        return ExecutionEnvironment.createLocalEnvironment(Configuration.fromMap(Map.of(
                "jobmanager.failure-reports.dir",
                directory.toString(),
                "restart-strategy.type",
                "fixed-delay",
                "restart-strategy.fixed-delay.attempts",
                attempts,
                "restart-strategy.fixed-delay.delay",
                "1 ms")));
    }

    @Test
    void eachFailedAttemptOfAProgramThatRecoversLeavesAReport() throws Exception {
        ExecutionEnvironment environment = environment("3");
        environment.setParallelism(1);
        long count = environment
                .fromElements(1, 7, 9)
                .map(new BreaksTwice())
                .name("likes numbers")
                .count();

        assertThat(count).isEqualTo(3);
        await().untilAsserted(() -> assertThat(reports()).hasSize(2));
        FailureReport second = reports().get(1);
        assertThat(second.run()).isEqualTo(2);
        assertThat(second.cause().operator()).contains("likes numbers");
        assertThat(second.cause().record()).contains("7");
        assertThat(second.cause().message()).contains("seven is not liked");
        assertThat(second.cause().stackTrace()).contains(BreaksTwice.class.getName());
        assertThat(second.attempt()).hasValueSatisfying(attempt -> {
            assertThat(attempt.number()).isEqualTo(1);
            assertThat(attempt.subtask()).isEqualTo(0);
        });
        assertThat(second.consequence().decision()).contains("restart 2 of 3");
    }

    @Test
    void whatAProgramCallsLastingIsNotTriedAgain() {
        ExecutionEnvironment environment = environment("3");
        environment.setParallelism(1);

        assertThatThrownBy(() -> environment
                        .fromElements(7)
                        .map(x -> FailureReportsTest.<Integer>lasting())
                        .count())
                .hasStackTraceContaining("no such customer");
        await().untilAsserted(() -> assertThat(reports()).hasSize(1));
        assertThat(reports().get(0).cause().message()).contains("NonRecoverableError");
    }

    private static <T> T lasting() {
        throw new SuppressRestartsException(new IllegalArgumentException("no such customer"));
    }

    @Test
    void theLastReportOfAProgramThatFailsSaysSo() {
        ExecutionEnvironment environment = environment("1");
        environment.setParallelism(1);

        assertThatThrownBy(
                        () -> environment.fromElements(7).map(new BreaksTwice()).count())
                .hasStackTraceContaining("seven is not liked");
        await().untilAsserted(() -> assertThat(reports()).hasSize(2));
        assertThat(reports().get(1).consequence().decision()).isEqualTo("the job fails");
        assertThat(reports().get(1).cause().message()).contains("restarted 1 times");
    }
}
