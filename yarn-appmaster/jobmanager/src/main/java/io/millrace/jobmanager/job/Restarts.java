package io.millrace.jobmanager.job;

import io.millrace.dataflow.graph.JobGraph;
import io.millrace.jobmanager.job.RestartDecider.Verdict;
import io.millrace.protocol.Failure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a job remembers of its restarts, so that {@link RestartDecider} can judge the next failure. Not thread-safe. */
final class Restarts {
    private final JobGraph.Mode mode;
    private final RestartStrategy strategy;
    private final Map<Integer, Integer> furthest = new TreeMap<>();
    /** By region, since any region last got further than ever before. */
    private final Map<Integer, Integer> lossesInARow = new TreeMap<>();

    private int byStrategy;

    Restarts(JobGraph.Mode mode, RestartStrategy strategy) {
        this.mode = mode;
        this.strategy = strategy;
    }

    /**
     * Judges a failure and counts the restart if there is one.
     *
     * @param again the regions that would run again, not empty
     * @param finished for each region how many tasks of its latest run have finished: more than ever before is progress
     */
    Verdict after(Failure cause, Set<Integer> again, List<Integer> finished) {
        for (int region = 0; region < finished.size(); region++) {
            if (finished.get(region) > furthest.getOrDefault(region, 0)) {
                furthest.put(region, finished.get(region));
                lossesInARow.clear();
            }
        }
        int losses = again.stream()
                .mapToInt(region -> lossesInARow.getOrDefault(region, 0))
                .max()
                .orElse(0);
        Verdict verdict = RestartDecider.decide(mode, strategy, new RestartDecider.History(byStrategy, losses), cause);
        if (verdict instanceof Verdict.RunAgain run) {
            if (run.countsForStrategy()) {
                byStrategy++;
            } else {
                again.forEach(region -> lossesInARow.merge(region, 1, Integer::sum));
            }
        }
        return verdict;
    }
}
