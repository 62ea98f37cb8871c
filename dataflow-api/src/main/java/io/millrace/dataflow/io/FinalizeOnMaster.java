package io.millrace.dataflow.io;

import java.io.IOException;

/** An output format with something to do once, when all its subtasks have ended well. One of both methods is enough. */
public interface FinalizeOnMaster {
    @Deprecated
    default void finalizeGlobal(int parallelism) throws IOException {}

    default void finalizeGlobal(FinalizationContext context) throws IOException {
        finalizeGlobal(context.getParallelism());
    }

    /** What is known at the end. */
    interface FinalizationContext {
        int getParallelism();

        /** The attempt whose output counts. */
        int getFinishedAttempt(int subtaskIndex);
    }
}
