package io.millrace.operators.function;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.functions.Function;
import io.millrace.dataflow.functions.RichFunction;
import io.millrace.dataflow.functions.RuntimeContext;
import io.millrace.dataflow.functions.WithConfigurationOpenContext;

/** The life cycle of user functions: rich ones are told their context, opened and closed; others need nothing. */
public final class RichFunctions {
    private RichFunctions() {}

    /**
     * Opens {@code function} if it is rich. Called by an operator in its own {@code open}.
     *
     * @param parameters what {@code withParameters} gave; empty if nothing
     */
    public static void open(Function function, RuntimeContext context, Configuration parameters) throws Exception {
        if (function instanceof RichFunction rich) {
            rich.setRuntimeContext(context instanceof OperatorRuntimeContext own ? own.forFunction() : context);
            rich.open(new WithConfigurationOpenContext(parameters));
        }
    }

    /** Closes {@code function} if it is rich. Called by an operator in its own {@code close}. */
    public static void close(Function function) throws Exception {
        if (function instanceof RichFunction rich) {
            rich.close();
        }
    }
}
