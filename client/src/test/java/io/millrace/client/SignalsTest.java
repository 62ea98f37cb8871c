package io.millrace.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.client.fake.Script;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signals to a client that waits, in a process of its own: what becomes of the application, and the exit code. */
class SignalsTest {
    @TempDir
    Path folder;

    private Path jar;
    private Path calls;
    private Process process;

    @BeforeEach
    void pack() throws Exception {
        jar = Cli.programJar(folder);
        calls = folder.resolve("calls");
    }

    @AfterEach
    void leaveNothing() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void stopsTheApplicationAndThenEnds(String signal, int code) throws Exception {
        assumeHeard(signal);
        start("", "run", "-t", "yarn-application", "--output", "json", jar.toString());
        awaitOutput("err", "Submitted application");

        signal(signal);

        assertThat(process.waitFor(30, SECONDS)).isTrue();
        assertThat(process.exitValue()).as(read("err")).isEqualTo(code);
        assertThat(calls()).contains("stop").doesNotContain("kill");
        JsonNode result = new ObjectMapper().readTree(read("out"));
        assertThat(result.get("exitCode").asInt()).isEqualTo(code);
        assertThat(result.get("state").asText()).isEqualTo("KILLED");
        assertThat(read("err"))
                .contains("stopped; the application has ended, too.")
                .doesNotContain("\tat ");
    }

    @Test
    void stopsAnApplicationThatIsStillWaitingForItsQueue() throws Exception {
        start("starting", "run", "-t", "yarn-application", jar.toString());
        await().atMost(30, SECONDS).until(() -> calls().contains("waits"));

        signal("TERM");

        assertThat(process.waitFor(30, SECONDS)).isTrue();
        assertThat(process.exitValue()).as(read("err")).isEqualTo(143);
        assertThat(calls()).contains("find " + Script.APPLICATION, "stop");
        assertThat(read("err")).doesNotContain("it was killed");
    }

    @Test
    void leavesTheApplicationRunningIfToldSo() throws Exception {
        start("", "run", "-t", "yarn-application", "--on-client-exit=detach", "--output=json", jar.toString());
        awaitOutput("err", "Submitted application");

        signal("TERM");

        assertThat(process.waitFor(30, SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
        assertThat(calls()).doesNotContain("stop", "kill");
        assertThat(read("err")).contains("the application goes on");
        assertThat(new ObjectMapper().readTree(read("out")).get("state").asText())
                .isEqualTo("RUNNING");
    }

    @Test
    void endsItsSessionInOrder() throws Exception {
        assumeHeard("INT");
        start("", "yarn-session");
        awaitOutput("err", "takes jobs");

        signal("INT");

        assertThat(process.waitFor(30, SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
        assertThat(calls()).contains("stop").doesNotContain("kill");
    }

    @Test
    void leavesASessionThatItOnlyWentTo() throws Exception {
        start("", "yarn-session", "-id", Script.APPLICATION);
        awaitOutput("err", "takes jobs");

        signal("TERM");

        assertThat(process.waitFor(30, SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
        assertThat(calls()).doesNotContain("stop", "kill");
    }

    private void start(String scenario, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dfake.scenario=" + scenario,
                "-Dfake.calls=" + calls,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Millrace.class.getName()));
        command.addAll(List.of(arguments));
        // The terminal's: a process without one that reads its end goes on.
        process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    /** Under nohup, or behind {@code &} of a script, the interrupt is ignored by this process and all that it starts. */
    private static void assumeHeard(String signal) throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!signal.equals("INT") || !Files.exists(status)) {
            return;
        }
        String ignored = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> line.substring("SigIgn:".length()).strip())
                .findFirst()
                .orElse("0");
        boolean interruptIgnored = (Long.parseUnsignedLong(ignored, 16) >>> 1 & 1) == 1;
        assumeThat(interruptIgnored)
                .as("interrupts are ignored by the process that runs the tests")
                .isFalse();
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(kill.exitValue()).isZero();
    }

    private void awaitOutput(String file, String text) {
        await().atMost(30, SECONDS).until(() -> read(file).contains(text) || !process.isAlive());
        assertThat(process.isAlive()).isTrue();
    }

    private List<String> calls() throws IOException {
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }
}
