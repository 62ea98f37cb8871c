package io.millrace.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command of the distribution in a process of its own. Closing kills it. */
final class Command implements AutoCloseable {
    /** A start of a cluster's containers on a busy machine takes its time; what is stuck is stuck for longer. */
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Pattern APPLICATION =
            Pattern.compile("^Submitted application (application_\\d+_\\d+)$", Pattern.MULTILINE);
    private static final Pattern JOB =
            Pattern.compile("^Job has been submitted with JobID ([0-9a-f]{32})$", Pattern.MULTILINE);

    private final Process process;
    private final Path out;
    private final Path err;

    private Command(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static Command start(List<String> command, Path hadoop, Path folder) throws IOException {
        Path out = Files.createTempFile(folder, "command", ".out");
        Path err = Files.createTempFile(folder, "command", ".err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("HADOOP_CONF_DIR", hadoop.toString());
        builder.environment().put("MILLRACE_OPTS", "-Xmx256m -XX:TieredStopAtLevel=1");
        return new Command(builder.start(), out, err);
    }

    /** Waits for the end: the exit code. */
    int code() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as(() -> "it goes on, having said: " + err())
                .isTrue();
        return process.exitValue();
    }

    /** Waits for the end, which must be with this code. */
    Command endsWith(int code) throws InterruptedException {
        assertThat(code()).as(this::err).isEqualTo(code);
        return this;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Waits until it has said which application it submitted. */
    String application() {
        return said(APPLICATION);
    }

    /** Waits until it has said which job it submitted. */
    String job() {
        return said(JOB);
    }

    private String said(Pattern pattern) {
        await().atMost(PATIENCE).until(() -> find(pattern).isPresent() || !isAlive());
        return find(pattern).orElseThrow(() -> new AssertionError("it has ended, having said: " + err()));
    }

    private Optional<String> find(Pattern pattern) {
        Matcher matcher = pattern.matcher(err());
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** As {@code kill -9} does: the script has become the JVM. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Writes a line to its standard input, and ends that. */
    void type(String line) throws IOException {
        try (OutputStream in = process.getOutputStream()) {
            in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** As schedulers and shells end commands: by SIGTERM. */
    void interrupt() {
        process.destroy();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
