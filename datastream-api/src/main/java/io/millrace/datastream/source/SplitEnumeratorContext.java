package io.millrace.datastream.source;

import io.millrace.dataflow.metrics.groups.SplitEnumeratorMetricGroup;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;

/** What the engine offers to an enumerator. Only the enumerator's thread may use it, except inside {@code callAsync}. */
public interface SplitEnumeratorContext<SplitT extends SourceSplit> {
    SplitEnumeratorMetricGroup metricGroup();

    void sendEventToSourceReader(int subtaskId, SourceEvent event);

    int currentParallelism();

    /** The readers that run, by subtask. */
    Map<Integer, ReaderInfo> registeredReaders();

    /** Gives splits to registered readers. */
    void assignSplits(SplitsAssignment<SplitT> newSplitAssignments);

    default void assignSplit(SplitT split, int subtask) {
        assignSplits(new SplitsAssignment<>(split, subtask));
    }

    /** The reader of that subtask gets no more splits: it ends when it has read those it has. */
    void signalNoMoreSplits(int subtask);

    /** Runs {@code callable} on another thread, then {@code handler} on the enumerator's. */
    <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler);

    /** As the other, the first time after {@code initialDelayMillis}, then every {@code periodMillis}. */
    <T> void callAsync(
            Callable<T> callable, BiConsumer<T, Throwable> handler, long initialDelayMillis, long periodMillis);

    /** Runs {@code runnable} on the enumerator's thread; any thread may call this. */
    void runInCoordinatorThread(Runnable runnable);

    /** A hint that the source is far behind its end; results do not depend on it. */
    default void setIsProcessingBacklog(boolean isProcessingBacklog) {}
}
