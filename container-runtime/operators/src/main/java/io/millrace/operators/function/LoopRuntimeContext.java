package io.millrace.operators.function;

import io.millrace.dataflow.aggregators.Aggregator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Superstep;
import io.millrace.dataflow.functions.IterationRuntimeContext;
import io.millrace.dataflow.types.Value;
import org.jspecify.annotations.Nullable;

/** The runtime context of a function inside a loop. */
final class LoopRuntimeContext extends OperatorRuntimeContext implements IterationRuntimeContext {
    private final Superstep superstep;

    LoopRuntimeContext(OperatorContext context, Superstep superstep) {
        super(context);
        this.superstep = superstep;
    }

    @Override
    public int getSuperstepNumber() {
        return superstep.number();
    }

    // The caller says what it registered, as the interface has it.
    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T extends Aggregator<?>> T getIterationAggregator(String name) {
        return (T) superstep.aggregator(name);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T extends Value> @Nullable T getPreviousIterationAggregate(String name) {
        return (T) superstep.previousAggregate(name);
    }
}
