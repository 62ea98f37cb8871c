package io.millrace.jobmanager.succession;

import io.millrace.control.Epoch;

/**
 * Which leader of a job this is, and the numbers that it alone may give: attempts and checkpoints of two leaders never bear the
 * same one, whatever a deposed leader still does unseen. So nothing has to be written down before a task is deployed, and no
 * report is needed of what a lost TaskManager had run. The first leader's numbers are small.
 *
 * @param leaders how many epochs lie between the one that accepted the job and this one
 */
public record Generation(long leaders) {
    /** More runs of one region under one leader are not to be: a restart takes longer than a millisecond. */
    private static final int RUNS_MAX = 1_000_000;

    /** More checkpoints of one job under one leader are not to be: that is one each second for thirty years. */
    private static final long CHECKPOINTS_MAX = 1_000_000_000;

    /** Of a job that no other leader ever had. */
    public static final Generation FIRST = new Generation(0);

    public Generation {
        if (leaders < 0) {
            throw new IllegalArgumentException("generation: expected >= 0, found " + leaders);
        }
    }

    public static Generation of(Epoch accepted, Epoch now) {
        return new Generation(now.number() - accepted.number());
    }

    public boolean isFirst() {
        return leaders == 0;
    }

    /**
     * The number of an attempt.
     *
     * @param run counts the runs of a region under this leader
     * @throws ArithmeticException if there are no more numbers: after two thousand leaders
     */
    public int attempt(int run) {
        if (run >= RUNS_MAX) {
            throw new ArithmeticException("expected less than " + RUNS_MAX + " runs of a region, found " + run);
        }
        return Math.toIntExact(leaders * RUNS_MAX + run);
    }

    /**
     * The first number for checkpoints.
     *
     * @param known the highest one that any leader is known to have used, and that the job went on from; 0 if there is none
     */
    public long checkpointAfter(long known) {
        return isFirst() ? known + 1 : (known / CHECKPOINTS_MAX + leaders) * CHECKPOINTS_MAX + 1;
    }
}
