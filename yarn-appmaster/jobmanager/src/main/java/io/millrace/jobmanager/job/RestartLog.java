package io.millrace.jobmanager.job;

import io.millrace.dataflow.graph.JobGraph;
import io.millrace.jobmanager.job.RestartDecider.History;
import io.millrace.jobmanager.job.RestartDecider.Verdict;
import io.millrace.protocol.Failure;

/** How often one job was restarted and how far it got; asks {@link RestartDecider} what a failure means. */
final class RestartLog {
    // What it was told.
    private final JobGraph.Mode mode;
    private final RestartStrategy strategy;

    // What it knows.
    private int byStrategy;
    private int lossesInARow;
    private int furthest;

    RestartLog(JobGraph.Mode mode, RestartStrategy strategy) {
        this.mode = mode;
        this.strategy = strategy;
    }

    /**
     * A run has failed; a restart that is the verdict is counted.
     *
     * @param finished how many tasks had finished: more than in any run before is progress
     */
    Verdict failed(int finished, Failure cause) {
        if (finished > furthest) {
            furthest = finished;
            lossesInARow = 0;
        }
        Verdict verdict = RestartDecider.decide(mode, strategy, new History(byStrategy, lossesInARow), cause);
        if (verdict instanceof Verdict.RunAgain again) {
            byStrategy += again.countsForStrategy() ? 1 : 0;
            lossesInARow += again.countsForStrategy() ? 0 : 1;
        }
        return verdict;
    }
}
