package io.millrace.control.report;

import io.millrace.dataflow.JobID;

/**
 * Keeps the reports of failures, beyond the end of the job and of the process that wrote them. Methods return at once, and
 * nothing comes back: what could not be kept is lost, and the log says so. No promise of when a report can be read.
 */
public interface FailureReports {
    /** Keeps a report whole or not at all. One with the same job, epoch and number stays as it is. */
    void write(FailureReport report);

    /** Removes a report that was to be kept before; one that is not there is left alone. */
    void drop(JobID job, long epoch, int number);

    /** Keeps none. */
    static FailureReports none() {
        return new FailureReports() {
            @Override
            public void write(FailureReport report) {}

            @Override
            public void drop(JobID job, long epoch, int number) {}
        };
    }
}
