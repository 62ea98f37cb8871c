package io.millrace.yarn.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.dataflow.JobExecutionException;
import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.MemorySize;
import io.millrace.dataflow.config.PipelineOptions;
import io.millrace.dataflow.deploy.ApplicationOutcome;
import io.millrace.dataflow.deploy.Deployed;
import io.millrace.dataflow.deploy.DeploymentException;
import io.millrace.dataflow.deploy.JobStanding;
import io.millrace.dataflow.deploy.Platform;
import io.millrace.dataflow.deploy.ProgramSpec;
import io.millrace.dataflow.execution.ExecutionContext;
import io.millrace.dataflow.execution.JobClient;
import io.millrace.examples.dataset.WordCount;
import io.millrace.testing.hadoop.MiniHadoop;
import io.millrace.testing.hadoop.MiniHadoopCluster;
import io.millrace.yarn.launch.OutcomeFile;
import io.millrace.yarn.launch.YarnOptions;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Applications and sessions from the submission to the end, with real processes in containers. */
@MiniHadoopCluster
class YarnRoundTripTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    java.nio.file.Path folder;

    private final YarnPlatform platform = new YarnPlatform();
    private final List<String> submitted = new ArrayList<>();
    private Configuration settings = new Configuration();

    @BeforeEach
    void prepare(MiniHadoop cluster) {
        settings = new Configuration()
                .set(
                        YarnOptions.HADOOP_CONF_DIR,
                        cluster.configurationDirectory().toString())
                .set(YarnOptions.JOB_MANAGER_MEMORY, MemorySize.ofMebiBytes(640))
                .set(YarnOptions.TASK_MANAGER_MEMORY, MemorySize.ofMebiBytes(640));
    }

    @Test
    void theSecondSubmissionUploadsTheUsersJarAlone(MiniHadoop cluster) throws Exception {
        settings.set(YarnOptions.STAGING_DIRECTORY, cluster.hdfs() + "/counted");
        // The ApplicationMaster dies at once: all that matters here has been staged by then.
        settings.set(YarnOptions.JAVA_OPTIONS_JOB_MANAGER, "-XX:NoSuchOption=1");

        long first = bytesUploadedBy(() -> startAndFail(jarOf("first", 20_000)));
        long second = bytesUploadedBy(() -> startAndFail(jarOf("second", 20_000)));

        long libraries = librariesIn(new Path("/counted/.millrace"), cluster);
        long jar = Files.size(folder.resolve("second.jar"));
        assertThat(libraries).isGreaterThan(10_000_000);
        assertThat(first).isGreaterThan(libraries);
        // Beside the jar: launch.json, core-site.xml and the token.
        assertThat(second).isBetween(jar, jar + 20_000);
    }

    @Test
    void anApplicationRunsItsProgramAndLeavesTheOutcomeAlone(MiniHadoop cluster) throws Exception {
        Path input = new Path("/round-trip/input.txt");
        Path output = new Path("/round-trip/output-" + System.nanoTime());
        write(cluster, input, "to be or not to be");

        ProgramSpec program = new ProgramSpec(
                ProgramJar.of(WordCount.class, folder.resolve("examples.jar")),
                Optional.of(WordCount.class.getName()),
                List.of(),
                List.of("--input", cluster.hdfs() + input.toString(), "--output", cluster.hdfs() + output.toString()));
        try (Deployed application = platform.startApplication(program, settings, progress())) {
            ApplicationOutcome outcome = application.awaitEnd(LONG).orElseThrow();

            assertThat(outcome.message()).isEmpty();
            assertThat(outcome.end()).isEqualTo(ApplicationOutcome.End.SUCCEEDED);
            assertThat(outcome.jobs()).extracting(JobStanding::status).containsExactly(JobStatus.FINISHED);
            assertThat(submitted).containsExactly(application.applicationId());
            assertThat(read(cluster, output).lines().sorted()).containsExactly("be 2", "not 1", "or 1", "to 2");
            await().atMost(LONG).until(() -> application.status().state().equals("FINISHED"));
            assertThat(stagedOf(cluster, application)).containsExactly(OutcomeFile.NAME);
            assertThat(application.jobs()).hasSize(1);
        }
    }

    @Test
    void aProgramThatFailsIsToldByItsOwnWordsAndNotByYarns(MiniHadoop cluster) throws Exception {
        ProgramSpec program = new ProgramSpec(
                ProgramJar.of(WordCount.class, folder.resolve("examples.jar")),
                Optional.of(WordCount.class.getName()),
                List.of(),
                List.of("--input", cluster.hdfs() + "/round-trip/none.txt"));
        try (Deployed application = platform.startApplication(program, settings, progress())) {
            ApplicationOutcome outcome = application.awaitEnd(LONG).orElseThrow();

            assertThat(outcome.end()).isEqualTo(ApplicationOutcome.End.FAILED);
            assertThat(outcome.kind()).isEqualTo(ApplicationOutcome.Kind.USAGE);
            assertThat(outcome.message()).contains("/round-trip/none.txt");
        }
    }

    @Test
    void aSessionTakesJobsOneAfterAnotherAndAtOnceGivesResultsAndEndsInOrder(MiniHadoop cluster) throws Exception {
        settings.set(YarnOptions.APPLICATION_NAME, "round trip " + System.nanoTime());
        try (Deployed started = platform.startSession(settings, progress())) {
            Deployed session = platform.findSession(settings.get(YarnOptions.APPLICATION_NAME), settings)
                    .orElseThrow();
            assertThat(session.applicationId()).isEqualTo(started.applicationId());
            assertThat(session.status().kind()).isEqualTo("session");

            inContextOf(session, () -> {
                assertThat(SessionPrograms.collectedSquares()).containsExactlyInAnyOrder(1, 4, 9);
                CompletableFuture<List<Integer>> one = CompletableFuture.supplyAsync(this::squaresInContext);
                CompletableFuture<List<Integer>> other = CompletableFuture.supplyAsync(this::squaresInContext);
                assertThat(one.get(2, TimeUnit.MINUTES)).containsExactlyInAnyOrder(1, 4, 9);
                assertThat(other.get(2, TimeUnit.MINUTES)).containsExactlyInAnyOrder(1, 4, 9);
                assertThatThrownBy(SessionPrograms::failOnNegative)
                        .isInstanceOf(JobExecutionException.class)
                        .hasMessageContaining("negative");
            });

            assertThat(session.jobs())
                    .extracting(JobStanding::status)
                    .containsExactlyInAnyOrder(
                            JobStatus.FINISHED, JobStatus.FINISHED, JobStatus.FINISHED, JobStatus.FAILED);
            session.stop();
            ApplicationOutcome outcome = started.awaitEnd(LONG).orElseThrow();
            assertThat(outcome.end()).isNotEqualTo(ApplicationOutcome.End.FAILED);
            session.close();
        }
    }

    @Test
    void aJobOfASessionIsCancelledByItsClient(MiniHadoop cluster) throws Exception {
        settings.set(YarnOptions.APPLICATION_NAME, "cancel " + System.nanoTime());
        try (Deployed session = platform.startSession(settings, progress())) {
            inContextOf(session, () -> {
                JobClient job = SessionPrograms.endless();
                await().atMost(LONG).until(() -> job.getJobStatus().get() == JobStatus.RUNNING);
                session.cancel(job.getJobID());
                assertThatThrownBy(() -> job.getJobExecutionResult().get(2, TimeUnit.MINUTES))
                        .isInstanceOf(ExecutionException.class)
                        .hasMessageContaining("cancel");
            });
            session.kill();
            assertThat(session.status().state()).isEqualTo("KILLED");
            assertThatThrownBy(() ->
                            platform.find(session.applicationId(), settings).stop())
                    .isInstanceOf(DeploymentException.class)
                    .hasMessageContaining("has ended");
        }
    }

    // ------------------------------------------------------------------ jobs

    private @org.jspecify.annotations.Nullable ExecutionContext context;

    private List<Integer> squaresInContext() {
        try (ExecutionContext.Scope scope = context.enter()) {
            return SessionPrograms.collectedSquares();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private void inContextOf(Deployed session, Work work) throws Exception {
        Configuration defaults = new Configuration(settings)
                .set(
                        PipelineOptions.JARS,
                        List.of(ProgramJar.of(YarnRoundTripTest.class, folder.resolve("tests.jar"))
                                .toString()));
        context = new ExecutionContext(
                defaults, Optional.of(session.executor()), Optional.of(YarnRoundTripTest.class.getClassLoader()));
        try (ExecutionContext.Scope scope = context.enter()) {
            work.run();
        }
    }

    // ------------------------------------------------------------------ files

    private File jarOf(String name, int bytes) throws IOException {
        java.nio.file.Path jar = folder.resolve(name + ".jar");
        byte[] content = new byte[bytes];
        new java.util.Random(name.hashCode()).nextBytes(content);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return jar.toFile();
    }

    private void startAndFail(File jar) {
        ProgramSpec program = new ProgramSpec(jar, Optional.of("a.Main"), List.of(), List.of());
        assertThatThrownBy(() -> platform.startApplication(program, settings, progress()))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("NoSuchOption");
    }

    /** By all clients of HDFS in this JVM; NodeManagers only read from there. */
    private static long bytesUploadedBy(Work work) throws Exception {
        long before = bytesWritten();
        work.run();
        return bytesWritten() - before;
    }

    @SuppressWarnings("deprecation")
    private static long bytesWritten() {
        return FileSystem.getAllStatistics().stream()
                .filter(statistics -> statistics.getScheme().equals("hdfs"))
                .mapToLong(FileSystem.Statistics::getBytesWritten)
                .sum();
    }

    private static long librariesIn(Path area, MiniHadoop cluster) throws IOException {
        try (FileSystem fs = cluster.fileSystem()) {
            for (FileStatus file : fs.listStatus(area)) {
                if (file.getPath().getName().startsWith("libraries-")) {
                    return file.getLen();
                }
            }
        }
        return 0;
    }

    private static List<String> stagedOf(MiniHadoop cluster, Deployed application) throws IOException {
        List<String> names = new ArrayList<>();
        try (FileSystem fs = cluster.fileSystem()) {
            Path staging = new Path(fs.getHomeDirectory(), ".millrace/" + application.applicationId());
            for (FileStatus file : fs.listStatus(staging)) {
                names.add(file.getPath().getName());
            }
        }
        return names;
    }

    private static void write(MiniHadoop cluster, Path path, String text) throws IOException {
        try (FileSystem fs = cluster.fileSystem();
                var out = fs.create(path, true)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A file, or all files of a folder. */
    private static String read(MiniHadoop cluster, Path path) throws IOException {
        StringBuilder text = new StringBuilder();
        try (FileSystem fs = cluster.fileSystem()) {
            for (FileStatus file : fs.listStatus(path)) {
                if (file.isFile() && !file.getPath().getName().startsWith("_")) {
                    try (var in = fs.open(file.getPath())) {
                        text.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                    }
                }
            }
        }
        return text.toString();
    }

    private Platform.Progress progress() {
        return new Platform.Progress() {
            @Override
            public void submitted(String applicationId) {
                submitted.add(applicationId);
            }

            @Override
            public void waiting(String forWhat) {}
        };
    }
}
