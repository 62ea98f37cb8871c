package io.millrace.operators.record;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.RecordStep;
import io.millrace.dataflow.functions.FilterFunction;
import io.millrace.operators.function.OperatorRuntimeContext;
import io.millrace.operators.function.RichFunctions;
import java.util.Optional;

/** Lets pass the records for which a predicate holds. */
public final class FilterOperator<IN> implements OneInputOperator<IN, IN> {
    // What it was told.
    private final FilterFunction<IN> function;
    private final Configuration parameters;

    // What it holds.
    @SuppressWarnings("NullAway.Init")
    private Output<IN> output;

    public FilterOperator(FilterFunction<IN> function, Configuration parameters) {
        this.function = function;
        this.parameters = parameters;
    }

    @Override
    public void open(OperatorContext context, Output<IN> output) throws Exception {
        this.output = output;
        RichFunctions.open(function, new OperatorRuntimeContext(context), parameters);
    }

    @Override
    public void process(IN record, long timestamp) throws Exception {
        if (function.filter(record)) {
            output.collect(record, timestamp);
        }
    }

    @Override
    public Optional<RecordStep> recordStep() {
        return Optional.of(new RecordStep.Filtering(function));
    }

    @Override
    public void close() throws Exception {
        RichFunctions.close(function);
    }
}
