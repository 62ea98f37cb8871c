package io.millrace.yarn.cluster;

import static org.awaitility.Awaitility.await;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.MemorySize;
import io.millrace.dataflow.deploy.ApplicationOutcome;
import io.millrace.dataflow.deploy.Deployed;
import io.millrace.dataflow.deploy.DeploymentException;
import io.millrace.dataflow.deploy.FailureReportTexts;
import io.millrace.dataflow.deploy.Platform;
import io.millrace.dataflow.deploy.ProgramSpec;
import io.millrace.testing.hadoop.MiniHadoop;
import io.millrace.yarn.deploy.YarnPlatform;
import io.millrace.yarn.launch.YarnOptions;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;

/** Starts programs as applications on the mini-Hadoop, and looks at what became of them. */
final class Applications {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final MiniHadoop hadoop;
    private final File jar;
    final Configuration settings;

    Applications(MiniHadoop hadoop, File jar) {
        this.hadoop = hadoop;
        this.jar = jar;
        this.settings = new Configuration()
                .set(
                        YarnOptions.HADOOP_CONF_DIR,
                        hadoop.configurationDirectory().toString())
                .set(YarnOptions.JOB_MANAGER_MEMORY, MemorySize.ofMebiBytes(512))
                .set(YarnOptions.TASK_MANAGER_MEMORY, MemorySize.ofMebiBytes(512));
        settings.setString("taskmanager.numberOfTaskSlots", "1");
        settings.setString("parallelism.default", "2");
    }

    Deployed start(String mainClass, String... arguments) throws DeploymentException {
        ProgramSpec program = new ProgramSpec(jar, Optional.of(mainClass), List.of(), List.of(arguments));
        return new YarnPlatform().startApplication(program, settings, new Silent());
    }

    Deployed startSession() throws DeploymentException {
        return new YarnPlatform().startSession(settings, new Silent());
    }

    static ApplicationOutcome end(Deployed application) throws Exception {
        return application.awaitEnd(PATIENCE).orElseThrow();
    }

    /** What 'millrace logs' shows. */
    List<String> failureReports(Deployed application) throws DeploymentException {
        return new YarnPlatform()
                .failureReports(Optional.of(application.applicationId()), Optional.empty(), settings).found().stream()
                        .map(FailureReportTexts.Found::text)
                        .toList();
    }

    /** The processes of its TaskManagers, without the shells around them. */
    List<ProcessHandle> taskManagers(Deployed application) {
        return hadoop.containerProcesses(application.applicationId()).stream()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains("TaskManagerProcess"))
                        .isPresent())
                .filter(process -> process.info()
                        .command()
                        .filter(command -> command.endsWith("java"))
                        .isPresent())
                .toList();
    }

    void awaitNoProcess(Deployed application) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> org.assertj.core.api.Assertions.assertThat(
                                hadoop.containerProcesses(application.applicationId()))
                        .isEmpty());
    }

    static void awaitFiles(Path folder, int atLeast) {
        await().atMost(PATIENCE).until(() -> count(folder) >= atLeast);
    }

    static int count(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return (int) files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder of HDFS that no other test writes to. */
    String output(String name) {
        return hadoop.hdfs() + "/yarn-tests/" + name + "-" + System.nanoTime();
    }

    /** All lines of all files, sorted. */
    List<String> lines(String output) throws IOException {
        List<String> lines = new ArrayList<>();
        try (FileSystem files = hadoop.fileSystem()) {
            for (FileStatus file : files.listStatus(new org.apache.hadoop.fs.Path(output))) {
                if (!file.getPath().getName().startsWith("_")) {
                    try (var in = files.open(file.getPath())) {
                        new String(in.readAllBytes(), StandardCharsets.UTF_8)
                                .lines()
                                .forEach(lines::add);
                    }
                }
            }
        }
        lines.sort(null);
        return lines;
    }

    private static final class Silent implements Platform.Progress {
        @Override
        public void submitted(String applicationId) {}

        @Override
        public void waiting(String forWhat) {}
    }
}
