package io.millrace.operators.record;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.functions.FlatMapFunction;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.operators.function.OperatorRuntimeContext;
import io.millrace.operators.function.OutputCollector;
import io.millrace.operators.function.RichFunctions;
import io.millrace.types.fresh.FreshRecords;

/** Turns each record into any number of others. */
public final class FlatMapOperator<IN, OUT> implements OneInputOperator<IN, OUT> {
    // What it was told.
    private final FlatMapFunction<IN, OUT> function;
    private final Configuration parameters;

    // What it holds.
    @SuppressWarnings("NullAway.Init")
    private OutputCollector<OUT> collector;

    public FlatMapOperator(FlatMapFunction<IN, OUT> function, Configuration parameters) {
        this.function = function;
        this.parameters = parameters;
    }

    @Override
    public void open(OperatorContext context, Output<OUT> output) throws Exception {
        this.collector = new OutputCollector<>(output);
        RichFunctions.open(function, new OperatorRuntimeContext(context), parameters);
    }

    @Override
    public void process(IN record, long timestamp) throws Exception {
        collector.at(timestamp);
        function.flatMap(record, collector);
    }

    @Override
    public boolean emitsNew(TypeInformation<?> outputType) {
        return FreshRecords.areCollected(function, "flatMap", outputType);
    }

    @Override
    public void close() throws Exception {
        RichFunctions.close(function);
    }
}
