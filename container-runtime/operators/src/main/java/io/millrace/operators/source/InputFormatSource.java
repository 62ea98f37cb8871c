package io.millrace.operators.source;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.SourceOperator;
import io.millrace.dataflow.io.InputFormat;
import io.millrace.dataflow.io.InputSplit;
import io.millrace.dataflow.io.RichInputFormat;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.operators.function.OperatorRuntimeContext;
import java.util.ArrayDeque;
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
 * Memory: what the format buffers for one split.
 */
public final class InputFormatSource<T, S extends InputSplit> implements SourceOperator<T> {
    private static final int PIECE = 256;

    // What it was told.
    private final InputFormat<T, S> format;
    private final Configuration parameters;
    private final TypeInformation<T> type;

    // What it knows.
    private final ArrayDeque<GivenSplit<S>> waiting = new ArrayDeque<>();
    private boolean noMore;
    private boolean splitOpen;
    private boolean formatOpen;

    // What it holds.
    @SuppressWarnings("NullAway.Init")
    private OperatorContext context;

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
            waiting.add(SplitCodec.decode(split, context.userClassLoader()));
        }
    }

    @Override
    public void noMoreSplits() {
        noMore = true;
    }

    @Override
    public Progress next(Output<T> output) throws Exception {
        if (!splitOpen && !openNextSplit()) {
            return noMore ? Progress.END : Progress.WAITING;
        }
        emitPiece(output);
        return Progress.MORE;
    }

    private boolean openNextSplit() throws Exception {
        @Nullable GivenSplit<S> given = waiting.poll();
        if (given == null) {
            if (!noMore) {
                context.requestSplit();
            }
            return false;
        }
        format.open(given.split());
        counters.count(given.distance());
        splitOpen = true;
        return true;
    }

    private void emitPiece(Output<T> output) throws Exception {
        for (int i = 0; i < PIECE; i++) {
            if (format.reachedEnd()) {
                closeSplit();
                return;
            }
            T record = format.nextRecord(instances.createInstance());
            if (record != null) {
                output.collect(record, Output.NO_TIMESTAMP);
            }
        }
    }

    private void closeSplit() throws Exception {
        splitOpen = false;
        format.close();
    }

    @Override
    public void close() throws Exception {
        try {
            if (splitOpen) {
                closeSplit();
            }
        } finally {
            if (formatOpen && format instanceof RichInputFormat<?, ?> rich) {
                rich.closeInputFormat();
            }
        }
    }
}
