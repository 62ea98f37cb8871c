package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.Pace;
import io.millrace.dataflow.contract.SnapshotWriter;
import io.millrace.dataflow.contract.SourceOperator;
import io.millrace.dataflow.eventtime.WatermarkStrategy;
import io.millrace.dataflow.io.InputStatus;
import io.millrace.dataflow.util.InstantiationUtil;
import io.millrace.datastream.source.Source;
import io.millrace.datastream.source.SourceReader;
import io.millrace.datastream.source.SourceSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Runs a source reader.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>Poll the reader some times; when it has nothing, come back when its future says so.
 *   <li>Timestamps and watermarks follow the strategy, per split where the reader tells splits apart ({@link SplitOutputs}).
 *   <li>At the end emit the last watermark.
 * </ol>
 * A snapshot has the splits as the reader gives them, each with how far it is read, and beside it its event time.
 */
public final class SourceReaderOperator<T, S extends SourceSplit> implements SourceOperator<T> {
    /** Polls per call: enough to make the call cheap, few enough to let others run. */
    private static final int POLLS = 128;

    private static final String SPLITS = "splits";

    /** As long as {@link #SPLITS} and shared out alike: the n-th element belongs to the n-th split. */
    private static final String TIMES = "times";

    // What it was told.
    private final Source<T, S, ?> source;
    private final WatermarkStrategy<T> strategy;
    private final boolean finalOnly;

    // What it knows.
    private @Nullable CompletableFuture<Void> awaited;

    // What it holds.
    private final SplitCodec<S> splits;

    @SuppressWarnings("NullAway.Init")
    private OperatorContext context;

    @SuppressWarnings("NullAway.Init")
    private Pace pace;

    @SuppressWarnings("NullAway.Init")
    private SourceReader<T, S> reader;

    @SuppressWarnings("NullAway.Init")
    private SplitOutputs<T> outputs;

    @SuppressWarnings("NullAway.Init")
    private WatermarkPace watermarkPace;

    public SourceReaderOperator(Source<T, S, ?> source, WatermarkStrategy<T> strategy, boolean finalOnly) {
        this.source = source;
        this.strategy = strategy;
        this.finalOnly = finalOnly;
        this.splits = new SplitCodec<>(source.getSplitSerializer());
    }

    @Override
    public void open(OperatorContext context, Output<T> output) throws Exception {
        this.context = context;
        pace = new Pace(POLLS, context::processingTime);
        watermarkPace = new WatermarkPace(
                context::processingTime,
                context::wakeAt,
                finalOnly ? 0 : context.executionConfig().getAutoWatermarkInterval());
        outputs = new SplitOutputs<>(strategy, new StrategyContext(context), output, watermarkPace, finalOnly);
        reader = source.createReader(new TaskReaderContext(context));
        List<byte[]> unread = context.restored().list(SPLITS);
        if (!unread.isEmpty()) {
            // Before the start, in which a reader without splits asks for some.
            List<S> restored = splits.decodeAll(unread);
            List<byte[]> times = context.restored().list(TIMES);
            for (int i = 0; i < restored.size(); i++) {
                outputs.restore(restored.get(i).splitId(), times.get(i));
            }
            reader.addSplits(restored);
        }
        reader.start();
    }

    @Override
    public Progress next(Output<T> output) throws Exception {
        int polls = pace.begin();
        for (int i = 0; i < polls; i++) {
            InputStatus status = reader.pollNext(outputs);
            if (status == InputStatus.END_OF_INPUT) {
                output.emitWatermark(Long.MAX_VALUE);
                return Progress.END;
            }
            if (status != InputStatus.MORE_AVAILABLE) {
                return await();
            }
        }
        pace.end(polls);
        return Progress.MORE;
    }

    private Progress await() {
        CompletableFuture<Void> available = reader.isAvailable();
        if (available.isDone()) {
            return Progress.MORE;
        }
        if (available != awaited) {
            awaited = available;
            CompletableFuture<Void> unused = available.whenComplete((done, failure) -> context.wakeUp());
        }
        return Progress.WAITING;
    }

    @Override
    public void addSplits(List<byte[]> encoded) throws Exception {
        reader.addSplits(splits.decodeAll(encoded));
        context.wakeUp();
    }

    @Override
    public void noMoreSplits() {
        reader.notifyNoMoreSplits();
        context.wakeUp();
    }

    @Override
    public void told(byte[] message) throws Exception {
        reader.handleSourceEvents(InstantiationUtil.deserializeObject(message, context.userClassLoader()));
        context.wakeUp();
    }

    @Override
    public void onTime(long now) {
        if (watermarkPace.isDueAt(now)) {
            outputs.emitPeriodicWatermark();
        }
    }

    @Override
    public void snapshot(SnapshotWriter writer) throws Exception {
        List<byte[]> unread = new ArrayList<>();
        List<byte[]> times = new ArrayList<>();
        for (S split : reader.snapshotState(writer.checkpointId())) {
            unread.add(splits.encode(split));
            times.add(outputs.timeOf(split.splitId()));
        }
        writer.list(SPLITS, unread, SnapshotWriter.Redistribution.SPLIT);
        writer.list(TIMES, times, SnapshotWriter.Redistribution.SPLIT);
    }

    @Override
    public void checkpointCompleted(long checkpointId) throws Exception {
        reader.notifyCheckpointComplete(checkpointId);
    }

    @Override
    public void checkpointAborted(long checkpointId) throws Exception {
        reader.notifyCheckpointAborted(checkpointId);
    }

    @Override
    @SuppressWarnings("NullAway") // open may have failed before there was a reader
    public void close() throws Exception {
        if (reader != null) {
            reader.close();
        }
    }
}
