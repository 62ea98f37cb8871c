package io.millrace.dataflow.functions;

import io.millrace.dataflow.config.Configuration;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Keeps the runtime context for rich functions; {@code open} and {@code close} do nothing. */
public abstract class AbstractRichFunction implements RichFunction, Serializable {
    private static final long serialVersionUID = 1L;

    private transient @Nullable RuntimeContext runtimeContext;

    @Override
    public void setRuntimeContext(RuntimeContext context) {
        this.runtimeContext = context;
    }

    @Override
    public RuntimeContext getRuntimeContext() {
        RuntimeContext context = runtimeContext;
        if (context == null) {
            throw new IllegalStateException("The runtime context of "
                    + getClass().getName() + " is not set yet: use it in open() or later, not in the constructor.");
        }
        return context;
    }

    @Override
    public IterationRuntimeContext getIterationRuntimeContext() {
        if (getRuntimeContext() instanceof IterationRuntimeContext context) {
            return context;
        }
        throw new IllegalStateException(getClass().getName() + " is not part of the step function of an iteration.");
    }

    @Override
    public void open(OpenContext openContext) throws Exception {
        RichFunction.super.open(openContext);
    }

    @Override
    public void open(Configuration parameters) throws Exception {}

    @Override
    public void close() throws Exception {}
}
