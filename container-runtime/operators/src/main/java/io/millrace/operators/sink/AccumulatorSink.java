package io.millrace.operators.sink;

import io.millrace.dataflow.accumulators.ListAccumulator;
import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.types.TypeInformation;

/**
 * Collects the records, serialised, into an accumulator that travels with the end of the job: exactly the rows of the
 * attempts that finished. The client reads it by {@link CollectedRows#ofAccumulator}.
 *
 * <p>Memory: all serialised records.
 */
public final class AccumulatorSink<IN> implements OneInputOperator<IN, Void> {
    // What it was told.
    private final String accumulatorName;
    private final TypeInformation<IN> type;

    // What it holds.
    private final ListAccumulator<byte[]> batches = new ListAccumulator<>();

    @SuppressWarnings("NullAway.Init")
    private RowBatch<IN> batch;

    public AccumulatorSink(String accumulatorName, TypeInformation<IN> type) {
        this.accumulatorName = accumulatorName;
        this.type = type;
    }

    @Override
    public void open(OperatorContext context, Output<Void> output) {
        batch = new RowBatch<>(type.createSerializer(context.executionConfig().getSerializerConfig()));
        context.addAccumulator(accumulatorName, batches);
    }

    @Override
    public void process(IN record, long timestamp) throws Exception {
        batch.add(record);
        if (batch.isFull()) {
            batches.add(batch.take());
        }
    }

    @Override
    public Emission<Void> endInput() {
        if (!batch.isEmpty()) {
            batches.add(batch.take());
        }
        return Emission.none();
    }
}
