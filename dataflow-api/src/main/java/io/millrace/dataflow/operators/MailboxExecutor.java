package io.millrace.dataflow.operators;

import io.millrace.dataflow.util.function.ThrowingRunnable;

/** Hands actions from any thread to the task's thread, which runs them between records, in order. */
public interface MailboxExecutor {
    /**
     * Runs {@code command} on the task's thread, later. {@code description} is for a person who reads a failure.
     *
     * @throws java.util.concurrent.RejectedExecutionException if the task has ended
     */
    void execute(ThrowingRunnable<? extends Exception> command, String description);
}
