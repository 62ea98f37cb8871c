package io.millrace.dataflow.execution;

/**
 * Hears what coordinators of a job say by {@link io.millrace.dataflow.contract.CoordinatorContext#sayToClient}, while
 * the job runs.
 *
 * <p>Called by one thread at a time, in the order of saying, each payload once; all calls have returned before the future
 * of {@link JobClient#getJobExecutionResult} is done. It must not block for long.
 */
@FunctionalInterface
public interface ResultListener {
    /** @param name tells apart several results of one job, such as two {@code executeAndCollect} of one program */
    void result(String name, byte[] payload);

    /** For jobs whose results nobody waits for: always the same one. */
    static ResultListener none() {
        return Nobody.LISTENS;
    }

    /** The listener of {@link #none}. */
    enum Nobody implements ResultListener {
        LISTENS;

        @Override
        public void result(String name, byte[] payload) {
            // Nobody waits for it.
        }
    }
}
