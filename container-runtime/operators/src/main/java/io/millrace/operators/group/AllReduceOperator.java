package io.millrace.operators.group;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.functions.ReduceFunction;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.operators.function.OperatorRuntimeContext;
import io.millrace.operators.function.RecordKeeper;
import io.millrace.operators.function.RichFunctions;
import org.jspecify.annotations.Nullable;

/** Reduces all records of its input to one, emitted at the end; to none if there were none. Memory: one record. */
public final class AllReduceOperator<T> implements OneInputOperator<T, T> {
    // What it was told.
    private final ReduceFunction<T> function;
    private final TypeInformation<T> type;
    private final Configuration parameters;

    // What it knows: the result so far, and the latest timestamp, which it gets.
    private @Nullable T kept;
    private long latest = Output.NO_TIMESTAMP;

    // What it holds.
    @SuppressWarnings("NullAway.Init")
    private RecordKeeper<T> keeper;

    public AllReduceOperator(ReduceFunction<T> function, TypeInformation<T> type, Configuration parameters) {
        this.function = function;
        this.type = type;
        this.parameters = parameters;
    }

    @Override
    public void open(OperatorContext context, Output<T> output) throws Exception {
        keeper = new RecordKeeper<>(type, context);
        RichFunctions.open(function, new OperatorRuntimeContext(context), parameters);
    }

    @Override
    public void process(T record, long timestamp) throws Exception {
        latest = Math.max(latest, timestamp);
        T before = kept;
        kept = before == null ? keeper.keep(record) : keeper.replace(before, record, function.reduce(before, record));
    }

    @Override
    public Emission<T> endInput() {
        T result = kept;
        if (result == null) {
            return Emission.none();
        }
        return output -> {
            output.collect(result, latest);
            return false;
        };
    }

    @Override
    public void close() throws Exception {
        RichFunctions.close(function);
    }
}
