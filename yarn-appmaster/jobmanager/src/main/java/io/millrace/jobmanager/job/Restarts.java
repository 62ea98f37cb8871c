package io.millrace.jobmanager.job;

import io.millrace.dataflow.graph.JobGraph;
import io.millrace.jobmanager.job.RestartDecider.Verdict;
import io.millrace.protocol.Failure;

/** What a job remembers of its restarts, so that {@link RestartDecider} can judge the next failure. Not thread-safe. */
final class Restarts {
    private final JobGraph.Mode mode;
    private final RestartStrategy strategy;
    private int byStrategy;
    private int lossesInARow;
    private int furthest;

    Restarts(JobGraph.Mode mode, RestartStrategy strategy) {
        this.mode = mode;
        this.strategy = strategy;
    }

    /**
     * Judges a failure and counts the restart if there is one.
     *
     * @param finished how many tasks of the failed run had finished: more than ever before is progress
     */
    Verdict after(Failure cause, int finished) {
        if (finished > furthest) {
            furthest = finished;
            lossesInARow = 0;
        }
        Verdict verdict =
                RestartDecider.decide(mode, strategy, new RestartDecider.History(byStrategy, lossesInARow), cause);
        if (verdict instanceof Verdict.RunAgain again) {
            if (again.countsForStrategy()) {
                byStrategy++;
            } else {
                lossesInARow++;
            }
        }
        return verdict;
    }
}
