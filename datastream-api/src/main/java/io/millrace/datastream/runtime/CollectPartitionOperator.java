package io.millrace.datastream.runtime;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.SnapshotWriter;
import io.millrace.dataflow.contract.SnapshotWriter.Redistribution;
import io.millrace.dataflow.functions.MapPartitionFunction;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.operators.function.OperatorRuntimeContext;
import io.millrace.operators.function.OutputCollector;
import io.millrace.operators.function.RichFunctions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps all records of a parallel instance, and calls a function with them when the input has ended.
 *
 * <p>Memory: all of them, on the heap, as they would be in a window. A snapshot has all of them.
 */
public final class CollectPartitionOperator<IN, OUT> implements OneInputOperator<IN, OUT> {
    private static final String RECORDS = "records";

    // What it was told.
    private final MapPartitionFunction<IN, OUT> function;
    private final TypeInformation<IN> type;

    // What it holds.
    private final List<IN> records = new ArrayList<>();
    private boolean mayChange;

    @SuppressWarnings("NullAway.Init")
    private TypeSerializer<IN> serializer;

    @SuppressWarnings("NullAway.Init")
    private FunctionState functionState;

    public CollectPartitionOperator(MapPartitionFunction<IN, OUT> function, TypeInformation<IN> type) {
        this.function = function;
        this.type = type;
    }

    @Override
    public void open(OperatorContext context, Output<OUT> output) throws Exception {
        serializer = type.createSerializer(context.executionConfig().getSerializerConfig());
        mayChange = context.executionConfig().isObjectReuseEnabled();
        for (byte[] record : context.restored().list(RECORDS)) {
            records.add(serializer.deserialize(new DataInputStream(new ByteArrayInputStream(record))));
        }
        functionState = FunctionState.initialize(function, context, null);
        RichFunctions.open(function, new OperatorRuntimeContext(context), new Configuration());
    }

    @Override
    public void process(IN record, long timestamp) {
        records.add(mayChange ? serializer.copy(record) : record);
    }

    @Override
    public Emission<OUT> endInput() {
        return output -> {
            function.mapPartition(records, new OutputCollector<>(output));
            records.clear();
            return false;
        };
    }

    @Override
    public void snapshot(SnapshotWriter writer) throws Exception {
        List<byte[]> elements = new ArrayList<>();
        for (IN record : records) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            serializer.serialize(record, new DataOutputStream(bytes));
            elements.add(bytes.toByteArray());
        }
        writer.list(RECORDS, elements, Redistribution.SPLIT);
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
        RichFunctions.close(function);
    }
}
