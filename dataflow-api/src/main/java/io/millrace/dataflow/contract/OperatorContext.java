package io.millrace.dataflow.contract;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.JobInfo;
import io.millrace.dataflow.TaskInfo;
import io.millrace.dataflow.accumulators.Accumulator;
import io.millrace.dataflow.config.ReadableConfig;
import io.millrace.dataflow.fs.FileSystem;
import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.metrics.groups.OperatorMetricGroup;
import io.millrace.dataflow.types.TypeInformation;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * What a task offers to one of its operators. Valid from {@code open} to {@code close}; only the operator's thread may
 * use it, except {@link #wakeUp}, which any thread may call.
 */
public interface OperatorContext {
    JobInfo job();

    /** Name, subtask, parallelism, attempt. */
    TaskInfo task();

    /** The name of this operator as the plan shows it. */
    String operatorName();

    ReadableConfig configuration();

    ExecutionConfig executionConfig();

    /** The job's, or a child of it that defines the classes which the operator has as its own. */
    ClassLoader userClassLoader();

    OperatorMetricGroup metrics();

    /** This operator's share of the slot's managed memory. */
    Pages pages();

    SpillFiles spillFiles();

    /**
     * Runs what blocks for files, on other threads or, in the simulation, later; in no order. What was asked for may be dropped
     * when the TaskManager ends. A task that fails or is cancelled counts as ended only when all of that has ended; a task that
     * finishes has none left: its operators see to that before they are closed.
     */
    default Executor io() {
        return Runnable::run;
    }

    /** The files that all TaskManagers and the JobManager see. */
    default FileSystem fileSystem(Path path) throws IOException {
        return path.getFileSystem();
    }

    /** What a snapshot has of this operator's state without keys; to be asked in {@code open}. */
    RestoreReader restored();

    /** Keyed state of this operator, as the snapshot has it, or empty; call once, in {@code open}. */
    <K> KeyedStateBackend<K> keyedState(TypeInformation<K> keyType);

    /** Milliseconds since the epoch. */
    long processingTime();

    /**
     * Asks for one {@code onTime} call at or after {@code processingTime} (milliseconds since the epoch). A second call
     * replaces the first; {@link Long#MAX_VALUE} withdraws it. Operators with many timers keep their own queue.
     */
    void wakeAt(long processingTime);

    /**
     * Makes the task step this operator again soon: a source is asked for its next records, any other operator gets an
     * {@code onTime} call. Thread-safe, idempotent, never blocks.
     */
    void wakeUp();

    /** Registers an accumulator whose final value travels with the end of this attempt; a used name is an error. */
    <V, R extends java.io.Serializable> void addAccumulator(String name, Accumulator<V, R> accumulator);

    /** The accumulator registered under {@code name} in this task, or null. */
    @org.jspecify.annotations.Nullable
    Accumulator<?, ?> accumulator(String name);

    /**
     * The whole data sets that this operator was given before its input, by name. Empty, until the operator itself puts them
     * there for the user functions that it opens next.
     */
    Map<String, List<?>> broadcastVariables();

    /** The superstep at hand, of an operator inside a loop; else null. */
    default @org.jspecify.annotations.Nullable Superstep superstep() {
        return null;
    }

    /** Asks the coordinator of this (source) operator for a split. Repeating it is harmless. */
    void requestSplit();

    /** Sends a message to this operator's {@link Coordinator}: in order, at most once, lost only with the attempt. */
    void tellCoordinator(byte[] message);
}
