package io.millrace.jobmanager.region;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the regions of a job stand, at one moment.
 *
 * @param states of each region
 * @param broken the regions of which a task has failed or was lost, or that cannot go on for another reason
 * @param gone the blocking edges of which a partition, made by the latest run of the region before, is lost or released
 * @param readOut the blocking edges all of whose consumers have finished, though their region may still run
 */
public record RegionFacts(List<RegionState> states, Set<Integer> broken, Set<Integer> gone, Set<Integer> readOut) {
    public RegionFacts {
        states = List.copyOf(states);
        broken = new TreeSet<>(broken);
        gone = new TreeSet<>(gone);
        readOut = new TreeSet<>(readOut);
    }
}
