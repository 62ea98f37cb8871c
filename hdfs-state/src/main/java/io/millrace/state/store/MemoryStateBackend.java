package io.millrace.state.store;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.state.StateBackend;

/** The older name of keyed state on the heap with checkpoints that end with the application. */
@Deprecated
public class MemoryStateBackend implements StateBackend {
    private static final long serialVersionUID = 1L;

    @Override
    public void writeTo(Configuration settings) {
        new JobManagerCheckpointStorage().writeTo(settings);
    }

    @Override
    public String toString() {
        return "MemoryStateBackend";
    }
}
