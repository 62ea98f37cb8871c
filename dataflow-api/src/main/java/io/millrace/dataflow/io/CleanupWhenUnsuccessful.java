package io.millrace.dataflow.io;

/** An output format that removes what it wrote when its parallel instance fails. */
public interface CleanupWhenUnsuccessful {
    /** Called after {@code close}. */
    void tryCleanupOnError() throws Exception;
}
