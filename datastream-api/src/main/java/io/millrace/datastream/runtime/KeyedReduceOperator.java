package io.millrace.datastream.runtime;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.SnapshotWriter;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.functions.ReduceFunction;
import io.millrace.dataflow.state.ValueState;
import io.millrace.dataflow.state.ValueStateDescriptor;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.operators.function.OperatorRuntimeContext;
import io.millrace.operators.function.RecordKeeper;
import io.millrace.operators.function.RichFunctions;

/**
 * Reduces each record with what its key came to so far, and emits what it comes to now. Memory: one record per key, in the
 * state backend.
 */
public final class KeyedReduceOperator<K, T> implements OneInputOperator<T, T> {
    // What it was told.
    private final ReduceFunction<T> function;
    private final KeySelector<T, K> keys;
    private final TypeInformation<K> keyType;
    private final TypeInformation<T> type;

    // What it holds.
    @SuppressWarnings("NullAway.Init")
    private Output<T> output;

    @SuppressWarnings("NullAway.Init")
    private KeyedStateBackend<K> state;

    @SuppressWarnings("NullAway.Init")
    private KeysAhead<T, K> ahead;

    @SuppressWarnings("NullAway.Init")
    private ValueState<T> reduced;

    @SuppressWarnings("NullAway.Init")
    private RecordKeeper<T> keeper;

    @SuppressWarnings("NullAway.Init")
    private FunctionState functionState;

    public KeyedReduceOperator(
            ReduceFunction<T> function, KeySelector<T, K> keys, TypeInformation<K> keyType, TypeInformation<T> type) {
        this.function = function;
        this.keys = keys;
        this.keyType = keyType;
        this.type = type;
    }

    @Override
    public void open(OperatorContext context, Output<T> output) throws Exception {
        this.output = output;
        state = context.keyedState(keyType);
        ahead = new KeysAhead<>(keys, state);
        reduced = state.state(new ValueStateDescriptor<>("_op_state", type));
        keeper = new RecordKeeper<>(type, context);
        functionState = FunctionState.initialize(function, context, state);
        RichFunctions.open(function, new OperatorRuntimeContext(context, state), new Configuration());
    }

    @Override
    public void expect(Object[] records, int from, int to) {
        ahead.expect(records, from, to);
    }

    @Override
    public void process(T record, long timestamp) throws Exception {
        ahead.select(record);
        T kept = reduced.value();
        T result = kept == null ? keeper.keep(record) : owned(kept, record, function.reduce(kept, record));
        reduced.update(result);
        output.collect(result, timestamp);
    }

    // A new object, not the kept one again with other content: that was emitted before.
    private T owned(T kept, T record, T result) {
        if (result == kept) {
            return kept;
        }
        return result == record ? keeper.keep(record) : keeper.copy(result);
    }

    @Override
    public void snapshot(SnapshotWriter writer) throws Exception {
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
