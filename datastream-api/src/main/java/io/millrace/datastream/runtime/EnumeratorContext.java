package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.CoordinatorContext;
import io.millrace.dataflow.metrics.groups.SplitEnumeratorMetricGroup;
import io.millrace.dataflow.metrics.groups.UnregisteredMetricsGroup;
import io.millrace.dataflow.util.FlinkRuntimeException;
import io.millrace.dataflow.util.InstantiationUtil;
import io.millrace.datastream.source.ReaderInfo;
import io.millrace.datastream.source.SourceEvent;
import io.millrace.datastream.source.SourceSplit;
import io.millrace.datastream.source.SplitEnumeratorContext;
import io.millrace.datastream.source.SplitsAssignment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What an enumerator may ask for. All of it on the coordinator's thread, except what {@code callAsync} is given. */
public final class EnumeratorContext<S extends SourceSplit> implements SplitEnumeratorContext<S> {
    private final CoordinatorContext context;
    private final SplitCodec<S> codec;
    private final Map<Integer, ReaderInfo> readers = new TreeMap<>();
    private @Nullable ExecutorService worker;
    private boolean closed;

    public EnumeratorContext(CoordinatorContext context, SplitCodec<S> codec) {
        this.context = context;
        this.codec = codec;
    }

    /** A reader runs; where is told with its first request. */
    public void register(int subtask) {
        readers.put(subtask, new ReaderInfo(subtask, ""));
    }

    public void locate(int subtask, String host) {
        readers.put(subtask, new ReaderInfo(subtask, host));
    }

    /** Stops what {@code callAsync} began. */
    public void close() {
        closed = true;
        if (worker != null) {
            worker.shutdownNow();
        }
    }

    @Override
    public SplitEnumeratorMetricGroup metricGroup() {
        return new DelegatingMetrics(UnregisteredMetricsGroup.createOperatorMetricGroup());
    }

    @Override
    public void sendEventToSourceReader(int subtaskId, SourceEvent event) {
        try {
            context.tell(subtaskId, InstantiationUtil.serializeObject(event));
        } catch (IOException e) {
            throw new FlinkRuntimeException("The source event " + event + " cannot be serialized", e);
        }
    }

    @Override
    public int currentParallelism() {
        return context.parallelism();
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
        return Collections.unmodifiableMap(new TreeMap<>(readers));
    }

    @Override
    public void assignSplits(SplitsAssignment<S> newSplitAssignments) {
        newSplitAssignments.assignment().forEach((subtask, splits) -> {
            if (!readers.containsKey(subtask)) {
                throw new IllegalArgumentException("Cannot assign splits " + splits + " to subtask " + subtask
                        + " because the subtask is not registered; registered are " + readers.keySet());
            }
            List<byte[]> encoded = new ArrayList<>(splits.size());
            for (S split : splits) {
                encoded.add(encode(split));
            }
            context.giveSplits(subtask, encoded);
        });
    }

    private byte[] encode(S split) {
        try {
            return codec.encode(split);
        } catch (IOException e) {
            throw new FlinkRuntimeException(
                    "Source '" + context.operatorName() + "': the split " + split.splitId() + " cannot be serialized",
                    e);
        }
    }

    @Override
    public void signalNoMoreSplits(int subtask) {
        context.noMoreSplits(subtask);
    }

    @Override
    public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
        ExecutorService executor = worker;
        if (executor == null) {
            executor = Executors.newSingleThreadExecutor(EnumeratorContext::daemon);
            worker = executor;
        }
        executor.execute(() -> call(callable, handler));
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "source-enumerator-worker");
        thread.setDaemon(true);
        return thread;
    }

    @SuppressWarnings("NullAway") // the handler gets null for whichever of the two there is not
    private <T> void call(Callable<T> callable, BiConsumer<T, Throwable> handler) {
        try {
            T result = callable.call();
            context.execute(() -> answer(handler, result, null));
        } catch (Exception e) {
            context.execute(() -> answer(handler, null, e));
        }
    }

    private <T> void answer(BiConsumer<T, Throwable> handler, T result, Throwable failure) {
        if (!closed) {
            handler.accept(result, failure);
        }
    }

    @Override
    public <T> void callAsync(
            Callable<T> callable, BiConsumer<T, Throwable> handler, long initialDelayMillis, long periodMillis) {
        context.executeAfter(initialDelayMillis, () -> {
            if (!closed) {
                callAsync(callable, handler);
                callAsync(callable, handler, periodMillis, periodMillis);
            }
        });
    }

    @Override
    public void runInCoordinatorThread(Runnable runnable) {
        context.execute(runnable);
    }
}
