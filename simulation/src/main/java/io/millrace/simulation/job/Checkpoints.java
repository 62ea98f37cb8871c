package io.millrace.simulation.job;

import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.config.CheckpointingOptions;
import io.millrace.dataflow.config.Configuration;
import io.millrace.simulation.Run;
import io.millrace.simulation.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** What is alike for all simulated programs that take checkpoints: their settings, and which outcomes are right. */
final class Checkpoints {
    private Checkpoints() {}

    static Configuration drawnFrom(SplittableRandom random) {
        Configuration config = new Configuration();
        config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(10 + random.nextInt(1000)));
        config.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, Duration.ofMillis(random.nextInt(200)));
        config.set(CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS, 1 + random.nextInt(3));
        config.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofMillis(2_000 + random.nextInt(60_000)));
        config.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 1 + random.nextInt(3));
        config.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
        return config;
    }

    /**
     * The job has put out all that is expected, once; or it failed because nothing was left to go on from, because what
     * came after an older checkpoint has been committed, or because its files could not be kept.
     */
    static void check(Run run, OutputStore output, List<String> expected) {
        output.checkCommits();
        List<String> right = expected.stream().sorted().toList();
        List<String> found = new ArrayList<>(output.published());
        if (run.gaveUp() || isRightfulFailure(run)) {
            checkIsPart(found, right, run);
            return;
        }
        if (run.end().status() != JobStatus.FINISHED) {
            throw new Violation(
                    "the job ended as " + run.end().status() + ": " + run.end().failure());
        }
        found.sort(null);
        if (!found.equals(right)) {
            throw new Violation("wrong output: expected " + right + ", found " + found);
        }
    }

    /** What complete checkpoints hold was committed, and nothing else. */
    private static void checkIsPart(List<String> found, List<String> right, Run run) {
        boolean isOnce = run.checkpoints().fallBacks() > 0 || new TreeSet<>(found).size() == found.size();
        if (!isOnce || !right.containsAll(found)) {
            throw new Violation(
                    "wrong output of a job that failed: a part of " + right + " was expected, found " + found);
        }
    }

    private static boolean isRightfulFailure(Run run) {
        if (run.end().status() != JobStatus.FAILED) {
            return false;
        }
        String message = run.end().failure().map(failure -> failure.message()).orElse("");
        boolean nothingLeft = message.contains("no complete checkpoint can be restored");
        boolean committedSince = message.contains("the job does not go back to checkpoint");
        boolean noPlace = message.contains("checkpoints cannot be kept");
        return (committedSince && run.checkpoints().fallBacks() > 0)
                || (nothingLeft && run.checkpoints().refusals() > 0)
                || (noPlace && run.filesFailed());
    }
}
