package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.PerVertexClasses;
import java.util.List;

/** All adapters of functions to operators. */
public final class RuntimeClasses implements PerVertexClasses {
    @Override
    public List<String> names() {
        return List.of("io.millrace.datastream.runtime.");
    }
}
