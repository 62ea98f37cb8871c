package io.millrace.yarn.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.deploy.ApplicationOutcome.End;
import io.millrace.dataflow.deploy.ApplicationOutcome.Kind;
import java.util.Set;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.util.Records;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportsTest {
    private static final String DEAD_AT_START = """
        Application application_1_0001 failed 1 times due to AM Container for appattempt_1_0001_000001 exited with  exitCode: 1
        Failing this attempt.Diagnostics: [2026-11-21 07:00:00.000]Exception from container-launch.
        Container id: container_1_0001_01_000001
        Exit code: 1

        [2026-11-21 07:00:00.001]Container exited with a non-zero exit code 1. Error file: prelaunch.err.
        Last 4096 bytes of prelaunch.err :
        Last 4096 bytes of stderr :
        Error: Could not find or load main class io.millrace.yarn.master.ApplicationMaster

        For more detailed output, check the application tracking page: http://rm:8088/cluster/app/application_1_0001
        . Failing the application.
        """;

    @ParameterizedTest
    @CsvSource({
        "FINISHED, SUCCEEDED, SUCCEEDED",
        "FINISHED, FAILED, FAILED",
        "FINISHED, KILLED, KILLED",
        "FINISHED, UNDEFINED, FAILED",
        "FAILED, FAILED, FAILED",
        "KILLED, KILLED, KILLED",
        "KILLED, UNDEFINED, KILLED"
    })
    void theEndIsYarnsAndNeverBetterThanItSays(
            YarnApplicationState state, FinalApplicationStatus status, End expected) {
        assertThat(Reports.outcome(report(state, status, "why")).end()).isEqualTo(expected);
    }

    @Test
    void theLastWordsOfAnApplicationMasterThatDiedAtItsStartAreInTheMessage() {
        String message = Reports.outcome(
                        report(YarnApplicationState.FAILED, FinalApplicationStatus.FAILED, DEAD_AT_START))
                .message();

        assertThat(message)
                .startsWith("application_1_0001 ended as FAILED")
                .contains("exitCode: 1")
                .contains("Could not find or load main class")
                .doesNotContain("For more detailed output")
                .doesNotContain("prelaunch.err");
    }

    @Test
    void aContainerThatWasKilledForItsMemoryIsAMatterOfResources() {
        String diagnostics = "Container [pid=7] is running 9MB beyond the 'PHYSICAL' memory limit.";

        assertThat(Reports.outcome(report(YarnApplicationState.FAILED, FinalApplicationStatus.FAILED, diagnostics))
                        .kind())
                .isEqualTo(Kind.RESOURCES);
    }

    @Test
    void withoutAReasonTheMessageSaysWhereToLook() {
        assertThat(Reports.outcome(report(YarnApplicationState.KILLED, FinalApplicationStatus.KILLED, ""))
                        .message())
                .contains("yarn logs -applicationId application_1_0001");
    }

    @Test
    void aSessionIsToldByItsTag() {
        ApplicationReport report = report(YarnApplicationState.RUNNING, FinalApplicationStatus.UNDEFINED, "");
        assertThat(Reports.status(report).kind()).isEqualTo("application");
        report.setApplicationTags(Set.of("nightly", Reports.tag(true)));
        assertThat(Reports.status(report).kind()).isEqualTo("session");
    }

    private static ApplicationReport report(
            YarnApplicationState state, FinalApplicationStatus status, String diagnostics) {
        ApplicationReport report = Records.newRecord(ApplicationReport.class);
        report.setApplicationId(ApplicationId.fromString("application_1_0001"));
        report.setYarnApplicationState(state);
        report.setFinalApplicationStatus(status);
        report.setDiagnostics(diagnostics);
        return report;
    }
}
