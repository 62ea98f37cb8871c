package io.millrace.state.heap;

import io.millrace.dataflow.contract.PerVertexClasses;
import java.util.List;

/** All of it: state calls user functions, and lies on the way of every record of a keyed operator. */
public final class HeapClasses implements PerVertexClasses {
    @Override
    public List<String> names() {
        return List.of("io.millrace.state.heap.");
    }
}
