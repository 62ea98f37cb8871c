package io.millrace.yarn.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.MemorySize;
import io.millrace.dataflow.deploy.DeploymentException;
import io.millrace.dataflow.deploy.DeploymentException.Kind;
import io.millrace.dataflow.deploy.Platform;
import io.millrace.dataflow.deploy.ProgramSpec;
import io.millrace.testing.hadoop.MiniHadoop;
import io.millrace.testing.hadoop.MiniHadoopCluster;
import io.millrace.yarn.launch.YarnOptions;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong before an application runs: message, kind, and that nothing is left. */
@MiniHadoopCluster
class YarnPlatformTest {
    @TempDir
    Path folder;

    private final YarnPlatform platform = new YarnPlatform();
    private final List<String> submitted = new ArrayList<>();
    private Configuration settings = new Configuration();
    private File jar = new File("none");

    @BeforeEach
    void prepare(MiniHadoop cluster) throws IOException {
        settings = new Configuration()
                .set(
                        YarnOptions.HADOOP_CONF_DIR,
                        cluster.configurationDirectory().toString())
                .set(YarnOptions.JOB_MANAGER_MEMORY, MemorySize.ofMebiBytes(512))
                .set(YarnOptions.TASK_MANAGER_MEMORY, MemorySize.ofMebiBytes(512));
        jar = Files.writeString(folder.resolve("program.jar"), "not looked into here")
                .toFile();
    }

    @Test
    void aResourceManagerThatCannotBeReachedIsSaidInSeconds() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Files.writeString(
                folder.resolve("yarn-site.xml"),
                "<configuration><property><name>yarn.resourcemanager.address</name><value>localhost:" + port
                        + "</value></property></configuration>");
        settings.set(YarnOptions.HADOOP_CONF_DIR, folder.toString());
        settings.set(YarnOptions.CONNECT_TIMEOUT, Duration.ofSeconds(2));

        long start = System.nanoTime();
        fails(this::startSession, Kind.REFUSED, "localhost:" + port, "cannot be reached", "HADOOP_CONF_DIR");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void aQueueThatDoesNotExistIsRefusedAndNothingIsLeft(MiniHadoop cluster) throws Exception {
        settings.set(YarnOptions.APPLICATION_QUEUE, "no-such-queue");

        fails(this::startSession, Kind.USAGE, "'no-such-queue'", "default", "small");
        assertNothingIsLeft(cluster);
    }

    @Test
    void aContainerAboveTheMaximumIsRefusedAndNothingIsLeft(MiniHadoop cluster) throws Exception {
        settings.set(YarnOptions.TASK_MANAGER_MEMORY, MemorySize.ofMebiBytes(1 << 20));

        fails(this::startSession, Kind.USAGE, "taskmanager.memory.process.size is 1048576 MB", "maximum-allocation-mb");
        assertNothingIsLeft(cluster);
    }

    @Test
    void aMissingJarIsRefusedBeforeTheClusterIsAsked() {
        jar = folder.resolve("missing.jar").toFile();

        fails(this::startApplication, Kind.USAGE, "missing.jar");
        assertThat(submitted).isEmpty();
    }

    @Test
    void whatAFullQueueDoesNotAdmitInTimeIsKilledAndNothingIsLeft(MiniHadoop cluster) throws Exception {
        // Larger than what the small queue may ever have, but not than a container may be.
        settings.set(YarnOptions.APPLICATION_QUEUE, MiniHadoop.SMALL_QUEUE);
        settings.set(YarnOptions.JOB_MANAGER_MEMORY, MemorySize.ofMebiBytes(4096));
        settings.set(YarnOptions.SUBMIT_TIMEOUT, Duration.ofSeconds(3));

        fails(
                this::startSession,
                Kind.REFUSED,
                "did not run within 3 s",
                "yarn.submit-timeout",
                "queue 'small' is running",
                "nothing of it is left");
        assertThat(submitted).hasSize(1);
        assertThat(platform.find(submitted.get(0), settings).status().state()).isEqualTo("KILLED");
        assertNothingIsLeft(cluster);
    }

    @Test
    void theLastWordsOfAnApplicationMasterThatDiesAtItsStartAreTold(MiniHadoop cluster) throws Exception {
        settings.set(YarnOptions.JAVA_OPTIONS_JOB_MANAGER, "-XX:NoSuchOption=1");

        fails(this::startSession, Kind.REFUSED, "did not start", "NoSuchOption");
        assertThat(submitted).hasSize(1);
        assertNothingIsLeft(cluster);
    }

    @Test
    void anIdThatIsNoneOrThatNobodyKnowsIsRefused() {
        fails(() -> platform.find("application_x", settings), Kind.USAGE, "'application_x'");
        fails(() -> platform.find("application_1_0001", settings), Kind.USAGE, "application_1_0001", "knows no");
    }

    @Test
    void aSessionOfNoNameIsNotFound() throws Exception {
        assertThat(platform.findSession("nobody's", settings)).isEmpty();
    }

    private void startSession() throws DeploymentException {
        platform.startSession(settings, progress()).close();
    }

    private void startApplication() throws DeploymentException {
        ProgramSpec program = new ProgramSpec(jar, Optional.of("a.Main"), List.of(), List.of());
        platform.startApplication(program, settings, progress()).close();
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

    private void fails(ThrowingCallable start, Kind kind, String... words) {
        assertThatThrownBy(start)
                .hasMessageContainingAll(words)
                .isInstanceOfSatisfying(
                        DeploymentException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    /** No application that has not ended, and no folder of one. */
    private void assertNothingIsLeft(MiniHadoop cluster) throws Exception {
        assertThat(platform.list(settings)).isEmpty();
        for (String id : submitted) {
            try (FileSystem fs = cluster.fileSystem()) {
                assertThat(fs.exists(new org.apache.hadoop.fs.Path(fs.getHomeDirectory(), ".millrace/" + id)))
                        .isFalse();
            }
        }
    }
}
