package io.millrace.simulation;

import io.millrace.jobmanager.job.RestartDecider;
import io.millrace.protocol.JobNews.JobMoved;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** How one run went. */
public final class Run {
    /** Faults by which no TaskManager may be lost. */
    private static final Set<String> HARMLESS = new TreeSet<>(List.of(
            "message repeated",
            "late write of the dead",
            "file cut short",
            "bit flipped",
            "newest checkpoint damaged before it is restored",
            "unsynced bytes lost",
            "file operation failed",
            "disk full",
            "message later than 100 ms",
            "container nobody asked for",
            "container that failed to launch",
            "container granted very late",
            "container on a machine to be avoided",
            "queue full",
            "JobManager paused",
            "TaskManager starved",
            "clock set back",
            "clock set forwards",
            "clock strobe"));

    private static final String GIVES_UP = "look for what ends its TaskManagers";

    private final long seed;
    private final String options;
    private final String job;
    private Optional<JobMoved> end = Optional.empty();
    private Optional<Throwable> violation = Optional.empty();
    private List<String> lastLines = List.of();
    private List<String> results = List.of();
    private FaultCounts faults = new FaultCounts();
    private long virtualMs;
    private long endedMs;
    private int restarts;
    private int reruns;
    private String logHash = "";
    private CheckpointCounts checkpoints = CheckpointCounts.NONE;
    private List<String> leftFiles = List.of();
    private final Map<String, Integer> notes = new TreeMap<>();

    Run(long seed, String options, String job) {
        this.seed = seed;
        this.options = options;
        this.job = job;
    }

    /** @param atMs virtual time */
    void ended(JobMoved moved, List<String> clientResults, long atMs) {
        end = Optional.of(moved);
        endedMs = atMs;
        results = List.copyOf(clientResults);
    }

    void violated(Throwable broken, List<String> lines) {
        violation = Optional.of(broken);
        lastLines = lines;
    }

    void measured(FaultCounts counts, int jobRestarts, int regionReruns, long ms, String hash) {
        reruns = regionReruns;
        restarts = jobRestarts;
        faults = counts;
        virtualMs = ms;
        logHash = hash;
    }

    void checkpoints(CheckpointCounts counts) {
        checkpoints = counts;
    }

    /** What became of its checkpoints. */
    public CheckpointCounts checkpoints() {
        return checkpoints;
    }

    /** Whether the file system of the run ever failed. */
    public boolean filesFailed() {
        return faults.of("file operation failed") + faults.of("disk full") + faults.of("rename that came late") > 0;
    }

    /** Whether complete files of the run were ever damaged. */
    public boolean filesWereDamaged() {
        return faults.of("file cut short") + faults.of("bit flipped") > 0;
    }

    /** The paths of all files, long after the end; of those that the dead wrote late nothing is said. */
    void left(List<String> files) {
        leftFiles = List.copyOf(files);
    }

    /** @throws Violation if a file is left whose path contains this */
    public void checkNothingIsLeftOf(String what) {
        List<String> left =
                leftFiles.stream().filter(path -> path.contains(what)).toList();
        if (!left.isEmpty()) {
            throw new Violation("files are left: " + left);
        }
    }

    /** Something to be counted over all runs happened so often. */
    public void note(int times, String what) {
        notes.merge(what, times, Integer::sum);
    }

    Map<String, Integer> notes() {
        return notes;
    }

    /** How the job ended, as its client heard it. */
    public JobMoved end() {
        return end.orElseThrow(() -> new IllegalStateException("the job has not ended"));
    }

    public boolean isViolated() {
        return violation.isPresent();
    }

    /** What was violated, in a line; empty if nothing was. */
    String cause() {
        return violation.map(Throwable::toString).orElse("");
    }

    /** A job bears four losses in a row, so it gives up only if there were more. */
    void checkGaveUpWithReason() {
        long losses = faults.all().entrySet().stream()
                .filter(one -> mayLose(one.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        losses += faults.of("bit flipped") + faults.of("file cut short"); // a snapshot that is lost is a loss
        if (gaveUp() && losses <= RestartDecider.LOSSES_WITHOUT_PROGRESS_MAX) {
            throw new Violation("the job gave up after " + losses + " faults: " + end().failure());
        }
    }

    String jobName() {
        return job;
    }

    /** How it ended, in few words that many runs share. */
    String outcome() {
        String status = end.map(moved -> moved.status().toString()).orElse("without end");
        return job + " " + status + (gaveUp() ? " for its losses" : "") + (restarts > 0 ? " after restarts" : "");
    }

    /** The job ended because too many TaskManagers were lost in a row: it must have published nothing, or a part. */
    public boolean gaveUp() {
        return end.flatMap(JobMoved::failure)
                .filter(failure -> failure.message().contains(GIVES_UP))
                .isPresent();
    }

    /** How often a region that had finished ran again. */
    public int reruns() {
        return reruns;
    }

    /** Of the whole transition log. */
    public String logHash() {
        return logHash;
    }

    /** Virtual time when the client heard of the end. */
    long endedMs() {
        return endedMs;
    }

    public long virtualMs() {
        return virtualMs;
    }

    /** What the client had been told when it heard of the end, in order. */
    public List<String> results() {
        return results;
    }

    /** Whether anything happened by which a TaskManager may have been lost, or taken for dead, or cut off from another. */
    public boolean lostTaskManagers() {
        return faults.all().keySet().stream().anyMatch(Run::mayLose);
    }

    static boolean mayLose(String kind) {
        return !HARMLESS.contains(kind);
    }

    FaultCounts faults() {
        return faults;
    }

    /** What went wrong, with all that is needed to see it again. */
    public String report() {
        StringBuilder report = new StringBuilder();
        report.append("seed=")
                .append(seed)
                .append(" job=")
                .append(job)
                .append(' ')
                .append(options)
                .append('\n');
        violation.ifPresent(broken -> {
            lastLines.forEach(line -> report.append(line).append('\n'));
            report.append(broken).append('\n');
            for (StackTraceElement element : broken.getStackTrace()) {
                report.append("    at ").append(element).append('\n');
            }
            report.append("seed=").append(seed).append(" job=").append(job).append('\n');
        });
        return report.toString();
    }
}
