package io.millrace.operators.join;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.functions.FlatJoinFunction;
import io.millrace.dataflow.functions.IterationRuntimeContext;
import io.millrace.dataflow.functions.JoinFunction;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.functions.RichFunction;
import io.millrace.dataflow.functions.RuntimeContext;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.util.Collector;
import io.millrace.types.fresh.FreshRecords;

/** A join function that gives one result per pair, as one that gives any number; rich if the function is. */
public final class JoinOne<L, R, OUT> implements FlatJoinFunction<L, R, OUT>, RichFunction {
    private static final long serialVersionUID = 1L;

    private final JoinFunction<L, R, OUT> function;

    public JoinOne(JoinFunction<L, R, OUT> function) {
        this.function = function;
    }

    /** Whether each record of a join function is new; see {@link io.millrace.dataflow.contract.Operator#emitsNew}. */
    public static boolean emitsNew(FlatJoinFunction<?, ?, ?> function, TypeInformation<?> outputType) {
        return function instanceof JoinOne<?, ?, ?> one
                ? FreshRecords.areReturned(one.function, "join", outputType)
                : FreshRecords.areCollected(function, "join", outputType);
    }

    @Override
    public void join(L left, R right, Collector<OUT> out) throws Exception {
        out.collect(function.join(left, right));
    }

    @Override
    public void open(OpenContext context) throws Exception {
        if (function instanceof RichFunction rich) {
            rich.open(context);
        }
    }

    @Override
    public void open(Configuration parameters) throws Exception {
        if (function instanceof RichFunction rich) {
            rich.open(parameters);
        }
    }

    @Override
    public void close() throws Exception {
        if (function instanceof RichFunction rich) {
            rich.close();
        }
    }

    @Override
    public void setRuntimeContext(RuntimeContext context) {
        if (function instanceof RichFunction rich) {
            rich.setRuntimeContext(context);
        }
    }

    @Override
    public RuntimeContext getRuntimeContext() {
        return rich().getRuntimeContext();
    }

    @Override
    public IterationRuntimeContext getIterationRuntimeContext() {
        return rich().getIterationRuntimeContext();
    }

    private RichFunction rich() {
        if (function instanceof RichFunction rich) {
            return rich;
        }
        throw new IllegalStateException(function.getClass().getName() + " is not a rich function");
    }
}
