package io.millrace.control.report;

import java.util.List;

/**
 * Keeps the reports of failures, beyond the end of the job and of the process that wrote them. Methods return at once, and
 * nothing comes back: what could not be kept is lost, and the log says so. No promise of when a report can be read.
 *
 * <p>Of each job the first and the last reports are kept, whichever leaders wrote them, so that a job that fails again and again
 * fills no disk.
 */
public interface FailureReports {
    /** How it began. */
    int FIRST_KEPT = 20;

    /** How it is now. */
    int LAST_KEPT = 50;

    /**
     * Keeps a report whole or not at all, and lets go of one that is neither among the job's first nor among its last any more.
     * One with the same job, epoch and number stays as it is.
     */
    void write(FailureReport report);

    /** Those of a job's reports, in their order, that are not to be kept. */
    static <T> List<T> beyondTheKept(List<T> reports) {
        return reports.size() <= FIRST_KEPT + LAST_KEPT
                ? List.of()
                : reports.subList(FIRST_KEPT, reports.size() - LAST_KEPT);
    }

    /** Keeps none. */
    static FailureReports none() {
        return report -> {};
    }
}
