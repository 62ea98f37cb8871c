package io.millrace.dataflow.contract;

/**
 * A source that owns its loop and may block in it: the legacy {@code SourceFunction}. The task gives {@link #run} a
 * thread of its own. Everything that happens to the chain happens while holding {@link #lock}: {@code run} takes it
 * around each emission, and the task's worker takes it to inject flushes, timers and watermarks, also while nothing is
 * emitted. In {@code run}, {@code collect} blocks when the output is full.
 */
public interface LoopingSource<OUT> extends Operator {
    void open(OperatorContext context, Output<OUT> output) throws Exception;

    /** Never changes; users see it as the checkpoint lock. */
    Object lock();

    /**
     * The task's worker is about to take the lock, or has it. A lock is taken in no order: a loop that takes it again as soon as
     * it has left it may starve the worker, and with it checkpoints. So {@link #run} is to leave the lock alone from {@code true}
     * until {@code false}, wherever it does not hold it already. Called by the worker, {@code false} with the lock held.
     */
    default void lockWanted(boolean wanted) {}

    /** Emits until there is no more or {@link #cancel} was called. Runs on its own thread. */
    void run() throws Exception;

    /** Asks {@link #run} to return; called by another thread, at most once; the run thread is interrupted afterwards. */
    void cancel();

    /** The processing time asked for by {@link OperatorContext#wakeAt} has come. Called with the lock held. */
    default void onTime(long now) throws Exception {}
}
