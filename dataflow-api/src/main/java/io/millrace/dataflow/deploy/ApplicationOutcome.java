package io.millrace.dataflow.deploy;

import java.util.List;

/**
 * How an application ended.
 *
 * @param end as the resource manager recorded it
 * @param kind why it failed; {@link Kind#NONE} if it did not
 * @param message the first cause, for people; an empty text if it succeeded
 * @param jobs the jobs that it ran
 */
public record ApplicationOutcome(End end, Kind kind, String message, List<JobStanding> jobs) {
    /** The final status. */
    public enum End {
        SUCCEEDED,
        FAILED,
        KILLED
    }

    /** What a failure comes from: the command line's exit codes follow it. */
    public enum Kind {
        NONE,
        /** The program, or user code of a job. */
        USER,
        /** Configuration or arguments, such as a missing input. */
        USAGE,
        /** The program breaks a rule of the API. */
        PLAN_REJECTED,
        /** Containers, memory, disk. */
        RESOURCES,
        /** The engine, or the cluster. */
        SYSTEM
    }

    public ApplicationOutcome {
        jobs = List.copyOf(jobs);
    }
}
