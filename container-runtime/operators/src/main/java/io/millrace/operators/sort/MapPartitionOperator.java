package io.millrace.operators.sort;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.functions.MapPartitionFunction;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.operators.function.Once;
import io.millrace.operators.function.OperatorRuntimeContext;
import io.millrace.operators.function.OutputCollector;
import io.millrace.operators.function.RecordKeeper;
import io.millrace.operators.function.RichFunctions;
import io.millrace.operators.spill.RecordQueue;
import io.millrace.operators.spill.SpillSpace;
import io.millrace.types.fresh.FreshRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Gives all records of its subtask to one call of a user function, in the order in which they came; also if there are none.
 *
 * <p>The call comes at the end of the input, since tasks never block: a function that pulls its records cannot be called
 * earlier. Memory: that of {@link RecordQueue}, which spills. State
 * between checkpoints: none (bounded inputs only).
 */
public final class MapPartitionOperator<IN, OUT> implements OneInputOperator<IN, OUT> {
    // What it was told.
    private final MapPartitionFunction<IN, OUT> function;
    private final TypeInformation<IN> type;
    private final Configuration parameters;

    // What it holds.
    @SuppressWarnings("NullAway.Init")
    private SpillSpace space;

    @SuppressWarnings("NullAway.Init")
    private RecordQueue<IN> records;

    @SuppressWarnings("NullAway.Init")
    private RecordKeeper<IN> keeper;

    public MapPartitionOperator(
            MapPartitionFunction<IN, OUT> function, TypeInformation<IN> type, Configuration parameters) {
        this.function = function;
        this.type = type;
        this.parameters = parameters;
    }

    @Override
    public void open(OperatorContext context, Output<OUT> output) throws Exception {
        space = SpillSpace.of("the partition", context);
        records = new RecordQueue<>(
                space,
                type.createSerializer(context.executionConfig().getSerializerConfig()),
                context.pages().limit());
        keeper = new RecordKeeper<>(type, context);
        RichFunctions.open(function, new OperatorRuntimeContext(context), parameters);
    }

    @Override
    public void process(IN record, long timestamp) throws Exception {
        records.add(keeper.keep(record));
    }

    @Override
    public Emission<OUT> endInput() {
        return output -> {
            function.mapPartition(new Once<>(new Queued<>(records)), new OutputCollector<>(output));
            records.clear();
            return false;
        };
    }

    @Override
    public boolean emitsNew(TypeInformation<?> outputType) {
        return FreshRecords.areCollected(function, "mapPartition", outputType);
    }

    @Override
    public void close() throws Exception {
        try {
            RichFunctions.close(function);
        } finally {
            if (space != null) {
                space.close();
            }
        }
    }

    private static final class Queued<T> implements Iterator<T> {
        private final RecordQueue<T> records;

        Queued(RecordQueue<T> records) {
            this.records = records;
        }

        @Override
        public boolean hasNext() {
            try {
                return records.hasNext();
            } catch (IOException e) {
                throw new UncheckedIOException(e.getMessage(), e);
            }
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the partition has no more records");
            }
            return records.take();
        }
    }
}
