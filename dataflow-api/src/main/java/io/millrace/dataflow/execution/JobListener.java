package io.millrace.dataflow.execution;

import io.millrace.dataflow.JobExecutionResult;
import org.jspecify.annotations.Nullable;

/** Hears of the jobs of an environment, on the thread that calls {@code execute}. */
public interface JobListener {
    /** A job was submitted ({@code jobClient}), or could not be ({@code throwable}); the other is null. */
    void onJobSubmitted(@Nullable JobClient jobClient, @Nullable Throwable throwable);

    /** A job finished ({@code result}), or failed ({@code throwable}); the other is null. Not for executeAsync. */
    void onJobExecuted(@Nullable JobExecutionResult jobExecutionResult, @Nullable Throwable throwable);
}
