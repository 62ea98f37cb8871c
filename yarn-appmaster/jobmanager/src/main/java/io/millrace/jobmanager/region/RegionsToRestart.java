package io.millrace.jobmanager.region;

import io.millrace.dataflow.graph.Edge;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says which regions must run again after something was lost: the smallest set. A decider: pure, tested by a table.
 *
 * <p>A region that is broken runs again. Then, until nothing is added:
 *
 * <ul>
 *   <li>If a region that has yet to begin, or that reads now, needs a partition that is gone, its producer runs again.
 *       This goes back as far as partitions are gone, and no further.
 *   <li>If a producer runs again, a consumer that is reading runs again: it may have read a part of the old result, and the
 *       new one may lie in another order or be divided otherwise.
 * </ul>
 *
 * A consumer that has finished, or has read its whole input, keeps its result and does not run again; so a program whose
 * functions give other results each time may see one result of a producer here and another there.
 *
 * <p>The idea is that of Flink's {@code RestartPipelinedRegionFailoverStrategy}, which, unlike this, runs all later regions
 * again, finished or not.
 */
public final class RegionsToRestart {
    private RegionsToRestart() {}

    /** @return the regions, all RUNNING or FINISHED, that must be stopped and run again; those that stop already are left out */
    public static Set<Integer> decide(PipelinedRegions regions, RegionFacts facts) {
        Set<Integer> again = new TreeSet<>();
        facts.broken().stream()
                .filter(region -> !facts.states().get(region).isToBegin())
                .forEach(again::add);
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Region region : regions.all()) {
                for (Edge edge : region.inputs()) {
                    grown |= follow(edge, regions.of(edge.source()).index(), region.index(), facts, again);
                }
            }
        }
        return again;
    }

    private static boolean follow(Edge edge, int producer, int consumer, RegionFacts facts, Set<Integer> again) {
        RegionState made = facts.states().get(producer);
        RegionState used = facts.states().get(consumer);
        boolean reads = used == RegionState.RUNNING && !facts.readOut().contains(edge.index());
        boolean needed = reads || used.isToBegin() || again.contains(consumer);
        boolean grown = false;
        if (needed && facts.gone().contains(edge.index()) && !made.isToBegin()) {
            grown = again.add(producer);
        }
        if (reads && (made.isToBegin() || again.contains(producer))) {
            grown |= again.add(consumer);
        }
        return grown;
    }
}
