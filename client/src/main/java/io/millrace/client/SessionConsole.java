package io.millrace.client;

import io.millrace.dataflow.deploy.ApplicationOutcome;
import io.millrace.dataflow.deploy.Deployed;
import io.millrace.dataflow.deploy.DeploymentException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Waits for the end of a session, and does what is typed meanwhile. The end of the input ends nothing. */
final class SessionConsole {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration STOP_WAIT = Duration.ofSeconds(60);

    private final Deployed session;
    private final InputStream in;
    private final PrintStream say;
    private final BlockingQueue<String> typed = new LinkedBlockingQueue<>();

    SessionConsole(Deployed session, InputStream in, PrintStream say) {
        this.session = session;
        this.in = in;
        this.say = say;
    }

    Ending stay() throws DeploymentException, InterruptedException {
        Thread reader = new Thread(this::read, "millrace-console");
        reader.setDaemon(true);
        reader.start();
        while (true) {
            Optional<ApplicationOutcome> outcome = session.awaitEnd(LOOK_EVERY);
            if (outcome.isPresent()) {
                say.println("The session has ended.");
                return Ending.of(outcome.get());
            }
            for (String line = typed.poll(); line != null; line = typed.poll()) {
                if (isStop(line)) {
                    return stop();
                }
            }
        }
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                typed.add(line.strip().toLowerCase(Locale.ROOT));
            }
        } catch (IOException e) {
            say.println("millrace: standard input cannot be read (" + e + "); a signal ends the session.");
        }
    }

    private boolean isStop(String line) {
        switch (line) {
            case "stop", "quit", "exit" -> {
                return true;
            }
            case "" -> {}
            default ->
                say.println("stop    cancels the session's jobs and ends it\n"
                        + "help    shows this\n"
                        + "The session is application " + session.applicationId() + ".");
        }
        return false;
    }

    /** In order; by force if that takes too long. What was wished for is no failure. */
    private Ending stop() throws DeploymentException, InterruptedException {
        say.println("Stopping the session ...");
        session.stop();
        if (session.awaitEnd(STOP_WAIT).isEmpty()) {
            say.println("It has not ended in " + STOP_WAIT.toSeconds() + " s, and is killed.");
            session.kill();
        }
        say.println("The session has ended.");
        return Ending.finished(List.of());
    }
}
