package io.millrace.operators.source;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.Pace;
import io.millrace.dataflow.contract.RestoreReader;
import io.millrace.dataflow.contract.SnapshotWriter;
import io.millrace.dataflow.contract.SnapshotWriter.Redistribution;
import io.millrace.dataflow.contract.SourceOperator;
import io.millrace.dataflow.io.CheckpointableInputFormat;
import io.millrace.dataflow.io.InputFormat;
import io.millrace.dataflow.io.InputSplit;
import io.millrace.dataflow.io.RichInputFormat;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.dataflow.util.SerializedValue;
import io.millrace.operators.function.OperatorRuntimeContext;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the splits of an input format.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>Ask for a split only when there is none to read, so that fast subtasks read more of them.
 *   <li>Open it, emit its records piece by piece, close it.
 *   <li>End when the coordinator has no more.
 * </ol>
 * A snapshot has the splits that wait, and where the open one is read: as the format says if it can go on there, else by the
 * number of records, which are then read again and left out.
 *
 * <p>Memory: what the format buffers for one split.
 */
public final class InputFormatSource<T, S extends InputSplit> implements SourceOperator<T> {
    private static final int PIECE = 256;
    private static final String SPLITS = "splits";

    // What it was told.
    private final InputFormat<T, S> format;
    private final Configuration parameters;
    private final TypeInformation<T> type;

    // What it knows.
    private final ArrayDeque<SplitProgress<S>> waiting = new ArrayDeque<>();
    private boolean noMore;
    private @Nullable GivenSplit<S> open;
    private long recordsRead;
    private boolean formatOpen;

    // What it holds.
    @SuppressWarnings("NullAway.Init")
    private OperatorContext context;

    @SuppressWarnings("NullAway.Init")
    private Pace pace;

    @SuppressWarnings("NullAway.Init")
    private SplitCounters counters;

    @SuppressWarnings("NullAway.Init")
    private TypeSerializer<T> instances;

    public InputFormatSource(InputFormat<T, S> format, Configuration parameters, TypeInformation<T> type) {
        this.format = format;
        this.parameters = parameters;
        this.type = type;
    }

    @Override
    public void open(OperatorContext context, Output<T> output) throws Exception {
        this.context = context;
        this.pace = new Pace(PIECE, context::processingTime);
        this.counters = new SplitCounters(context);
        this.instances = type.createSerializer(context.executionConfig().getSerializerConfig());
        format.configure(parameters);
        if (format instanceof RichInputFormat<?, ?> rich) {
            rich.setRuntimeContext(new OperatorRuntimeContext(context));
            rich.openInputFormat();
            formatOpen = true;
        }
    }

    @Override
    public void addSplits(List<byte[]> splits) throws Exception {
        for (byte[] split : splits) {
            waiting.add(SplitProgress.notBegun(SplitCodec.decode(split, context.userClassLoader())));
        }
    }

    @Override
    public void noMoreSplits() {
        noMore = true;
    }

    @Override
    public Progress next(Output<T> output) throws Exception {
        if (open == null && !openNextSplit()) {
            return noMore ? Progress.END : Progress.WAITING;
        }
        emitPiece(output);
        return Progress.MORE;
    }

    private boolean openNextSplit() throws Exception {
        @Nullable SplitProgress<S> next = waiting.poll();
        if (next == null) {
            if (!noMore) {
                context.requestSplit();
            }
            return false;
        }
        open(next);
        counters.count(next.given().distance());
        open = next.given();
        return true;
    }

    @SuppressWarnings("unchecked")
    private void open(SplitProgress<S> next) throws Exception {
        Serializable position = next.position();
        recordsRead = next.recordsRead();
        if (position != null && format instanceof CheckpointableInputFormat<?, ?>) {
            ((CheckpointableInputFormat<S, Serializable>) format)
                    .reopen(next.given().split(), position);
            return;
        }
        format.open(next.given().split());
        for (long i = 0; i < recordsRead && !format.reachedEnd(); i++) {
            format.nextRecord(instances.createInstance());
        }
    }

    @Override
    public void snapshot(SnapshotWriter writer) throws Exception {
        List<byte[]> splits = new ArrayList<>();
        GivenSplit<S> reading = open;
        if (reading != null) {
            Serializable position = format instanceof CheckpointableInputFormat<?, ?> at ? at.getCurrentState() : null;
            splits.add(new SerializedValue<>(new SplitProgress<>(reading, position, recordsRead)).getByteArray());
        }
        for (SplitProgress<S> split : waiting) {
            splits.add(new SerializedValue<>(split).getByteArray());
        }
        writer.list(SPLITS, splits, Redistribution.SPLIT);
    }

    @Override
    public void restore(RestoreReader reader) throws Exception {
        for (byte[] split : reader.list(SPLITS)) {
            waiting.add(SerializedValue.<SplitProgress<S>>fromBytes(split).deserializeValue(context.userClassLoader()));
        }
    }

    private void emitPiece(Output<T> output) throws Exception {
        int piece = pace.begin();
        for (int i = 0; i < piece; i++) {
            if (format.reachedEnd()) {
                closeSplit();
                return;
            }
            recordsRead++;
            T record = format.nextRecord(instances.createInstance());
            if (record != null) {
                output.collect(record, Output.NO_TIMESTAMP);
            }
        }
        pace.end(piece);
    }

    private void closeSplit() throws Exception {
        open = null;
        format.close();
    }

    @Override
    public void close() throws Exception {
        try {
            if (open != null) {
                closeSplit();
            }
        } finally {
            if (formatOpen && format instanceof RichInputFormat<?, ?> rich) {
                rich.closeInputFormat();
            }
        }
    }
}
