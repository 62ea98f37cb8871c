package io.millrace.datastream.runtime;

import io.millrace.dataflow.functions.Function;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.functions.RichFunction;
import io.millrace.dataflow.functions.RuntimeContext;

/** The life cycle of a user function inside one of ours: it gets the same runtime context, and is opened and closed. */
final class Delegating {
    private Delegating() {}

    static void open(Function inner, RuntimeContext context, OpenContext openContext) throws Exception {
        if (inner instanceof RichFunction rich) {
            rich.setRuntimeContext(context);
            rich.open(openContext);
        }
    }

    static void close(Function inner) throws Exception {
        if (inner instanceof RichFunction rich) {
            rich.close();
        }
    }
}
