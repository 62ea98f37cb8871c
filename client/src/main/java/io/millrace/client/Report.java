package io.millrace.client;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.deploy.JobStanding;
import io.millrace.dataflow.deploy.LoopStanding;
import io.millrace.dataflow.deploy.Platform;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that {@code millrace run} says: to people and scrapers on standard error, to machines on standard output and in a
 * status file. Each id is announced once. Thread-safe.
 */
final class Report implements Platform.Progress {
    private final Output output;
    private final PrintStream out;
    private final PrintStream err;
    private final Optional<StatusFile> file;
    private final boolean attached;

    private final Map<JobID, JobStanding> jobs = new LinkedHashMap<>();
    private final Map<String, Long> supersteps = new HashMap<>();
    private Optional<String> applicationId = Optional.empty();
    private boolean applicationIsOnOutput;
    private boolean ended;

    /** @param out standard output as it was when the process began */
    Report(Output output, PrintStream out, PrintStream err, Optional<StatusFile> file, boolean attached) {
        this.output = output;
        this.out = out;
        this.err = err;
        this.file = file;
        this.attached = attached;
    }

    @Override
    public synchronized void submitted(String id) {
        if (applicationId.isPresent()) {
            return;
        }
        applicationId = Optional.of(id);
        // Scrapers of schedulers look for this very sentence.
        err.println("Submitted application " + id);
        if (output == Output.PROPERTIES) {
            out.println("millrace.application.id=" + id);
            out.flush();
            applicationIsOnOutput = true;
        }
        writeFile(Ending.running(List.of()), false);
    }

    /** The jobs go to an application that ran before. */
    synchronized void runsIn(String id) {
        applicationId = Optional.of(id);
    }

    @Override
    public synchronized void waiting(String forWhat) {
        err.println("Waiting: " + forWhat);
    }

    synchronized Optional<String> applicationId() {
        return applicationId;
    }

    /** How the jobs stand now: says what is new of it. */
    synchronized void jobs(List<JobStanding> standings) {
        boolean changed = false;
        for (JobStanding now : standings) {
            JobStanding before = jobs.put(now.job(), now);
            if (before == null) {
                err.println("Job has been submitted with JobID " + now.job());
            }
            if (before == null ? now.status().isTerminalState() : before.status() != now.status()) {
                err.println("Job '" + now.name() + "' " + now.job() + " is " + now.status());
            }
            changed |= !now.equals(before);
        }
        if (changed && !ended) {
            writeFile(Ending.running(standings), false);
        }
    }

    /** How far the loops of a job are: says so of those that got on. */
    synchronized void loops(JobID job, List<LoopStanding> standings) {
        for (LoopStanding now : standings) {
            Long before = supersteps.put(job + now.name(), now.superstep());
            if (now.superstep() > 0 && (before == null || before != now.superstep())) {
                err.println(now);
            }
        }
    }

    /** Those that were announced, as they stood last. */
    synchronized List<JobStanding> jobs() {
        return new ArrayList<>(jobs.values());
    }

    /** Said once, by whoever comes first; the last line on standard output is the machine's, and none follows. */
    synchronized void end(Ending ending) {
        if (ended) {
            return;
        }
        ended = true;
        writeFile(ending, true);
        err.flush();
        Result result = result(ending);
        switch (output) {
            case TEXT -> {}
            case JSON -> out.println(result.json());
            case PROPERTIES -> result.properties(applicationIsOnOutput).forEach(out::println);
        }
        out.flush();
    }

    private Result result(Ending ending) {
        return new Result(applicationId, ending, attached);
    }

    private void writeFile(Ending ending, boolean isEnd) {
        if (file.isPresent()) {
            Optional<String> problem = file.get().write(result(ending).status(isEnd));
            problem.ifPresent(text -> err.println("millrace: " + text));
        }
    }
}
