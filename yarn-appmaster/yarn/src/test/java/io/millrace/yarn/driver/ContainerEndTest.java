package io.millrace.yarn.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.jobmanager.container.ContainerDriver.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerEndTest {
    @ParameterizedTest
    @CsvSource({
        // status, released, started, cause
        "0, false, true, EXITED",
        "1, false, true, EXITED",
        "137, false, true, EXITED",
        "1, false, false, LAUNCH_FAILED",
        "-1000, false, true, LAUNCH_FAILED",
        "-100, false, true, NODE_LOST",
        "-101, false, true, NODE_LOST",
        "-106, false, true, NODE_LOST",
        "-102, false, true, PREEMPTED",
        "-103, false, true, MEMORY_EXCEEDED",
        "-104, false, true, MEMORY_EXCEEDED",
        "-104, false, false, MEMORY_EXCEEDED",
        "-100, true, true, RELEASED",
        "143, true, true, RELEASED",
    })
    void tellsTheCauseByYarnsExitStatus(int status, boolean released, boolean started, Cause cause) {
        assertThat(ContainerEnd.of(status, "", released, started).cause()).isEqualTo(cause);
    }

    @Test
    void namesTheSettingToRaiseWhenMemoryWasExceeded() {
        assertThat(ContainerEnd.of(-104, "running beyond physical memory limits", false, true)
                        .text())
                .contains("-104", "taskmanager.memory.process.size", "running beyond physical memory limits");
    }

    @Test
    void putsDiagnosticsOnOneLineAndCutsThem() {
        String text = ContainerEnd.of(1, "a\n  b\r\nc" + "x".repeat(10_000), false, true)
                .text();
        assertThat(text).doesNotContain("\n").contains("a | b | c").hasSizeLessThan(3_000);
    }
}
