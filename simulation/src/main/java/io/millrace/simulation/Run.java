package io.millrace.simulation;

import io.millrace.protocol.JobNews.JobMoved;
import java.util.List;
import java.util.Optional;

/** How one run went. */
public final class Run {
    private final long seed;
    private final String options;
    private final String job;
    private Optional<JobMoved> end = Optional.empty();
    private Optional<RuntimeException> violation = Optional.empty();
    private List<String> lastLines = List.of();
    private List<String> results = List.of();
    private FaultCounts faults = new FaultCounts();
    private long virtualMs;
    private int restarts;
    private int reruns;
    private String logHash = "";
    private CheckpointCounts checkpoints = CheckpointCounts.NONE;

    Run(long seed, String options, String job) {
        this.seed = seed;
        this.options = options;
        this.job = job;
    }

    void ended(JobMoved moved, List<String> clientResults) {
        end = Optional.of(moved);
        results = List.copyOf(clientResults);
    }

    void violated(RuntimeException broken, List<String> lines) {
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
        return faults.of("file operation failed") + faults.of("disk full") > 0;
    }

    /** How the job ended, as its client heard it. */
    public JobMoved end() {
        return end.orElseThrow(() -> new IllegalStateException("the job has not ended"));
    }

    public boolean isViolated() {
        return violation.isPresent();
    }

    String jobName() {
        return job;
    }

    /** How it ended, in few words that many runs share. */
    String outcome() {
        return job + " " + end.map(moved -> moved.status().toString()).orElse("without end") + " after " + restarts
                + " restarts";
    }

    /** How often a region that had finished ran again. */
    public int reruns() {
        return reruns;
    }

    /** Of the whole transition log. */
    public String logHash() {
        return logHash;
    }

    public long virtualMs() {
        return virtualMs;
    }

    /** What the client had been told when it heard of the end, in order. */
    public List<String> results() {
        return results;
    }

    /** Whether a TaskManager was killed, or paused for so long that it may have been taken for dead. */
    public boolean lostTaskManagers() {
        return faults.of("TaskManager killed") + faults.of("TaskManager paused") > 0;
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
