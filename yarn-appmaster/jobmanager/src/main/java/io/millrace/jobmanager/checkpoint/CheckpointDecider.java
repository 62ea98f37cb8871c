package io.millrace.jobmanager.checkpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Says when the next checkpoint may begin. Pure. */
final class CheckpointDecider {
    /**
     * How things stand.
     *
     * @param tasksRun all tasks run or have finished, and some run
     * @param runningSince when that began
     * @param pending how many checkpoints are under way
     * @param wanted somebody waits for one: it begins as soon as there is room
     * @param lastBegan of this run of the job
     * @param lastEnded when one was last completed or given up, in this run
     */
    record Facts(
            boolean tasksRun,
            Instant runningSince,
            int pending,
            boolean wanted,
            Optional<Instant> lastBegan,
            Optional<Instant> lastEnded) {}

    private CheckpointDecider() {}

    /** How long to wait; zero: now; empty: something else must happen first. */
    static Optional<Duration> decide(CheckpointSettings settings, Facts facts, Instant now) {
        if (!facts.tasksRun || facts.pending >= settings.maxConcurrent()) {
            return Optional.empty();
        }
        if (facts.wanted) {
            return Optional.of(Duration.ZERO);
        }
        if (settings.interval().isEmpty()) {
            return Optional.empty();
        }
        Instant due = facts.lastBegan
                .orElse(facts.runningSince)
                .plus(settings.interval().get());
        Instant rested =
                facts.lastEnded.map(end -> end.plus(settings.minPause())).orElse(due);
        Instant next = rested.isAfter(due) ? rested : due;
        return Optional.of(next.isAfter(now) ? Duration.between(now, next) : Duration.ZERO);
    }
}
