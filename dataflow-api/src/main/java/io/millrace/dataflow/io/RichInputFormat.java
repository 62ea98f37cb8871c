package io.millrace.dataflow.io;

import io.millrace.dataflow.functions.RuntimeContext;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An input format with a runtime context, and with calls before its first and after its last split. */
public abstract class RichInputFormat<OT, T extends InputSplit> implements InputFormat<OT, T> {
    private static final long serialVersionUID = 1L;

    private transient @Nullable RuntimeContext runtimeContext;

    public void setRuntimeContext(RuntimeContext context) {
        this.runtimeContext = context;
    }

    /** @throws IllegalStateException before the engine has set it */
    public RuntimeContext getRuntimeContext() {
        RuntimeContext context = runtimeContext;
        if (context == null) {
            throw new IllegalStateException("The runtime context of "
                    + getClass().getName() + " is not set yet: use it in openInputFormat() or later.");
        }
        return context;
    }

    /** Called once per parallel instance, before the first split. */
    public void openInputFormat() throws IOException {}

    /** Called once per parallel instance, after the last split, also after a failure. */
    public void closeInputFormat() throws IOException {}
}
