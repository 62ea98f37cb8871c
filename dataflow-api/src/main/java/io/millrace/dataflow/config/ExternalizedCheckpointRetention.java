package io.millrace.dataflow.config;

/** What becomes of a job's newest checkpoints when the job ends without having finished. */
public enum ExternalizedCheckpointRetention {
    /** They stay when the job is cancelled or fails. */
    RETAIN_ON_CANCELLATION,
    /** They stay when the job fails and go when it is cancelled. */
    DELETE_ON_CANCELLATION,
    /** They go with the job, unless it fails: then they are all that is left of it, and stay. */
    NO_EXTERNALIZED_CHECKPOINTS
}
