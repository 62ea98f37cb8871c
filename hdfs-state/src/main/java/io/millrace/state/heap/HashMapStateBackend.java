package io.millrace.state.heap;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.state.StateBackend;

/** Keyed state as objects on the heap: how it is kept here in any case. */
public final class HashMapStateBackend implements StateBackend {
    private static final long serialVersionUID = 1L;

    @Override
    public void writeTo(Configuration settings) {}

    @Override
    public String toString() {
        return "HashMapStateBackend";
    }
}
