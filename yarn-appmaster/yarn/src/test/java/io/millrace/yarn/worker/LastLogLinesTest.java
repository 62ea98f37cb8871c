package io.millrace.yarn.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.JobID;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.TaskState;
import io.millrace.taskmanager.control.TaskRunner.Moved;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastLogLinesTest {
    private static final AttemptId ATTEMPT = new AttemptId(new JobID(1, 1), 0, 0, 0);

    @TempDir
    Path folder;

    private LastLogLines of(String text) throws IOException {
        Path file = folder.resolve("taskmanager.log");
        Files.writeString(file, text);
        return new LastLogLines(Optional.of(file));
    }

    @Test
    void aShortLogIsTakenWhole() throws IOException {
        assertThat(of("one\ntwo\n").lines()).isEqualTo("one\ntwo");
        assertThat(of("").lines()).isEmpty();
    }

    @Test
    void ofManyLinesTheLastHundredAreTaken() throws IOException {
        String text = IntStream.range(0, 500).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());

        assertThat(of(text).lines().lines()).hasSize(100).startsWith("line 400").endsWith("line 499");
    }

    @Test
    void longLinesAreCutAtTheBeginningOfOne() throws IOException {
        String text = ("x".repeat(999) + "\n").repeat(50);

        assertThat(of(text).lines().lines())
                .hasSize(16)
                .allSatisfy(line -> assertThat(line).hasSize(999));
    }

    @Test
    void aLogThatIsMissingIsNamed() {
        assertThat(new LastLogLines(Optional.of(folder.resolve("none.log"))).lines())
                .contains("none.log");
        assertThat(new LastLogLines(Optional.empty()).lines()).isEmpty();
    }

    @Test
    void onlyFailuresBringLines() throws IOException {
        LastLogLines log = of("the end is near\n");
        Moved finished = new Moved(ATTEMPT, TaskState.FINISHED, Optional.empty(), Map.of());
        Moved failed = new Moved(ATTEMPT, TaskState.FAILED, Optional.empty(), Map.of());

        assertThat(log.addTo(finished)).isSameAs(finished);
        assertThat(((Moved) log.addTo(failed)).log()).isEqualTo("the end is near");
    }
}
