package io.millrace.dataflow.deploy;

import java.util.List;
import java.util.Optional;

/**
 * What was reported of failures.
 *
 * @param looked where they were looked for
 * @param found in the order in which they happened
 */
public record FailureReportTexts(List<String> looked, List<Found> found) {
    /**
     * One report.
     *
     * @param place where it lies
     * @param container in which it happened, as the resource manager names it; empty if in none
     * @param text all of it, as people read it
     */
    public record Found(String place, Optional<String> container, String text) {}

    public FailureReportTexts {
        looked = List.copyOf(looked);
        found = List.copyOf(found);
    }
}
