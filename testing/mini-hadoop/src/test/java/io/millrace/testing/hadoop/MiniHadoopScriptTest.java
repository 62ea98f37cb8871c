package io.millrace.testing.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/mini-hadoop.sh} as users call it. One test starts a cluster, as that takes a quarter of a minute. */
class MiniHadoopScriptTest {
    private static final Path SCRIPT = Path.of("..", "..", "scripts", "mini-hadoop.sh");

    @TempDir
    Path temporary;

    private Path directory;

    private record Ended(int code, String out, String err) {}

    @BeforeEach
    void resolve() throws IOException {
        directory = temporary.toRealPath();
    }

    @AfterEach
    void stop() throws Exception {
        assertThat(script("stop").code).isZero();
    }

    @Test
    void startsServesAndStopsACluster() throws Exception {
        Ended started = script("start", "--nodemanagers", "1");
        assertThat(started.code).as(started.err).isZero();
        assertThat(started.out).isEqualTo("export HADOOP_CONF_DIR='" + directory.resolve("data/conf") + "'\n");
        assertThat(directory.resolve("data/conf")).isDirectoryContaining("glob:**/yarn-site.xml");
        assertThat(script("status").code).isZero();

        Path words = Files.writeString(directory.resolve("words"), "to be or not to be\n");
        assertThat(hdfs("-put", words.toString(), "/tmp/words").code).isZero();
        assertThat(hdfs("-cat", "/tmp/words").out).isEqualTo("to be or not to be\n");
        assertThat(hdfs("-cat", "/tmp/none").code).isEqualTo(1);

        Ended again = script("start");
        assertThat(again.code).isZero();
        assertThat(again.out).isEqualTo(started.out);
        assertThat(again.err).contains("already runs");

        long process = Long.parseLong(Files.readString(directory.resolve("pid")).strip());
        assertThat(script("stop").code).isZero();
        assertThat(ProcessHandle.of(process)).isEmpty();
        assertThat(directory.resolve("data")).doesNotExist();
        assertThat(script("status").code).isEqualTo(3);
    }

    @Test
    void leavesNothingOfAClusterWhoseProcessWasKilled() throws Exception {
        ProcessBuilder start = new ProcessBuilder(SCRIPT.toString(), "start", "--dir", directory.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        Process starting = start.start();
        Path data = directory.resolve("data");
        await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(data.resolve("conf")));
        ProcessHandle.of(Long.parseLong(
                        Files.readString(directory.resolve("pid")).strip()))
                .orElseThrow()
                .destroyForcibly();

        assertThat(starting.waitFor()).isEqualTo(1);
        await().atMost(Duration.ofSeconds(60)).until(() -> !Files.exists(data));
        assertThat(script("status").code).isEqualTo(3);
    }

    @Test
    void takesThePidOfAnotherProcessForStale() throws Exception {
        Files.writeString(directory.resolve("pid"), ProcessHandle.current().pid() + "\n");

        Ended status = script("status");
        assertThat(status.code).isEqualTo(1);
        assertThat(status.out).contains("has died");
    }

    @Test
    void saysWhatIsWrongWithTheArguments() throws Exception {
        assertThat(script("start", "--nodemanagers", "0").err).contains("needs a number from 1 on, not '0'");
        assertThat(script("start", "--nodemanagers", "0").code).isEqualTo(2);
        assertThat(script("restart").code).isEqualTo(2);
        assertThat(script("hdfs", "dfsadmin").code).isEqualTo(2);
        assertThat(script("hdfs", "dfs", "-ls", "/").code).isEqualTo(3);
    }

    private Ended hdfs(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("hdfs", "dfs"));
        all.addAll(Arrays.asList(arguments));
        return script(all.toArray(String[]::new));
    }

    private Ended script(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString(), "--dir", directory.toString()));
        command.addAll(Arrays.asList(arguments));
        Path out = Files.createTempFile("script", ".out");
        Path err = Files.createTempFile("script", ".err");
        try {
            int code = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start()
                    .waitFor();
            return new Ended(
                    code, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
