package io.millrace.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.testing.hadoop.MiniHadoop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** What YARN and the machine know of applications. */
final class Yarn implements AutoCloseable {
    private final MiniHadoop hadoop;
    private final YarnClient client = YarnClient.createYarnClient();

    Yarn(MiniHadoop hadoop) {
        this.hadoop = hadoop;
        client.init(hadoop.configuration());
        client.start();
    }

    ApplicationReport report(String application) throws IOException, YarnException {
        return client.getApplicationReport(ApplicationId.fromString(application));
    }

    /** All that were ever submitted and have not ended. */
    List<String> running() throws IOException, YarnException {
        return client.getApplications().stream()
                .filter(report -> !isOver(report.getYarnApplicationState()))
                .map(report -> report.getApplicationId().toString())
                .toList();
    }

    private static boolean isOver(YarnApplicationState state) {
        return switch (state) {
            case FINISHED, FAILED, KILLED -> true;
            default -> false;
        };
    }

    /** Waits for its end, which must be with this status, and until no process of it is left 30 s later. */
    void endsWithNothingLeft(String application, FinalApplicationStatus status) throws IOException, YarnException {
        await().atMost(Command.PATIENCE).until(() -> isOver(report(application).getYarnApplicationState()));
        assertThat(report(application).getFinalApplicationStatus())
                .as(report(application).getDiagnostics())
                .isEqualTo(status);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(hadoop.containerProcesses(application)).isEmpty());
    }

    /** The JVM of its ApplicationMaster; waits until there is one other than that which is gone. */
    ProcessHandle applicationMaster(String application, List<ProcessHandle> gone) {
        await().atMost(Command.PATIENCE)
                .until(() -> applicationMasters(application).stream().anyMatch(one -> !gone.contains(one)));
        return applicationMasters(application).stream()
                .filter(one -> !gone.contains(one))
                .findFirst()
                .orElseThrow();
    }

    private List<ProcessHandle> applicationMasters(String application) {
        return processes(application, "io.millrace.yarn.master.ApplicationMaster");
    }

    /** The JVMs of its TaskManagers. */
    List<ProcessHandle> taskManagers(String application) {
        return processes(application, "io.millrace.yarn.worker.TaskManagerProcess");
    }

    /** The JVM of its ApplicationMaster, and those of its TaskManagers. */
    List<ProcessHandle> processes(String application) {
        return processes(application, "io.millrace.yarn.");
    }

    // The shells that start them have the class in their command line, too.
    private List<ProcessHandle> processes(String application, String mainClass) {
        return hadoop.containerProcesses(application).stream()
                .filter(process -> {
                    String[] command = commandLine(process);
                    return command[0].endsWith("java")
                            && String.join(" ", command).contains(mainClass);
                })
                .toList();
    }

    private static String[] commandLine(ProcessHandle process) {
        try {
            Path file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
            return Files.readString(file, StandardCharsets.UTF_8).split("\0");
        } catch (IOException e) {
            return new String[] {""}; // it has ended
        }
    }

    @Override
    public void close() {
        client.stop();
    }
}
