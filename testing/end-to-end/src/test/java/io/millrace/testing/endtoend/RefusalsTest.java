package io.millrace.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.hadoop.MiniHadoop;
import io.millrace.testing.hadoop.MiniHadoopCluster;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Submissions that come to nothing: the message, the exit code, and that no application is left. */
@MiniHadoopCluster
@Timeout(300)
class RefusalsTest {
    @TempDir
    Path folder;

    private MiniHadoop hadoop;
    private Distribution millrace;

    @BeforeEach
    void begin(MiniHadoop hadoop) throws IOException {
        this.hadoop = hadoop;
        this.millrace = new Distribution(hadoop, folder);
    }

    @Test
    void refusesAQueueThatDoesNotExist() throws Exception {
        assertThat(refused(2, "-D", "yarn.application.queue=nowhere"))
                .contains("nowhere")
                .contains("default");
    }

    @Test
    void refusesAContainerAboveTheMaximum() throws Exception {
        assertThat(refused(2, "-D", "taskmanager.memory.process.size=100g")).contains("6144");
    }

    @Test
    void givesUpAfterTheSubmitTimeoutWhenTheQueueIsFull() throws Exception {
        String[] full = {"-D", "yarn.application.queue=" + MiniHadoop.SMALL_QUEUE, "--submit-timeout", "5 s"};
        try (Yarn yarn = new Yarn(hadoop);
                Command fills = millrace.start(
                        "yarn-session.sh", "-nm", "fills", "-qu", MiniHadoop.SMALL_QUEUE, "-jm", "1024", "-d")) {
            fills.endsWith(0);
            assertThat(refused(4, full)).contains(MiniHadoop.SMALL_QUEUE);

            assertThat(yarn.running()).containsExactly(fills.application());
            try (Command kill = millrace.millrace("kill", "--application-id", fills.application())) {
                kill.endsWith(0);
            }
        }
    }

    @Test
    void saysThatTheResourceManagerDoesNotAnswer() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        Path settings = Files.createDirectories(folder.resolve("conf"));
        for (String name : List.of("core-site.xml", "hdfs-site.xml", "yarn-site.xml")) {
            String text = Files.readString(hadoop.configurationDirectory().resolve(name));
            Files.writeString(
                    settings.resolve(name),
                    text.replaceAll("(yarn.resourcemanager.address</name><value>[^:]*:)\\d+", "$1" + free));
        }
        String said = refused(4, "-D", "env.hadoop.conf.dir=" + settings, "-D", "yarn.connect-timeout=2 s");
        assertThat(said).contains("localhost:" + free).contains("HADOOP_CONF_DIR");
    }

    /** Runs a program that would work but for these options, and sees it refused. */
    private String refused(int code, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("run", "-t", "yarn-application", "-p", "1"));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of(
                "-c",
                "io.millrace.examples.dataset.WordCount",
                millrace.examples().toString(),
                "--input",
                hadoop.hdfs() + "/tmp/none",
                "--output",
                hadoop.hdfs() + "/tmp/nothing"));
        try (Yarn yarn = new Yarn(hadoop);
                Command command = millrace.millrace(arguments.toArray(String[]::new))) {
            List<String> before = yarn.running();
            command.endsWith(code);
            assertThat(yarn.running()).isEqualTo(before);
            assertThat(command.out()).isEmpty();
            return command.err();
        }
    }
}
