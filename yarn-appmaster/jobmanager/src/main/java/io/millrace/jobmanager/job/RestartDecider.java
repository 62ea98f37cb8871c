package io.millrace.jobmanager.job;

import io.millrace.protocol.Failure;
import java.time.Duration;
import java.util.Optional;

/**
 * Says whether a failure ends a job or its tasks run again. A decider: pure, tested by a table.
 *
 * <p>What the platform did (a lost TaskManager, a broken channel) never counts against the user's strategy; but a job that
 * loses TaskManagers again and again without getting further than before would kill one container after another.
 */
public final class RestartDecider {
    /** After so many losses in a row without progress the job is held to be the cause. */
    public static final int LOSSES_WITHOUT_PROGRESS_MAX = 4;

    private static final Duration AT_ONCE = Duration.ZERO;

    /**
     * How often the job was restarted.
     *
     * @param byLossInARow of the region that was hit most often, because of the platform, since the job last got further
     *     than ever before
     * @param byStrategy how often because of exceptions of its code
     */
    public record History(int byStrategy, int byLossInARow) {}

    /** What is to be done. */
    public sealed interface Verdict {
        /** @param because for people: which rule allows it */
        record RunAgain(Duration delay, boolean countsForStrategy, String because) implements Verdict {}

        /** @param report the failure to show, with the reason for giving up */
        record GiveUp(Failure report) implements Verdict {}
    }

    private RestartDecider() {}

    /**
     * @param recovery what the job can go on from
     * @param delay what its strategy says of another restart; empty if it allows none
     */
    public static Verdict decide(
            Recovery recovery, RestartStrategy strategy, Optional<Duration> delay, History history, Failure failure) {
        if (!failure.recoverable()) {
            return giveUp(failure, "the program says that running again does not mend it (NonRecoverableError)");
        }
        boolean loss = failure.owner() == Failure.Owner.PLATFORM;
        if (recovery == Recovery.NOTHING) {
            return loss || !(strategy instanceof RestartStrategy.None)
                    ? giveUp(failure, "a streaming job without checkpoints cannot go on where it was: submit it again")
                    : new Verdict.GiveUp(failure);
        }
        if (loss) {
            return history.byLossInARow >= LOSSES_WITHOUT_PROGRESS_MAX
                    ? giveUp(
                            failure,
                            "the same tasks were restarted " + history.byLossInARow
                                    + " times in a row for such a loss and never got"
                                    + " further than before: look for what ends its TaskManagers")
                    : new Verdict.RunAgain(
                            AT_ONCE,
                            false,
                            "a loss, which the restart strategy does not count; " + (history.byLossInARow + 1) + " of "
                                    + LOSSES_WITHOUT_PROGRESS_MAX + " in a row without progress");
        }
        boolean mayMend = recovery == Recovery.CHECKPOINTS || failure.owner() == Failure.Owner.USER;
        if (!mayMend || strategy instanceof RestartStrategy.None) {
            return new Verdict.GiveUp(failure);
        }
        return delay.<Verdict>map(wait -> new Verdict.RunAgain(wait, true, strategy.allowance(history.byStrategy + 1)))
                .orElseGet(() -> giveUp(failure, strategy.limit(history.byStrategy)));
    }

    private static Verdict giveUp(Failure failure, String because) {
        return new Verdict.GiveUp(failure.withMessage(failure.message() + "; " + because));
    }
}
