package io.millrace.operators.record;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.RecordStep;
import io.millrace.dataflow.functions.MapFunction;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.operators.function.OperatorRuntimeContext;
import io.millrace.operators.function.RichFunctions;
import io.millrace.types.fresh.FreshRecords;
import java.util.Optional;

/** Turns each record into one other. */
public final class MapOperator<IN, OUT> implements OneInputOperator<IN, OUT> {
    // What it was told.
    private final MapFunction<IN, OUT> function;
    private final Configuration parameters;

    // What it holds.
    @SuppressWarnings("NullAway.Init")
    private Output<OUT> output;

    public MapOperator(MapFunction<IN, OUT> function, Configuration parameters) {
        this.function = function;
        this.parameters = parameters;
    }

    @Override
    public void open(OperatorContext context, Output<OUT> output) throws Exception {
        this.output = output;
        RichFunctions.open(function, new OperatorRuntimeContext(context), parameters);
    }

    @Override
    public void process(IN record, long timestamp) throws Exception {
        output.collect(function.map(record), timestamp);
    }

    @Override
    public Optional<RecordStep> recordStep() {
        return Optional.of(new RecordStep.Mapping(function));
    }

    @Override
    public boolean emitsNew(TypeInformation<?> outputType) {
        return FreshRecords.areReturned(function, "map", outputType);
    }

    @Override
    public void close() throws Exception {
        RichFunctions.close(function);
    }
}
