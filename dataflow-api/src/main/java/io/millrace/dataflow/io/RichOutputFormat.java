package io.millrace.dataflow.io;

import io.millrace.dataflow.functions.RuntimeContext;
import org.jspecify.annotations.Nullable;

/** An output format with a runtime context. */
public abstract class RichOutputFormat<IT> implements OutputFormat<IT> {
    private static final long serialVersionUID = 1L;

    private transient @Nullable RuntimeContext runtimeContext;

    public void setRuntimeContext(RuntimeContext context) {
        this.runtimeContext = context;
    }

    /** @throws IllegalStateException before the engine has set it */
    public RuntimeContext getRuntimeContext() {
        RuntimeContext context = runtimeContext;
        if (context == null) {
            throw new IllegalStateException(
                    "The runtime context of " + getClass().getName() + " is not set yet: use it in open() or later.");
        }
        return context;
    }
}
