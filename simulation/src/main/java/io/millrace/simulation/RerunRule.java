package io.millrace.simulation;

import io.millrace.dataflow.graph.Edge;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.jobmanager.job.JobPhase;
import io.millrace.jobmanager.region.PipelinedRegions;
import io.millrace.jobmanager.region.Region;
import io.millrace.jobmanager.region.RegionState;
import io.millrace.protocol.AttemptId;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A region that has finished runs again only if a partition that it made is lost, or could not be read because a connection
 * broke, and a region that has not finished reads it. Judged by what the world knows: where attempts ran, and which
 * TaskManagers live.
 */
final class RerunRule {
    /** Coordinators may be lost with their leader: what their tasks had finished is worth nothing without them. */
    private static final String COORDINATORS_LOST = "nobody holds how the coordinators of";

    private final String job;
    private final String prefix;
    private final PipelinedRegions regions;
    private final Predicate<String> isLost;
    private final Map<Integer, RegionState> states = new TreeMap<>();
    private final Map<Integer, Map<Integer, String>> whereLatestRan = new TreeMap<>();
    private final Set<Integer> unjudged = new TreeSet<>();
    private final Set<Integer> finishedBefore = new TreeSet<>();
    private final Set<Integer> adoptedFinished = new TreeSet<>();
    private boolean takesOver;
    private int reruns;

    /**
     * @param job as {@code moved} names it
     * @param isLost whether a TaskManager is dead, or taken for dead
     */
    RerunRule(String job, JobGraph graph, Predicate<String> isLost) {
        this.job = job;
        this.prefix = job + " region ";
        this.regions = PipelinedRegions.of(graph);
        this.isLost = isLost;
    }

    /** How often a region that had finished ran again. */
    int reruns() {
        return reruns;
    }

    /** It begins with what it finds; regions are where it says they are. What had finished, it must find. */
    void anotherLeader() {
        states.forEach((region, state) -> {
            if (state == RegionState.FINISHED) {
                finishedBefore.add(region);
            } else {
                finishedBefore.remove(region);
            }
        });
        states.clear();
        unjudged.clear();
        adoptedFinished.clear();
    }

    void deployed(String taskManager, AttemptId attempt) {
        whereLatestRan
                .computeIfAbsent(attempt.vertex(), vertex -> new TreeMap<>())
                .put(attempt.subtask(), taskManager);
    }

    void moved(String who, Enum<?> from, Enum<?> to, String because) {
        takesOver |= who.equals(job) && from == JobPhase.RECONCILING;
        if (who.startsWith(prefix) && to instanceof RegionState next) {
            int region = Integer.parseInt(who.substring(prefix.length()));
            states.put(region, next);
            if (next == RegionState.FINISHED) {
                adoptedFinished.add(region);
            }
            if (from == RegionState.FINISHED && !because.contains(COORDINATORS_LOST)) {
                unjudged.add(region);
            }
        }
    }

    /** After an event: all that it moved has moved. */
    void check() {
        if (takesOver) {
            takesOver = false;
            finishedBefore.forEach(this::checkIsTakenOver);
            finishedBefore.clear();
        }
        for (int index : unjudged) {
            reruns++;
            Region region = regions.all().get(index);
            if (region.outputs().stream().noneMatch(this::isLostAndNeeded)) {
                throw new Violation(prefix + index + " runs again though nothing that it made is lost and needed: "
                        + states + ", ran on " + whereLatestRan);
            }
        }
        unjudged.clear();
    }

    /** A region that had finished under an earlier leader, and of which nothing is lost, has finished under this one. */
    private void checkIsTakenOver(int index) {
        boolean isThere = regions.all().get(index).vertices().stream()
                .flatMap(vertex -> whereLatestRan.getOrDefault(vertex, Map.of()).values().stream())
                .noneMatch(isLost);
        if (isThere && !adoptedFinished.contains(index)) {
            throw new Violation(prefix + index + " had finished, and another leader does not know it: " + states
                    + ", ran on " + whereLatestRan);
        }
    }

    private boolean isLostAndNeeded(Edge edge) {
        int reader = regions.of(edge.target()).index();
        return states.get(reader) != RegionState.FINISHED
                && whereLatestRan.getOrDefault(edge.source(), Map.of()).values().stream()
                        .anyMatch(isLost);
    }
}
