package io.millrace.operators.broadcast;

import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.operators.function.OperatorRuntimeContext;
import io.millrace.operators.function.OutputCollector;
import io.millrace.operators.function.RichFunctions;

/**
 * Calls a function of two inputs behind the operator that brought these together: so a join, cross or coGroup whose function
 * wants broadcast sets needs no third input. State between checkpoints: none (bounded inputs only).
 */
public final class OnPairsOperator implements OneInputOperator<Tuple2<?, ?>, Object> {
    private final OnPairsFactory plan;

    @SuppressWarnings("NullAway.Init")
    private OutputCollector<Object> collector;

    public OnPairsOperator(OnPairsFactory plan) {
        this.plan = plan;
    }

    @Override
    public void open(OperatorContext context, Output<Object> output) throws Exception {
        collector = new OutputCollector<>(output);
        RichFunctions.open(plan.function(), new OperatorRuntimeContext(context), plan.parameters());
    }

    @Override
    public void process(Tuple2<?, ?> pair, long timestamp) throws Exception {
        plan.call().call(plan.function(), pair, collector);
    }

    @Override
    public void close() throws Exception {
        RichFunctions.close(plan.function());
    }
}
