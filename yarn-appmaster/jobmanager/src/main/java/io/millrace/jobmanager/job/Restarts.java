package io.millrace.jobmanager.job;

import io.millrace.control.Turn;
import io.millrace.dataflow.config.ReadableConfig;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.jobmanager.checkpoint.CheckpointSettings;
import io.millrace.jobmanager.job.RestartDecider.Verdict;
import io.millrace.protocol.Failure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What a job remembers of its restarts, so that {@link RestartDecider} can judge the next failure. Not thread-safe. */
final class Restarts {
    /** More matter to no strategy: by then a delay that grows is at its longest. */
    private static final int REMEMBERED_MAX = 1_000;

    private final Recovery recovery;
    private final RestartStrategy strategy;
    private final Map<Integer, Integer> furthest = new TreeMap<>();
    /** By region, since any region last got further than ever before. */
    private final Map<Integer, Integer> lossesInARow = new TreeMap<>();

    private final List<Instant> byStrategy = new ArrayList<>();

    Restarts(Recovery recovery, RestartStrategy strategy) {
        this.recovery = recovery;
        this.strategy = strategy;
    }

    /** Checkpoints that are only taken when somebody asks for one are nothing that a job goes on from by itself. */
    static Restarts of(JobGraph.Mode mode, Optional<CheckpointSettings> checkpoints, ReadableConfig config) {
        boolean periodic = checkpoints.filter(CheckpointSettings::isPeriodic).isPresent();
        return new Restarts(Recovery.of(mode, periodic), RestartStrategy.of(config, periodic));
    }

    /** The job got further than ever before. */
    void progressed() {
        lossesInARow.clear();
    }

    /**
     * Judges a failure and counts the restart if there is one.
     *
     * @param again the regions that would run again, not empty
     * @param finished for each region how many tasks of its latest run have finished: more than ever before is progress
     */
    Verdict after(Failure cause, Set<Integer> again, List<Integer> finished, Turn turn) {
        for (int region = 0; region < finished.size(); region++) {
            if (finished.get(region) > furthest.getOrDefault(region, 0)) {
                furthest.put(region, finished.get(region));
                progressed();
            }
        }
        int losses = again.stream()
                .mapToInt(region -> lossesInARow.getOrDefault(region, 0))
                .max()
                .orElse(0);
        Verdict verdict = RestartDecider.decide(
                recovery,
                strategy,
                strategy.delay(byStrategy, turn.now(), turn.random()),
                new RestartDecider.History(byStrategy.size(), losses),
                cause);
        if (verdict instanceof Verdict.RunAgain run) {
            if (run.countsForStrategy()) {
                byStrategy.add(turn.now());
                if (byStrategy.size() > REMEMBERED_MAX) {
                    byStrategy.remove(0);
                }
            } else {
                again.forEach(region -> lossesInARow.merge(region, 1, Integer::sum));
            }
        }
        return verdict;
    }
}
