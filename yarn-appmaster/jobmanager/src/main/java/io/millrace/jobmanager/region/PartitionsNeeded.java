package io.millrace.jobmanager.region;

import io.millrace.dataflow.graph.Edge;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says of which blocking edges the partitions may still be read. A decider: pure, tested by a table.
 *
 * <p>A region may still run if it has not finished, or if one that may still run reads from it: were its result lost, it
 * would run again and read its own inputs again. What leads to a region that may not run any more can be dropped.
 */
public final class PartitionsNeeded {
    private PartitionsNeeded() {}

    /** @return the indices of the edges, ascending */
    public static Set<Integer> decide(PipelinedRegions regions, List<RegionState> states) {
        Set<Integer> needed = new TreeSet<>();
        for (int index = regions.all().size() - 1; index >= 0; index--) {
            Region region = regions.all().get(index);
            boolean mayRun = states.get(index) != RegionState.FINISHED
                    || region.outputs().stream().map(Edge::index).anyMatch(needed::contains);
            if (mayRun) {
                region.inputs().forEach(edge -> needed.add(edge.index()));
            }
        }
        return needed;
    }
}
