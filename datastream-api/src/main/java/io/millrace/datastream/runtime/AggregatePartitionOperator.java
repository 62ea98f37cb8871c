package io.millrace.datastream.runtime;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.SnapshotWriter;
import io.millrace.dataflow.contract.SnapshotWriter.Redistribution;
import io.millrace.dataflow.functions.Function;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.operators.function.OperatorRuntimeContext;
import io.millrace.operators.function.RichFunctions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.List;

/** Aggregates all records of a parallel instance; the result comes when the input has ended. */
public final class AggregatePartitionOperator<IN, ACC, OUT> implements OneInputOperator<IN, OUT> {
    private static final String ACCUMULATOR = "accumulator";

    // What it was told.
    private final AggregatePartitionFactory<IN, ACC, OUT> told;
    private final Function user;

    // What it holds.
    private boolean any;
    private boolean mayChange;

    @SuppressWarnings("NullAway.Init")
    private ACC accumulator;

    @SuppressWarnings("NullAway.Init")
    private TypeSerializer<ACC> serializer;

    @SuppressWarnings("NullAway.Init")
    private TypeSerializer<IN> records;

    @SuppressWarnings("NullAway.Init")
    private FunctionState functionState;

    public AggregatePartitionOperator(AggregatePartitionFactory<IN, ACC, OUT> told) {
        this.told = told;
        this.user = told.function() instanceof Wrapping wrapping ? wrapping.wrapped() : told.function();
    }

    @Override
    public void open(OperatorContext context, Output<OUT> output) throws Exception {
        serializer =
                told.accumulator().createSerializer(context.executionConfig().getSerializerConfig());
        records = told.type().createSerializer(context.executionConfig().getSerializerConfig());
        mayChange = context.executionConfig().isObjectReuseEnabled();
        functionState = FunctionState.initialize(user, context, null);
        RichFunctions.open(user, new OperatorRuntimeContext(context), new Configuration());
        accumulator = told.function().createAccumulator();
        for (byte[] kept : context.restored().list(ACCUMULATOR)) {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(kept));
            accumulator = told.function().merge(accumulator, serializer.deserialize(in));
            any = true;
        }
    }

    @Override
    public void process(IN record, long timestamp) {
        any = true;
        // The accumulator may hold the record itself, which whoever emitted it may change.
        accumulator = told.function().add(mayChange ? records.copy(record) : record, accumulator);
    }

    @Override
    public Emission<OUT> endInput() {
        return output -> {
            if (any || !told.nothingOfNothing()) {
                output.collect(told.function().getResult(accumulator), Output.NO_TIMESTAMP);
            }
            return false;
        };
    }

    @Override
    public void snapshot(SnapshotWriter writer) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        serializer.serialize(accumulator, new DataOutputStream(bytes));
        writer.list(ACCUMULATOR, any ? List.of(bytes.toByteArray()) : List.of(), Redistribution.SPLIT);
        functionState.snapshot(writer);
    }

    @Override
    public void checkpointCompleted(long checkpointId) throws Exception {
        functionState.completed(checkpointId);
    }

    @Override
    public void checkpointAborted(long checkpointId) throws Exception {
        functionState.aborted(checkpointId);
    }

    @Override
    public void close() throws Exception {
        RichFunctions.close(user);
    }
}
