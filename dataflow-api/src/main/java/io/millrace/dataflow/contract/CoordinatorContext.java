package io.millrace.dataflow.contract;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.config.ReadableConfig;
import java.util.List;

/** What the JobManager offers to a {@link Coordinator}. Any thread may call it; answers are not waited for. */
public interface CoordinatorContext {
    JobID job();

    String operatorName();

    /** Parallelism of the operator. */
    int parallelism();

    ReadableConfig configuration();

    ClassLoader userClassLoader();

    /** Milliseconds since the epoch. */
    long processingTime();

    /** Gives splits to the running attempt of a subtask; they are lost with it (see {@link Coordinator#restarted}). */
    void giveSplits(int subtask, List<byte[]> splits);

    void noMoreSplits(int subtask);

    /** To {@link Operator#told} of the running attempt of a subtask; dropped if none runs. */
    void tell(int subtask, byte[] message);

    /** Adds a named result that the client of the job hears at once, in order (collected rows). */
    void sayToClient(String name, byte[] payload);

    /** Runs {@code action} later in the coordinator's own order; the place to come back to from other threads. */
    void execute(Runnable action);

    /** As {@link #execute}, at least {@code delayMs} milliseconds from now. */
    void executeAfter(long delayMs, Runnable action);

    /** Fails the job. */
    void fail(Throwable cause);
}
