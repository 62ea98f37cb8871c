package io.millrace.iterations;

import io.millrace.dataflow.contract.PerVertexClasses;
import java.util.List;

/** All operators of loops; a solution set passes from the head to the operators that look into it, so it is one for all. */
public final class LoopClasses implements PerVertexClasses {
    @Override
    public List<String> names() {
        return List.of("io.millrace.iterations.");
    }

    @Override
    public List<String> except() {
        return List.of("io.millrace.iterations.solution.");
    }
}
