package io.millrace.dataflow.execution;

/** What can be done about an exception, see {@link ThrowableAnnotation}. */
public enum ThrowableType {
    /** It comes again whenever the program runs: the job fails at once, whatever its restart strategy allows. */
    NonRecoverableError,
    /** Data of another task is missing: a failure like others for the restart strategy. */
    PartitionDataMissingError,
    /** The machine is at fault: a failure like others for the restart strategy. */
    EnvironmentError,
    /** As without the annotation. */
    RecoverableError
}
