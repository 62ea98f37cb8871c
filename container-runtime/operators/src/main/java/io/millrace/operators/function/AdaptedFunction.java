package io.millrace.operators.function;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.functions.Function;
import io.millrace.dataflow.functions.IterationRuntimeContext;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.functions.RichFunction;
import io.millrace.dataflow.functions.RuntimeContext;

/** A function that calls one of another shape; rich if that one is. */
public interface AdaptedFunction extends RichFunction {
    /** The function that is called. */
    Function adapted();

    @Override
    default void open(OpenContext context) throws Exception {
        if (adapted() instanceof RichFunction rich) {
            rich.open(context);
        }
    }

    @Override
    default void open(Configuration parameters) throws Exception {
        if (adapted() instanceof RichFunction rich) {
            rich.open(parameters);
        }
    }

    @Override
    default void close() throws Exception {
        if (adapted() instanceof RichFunction rich) {
            rich.close();
        }
    }

    @Override
    default void setRuntimeContext(RuntimeContext context) {
        if (adapted() instanceof RichFunction rich) {
            rich.setRuntimeContext(context);
        }
    }

    /** @throws IllegalStateException if the function that is called is not rich */
    @Override
    default RuntimeContext getRuntimeContext() {
        return rich().getRuntimeContext();
    }

    /** @throws IllegalStateException if the function that is called is not rich */
    @Override
    default IterationRuntimeContext getIterationRuntimeContext() {
        return rich().getIterationRuntimeContext();
    }

    private RichFunction rich() {
        if (adapted() instanceof RichFunction rich) {
            return rich;
        }
        throw new IllegalStateException(adapted().getClass().getName() + " is not a rich function");
    }
}
