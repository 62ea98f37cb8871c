package io.millrace.operators;

import io.millrace.dataflow.contract.PerVertexClasses;
import java.util.List;

/** All operators and their algorithms; the file systems are one for all. */
public final class OperatorClasses implements PerVertexClasses {
    @Override
    public List<String> names() {
        return List.of("io.millrace.operators.");
    }

    @Override
    public List<String> except() {
        return List.of("io.millrace.operators.file.");
    }
}
