package io.millrace.dataflow.contract;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.config.ReadableConfig;
import io.millrace.dataflow.fs.FileSystem;
import io.millrace.dataflow.fs.Path;
import java.io.IOException;
import java.util.List;

/** What the JobManager offers to a {@link Coordinator}. Any thread may call it; answers are not waited for. */
public interface CoordinatorContext {
    JobID job();

    String operatorName();

    /** Parallelism of the operator. */
    int parallelism();

    ReadableConfig configuration();

    ClassLoader userClassLoader();

    /** Of this job alone, for what must outlive its tasks; need not exist. */
    Path checkpointDirectory() throws IOException;

    /** The files that all TaskManagers and the JobManager see. */
    FileSystem fileSystem(Path path) throws IOException;

    /** The job has got further than ever before, and will not go back behind that: what it has lost so far is forgiven. */
    void progressed();

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
